//! Which rule a file breaks: few kinds, each with the value that was given and what would be right.
//!
//! `Display` tells a fault in English, to programs and logs; [`Text::from`](crate::words::Text) tells it on screen, in the
//! reader's language. Neither is needed before the first verdict, so the app's first module makes rules and tells none.

use std::fmt;

use super::{Value, number};

/// Which rule is broken. The values are as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The text is no JSON.
    Syntax {
        /// Where, from 1.
        line: usize,
        /// Where in the line, in characters from 1.
        column: usize,
        /// What is wrong there.
        syntax: Syntax,
        /// The text ends there.
        ends: bool,
    },
    /// A field is left out.
    Missing(String),
    /// A word stands alone where it needs content.
    Bare,
    /// A value is of another kind.
    Unlike {
        /// What stands there.
        given: Given,
        /// What must.
        wanted: Wanted,
    },
    /// A word is none of a closed set.
    NotOneOf {
        /// What stands there.
        given: String,
        /// The words of the set, separated by commas.
        known: String,
    },
    /// A name is not the only one that is known there: a schema's, a method's.
    Not {
        /// What stands there.
        given: String,
        /// What must.
        known: &'static str,
    },
    /// It is no civil date, `YYYY-MM-DD`.
    NotDate(String),
    /// It is no time, RFC 3339.
    NotTime(String),
    /// It is no country, or part of one, as ISO 3166 writes them.
    NotCountry(String),
    /// It is neither a country nor `*`.
    NotRegion(String),
    /// It is no currency, as ISO 4217 writes them.
    NotCurrency(String),
    /// It is no share, from 0 to 1.
    NotShare,
    /// A whole number is beyond its limits.
    NotWithin {
        /// What stands there.
        given: u32,
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// An amount is negative.
    Negative(i64),
    /// There is nothing where something must be.
    Empty,
    /// An id stands twice.
    Twice(String),
    /// A desk's name has a `/`, which stands between desk and ticket.
    Slash(String),
    /// A contract ends before it was made.
    Before {
        /// When it ends.
        given: String,
        /// When it was made.
        made: String,
    },
    /// A text is too long.
    TooLong {
        /// Its length in bytes.
        given: usize,
        /// The most.
        most: usize,
    },
    /// Something is of another case.
    OtherCase {
        /// The case that it is of.
        given: String,
        /// This case.
        known: String,
    },
    /// A ticket is of another customer, or of another desk.
    OtherCustomer {
        /// The ticket.
        ticket: String,
        /// Its customer and desk.
        given: String,
        /// Those of this case.
        known: String,
    },
    /// The catalogue of texts has no such key.
    NoText(String),
    /// A text has no language, or is blank in one.
    Blank,
    /// A text is needed in one language at least.
    Untold,
    /// An interest is not disclosed in words.
    Undisclosed,
    /// It is none of the catalogue's features.
    NotFeature(String),
    /// A feature is called what a plan's needs say beside features.
    Reserved(String),
    /// There are too many or too few options of a kind.
    HowMany {
        /// How many there are.
        given: usize,
        /// The kind.
        kind: &'static str,
        /// There may be none.
        none: bool,
    },
    /// It does not seal a text.
    NotSealed,
    /// It is no base64url, or not of its length.
    NotBytes,
    /// A stored case does not count its entries right.
    Miscounted,
    /// A text would be written that is not sealed.
    Unsealed,
    /// A whole number is beyond what JavaScript tells from its neighbours.
    Beyond(i64),
    /// A JavaScript value has no JSON.
    NoJson,
}

/// What is wrong where a text stops being JSON: mostly, what is expected there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Nothing more.
    End,
    /// A value.
    Value,
    /// More: the text ends early.
    More,
    /// `,` or `]`.
    Item,
    /// `,` or `}`.
    Field,
    /// A field's name.
    Name,
    /// `:`.
    Colon,
    /// A digit.
    Digit,
    /// The end of a string.
    StringEnd,
    /// What may follow a backslash.
    Escape,
    /// Four hexadecimal digits.
    Hexadecimal,
    /// Less: lists and objects are nested too deeply.
    Shallower,
    /// Less: a number is larger than a double holds.
    Smaller,
}

