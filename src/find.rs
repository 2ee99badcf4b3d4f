//! Where one text stands in another. The standard library's search is quick for long needles, and 2 KB long; ours are of a
//! few letters.

/// The first place of `needle`, in bytes; an empty one is nowhere.
#[must_use]
pub fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    (0..text.len()).find(|at| !needle.is_empty() && text.get(*at..).is_some_and(|rest| rest.starts_with(needle)))
}

/// What stands before the first `needle` and after it.
#[must_use]
pub fn split_once<'a>(text: &'a str, needle: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, needle)?;
    Some((text.get(..at)?, text.get(at + needle.len()..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_the_standard_library_finds(text in "[abé€]{0,12}", needle in "[abé€]{1,3}") {
            prop_assert_eq!(find(&text, &needle), text.find(&needle));
            prop_assert_eq!(split_once(&text, &needle), text.split_once(&needle));
        }
    }

    #[test]
    fn nothing_is_nowhere() {
        assert_eq!((find("a", ""), split_once("", "")), (None, None));
    }
}
