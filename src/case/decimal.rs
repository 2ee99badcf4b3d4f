//! An exact decimal number such as a rate of 5.5 percent: digits and a place for the mark, never a float.

use std::fmt;

/// Most digits that are read, before and after the mark together.
const DIGITS: usize = 9;

/// A number of zero or more with up to nine digits. Equal numbers are equal: 5.50 is read as 5.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits without the mark: 55 for 5.5.
    units: u32,
    /// How many of them stand after the mark.
    scale: u8,
}

impl Decimal {
    /// Reads a number as people type it: `19`, `5,5`, `5.5`, `5,5 %`. A comma and a full stop both begin the decimals, since
    /// nobody groups the thousands of a rate. `None` where it is no such number, is below zero or has more than nine digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let decimals = if decimals.is_empty() { return None } else { decimals.trim_end_matches('0') };
        if whole.is_empty() || whole.len() + decimals.len() > DIGITS {
            return None;
        }
        let mut units = 0;
        for digit in whole.bytes().chain(decimals.bytes()) {
            if !digit.is_ascii_digit() {
                return None;
            }
            units = units * 10 + u32::from(digit - b'0');
        }
        Some(Self { units, scale: u8::try_from(decimals.len()).ok()? })
    }

    /// The number as a fraction of whole numbers: 5.5 is 55 over 10.
    #[must_use]
    pub fn fraction(self) -> (i128, i128) {
        (i128::from(self.units), 10_i128.pow(self.scale.into()))
    }

    /// The number where it is whole.
    #[must_use]
    pub const fn whole(self) -> Option<u32> {
        if self.scale == 0 { Some(self.units) } else { None }
    }

    /// The number as it is written with a decimal mark, without needless zeros.
    #[must_use]
    pub fn text(self, mark: char) -> String {
        let scale = usize::from(self.scale);
        let mut text = format!("{:0>width$}", self.units, width = scale + 1);
        if scale > 0 {
            text.insert(text.len() - scale, mark);
        }
        text
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_as_people_type_them() {
        for (text, known) in
            [("19", "19"), ("5,5", "5.5"), (" 5.50 % ", "5.5"), ("0", "0"), ("8.517", "8.517"), ("0,05", "0.05")]
        {
            assert_eq!(Decimal::parse(text).map(|it| it.to_string()).as_deref(), Some(known), "{text}");
        }
        assert_eq!(Decimal::parse("5,50"), Decimal::parse("5.5"));
        assert_eq!(Decimal::parse("5.5").unwrap().fraction(), (55, 10));
        assert_eq!((Decimal::parse("24").unwrap().whole(), Decimal::parse("2.4").unwrap().whole()), (Some(24), None));
        assert_eq!(Decimal::parse("5.5").unwrap().text(','), "5,5");
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["", "%", "-5", "5,5,5", "five", "5.", ".5", "1 9", "1234567890", "1e3", "٣"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(units in 0u32..=999_999_999, scale in 0u8..=8) {
            let text = Decimal { units, scale }.to_string();
            let read = Decimal::parse(&text).unwrap();
            let ((a, b), (c, d)) = (read.fraction(), Decimal { units, scale }.fraction());
            proptest::prop_assert_eq!(a * d, c * b);
        }
    }
}
