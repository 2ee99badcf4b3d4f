//! Cases that were left before all that was done to them was written: it is written all the same, and seen by nobody.
//! Reached through [`Later`](crate::ui::Later) only.

use super::{Effect, Moment, Open, OpenCase, State};
use crate::case::CaseId;
use crate::store::Stored;

impl State {
    /// Writes what was done to them, as far as it can be written now.
    pub(super) fn go_on_with_left(&mut self, moment: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.library.later.is_none() {
            return effects;
        }
        for (count, left) in (1_u8..).zip(&mut self.left) {
            let moment = Moment { salt: moment.salt.nth(count), ..moment };
            while let Some(next) = left.waiting() {
                effects.extend(left.act(next, &self.library, &self.preferences, moment));
            }
        }
        self.left.retain(OpenCase::is_unwritten);
        effects.retain(|effect| matches!(effect, Effect::Append(_) | Effect::Draft { .. }));
        effects
    }

    /// The case on screen was loaded while it was one of them.
    pub(super) fn take_back(&mut self) {
        if let Open::Case(open) = &mut self.open
            && let Some(at) = self.left.iter().position(|left| left.id() == open.id())
        {
            open.go_on_from(self.left.remove(at));
        }
    }

    /// Storage does not have it.
    pub(super) fn left_is_new(&mut self, id: &CaseId, moment: Moment) -> Vec<Effect> {
        if let Some(left) = self.left.iter_mut().find(|left| left.id() == id && left.awaits_storage()) {
            left.is_new();
        }
        self.go_on_with_left(moment)
    }

    /// Storage has it: what was done is done to that.
    pub(super) fn left_is_stored(&mut self, stored: Stored, moment: Moment) -> Vec<Effect> {
        let left = self.left.iter_mut().find(|left| left.id().to_string() == stored.row.name && left.awaits_storage());
        if let Some(left) = left
            && let Ok(stored) = OpenCase::load(stored, Vec::new(), &self.library, moment.today)
        {
            *left = left.is_stored(stored);
        }
        self.go_on_with_left(moment)
    }

    /// One act of it is on the disk; the next one follows.
    pub(super) fn left_is_saved(&mut self, case: &str, entries: u32, moment: Moment) -> Vec<Effect> {
        if let Some(left) = self.left.iter_mut().find(|left| left.awaits(case, entries)) {
            left.saved(&self.library, moment);
        }
        self.go_on_with_left(moment)
    }

    /// Storage has refused it, which the agent was told.
    pub(super) fn give_up_left(&mut self, case: &str) {
        self.left.retain(|left| left.id().to_string() != case);
    }
}
