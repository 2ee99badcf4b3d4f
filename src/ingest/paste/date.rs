//! Dates and times as people and chat programs write them at the head of a message, in five languages.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::lower::lower;

/// A date at the head of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    /// Offset from UTC, where it is written.
    pub(super) offset: Option<UtcOffset>,
    /// What the order of its numbers says about the thread, where it is written in numbers with strokes.
    pub(super) order: Option<Proof>,
    /// The year is not written.
    pub(super) no_year: bool,
}

/// What a date such as 12/10/2026 tells about the order that the thread uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Day,
    Month,
    Neither,
}

/// The order in which 12/10/2026 is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl When {
    /// The instant, in UTC; midnight where the time is not written.
    pub(super) fn instant(&self) -> Option<OffsetDateTime> {
        let time = self.time.unwrap_or(Time::MIDNIGHT);
        OffsetDateTime::new_in_offset(self.date, time, self.offset.unwrap_or(UtcOffset::UTC))
            .checked_to_offset(UtcOffset::UTC)
    }
}

/// The months from their first letters on, in English, French, Italian, German and Spanish.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "gennaio", "januar", "jänner", "enero"],
    &["february", "février", "fevrier", "febbraio", "februar", "febrero"],
    &["march", "mars", "marzo", "märz", "maerz", "mrz"],
    &["april", "avril", "aprile", "abril"],
    &["may", "mai", "maggio", "mayo"],
    &["june", "juin", "giugno", "juni", "junio"],
    &["july", "juillet", "luglio", "juli", "julio"],
    &["august", "août", "aout", "agosto"],
    &["september", "septembre", "settembre", "septiembre"],
    &["october", "octobre", "ottobre", "oktober", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "décembre", "decembre", "dicembre", "dezember", "diciembre"],
];

/// Words that may stand before a date.
const BEFORE: [&str; 7] = ["on", "le", "il", "am", "el", "the", "del"];

/// Weekdays, in the same five languages.
const WEEKDAYS: [&str; 35] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];

/// Words that may stand between a date and its time.
const BEFORE_TIME: [&str; 9] = ["at", "à", "alle", "ore", "um", "a", "las", "la", "t"];

/// A place in the text; every step gives the next place or none.
#[derive(Clone, Copy)]
struct At<'a>(&'a str);

/// Spaces of every width and the marks of direction that chat programs write.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

impl<'a> At<'a> {
    fn blank(self) -> Self {
        Self(self.0.trim_start_matches(is_blank))
    }

    fn eat(self, mark: char) -> Option<Self> {
        self.0.strip_prefix(mark).map(Self)
    }

    fn skip(self, mark: char) -> Self {
        self.eat(mark).unwrap_or(self)
    }

    /// A number of at most `most` digits, and how many it has.
    fn number(self, most: usize) -> Option<(u16, usize, Self)> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let (text, rest) = self.0.split_at_checked(digits)?;
        Some((text.parse().ok()?, digits, Self(rest)))
    }

    /// A word in lower case.
    fn word(self) -> Option<(String, Self)> {
        let end = self.0.find(|c: char| !c.is_alphabetic()).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at_checked(end)?;
        (!word.is_empty()).then(|| (lower(word), Self(rest)))
    }

    /// A month's name or its beginning, of three letters at least.
    fn month(self) -> Option<(u16, Self)> {
        let (word, rest) = self.word()?;
        if word.chars().count() < 3 {
            return None;
        }
        let number = MONTHS.iter().position(|names| names.iter().any(|name| name.starts_with(&word)))?;
        Some((u16::try_from(number).ok()? + 1, rest.skip('.')))
    }

    /// Past weekdays and words such as "on".
    fn lead(self) -> Self {
        let mut at = self.blank();
        for _ in 0..2 {
            let Some((word, rest)) = at.word() else { break };
            let weekday = word.chars().count() >= 2 && WEEKDAYS.iter().any(|day| day.starts_with(&word));
            if !weekday && !BEFORE.contains(&word.as_str()) {
                break;
            }
            at = rest.skip('.').skip(',').blank();
        }
        at
    }

    /// Four digits that are no hour.
    fn year(self) -> Option<(u16, Self)> {
        let (year, digits, rest) = self.number(4)?;
        (digits == 4).then_some((year, rest))
    }
}

