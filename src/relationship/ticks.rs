//! From the story and the thread to the ticks of the model.

use time::Date;

use super::Tick;

/// A tick and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardTick {
    /// The tick.
    pub tick: Tick,
    /// The week's Monday (ISO 8601, UTC).
    pub week: Date,
    /// What gave it its input; none for a quiet one.
    pub cause: Option<Cause>,
    /// Which message was its loudest: its place in `Case::messages`.
    pub message: Option<usize>,
}

/// An event behind a tick's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of the failure, attempt or event.
    pub id: String,
    /// Its day (UTC).
    pub date: Date,
}