/// What stands at a place, as far as a fault tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number, as JSON writes it.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List,
    /// An object.
    Object,
}

/// What must stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An object.
    Object,
    /// An array.
    List,
    /// An array of so many items.
    Items(usize),
    /// A string.
    Text,
    /// A whole number within limits.
    Whole(i64, u64),
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A word, or an object whose only field it is.
    Word,
    /// A number, a string, `true` or `false`.
    Fact,
    /// A string, `true` or `false`, or money.
    Answer,
    /// Seconds since 1970.
    Seconds,
}

impl From<&Value> for Given {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Flag(flag) => Self::Flag(*flag),
            Value::Number(number) => Self::Number(number::text(*number)),
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |text: &str, rule: &str| [&quoted(text), rule].concat();
        f.write_str(&match self {
            Self::Syntax { line, column, syntax, .. } => {
                return write!(f, "not JSON at line {line}, column {column}: {}", syntax.english());
            }
            Self::Missing(name) => ["missing field `", name, "`"].concat(),
            Self::Bare => "expected an object of one field".to_owned(),
            Self::Unlike { given, wanted } => return write!(f, "{given}: expected {wanted}"),
            Self::NotOneOf { given, known } => [&quoted(given), ": expected one of ", known].concat(),
            Self::Not { given, known } => [&quoted(given), " is not ", &quoted(known)].concat(),
            Self::NotDate(given) => of(given, " is not a date such as 2026-11-02"),
            Self::NotTime(given) => of(given, " is not a time such as 2026-11-02T09:14:00Z"),
            Self::NotCountry(given) => of(given, " is not a country such as DE or US-CA"),
            Self::NotRegion(_) => "must be a country such as DE, or *".to_owned(),
            Self::NotCurrency(given) => of(given, " is not a currency code of three letters, as in EUR"),
            Self::NotShare => "must be from 0 to 1".to_owned(),
            Self::NotWithin { given, least, most } => return write!(f, "{given} is not from {least} to {most}"),
            Self::Negative(given) => return write!(f, "{given} is less than nothing"),
            Self::Empty => "must not be empty".to_owned(),
            Self::Twice(given) => of(given, " stands twice"),
            Self::Slash(given) => of(given, " has a \"/\", which a desk must not have"),
            Self::Before { given, made } => [given, " is before the contract was made, ", made].concat(),
            Self::TooLong { given, most } => return write!(f, "{given} bytes are more than {most}"),
            Self::OtherCase { given, known } => [given, " is another case than ", known].concat(),
            Self::OtherCustomer { ticket, given, known } => {
                ["ticket ", ticket, " is of customer ", given, ", this case of ", known].concat()
            }
            Self::NoText(name) => ["the catalogue has no text \"", name, "\""].concat(),
            Self::Blank => "own words need at least one language, and none of them may be blank".to_owned(),
            Self::Untold => "must have a text in at least one language".to_owned(),
            Self::Undisclosed => "an interest must be disclosed in words".to_owned(),
            Self::NotFeature(given) => of(given, " is not among the catalogue's features"),
            Self::Reserved(given) => of(given, " is a word of the plan"),
            Self::HowMany { given, kind, none } => {
                let wanted = if *none { "at most one" } else { "exactly one" };
                return write!(f, "{given} options of kind \"{kind}\", must be {wanted}");
            }
            Self::NotSealed => "not a commitment of 64 hexadecimal digits".to_owned(),
            Self::NotBytes => "not of its length, or not base64url".to_owned(),
            Self::Miscounted => "the number of entries is not the one the case names".to_owned(),
            Self::Unsealed => "a typed text must be sealed before it is written".to_owned(),
            Self::Beyond(given) => return write!(f, "{given} is beyond what JSON can hold"),
            Self::NoJson => "the value cannot be written as JSON".to_owned(),
        })
    }
}

