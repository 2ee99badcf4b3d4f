//! Plain words, eight bytes at a time: most of what most texts are made of.

use super::super::Span;
use super::super::glance::{Glance, eight_at};
use super::super::lexicon::{Hash, UNKNOWN};
use super::super::memory::{Key, Recall};
use super::{Break, Scan, Sentence, Token, Tokens};

/// Whether a sign ends a word that a space follows, and belongs to no word then.
const fn is_end(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b')')
}

/// What is not read in the loop over plain words.
enum Stop {
    /// Something that begins no plain word, or the end.
    Other,
    /// A plain word that was not met yet.
    New,
    /// A word whose plain letters and digits end here, but may go on behind that, or be a link.
    Unsure(usize),
}

/// How far the loop came, what stands there before the next word, and why it stopped.
struct SoFar {
    at: usize,
    before: Break,
    stop: Stop,
}

impl<K: Recall> Scan<'_, K> {
    /// Reads from `at` on while there are plain words, with spaces or a mark and a space between them; where it goes on.
    pub(super) fn plain(&mut self, text: &[u8], from: usize) -> usize {
        let mut so_far = SoFar { at: from, before: self.before, stop: Stop::Other };
        let mut sure = usize::MAX;
        loop {
            // There is room for a few words.
            self.tokens.list.reserve(8);
            self.tokens.sentences.reserve(2);
            self.known.reserve(8);
            so_far = known_words(text, self.tokens, self.known, so_far, sure);
            self.before = so_far.before;
            let at = so_far.at;
            match so_far.stop {
                Stop::Other => return at,
                Stop::New => return at + self.word(text, at, None),
                Stop::Unsure(end) => {
                    let linked = self.chunks.linked(text, at);
                    let goes_on = match text.get(end) {
                        Some(b'.' | b',' | b':') => text.get(end - 1).is_some_and(u8::is_ascii_digit),
                        Some(b'\'' | b'`' | 0x80..) => true,
                        byte => byte.is_some_and(u8::is_ascii_alphanumeric),
                    };
                    if goes_on || linked.is_some() {
                        return at + self.word(text, at, linked);
                    }
                    sure = end;
                }
            }
        }
    }
}

/// Reads plain words that are known, as long as there is room for them. The word that ends at `sure` does so
/// whatever follows. It calls nothing, so that what it holds stays in registers.
#[inline(never)]
fn known_words<K: Recall>(text: &[u8], tokens: &mut Tokens, known: &mut K, so_far: SoFar, sure: usize) -> SoFar {
    let Tokens { arena, list, sentences, marks, counts, .. } = tokens;
    let SoFar { mut at, mut before, .. } = so_far;
    // Fewer bytes are not read at a glance.
    if text.len() < 8 {
        return SoFar { stop: Stop::Other, ..so_far };
    }
    let stop = loop {
        let Some(&byte) = text.get(at) else { break Stop::Other };
        let first = Glance::new(eight_at(text, at));
        let mut length = first.length;
        if length == 0 {
            if byte != b' ' {
                break Stop::Other;
            }
            step!();
            at += 1;
            continue;
        }
        let Glance { folded: mut low, mut letters, mut capitals, .. } = first;
        let mut high = 0;
        if length == 8 && at + 8 < text.len() {
            let next = Glance::new(eight_at(text, at + 8));
            if next.length == 8 {
                break Stop::Unsure(at + 8);
            }
            high = next.folded;
            letters |= next.letters >> 1;
            capitals |= next.capitals >> 1;
            length += next.length;
        }
        let mut end = at + length;
        let mut mark = text.get(end).copied().unwrap_or(b' ');
        if mark == b'\''
            && length < 8
            && end + 1 < text.len()
            && let tail = Glance::new(eight_at(text, end + 1))
            && ends_contraction(tail.folded)
        {
            low |= tail.folded << (8 * length);
            high = tail.folded >> (64 - 8 * length);
            letters |= tail.letters >> 1;
            capitals |= tail.capitals >> 1;
            length += tail.length;
            end += 1 + tail.length;
            mark = text.get(end).copied().unwrap_or(b' ');
        }
        // What follows a word may belong to it; a space does not, nor a mark that a space follows.
        let ended = mark == b' ' || is_end(mark) && matches!(text.get(end + 1), None | Some(b' '));
        if !ended && end != sure {
            break Stop::Unsure(end);
        }
        if list.len() == list.capacity() {
            break Stop::New;
        }
        let number = byte.is_ascii_digit();
        let mut hash = Hash::default();
        hash.add(low);
        if high != 0 {
            hash.add(high);
        }
        let hash = hash.end();
        let Some(place) = known.recall(list.len(), hash, Key(low, high).of_number(number)) else {
            break Stop::New;
        };
        step!(length);
        let shouted = letters == capitals && capitals & capitals.wrapping_sub(1) != 0;
        counts.no_words += usize::from(number);
        if shouted && end - at > 2 {
            counts.shouted += 1;
        }
        list.push(Token {
            span: Span { start: at, end },
            folded: arena.put(length, u128::from(high) << 64 | u128::from(low)),
            hash,
            place,
            listed: UNKNOWN,
            before,
            capital: first.begins_high(),
            shouted,
            marked: false,
            number,
            opaque: false,
            sentence: sentences.len(),
        });
        before = Break::None;
        at = end + 1;
        if mark == b' ' {
            continue;
        }
        let ends = matches!(mark, b'.' | b'!' | b'?');
        if !ended || ends && (number || sentences.len() == sentences.capacity()) {
            at = end;
            break Stop::Other;
        }
        // The space as well.
        at += 1;
        before = Break::Clause;
        if ends {
            marks.loud |= mark == b'!';
            marks.questions += usize::from(mark == b'?');
            sentences.push(Sentence { question: mark == b'?', ..Sentence::default() });
            before = Break::Sentence;
        }
    };
    SoFar { at, before, stop }
}

/// Whether these letters, which follow an apostrophe, end an English contraction or genitive.
const fn ends_contraction(letters: u64) -> bool {
    matches!(
        letters.to_le_bytes(),
        [b't' | b's' | b'm' | b'd', 0, ..] | [b'r' | b'v', b'e', 0, ..] | [b'l', b'l', 0, ..]
    )
}
