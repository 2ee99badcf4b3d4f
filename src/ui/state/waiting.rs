//! What is asked for beside the case: phrases of its languages, and all that follows the first verdict; and what waited for it.

use super::{Action, Carried, Coming, Effect, Moment, Open, OpenCase, State};
use crate::case::{Case, Language};
use crate::text::{Reader, languages_of};

impl State {
    /// Languages of the case that are yet to be learned; one that could not be had is not asked for again.
    pub(super) fn lessons(&self, case: &Case) -> Vec<Language> {
        let unknown = |language: &Language| !self.library.reader.knows(*language) && !self.tried.contains(language);
        languages_of(case).into_iter().filter(unknown).collect()
    }

    pub(super) fn learned(
        &mut self,
        languages: Vec<Language>,
        reader: &Reader,
        then: Option<Box<Action>>,
        moment: Moment,
    ) -> Vec<Effect> {
        self.tried.extend(languages);
        self.library.reader.learn_from(reader);
        if let Open::Case(case) = &mut self.open {
            case.assess(&self.library.reader, moment.today);
        }
        then.map(|then| self.reduce(*then, moment)).unwrap_or_default()
    }

    /// Goes on with what was done meanwhile.
    pub(super) fn proceed(&mut self, moment: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.library.later.is_some()
            && let Open::Case(case) = &mut self.open
            && let Some(next) = case.waiting()
        {
            effects.extend(self.act(next, moment));
        }
        effects.extend(self.note_waiting(moment));
        effects
    }

    /// Takes in a file of everything, as soon as it can be checked.
    pub(super) fn import(&mut self) -> Option<Effect> {
        let text = self.start.importing.take()?;
        if self.library.later.is_none() {
            // What is wrong in it is told by the names of its playbook's steps.
            self.start.importing = Some(text);
            return self.want();
        }
        match OpenCase::import(&text, &self.library) {
            Ok(stored) => Some(Effect::Import(Carried::new(stored))),
            Err(fault) => {
                self.start.fault = Some(fault);
                None
            }
        }
    }

    /// Does it once the code for it is here.
    pub(super) fn wait_with(&mut self, action: Action) -> Vec<Effect> {
        self.early.push(action);
        self.want().into_iter().collect()
    }

    /// Asks for what follows the first verdict, unless it is here or on its way.
    pub(super) fn want(&mut self) -> Option<Effect> {
        if self.library.later.is_some() || self.coming == Coming::OnTheWay {
            return None;
        }
        self.coming = Coming::OnTheWay;
        Some(Effect::Library)
    }
}
