//! What an act does to the case on screen: it is checked, written into the journal and folded. Reached through
//! [`Later`](crate::ui::Later) only, since nobody acts before the first verdict is read.

use super::stored::{fold, stamp};
use super::{CaseAction, OpenCase, Pending};
use crate::advice::Path;
use crate::case::{Case, Message};
use crate::ingest::{self, Ingested, unread};
use crate::json;
use crate::leaving::{Act, ActError, Export, ExportError, FreeText, Playbook, serving};
use crate::store::Stored;
use crate::ui::state::{Effect, Library, Moment, Preferences, Unread, form};
use crate::words::{Key, Text, count, say};

/// The draft of the playbook that was chosen by hand, before a plan begins.
pub const PLAYBOOK: &str = "playbook";

impl OpenCase {
    /// Carries out what is done in the plan and in forms. What writes into the journal waits while an act is on its way to
    /// the disk.
    pub fn act(
        &mut self,
        action: CaseAction,
        library: &Library,
        preferences: &Preferences,
        moment: Moment,
    ) -> Vec<Effect> {
        match action {
            CaseAction::Step(step) => {
                self.without_fault();
                self.step = step;
                vec![Effect::Focus(".step-card h3".to_owned())]
            }
            CaseAction::Typed { field, text } => self.typed(field, text, library),
            CaseAction::Redraft(id) => self.redraft(&id, library),
            CaseAction::Undraft(id) => self.undraft(&id, library),
            CaseAction::Left(field) => {
                self.left(&field, library, form::mark(&preferences.language), moment.today);
                Vec::new()
            }
            CaseAction::WhatIf(what_if) => {
                self.what_if = what_if;
                Vec::new()
            }
            CaseAction::Asides(asides) => {
                self.asides = asides;
                Vec::new()
            }
            CaseAction::HowRead(message) => {
                self.how_read = message;
                Vec::new()
            }
            CaseAction::Copy(text) => vec![Effect::Copy(text)],
            CaseAction::CopyRich { text, html } => vec![Effect::CopyRich { text, html }],
            CaseAction::Save { name, text } => vec![Effect::Download { name, text }],
            CaseAction::Print => vec![Effect::Print],
            CaseAction::Passphrase(passphrase) => {
                self.passphrase = passphrase;
                self.faults.clear();
                Vec::new()
            }
            CaseAction::Locked(name, text) => vec![Effect::Download { name, text }],
            writes if self.can_act() => self.write_down(writes, library, preferences, moment),
            writes => {
                self.wait_with(writes);
                Vec::new()
            }
        }
    }

    fn write_down(
        &mut self,
        action: CaseAction,
        library: &Library,
        preferences: &Preferences,
        moment: Moment,
    ) -> Vec<Effect> {
        let by = preferences.name.as_str();
        let effects = match action.clone().whole() {
            CaseAction::Join(text) => self.join(&text, library, by, moment),
            CaseAction::Fresh(case) => {
                let append = self.update(&case, library, by, moment);
                // A desk tells the same again and again, with a tag of ours or a time more: only messages are news.
                self.news.take_if(|news| append.is_none() || news.key == Key::CaseUpdated);
                append.into_iter().collect()
            }
            CaseAction::Act(act) if matches!(*act, Act::SaveAttemptUsed { .. }) && self.asked_to_leave() => {
                self.refuse((&ActError::Budget).into())
            }
            CaseAction::Act(act) => {
                let act = act.take();
                let focus = staying(&act);
                self.write(vec![act], Vec::new(), Some(focus), library, by, moment)
            }
            CaseAction::Submit => self.submit(library, by, moment),
            CaseAction::Start(path) => self.start(path, library, by, moment),
            CaseAction::Done { step, letter } => self.done(&step, letter, library, preferences, moment),
            CaseAction::Begin => self.begin(by, moment),
            CaseAction::Update(fresh) => self.update(&fresh, library, by, moment).into_iter().collect(),
            CaseAction::Export => self.export(),
            CaseAction::Seen => self.has_seen(library, moment.today),
            _ => Vec::new(),
        };
        if let Some(pending) = &mut self.pending {
            pending.action = Some(action);
        }
        effects
    }

