//! Facts that customers state in passing: since when they are with us, when their contract ends, when they gave notice.
//! They are offered to staff with their words, and never taken over silently: people write of others and of other firms.

mod words;

use time::{Date, Duration, Month, util::days_in_month};

use self::words::Words;
use super::Evidence;
use crate::case::{Audience, Author, Case, Message};
use crate::map::Set;
use crate::text::{Reading, Span, fold, is_alphanumeric};
use crate::vocabulary;

vocabulary! {
    /// A fact that can be stated.
    StatedKind {
        /// Since when they are a customer.
        Since = "since",
        /// When the contract ends.
        EndsOn = "ends_on",
        /// When they gave notice.
        Notice = "notice",
    }
}

/// A fact as a customer states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// `m:<message id>:<kind>:<start>`; by it staff strike it out.
    pub id: String,
    /// Which fact.
    pub kind: StatedKind,
    /// The day. Of a year it is the middle, of a month in which something ends its last day, of a length of time
    /// so long before the message.
    pub on: Date,
    /// The words.
    pub evidence: Evidence,
}

/// The facts that the customer states and nobody struck out, one of each kind: as stated last.
#[must_use]
pub fn stated(case: &Case, readings: &[Reading], struck: &Set<String>) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    for (message, reading) in case.messages.iter().zip(readings) {
        let speaks = message.author == Author::Customer && message.audience != Audience::Internal;
        let Some(words) = reading.language.filter(|_| speaks).map(words::of) else { continue };
        let tokens = split(message, reading);
        for sentence in tokens.chunk_by(|one, next| one.sentence == next.sentence) {
            let scan = Scan { words, sentence, on: message.at.date() };
            for kind in StatedKind::ALL {
                let Some((on, from, to)) = scan.find(*kind) else { continue };
                let span = Span { start: from.span.start, end: to.span.end };
                let mut id = String::from("m:");
                for part in [&message.id, ":", kind.word(), ":", &span.start.to_string()] {
                    id.push_str(part);
                }
                if struck.contains(&id) {
                    continue;
                }
                let quote = message.text.get(span.start..span.end).unwrap_or_default().to_owned();
                let evidence = Evidence { message_id: message.id.clone(), span, quote };
                found.retain(|other| other.kind != *kind);
                found.push(Stated { id, kind: *kind, on, evidence });
            }
        }
    }
    found
}

/// A word, folded; numbers keep the strokes and dots between their digits.
struct Token {
    word: String,
    span: Span,
    sentence: usize,
}

fn split(message: &Message, reading: &Reading) -> Vec<Token> {
    let text = message.text.as_str();
    let (mut tokens, mut sentence, mut start) = (Vec::new(), 0, None);
    let mut rest = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        let joins = matches!(c, '.' | '/' | '-') && last.is_ascii_digit() && next.is_ascii_digit();
        let is_aside = reading.asides.iter().any(|aside| aside.span.start <= at && at < aside.span.end);
        if (is_alphanumeric(c) || joins) && !is_aside {
            start = start.or(Some(at));
        } else {
            // "am 3. Mai"
            let is_ordinal = start.is_some_and(|start| at - start <= 2) && last.is_ascii_digit();
            if let Some(start) = start.take() {
                let span = Span { start, end: at };
                tokens.push(Token { word: fold(span.quote(text)), span, sentence });
            }
            let ends =
                matches!(c, '.' | '!' | '?') && !next.is_ascii_digit() && !is_ordinal || (c == '\n' && next == '\n');
            sentence += usize::from(ends || is_aside);
        }
        last = c;
    }
    if let Some(start) = start {
        let span = Span { start, end: text.len() };
        tokens.push(Token { word: fold(span.quote(text)), span, sentence });
    }
    tokens
}

/// One sentence, and the day on which it was written.
struct Scan<'a> {
    words: &'static Words,
    sentence: &'a [Token],
    on: Date,
}

/// A day as it was read, and how many words it took.
struct Read {
    on: Date,
    length: usize,
    year: bool,
    whole_month: bool,
}

