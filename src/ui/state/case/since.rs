//! What happened since the last visit: acts that others have added, and clocks that ran out meanwhile.

use time::Date;

use crate::leaving::{CaseRecord, ClockState, ClockView, Happened, PlanView};

/// Up to where a case was known when it was opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The number of the last entry that was known.
    n: u32,
    /// That of the last one when it was opened: what follows is done here.
    last: u32,
    /// The day of the entry that was known.
    pub on: Date,
}

impl Since {
    /// From how many entries were seen; none where nobody was here before.
    #[must_use]
    pub fn new(seen: u32, record: &CaseRecord) -> Option<Self> {
        let known = record.history.iter().rev().find(|happened| happened.n <= seen)?;
        let last = record.history.last().map_or(known.n, |happened| happened.n);
        Some(Self { n: known.n, last, on: known.on })
    }

    /// What others have added.
    pub fn acts<'a>(&self, record: &'a CaseRecord) -> impl Iterator<Item = &'a Happened> {
        let Self { n, last, .. } = *self;
        record.history.iter().filter(move |happened| n < happened.n && happened.n <= last)
    }

    /// Clocks that ran out since then and are not met.
    pub fn clocks<'a>(&self, plan: &'a PlanView) -> impl Iterator<Item = &'a ClockView> {
        let on = self.on;
        let ran_out = move |clock: &&ClockView| !matches!(clock.state, ClockState::DueIn(_)) && on < clock.due;
        plan.open_clocks().filter(|clock| !clock.lasts).filter(ran_out)
    }
}
