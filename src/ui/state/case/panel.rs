//! The small forms of the case screen: each asks for what its act needs, and says so when it is missing.

use super::{Drafts, Fault, Library, OpenCase};
use crate::advice::Path;
use crate::assessment::{Settings, assess};
use crate::case::{EventKind, date_text, parse_date};
use crate::leaving::locked;
use crate::leaving::{
    Act, Circumstance, ContactChannel, Day, FreeText, PartingOutcome, Recognised, WaitsOn, WishHow, newest, serving,
};
use crate::text::Reader;
use crate::ui::state::Moment;
use crate::words::{Key, Text, say};

/// A form that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    /// Another path than the advice.
    Disagree,
    /// A signal was read wrongly.
    Strike {
        /// Its id.
        signal: String,
        /// What it says.
        label: Text,
    },
    /// The three questions on attachment.
    Attachment,
    /// Inputs to try out; it writes nothing.
    WhatIf,
    /// Something that the thread does not tell.
    Event,
    /// Leave a step out.
    Skip(String),
    /// A step waits on somebody.
    Wait(String),
    /// Close now.
    Close,
    /// The customer changed their mind.
    Turn,
    /// Somebody else goes on.
    HandOver,
    /// A channel was stopped.
    Contact(ContactChannel),
    /// What a clock asked for was done.
    Met {
        /// The step.
        step: String,
        /// The rule of the clock.
        rule: String,
    },
    /// A closed plan goes on.
    Reopen,
    /// The case is escalated, or not any more.
    Escalate(bool),
    /// A text is removed from beside the journal, by its commitment.
    Redact(String),
    /// Something is different about the customer or the case: the circumstance's word.
    Different(String),
    /// The contract turns out to be another one.
    Another,
    /// Somebody threatens: the case is escalated, from where the plan is.
    Threat,
    /// An export that only a passphrase opens; it writes nothing.
    Lock,
    /// A message that a system would send by itself.
    Send,
    /// It will not be sent; by its number.
    SendStop(u32),
    /// What a suppression list keeps.
    Suppress,
    /// Nobody asks them back, for good.
    Block,
    /// What became of it.
    Outcome,
    /// A dispute.
    Dispute,
    /// It is over; by its number.
    DisputeEnd(u32),
    /// When the personal data goes.
    EraseBy,
    /// It goes now.
    Erase,
    /// A page for whoever goes on; it writes nothing.
    Page,
}

