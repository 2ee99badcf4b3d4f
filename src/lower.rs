//! Lower case for the scripts of Europe, by ranges: the standard library's table of every script costs 16 KB of
//! WebAssembly with its code (docs/decisions/0008-lean-core.md).

/// A text in lower case, for comparing names and words; letters of other scripts than Latin, Greek and Cyrillic stay.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(lower_char).collect()
}

/// A letter in lower case.
#[must_use]
pub const fn lower_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{d7}' => c,
        'À'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => after(c, 32),
        'Ѐ'..='Џ' => after(c, 80),
        'Ÿ' => 'ÿ',
        'İ' => 'i',
        // Pairs of capital and small letter: first those with the capital at an even number, then at an odd one.
        'Ā'..='į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ'
            if c as u32 & 1 == 0 =>
        {
            after(c, 1)
        }
        'Ĺ'..='ň' | 'Ź'..='ž' if c as u32 & 1 == 1 => after(c, 1),
        _ => c,
    }
}

/// The letter so many places later.
const fn after(c: char, places: u32) -> char {
    match char::from_u32(c as u32 + places) {
        Some(later) => later,
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_europe_are_lowered_as_the_standard_library_does() {
        let blocks = [0..0x180, 0x218..0x21c, 0x391..0x3cf, 0x400..0x482, 0x48a..0x4c0, 0x1e00..0x1e96, 0x1ea0..0x1f00];
        for c in blocks.into_iter().flatten().filter_map(char::from_u32) {
            let standard = c.to_lowercase().next().unwrap();
            assert_eq!(lower_char(c), standard, "{c} {:x}", c as u32);
        }
    }

    #[test]
    fn other_letters_stay() {
        assert_eq!(lower("Ñandú ΣΑΜΟΣ Жанна 山 × İ"), "ñandú σαμοσ жанна 山 × i");
    }
}
