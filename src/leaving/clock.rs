//! Due dates: calendar days and calendar months from a date.

use time::Date;

use super::rules::{Clock, Unit};

/// The day on which a clock that starts on `from` runs out. Days are counted from the day after (Reg. 1182/71 Art. 3):
/// 14 days from 1 March end on 15 March. A month ends on the same day number or, where the month has none, on its last
/// day (31 January + 1 month = 28 or 29 February). `None` beyond the calendar's end.
#[must_use]
pub fn due(from: Date, clock: Clock) -> Option<Date> {
    match clock.unit {
        Unit::AtOnce => Some(from),
        Unit::Days => from.checked_add(time::Duration::days(i64::from(clock.n))),
        Unit::Months => add_months(from, clock.n),
    }
}

fn add_months(from: Date, months: u16) -> Option<Date> {
    let count = i32::from(u8::from(from.month())) - 1 + i32::from(months);
    let year = from.year().checked_add(count / 12)?;
    let month = time::Month::try_from(u8::try_from(count % 12).ok()? + 1).ok()?;
    Date::from_calendar_date(year, month, from.day().min(month.length(year))).ok()
}

/// How a clock stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Days left, from 1.
    DueIn(u32),
    /// It runs out today.
    Today,
    /// Days past, from 1.
    Overdue(u32),
    /// What was owed has been done.
    Met(Date),
}

impl ClockState {
    /// How a clock that is due on `due` and was not met stands on `today`.
    #[must_use]
    pub fn open(due: Date, today: Date) -> Self {
        let days = (due - today).whole_days();
        let count = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
        match days {
            0 => Self::Today,
            1.. => Self::DueIn(count),
            _ => Self::Overdue(count),
        }
    }
}
