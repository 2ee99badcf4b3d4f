//! Phrases that tell something: the rules that keep the tables of each language precise.
//!
//! A phrase counts unless it is undone: by a veto, by a negation before it in its clause, or, where its section says
//! so, by a question or a condition. "If it is not fixed I will cancel" is an ultimatum, not a wish to leave, and must
//! not lead to a cancellation: an ultimatum rules a wish out where it stands. The quote is the clause around the phrase,
//! up to twelve words, so that it can be read on its own; of two quotes of one kind that would overlap, the first stands,
//! with the more careful reading of a wish to leave.

use core::cell::OnceCell;

use super::memory::{Forget, Lessons, Recall};
use super::pattern::{Hit, Numbered};
use super::table::{Class, Head, Manner, Table, Tells};
use super::tokens::{Break, Tokens};
use super::{Finding, FindingKind, Leave, LeaveTarget, Span};
use crate::case::{Author, Language};
use crate::order;

/// Longest quote, in words (design default: one line in a sidebar is about six).
const QUOTE: usize = 12;

/// How far before a phrase a negation reaches, in words. Italian negates right before the verb.
const fn reach(language: Language) -> usize {
    match language {
        Language::It => 2,
        _ => 4,
    }
}

/// What the phrases of one text tell.
#[derive(Default)]
pub(super) struct Told {
    /// The findings, in order.
    pub findings: Vec<Finding>,
    /// Words of feeling that are meant well.
    pub positive: usize,
    /// Words of feeling that are not.
    pub negative: usize,
    /// One of the findings speaks for itself, however short the text is.
    pub plain: bool,
}

/// The bits of what messages of `author` can tell, and of words of feeling.
const fn asked(author: Author) -> u32 {
    use FindingKind::{Apology, Promise, RepairAttempt};
    const STAFF: u32 = Tells::Kind(Promise).bit() | Tells::Kind(RepairAttempt).bit() | Tells::Kind(Apology).bit();
    match author {
        Author::Customer => !STAFF,
        Author::Staff => STAFF | Tells::FEELING,
        Author::System => Tells::FEELING,
    }
}

/// Reads the phrases of `tokens`; `own` are the folded names of the company that is written to.
pub(super) fn told(
    table: &Table,
    (language, author): (Language, Author),
    words: Numbered<'_, impl Recall>,
    own: &[String],
) -> Told {
    let tokens = words.tokens;
    let hits = words.hits(false, asked(author));
    if hits.is_empty() {
        return Told::default();
    }
    let scan = Scan { table, tokens, conditions: OnceCell::new(), words, language, own };
    let vetoed = scan.vetoed(&hits);
    let mut told = Told::default();
    let mut quoted: Vec<Finding> = Vec::new();
    for hit in &hits {
        let Some(head) = table.heads.get(hit.head) else { continue };
        let Manner { firm, asserted, alone, .. } = head.manner;
        if alone && hit.end - hit.first < tokens.list.len() {
            continue;
        }
        let negated = !firm && scan.negated(hit.first);
        let kind = match head.tells {
            Tells::Kind(kind) => kind,
            Tells::Feeling(positive) => {
                // "Not bad" praises nobody, "not happy" does complain.
                told.positive += usize::from(positive && !negated);
                told.negative += usize::from(positive == negated);
                continue;
            }
            Tells::Mark(_) => continue,
        };
        let bit = head.tells.bit();
        let barred = vetoed.get(hit.first..hit.end).is_some_and(|words| words.iter().any(|word| word & bit != 0));
        if negated || barred || (asserted && scan.unsure(hit)) {
            continue;
        }
        let leave = (kind == FindingKind::WishToLeave).then(|| scan.leave(hit, head.leave));
        // Whoever comes to us goes to no competitor.
        let ours = || match hit.names[1] {
            None => (hit.first..hit.end).any(|at| scan.is_own(Some((at, hit.end)))),
            name => scan.is_own(name),
        };
        if kind == FindingKind::Competitor && ours() {
            continue;
        }
        told.plain |= firm || alone;
        quoted.push(Finding { kind, span: scan.quote(hit), leave });
    }
    order::sort(&mut quoted, |a, b| (a.span, a.kind) < (b.span, b.kind));
    let mut ends = [0; FindingKind::ALL.len()];
    for finding in quoted {
        let Some(end) = ends.get_mut(finding.kind as usize) else { continue };
        if finding.span.start >= *end {
            *end = finding.span.end;
            told.findings.push(finding);
        } else if let Some(first) = told.findings.iter_mut().rfind(|first| first.kind == finding.kind) {
            first.leave = first.leave.zip(finding.leave).map(|(one, other)| one.careful(other));
        }
    }
    // Of two companies that may be us, none is a competitor.
    let doubtful = |finding: &&Finding| finding.leave.is_some_and(|leave| leave.target != LeaveTarget::Us);
    let doubts: Vec<Span> = told.findings.iter().filter(doubtful).map(|finding| finding.span).collect();
    let apart = |span: Span| {
        let next = doubts.partition_point(|doubt| doubt.end <= span.start);
        doubts.get(next).is_none_or(|doubt| span.end <= doubt.start)
    };
    told.findings.retain(|finding| finding.kind != FindingKind::Competitor || apart(finding.span));
    told
}

