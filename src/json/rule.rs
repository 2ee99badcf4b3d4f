//! Which rule a file breaks: few kinds, each with the value that was given and what would be right.
//!
//! `Display` (`english.rs`) tells it in English, to programs and logs; [`Text::from`](crate::words::Text) tells it on screen, in the
//! reader's language. Neither is needed before the first verdict, so the app's first module makes rules and tells none.

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

/// The beginning of a text, as much of it as a message shows.
#[must_use]
pub fn beginning(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "..."].concat(),
        None => text.to_owned(),
    }
}
