//! Subresource integrity: the SHA-384 of every file, as `integrity` attributes and import maps take it.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha384};

use super::VERSION;
use crate::site::Site;

/// `sri.json`: the hash of each file by its path.
pub fn file(site: &Site) -> Value {
    let files: Map<String, Value> =
        site.iter().map(|(path, bytes)| (slashed(path), Value::from(integrity(bytes)))).collect();
    json!({ "version": VERSION, "files": files })
}

/// `sha384-` and the hash.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// A path as URLs write it, on every system.
pub fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_browsers_compute() {
        // FIPS 180-4's example "abc", in base64.
        let abc = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(integrity(b"abc"), abc);
    }
}
