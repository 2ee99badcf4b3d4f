//! Texts typed by people: in the chain only as salted hashes, the text itself beside it, so that it can be removed
//! (GDPR Art. 17) while the chain stays valid.

use sha2::{Digest as _, Sha256};

use crate::json::{self, Place, Rule, Writer};
use crate::json_shape;
use crate::map::Map;

/// SHA-256 of `parts` one after the other, as 64 lower-case hexadecimal digits.
#[must_use]
pub(super) fn sha256(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 });
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

/// Sixteen random bytes from the caller's generator (the core has none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt([u8; 16]);

impl Salt {
    /// The salt of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads 32 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            for digit in pair {
                let value = match digit {
                    b'0'..=b'9' => digit - b'0',
                    b'a'..=b'f' => digit - b'a' + 10,
                    _ => return None,
                };
                *byte = (*byte << 4) | value;
            }
        }
        Some(Self(bytes))
    }

    /// The salt as 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// The salt of the `index`-th text of one act: no two texts share one.
    #[must_use]
    pub fn nth(&self, index: u8) -> Self {
        let mut bytes = [0; 16];
        let digest = Sha256::new().chain_update(self.0).chain_update([index]).finalize();
        for (byte, from) in bytes.iter_mut().zip(digest) {
            *byte = from;
        }
        Self(bytes)
    }

    /// The commitment to `text`: SHA-256 of the salt's bytes and the text's UTF-8.
    #[must_use]
    pub fn commit(&self, text: &str) -> String {
        sha256(&[&self.0, text.as_bytes()])
    }
}

/// A text of a person inside an act: typed in an act that is yet to be written, sealed in one that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FreeText {
    /// As typed. It cannot be written to a file: [`Journal::append`](super::Journal::append) seals it first.
    Typed(String),
    /// Its commitment, 64 hexadecimal digits; [`Texts::get`] has the text.
    Sealed(String),
}

impl FreeText {
    /// A text as typed.
    #[must_use]
    pub fn typed(text: impl Into<String>) -> Self {
        Self::Typed(text.into())
    }

    /// Whether nothing was typed. A sealed text counts as said.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Typed(text) if text.trim().is_empty())
    }
}

impl json::Write for FreeText {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Sealed(commitment) => to.string(commitment),
            Self::Typed(_) => to.refuse(Rule::Unsealed),
        }
    }
}

impl json::Read for FreeText {
    fn read(from: &Place<'_>) -> Self {
        let text = from.text();
        let fits = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !fits {
            from.refuse(Rule::NotSealed);
        }
        Self::Sealed(text.to_owned())
    }
}

json_shape! {
    /// A text and the salt of its commitment, as they stand beside the chain.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Kept {
        /// 32 hexadecimal digits; empty once redacted.
        pub salt: String,
        /// The text; empty once redacted.
        pub text: String,
        /// Whether text and salt were removed (an act of the journal says when and why).
        pub redacted: bool,
    }
}

impl Kept {
    /// A text with its salt.
    #[must_use]
    pub fn new(salt: &Salt, text: impl Into<String>) -> Self {
        Self { salt: salt.hex(), text: text.into(), redacted: false }
    }

    /// What is left of a removed text.
    pub(super) const fn gone() -> Self {
        Self { salt: String::new(), text: String::new(), redacted: true }
    }

    /// The commitment that this text and salt give; `None` when the salt cannot be read or the text is gone.
    #[must_use]
    pub fn commitment(&self) -> Option<String> {
        if self.redacted {
            return None;
        }
        Salt::parse(&self.salt).map(|salt| salt.commit(&self.text))
    }
}

/// The texts beside the chain, by commitment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Map<String, Kept>);

impl json::Write for Texts {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }
}

impl json::Read for Texts {
    fn read(from: &Place<'_>) -> Self {
        Self(Map::read(from))
    }
}

impl Texts {
    /// The text of a commitment; `None` where it was redacted or is not here.
    #[must_use]
    pub fn get<'a>(&'a self, text: &'a FreeText) -> Option<&'a str> {
        match text {
            FreeText::Typed(text) => Some(text),
            FreeText::Sealed(commitment) => {
                self.0.get(commitment).filter(|kept| !kept.redacted).map(|kept| kept.text.as_str())
            }
        }
    }

    /// Seals a typed text in place and keeps it; a sealed one is left alone.
    pub(super) fn seal(&mut self, text: &mut FreeText, salt: &Salt) {
        if let FreeText::Typed(typed) = text {
            let commitment = salt.commit(typed);
            self.0.insert(commitment.clone(), Kept::new(salt, std::mem::take(typed)));
            *text = FreeText::Sealed(commitment);
        }
    }

    /// Removes a text and its salt; the commitment stays.
    pub(super) fn redact(&mut self, commitment: &str) {
        if let Some(kept) = self.0.get_mut(commitment) {
            *kept = Kept::gone();
        }
    }

    /// Removes every text and its salt; the commitments stay.
    pub(super) fn erase(&mut self) {
        for kept in self.0.values_mut() {
            *kept = Kept::gone();
        }
    }
}
