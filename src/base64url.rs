//! Base64url without padding (RFC 4648, section 5): bytes inside texts that desks wrap and files that people send on.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bytes as text.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for bytes in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| number << 8 | u32::from(bytes.get(at).copied().unwrap_or(0)));
        for at in 0..=bytes.len() {
            let place = (number >> (18 - 6 * at)) as usize & 63;
            text.extend(ALPHABET.get(place).map(|byte| char::from(*byte)));
        }
    }
    text
}

/// The bytes of a text, past its white space; `None` where another sign stands in it.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut number, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let place = ALPHABET.iter().position(|known| *known == byte)?;
        number = (number << 6 | place as u32) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((number >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_base64url_as_others_write_it() {
        assert_eq!(encode("ü?~".as_bytes()), "w7w_fg");
        assert_eq!(decode("w7w\n_ fg").as_deref(), Some("ü?~".as_bytes()));
        assert_eq!(decode("QU(JD"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
