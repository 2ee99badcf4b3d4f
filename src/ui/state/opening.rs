//! How a case comes on screen and leaves it: by its address, from the desk, or just read.

use super::{Action, CaseAction, Effect, Moment, Open, OpenCase, Saving, State};
use crate::case::{Case, CaseId};
use crate::ui::route::{Pane, Route};
use crate::words::Text;

impl State {
    pub(super) fn navigate(&mut self, mut route: Route) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(host) = &self.host
            && let (Route::Start, Some(id)) = (&route, host.case())
        {
            // A guest has no desk of its own: its start is the ticket on screen.
            route = Route::Case { id: id.clone(), pane: Pane::Verdict };
        }
        match &route {
            Route::Case { id, .. } => self.wanted = Some(id.clone()),
            // The ticket that a guest's desk shows comes all the same.
            _ if self.host.is_some() => {}
            _ => self.wanted = None,
        }
        match &route {
            Route::Start if self.host.is_some() => {}
            Route::Start => {
                effects.extend(self.want());
                effects.push(Effect::List);
                if self.start.text.is_empty() {
                    effects.push(Effect::Pasted);
                }
                if self.start.samples.is_empty() {
                    effects.push(Effect::Samples);
                }
            }
            Route::About | Route::Alternatives | Route::Playbooks | Route::Rules(_) => effects.extend(self.want()),
            Route::Case { id, .. } => {
                let is_open = match &self.open {
                    Open::Case(open) => open.id() == id,
                    Open::Loading(loading) => loading == id,
                    _ => false,
                };
                if !is_open {
                    effects.extend(self.want());
                    if !self.come_back(id) {
                        self.saving = Saving::Idle;
                        self.open = Open::Loading(id.clone());
                        effects.push(Effect::Load { id: id.clone(), fresh: None, notes: Vec::new() });
                    }
                }
            }
        }
        let same_screen = std::mem::discriminant(&self.route) == std::mem::discriminant(&route);
        // A guest never takes the keyboard from the page around by itself.
        if !same_screen && self.host.is_none() {
            effects.push(Effect::Focus("h1".to_owned()));
        }
        self.route = route;
        effects
    }

    /// Another case takes the place of the one on screen; what was done there is written all the same.
    pub(super) fn leave(&mut self, next: Option<&CaseId>) {
        if matches!(&self.open, Open::Case(open) if open.is_unwritten() && Some(open.id()) != next)
            && let Open::Case(open) = std::mem::take(&mut self.open)
        {
            self.left.push(*open);
        }
    }

    /// This case takes the place of the one on screen, if it was left before all that was done to it was written.
    pub(super) fn come_back(&mut self, id: &CaseId) -> bool {
        self.leave(Some(id));
        let at = self.left.iter().position(|left| left.id() == id);
        if let Some(at) = at {
            self.saving = Saving::Pending;
            self.open = Open::Case(Box::new(self.left.remove(at)));
        }
        at.is_some()
    }

    /// The journal of the case on screen begins as soon as it can.
    fn begin(&mut self, moment: Moment) -> Vec<Effect> {
        self.saving = Saving::Pending;
        let effects = self.proceed(moment);
        self.look_at_note(moment);
        effects
    }

    /// The case on screen, where it is this one and storage has yet to say whether it has it.
    pub(super) fn awaited(&mut self, id: &CaseId) -> Option<&mut OpenCase> {
        match &mut self.open {
            Open::Case(open) if open.id() == id && open.awaits_storage() => Some(open),
            _ => None,
        }
    }

    /// Puts the case on screen, under its own address; what follows the verdict is loaded with the first one.
    pub(super) fn show(&mut self, case: OpenCase, moment: Moment) -> Vec<Effect> {
        let id = case.id().clone();
        self.leave(Some(&id));
        self.open = Open::Case(Box::new(case));
        self.look_at_note(moment);
        let mut effects = Vec::new();
        let forget = self.start.shown();
        match &self.open {
            Open::Case(open) if !open.has_begun() => self.start.forget = forget.or(self.start.forget.take()),
            _ => effects.extend(forget),
        }
        effects.extend(self.want());
        if !matches!(&self.route, Route::Case { id: shown, .. } if *shown == id) {
            // Whoever comes back to a plan under way goes on where it stood; an address that names a pane is kept.
            let is_under_way = matches!(&self.open, Open::Case(open) if open.is_under_way());
            let pane = if is_under_way { Pane::Plan } else { Pane::Verdict };
            effects.push(Effect::Go(Route::Case { id, pane }));
        }
        effects
    }

    /// Shows what the desk has just told, while storage is asked for it.
    pub(super) fn see(&mut self, case: Box<Case>, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        if self.wanted.as_ref() != Some(&case.id) {
            return Vec::new();
        }
        let case = self.fresh(Some(&case.id)).unwrap_or(case);
        let lessons = self.lessons(&case);
        if !lessons.is_empty() {
            return vec![Effect::learn(lessons, Some(Action::Show { case, notes }))];
        }
        let open = OpenCase::seen(&case, notes.clone(), &self.library.reader, moment.today);
        let mut effects = self.show(open, moment);
        effects.push(Effect::Patience(case.id.clone()));
        effects.push(Effect::Open { case, notes });
        effects
    }

    /// Opens a case that storage does not have.
    pub(super) fn open_new(&mut self, case: Box<Case>, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        if self.wanted.as_ref() != Some(&case.id) {
            return self.left_is_new(&case.id, moment);
        }
        self.come_back(&case.id);
        if let Some(open) = self.awaited(&case.id) {
            open.is_new();
            return self.begin(moment);
        }
        if self.is_open(&case.id) {
            return self.act(CaseAction::Fresh(case), moment);
        }
        if matches!(&self.open, Open::Case(open) if *open.id() == case.id) {
            // Read again before it was written.
            let route = Route::Case { id: case.id.clone(), pane: Pane::Verdict };
            let mut effects = self.act(CaseAction::Update(case), moment);
            effects.push(Effect::Go(route));
            return effects;
        }
        let case = self.fresh(Some(&case.id)).unwrap_or(case);
        let lessons = self.lessons(&case);
        if !lessons.is_empty() {
            return vec![Effect::learn(lessons, Some(Action::New { case, notes }))];
        }
        let mut effects = self.show(OpenCase::new(&case, notes, &self.library.reader, moment.today), moment);
        effects.extend(self.begin(moment));
        effects
    }

    /// Looks in storage once more for the case that was not there.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        let Open::Missing(id) = &self.open else { return Vec::new() };
        let id = id.clone();
        self.wanted = Some(id.clone());
        self.want().into_iter().chain([Effect::Load { id, fresh: None, notes: Vec::new() }]).collect()
    }
}
