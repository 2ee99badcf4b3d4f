//! Words of a text in folded form, each with its place in the original bytes and the break before it.

use super::Span;
use super::fold::{is_alphanumeric, is_apostrophe, is_combining, is_lower, is_upper, is_word, push_folded};
use super::lexicon::{UNKNOWN, hash};
use super::memory::{Forget, Key, Recall};
use super::table::Words;
use crate::find::find;

mod plain;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing but space, a hyphen or an apostrophe.
    None,
    /// A comma, a colon, a bracket, an emoji.
    Clause,
    /// The end of a sentence or paragraph.
    Sentence,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its place in the text.
    pub span: Span,
    /// Its folded form, as a place in the arena.
    pub folded: Span,
    /// The hash of its folded form, by which lexicons are asked.
    pub hash: u32,
    /// Where it is remembered, if anything is.
    pub place: u32,
    /// Its number in the phrases of the text's language.
    pub listed: u16,
    /// What stands before it.
    pub before: Break,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, and more than one of them.
    pub shouted: bool,
    /// Folding took an accent away (Italian `è`, not `e`).
    pub marked: bool,
    /// Begins with a digit.
    pub number: bool,
    /// A link, an address or a mention: never a word of the language.
    pub opaque: bool,
    /// Which sentence it belongs to.
    pub sentence: usize,
}

impl Token {
    /// It is a word of a language, neither a number nor a link.
    pub const fn is_word(&self) -> bool {
        !self.opaque && !self.number
    }
}

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    /// The folded words.
    pub arena: Arena,
    /// The words in order.
    pub list: Vec<Token>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// What else stands between the words.
    pub marks: Marks,
    counts: Counts,
    /// Where words are folded that are not plain.
    word: String,
}

/// Folded words, a space between each and the next: a line of words is a part of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Arena {
    /// A space before each word. It is never made shorter, so that there is room behind the last one.
    bytes: Vec<u8>,
    /// One past the last word.
    end: usize,
}

impl Arena {
    /// Forgets the words, and makes room for those of a text of this length.
    fn begin(&mut self, length: usize) {
        self.end = 0;
        self.room(length);
    }

    fn room(&mut self, length: usize) {
        // Words are put there eight bytes at a time.
        if self.bytes.len() < length + 32 {
            self.bytes.resize(length + 32, b' ');
        }
    }

    /// Puts a word there, and keeps room for those of the rest of the text, which has this length.
    fn push(&mut self, word: &[u8], rest: usize) -> Span {
        let (before, start) = (self.end, self.end + 1);
        let span = Span { start, end: start + word.len() };
        self.room(span.end + rest);
        if let Some((space, room)) = self.bytes.get_mut(before..).and_then(<[u8]>::split_first_mut) {
            *space = b' ';
            room.iter_mut().zip(word).for_each(|(to, &byte)| *to = byte);
        }
        // No space stands before the first letter.
        if span.end > 1 {
            self.end = span.end;
        }
        span
    }

    /// Puts a word of sixteen bytes or fewer there, zeros after them: for one there is room.
    #[inline(always)]
    fn put(&mut self, length: usize, word: u128) -> Span {
        let (before, start) = (self.end, self.end + 1);
        if let Some([space, room @ ..]) = self.bytes.get_mut(before..).and_then(<[u8]>::first_chunk_mut::<17>) {
            *space = b' ';
            *room = word.to_le_bytes();
        }
        self.end = start + length;
        Span { start, end: self.end }
    }

    /// These words; nothing where they do not begin and end at words.
    pub fn quote(&self, words: Span) -> &str {
        // Nothing but folded characters was put there.
        core::str::from_utf8(self.bytes.get(words.start..words.end).unwrap_or_default()).unwrap_or_default()
    }

    /// The words from this place on.
    pub fn from(&self, start: usize) -> &[u8] {
        self.bytes.get(start..self.end).unwrap_or_default()
    }
}

/// A sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentence {
    /// It ends with a question mark.
    pub question: bool,
    /// Its words in the phrases of the text's language.
    pub words: Words,
}

