//! What must hold of any message whatever; the fuzz target and the test of its seeds share it.

use std::sync::{LazyLock, Mutex, PoisonError};

use clean_break::case::{Author, Language};
use clean_break::text::{Practised, Reader, Utf16};

static READER: LazyLock<Reader> = LazyLock::new(Reader::shipped);
static PRACTISED: LazyLock<Mutex<Practised>> = LazyLock::new(|| Mutex::new(Practised::new(READER.clone())));

/// Reading never panics, and practice changes nothing; spans lie on character boundaries, and their UTF-16 places are as long as what they quote.
pub fn hold_for(bytes: &[u8]) {
    // A lone surrogate reaches Rust as U+FFFD, as it does here.
    let text = String::from_utf8_lossy(bytes);
    let hint = bytes.first().and_then(|first| Language::ALL.get(usize::from(first % 8))).copied();
    for author in [Author::Customer, Author::Staff] {
        let reading = READER.read(&text, author, hint);
        let mut practised = PRACTISED.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(reading, practised.read(&text, author, hint));
        let findings = reading.findings.iter().map(|finding| finding.span);
        let asides = reading.asides.iter().map(|aside| aside.span);
        let mut units = Utf16::new(&text);
        for span in findings.chain(asides) {
            let quote = text.get(span.start..span.end).expect("a span lies on character boundaries");
            let (start, end) = units.span(span);
            assert!(!quote.is_empty());
            assert_eq!(end - start, quote.encode_utf16().count());
        }
        let tone = reading.tone;
        assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-6);
        assert!((0.0..=1.0).contains(&reading.arousal.get()));
    }
}
