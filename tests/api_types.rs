//! The words of the JS API's TypeScript types are the words of the core.

use clean_break::advice::Path;
use clean_break::case::{
    Audience, Author, Channel, ConcludedBy, ContractKind, CustomerKind, EventKind, Language, RatedBy,
};
use clean_break::leaving::rules::{Actor, Confidence, Coverage, Flag, Unit};
use clean_break::leaving::settlement::Direction;
use clean_break::leaving::{FieldKind, LetterKind, StepKind, WishHow};
use clean_break::providers::{Criterion, InterestKind, Known, OptionKind, Tie};
use clean_break::relationship::{Input, Output};
use clean_break::risk::{ChurnBand, MissingKind, RepairBand, RetaliationBand};
use clean_break::signals::{AttemptKind, AttemptOutcome, Outcome, PointSource};
use clean_break::text::{AsideKind, FindingKind, LeaveTarget, LeaveTime, NotRead, Voice};

/// The types without white space, as in `"low"|"high"`.
fn types() -> String {
    include_str!("../src/bin/api/types.d.ts").split_whitespace().collect()
}

#[test]
fn unions_have_every_word_and_no_other() {
    let types = types();
    let mut missing = Vec::new();
    macro_rules! check {
        ($($name:ty),+ $(,)?) => {$({
            let words: Vec<String> = <$name>::ALL.iter().map(|value| format!("{:?}", value.word())).collect();
            let union = words.join("|");
            let whole = types.match_indices(&union).any(|(at, _)| {
                let before = types[..at].trim_end_matches('|');
                let after = &types[at + union.len()..];
                let ends = !after.starts_with('|') || after.starts_with("|null");
                ends && !before.ends_with('"')
            });
            if !whole {
                missing.push((stringify!($name), union));
            }
        })+};
    }
    check![
        Actor,
        AsideKind,
        AttemptKind,
        AttemptOutcome,
        Audience,
        Author,
        Channel,
        ChurnBand,
        ConcludedBy,
        Confidence,
        ContractKind,
        Coverage,
        Criterion,
        CustomerKind,
        Direction,
        EventKind,
        FieldKind,
        FindingKind,
        Flag,
        Input,
        InterestKind,
        Known,
        Language,
        LeaveTarget,
        LeaveTime,
        LetterKind,
        MissingKind,
        NotRead,
        OptionKind,
        Outcome,
        Output,
        Path,
        PointSource,
        RatedBy,
        RepairBand,
        RetaliationBand,
        StepKind,
        Tie,
        Unit,
        WishHow,
    ];
    // Written in another order than the core's.
    for voice in Voice::ALL {
        assert!(types.contains(&format!("{:?}", voice.word())));
    }
    assert!(missing.is_empty(), "not in types.d.ts: {missing:#?}");
}
