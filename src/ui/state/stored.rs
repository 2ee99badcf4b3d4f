//! What storage answers: cases loaded, acts saved, other tabs that were faster.

use std::rc::Rc;

use super::host::Unshown;
use super::{Action, CaseAction, Effect, Library, Moment, Open, OpenCase, Saving, State};
use crate::case::{Case, Language};
use crate::leaving::lint::Linter;
use crate::store::{CATALOGUE, PLAYBOOKS, Setting, Stored};
use crate::ui::route::{Pane, Route};
use crate::words::{Key, Text, count, say};

impl State {
    /// Takes an answer of storage in; what is to be done outside comes back.
    pub fn stored(&mut self, answer: Action, moment: Moment) -> Vec<Effect> {
        let mut effects = self.take_in(answer, moment);
        effects.extend(self.wants_lint());
        effects
    }

    /// Asked for with the case and not with its first letter: the network may be gone by then.
    fn wants_lint(&mut self) -> Option<Effect> {
        let Open::Case(open) = &mut self.open else { return None };
        let language = Language::from_tag(open.letter_language())?;
        let known = matches!(&self.library.lint, Some((known, Some(_))) if *known == language);
        // A file that could not be had is asked for again with the next case.
        let asked = open.lint.replace(language) == Some(language);
        (!known && !asked).then_some(Effect::Lint(language))
    }