/// How many words a text has of some sorts.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Links.
    links: usize,
    /// Links and numbers.
    no_words: usize,
    /// In capitals, and more than two.
    shouted: usize,
}

/// Signs that most texts do not have: the rules that look for them need not look. A text of which parts were passed over
/// may have any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// An exclamation mark.
    pub loud: bool,
    /// Question marks.
    pub questions: usize,
    /// The end of a line.
    pub lines: bool,
    /// A `>` or two dashes, which may stand before what is set aside.
    pub ruled: bool,
}

impl Tokens {
    /// Splits `text` into words.
    #[cfg(test)]
    pub fn new(text: &str) -> Self {
        let mut tokens = Self::default();
        tokens.read(text, &[], &mut super::memory::Memory::default());
        tokens
    }

    /// Splits `text` into words instead of those that are here, passing over the `skipped` parts, which are in order and
    /// apart. For a reader that remembers words it looks at eight bytes at once, and meets the words; nothing else differs.
    pub fn read<K: Recall>(&mut self, text: &str, skipped: &[Span], known: &mut K) {
        self.arena.begin(text.len());
        self.list.clear();
        self.sentences.clear();
        self.marks = Marks::default();
        self.counts = Counts::default();
        // One allocation, for words of four letters on average; a text of shorter words grows once.
        self.list.reserve(text.len() / 5 + 4);
        let word = core::mem::take(&mut self.word);
        let chunks = Chunks { text, plain: 0 };
        let mut scan = Scan { text, tokens: self, known, chunks, word, before: Break::Sentence };
        let mut from = 0;
        for span in skipped {
            scan.part(from, span.start);
            scan.end_sentence(false);
            scan.tokens.marks = Marks { loud: true, questions: 2, lines: true, ruled: true };
            from = span.end;
        }
        scan.part(from, text.len());
        scan.end_sentence(false);
        self.word = scan.word;
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// How many words there are but links.
    pub const fn plain(&self) -> usize {
        self.list.len() - self.counts.links
    }

    /// How many there are that are neither links nor numbers.
    pub const fn words(&self) -> usize {
        self.list.len() - self.counts.no_words
    }

    /// How many stand in capitals and are longer than two.
    pub const fn shouted(&self) -> usize {
        self.counts.shouted
    }

    /// The folded word of a token.
    pub fn folded(&self, token: &Token) -> &str {
        self.arena.quote(token.folded)
    }

    /// What stands before the word at `index`; the end of the text ends a sentence.
    pub fn before(&self, index: usize) -> Break {
        self.get(index).map_or(Break::Sentence, |token| token.before)
    }
}

/// The folded words of a line, separated by single spaces, for comparing lines whole.
pub(super) fn folded_line(line: &str) -> String {
    let mut tokens = Tokens::default();
    tokens.read(line, &[], &mut Forget);
    String::from_utf8_lossy(tokens.arena.from(1)).into_owned()
}

/// A text as chunks between spaces.
struct Chunks<'t> {
    text: &'t str,
    /// Up to here there is no sign of a link or an address.
    plain: usize,
}

impl Chunks<'_> {
    /// Whether a new chunk begins at `at`, so that a link is looked for once a chunk only.
    fn fresh(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '<' | '[' | '"' | '“' | '«'))
    }

    /// The length of the link, the address or the mention at `at`, in this part of the text. Most chunks hold no sign of
    /// one, which one look ahead tells for all words of the chunk.
    #[inline(never)]
    fn linked(&mut self, part: &[u8], at: usize) -> Option<usize> {
        let rest = self.text.get(at..part.len()).unwrap_or_default();
        if !self.fresh(at) {
            return None;
        }
        if at >= self.plain {
            let ahead = rest.bytes().take(LINK).take_while(|byte| !byte.is_ascii_whitespace());
            for (count, byte) in ahead.enumerate() {
                step!();
                if matches!(byte, b'@' | b':') {
                    return opaque_length(rest);
                }
                self.plain = at + count + 1;
            }
        }
        if rest.starts_with("www.") || rest.starts_with("WWW.") { opaque_length(rest) } else { None }
    }
}

