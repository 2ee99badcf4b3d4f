//! Letters to the customer: facts, amounts and dates first; no pleading, no guilt, no offer. In the customer's language.

use time::Date;

use super::address::Address;
use super::addressee::Addressee;
use super::playbook::LetterKind;
use super::sheet::Wished;
use crate::case::Money;
use crate::words::{Catalogue, Format, Key, Text, say};

/// What a letter is made of; a sentence whose fact is not known is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LetterFacts {
    /// The customer's name.
    pub name: Option<String>,
    /// Who reads it.
    pub to: Addressee,
    /// Whether goods were sold.
    pub goods: bool,
    /// Who signs.
    pub sender: Option<String>,
    /// When we received their notice.
    pub notice_on: Option<Date>,
    /// When they withdrew from the contract, where they did.
    pub withdrawn_on: Option<Date>,
    /// The contract's last day.
    pub ends_on: Option<Date>,
    /// The cancellation's reference.
    pub reference: Option<String>,
    /// The last charge.
    pub last_charge: Option<Money>,
    /// What we pay back, in each currency.
    pub refunds: Vec<Money>,
    /// What they still pay us, in each currency.
    pub owed: Vec<Money>,
    /// By when.
    pub refund_by: Option<Date>,
    /// The copy of their data.
    pub copy: Wished,
    /// Having their data erased.
    pub erasure: Wished,
    /// Whether it is known that we owe them nothing more.
    pub settled: bool,
    /// What went wrong, in words.
    pub what_happened: Option<String>,
    /// What we did about it, in words.
    pub what_we_did: Option<String>,
    /// The compensation.
    pub compensation: Option<Money>,
    /// Until when it is put right.
    pub fixed_by: Option<Date>,
    /// The one person who stays in charge.
    pub owner: Option<String>,
    /// Whether a letter has said condolence already; see [`has_condoled`].
    pub condoled: bool,
    /// What was agreed, in words.
    pub agreed: Option<String>,
    /// ... and on which day.
    pub agreed_on: Option<Date>,
    /// What came of it.
    pub paid: Option<Paid>,
    /// The payment's reference.
    pub payment_reference: Option<String>,
}

/// What was paid after an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paid {
    /// We paid.
    ByUs(Money, Date),
    /// The customer did.
    ByThem(Money, Date),
    /// Nothing was owed.
    Nothing,
}

impl LetterFacts {
    /// The name in the greeting, where it is known.
    #[must_use]
    pub fn greeted(&self) -> Option<&str> {
        self.to.name(self.name.as_deref())
    }
}

/// The paragraphs of a letter, without greeting and signature; a paragraph is a list of sentences.
#[must_use]
pub fn paragraphs(kind: LetterKind, facts: &LetterFacts) -> Vec<Vec<Text>> {
    // Nobody is told that they want to leave before it is recorded when they said so.
    let notice = match (facts.withdrawn_on, facts.notice_on) {
        (Some(withdrawn), _) => Some(say::letter_withdrawal(withdrawn)),
        (None, Some(on)) if facts.goods => Some(say::letter_goods_notice(on)),
        (None, Some(on)) => Some(say::letter_notice(on)),
        (None, None) => None,
    };
    let we_see_to_it = if facts.goods { Key::LetterGoodsWeSeeToIt } else { Key::LetterWeSeeToIt };
    let ends_on = facts.ends_on.map(if facts.goods { say::letter_goods_ends_on } else { say::letter_ends_on });
    // Those who settle an estate are neither asked to stay nor told that we regret to lose somebody.
    let living = |key: Key| (!facts.to.is_estate()).then(|| key.into());
    // Why goods go back matters, unless it is a withdrawal.
    let no_reasons = living(Key::LetterNoReasons).filter(|_| !facts.goods || facts.withdrawn_on.is_some());
    let drafted = match kind {
        LetterKind::SayOnce => {
            vec![vec![notice, ends_on, no_reasons], vec![living(Key::LetterRegret)]]
        }
        LetterKind::Acknowledge => {
            vec![vec![notice, ends_on.filter(|_| !facts.goods)], vec![Some(we_see_to_it.into()), no_reasons]]
        }
        LetterKind::ConfirmEnd => vec![vec![ends_on, reference(facts)], money(facts)],
        LetterKind::Farewell => farewell(facts, ends_on),
        LetterKind::Repair => vec![failure(facts), amends(facts), vec![Some(Key::LetterApology.into())]],
        LetterKind::SecondChance => vec![failure(facts), amends(facts), vec![Some(Key::LetterApologyAgain.into())]],
        // Everybody reads it: no fact of the case, one way to a private channel.
        LetterKind::PublicAnswer => vec![vec![
            Some(Key::LetterPublicRead.into()),
            Some(Key::LetterPublicPrivate.into()),
            Some(Key::LetterPublicLast.into()),
        ]],
        LetterKind::Settled => vec![agreed(facts), vec![Some(Key::LetterAgreedClosed.into())]],
    };
    let opening = if kind == LetterKind::PublicAnswer { Vec::new() } else { opening(facts) };
    let known = [opening].into_iter().chain(drafted);
    let known = known.map(|sentences| sentences.into_iter().flatten().map(|text| facts.to.of_text(text)).collect());
    known.filter(|sentences: &Vec<Text>| !sentences.is_empty()).collect()
}