/// Every mark that stands in `tokens`, by its number, as its first word and one past its last: those that no veto and no
/// negation undoes, in order.
pub(super) fn marked(table: &Table, language: Language, tokens: &mut Tokens) -> Vec<(u8, usize, usize)> {
    Forget.settle(tokens, Lessons { language: language as usize, table: Some(table), model: None });
    let words = Numbered::new(table, tokens, &Forget);
    let hits = words.hits(false, u32::MAX);
    let scan = Scan { table, tokens, conditions: OnceCell::new(), words, language, own: &[] };
    let vetoed = scan.vetoed(&hits);
    let mut out = Vec::new();
    for hit in &hits {
        let Some(&Head { tells: Tells::Mark(mark), manner, .. }) = table.heads.get(hit.head) else { continue };
        let bit = Tells::Mark(mark).bit();
        let barred = vetoed.get(hit.first..hit.end).is_some_and(|words| words.iter().any(|word| word & bit != 0));
        let undone = !manner.firm && scan.negated(hit.first) || manner.asserted && scan.unsure(hit);
        if !barred && !undone {
            out.push((mark, hit.first, hit.end));
        }
    }
    order::sort(&mut out, |a, b| (a.1, a.2) < (b.1, b.2));
    out
}

struct Scan<'t, K> {
    table: &'t Table,
    tokens: &'t Tokens,
    words: Numbered<'t, K>,
    language: Language,
    /// For each sentence, whether it holds a condition.
    conditions: OnceCell<Vec<bool>>,
    own: &'t [String],
}