    fn start(&mut self, path: Path, library: &Library, by: &str, moment: Moment) -> Vec<Effect> {
        let Some(playbook) = self.playbook_to_start(path, library) else {
            return self.refuse(Key::AppLoading.into());
        };
        if self.goes_against(path) {
            return self.refuse((&ActError::WishStands).into());
        }
        let act = Act::PlanStarted { playbook: playbook.id.clone(), version: playbook.version, path };
        self.write(vec![act], vec![PLAYBOOK.to_owned()], Some(".step-card h3"), library, by, moment)
    }

    /// The playbook with which a path would begin: the plan's own in its newest version, else the one that was chosen by
    /// hand, else the one that serves the case best.
    #[must_use]
    pub fn playbook_to_start<'a>(&self, path: Path, library: &'a Library) -> Option<&'a Playbook> {
        let plan = self.record.plan.as_ref().filter(|plan| plan.path == path && plan.closed.is_none());
        let wanted = plan.map(|plan| &plan.playbook).or_else(|| self.drafts.get(PLAYBOOK));
        let serving = serving(&library.playbooks, path);
        let wanted = serving.into_iter().find(|playbook| wanted == Some(&playbook.id));
        wanted.or_else(|| library.playbook_for(path, &self.record.case))
    }

    /// Writes acts that are allowed, all or none; the screen changes once they are saved.
    pub(super) fn write(
        &mut self,
        acts: Vec<Act>,
        spent: Vec<String>,
        focus: Option<&'static str>,
        library: &Library,
        by: &str,
        moment: Moment,
    ) -> Vec<Effect> {
        let mut journal = self.journal.clone();
        let mut record = self.record.clone();
        for (count, act) in (0_u8..).zip(acts) {
            let playbook = library.playbook_of(&act, &record);
            if let Err(error) = record.check(&act, playbook.as_deref(), &library.packs, moment.today) {
                return self.refuse(refusal(&error, playbook.as_deref()));
            }
            let mut stamp = stamp(by, moment);
            stamp.salt = stamp.salt.nth(count);
            let written = journal.append(act, &stamp).cloned();
            let applied = written.map(|entry| record.apply(&entry, journal.texts()));
            if !matches!(applied, Ok(Ok(()))) {
                return self.refuse(Key::FormNotWritten.into());
            }
        }
        // Folded anew: a redaction or newer data of the desk reach back.
        let Ok(record) = fold(&journal) else { return self.refuse(Key::FormNotWritten.into()) };
        self.without_fault();
        let append = self.append(&journal, &record, spent.clone(), library, moment);
        self.pending = Some(Pending { journal, record, spent, focus, action: None });
        vec![append]
    }

    pub(super) fn refuse(&mut self, fault: Text) -> Vec<Effect> {
        self.fault = Some(fault);
        Vec::new()
    }

    /// Takes over newer data of the desk, where there are any; `news` then says what is new, or that nothing is.
    fn update(&mut self, fresh: &Case, library: &Library, by: &str, moment: Moment) -> Option<Effect> {
        let mut known = Case::parse(&self.journal.document().text).ok()?;
        let mut fresh = fresh.clone();
        if !known.tickets.is_empty() {
            // What other tickets brought stays; of this ticket the desk's newer word counts.
            let before = known.clone();
            known.messages.retain(|message| fresh.messages.iter().all(|newer| newer.id != message.id));
            fresh.merge(known).ok()?;
            known = before;
        } else {
            // A desk may tell only what it has loaded: what is older than that stays.
            let first = fresh.messages.first().map(|message| message.at);
            let is_older = |message: &&Message| {
                first.is_none_or(|first| message.at < first)
                    && fresh.messages.iter().all(|newer| newer.id != message.id)
            };
            let older: Vec<Message> = known.messages.iter().filter(is_older).cloned().collect();
            fresh.messages.splice(..0, older);
        }
        if fresh == known {
            let mut read = self.record.history.iter().rev();
            self.news =
                read.find(|happened| happened.act.document().is_some()).map(|last| say::case_nothing_new(last.on));
            return None;
        }
        let document = json::write(&fresh.to_json()).ok()?;
        let act = Act::CaseUpdated { document: FreeText::Typed(document) };
        let append = self.write(vec![act], Vec::new(), None, library, by, moment).into_iter().next()?;
        self.news = Some(news(fresh, &known));
        Some(append)
    }

    /// Reads another ticket of the customer as part of this case; newer data of this very ticket are taken over.
    fn join(&mut self, text: &Result<String, Unread>, library: &Library, by: &str, moment: Moment) -> Vec<Effect> {
        let read = text.as_ref().map(|text| ingest::read(text, moment.today));
        let other = match read {
            Ok(Ok(Ingested::Case { case, .. })) => *case,
            Ok(Err(error)) => return self.refuse((&error).into()),
            Ok(_) => return self.refuse(Key::StartUnreadable.into()),
            Err(why) => return self.refuse(why.told(Key::StartTooLarge).into()),
        };
        if other.id == *self.id() {
            return self.update(&other, library, by, moment).into_iter().collect();
        }
        let ticket = other.id.ticket.clone();
        let Ok(mut merged) = Case::parse(&self.journal.document().text) else { return Vec::new() };
        if merged.merge(other).is_err() {
            return self.refuse(Key::CaseOtherCustomer.into());
        }
        let Ok(document) = json::write(&merged.to_json()) else { return Vec::new() };
        self.notes.push(say::case_joined(ticket.as_str()));
        let acts = vec![Act::CaseUpdated { document: FreeText::Typed(document) }, Act::TicketJoined { ticket }];
        self.write(acts, Vec::new(), None, library, by, moment)
    }

    fn export(&self) -> Vec<Effect> {
        self.file().map(|(name, text)| Effect::Download { name, text }).into_iter().collect()
    }

    /// The file of everything, and its name.
    pub(in crate::ui::state) fn file(&self) -> Option<(String, String)> {
        let text = Export::new(&self.journal, self.drafts.clone()).write().ok()?;
        let mut name = String::from("clean-break-");
        name.extend(self.id().ticket.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
        name.push_str(".json");
        Some((name, text))
    }

    /// Has the file encrypted with the passphrase, which is then forgotten.
    pub(super) fn lock(&mut self) -> Vec<Effect> {
        let passphrase = std::mem::take(&mut self.passphrase);
        let Some((name, text)) = self.file() else { return Vec::new() };
        let mut effects = self.turn_to(None);
        self.news = Some(Key::CaseLocking.into());
        effects.push(Effect::Lock { name: name.replace(".json", "-locked.json"), text, passphrase });
        effects
    }

    /// A file of everything as it is stored. It is verified before anything is written; one that was tampered with is
    /// not opened.
    ///
    /// # Errors
    /// Says in words why it cannot be taken in.
    pub fn import(text: &str, library: &Library) -> Result<Stored, Text> {
        match Export::import(text) {
            Ok((journal, drafts)) => Self::stored(&journal, drafts),
            Err(ExportError::Bad(bad)) => {
                let entries = Export::parse(text).map(|export| export.entries).unwrap_or_default();
                Err(say::start_import_bad(bad.text(&entries, &library.playbooks)))
            }
            Err(ExportError::Json(error)) => Err(unread(&error)),
            Err(ExportError::Schema(found)) => Err(say::ingest_error_schema(found)),
        }
    }
}