struct Scan<'t, K> {
    text: &'t str,
    tokens: &'t mut Tokens,
    known: &'t mut K,
    chunks: Chunks<'t>,
    /// The folded word that is read, where it is not a plain one.
    word: String,
    before: Break,
}

impl<K: Recall> Scan<'_, K> {
    fn part(&mut self, from: usize, to: usize) {
        let mut at = from;
        let text = self.text.as_bytes().get(..to).unwrap_or_default();
        loop {
            if K::QUICK {
                at = self.plain(text, at);
            }
            let Some(&byte) = text.get(at) else { break };
            step!();
            if byte == b' ' {
                at += 1;
                continue;
            }
            let rest = self.text.get(at..to).unwrap_or_default();
            let c = if byte < 0x80 { char::from(byte) } else { rest.chars().next().unwrap_or_default() };
            if is_word(c)
                || (c == '@' && self.chunks.fresh(at) && rest.get(1..).is_some_and(|rest| rest.starts_with(is_word)))
            {
                let linked = self.chunks.linked(text, at);
                at += self.word(text, at, linked).max(c.len_utf8());
            } else {
                self.separator(c, rest, at);
                at += c.len_utf8();
            }
        }
    }

    /// Reads the word at `at` in this part of the text, whatever it is made of, or the link of this length; its length in bytes, with
    /// a separator that belongs to it.
    fn word(&mut self, part: &[u8], at: usize, linked: Option<usize>) -> usize {
        let rest = self.text.get(at..part.len()).unwrap_or_default();
        let length = linked.unwrap_or_else(|| word_length(rest));
        step!(length);
        let word = rest.get(..length).unwrap_or_default();
        let mut marked = false;
        let (mut upper, mut lower) = (0, 0);
        self.word.clear();
        for c in word.chars() {
            step!();
            if is_apostrophe(c) || is_joiner(c) {
                continue;
            }
            marked |= !c.is_ascii();
            if is_upper(c) {
                upper += 1;
            } else if is_lower(c) {
                lower += 1;
            }
            push_folded(&mut self.word, c);
        }
        let folded = self.word.as_bytes();
        let first = word.chars().next();
        let number = first.is_some_and(|c| c.is_ascii_digit());
        let hash = hash(folded);
        let key = if K::QUICK { Key::new(folded, number) } else { Key::default() };
        let place = self.known.meet(self.tokens.list.len(), (hash, key), folded);
        let folded = self.tokens.arena.push(folded, self.text.len() - at);
        self.push(Token {
            span: Span { start: at, end: at + length },
            folded,
            hash,
            place,
            listed: UNKNOWN,
            before: self.before,
            capital: first.is_some_and(is_upper),
            shouted: upper > 1 && lower == 0,
            marked,
            number,
            opaque: linked.is_some(),
            sentence: 0,
        });
        length
    }

    fn push(&mut self, token: Token) {
        let counts = &mut self.tokens.counts;
        counts.links += usize::from(token.opaque);
        counts.no_words += usize::from(!token.is_word());
        counts.shouted += usize::from(token.shouted && token.span.end - token.span.start > 2);
        self.tokens.list.push(Token { sentence: self.tokens.sentences.len(), ..token });
        self.before = Break::None;
    }

    fn separator(&mut self, c: char, rest: &str, at: usize) {
        match c {
            '.' if self.ordinal(rest) => {}
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => {
                self.tokens.marks.loud |= matches!(c, '!' | '！');
                self.tokens.marks.questions += usize::from(c == '?');
                self.end_sentence(matches!(c, '?' | '？'));
            }
            '\n' => {
                self.tokens.marks.lines = true;
                // A wrapped line goes on in lower case; anything else begins anew.
                let mut line = rest.strip_prefix('\n').unwrap_or(rest).chars();
                let first = line.find(|c| {
                    step!();
                    !matches!(c, ' ' | '\t')
                });
                let wrapped = first.is_some_and(is_lower);
                if !wrapped {
                    self.end_sentence(false);
                }
            }
            '-' | '–' | '—' => {
                let next = rest.get(c.len_utf8()..).and_then(|rest| rest.chars().next());
                let spaced = next.is_none_or(char::is_whitespace)
                    && self.text.get(..at).is_some_and(|head| head.ends_with(char::is_whitespace));
                let head = self.text.as_bytes().get(..at).unwrap_or_default();
                self.tokens.marks.ruled |= c == '-' && head.last() == Some(&b'-');
                if spaced || c == '—' {
                    self.raise(Break::Clause);
                }
            }
            '/' | '&' | '€' | '$' | '£' | '%' | '#' | '*' | '_' | '+' | '=' | '~' | '^' | '°' => {}
            '>' => {
                self.tokens.marks.ruled = true;
                self.raise(Break::Clause);
            }
            _ if c.is_whitespace() || is_apostrophe(c) || is_combining(c) || is_joiner(c) => {}
            _ => self.raise(Break::Clause),
        }
    }

    /// Whether the dot at the head of `rest` belongs to the number before it, as in German dates: "zum 31.12. kündigen",
    /// "am 3. Mai".
    fn ordinal(&self, rest: &str) -> bool {
        let Some(last) = self.tokens.list.last().filter(|last| last.number && self.before == Break::None) else {
            return false;
        };
        let number = last.span.quote(self.text);
        let mut ahead = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches(' ').chars().take(3);
        let mut word = String::new();
        let small = ahead.clone().next().is_some_and(is_lower);
        ahead.by_ref().for_each(|c| push_folded(&mut word, c));
        number.len() <= 2 && (small || MONTHS.contains(&word.as_str())) || small && number.contains('.')
    }

    fn raise(&mut self, to: Break) {
        self.before = self.before.max(to);
    }

    fn end_sentence(&mut self, question: bool) {
        self.before = Break::Sentence;
        let sentence = self.tokens.sentences.len();
        if self.tokens.list.last().is_some_and(|token| token.sentence == sentence) {
            self.tokens.sentences.push(Sentence { question, words: Words::default() });
        } else if question && let Some(last) = self.tokens.sentences.last_mut() {
            last.question = true;
        }
    }
}