/// To somebody else than the customer: whose contract it is about; after a death, one sentence of condolence before it,
/// in the first letter.
fn opening(facts: &LetterFacts) -> Vec<Option<Text>> {
    let name = facts.name.as_deref();
    match &facts.to {
        Addressee::Customer => Vec::new(),
        Addressee::Representative(_) => vec![name.map(say::letter_acts_for)],
        Addressee::Estate(_) => {
            let condolence = (!facts.condoled).then(|| Key::LetterCondolence.into());
            vec![condolence, name.map(say::letter_contract_of)]
        }
    }
}

/// Whether one of the letters that were sent has said condolence: it is said once.
pub fn has_condoled<'t>(mut sent: impl Iterator<Item = &'t str>, catalogue: &Catalogue, format: &dyn Format) -> bool {
    let said: Vec<String> = Address::ALL
        .iter()
        .map(|address| catalogue.text(&address.of_text(Key::LetterCondolence.into()), format))
        .collect();
    sent.any(|letter| said.iter().any(|said| letter.contains(said.as_str())))
}

fn reference(facts: &LetterFacts) -> Option<Text> {
    let reference = facts.reference.as_deref()?;
    Some(if facts.goods { say::letter_goods_reference(reference) } else { say::letter_reference(reference) })
}

fn money(facts: &LetterFacts) -> Vec<Option<Text>> {
    let paid_back = if facts.goods { say::letter_paid_back_goods } else { say::letter_paid_back };
    vec![
        match (facts.withdrawn_on, facts.last_charge.map(|amount| (amount, amount.minor))) {
            // What goes back is worked out in a later step: until then the letter says when.
            (Some(_), _) if facts.refunds.is_empty() => facts.refund_by.map(paid_back),
            (Some(_), _) | (None, None) => None,
            (None, Some((_, 0))) => Some(Key::LetterNoCharge.into()),
            (None, Some((amount, _))) => Some(say::letter_last_charge(amount)),
        },
        refund(facts),
        refund(facts).map(|_| Key::LetterSameMeans.into()),
    ]
}

fn farewell(facts: &LetterFacts, ends_on: Option<Text>) -> Vec<Vec<Option<Text>>> {
    let promised = facts.copy.is_open() || facts.erasure.is_open();
    let owed = named(&facts.owed);
    vec![
        vec![
            ends_on,
            facts.settled.then(|| Key::LetterSettled.into()),
            refund(facts),
            (!owed.is_empty()).then(|| say::letter_owed(owed)),
            wished(facts.copy, Key::LetterCopyOpen, say::letter_copy_by),
            wished(facts.erasure, Key::LetterEraseOpen, say::letter_erase_by),
        ],
        vec![Some(if promised { Key::LetterNoMoreAfter } else { Key::LetterNoMore }.into())],
        vec![Some(Key::LetterThanks.into()), facts.to.is_customer().then(|| Key::LetterWishWell.into())],
    ]
}

fn failure(facts: &LetterFacts) -> Vec<Option<Text>> {
    vec![
        facts.what_happened.as_deref().map(say::letter_what_happened),
        facts.what_we_did.as_deref().map(say::letter_what_we_did),
        facts.fixed_by.map(say::letter_fixed_by),
    ]
}

