//! Clocks against the worked examples of `docs/clocks.md`, and against a calendar that is written another way.

use std::sync::LazyLock;

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::leaving::rules::{Clock, Flag, Unit};

const EXAMPLES: &str = include_str!("../../../docs/clocks.md");

/// The table, read once.
fn table() -> &'static Holidays {
    static TABLE: LazyLock<Holidays> = LazyLock::new(holidays);
    &TABLE
}

fn clock_of(text: &str) -> Clock {
    let (n, unit) = text.split_once(' ').unwrap();
    let unit = match unit {
        "once" => return Clock { n: 0, unit: Unit::AtOnce },
        "hours" => Unit::Hours,
        "days" => Unit::Days,
        "working day" | "working days" => Unit::WorkingDays,
        "month" | "months" => Unit::Months,
        other => panic!("{other}"),
    };
    Clock { n: n.parse().unwrap(), unit }
}

#[test]
fn the_worked_examples_are_so() {
    let holidays = table();
    let mut rows = 0;
    for line in EXAMPLES.lines().filter(|line| line.starts_with("| 2")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [from, clock, place, due, doubt, _] = cells[..] else { panic!("{line}") };
        let day = |text: &str| crate::case::parse_date("", text).unwrap();
        let calendar = holidays.of(Some(place));
        let (clock, moved) = clock.strip_suffix(", moved").map_or((clock, false), |clock| (clock, true));
        let mut found = Due { on: day(from), doubt: None };
        for clock in clock.split(", then ") {
            found = calendar.due(found.on, clock_of(clock)).unwrap();
            if moved {
                found = calendar.moved(found).unwrap();
            }
        }
        assert_eq!(found.on, day(due), "{line}");
        assert_eq!(found.doubt.map_or("", Flag::word), doubt, "{line}");
        rows += 1;
    }
    assert!(rows >= 30, "{rows}");
}

/// A civil day as three numbers, stepped by hand: nothing of the `time` crate is in it.
type Civil = (i32, u32, u32);

fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn next((year, month, day): Civil) -> Civil {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        _ if day == length(year, month) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}