impl<K: Recall> Scan<'_, K> {
    /// For each word, a bit for every kind of these hits that is ruled out there; nothing where none is.
    fn vetoed(&self, hits: &[Hit]) -> Vec<u32> {
        let tells = |hit: &Hit| self.table.heads.get(hit.head).map_or(Tells::Feeling(true), |head| head.tells);
        // Only what was found need be ruled out.
        let found = hits.iter().map(tells).filter(|tells| !matches!(tells, Tells::Feeling(_)));
        let found = found.fold(0, |all, tells| all | tells.bit());
        let vetoes = if found == 0 { Vec::new() } else { self.words.hits(true, found) };
        let mut out = Vec::new();
        let mut rule_out = |hit: &Hit, kind: Tells| {
            out.resize(self.tokens.list.len(), 0);
            for word in out.get_mut(hit.first..hit.end).unwrap_or_default() {
                *word |= kind.bit();
            }
        };
        for veto in &vetoes {
            rule_out(veto, tells(veto));
        }
        for hit in hits {
            // "Fix it or I leave" asks for nothing to be cancelled yet.
            if let Tells::Kind(FindingKind::Ultimatum) = tells(hit) {
                rule_out(hit, Tells::Kind(FindingKind::WishToLeave));
            }
        }
        out
    }

    /// Whom they leave, and when: a name that is ours, or that of where they go, decides.
    fn leave(&self, hit: &Hit, told: Leave) -> Leave {
        let [left, next] = hit.names;
        let target = match told.target {
            _ if self.is_own(left) => LeaveTarget::Us,
            _ if self.is_own(next) => LeaveTarget::Other,
            LeaveTarget::Us if left.is_some() => LeaveTarget::Unclear,
            target => target,
        };
        Leave { target, ..told }
    }

    /// Whether these words begin with a name of ours.
    fn is_own(&self, name: Option<(usize, usize)>) -> bool {
        let Some((first, end)) = name else { return false };
        let words = |at| self.tokens.get(at).map(|token| token.folded);
        let (Some(start), Some(last)) = (words(first), words(end.saturating_sub(1))) else { return false };
        let name = self.tokens.arena.quote(Span { start: start.start, end: last.end });
        let begins = |own: &String| name.strip_prefix(own.as_str());
        self.own.iter().filter_map(begins).any(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    fn is(&self, class: Class, at: usize) -> bool {
        self.words.is(class, at)
    }

    /// Whether the word at `at` joins two clauses (`o`, but not `ò`).
    fn joins(&self, at: usize) -> bool {
        self.is(Class::Join, at) && self.tokens.get(at).is_some_and(|token| !token.marked)
    }

    /// Whether a negation before the phrase that begins at `first` undoes it. A subject closes the clause, unless what
    /// stands before it leans on it: in "I don't think I want to cancel" the negation reaches, in "it does not work I
    /// want to cancel" it does not.
    fn negated(&self, first: usize) -> bool {
        let mut at = first;
        for _ in 0..reach(self.language) {
            step!();
            if self.is(Class::Subject, at) && !at.checked_sub(1).is_some_and(|last| self.is(Class::Leaning, last)) {
                return false;
            }
            if self.tokens.before(at) != Break::None {
                return false;
            }
            let Some(last) = at.checked_sub(1) else { return false };
            if self.is(Class::Negator, last) {
                return true;
            }
            if self.joins(last) {
                return false;
            }
            at = last;
        }
        false
    }

    /// For each sentence, whether it holds a condition (Spanish `si`, but not `sí`).
    fn conditions(&self) -> Vec<bool> {
        let mut out = vec![false; self.tokens.sentences.len()];
        for (at, token) in self.tokens.list.iter().enumerate() {
            if let Some(condition) = out.get_mut(token.sentence) {
                *condition |= self.is(Class::Condition, at) && !(token.marked && self.language == Language::Es);
            }
        }
        out
    }

    /// Whether the phrase is asked or under a condition.
    fn unsure(&self, hit: &Hit) -> bool {
        let Some(token) = self.tokens.get(hit.first) else { return true };
        let asked = self.tokens.sentences.get(token.sentence).is_some_and(|sentence| sentence.question);
        let flag = |flags: &[bool]| flags.get(token.sentence).copied().unwrap_or(false);
        // "Fix it or I will leave": the condition is what stands before the "or".
        let or =
            (hit.first.saturating_sub(2)..hit.first).any(|at| self.is(Class::Or, at) && !self.is(Class::Or, at + 1));
        flag(self.conditions.get_or_init(|| self.conditions())) || asked || or
    }

    /// The clause around a phrase, cut to [`QUOTE`] words.
    fn quote(&self, hit: &Hit) -> Span {
        let (mut first, mut end) = (hit.first, hit.end);
        while end - first < QUOTE && self.tokens.before(first) == Break::None {
            let Some(last) = first.checked_sub(1).filter(|&last| !self.joins(last)) else { break };
            first = last;
        }
        while end - first < QUOTE && self.tokens.before(end) == Break::None && !self.joins(end) {
            end += 1;
        }
        let start = self.tokens.get(first).map_or(0, |token| token.span.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        Span { start, end: last.map_or(start, |token| token.span.end) }
    }
}
