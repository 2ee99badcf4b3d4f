//! Working days: the days that are no Saturday, no Sunday and no public holiday (Reg. 1182/71 Art. 2). Holidays come from
//! a file made from a kept library, `www/holidays/days.json`; what it does not know is said, never guessed.

use time::{Date, Duration, Weekday};

use super::clock::{add_days, due};
use super::rules::{Clock, Flag, Unit};
use super::values::Day;
use crate::case::date_text;
use crate::json::{self, JsonError};
use crate::json_published;
use crate::map::Map;
use crate::words::{Text, say};

/// The schema's name, as it stands in the file.
pub const SCHEMA: &str = "clean-break/holidays@1";

json_published! {
    /// Public holidays by place.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Holidays {
        /// Always `clean-break/holidays@1`.
        pub schema: String,
        /// Where the days come from.
        pub source: String,
        /// The licence of the data.
        pub licence: String,
        /// The first year that is known.
        pub first: i32,
        /// The last year that is known.
        pub last: i32,
        /// Easter Sunday of each year.
        pub easter: Vec<Day>,
        /// Orthodox Easter Sunday of each year.
        pub pascha: Vec<Day>,
        /// The days off of a country (`DE`), or of a part of one (`DE-BY`): all of them, not only those beside the country's.
        pub places: Map<String, DaysOff>,
    }
}

impl Holidays {
    /// None that are known.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            schema: String::new(),
            source: String::new(),
            licence: String::new(),
            first: 0,
            last: 0,
            easter: Vec::new(),
            pascha: Vec::new(),
            places: Map::new(),
        }
    }
}

json_published! {
    /// The public holidays of one place. Those that fall on a weekend may be missing.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DaysOff {
        /// The same day of every year, as `MM-DD`.
        pub yearly: Vec<String> = default,
        /// Days from Easter Sunday.
        pub easter: Vec<i32> = default,
        /// Days from Orthodox Easter Sunday.
        pub pascha: Vec<i32> = default,
        /// All others.
        pub single: Vec<Day> = default,
        /// Whether parts of the country have days of their own; then only those of all parts stand here.
        pub regional: bool = default,
    }
}

/// Why a file of holidays is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HolidaysError {
    /// Not JSON or not of the shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another schema.
    #[error("{0:?} is not {SCHEMA:?}")]
    Schema(String),
    /// Not one Easter of each year from `first` to `last`, in order.
    #[error("there must be one Easter of each year from {first} to {last}")]
    Years {
        /// The first year.
        first: i32,
        /// The last.
        last: i32,
    },
}

impl From<&HolidaysError> for Text {
    fn from(error: &HolidaysError) -> Self {
        match error {
            HolidaysError::Json(error) => error.into(),
            HolidaysError::Schema(found) => say::fault_other(found, SCHEMA),
            HolidaysError::Years { .. } => say::fault_unfit("easter"),
        }
    }
}

impl Holidays {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// See [`HolidaysError`].
    pub fn parse(text: &str) -> Result<Self, HolidaysError> {
        let holidays: Self = json::parse(text)?;
        if holidays.schema != SCHEMA {
            return Err(HolidaysError::Schema(holidays.schema));
        }
        let (first, last) = (holidays.first, holidays.last);
        let each = |sundays: &[Day]| sundays.iter().map(|day| day.0.year()).eq(first..=last);
        if first > last || !each(&holidays.easter) || !each(&holidays.pascha) {
            return Err(HolidaysError::Years { first, last });
        }
        Ok(holidays)
    }

    /// The calendar of a country or a part of one; of none in particular where the place is not known.
    #[must_use]
    pub fn of(&self, place: Option<&str>) -> Calendar<'_> {
        let place = place.unwrap_or_default();
        let country = place.split('-').next().unwrap_or_default();
        let exact = self.places.get(place);
        Calendar { holidays: self, days: exact.or_else(|| self.places.get(country)) }
    }
}

/// The working days of one place.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    holidays: &'a Holidays,
    days: Option<&'a DaysOff>,
}

/// A day on which a clock runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// What is not known of the holidays that it hangs on.
    pub doubt: Option<Flag>,
}

impl Calendar<'_> {
    /// Whether a day is a working day, as far as is known.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(date)
    }

    fn is_holiday(&self, date: Date) -> bool {
        let Some(days) = self.days else { return false };
        let text = date_text(date);
        let from = |sundays: &[Day], distances: &[i32]| {
            let sunday = sundays.iter().find(|sunday| sunday.0.year() == date.year());
            let far = sunday.and_then(|sunday| i32::try_from((date - sunday.0).whole_days()).ok());
            far.is_some_and(|far| distances.contains(&far))
        };
        self.knows(date)
            && (text.get(5..).is_some_and(|day| days.yearly.iter().any(|known| known == day))
                || from(&self.holidays.easter, &days.easter)
                || from(&self.holidays.pascha, &days.pascha)
                || days.single.contains(&Day(date)))
    }

    /// Whether the table has the year.
    fn knows(&self, date: Date) -> bool {
        (self.holidays.first..=self.holidays.last).contains(&date.year())
    }

    /// What is not known of the holidays from one day to another.
    fn doubt(&self, from: Date, to: Date) -> Option<Flag> {
        match self.days {
            Some(days) if self.knows(from) && self.knows(to) => days.regional.then_some(Flag::HolidaysRegional),
            _ => Some(Flag::HolidaysUnknown),
        }
    }

    /// The day on which a clock that starts on `from` runs out; see [`due`] for clocks of other units. Of working days the
    /// first is the first working day after `from`. `None` beyond the calendar's end.
    #[must_use]
    pub fn due(&self, from: Date, clock: Clock) -> Option<Due> {
        if clock.unit != Unit::WorkingDays {
            return Some(Due { on: due(from, clock)?, doubt: None });
        }
        let mut on = from;
        for _ in 0..clock.n {
            on = self.next_working_day(on)?;
        }
        Some(Due { on, doubt: self.doubt(from, on) })
    }

    /// The day itself where it is a working day, else the next one (Reg. 1182/71 Art. 3(4)).
    #[must_use]
    pub fn moved(&self, due: Due) -> Option<Due> {
        let on = if self.is_working_day(due.on) { due.on } else { self.next_working_day(due.on)? };
        Some(Due { on, doubt: due.doubt.or_else(|| self.doubt(due.on, on)) })
    }

    fn next_working_day(&self, after: Date) -> Option<Date> {
        let mut day = add_days(after, Duration::DAY)?;
        while !self.is_working_day(day) {
            day = add_days(day, Duration::DAY)?;
        }
        Some(day)
    }
}
