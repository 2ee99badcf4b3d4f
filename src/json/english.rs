//! Which rule a file breaks, in English: what programs and logs are told. Programs may show it, so it stays as it is.

use std::fmt;

use super::rule::{Given, Rule, Syntax, Wanted, beginning};

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