/// Zeller's congruence: 0 Saturday, 1 Sunday.
fn weekday((year, month, day): Civil) -> i32 {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let (day, month) = (i32::try_from(day).unwrap(), i32::try_from(month).unwrap());
    (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i32) -> Civil {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let at = h + l - 7 * m + 114;
    (year, u32::try_from(at / 31).unwrap(), u32::try_from(at % 31 + 1).unwrap())
}

/// Easter Sunday of the Julian calendar (Meeus), 13 days on.
fn pascha(year: i32) -> Civil {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let at = d + e + 114;
    let julian = (year, u32::try_from(at / 31).unwrap(), u32::try_from(at % 31 + 1).unwrap());
    (0..13).fold(julian, |day, _| next(day))
}

fn after(mut day: Civil, days: i32) -> Civil {
    for _ in 0..days {
        day = next(day);
    }
    day
}

/// Austria's holidays as its Feiertagsruhegesetz has them, and Easter reckoned.
fn austrian_holiday(day: Civil) -> bool {
    let fixed = [(1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)];
    let sunday = easter(day.0);
    fixed.contains(&(day.1, day.2)) || [1, 39, 50, 60].iter().any(|far| after(sunday, *far) == day)
}

fn civil(date: Date) -> Civil {
    (date.year(), u32::from(u8::from(date.month())), u32::from(date.day()))
}

fn known_day() -> impl Strategy<Value = Date> {
    let (first, last) = (date!(2024 - 01 - 01).to_julian_day(), date!(2036 - 06 - 30).to_julian_day());
    (first..=last).prop_map(|day| Date::from_julian_day(day).unwrap())
}

#[test]
fn easters_are_as_reckoned() {
    let holidays = table();
    let reckoned = |of: fn(i32) -> Civil| (holidays.first..=holidays.last).map(of).collect::<Vec<_>>();
    let listed = |sundays: &[Day]| sundays.iter().map(|day| civil(day.0)).collect::<Vec<_>>();
    assert_eq!(listed(&holidays.easter), reckoned(easter));
    assert_eq!(listed(&holidays.pascha), reckoned(pascha));
}

#[test]
fn every_country_with_a_pack_has_its_holidays_and_so_has_the_union() {
    let (holidays, law) = (table(), packs());
    let places = law.iter().map(|pack| pack.jurisdiction.as_str()).filter(|place| *place != "EU");
    for place in places.chain(rules::UNION) {
        assert!(holidays.places.contains_key(place), "{place}");
    }
}

#[test]
fn damaged_holidays_are_refused() {
    let text = include_str!("../../../www/holidays/days.json");
    let parse = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Holidays::parse(&text.replacen(from, to, 1)).unwrap_err()
    };
    assert!(matches!(parse("holidays@1", "holidays@2"), HolidaysError::Schema(_)));
    assert!(matches!(parse("2025-04-20", "2024-04-20"), HolidaysError::Years { .. }));
    assert!(matches!(parse(r#""last": 2036"#, r#""last": 2037"#), HolidaysError::Years { last: 2037, .. }));
    assert!(matches!(parse("\"2025-04-20\"", "\"20 April\""), HolidaysError::Json(_)));
}

proptest! {
    #[test]
    fn days_are_as_walked(from in known_day(), n in 1u16..400) {
        let found = due(from, Clock { n, unit: Unit::Days }).unwrap();
        prop_assert_eq!(civil(found), after(civil(from), n.into()));
    }

    #[test]
    fn months_are_as_walked(from in known_day(), n in 1u16..40) {
        let (mut year, mut month, day) = civil(from);
        for _ in 0..n {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        let found = due(from, Clock { n, unit: Unit::Months }).unwrap();
        prop_assert_eq!(civil(found), (year, month, day.min(length(year, month))));
    }

    #[test]
    fn working_days_are_as_walked(from in known_day(), n in 1u16..60) {
        let holidays = table();
        let found = holidays.of(Some("AT")).due(from, Clock { n, unit: Unit::WorkingDays }).unwrap();
        let (mut day, mut left) = (civil(from), n);
        while left > 0 {
            day = next(day);
            left -= u16::from(weekday(day) > 1 && !austrian_holiday(day));
        }
        prop_assert_eq!((civil(found.on), found.doubt), (day, None));
    }

    #[test]
    fn a_working_day_is_due_on_one_later_for_more_and_for_a_later_start(
        from in known_day(), n in 1u16..60, later in 1i64..30, place in 0usize..100,
    ) {
        let holidays = table();
        let places: Vec<&String> = holidays.places.keys().collect();
        let calendar = holidays.of(places.get(place % places.len()).map(|place| place.as_str()));
        let due = |from: Date, n| calendar.due(from, Clock { n, unit: Unit::WorkingDays }).unwrap().on;
        let found = due(from, n);
        prop_assert!(calendar.is_working_day(found));
        prop_assert!(found > from && due(from, n + 1) > found);
        prop_assert!(due(from + time::Duration::days(later), n) >= found);
        // Never sooner than weekdays alone would have it, and never a year later.
        let weekdays = super::due(from, Clock { n, unit: Unit::WorkingDays }).unwrap();
        prop_assert!(weekdays <= found && (found - weekdays).whole_days() < 60);
    }

    #[test]
    fn what_is_moved_goes_to_the_next_working_day(on in known_day(), place in 0usize..100) {
        let holidays = table();
        let places: Vec<&String> = holidays.places.keys().collect();
        let calendar = holidays.of(places.get(place % places.len()).map(|place| place.as_str()));
        let moved = calendar.moved(Due { on, doubt: None }).unwrap().on;
        prop_assert!(calendar.is_working_day(moved));
        let between = (0..(moved - on).whole_days()).map(|days| on + time::Duration::days(days));
        prop_assert!(between.into_iter().all(|day| !calendar.is_working_day(day)));
        prop_assert!((moved - on).whole_days() <= 10);
    }

    #[test]
    fn a_country_is_off_only_where_all_its_parts_are(on in known_day()) {
        let holidays = table();
        for (place, _) in holidays.places.iter().filter(|(place, _)| place.contains('-')) {
            let country = place.split('-').next();
            let (part, whole) = (holidays.of(Some(place)), holidays.of(country));
            prop_assert!(whole.is_working_day(on) || !part.is_working_day(on), "{} {}", place, on);
        }
    }
}