/// How the German months begin.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];

/// Characters without width that word processors and emoji leave behind.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FE00}'..='\u{FE0F}')
}

/// Longer than any link worth the name: keeps the look ahead bounded.
const LINK: usize = 300;

/// The length of a link, an e-mail address or a mention at the head of `rest`.
fn opaque_length(rest: &str) -> Option<usize> {
    let chunk = rest.char_indices().take(LINK).take_while(|(_, c)| {
        step!();
        !c.is_whitespace()
    });
    let end = chunk.last().map_or(0, |(at, c)| at + c.len_utf8());
    let chunk = rest.get(..end)?.trim_end_matches(|c: char| !is_alphanumeric(c) && c != '/');
    let address =
        chunk.contains('@') || find(chunk, "://").is_some() || chunk.starts_with("www.") || chunk.starts_with("WWW.");
    address.then_some(chunk.len())
}

/// The length of the word at the head of `rest`. English contractions stay whole (`don't`, `I've`), elided articles and
/// pronouns split (`l'avocat`, `j'ai`), numbers keep their points (`10.50`).
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut digits = false;
    while let Some((at, c)) = chars.next() {
        step!();
        if is_joiner(c) {
            continue;
        }
        if is_word(c) {
            end = at + c.len_utf8();
            digits = c.is_ascii_digit();
            continue;
        }
        let next = chars.peek().map(|&(_, next)| next);
        let number = digits && matches!(c, '.' | ',' | ':') && next.is_some_and(|next| next.is_ascii_digit());
        let tail = rest.get(at + c.len_utf8()..).unwrap_or_default();
        let goes_on = number || (is_apostrophe(c) && contraction(tail));
        if !goes_on {
            break;
        }
    }
    end
}

