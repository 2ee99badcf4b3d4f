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

/// Whether `c` is a letter or a digit: in full for Latin, Greek and Cyrillic, and no other sign or emoji is. In scripts that
/// are not read, most of what stands among letters counts as one; Unicode's tables would take 2 KB.
pub(crate) const fn is_alphanumeric(c: char) -> bool {
    match c as u32 {
        0..=0x7F => c.is_ascii_alphanumeric(),
        0x80..=0xBF => matches!(c, 'ª' | 'µ' | 'º' | '²' | '³' | '¹' | '¼'..='¾'),
        0xC0..=0x2C1 => !matches!(c, '×' | '÷'),
        0x2C2..=0x36F => matches!(c as u32, 0x2C6..=0x2D1 | 0x2E0..=0x2E4),
        0x370..=0x1FFF => !matches!(
            c as u32,
            0x375 | 0x378 | 0x379 | 0x37E | 0x380..=0x385 | 0x387 | 0x38B | 0x38D | 0x3A2 | 0x3F6 | 0x482..=0x489
                // Punctuation of Armenian, Hebrew, Arabic and Devanagari.
                | 0x55A..=0x55F | 0x589..=0x58F | 0x5BE | 0x5C0 | 0x5C3 | 0x5F3 | 0x5F4
                | 0x60C | 0x61B | 0x61F | 0x66A..=0x66D | 0x6D4 | 0x964 | 0x965
        ),
        // Superscripts and subscripts, fractions, Roman and enclosed numbers.
        0x2000..=0x2BFF => matches!(
            c as u32,
            0x2070..=0x2071 | 0x2074..=0x2079 | 0x207F..=0x2089 | 0x2090..=0x209C
                | 0x2126 | 0x212A | 0x212B | 0x2150..=0x2189 | 0x2460..=0x24FF | 0x2776..=0x2793
        ),
        // Punctuation of East Asia, forms for private use, variants, full width, emoji.
        0x2E00..=0x3004
        | 0x3008..=0x3020
        | 0x3030
        | 0x303D..=0x3040
        | 0x30FB
        | 0xE000..=0xF8FF
        | 0xFE00..=0xFE6F
        | 0xFEFD..=0xFF0F
        | 0xFF1A..=0xFF20
        | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF65
        | 0xFFE0..=0xFFFF
        | 0x1F000..=0x1FFFF
        | 0x4_0000.. => false,
        _ => true,
    }
}

/// Whether `c` can be part of a word.
pub(super) const fn is_word(c: char) -> bool {
    is_alphanumeric(c) || is_combining(c)
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

    #[test]
    fn letters_and_digits_are_those_of_unicode_where_texts_are_read() {
        for c in '\0'..'\u{530}' {
            let seldom = matches!(c, '\u{2EC}' | '\u{2EE}' | '\u{345}' | '\u{363}'..='\u{36F}');
            assert!(is_alphanumeric(c) == c.is_alphanumeric() || seldom, "{:x}", c as u32);
        }
        // No letter of another script is lost, but for those that are signs too.
        let signs = |c| matches!(c, '\u{2100}'..='\u{214F}' | '\u{2E2F}' | '\u{1F100}'..='\u{1F1FF}' | '\u{1FBF0}'..='\u{1FBF9}');
        for c in ('\u{530}'..=char::MAX).filter(|c| c.is_alphanumeric() && !is_alphanumeric(*c)) {
            assert!(signs(c) || matches!(c, '\u{3031}'..='\u{3040}'), "{:x}", c as u32);
        }
        // And no sign is a letter.
        for signs in [
            '\u{2000}'..='\u{206F}',
            '₠'..='⃏',
            '←'..='⏿',
            '─'..='❵',
            '➔'..='⯿',
            '\u{E000}'..='\u{F8FF}',
            '\u{FE00}'..='\u{FE6F}',
            '！'..='／',
            '🌀'..='🫿',
            '\u{E0000}'..='\u{E0FFF}',
        ] {
            assert!(!signs.into_iter().any(is_alphanumeric));
        }
    }
}
