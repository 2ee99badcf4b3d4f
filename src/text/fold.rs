//! Folding letters, so that case, accents and the shape of an apostrophe never decide a match.
//!
//! Latin letters only: other scripts are not read, so they pass through unchanged and the large Unicode case tables
//! stay out of the browser.

/// Base letters of U+00C0 to U+00FF; `.` stands for signs and for letters folded to two.
const LATIN_1: &[u8; 64] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y";

/// Base letters of U+0100 to U+017F.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll\
nnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Whether `c` is an apostrophe in one of the shapes that keyboards and word processors make.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}' | '`' | '\u{FF07}')
}

/// Whether `c` is a combining mark that follows its letter.
pub(super) const fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Whether `c` can be part of a word.
pub(super) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        'À'..='ɏ' => !matches!(c, '×' | '÷'),
        _ => c.is_alphanumeric() || is_combining(c),
    }
}

/// Whether `c` is a Latin capital (those of Western languages; the Unicode tables are not worth their size here).
pub(super) const fn is_upper(c: char) -> bool {
    c.is_ascii_uppercase() || matches!(c, 'À'..='Ö' | 'Ø'..='Þ' | 'Œ' | 'Ÿ')
}

/// Whether `c` is a letter and no Latin capital.
pub(super) fn is_lower(c: char) -> bool {
    is_word(c) && !is_upper(c) && !c.is_ascii_digit() && !is_combining(c)
}

/// The small letter of a Western capital, with its accent.
pub(super) fn lower(c: char) -> char {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'Œ' => 'œ',
        _ => c,
    }
}

/// Appends the folded form of `c` to `out`.
pub(super) fn push_folded(out: &mut String, c: char) {
    match c {
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'Þ' | 'þ' => out.push_str("th"),
        'Ș' | 'ș' => out.push('s'),
        'Ț' | 'ț' => out.push('t'),
        '\0'..='\x7F' => out.push(c.to_ascii_lowercase()),
        '\u{C0}'..='\u{FF}' => push_base(out, LATIN_1, c, 0xC0),
        '\u{100}'..='\u{17F}' => push_base(out, LATIN_A, c, 0x100),
        _ if is_combining(c) => {}
        _ => out.push(c),
    }
}

/// A text in its folded form.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(&mut folded, c);
    }
    folded
}

fn push_base(out: &mut String, table: &[u8], c: char, first: u32) {
    match table.get((c as u32 - first) as usize) {
        Some(b'.') | None => out.push(c),
        Some(&base) => out.push(char::from(base)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_ligatures() {
        let mut out = String::new();
        for c in "ÀÉÎõÜÿŁŠžŸŒuvre ĳ Straße e\u{301} ×÷ſ Æ Ð ŉ".chars() {
            push_folded(&mut out, c);
        }
        assert_eq!(out, "aeiouylszyoeuvre i strasse e ×÷s ae d n");
    }
}
