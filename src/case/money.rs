//! Money as whole minor units (cents) of a currency; never a float.

use std::fmt;

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
    #[error("{0:?} is not a currency code of three letters, as in EUR")]
    Currency(String),
    /// Not an amount such as 18.40.
    #[error("{0:?} is not an amount, as in 18.40")]
    Amount(String),
    /// More decimals than the currency has.
    #[error("{text:?} has more than {digits} decimals")]
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

    /// Reads an amount that a person typed: `18.40`, `18,4`, `1 200`, `-3`.
    ///
    /// # Errors
    /// When it is not a number, or has more decimals than the currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let fault = || MoneyError::Amount(text.to_owned());
        let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
        let (negative, digits) = match compact.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, compact.as_str()),
        };
        let (whole, decimals) = digits.rsplit_once(['.', ',']).unwrap_or((digits, ""));
        if decimals.len() > usize::from(currency.digits()) {
            return Err(MoneyError::Decimals { text: text.to_owned(), digits: currency.digits() });
        }
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
            return Err(fault());
        }
        let mut minor: i64 = 0;
        let padding = usize::from(currency.digits()) - decimals.len();
        for digit in whole.bytes().chain(decimals.bytes()).chain(std::iter::repeat_n(b'0', padding)) {
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

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(text: &str) -> Result<i64, MoneyError> {
        Money::parse(text, Currency::EUR).map(|money| money.minor)
    }

    #[test]
    fn amounts_as_people_type_them() {
        assert_eq!(eur("18.40"), Ok(1840));
        assert_eq!(eur("18,4"), Ok(1840));
        assert_eq!(eur("1 200"), Ok(120_000));
        assert_eq!(eur("-0.05"), Ok(-5));
        assert_eq!(Money::parse("500", Currency::parse("JPY").unwrap()).unwrap().minor, 500);
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        assert!(eur("").is_err() && eur("ten").is_err() && eur(".5").is_err() && eur("99999999999999999999").is_err());
        assert!(eur("1,200.50").is_err(), "a grouping sign would be read as decimals");
        assert_eq!(eur("1.234"), Err(MoneyError::Decimals { text: "1.234".to_owned(), digits: 2 }));
    }

    #[test]
    fn decimals_read_back() {
        for minor in [0, 5, -5, 99, 100, -1840, 123_456_789] {
            assert_eq!(eur(&Money::new(minor, Currency::EUR).decimal()), Ok(minor));
        }
    }
}
