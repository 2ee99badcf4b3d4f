//! As much of the WebAssembly format as it takes to see which custom sections a module carries.

use anyhow::{Context as _, ensure};

/// The names of a module's custom sections.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn custom_sections(module: &[u8]) -> anyhow::Result<Vec<String>> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0").context("not a WebAssembly module")?;
    let mut names = Vec::new();
    while let Some((id, tail)) = rest.split_first() {
        let (section, after) = sized(tail)?;
        if *id == 0 {
            let (name, _) = sized(section)?;
            names.push(String::from_utf8_lossy(name).into_owned());
        }
        rest = after;
    }
    Ok(names)
}

/// Splits off a run of bytes that its length stands before.
fn sized(bytes: &[u8]) -> anyhow::Result<(&[u8], &[u8])> {
    let mut length: u64 = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        length |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            let rest = bytes.get(at + 1..).unwrap_or_default();
            return rest.split_at_checked(usize::try_from(length)?).context("a section runs past the module's end");
        }
    }
    ensure!(bytes.is_empty(), "a section's length is longer than five bytes");
    anyhow::bail!("a section has no length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_listed_in_order_and_others_skipped() {
        let module = b"\0asm\x01\0\0\0\x00\x05\x04name\x01\x01\x00\x00\x03\x02hi";
        assert_eq!(custom_sections(module).unwrap(), ["name", "hi"]);
    }

    #[test]
    fn lengths_may_take_several_bytes() {
        let mut module = b"\0asm\x01\0\0\0\x00\x83\x01\x02hi".to_vec();
        module.resize(module.len() + 128, 0);
        assert_eq!(custom_sections(&module).unwrap(), ["hi"]);
    }

    #[test]
    fn broken_modules_are_refused() {
        assert!(custom_sections(b"<!doctype html>").is_err());
        assert!(custom_sections(b"\0asm\x01\0\0\0\x00\x05\x04n").is_err());
        assert!(custom_sections(b"\0asm\x01\0\0\0\x00").is_err());
    }
}