    fn take_in(&mut self, answer: Action, moment: Moment) -> Vec<Effect> {
        match answer {
            Action::Library(library) => {
                let library = library.take();
                let Library { reader, lint, own, .. } = std::mem::take(&mut *self.library);
                *self.library = Library { reader, lint, own, ..library };
                self.shelve_library();
                let mut effects = self.proceed(moment);
                effects.extend([Effect::Catalogue(None), Effect::Books(None)]);
                self.look_at_note(moment);
                effects.extend(self.go_on_with_left(moment));
                effects.extend(self.import());
                if matches!(&self.open, Open::Case(open) if open.panel.is_some()) {
                    effects.push(Effect::Focus(super::case::FORM.to_owned()));
                }
                return effects;
            }
            Action::Model(file) => self.trained(file.as_deref(), moment),
            Action::NameTyped(name) => {
                if let Some(host) = &mut self.host {
                    host.name.clone_from(&name);
                }
                self.preferences.name = name;
                return vec![Effect::Prefer(Setting::StaffName)];
            }
            Action::Typing(of, text) => self.unsent = Some((of, text)),
            Action::OwnNamesSet(names) => {
                if let Some(host) = &mut self.host {
                    host.typed_names.clone_from(&names);
                }
                self.unsent = None;
                self.preferences.own_names = names;
                self.know_own_names();
                return vec![Effect::Prefer(Setting::OwnNames)];
            }
            Action::Focused => match &self.open {
                Open::Case(open) if open.is_kept() => return vec![Effect::Reread(open.id().to_string())],
                Open::Missing(_) => return self.look_again(),
                _ => {}
            },
            Action::Lint(language, file) => {
                let linter = file.and_then(|file| Linter::new(file.as_bytes()).ok()).map(Rc::new);
                self.library.lint = Some((language, linter));
            }
            Action::Loaded { stored, fresh, notes } => {
                let case = OpenCase::document(&stored);
                // By its name, since one that cannot be read has no other.
                if self.wanted.as_ref().is_none_or(|wanted| wanted.to_string() != stored.row.name) {
                    return self.left_is_stored(stored.take(), moment);
                }
                let lessons = case.map(|case| self.lessons(&case)).unwrap_or_default();
                if !lessons.is_empty() {
                    return vec![Effect::learn(lessons, Some(Action::Loaded { stored, fresh, notes }))];
                }
                let fresh = fresh.map(|fresh| self.fresh(Some(&fresh.id)).unwrap_or(fresh));
                if let Some(fresh) = fresh.as_ref().filter(|fresh| self.is_open(&fresh.id)) {
                    return self.act(CaseAction::Fresh(fresh.clone()), moment);
                }
                return self.loaded(stored.take(), fresh, notes, moment);
            }
            Action::Imported { stored, known } => {
                let id = OpenCase::document(&stored).map(|case| case.id);
                if !self.belongs(id.as_ref()) {
                    return Vec::new();
                }
                // That what gave way became a file stays told.
                if self.host.as_ref().is_none_or(|host| host.instead.is_none()) {
                    self.notice = known.map(|known| match stored.entries.len().saturating_sub(known) {
                        0 => Key::CaseImportedNothing.into(),
                        added => say::case_imported(count(added)),
                    });
                }
                self.wanted = id;
                let fresh = self.fresh(self.wanted.as_ref());
                // What is on screen gives way to what was taken in.
                self.open = Open::None;
                let mut effects = self.reduce(Action::Loaded { stored, fresh, notes: Vec::new() }, moment);
                // The button that was pressed for it has gone.
                effects.extend(self.host.is_some().then(|| Effect::Focus("#main".to_owned())));
                return effects;
            }
            Action::Go(route) => {
                // What was pressed is out of sight there.
                return vec![Effect::Go(route), Effect::Focus(".step-card h3|#main".to_owned())];
            }
            Action::Gone(name) => {
                if let Open::Case(open) = &self.open
                    && open.id().to_string() == name
                {
                    self.open = Open::Missing(open.id().clone());
                }
            }
            Action::Saved { case, entries, at } => {
                // The list of cases was perhaps made before.
                let mut effects = Vec::new();
                if self.route == Route::Start {
                    effects.push(Effect::List);
                }
                // Of another case that was left meanwhile: its own page will say so.
                effects.extend(self.left_is_saved(&case, entries, moment));
                if matches!(&self.open, Open::Case(open) if open.awaits(&case, entries)) {
                    self.saving = Saving::Saved { at };
                    effects.extend(self.start.forget.take());
                    effects.extend(self.saved(moment));
                }
                return effects;
            }
            Action::NotSaved { case, why } => {
                self.give_up_left(&case);
                if let Open::Case(open) = &mut self.open
                    && open.id().to_string() == case
                {
                    self.saving = Saving::Failed;
                    open.not_saved();
                }
                self.notice = Some(say::app_store_failed(why));
            }
            Action::Overtaken { stored, act_lost } => self.overtaken(stored.take(), act_lost, moment),
            Action::Storage { memory_only, persisted } => {
                self.memory_only = memory_only;
                self.persisted = persisted;
            }
            Action::NotStored(id) => {
                self.give_up_left(&id.to_string());
                if let Some(open) = self.awaited(&id) {
                    open.show_verdict(true);
                    self.saving = Saving::Failed;
                } else if self.wanted.as_ref() == Some(&id) {
                    self.open = Open::Missing(id);
                }
            }
            Action::Known { case, entries, notes } => {
                if let Some(open) = self.awaited(&case.id) {
                    open.is_known(entries);
                }
                let load = Effect::Load { id: case.id.clone(), fresh: Some(case), notes };
                return self.want().into_iter().chain([load]).collect();
            }
            Action::Catalogue(action) => return self.edit_catalogue(action.take(), moment),
            Action::Books(action) => return self.edit_books(action.take()),
            Action::Changed(name) if name == PLAYBOOKS => return vec![Effect::Books(None)],
            Action::Changed(name) if name == CATALOGUE => return vec![Effect::Catalogue(None)],
            Action::Changed(name) => match &self.open {
                Open::Case(open) if open.id().to_string() == name => return vec![Effect::Reread(name)],
                // Deleted, and taken in again by another tab.
                Open::Missing(id) if id.to_string() == name => return self.look_again(),
                _ => {}
            },
            Action::New { case, notes } => return self.open_new(case, notes, moment),
            _ => {}
        }
        Vec::new()
    }