impl Syntax {
    const fn english(self) -> &'static str {
        match self {
            Self::End => "expected the end",
            Self::Value => "expected a value",
            Self::More => "the text ends early",
            Self::Item => "expected `,` or `]`",
            Self::Field => "expected `,` or `}`",
            Self::Name => "expected a field's name",
            Self::Colon => "expected `:`",
            Self::Digit => "expected a digit",
            Self::StringEnd => "expected the string's end",
            Self::Escape => "expected an escape",
            Self::Hexadecimal => "expected four hexadecimal digits",
            Self::Shallower => "lists and objects are nested too deeply",
            Self::Smaller => "the number is too large",
        }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(true) => f.write_str("true"),
            Self::Flag(false) => f.write_str("false"),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List => f.write_str("a list"),
            Self::Object => f.write_str("an object"),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::Items(count) => return write!(f, "a list of {count}"),
            Self::Text => "a string",
            Self::Whole(least, most) => return write!(f, "a whole number from {least} to {most}"),
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::Word => "a word, or an object of one field",
            Self::Fact => "a number, a string, true or false",
            Self::Answer => "a string, true or false, or money",
            Self::Seconds => "a time in seconds since 1970",
        })
    }
}

/// The beginning of a text, as much of it as a message shows.
#[must_use]
pub fn beginning(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "..."].concat(),
        None => text.to_owned(),
    }
}

/// A text as an English message shows it: in quotation marks, its beginning only.
pub(crate) fn quoted(text: &str) -> String {
    ["\"", &beginning(text), "\""].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs may show these, and have since the first version.
    #[test]
    fn programs_are_told_in_english() {
        let given = || "x\"y".to_owned();
        let unlike = |given, wanted| Rule::Unlike { given, wanted };
        for (rule, sentence) in [
            (Rule::Missing("at".to_owned()), "missing field `at`"),
            (Rule::Bare, "expected an object of one field"),
            (unlike(Given::Null, Wanted::List), "null: expected a list"),
            (unlike(Given::List, Wanted::Items(3)), "a list: expected a list of 3"),
            (unlike(Given::Object, Wanted::Fact), "an object: expected a number, a string, true or false"),
            (unlike(Given::Flag(true), Wanted::Answer), "true: expected a string, true or false, or money"),
            (unlike(Given::Text("7".to_owned()), Wanted::Number), "\"7\": expected a number"),
            (unlike(Given::Number("7".to_owned()), Wanted::Word), "7: expected a word, or an object of one field"),
            (unlike(Given::Number("0.5".to_owned()), Wanted::Flag), "0.5: expected true or false"),
            (Rule::NotOneOf { given: given(), known: "a, b".to_owned() }, "\"x\"y\": expected one of a, b"),
            (Rule::Not { given: given(), known: "z@1" }, "\"x\"y\" is not \"z@1\""),
            (Rule::NotCountry(given()), "\"x\"y\" is not a country such as DE or US-CA"),
            (Rule::NotRegion(given()), "must be a country such as DE, or *"),
            (Rule::NotCurrency(given()), "\"x\"y\" is not a currency code of three letters, as in EUR"),
            (Rule::NotShare, "must be from 0 to 1"),
            (Rule::NotWithin { given: 5, least: 0, most: 4 }, "5 is not from 0 to 4"),
            (Rule::Negative(-5), "-5 is less than nothing"),
            (Rule::Empty, "must not be empty"),
            (Rule::Twice(given()), "\"x\"y\" stands twice"),
            (Rule::Slash("a/b".to_owned()), "\"a/b\" has a \"/\", which a desk must not have"),
            (Rule::TooLong { given: 7, most: 6 }, "7 bytes are more than 6"),
            (Rule::OtherCase { given: "d/1".to_owned(), known: "d/2".to_owned() }, "d/1 is another case than d/2"),
            (Rule::NoText("step.x".to_owned()), "the catalogue has no text \"step.x\""),
            (Rule::NotFeature(given()), "\"x\"y\" is not among the catalogue's features"),
            (Rule::HowMany { given: 2, kind: "us", none: true }, "2 options of kind \"us\", must be at most one"),
            (Rule::Beyond(1 << 53), "9007199254740992 is beyond what JSON can hold"),
        ] {
            assert_eq!(rule.to_string(), sentence);
        }
        let long = Rule::NotDate("x".repeat(100)).to_string();
        assert_eq!(long, ["\"", &"x".repeat(40), "...\" is not a date such as 2026-11-02"].concat());
    }
}
