//! Powers of e for shares: quicker than the library's, and the same to the bit in any browser and natively.

use core::f64::consts::{LN_2, LOG2_E};

/// Added to a small number, it leaves the nearest whole one in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// No weight is as great: a power stays finite, and so does the sum of some.
const MOST: f64 = 300.0;
/// How often the power of a small part is squared.
const SQUARED: u32 = 5;
const PART: f64 = 1.0 / (1 << SQUARED) as f64;

/// The power of a number, or of the nearest one between -300 and 300, to twelve digits; one for zero.
#[inline]
pub(super) fn power(exponent: f64) -> f64 {
    let exponent = exponent.clamp(-MOST, MOST);
    // A power of two, and what is left between it and the next: little enough for a few terms of the series, once it is
    // divided.
    let shifted = exponent * LOG2_E + WHOLE;
    let x = exponent * PART - (shifted - WHOLE) * (LN_2 * PART);
    let square = x * x;
    let mut power = 1.0 + (x + square * ((0.5 + x * (1.0 / 6.0)) + square * (1.0 / 24.0 + x * (1.0 / 120.0))));
    for _ in 0..SQUARED {
        power *= power;
    }
    f64::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 52))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_the_library_has_it(exponent in prop_oneof![-40.0..=40.0, -MOST..=MOST, -1e-3..=1e-3]) {
            let expected = f64::exp(exponent);
            prop_assert!((power(exponent) - expected).abs() <= 1e-12 * expected, "{exponent}");
        }

        #[test]
        fn more_is_never_less(exponent in -MOST..=MOST, less in 1e-9..1e-3) {
            prop_assert!(power(exponent - less) < power(exponent));
        }
    }

    #[test]
    fn at_the_ends() {
        assert_eq!([0.0, -0.0].map(power), [1.0; 2]);
        assert_eq!([301.0, f64::INFINITY].map(power), [power(MOST); 2]);
        assert_eq!([-301.0, f64::NEG_INFINITY].map(power), [power(-MOST); 2]);
        assert!(power(-MOST) > 0.0);
    }
}