    /// The trained reader is here: the case on screen is read again, and nothing else about it changes.
    fn trained(&mut self, file: Option<&[u8]>, moment: Moment) {
        let learned = file.map(|file| self.library.reader.learn_model(file));
        if !matches!(learned, Some(Ok(()))) {
            if !self.library.reader.has_model() {
                self.notice = Some(Key::ReadingModelFailed.into());
            }
            return;
        }
        if let Open::Case(case) = &mut self.open {
            case.assess(&self.library.reader, moment.today);
        }
    }

    /// The act is on the disk; what was done meanwhile follows, and new messages may be in a language yet to be learned.
    fn saved(&mut self, moment: Moment) -> Vec<Effect> {
        let Open::Case(case) = &mut self.open else { return Vec::new() };
        let mut effects = case.saved(&self.library, moment);
        effects.extend(self.learn_more());
        effects.extend(self.proceed(moment));
        self.look_at_note(moment);
        effects
    }

    fn learn_more(&self) -> Option<Effect> {
        let Open::Case(case) = &self.open else { return None };
        let lessons = self.lessons(&case.record.case);
        (!lessons.is_empty()).then(|| Effect::learn(lessons, None))
    }

    fn loaded(&mut self, stored: Stored, fresh: Option<Box<Case>>, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        let row = stored.row.clone();
        match OpenCase::load(stored, notes, &self.library, moment.today) {
            Ok(mut case) => {
                let refreshed = case.refreshed(&row, &self.library, moment.today);
                self.saving = Saving::Idle;
                if let Open::Case(seen) = &mut self.open
                    && seen.awaits_storage()
                    && seen.id() == case.id()
                {
                    case = seen.is_stored(case);
                }
                // In a help desk the verdict is on screen already, and nobody has asked for one pane or another.
                let resumes = self.host.is_some() && case.is_under_way();
                let mut effects = self.show(case, moment);
                self.take_back();
                effects.extend(refreshed);
                if let (true, Route::Case { id, pane: Pane::Verdict }) = (resumes, &self.route) {
                    effects.push(Effect::Go(Route::Case { id: id.clone(), pane: Pane::Plan }));
                }
                if let Some(fresh) = fresh {
                    let is_guest = self.host.is_some();
                    let action = if is_guest { CaseAction::Fresh(fresh) } else { CaseAction::Update(fresh) };
                    effects.extend(self.act(action, moment));
                }
                effects.extend(self.proceed(moment));
                effects
            }
            Err(fault) => {
                self.open = Open::None;
                if let Some(host) = &mut self.host {
                    // A guest's start is this very case: going there would only load it again.
                    host.fault = Some(Unshown::Stored(fault));
                    self.route = Route::Start;
                    self.wanted = None;
                    return Vec::new();
                }
                self.notice = Some(fault);
                vec![Effect::Go(Route::Start)]
            }
        }
    }

    fn overtaken(&mut self, stored: Stored, act_lost: bool, moment: Moment) {
        let name = stored.row.name.clone();
        if act_lost {
            self.give_up_left(&name);
        }
        match &mut self.open {
            Open::Case(open) if open.id().to_string() == name => {
                // Two that opened the ticket at once: whoever came second has lost nothing.
                let is_untouched = open.is_untouched();
                let added = open.catch_up(stored, act_lost, &self.library, moment.today);
                if act_lost && is_untouched {
                    self.saving = Saving::Idle;
                } else if act_lost {
                    self.saving = Saving::Failed;
                    self.notice = Some(Key::CaseOvertaken.into());
                } else if added > 0 {
                    self.saving = Saving::Idle;
                    self.notice = Some(say::case_caught_up(added));
                }
            }
            _ if act_lost => self.notice = Some(Key::CaseOvertaken.into()),
            _ => {}
        }
        self.look_at_note(moment);
    }
}