/// A date at the start of `text`, and what follows it. `order` reads dates in numbers with strokes.
pub(super) fn read(text: &str, today: Date, order: Order) -> Option<(When, &str)> {
    let start = At(text).blank();
    let (mut when, at) = numbers(start.lead(), today, order)
        .or_else(|| day_month(start.lead(), today))
        .or_else(|| month_day(start, today))
        .or_else(|| month_day(start.lead(), today))?;
    match time(at) {
        Some((time, offset, rest)) => {
            (when.time, when.offset) = (Some(time), offset);
            Some((when, rest.0))
        }
        None => Some((when, at.0)),
    }
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

/// The date of a day and a month; without a year, the last such day up to today.
fn when(year: Option<u16>, month: u16, day: u16, today: Date) -> Option<When> {
    let this = u16::try_from(today.year()).ok()?;
    let found = match year {
        Some(year) => date(year, month, day),
        // 29 February may be eight years back.
        None => (0..=8).filter_map(|back| date(this.checked_sub(back)?, month, day)).find(|date| *date <= today),
    };
    Some(When { date: found?, time: None, offset: None, order: None, no_year: year.is_none() })
}

/// `2026-10-12`, `12.10.2026`, `12/10/26`, `12.10.`
fn numbers(at: At<'_>, today: Date, order: Order) -> Option<(When, At<'_>)> {
    let (first, digits, rest) = at.number(4)?;
    let mark = rest.0.chars().next().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let (second, second_digits, rest) = rest.eat(mark)?.number(2)?;
    if digits == 4 {
        let (third, _, rest) = rest.eat(mark)?.number(2)?;
        return Some((when(Some(first), second, third, today)?, rest));
    }
    if digits > 2 {
        return None;
    }
    let (year, rest) = match rest.eat(mark).and_then(|rest| rest.number(4)) {
        Some((year, 4, rest)) => (Some(year), rest),
        Some((year, 2, rest)) => (Some(2000 + year), rest),
        _ if mark == '/' => (None, rest),
        // "12.10." and "12.10", but not a number such as 3.5.
        _ if mark == '.' && (rest.eat('.').is_some() || second_digits == 2) => (None, rest.skip('.')),
        _ => return None,
    };
    let proof = match (first > 12, second > 12) {
        (true, false) => Proof::Day,
        (false, true) => Proof::Month,
        _ => Proof::Neither,
    };
    // With points or hyphens the day comes first everywhere; with strokes it depends on the country.
    let month_first = mark == '/' && (proof == Proof::Month || (proof == Proof::Neither && order == Order::MonthFirst));
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    let mut found = when(year, month, day, today)?;
    // 10/10 is the same day either way.
    found.order = (mark == '/' && first != second).then_some(proof);
    Some((found, rest))
}

/// `12 Oct 2026`, `12. Oktober`, `1er octobre 2026`, `12th of October`
fn day_month(at: At<'_>, today: Date) -> Option<(When, At<'_>)> {
    let (day, _, rest) = at.number(2)?;
    let rest = ordinal(rest).blank();
    let rest = match rest.word() {
        Some((word, rest)) if matches!(word.as_str(), "of" | "de") => rest.blank(),
        _ => rest,
    };
    let (month, rest) = rest.month()?;
    let (year, rest) = year_after(rest);
    Some((when(year, month, day, today)?, rest))
}

/// `October 12, 2026`, `Oct 12th`
fn month_day(at: At<'_>, today: Date) -> Option<(When, At<'_>)> {
    let (month, rest) = at.month()?;
    let (day, _, rest) = rest.blank().number(2)?;
    let (year, rest) = year_after(ordinal(rest));
    Some((when(year, month, day, today)?, rest))
}

fn ordinal(at: At<'_>) -> At<'_> {
    match at.word() {
        Some((word, rest)) if matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "er" | "º") => rest,
        _ => at.skip('.').skip('°'),
    }
}

fn year_after(at: At<'_>) -> (Option<u16>, At<'_>) {
    let next = at.skip(',').blank();
    let next = match next.word() {
        Some((word, rest)) if word == "de" => rest.blank(),
        _ => next,
    };
    next.year().map_or((None, at), |(year, rest)| (Some(year), rest))
}

/// `, 14:03`, `at 2:03 PM`, `14h03`, `T14:03:22Z`
fn time(at: At<'_>) -> Option<(Time, Option<UtcOffset>, At<'_>)> {
    let mut at = at.blank().skip(',').blank();
    // "alle ore 14:03"
    for _ in 0..2 {
        let Some((word, rest)) = at.word() else { break };
        if !BEFORE_TIME.contains(&word.as_str()) {
            return None;
        }
        at = rest.blank();
    }
    let (hour, _, rest) = at.number(2)?;
    let (minute, mut rest) = match rest.eat(':').or_else(|| rest.eat('.')).map(|rest| rest.number(2)) {
        Some(Some((minute, 2, rest))) => (minute, rest),
        Some(_) => return None,
        None => {
            let rest = rest.blank().eat('h')?;
            rest.blank().number(2).map_or((0, rest), |(minute, _, rest)| (minute, rest))
        }
    };
    let mut second = 0;
    if let Some((found, 2, after)) = rest.eat(':').and_then(|rest| rest.number(2)) {
        (second, rest) = (found, after);
        if let Some((_, _, after)) = rest.eat('.').and_then(|rest| rest.number(9)) {
            rest = after;
        }
    }
    let (half, rest) = half_day(rest);
    let hour = match half {
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let small = |number: u16| u8::try_from(number).ok();
    let time = Time::from_hms(small(hour)?, small(minute)?, small(second)?).ok()?;
    let (offset, rest) = zone(rest);
    Some((time, offset, rest))
}

/// AM or PM: whether it is after noon.
fn half_day(at: At<'_>) -> (Option<bool>, At<'_>) {
    let next = at.blank();
    for (words, afternoon) in [(["am", "a.m."], false), (["pm", "p.m."], true)] {
        for word in words {
            if let Some((head, tail)) = next.0.split_at_checked(word.len())
                && head.eq_ignore_ascii_case(word)
                && !tail.starts_with(char::is_alphanumeric)
            {
                return (Some(afternoon), At(tail));
            }
        }
    }
    match next.word() {
        Some((word, rest)) if word == "uhr" => (None, rest),
        _ => (None, at),
    }
}

fn zone(at: At<'_>) -> (Option<UtcOffset>, At<'_>) {
    let read = || {
        let (sign, rest) = match at.eat('+') {
            Some(rest) => (1, rest),
            None => (-1, at.eat('-')?),
        };
        let (hours, 2, rest) = rest.number(2)? else { return None };
        let (minutes, 2, rest) = rest.skip(':').number(2)? else { return None };
        let part = |number: u16| i8::try_from(number).ok().map(|number| sign * number);
        Some((Some(UtcOffset::from_hms(part(hours)?, part(minutes)?, 0).ok()?), rest))
    };
    match at.eat('Z') {
        Some(rest) if !rest.0.starts_with(char::is_alphanumeric) => (Some(UtcOffset::UTC), rest),
        _ => read().unwrap_or((None, at)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 21);

    fn instant(text: &str) -> Option<String> {
        let (when, rest) = read(text, TODAY, Order::DayFirst)?;
        assert_eq!(rest, "", "{text} is read to its end");
        Some(format!("{} {}", when.date, when.time.map_or_else(String::new, |time| time.to_string())).trim().to_owned())
    }

    #[test]
    fn the_common_shapes() {
        for (text, wanted) in [
            ("2026-10-12", "2026-10-12"),
            ("2026-10-12T14:03:22Z", "2026-10-12 14:03:22.0"),
            ("2026-10-12 14:03:22.123+02:00", "2026-10-12 14:03:22.0"),
            ("12.10.2026", "2026-10-12"),
            ("12.10.26, 14:03", "2026-10-12 14:03:00.0"),
            ("12.10.", "2026-10-12"),
            ("12/10/2026, 2:03\u{202f}PM", "2026-10-12 14:03:00.0"),
            ("12/10/26, 12:03 a.m.", "2026-10-12 0:03:00.0"),
            ("12 Oct 2026 at 14:03", "2026-10-12 14:03:00.0"),
            ("12 octobre 2026 à 14h03", "2026-10-12 14:03:00.0"),
            ("lundi 12 octobre 2026, 14 h 03", "2026-10-12 14:03:00.0"),
            ("1er octobre", "2026-10-01"),
            ("12 ottobre alle 14:03", "2026-10-12 14:03:00.0"),
            ("mar. 13 ottobre 2026", "2026-10-13"),
            ("12. Oktober 2026 um 14:03 Uhr", "2026-10-12 14:03:00.0"),
            ("12 de octubre de 2026", "2026-10-12"),
            ("lun, 12 oct 2026 a las 14:03", "2026-10-12 14:03:00.0"),
            ("miércoles, 3 de marzo de 2026 a la 1:05", "2026-03-03 1:05:00.0"),
            ("Mo., 2. Mär. 2026 um 14:03 Uhr", "2026-03-02 14:03:00.0"),
            ("Dienstag, 3. März 2026 14:03", "2026-03-03 14:03:00.0"),
            ("Oct 12, 2026", "2026-10-12"),
            ("Mon, October 12th", "2026-10-12"),
            ("Mar 3", "2026-03-03"),
        ] {
            assert_eq!(instant(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_the_last_one_up_to_today() {
        assert_eq!(instant("21 November").as_deref(), Some("2026-11-21"));
        assert_eq!(instant("22 November").as_deref(), Some("2025-11-22"));
        assert_eq!(instant("29 Feb").as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn strokes_tell_or_hide_their_order() {
        let order = |text| read(text, TODAY, Order::DayFirst).and_then(|(when, _)| when.order);
        assert_eq!(order("12/10/2026"), Some(Proof::Neither));
        assert_eq!(order("13/10/2026"), Some(Proof::Day));
        assert_eq!(order("10/13/2026"), Some(Proof::Month));
        assert_eq!(order("10/10/2026"), None);
        assert_eq!(order("12.10.2026"), None);
        let (when, _) = read("10/12/2026", TODAY, Order::MonthFirst).unwrap();
        assert_eq!(when.date, date!(2026 - 10 - 12));
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "hello", "3.5", "99/99/2026", "2026", "31 February 2026", "1234-56-78", "12-10"] {
            assert_eq!(read(text, TODAY, Order::DayFirst).filter(|(_, rest)| rest.is_empty()), None, "{text}");
        }
    }

    #[test]
    fn an_offset_is_taken_off() {
        let (when, _) = read("2026-10-12T00:30:00+02:00", TODAY, Order::DayFirst).unwrap();
        assert_eq!(when.instant(), Some(time::macros::datetime!(2026-10-11 22:30 UTC)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,40}") {
            let _ = read(&text, TODAY, Order::DayFirst);
        }

        #[test]
        fn every_day_reads_back(days in 0i32..20_000) {
            let day = Date::from_julian_day(2_451_545 + days).unwrap();
            let text = day.to_string();
            prop_assert_eq!(read(&text, TODAY, Order::MonthFirst).map(|(when, rest)| (when.date, rest)), Some((day, "")));
        }
    }
}
