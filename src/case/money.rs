//! Money as whole minor units (cents) of a currency; never a float.

use std::fmt;

use crate::json::quoted;

/// An ISO 4217 currency code, as in `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// An amount in whole minor units of its currency. Negative amounts are owed by the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Whole minor units: cents for the euro, yen for the yen.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why an amount cannot be read or added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three letters A to Z.
    #[error("{} is not a currency code of three letters, as in EUR", quoted(.0))]
    Currency(String),
    /// Not an amount such as 18.40.
    #[error("{} is not an amount, as in 18.40", quoted(.0))]
    Amount(String),
    /// One mark before three digits: in one language it groups thousands, in another it begins the decimals.
    #[error(
        "{} can be read as two amounts: write it without the mark, or with decimals, as in 1500 or 1.50",
        quoted(.0)
    )]
    Ambiguous(String),
    /// More decimals than the currency has.
    #[error("{} has more than {digits} decimals", quoted(.text))]
    Decimals {
        /// What was given.
        text: String,
        /// Decimals of the currency.
        digits: u8,
    },
}

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The currency of a place, as far as it is one of those that have rules here or lie around them; else the euro.
    #[must_use]
    pub fn of(place: Option<&str>) -> Self {
        let country = place.and_then(|place| place.get(..2)).unwrap_or_default();
        let known = "USUSDGBGBPCHCHFLICHFCZCZKDKDKKHUHUFNONOKPLPLNRORONSESEKISISKCACADAUAUDNZNZDJPJPY".as_bytes();
        match known.chunks_exact(5).find(|one| one.starts_with(country.as_bytes()) && country.len() == 2) {
            Some(&[_, _, a, b, c]) => Self([a, b, c]),
            _ => Self::EUR,
        }
    }

    /// Reads an ISO 4217 code.
    ///
    /// # Errors
    /// When the text is not three ASCII letters.
    pub fn parse(code: &str) -> Result<Self, MoneyError> {
        match code.as_bytes() {
            [a, b, c] if code.chars().all(|letter| letter.is_ascii_alphabetic()) => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase(), c.to_ascii_uppercase()]))
            }
            _ => Err(MoneyError::Currency(code.to_owned())),
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Decimals of the minor unit (ISO 4217): 0 for the yen, 3 for the Tunisian dinar, 2 for most.
    #[must_use]
    pub const fn digits(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The sign that people write, where it is not the code.
    const fn sign(self) -> &'static str {
        match &self.0 {
            b"EUR" => "€",
            b"GBP" => "£",
            b"USD" => "$",
            b"JPY" => "¥",
            b"CHF" => "Fr",
            b"DKK" | b"ISK" | b"NOK" | b"SEK" => "kr",
            b"CZK" => "Kč",
            b"HUF" => "Ft",
            b"PLN" => "zł",
            b"RON" => "lei",
            _ => "¤",
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Money {
    /// An amount of `minor` units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads an amount as people type it: `1500`, `1 500,00`, `1.500,00`, `1,500.00`, `€ 12,5`, `12.50 EUR`, `-3`.
    /// `mark` is the decimal mark of the reader's language: a comma or a full stop.
    ///
    /// Spaces of any kind and apostrophes group thousands. What comma and full stop do is decided in this order
    /// (design default):
    ///
    /// 1. Where both stand, the last one begins the decimals and the other groups.
    /// 2. One that stands twice groups.
    /// 3. One that stands once, before any other number of digits than three, begins the decimals in every language.
    /// 4. Before three digits it groups where it is not the language's mark (`1.500` in French), and is refused where
    ///    it is (`1.500` in English), since another language reads a thousand times as much.
    ///
    /// So no text is read as two different amounts in two languages. Groups have three digits, the first one to three.
    ///
    /// # Errors
    /// When it is not a number, can be read in two ways, or has more decimals than the currency.
    pub fn parse(text: &str, currency: Currency, mark: char) -> Result<Self, MoneyError> {
        let fault = || MoneyError::Amount(text.to_owned());
        let Typed { digits, mut marks, negative } = Typed::read(text, currency).ok_or_else(fault)?;
        let most = usize::from(currency.digits());
        let mut whole = digits.len();
        if let Some(&(found, at)) = marks.last().filter(|(sign, _)| *sign != ' ') {
            let twice = marks.iter().filter(|(sign, _)| *sign == found).count() > 1;
            let could_group = marks.len() == 1 && whole - at == 3 && at <= 3 && !digits.starts_with('0');
            if could_group && (found == mark) != (most == 3) {
                return Err(MoneyError::Ambiguous(text.to_owned()));
            }
            if !twice && (found == mark || !could_group) {
                whole = at;
                marks.pop();
            }
        }
        let padding = (whole + most).checked_sub(digits.len());
        let padding =
            padding.ok_or_else(|| MoneyError::Decimals { text: text.to_owned(), digits: currency.digits() })?;
        if !is_grouped(&digits, whole, &marks) {
            return Err(fault());
        }
        let mut minor: i64 = 0;
        for digit in digits.bytes().chain(std::iter::repeat_n(b'0', padding)) {
            minor =
                minor.checked_mul(10).and_then(|value| value.checked_add(i64::from(digit - b'0'))).ok_or_else(fault)?;
        }
        Ok(Self::new(if negative { -minor } else { minor }, currency))
    }

    /// The amount as a decimal string, as in `-18.40`.
    #[must_use]
    pub fn decimal(self) -> String {
        let digits = usize::from(self.currency.digits());
        let text = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let sign = if self.minor < 0 { "-" } else { "" };
        match text.split_at_checked(text.len() - digits) {
            Some((whole, decimals)) if !decimals.is_empty() => format!("{sign}{whole}.{decimals}"),
            _ => format!("{sign}{text}"),
        }
    }
}

/// An amount as it was typed, before it is decided what its marks mean.
struct Typed {
    digits: String,
    /// Spaces, full stops and commas, each with the number of digits before it.
    marks: Vec<(char, usize)>,
    negative: bool,
}

impl Typed {
    /// `None` where there is anything but digits, marks, and the sign or the code of the currency before or after them.
    fn read(text: &str, currency: Currency) -> Option<Self> {
        let mut typed = Self { digits: String::new(), marks: Vec::new(), negative: false };
        let (mut sign, mut ended) = (String::new(), false);
        for c in text.trim().chars() {
            let within = !typed.digits.is_empty() && !ended;
            match c {
                '0'..='9' if !ended => typed.digits.push(c),
                '.' | ',' if within => typed.marks.push((c, typed.digits.len())),
                '-' | '\u{2212}' if typed.digits.is_empty() && !typed.negative => typed.negative = true,
                // As in "Fr. 12" and "12 kr.".
                '.' if sign.ends_with('r') => {}
                _ if c.is_whitespace() || matches!(c, '\'' | '’') => {
                    if within {
                        typed.marks.push((' ', typed.digits.len()));
                    }
                }
                _ => {
                    ended = within || ended;
                    sign.push(c);
                }
            }
        }
        while typed.marks.last() == Some(&(' ', typed.digits.len())) {
            typed.marks.pop();
        }
        let is_own = |own: &str| sign.eq_ignore_ascii_case(own);
        (sign.is_empty() || is_own(currency.sign()) || is_own(currency.as_str())).then_some(typed)
    }
}

/// Whether there is a whole number, all its thousands grouped by one and the same mark, or none.
fn is_grouped(digits: &str, whole: usize, marks: &[(char, usize)]) -> bool {
    let Some((sign, first)) = marks.first() else { return whole > 0 };
    let mut end = whole;
    for (other, at) in marks.iter().rev() {
        if other != sign || end - at != 3 {
            return false;
        }
        end = *at;
    }
    *first <= 3 && !digits.starts_with('0')
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: [char; 2] = ['.', ','];

    fn eur(text: &str, mark: char) -> Result<i64, MoneyError> {
        Money::parse(text, Currency::EUR, mark).map(|money| money.minor)
    }

    #[test]
    fn amounts_that_every_language_writes_or_understands() {
        let known = [
            ("1500", 150_000),
            ("18.40", 1840),
            ("18,4", 1840),
            ("1 500,00", 150_000),
            ("1\u{a0}500,00", 150_000),
            ("1\u{202f}500,00 €", 150_000),
            ("1.500,00", 150_000),
            ("1,500.00", 150_000),
            ("1’500.00", 150_000),
            ("1.500.000", 150_000_000),
            ("1,234,567.8", 123_456_780),
            ("€ 12,5", 1250),
            ("12.50 eur", 1250),
            ("EUR 12.50", 1250),
            ("-0.05", -5),
            ("− € 3", -300),
            ("12,", 1200),
        ];
        for (text, minor) in known {
            for mark in MARKS {
                assert_eq!(eur(text, mark), Ok(minor), "{text} with {mark}");
            }
        }
        assert_eq!(Money::parse("¥500", Currency::parse("JPY").unwrap(), '.').unwrap().minor, 500);
        assert_eq!(Money::parse("1.500", Currency::parse("TND").unwrap(), '.').unwrap().minor, 1500);
    }

    #[test]
    fn one_mark_before_three_digits_groups_where_it_is_not_the_decimal_mark_and_is_refused_where_it_is() {
        assert_eq!(eur("1.500", ','), Ok(150_000));
        assert_eq!(eur("1,500", '.'), Ok(150_000));
        assert_eq!(eur("1.500", '.'), Err(MoneyError::Ambiguous("1.500".to_owned())));
        assert_eq!(eur("1,500", ','), Err(MoneyError::Ambiguous("1,500".to_owned())));
        assert!(Money::parse("1.500", Currency::parse("TND").unwrap(), ',').is_err());
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        let none = [
            "",
            "ten",
            ".5",
            "99999999999999999999",
            "1,2,3",
            "1.50.000",
            "1 50",
            "1 500.000,00",
            "0.500",
            "12345.678",
            "1,500.000",
            "£ 12",
            "12 USD",
            "1-2",
            "1..5",
            "0 500",
            "12.5x",
        ];
        for text in none {
            for mark in MARKS {
                assert!(eur(text, mark).is_err(), "{text} with {mark}: {:?}", eur(text, mark));
            }
        }
        assert_eq!(eur("1.2345", '.'), Err(MoneyError::Decimals { text: "1.2345".to_owned(), digits: 2 }));
    }

    #[test]
    fn decimals_read_back() {
        for minor in [0, 5, -5, 99, 100, -1840, 123_456_789] {
            for mark in MARKS {
                assert_eq!(eur(&Money::new(minor, Currency::EUR).decimal(), mark), Ok(minor));
            }
        }
    }

    #[test]
    fn a_place_has_its_currency() {
        let of = |place| Currency::of(place).as_str().to_owned();
        let table = [("US-CA", "USD"), ("GB-SCT", "GBP"), ("CH", "CHF"), ("PL", "PLN"), ("DE", "EUR")];
        for (place, code) in table {
            assert_eq!(of(Some(place)), code, "{place:?}");
        }
        assert_eq!([of(None), of(Some("")), of(Some("U")), of(Some("SD"))], ["EUR"; 4]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_two_amounts_in_two_languages(text in "[0-9., ’-]{1,12}", code in "EUR|JPY|TND") {
            let currency = Currency::parse(&code).unwrap();
            let read = MARKS.map(|mark| Money::parse(&text, currency, mark));
            if let [Ok(one), Ok(two)] = read {
                proptest::prop_assert_eq!(one, two);
            }
        }
    }
}
