//! Plain words, eight bytes at a time: most of what most texts are made of.

use super::super::Span;
use super::super::glance::{Glance, eight_at};
use super::super::lexicon::{Hash, UNKNOWN};
use super::super::memory::{Key, Recall};
use super::super::table::Words;
use super::{Break, Chunks, Scan, Sentence, Token, Tokens};

/// Whether a sign ends a word that a space follows, and belongs to no word then.
const fn is_end(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b')')
}

/// A word that is not plain, or the length of the link that begins with it.
struct Odd(Option<usize>);

impl Chunks<'_> {
    /// The word that begins with these letters and digits, with neither a space behind it nor a mark and a space, where it
    /// is not plain: another one goes on there, or it is a link.
    #[cold]
    #[inline(never)]
    fn odd(&mut self, text: &[u8], at: usize, end: usize) -> Option<Odd> {
        let linked = self.linked(text, at);
        let goes_on = match text.get(end) {
            Some(b'.' | b',' | b':') => text.get(end - 1).is_some_and(u8::is_ascii_digit),
            Some(b'\'' | b'`' | 0x80..) => true,
            _ => false,
        };
        (goes_on || linked.is_some()).then_some(Odd(linked))
    }
}

/// What follows an apostrophe, where it ends an English contraction or genitive.
#[inline(never)]
fn contraction(text: &[u8], at: usize) -> Option<Glance> {
    let tail = Glance::new(text.get(at).map_or(0, |_| eight_at(text, at)));
    let whole = matches!(
        tail.folded.to_le_bytes(),
        [b't' | b's' | b'm' | b'd', 0, ..] | [b'r' | b'v', b'e', 0, ..] | [b'l', b'l', 0, ..]
    );
    whole.then_some(tail)
}

impl<K: Recall> Scan<'_, K> {
    /// Reads from `at` on while there are plain words, with spaces or a mark and a space between them; where it goes on.
    #[inline(never)]
    pub(super) fn plain(&mut self, text: &[u8], mut at: usize) -> usize {
        let Tokens { arena, list, sentences, marks, counts, .. } = &mut *self.tokens;
        let mut before = self.before;
        let mut odd = None;
        while let Some(&byte) = text.get(at) {
            let first = Glance::new(eight_at(text, at));
            let mut length = first.length;
            if length == 0 {
                if byte != b' ' {
                    break;
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
                    odd = Some(Odd(self.chunks.linked(text, at)));
                    break;
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
                && let Some(tail) = contraction(text, end + 1)
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
            if !ended {
                odd = self.chunks.odd(text, at, end);
                if odd.is_some() {
                    break;
                }
            }
            step!(length);
            let folded = arena.put(length, u128::from(high) << 64 | u128::from(low));
            let mut hash = Hash::default();
            hash.add(low);
            if high != 0 {
                hash.add(high);
            }
            let hash = hash.end();
            let number = byte.is_ascii_digit();
            let key = Key([low, high]).of_number(number);
            let word = || arena.bytes.get(folded.start..folded.end).unwrap_or_default();
            let place = self.known.meet(list.len(), (hash, key), word);
            let shouted = letters == capitals && capitals & capitals.wrapping_sub(1) != 0;
            if shouted && end - at > 2 {
                counts.shouted += 1;
            }
            list.push(Token {
                span: Span { start: at, end },
                folded,
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
            if !ended || mark == b'.' && number {
                at = end;
                break;
            }
            // The space as well.
            at += 1;
            before = Break::Clause;
            if matches!(mark, b'.' | b'!' | b'?') {
                marks.loud |= mark == b'!';
                marks.questions += usize::from(mark == b'?');
                sentences.push(Sentence { question: mark == b'?', words: Words::default() });
                before = Break::Sentence;
            }
        }
        self.before = before;
        match odd {
            Some(Odd(linked)) => at + self.word(self.text.get(at..text.len()).unwrap_or_default(), at, linked),
            None => at,
        }
    }
}
