//! Dates and times as files write them: `2026-11-02` and RFC 3339, `2026-11-02T09:14:00Z`. By hand, since the parser and
//! formatter of the `time` crate, which serve any format, cost 30 KB of WebAssembly; its types still check what is read.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::CaseError;
use crate::json::Rule;

/// Reads a civil date, `YYYY-MM-DD`, of the years 0 to 9999.
///
/// # Errors
/// Names `path` when the text is not such a date.
pub fn parse_date(path: &str, text: &str) -> Result<Date, CaseError> {
    let mut reader = Reader(text.as_bytes());
    reader.date().filter(|_| reader.0.is_empty()).ok_or_else(|| CaseError::at(path, Rule::NotDate(text.to_owned())))
}

/// Reads a time with its offset, RFC 3339, and turns it to UTC.
///
/// # Errors
/// Names `path` when the text is not such a time.
pub fn parse_time(path: &str, text: &str) -> Result<OffsetDateTime, CaseError> {
    let mut reader = Reader(text.as_bytes());
    reader.time().filter(|_| reader.0.is_empty()).ok_or_else(|| CaseError::at(path, Rule::NotTime(text.to_owned())))
}

/// A civil date as files write it, `YYYY-MM-DD`.
#[must_use]
pub fn date_text(date: Date) -> String {
    let mut text = String::with_capacity(10);
    push_date(&mut text, date);
    text
}

/// A time as files write it, RFC 3339 at its own offset.
#[must_use]
pub fn time_text(at: OffsetDateTime) -> String {
    let mut text = String::with_capacity(25);
    push_date(&mut text, at.date());
    let (hour, minute, second, nanosecond) = at.to_hms_nano();
    for (before, number) in [('T', hour), (':', minute), (':', second)] {
        text.push(before);
        push_digits(&mut text, u32::from(number), 2);
    }
    if nanosecond > 0 {
        text.push('.');
        push_digits(&mut text, nanosecond, 9);
        text.truncate(text.trim_end_matches('0').len());
    }
    let (hours, minutes, _) = at.offset().as_hms();
    if (hours, minutes) == (0, 0) {
        text.push('Z');
    } else {
        text.push(if at.offset().is_negative() { '-' } else { '+' });
        push_digits(&mut text, u32::from(hours.unsigned_abs()), 2);
        text.push(':');
        push_digits(&mut text, u32::from(minutes.unsigned_abs()), 2);
    }
    text
}

fn push_date(text: &mut String, date: Date) {
    if date.year() < 0 {
        text.push('-');
    }
    push_digits(text, date.year().unsigned_abs(), 4);
    text.push('-');
    push_digits(text, u32::from(u8::from(date.month())), 2);
    text.push('-');
    push_digits(text, u32::from(date.day()), 2);
}

/// Writes the last `count` digits of a number.
fn push_digits(text: &mut String, number: u32, count: u32) {
    for place in (0..count).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        text.extend(char::from_digit(digit, 10));
    }
}