impl Panel {
    /// Its kind, by which a screen knows where to draw it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Disagree => "disagree",
            Self::Strike { .. } => "strike",
            Self::Attachment => "attachment",
            Self::WhatIf => "what_if",
            Self::Event => "event",
            Self::Skip(_) => "skip",
            Self::Wait(_) => "wait",
            Self::Close => "close_now",
            Self::Turn => "turn",
            Self::HandOver => "hand_over",
            Self::Contact(_) => "contact",
            Self::Met { .. } => "met",
            Self::Reopen => "reopen",
            Self::Escalate(_) => "escalate",
            Self::Redact(_) => "redact",
            Self::Different(_) => "different",
            Self::Another => "another",
            Self::Threat => "threat",
            Self::Lock => "lock",
            Self::Send => "send",
            Self::SendStop(_) => "send_stop",
            Self::Suppress => "suppress",
            Self::Block => "block",
            Self::Outcome => "outcome",
            Self::Dispute => "dispute",
            Self::DisputeEnd(_) => "dispute_end",
            Self::EraseBy => "erase_by",
            Self::Erase => "erase",
            Self::Page => "page",
        }
    }

    /// What tells it from others, and the beginning of its drafts' keys: what was typed about one thing is never taken
    /// for another.
    #[must_use]
    pub fn name(&self) -> String {
        let about = match self {
            Self::Strike { signal, .. } => signal,
            Self::Skip(about) | Self::Wait(about) | Self::Different(about) => about,
            Self::Met { step, rule } => return super::form::key(self.kind(), &super::form::key(step, rule)),
            Self::Contact(channel) => channel.word(),
            Self::Redact(commitment) => commitment,
            Self::SendStop(number) | Self::DisputeEnd(number) => {
                return super::form::key(self.kind(), &number.to_string());
            }
            _ => return self.kind().to_owned(),
        };
        super::form::key(self.kind(), about)
    }

    /// Where it was opened, as the first of several selectors.
    #[must_use]
    pub fn opener(&self) -> String {
        ["[data-opens=\"", &self.name(), "\"]|"].concat()
    }

    /// The draft of one of its fields.
    #[must_use]
    pub fn key(&self, field: &str) -> String {
        super::form::key(&self.name(), field)
    }

    /// The drafts that it uses up.
    #[must_use]
    pub fn drafts(&self, drafts: &Drafts) -> Vec<String> {
        match self {
            // What was half-typed is personal data, too.
            Self::Erase => drafts.keys().cloned().collect(),
            _ => super::form::spent(&self.name(), drafts),
        }
    }

    fn draft<'a>(&self, drafts: &'a Drafts, field: &str) -> Option<&'a str> {
        drafts.get(&self.key(field)).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The fields that it needs, and what to do about an empty one.
    const fn needed(&self) -> &'static [(&'static str, Key)] {
        const REASON: (&str, Key) = ("reason", Key::PanelReasonNeeded);
        match self {
            Self::WhatIf | Self::Lock | Self::Different(_) | Self::Erase | Self::Page => &[],
            Self::Another => &[("playbook", Key::PanelChoosePlaybook), REASON],
            Self::Send => &[("name", Key::PanelSendNeeded)],
            Self::Suppress => &[("what", Key::PanelSuppressChoose), ("place", Key::PanelSuppressNeeded)],
            Self::Outcome => &[("what", Key::PanelOutcomeChoose)],
            Self::Dispute => &[("about", Key::PanelDisputeNeeded)],
            Self::EraseBy => &[("on", Key::PanelChooseDay), REASON],
            Self::Attachment => &[("1", Key::PanelAnswer), ("2", Key::PanelAnswer), ("3", Key::PanelAnswer)],
            Self::Disagree => &[("path", Key::PanelChoosePath), REASON],
            Self::Event => &[("kind", Key::PanelChooseKind), ("on", Key::PanelChooseDay)],
            Self::Wait(_) => &[("on", Key::PanelChooseWhom)],
            Self::Turn => &[("how", Key::PanelChooseHow), REASON],
            Self::HandOver => &[("to", Key::PanelHandNeeded)],
            Self::Contact(_) | Self::Met { .. } | Self::SendStop(_) | Self::Block => {
                &[("reason", Key::PanelEvidenceNeeded)]
            }
            Self::DisputeEnd(_)
            | Self::Strike { .. }
            | Self::Skip(_)
            | Self::Close
            | Self::Reopen
            | Self::Escalate(_)
            | Self::Threat
            | Self::Redact(_) => &[REASON],
        }
    }

    /// What is missing, field by field.
    #[must_use]
    pub fn missing(&self, open: &OpenCase) -> Vec<Fault> {
        let is_empty = |field: &str| self.draft(&open.drafts, field).is_none();
        let fault = |field: &str, text: Key| Fault { field: self.key(field), text: text.into() };
        let mut missing = Vec::new();
        if self.goes_against(open) {
            if is_empty("words") && is_empty("back_on") {
                missing.push(fault("words", Key::PanelTakenBackNeeded));
            }
            if is_empty("how") {
                missing.push(fault("how", Key::PanelChooseHow));
            }
        }
        let empty = self.needed().iter().filter(|(field, _)| is_empty(field));
        missing.extend(empty.map(|(field, text)| fault(field, *text)));
        if *self == Self::Lock && open.passphrase.chars().count() < locked::SHORTEST {
            missing.push(fault("passphrase", Key::PanelLockShort));
        }
        missing
    }

    /// Whether it would set a path that goes against what the customer asked for.
    #[must_use]
    pub fn goes_against(&self, open: &OpenCase) -> bool {
        let chosen = self.draft(&open.drafts, "path");
        *self == Self::Disagree && Path::ALL.iter().any(|path| Some(path.word()) == chosen && open.goes_against(*path))
    }

    fn reason(&self, drafts: &Drafts) -> Result<FreeText, Text> {
        self.draft(drafts, "reason").map(FreeText::typed).ok_or_else(|| Key::PanelReasonNeeded.into())
    }

    fn typed(&self, drafts: &Drafts, field: &str) -> Result<FreeText, Text> {
        self.draft(drafts, field).map(FreeText::typed).ok_or_else(|| Key::FormNoReason.into())
    }

    /// The day that was given, if any.
    fn typed_day(&self, drafts: &Drafts) -> Result<Option<Day>, Text> {
        let day = self.draft(drafts, "on").map(|typed| parse_date("", typed).map(Day));
        day.transpose().map_err(|_| Key::PanelChooseDay.into())
    }

    /// A field that names one of a closed set of words.
    fn word<T: Copy>(&self, drafts: &Drafts, field: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, Text> {
        let typed = self.draft(drafts, field);
        all.iter().copied().find(|value| Some(word(*value)) == typed).ok_or_else(|| Key::FormBadValue.into())
    }

    /// What sending it writes, once nothing is [missing](Self::missing).
    ///
    /// # Errors
    /// Says in words what does not fit.
    pub fn acts(&self, open: &OpenCase, library: &Library, moment: Moment) -> Result<Vec<Act>, Text> {
        let drafts = &open.drafts;
        let note = || self.draft(drafts, "note").map(FreeText::typed);
        let act = match self {
            Self::WhatIf | Self::Lock | Self::Page => return Ok(Vec::new()),
            Self::Turn => return self.turn(open, library, moment),
            Self::Disagree => {
                let path = self.word(drafts, "path", Path::ALL, Path::word)?;
                let overridden = Act::AdviceOverridden { path, reason: self.reason(drafts)? };
                let taken_back = if open.goes_against(path) { Some(self.taken_back(drafts, moment)?) } else { None };
                return Ok(taken_back.into_iter().chain([overridden]).collect());
            }
            Self::Strike { signal, .. } => Act::SignalStruck { signal: signal.clone(), reason: self.reason(drafts)? },
            Self::Attachment => Act::AttachmentRated { answers: self.answers(drafts)? },
            Self::Event => Act::EventAdded {
                at: self.day(drafts)?,
                kind: self.word(drafts, "kind", EventKind::ALL, EventKind::word)?,
                amount: None,
                note: note(),
            },
            Self::Skip(step) => Act::StepSkipped { step: step.clone(), reason: self.reason(drafts)? },
            Self::Wait(step) => Act::StepWaiting {
                step: step.clone(),
                on: self.word(drafts, "on", WaitsOn::ALL, WaitsOn::word)?,
                note: note(),
            },
            Self::Close => {
                let open_steps = open.plan(library, moment.today).map(|plan| plan.open).unwrap_or_default();
                Act::Closed { reason: Some(self.reason(drafts)?), open: open_steps }
            }
            Self::HandOver => {
                let to = self.draft(drafts, "to").ok_or(Key::PanelHandNeeded)?;
                Act::HandedOver { to: FreeText::typed(to), note: note() }
            }
            Self::Contact(channel) => Act::ContactStopped { channel: *channel, evidence: self.reason(drafts)? },
            Self::Met { step, rule } => {
                Act::ClockMet { step: step.clone(), evidence: self.reason(drafts)?, rule: Some(rule.clone()) }
            }
            Self::Reopen => Act::Reopened { reason: self.reason(drafts)? },
            Self::Redact(commitment) => {
                Act::TextRedacted { commitment: FreeText::Sealed(commitment.clone()), reason: self.reason(drafts)? }
            }
            Self::Different(word) => {
                let found = Circumstance::ALL.iter().find(|circumstance| circumstance.word() == word);
                let branches = newest(&library.branches).map(|branches| branches.version);
                let (circumstance, branches) = found.copied().zip(branches).ok_or(Key::FormBadValue)?;
                Act::CircumstanceSet { circumstance, holds: true, note: note(), branches }
            }
            Self::Another => {
                let chosen = self.draft(drafts, "playbook").unwrap_or_default();
                let path = open.record.plan.as_ref().map_or(Path::Unclear, |plan| plan.path);
                let mut others = serving(&library.playbooks, path).into_iter();
                let playbook = others.find(|playbook| playbook.id == chosen).ok_or(Key::PanelChoosePlaybook)?;
                Act::PlanMoved {
                    playbook: playbook.id.clone(),
                    version: playbook.version,
                    reason: self.reason(drafts)?,
                }
            }
            Self::Threat => Act::EscalationSet { escalate: true, reason: self.reason(drafts)? },
            Self::Escalate(escalate) => Act::EscalationSet { escalate: *escalate, reason: self.reason(drafts)? },
            Self::Send => Act::SendListed { name: self.typed(drafts, "name")?, on: self.typed_day(drafts)? },
            Self::SendStop(send) => Act::SendStopped { send: *send, evidence: self.reason(drafts)? },
            Self::Suppress => Act::SuppressionKept {
                kept: self.word(drafts, "what", Recognised::ALL, Recognised::word)?,
                place: self.typed(drafts, "place")?,
            },
            Self::Block => Act::WinBackBlocked { evidence: self.reason(drafts)? },
            Self::Outcome => Act::OutcomeRecorded {
                outcome: self.word(drafts, "what", PartingOutcome::ALL, PartingOutcome::word)?,
                note: note(),
            },
            Self::Dispute => Act::DisputeOpened { about: self.typed(drafts, "about")? },
            Self::DisputeEnd(dispute) => Act::DisputeEnded { dispute: *dispute, how: self.reason(drafts)? },
            Self::EraseBy => {
                let on = self.typed_day(drafts)?.ok_or(Key::PanelChooseDay)?;
                Act::EraseBySet { on, reason: self.reason(drafts)? }
            }
            Self::Erase => Act::Erased {},
        };
        Ok(vec![act])
    }

    /// That they took the wish to leave back: without it nobody goes against the wish.
    fn taken_back(&self, drafts: &Drafts, moment: Moment) -> Result<Act, Text> {
        let typed = self.draft(drafts, "back_on").map(|typed| parse_date("", typed));
        let on = typed.transpose().map_err(|_| Text::from(Key::PanelChooseDay))?;
        if on.is_some_and(|on| moment.today < on) {
            return Err(Key::PanelTakenBackAhead.into());
        }
        Ok(Act::WishTakenBack {
            on: on.map(Day),
            words: self.draft(drafts, "words").map(FreeText::typed),
            how: self.word(drafts, "how", WishHow::ALL, WishHow::word)?,
        })
    }

    fn answers(&self, drafts: &Drafts) -> Result<[u8; 3], Text> {
        let answer = |field| {
            let typed = self.draft(drafts, field).and_then(|text| text.parse::<u8>().ok());
            typed.ok_or_else(|| Text::from(Key::PanelAnswer))
        };
        Ok([answer("1")?, answer("2")?, answer("3")?])
    }

    /// Noon of the day that was given: the hour is not known.
    fn day(&self, drafts: &Drafts) -> Result<String, Text> {
        let typed = self.draft(drafts, "on").unwrap_or_default();
        let date = parse_date("", typed).map_err(|_| Text::from(Key::PanelChooseDay))?;
        let mut text = date_text(date);
        text.push_str("T12:00:00Z");
        Ok(text)
    }

    /// The customer changed their mind: the wish is recorded, and the plan of the path that follows from it begins.
    fn turn(&self, open: &OpenCase, library: &Library, moment: Moment) -> Result<Vec<Act>, Text> {
        let reason = self.reason(&open.drafts)?;
        let how = self.word(&open.drafts, "how", WishHow::ALL, WishHow::word)?;
        let from = open.record.plan.as_ref().map_or(Path::Unclear, |plan| plan.path);
        let wants_to_leave = !leads_out(from);
        let to = if wants_to_leave { Path::Honour } else { stays(open, &library.reader, moment) };
        let playbook = library.playbook_for(to, &open.record.case);
        let playbook = playbook.ok_or_else(|| say::app_file_failed("playbooks/"))?;
        Ok(vec![
            Act::WishSet { wants_to_leave, how },
            Act::PlanTurned { from, to, playbook: playbook.id.clone(), version: playbook.version, reason },
        ])
    }
}

/// Whether a path ends the relationship.
#[must_use]
pub const fn leads_out(path: Path) -> bool {
    matches!(path, Path::Honour | Path::CleanBreak)
}

/// What to do once the customer wants to stay: as the rules say without the wish, but never another parting.
fn stays(open: &OpenCase, reader: &Reader, moment: Moment) -> Path {
    let mut corrections = open.record.corrections.clone();
    corrections.wish = Some(false);
    let advice = assess(&open.record.case, reader, &Settings::default(), &corrections, moment.today).advice;
    if advice.path == Path::Repair { Path::Repair } else { Path::SecondChance }
}
