//! `clean-break/locked-export@1`: an export that only a passphrase opens. Here is what stands in the file; the browser's own
//! cryptography (WebCrypto) does the rest in `ui`, and there is none of ours.

use crate::base64url;
use crate::json::{self, JsonError};
use crate::json_published;
use crate::words::{Key, Text, say};

/// The schema's name, as it stands in every such file. It is authenticated with the content.
pub const SCHEMA: &str = "clean-break/locked-export@1";

/// How a passphrase becomes a key.
pub const DERIVATION: &str = "PBKDF2-SHA-256";

/// How the content is encrypted.
pub const CIPHER: &str = "AES-256-GCM";

/// How often the passphrase is hashed in files that we write: the least that OWASP's cheat sheet on storing passwords gives for
/// PBKDF2 with SHA-256.
pub const ITERATIONS: u32 = 600_000;

/// Beyond this a file would keep the browser busy for minutes (design default).
const MOST_ITERATIONS: u32 = 10_000_000;

/// The fewest characters of a passphrase (design default).
pub const SHORTEST: usize = 12;

/// Bytes of a salt.
pub const SALT: usize = 16;

/// Bytes of an initialisation vector, as AES-GCM wants it.
pub const VECTOR: usize = 12;

json_published! {
    /// The file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LockedJson {
        /// Always `clean-break/locked-export@1`.
        pub schema: String,
        /// Always `PBKDF2-SHA-256`.
        pub derivation: String,
        /// How often the passphrase was hashed: 600,000 to 10,000,000.
        pub iterations: u32,
        /// 16 bytes or more, in base64url without padding.
        pub salt: String,
        /// Always `AES-256-GCM`; the schema's name is its additional data.
        pub cipher: String,
        /// 12 bytes, in base64url without padding.
        pub vector: String,
        /// The encrypted export, UTF-8, with its tag of 16 bytes; in base64url without padding.
        pub content: String,
    }
}

/// An encrypted export, checked but for its passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// How often the passphrase was hashed.
    pub iterations: u32,
    /// The salt.
    pub salt: Vec<u8>,
    /// The initialisation vector.
    pub vector: Vec<u8>,
    /// The encrypted export with its tag.
    pub content: Vec<u8>,
}

/// Why such a file is refused before anybody asks for a passphrase.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockedError {
    /// Not JSON or not of the shape: names the place.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another schema, derivation or cipher.
    #[error("{found:?} is not {known:?}")]
    Unknown {
        /// What stands there.
        found: String,
        /// What is known.
        known: &'static str,
    },
    /// Hashed too seldom to be safe, or too often to be opened.
    #[error("iterations: {0} is not between {ITERATIONS} and {MOST_ITERATIONS}")]
    Iterations(u32),
    /// Bytes that are cut off or no base64url.
    #[error("{0}: not of its length, or not base64url")]
    Bytes(&'static str),
}

impl From<&LockedError> for Text {
    fn from(error: &LockedError) -> Self {
        match error {
            LockedError::Json(error) => error.into(),
            LockedError::Unknown { found, known } => say::fault_other(found, *known),
            LockedError::Iterations(given) => say::fault_iterations((*given).into()),
            LockedError::Bytes(place) => say::fault_at(*place, Key::FaultDamaged),
        }
    }
}

impl Locked {
    /// Reads a file.
    ///
    /// # Errors
    /// See [`LockedError`].
    pub fn parse(text: &str) -> Result<Self, LockedError> {
        let file: LockedJson = json::parse(text)?;
        for (found, known) in [(file.schema, SCHEMA), (file.derivation, DERIVATION), (file.cipher, CIPHER)] {
            if found != known {
                return Err(LockedError::Unknown { found, known });
            }
        }
        if !(ITERATIONS..=MOST_ITERATIONS).contains(&file.iterations) {
            return Err(LockedError::Iterations(file.iterations));
        }
        let bytes = |field, text: &str, fits: fn(usize) -> bool| {
            base64url::decode(text).filter(|bytes| fits(bytes.len())).ok_or(LockedError::Bytes(field))
        };
        Ok(Self {
            iterations: file.iterations,
            salt: bytes("salt", &file.salt, |length| length >= SALT)?,
            vector: bytes("vector", &file.vector, |length| length == VECTOR)?,
            content: bytes("content", &file.content, |length| length > 16)?,
        })
    }

    /// The file's text.
    ///
    /// # Errors
    /// None of its numbers is too large, so never in practice.
    pub fn write(&self) -> Result<String, JsonError> {
        json::write(&LockedJson {
            schema: SCHEMA.to_owned(),
            derivation: DERIVATION.to_owned(),
            iterations: self.iterations,
            salt: base64url::encode(&self.salt),
            cipher: CIPHER.to_owned(),
            vector: base64url::encode(&self.vector),
            content: base64url::encode(&self.content),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked() -> Locked {
        Locked { iterations: ITERATIONS, salt: vec![1; SALT], vector: vec![2; VECTOR], content: vec![3; 40] }
    }

    #[test]
    fn a_file_comes_back() {
        assert_eq!(Locked::parse(&locked().write().unwrap()), Ok(locked()));
    }

    #[test]
    fn what_cannot_be_opened_is_told_before_the_passphrase() {
        let refused = |change: fn(&mut Locked)| {
            let mut changed = locked();
            change(&mut changed);
            Locked::parse(&changed.write().unwrap()).unwrap_err()
        };
        assert_eq!(refused(|it| it.iterations = 1000), LockedError::Iterations(1000));
        assert_eq!(refused(|it| it.iterations = 20_000_000), LockedError::Iterations(20_000_000));
        assert_eq!(refused(|it| it.salt.truncate(8)), LockedError::Bytes("salt"));
        assert_eq!(refused(|it| it.vector.truncate(8)), LockedError::Bytes("vector"));
        assert_eq!(refused(|it| it.content.truncate(16)), LockedError::Bytes("content"));
        let text = locked().write().unwrap().replace(CIPHER, "ROT13");
        assert_eq!(Locked::parse(&text).unwrap_err().to_string(), "\"ROT13\" is not \"AES-256-GCM\"");
        assert!(matches!(Locked::parse("{"), Err(LockedError::Json(_))));
    }
}