/// Takes a text apart from its beginning.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// The next byte, where it fits.
    fn next(&mut self, fits: impl FnOnce(u8) -> bool) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !fits(*first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// A number of exactly two digits.
    fn two(&mut self) -> Option<u8> {
        let tens = self.next(|byte| byte.is_ascii_digit())? - b'0';
        let ones = self.next(|byte| byte.is_ascii_digit())? - b'0';
        Some(tens * 10 + ones)
    }

    fn date(&mut self) -> Option<Date> {
        let year = i32::from(self.two()?) * 100 + i32::from(self.two()?);
        self.next(|byte| byte == b'-')?;
        let month = Month::try_from(self.two()?).ok()?;
        self.next(|byte| byte == b'-')?;
        Date::from_calendar_date(year, month, self.two()?).ok()
    }

    /// RFC 3339; any byte may part date and time, as its section 5.6 allows.
    fn time(&mut self) -> Option<OffsetDateTime> {
        let date = self.date()?;
        self.next(|_| true)?;
        let hour = self.two()?;
        self.next(|byte| byte == b':')?;
        let minute = self.two()?;
        self.next(|byte| byte == b':')?;
        let second = self.two()?;
        let fraction = self.fraction()?;
        // A leap second stands for the moment before it, and only at the end of a month (UTC).
        let leap = second == 60;
        let (second, nanosecond) = if leap { (59, 999_999_999) } else { (second, fraction) };
        let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
        let at = PrimitiveDateTime::new(date, time).assume_offset(self.offset()?).checked_to_offset(UtcOffset::UTC)?;
        let ends_a_month = (at.hour(), at.minute()) == (23, 59) && at.day() == at.month().length(at.year());
        (!leap || ends_a_month).then_some(at)
    }

    /// The digits after a point, in billionths; those after the ninth are passed over. Nothing where there is no point.
    fn fraction(&mut self) -> Option<u32> {
        if self.next(|byte| byte == b'.').is_none() {
            return Some(0);
        }
        let (mut billionths, mut unit) = (0, 100_000_000);
        let mut digit = self.next(|byte| byte.is_ascii_digit())?;
        loop {
            billionths += u32::from(digit - b'0') * unit;
            unit /= 10;
            match self.next(|byte| byte.is_ascii_digit()) {
                Some(next) => digit = next,
                None => return Some(billionths),
            }
        }
    }

    fn offset(&mut self) -> Option<UtcOffset> {
        if self.next(|byte| byte.eq_ignore_ascii_case(&b'Z')).is_some() {
            return Some(UtcOffset::UTC);
        }
        let east = self.next(|byte| matches!(byte, b'+' | b'-'))? == b'+';
        let hours = self.two().filter(|hours| *hours < 24)?.cast_signed();
        self.next(|byte| byte == b':')?;
        let minutes = self.two()?.cast_signed();
        let (hours, minutes) = if east { (hours, minutes) } else { (-hours, -minutes) };
        UtcOffset::from_hms(hours, minutes, 0).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::format_description::well_known::Rfc3339;
    use time::macros::{datetime, format_description};

    use super::*;

    fn theirs(text: &str) -> Option<OffsetDateTime> {
        OffsetDateTime::parse(text, &Rfc3339).ok().and_then(|time| time.checked_to_offset(UtcOffset::UTC))
    }

    prop_compose! {
        fn time()(
            second in -62_167_000_000_i64..253_402_000_000,
            nanosecond in prop_oneof![Just(0), Just(120_000_000), 0..1_000_000_000_u32],
            offset in prop_oneof![Just(0), -1439..=1439_i32],
        ) -> OffsetDateTime {
            let offset = UtcOffset::from_whole_seconds(offset * 60).unwrap();
            OffsetDateTime::from_unix_timestamp(second).unwrap().replace_nanosecond(nanosecond).unwrap().to_offset(offset)
        }
    }

    proptest! {
        #[test]
        fn texts_near_a_date_are_read_as_the_time_crate_reads_them(
            text in "[0-9]{4}-(0[0-9]|1[0-3])-[0-3][0-9]",
            noise in prop_oneof![Just(String::new()), "[-0-9a-zé ]{1,2}"],
            at in 0..12_usize,
        ) {
            let mut text = text;
            text.insert_str(at.min(text.len()), &noise);
            let theirs = Date::parse(&text, format_description!("[year]-[month]-[day]")).ok();
            // A sign before the year is none of `YYYY-MM-DD`.
            let theirs = theirs.filter(|_| !text.starts_with(['-', '+']));
            prop_assert_eq!(parse_date("", &text).ok(), theirs);
        }

        #[test]
        fn dates_are_written_and_read_back(day in 1_721_060..5_373_485_i32) {
            let date = Date::from_julian_day(day - 1).unwrap();
            prop_assert_eq!(date_text(date), date.to_string());
            prop_assert_eq!(parse_date("", &date_text(date)), Ok(date));
        }

        #[test]
        fn times_are_written_and_read_as_the_time_crate_does(at in time()) {
            let text = at.format(&Rfc3339).unwrap();
            prop_assert_eq!(time_text(at), text.as_str());
            prop_assert_eq!(parse_time("", &text).ok(), theirs(&text));
            prop_assert_eq!(parse_time("", &text), Ok(at));
        }

        #[test]
        fn texts_near_a_time_are_read_as_the_time_crate_reads_them(
            text in "20[0-9]{2}-(0[1-9]|12)-(0[1-9]|3[01])[Tt ](23|[0-2][0-9]):[0-6][0-9]:([0-6][0-9]|60)(\\.[0-9]{0,11})?(Z|z|[+-][0-2][0-9]:[0-6][0-9])",
            noise in prop_oneof![4 => Just(String::new()), 1 => "[-:.0-9Zé ]{1,2}"],
            at in 0..30_usize,
        ) {
            let mut text = text;
            text.insert_str(at.min(text.len()), &noise);
            prop_assert_eq!(parse_time("", &text).ok(), theirs(&text), "{}", text);
        }
    }

    #[test]
    fn leap_seconds_end_a_month() {
        let last = datetime!(2016-12-31 23:59:59.999_999_999 UTC);
        assert_eq!(parse_time("", "2016-12-31T23:59:60Z").unwrap(), last);
        assert_eq!(parse_time("", "2017-01-01T00:59:60.5+01:00").unwrap(), last);
        assert!(parse_time("", "2016-12-30T23:59:60Z").is_err());
    }

    #[test]
    fn errors_name_the_place_and_the_text() {
        assert_eq!(
            parse_date("customer.since", "2.11.2026").unwrap_err().to_string(),
            r#"customer.since: "2.11.2026" is not a date such as 2026-11-02"#
        );
        assert_eq!(
            parse_time("at", "2026-11-02").unwrap_err().to_string(),
            r#"at: "2026-11-02" is not a time such as 2026-11-02T09:14:00Z"#
        );
    }
}