impl<'a> Scan<'a> {
    /// The fact, with the first and the last word of it.
    fn find(&self, kind: StatedKind) -> Option<(Date, &'a Token, &'a Token)> {
        let (on, places) = match kind {
            StatedKind::Since => self.since()?,
            StatedKind::EndsOn => self.ends_on()?,
            StatedKind::Notice => self.notice()?,
        };
        Some((on, self.sentence.get(*places.iter().min()?)?, self.sentence.get(*places.iter().max()?)?))
    }

    fn word(&self, at: usize) -> &'a str {
        self.sentence.get(at).map_or("", |token| &token.word)
    }

    /// Whether one of these begins at `at`; tells its last word.
    fn begins(&self, at: usize, any: &[&str]) -> Option<usize> {
        any.iter().find_map(|phrase| {
            let mut length = 0;
            for part in phrase.split(' ') {
                if self.word(at + length) != part {
                    return None;
                }
                length += 1;
            }
            Some(at + length - 1)
        })
    }

    /// The first place at which one of these begins, and its last word.
    fn first(&self, any: &[&str]) -> Option<(usize, usize)> {
        (0..self.sentence.len()).find_map(|at| Some((at, self.begins(at, any)?)))
    }

    fn since(&self) -> Option<(Date, [usize; 3])> {
        let (belongs, belongs_end) = self.first(self.words.belonging)?;
        for at in 0..self.sentence.len() {
            if let Some(since) = self.begins(at, self.words.since)
                && let Some(read) = self.date(since + 1).or_else(|| self.year(since + 1))
                && read.on <= self.on
            {
                return Some((read.on, [belongs.min(at), belongs_end, since + read.length]));
            }
            let Some(count) = self.number(at) else { continue };
            let filler = usize::from(self.unit(at + 1).is_none());
            let Some(days) = self.unit(at + 1 + filler) else { continue };
            let end = at + 1 + filler;
            let lasts = (1..=3).any(|back| at >= back && self.words.lasting.contains(&self.word(at - back)));
            let otherwise = |place| self.begins(place, self.words.otherwise).is_some();
            let is_other = otherwise(end + 1) || (at >= 2 && otherwise(at - 2)) || (at >= 1 && otherwise(at - 1));
            if lasts && !is_other {
                let on = self.on.checked_sub(Duration::days(count * days / 100))?;
                return Some((on, [belongs.min(at), belongs_end, end]));
            }
        }
        None
    }

    fn ends_on(&self) -> Option<(Date, [usize; 3])> {
        let (contract, _) = self.first(self.words.contract)?;
        let (ends, _) = self.first(self.words.ending)?;
        let (at, mut read) = self.date_near(contract.max(ends))?;
        // Of a month it is the last day; without a year, the next such day.
        while !read.year && read.on < self.on.replace_day(1).ok()? {
            read.on = next_year(read.on)?;
        }
        if read.whole_month {
            let (year, month, _) = read.on.to_calendar_date();
            read.on = Date::from_calendar_date(year, month, days_in_month(month, year)).ok()?;
        }
        (read.on >= self.on)
            .then_some((read.on, [contract.min(ends).min(at), contract.max(ends), at + read.length - 1]))
    }

    fn notice(&self) -> Option<(Date, [usize; 3])> {
        let (notice, end) = self.first(self.words.notice)?;
        let (at, read) = self.date_near(end)?;
        // A whole month is no day of notice; what lies ahead is when it takes effect.
        (!read.whole_month && read.on <= self.on).then_some((read.on, [notice.min(at), end, at + read.length - 1]))
    }

    /// The first day named after a place, not far from it; before it too, where the language has it there.
    fn date_near(&self, place: usize) -> Option<(usize, Read)> {
        ((place + 1).saturating_sub(self.words.before)..place + 8).find_map(|at| Some((at, self.date(at)?)))
    }

    /// A number in digits ("3", "3rd", "1er") or in words.
    fn number(&self, at: usize) -> Option<i64> {
        let word = self.word(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&digits) && matches!(word.get(digits..)?, "" | "st" | "nd" | "rd" | "th" | "er" | "o" | "°")
        {
            return word.get(..digits)?.parse().ok();
        }
        let place = self.words.numbers.iter().position(|number| *number == word)?;
        i64::try_from(place + 1).ok()
    }

    /// A unit of time, in hundredths of a day.
    fn unit(&self, at: usize) -> Option<i64> {
        let word = self.word(at);
        if self.words.years.contains(&word) { Some(36_525) } else { self.words.months.contains(&word).then_some(3_044) }
    }

    fn month(&self, at: usize) -> Option<Month> {
        let place = self.words.calendar.iter().position(|month| *month == self.word(at))?;
        Month::try_from(u8::try_from(place + 1).ok()?).ok()
    }

    fn year_number(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let year: i32 = if word.len() == 4 { word.parse().ok()? } else { return None };
        (1950..=2100).contains(&year).then_some(year)
    }

    /// A year alone: its middle.
    fn year(&self, at: usize) -> Option<Read> {
        let on = Date::from_calendar_date(self.year_number(at)?, Month::July, 1).ok()?;
        // Of this year its middle may lie ahead.
        Some(Read { on: on.min(self.on), length: 1, year: true, whole_month: false })
    }

    /// A day or a month that begins here. Without a year it is the last such day before the message.
    fn date(&self, at: usize) -> Option<Read> {
        if self.word(at).contains(['/', '.', '-']) {
            let on = self.figures(self.word(at))?;
            return Some(Read { on, length: 1, year: true, whole_month: false });
        }
        // "the 3rd of May"
        if let Some(day) = self.number(at) {
            let skipped = usize::from(self.word(at + 1) == self.words.of);
            let month = self.month(at + 1 + skipped)?;
            return self.dated(month, Some(day), at + 2 + skipped, 2 + skipped);
        }
        let month = self.month(at)?;
        // "May 3rd"; "in May", since a bare "may" is no month.
        match self.number(at + 1) {
            Some(day) => self.dated(month, Some(day), at + 2, 2),
            None if at > 0 && self.words.before_month.contains(&self.word(at - 1)) => {
                self.dated(month, None, at + 1, 1)
            }
            None => None,
        }
    }

    fn dated(&self, month: Month, day: Option<i64>, year_at: usize, length: usize) -> Option<Read> {
        // "3 de mayo de 2026"
        let of = usize::from(self.word(year_at) == self.words.of);
        let written = self.year_number(year_at + of);
        let day_of_month = day.map_or(Some(1), |day| u8::try_from(day).ok())?;
        let year = written.unwrap_or(self.on.year());
        let mut on = Date::from_calendar_date(year, month, day_of_month).ok()?;
        if written.is_none() && on > self.on {
            on = Date::from_calendar_date(year - 1, month, day_of_month).ok()?;
        }
        let length = if written.is_some() { length + of + 1 } else { length };
        Some(Read { on, length, year: written.is_some(), whole_month: day.is_none() })
    }

    /// A date in figures, where it can be read in one way only.
    fn figures(&self, word: &str) -> Option<Date> {
        let mut parts = word.split(['/', '.', '-']).map(|part| part.parse::<i32>().ok());
        let (Some(Some(one)), Some(Some(two)), Some(Some(three)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let can_be_two = self.words.two_orders && word.contains('/') && one <= 12 && two <= 12 && one != two;
        let (year, month, day) = match (one, two, three) {
            (1950.., month, day) => (one, month, day),
            _ if can_be_two => return None,
            (month, day @ 13.., year) if self.words.two_orders => (year, month, day),
            (day, month, year) => (year, month, day),
        };
        let year = if (0..100).contains(&year) { year + 2000 } else { year };
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
    }
}

/// A year later; of 29 February, the 28th.
fn next_year(on: Date) -> Option<Date> {
    let (year, month, day) = on.to_calendar_date();
    let last = days_in_month(month, year + 1);
    Date::from_calendar_date(year + 1, month, day.min(last)).ok()
}

#[cfg(test)]
mod tests;
