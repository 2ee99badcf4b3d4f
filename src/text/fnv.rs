//! FNV-1a (Fowler, Noll, Vo): the hash of a model's words and marks, and of its file.

/// The hash of nothing.
pub(super) const START: u32 = 0x811c_9dc5;

/// The hash with one more byte.
pub(super) const fn along(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The hash of bytes.
pub(super) fn of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(START, |hash, &byte| along(hash, byte))
}
