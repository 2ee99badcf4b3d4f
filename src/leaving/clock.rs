//! Due dates: calendar days, calendar months and hours from a date; working days are in [`calendar`](super::calendar).

use time::{Date, Duration};

use super::calendar::Holidays;
use super::rules::{Clock, Unit};

/// The day on which a clock that starts on `from` runs out. Days are counted from the day after (Reg. 1182/71 Art. 3):
/// 14 days from 1 March end on 15 March. A month ends on the same day number or, where the month has none, on its last
/// day (31 January + 1 month = 28 or 29 February). Hours of which only the day is known end within as many days as they
/// fill: 24 hours from some time on Monday end on Tuesday, at that time. Working days are counted without holidays here;
/// [`Calendar::due`](super::Calendar::due) knows them. `None` beyond the calendar's end.
#[must_use]
pub fn due(from: Date, clock: Clock) -> Option<Date> {
    let days = |n: u16| add_days(from, Duration::days(i64::from(n)));
    match clock.unit {
        Unit::AtOnce => Some(from),
        Unit::Hours => days(clock.n.div_ceil(24)),
        Unit::Days => days(clock.n),
        Unit::WorkingDays => Holidays::none().of(None).due(from, clock).map(|due| due.on),
        Unit::Months => add_months(from, clock.n),
    }
}

/// Some days after a date, where the calendar still has them.
pub fn add_days(from: Date, days: Duration) -> Option<Date> {
    from.checked_add(days)
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
    /// A time that lasted until then is over; nothing is late.
    Over,
    /// What was owed has been done.
    Met {
        /// On which day.
        on: Date,
        /// Days after it was due; 0 in time.
        late: u32,
    },
}

impl ClockState {
    /// How a clock that is due on `due` stands once it was met.
    #[must_use]
    pub fn met(due: Date, on: Date) -> Self {
        Self::Met { on, late: u32::try_from((on - due).whole_days()).unwrap_or(0) }
    }

    /// Whether something is still to be done, or to be left alone.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Met { .. } | Self::Over)
    }

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    fn months(from: Date, n: u16) -> Date {
        due(from, Clock { n, unit: Unit::Months }).unwrap()
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        assert_eq!(months(date!(2027 - 01 - 31), 1), date!(2027 - 02 - 28));
        assert_eq!(months(date!(2028 - 01 - 31), 1), date!(2028 - 02 - 29));
        assert_eq!(months(date!(2026 - 11 - 30), 3), date!(2027 - 02 - 28));
        assert_eq!(months(date!(2026 - 12 - 15), 1), date!(2027 - 01 - 15));
        assert_eq!(months(date!(2026 - 01 - 31), 14), date!(2027 - 03 - 31));
        assert_eq!(months(date!(2028 - 02 - 29), 12), date!(2029 - 02 - 28));
    }

    #[test]
    fn days_are_counted_from_the_day_after() {
        assert_eq!(due(date!(2026 - 03 - 01), Clock { n: 14, unit: Unit::Days }), Some(date!(2026 - 03 - 15)));
        assert_eq!(due(date!(2026 - 03 - 01), Clock { n: 0, unit: Unit::AtOnce }), Some(date!(2026 - 03 - 01)));
        assert_eq!(due(Date::MAX, Clock { n: 1, unit: Unit::Days }), None);
        assert_eq!(due(Date::MAX, Clock { n: 1, unit: Unit::Months }), None);
    }

    #[test]
    fn an_open_clock_counts_down_and_up() {
        let due = date!(2026 - 11 - 21);
        assert_eq!(ClockState::open(due, date!(2026 - 11 - 20)), ClockState::DueIn(1));
        assert_eq!(ClockState::open(due, due), ClockState::Today);
        assert_eq!(ClockState::open(due, date!(2026 - 12 - 01)), ClockState::Overdue(10));
    }

    proptest! {
        #[test]
        fn a_month_is_28_to_31_days_and_keeps_the_day_where_it_can(day in 2_400_000i32..2_500_000, n in 1u16..60) {
            let from = Date::from_julian_day(day).unwrap();
            let (one, many) = (months(from, n), months(from, n + 1));
            prop_assert!((28..=34).contains(&(many - one).whole_days()), "{one} {many}");
            prop_assert_eq!(many.day(), from.day().min(many.month().length(many.year())));
        }
    }
}
