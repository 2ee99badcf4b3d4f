//! One entry of the journal: the very bytes that are hashed, stored and exported.

use super::Act;
use super::sealed::sha256;
use crate::json::{self, JsonError};
use crate::json_shape;

/// The hash before the first entry.
pub(super) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

json_shape! {
    /// One entry as it is stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Entry {
        /// Compact JSON text of a [`Body`]; exactly these bytes are hashed.
        pub body: String,
        /// SHA-256 of `body`, 64 lower-case hexadecimal digits.
        pub hash: String,
    }
}

json_shape! {
    /// What an entry says.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Body {
        /// The case, as `desk/ticket`.
        pub case: String,
        /// The entry's number, from 1.
        pub n: u32,
        /// When, RFC 3339, as the caller gave it.
        pub at: String,
        /// Who: a desk's number or role of a member of staff. Rather not a name: it cannot be redacted.
        pub by: String,
        /// The hash of the entry before; 64 zeros for the first.
        pub prev: String,
        /// What was done.
        pub act: Act,
    }
}

impl Entry {
    /// Writes a body.
    pub(super) fn write(body: &Body) -> Result<Self, JsonError> {
        let body = json::write(body)?;
        let hash = sha256(&[body.as_bytes()]);
        Ok(Self { body, hash })
    }

    /// Reads the body. Whether the hash fits is [`verify`](super::verify)'s question.
    ///
    /// # Errors
    /// Names the place in the body that cannot be read.
    pub fn read(&self) -> Result<Body, JsonError> {
        json::parse(&self.body)
    }

    /// Whether `hash` is the hash of `body`.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        sha256(&[self.body.as_bytes()]) == self.hash
    }
}