/// Why an act is not allowed; which step rests on another is said by its name.
fn refusal(error: &ActError, playbook: Option<&Playbook>) -> Text {
    let by = match error {
        ActError::Needed { by, .. } => playbook.and_then(|playbook| playbook.step(by)),
        _ => None,
    };
    by.map_or_else(|| error.into(), |by| say::form_needed_by(by.title.text()))
}

/// Where the keyboard goes after an act that needed no form: it stays, unless what was pressed is gone with the act.
const fn staying(act: &Act) -> &'static str {
    match act {
        Act::OutcomeSet { .. }
        | Act::SignalRestored { .. }
        | Act::AdviceRestored {}
        | Act::FactSet { .. }
        | Act::ContractSet(_)
        | Act::EventAdded { .. } => ":focus|#verdict-title|h1",
        _ => ":focus|.step-card h3|h1",
    }
}

/// What a case has beyond what was known of it.
fn news(mut fresh: Case, known: &Case) -> Text {
    let all = fresh.messages.len();
    fresh.messages.retain(|message| known.messages.iter().any(|other| other.id == message.id));
    let added = count(all - fresh.messages.len());
    match (added, fresh == *known) {
        (0, _) => Key::CaseUpdated.into(),
        (_, true) => say::case_new_messages(added),
        (_, false) => say::case_new_messages_and_more(added),
    }
}