fn agreed(facts: &LetterFacts) -> Vec<Option<Text>> {
    vec![
        facts.agreed.as_deref().zip(facts.agreed_on).map(|(what, on)| say::letter_agreed_on(on, what)),
        facts.paid.map(|paid| match paid {
            Paid::ByUs(amount, on) => say::letter_agreed_paid(amount, on),
            Paid::ByThem(amount, on) => say::letter_agreed_received(amount, on),
            Paid::Nothing => Key::LetterAgreedNothing.into(),
        }),
        facts.payment_reference.as_deref().map(say::letter_agreed_reference),
    ]
}

fn amends(facts: &LetterFacts) -> Vec<Option<Text>> {
    vec![
        facts.compensation.filter(|amount| amount.minor > 0).map(say::letter_compensation),
        facts.owner.as_deref().map(say::letter_owner),
    ]
}

/// The fields, of whatever step, that a letter rests on: one that was typed by hand does not follow them.
#[must_use]
pub const fn rests_on(kind: LetterKind) -> &'static [&'static str] {
    match kind {
        LetterKind::SayOnce | LetterKind::Acknowledge => &["notice_on", "withdrawal_on", "end_date", "speaks_for"],
        LetterKind::ConfirmEnd => &["withdrawal_on", "end_date", "reference", "last_charge", "speaks_for"],
        LetterKind::Farewell => &[
            "notice_on",
            "withdrawal_on",
            "late_because",
            "end_date",
            "last_charge",
            "at_once",
            "period_price",
            "other_paid",
            "prepaid_from",
            "prepaid_to",
            "prepaid_paid",
            "credit",
            "deposit",
            "compensation",
            "equipment_fee",
            "goods_kept_because",
            "deposit_kept",
            "deposit_kept_because",
            "equipment_state",
            "equipment_new",
            "equipment_since",
            "equipment_months",
            "remaining_fee",
            "etc_claimed",
            "etc_kind",
            "etc_sector",
            "etc_why",
            "etc_proved",
            "etc_agreed",
            "vat_amounts",
            "vat_rate",
            "paid_vat_rate",
            "refund_by",
            "wants_copy",
            "copy_sent_on",
            "copy_by",
            "wants_erasure",
            "erased_on",
            "erase_by",
            "speaks_for",
        ],
        LetterKind::Repair | LetterKind::SecondChance => {
            &["what_happened", "what_we_did", "fixed_by", "compensation", "owner", "speaks_for"]
        }
        LetterKind::PublicAnswer => &[],
        LetterKind::Settled => {
            &["agreed", "agreed_on", "compensation", "paid_by", "paid_on", "payment_reference", "speaks_for"]
        }
    }
}

/// What is still owed of a wish.
fn wished(wished: Wished, open: Key, by: fn(Date) -> Text) -> Option<Text> {
    match wished {
        Wished::Open => Some(open.into()),
        Wished::By(day) => Some(by(day)),
        Wished::No | Wished::Done(_) => None,
    }
}

/// What the form calls the contract's last day.
const fn end_field(facts: &LetterFacts) -> Key {
    if facts.goods { Key::StepFieldUndoneOn } else { Key::StepFieldEndDate }
}

/// What a letter is about and is not known yet, by the names of the fields: without it there is nothing to send.
#[must_use]
pub fn gaps(kind: LetterKind, facts: &LetterFacts) -> Vec<Text> {
    let end = end_field(facts);
    let about = match kind {
        LetterKind::SayOnce | LetterKind::Acknowledge => {
            let is_known = facts.notice_on.is_some() || facts.withdrawn_on.is_some();
            [(!is_known).then_some(Key::StepFieldNoticeOn), None, None]
        }
        // It says what it has to say without any fact.
        LetterKind::PublicAnswer => [None, None, None],
        LetterKind::ConfirmEnd => [
            facts.reference.is_none().then_some(if facts.goods {
                Key::StepFieldReturnReference
            } else {
                Key::StepFieldReference
            }),
            facts.ends_on.is_none().then_some(end),
            facts.last_charge.is_none().then_some(Key::StepFieldLastCharge),
        ],
        LetterKind::Farewell => [facts.ends_on.is_none().then_some(end), None, None],
        LetterKind::Settled => [
            facts.agreed.is_none().then_some(Key::StepFieldAgreed),
            facts.paid.is_none().then_some(Key::StepFieldPaidBy),
            None,
        ],
        LetterKind::Repair | LetterKind::SecondChance => [
            facts.what_happened.is_none().then_some(Key::StepFieldWhatHappened),
            facts.what_we_did.is_none().then_some(Key::StepFieldWhatWeDid),
            None,
        ],
    };
    about.into_iter().flatten().map(Text::from).collect()
}