/// Whether `tail`, which follows an apostrophe, ends an English contraction or genitive.
fn contraction(tail: &str) -> bool {
    let mut letters = tail.chars().take_while(|&c| is_word(c)).map(|c| c.to_ascii_lowercase());
    match (letters.next(), letters.next(), letters.next()) {
        (Some('t' | 's' | 'm' | 'd'), None, _) => true,
        (Some(first), Some(second), None) => matches!((first, second), ('r' | 'v', 'e') | ('l', 'l')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::memory::Memory;
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        tokens.list.iter().map(|token| tokens.folded(token).to_owned()).collect()
    }

    #[test]
    fn contractions_stay_whole_and_elisions_split() {
        assert_eq!(words("I don’t, we've"), ["i", "dont", "weve"]);
        assert_eq!(words("J'ai l’avocat, c'è"), ["j", "ai", "l", "avocat", "c", "e"]);
        assert_eq!(words("à résilie\u{301}r"), ["a", "resilier"]);
        assert_eq!(words("re\u{AD}fund\u{200B} my\u{200D} mo\u{200B}ney"), ["refund", "my", "money"]);
        // Half of a character that JavaScript cut through comes as a replacement character.
        assert_eq!(words("pay \u{FFFD}back"), ["pay", "back"]);
    }

    /// All of a text's words, but not where they are remembered.
    fn all<K: Recall>(text: &str, skipped: &[Span], tokens: &mut Tokens, known: &mut K) -> String {
        tokens.read(text, skipped, known);
        tokens.list.iter_mut().for_each(|token| token.place = 0);
        let Tokens { arena, list, sentences, marks, counts, .. } = tokens;
        format!("{:?} {list:?} {sentences:?} {marks:?} {counts:?}", core::str::from_utf8(arena.from(0)).unwrap())
    }

    proptest! {
        #[test]
        fn eight_bytes_at_once_change_nothing(
            text in "(([a-zA-Z0-9]{1,18}|I|[A-Z]{2,3}|don|é|ß|ﬀ|www|\u{301})([ ]{1,2}|[.,!?;)'’`:@/(\n-]{1,2}|['’`](t|re|Ve|LL|s|x)|[.,!?] |){1,2}){0,12}",
            skipped in (0..40_usize, 0..20_usize),
        ) {
            let (mut tokens, mut known) = (Tokens::default(), Memory::default());
            let (from, to) = (skipped.0, skipped.0 + skipped.1);
            let skipped = [Span { start: from, end: to }];
            let skipped = if text.get(from..to).is_some() { &skipped[..] } else { &[] };
            let plainly = all(&text, skipped, &mut Tokens::default(), &mut Forget);
            // The second time the words are known, and the places are used again.
            for _ in 0..2 {
                known.begin();
                prop_assert_eq!(&all(&text, skipped, &mut tokens, &mut known), &plainly);
            }
        }
    }

    #[test]
    fn numbers_and_links_are_single_words() {
        assert_eq!(
            words("€10.50 at 9:30, 3rd. See https://a.example/x?y=1."),
            ["10.50", "at", "9:30", "3rd", "see", "https://a.example/x?y=1"]
        );
        assert_eq!(words("mail me@x.example or @brand"), ["mail", "me@x.example", "or", "@brand"]);
    }

    #[test]
    fn breaks_and_questions() {
        let tokens = Tokens::new("Does it work? Well, yes\nand fine.\nBye");
        let breaks: Vec<_> = tokens.list.iter().map(|token| token.before).collect();
        use Break::{Clause, None, Sentence};
        for (text, sentences) in
            [("Zum 31.12. kündige ich", 1), ("am 3. Mai und 4. april", 1), ("nach 14. Dann", 2), ("um 10. Ende. 1.", 3)]
        {
            assert_eq!(Tokens::new(text).sentences.len(), sentences, "{text}");
        }
        assert_eq!(breaks, [Sentence, None, None, Sentence, Clause, None, None, Sentence]);
        assert_eq!(tokens.sentences.iter().map(|sentence| sentence.question).collect::<Vec<_>>(), [true, false, false]);
    }
}
