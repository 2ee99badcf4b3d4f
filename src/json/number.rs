//! Numbers from text and to text, as JavaScript has them. In the browser it is JavaScript that reads and prints what has
//! a fraction: the code for it would be 24 KB of the bundle. Natively the same is done by Rust's own, shortest digits.

use super::LARGEST_WHOLE;

/// The number that stands in a text of JSON's grammar without fraction or exponent.
pub(super) fn whole(text: &str) -> f64 {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() > 15 {
        return read(text);
    }
    let mut number = 0_u64;
    for digit in digits.bytes() {
        number = number * 10 + u64::from(digit & 15);
    }
    let number = number as f64;
    if digits.len() == text.len() { number } else { -number }
}

/// The number that stands in a text of JSON's grammar; infinite where it is too large.
pub(super) fn read(text: &str) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::parse_float(text);
    #[cfg(not(target_arch = "wasm32"))]
    return text.parse().unwrap_or(f64::INFINITY);
}

/// The whole number from `least` to `most` that `number` is.
pub(super) fn within(number: f64, least: i64, most: u64) -> Option<i64> {
    (number >= least as f64 && number <= most as f64 && number.trunc() == number).then_some(number as i64)
}

/// A number as `JSON.stringify` writes it: `4`, not `4.0`; `null` where it is not finite.
pub(super) fn text(number: f64) -> String {
    match within(number, -(LARGEST_WHOLE as i64), LARGEST_WHOLE) {
        Some(whole) => whole.to_string(),
        None => fraction(number),
    }
}

#[cfg(target_arch = "wasm32")]
fn fraction(number: f64) -> String {
    js_sys::JSON::stringify(&number.into()).map(String::from).unwrap_or_default()
}

/// ECMAScript's `Number::toString`: the shortest digits that read back as the same number, with an exponent from 1e21 and
/// below 1e-6.
#[cfg(not(target_arch = "wasm32"))]
fn fraction(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let text = format!("{:e}", number.abs());
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.replace('.', "");
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let before = usize::try_from(exponent + 1).unwrap_or_default();
    let body = match digits.split_at_checked(before) {
        _ if !(-6..21).contains(&exponent) => {
            let (first, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            let sign = if exponent < 0 { "" } else { "+" };
            format!("{first}{point}{rest}e{sign}{exponent}")
        }
        _ if exponent < 0 => format!("0.{}{digits}", zeros(-exponent - 1)),
        Some((whole, "")) => whole.to_owned(),
        Some((whole, rest)) => format!("{whole}.{rest}"),
        None => format!("{digits}{}", zeros(exponent + 1 - i32::try_from(digits.len()).unwrap_or_default())),
    };
    if number < 0.0 { format!("-{body}") } else { body }
}
