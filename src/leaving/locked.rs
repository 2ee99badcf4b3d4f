//! `clean-break/locked-export@1`: an export that only a passphrase opens. Here is what stands in the file; the browser's own
//! cryptography (WebCrypto) does the rest in `ui`, and there is none of ours.

use crate::base64url;
use crate::json::{self, JsonError, Rule};
use crate::json_published;

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

impl Locked {
    /// Reads a file.
    ///
    /// # Errors
    /// Names the place and the rule, before anybody asks for a passphrase: another schema, derivation or cipher; hashed too
    /// seldom to be safe, or too often to be opened; bytes that are cut off or no base64url.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let file: LockedJson = json::parse(text)?;
        for (field, given, known) in [
            ("schema", file.schema, SCHEMA),
            ("derivation", file.derivation, DERIVATION),
            ("cipher", file.cipher, CIPHER),
        ] {
            if given != known {
                return Err(JsonError::at(field, Rule::Not { given, known }));
            }
        }
        if !(ITERATIONS..=MOST_ITERATIONS).contains(&file.iterations) {
            let rule = Rule::NotWithin { given: file.iterations, least: ITERATIONS, most: MOST_ITERATIONS };
            return Err(JsonError::at("iterations", rule));
        }
        let bytes = |field: &str, text: &str, fits: fn(usize) -> bool| {
            let bytes = base64url::decode(text).filter(|bytes| fits(bytes.len()));
            bytes.ok_or_else(|| JsonError::at(field, Rule::NotBytes))
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
        for given in [1000, 20_000_000] {
            let mut changed = locked();
            changed.iterations = given;
            let rule = Rule::NotWithin { given, least: ITERATIONS, most: MOST_ITERATIONS };
            assert_eq!(Locked::parse(&changed.write().unwrap()), Err(JsonError::at("iterations", rule)));
        }
        assert_eq!(refused(|it| it.salt.truncate(8)), JsonError::at("salt", Rule::NotBytes));
        assert_eq!(refused(|it| it.vector.truncate(8)), JsonError::at("vector", Rule::NotBytes));
        assert_eq!(refused(|it| it.content.truncate(16)), JsonError::at("content", Rule::NotBytes));
        let text = locked().write().unwrap().replace(CIPHER, "ROT13");
        assert_eq!(Locked::parse(&text).unwrap_err().to_string(), "cipher: \"ROT13\" is not \"AES-256-GCM\"");
        assert!(matches!(Locked::parse("{"), Err(JsonError { rule: Rule::Syntax { .. }, .. })));
    }
}