/// What is not known and was left out, by the names of the fields: the letter can be sent without it.
#[must_use]
pub fn left_out(kind: LetterKind, facts: &LetterFacts) -> Vec<Text> {
    let unknown = |is_known: bool, field: Key| (!is_known).then_some(field);
    let is_named = !(facts.goods && kind == LetterKind::Acknowledge);
    let end = unknown(facts.ends_on.is_some() || !is_named, end_field(facts));
    let pays = !facts.refunds.is_empty() || facts.withdrawn_on.is_some();
    let refund_by = unknown(!pays || facts.refund_by.is_some(), Key::StepFieldRefundBy);
    let fixed_by = unknown(facts.fixed_by.is_some(), Key::StepFieldFixedBy);
    let owner = unknown(facts.owner.is_some(), Key::StepFieldOwner);
    let amends = unknown(facts.compensation.is_some(), Key::StepFieldCompensation);
    let left_out = match kind {
        LetterKind::SayOnce | LetterKind::Acknowledge => [end, None, None],
        LetterKind::ConfirmEnd | LetterKind::Farewell => [refund_by, None, None],
        LetterKind::Repair => [fixed_by, owner, None],
        LetterKind::SecondChance => [fixed_by, owner, amends],
        LetterKind::Settled => [None, None, None],
        LetterKind::PublicAnswer => return Vec::new(),
    };
    let reader = unknown(facts.to.is_customer() || facts.to.name(None).is_some(), Key::BranchFieldSpeaksFor);
    [reader].into_iter().chain(left_out).flatten().map(Text::from).collect()
}

/// Every sum that goes back: one in each currency, nothing converted.
fn refund(facts: &LetterFacts) -> Option<Text> {
    let amounts = named(&facts.refunds);
    if amounts.is_empty() {
        return None;
    }
    Some(match facts.refund_by {
        Some(by) => say::letter_refund_by(amounts, by),
        None => say::letter_refund(amounts),
    })
}

fn named(amounts: &[Money]) -> Vec<Text> {
    amounts.iter().map(|amount| say::letter_amount(*amount)).collect()
}

/// The greeting of a reader whose name is not known.
#[must_use]
pub fn plain_greeting(address: Address, to: &Addressee) -> Text {
    let plain = Key::LetterGreetingPlain.into();
    if address == Address::Formal { to.of_text(plain) } else { address.of_text(plain) }
}

/// The letter as plain text, in the catalogue's language and formal address.
#[must_use]
pub fn draft(kind: LetterKind, facts: &LetterFacts, catalogue: &Catalogue, format: &dyn Format) -> String {
    draft_in(Address::Formal, kind, facts, catalogue, format)
}

/// The letter as plain text, in the catalogue's language.
#[must_use]
pub fn draft_in(
    address: Address,
    kind: LetterKind,
    facts: &LetterFacts,
    catalogue: &Catalogue,
    format: &dyn Format,
) -> String {
    let is_public = kind == LetterKind::PublicAnswer;
    let written = |text: Text| catalogue.text(&address.of_text(text), format);
    let mut out = match facts.greeted() {
        _ if is_public => catalogue.text(&Key::LetterPublicGreeting.into(), format),
        Some(name) => written(say::letter_greeting(address.name(name))),
        None => catalogue.text(&plain_greeting(address, &facts.to), format),
    };
    for sentences in paragraphs(kind, facts) {
        let mut gap = "\n\n";
        for sentence in sentences {
            out.push_str(gap);
            // A text that staff typed may end without a full stop.
            let text = written(sentence);
            out.push_str(text.trim_end());
            if !text.trim_end().ends_with(['.', '?', '!', '…']) {
                out.push('.');
            }
            gap = " ";
        }
    }
    if !is_public {
        out.push_str("\n\n");
        out.push_str(&written(Key::LetterClosing.into()));
        if let Some(sender) = &facts.sender {
            out.push('\n');
            out.push_str(sender);
        }
    }
    out.push('\n');
    out
}
