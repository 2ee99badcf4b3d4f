//! Words of a text in folded form, each with its place in the original bytes and the break before it.

use super::Span;
use super::fold::{is_alphanumeric, is_apostrophe, is_combining, is_lower, is_upper, is_word, push_folded};
use super::glance::{Glance, eight_at};
use super::lexicon::{Hash, UNKNOWN, hash};
use super::memory::{Forget, Key, Recall};
use super::table::Words;
use crate::find::find;

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
    /// The folded words, a space between each and the next: a line of words is a part of it.
    pub arena: String,
    /// The words in order.
    pub list: Vec<Token>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// What else stands between the words.
    pub marks: Marks,
    /// How many words there are.
    pub counts: Counts,
    /// Where words are folded that are not plain.
    word: String,
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
pub(super) struct Counts {
    /// No links.
    pub plain: usize,
    /// Neither links nor numbers.
    pub words: usize,
    /// In capitals, and more than two.
    pub shouted: usize,
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
        let mut arena = core::mem::take(&mut self.arena).into_bytes();
        arena.clear();
        self.list.clear();
        self.sentences.clear();
        self.marks = Marks::default();
        self.counts = Counts::default();
        // One allocation each, for words of four letters on average; a text of shorter words grows once.
        arena.reserve(text.len() + 16);
        self.list.reserve(text.len() / 5 + 4);
        let word = core::mem::take(&mut self.word);
        let mut scan = Scan { text, tokens: self, known, arena, word, before: Break::Sentence, plain: 0 };
        let mut from = 0;
        for span in skipped {
            scan.part(from, span.start);
            scan.end_sentence(false);
            scan.tokens.marks = Marks { loud: true, questions: 2, lines: true, ruled: true };
            from = span.end;
        }
        scan.part(from, text.len());
        scan.end_sentence(false);
        // The space after the last word.
        scan.arena.pop();
        // Nothing but folded characters was put there.
        let arena = String::from_utf8(scan.arena).unwrap_or_default();
        (self.arena, self.word) = (arena, scan.word);
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The folded word of a token.
    pub fn folded(&self, token: &Token) -> &str {
        token.folded.quote(&self.arena)
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
    tokens.arena
}

struct Scan<'t, K> {
    text: &'t str,
    tokens: &'t mut Tokens,
    known: &'t mut K,
    /// The arena as it grows.
    arena: Vec<u8>,
    /// The folded word that is read, where it is not a plain one.
    word: String,
    before: Break,
    /// Up to here there is no sign of a link or an address.
    plain: usize,
}

impl<K: Recall> Scan<'_, K> {
    fn part(&mut self, from: usize, to: usize) {
        let mut at = from;
        let text = self.text.as_bytes().get(..to).unwrap_or_default();
        while let Some(&byte) = text.get(at) {
            step!();
            // Most of a text.
            if byte == b' ' {
                at += 1;
                continue;
            }
            if K::QUICK {
                let plain = self.plain(text, at);
                if plain > 0 {
                    // The space behind it as well.
                    at += plain + usize::from(text.get(at + plain) == Some(&b' '));
                    continue;
                }
            }
            let rest = self.text.get(at..to).unwrap_or_default();
            let c = if byte < 0x80 { char::from(byte) } else { rest.chars().next().unwrap_or_default() };
            if is_word(c) || (c == '@' && self.fresh(at) && rest.get(1..).is_some_and(|rest| rest.starts_with(is_word)))
            {
                let linked = self.linked(rest, at);
                at += self.word(rest, at, linked).max(c.len_utf8());
            } else {
                self.separator(c, rest, at);
                at += c.len_utf8();
            }
        }
    }

    /// Reads the word at `at` where it begins with a plain letter or digit, as most do; its length, as of [`Self::word`], or
    /// zero.
    #[inline(always)]
    fn plain(&mut self, text: &[u8], at: usize) -> usize {
        let first = Glance::new(eight_at(text, at));
        if first.length == 0 {
            return 0;
        }
        let (mut small, mut capitals) = (first.has_small(), first.capitals());
        let mut length = first.length;
        let mut key = [first.folded, 0];
        let mut hash = Hash::default();
        hash.add(first.folded);
        let start = self.arena.len();
        // Eight bytes are put there in one step; those too many are taken away again.
        self.arena.extend_from_slice(&first.folded.to_le_bytes());
        let mut full = length == 8;
        while full {
            let next = Glance::new(eight_at(text, at + length));
            full = next.length == 8;
            if next.length > 0 {
                hash.add(next.folded);
                self.arena.extend_from_slice(&next.folded.to_le_bytes());
            }
            key = if length == 8 && !full { [first.folded, next.folded] } else { [0, 0] };
            small |= next.has_small();
            capitals += next.capitals();
            length += next.length;
        }
        let number = text.get(at).is_some_and(u8::is_ascii_digit);
        // What follows a word may belong to it; a space does not, nor a mark that a space follows.
        let end = text.get(at + length).copied().unwrap_or(b' ');
        if end != b' ' && !(is_end(end) && matches!(text.get(at + length + 1), None | Some(b' '))) {
            let rest = self.text.get(at..text.len()).unwrap_or_default();
            let linked = self.linked(rest, at);
            let goes_on = match end {
                b'.' | b',' | b':' => text.get(at + length - 1).is_some_and(u8::is_ascii_digit),
                b'\'' | b'`' | 0x80.. => true,
                _ => false,
            };
            if goes_on || linked.is_some() {
                self.arena.truncate(start);
                return self.word(rest, at, linked);
            }
        }
        step!(length);
        self.arena.truncate(start + length);
        let hash = hash.end();
        let key = if key == [0, 0] { Key(key) } else { Key(key).of_number(number) };
        let place = self.known.meet(self.tokens.list.len(), hash, key, self.arena.get(start..).unwrap_or_default());
        self.arena.push(b' ');
        self.push(Token {
            span: Span { start: at, end: at + length },
            folded: Span { start, end: start + length },
            hash,
            place,
            listed: UNKNOWN,
            before: self.before,
            capital: first.begins_high(),
            shouted: capitals > 1 && !small,
            marked: false,
            number,
            opaque: false,
            sentence: 0,
        });
        length
    }

    /// Reads the word at the head of `rest`, whatever it is made of, or the link of this length; its length in bytes, with
    /// a separator that belongs to it.
    fn word(&mut self, rest: &str, at: usize, linked: Option<usize>) -> usize {
        let length = linked.unwrap_or_else(|| word_length(rest));
        step!(length);
        let word = rest.get(..length).unwrap_or_default();
        let start = self.arena.len();
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
        self.arena.extend_from_slice(folded);
        let folded_end = self.arena.len();
        // None stands before the first letter.
        if folded_end > 0 {
            self.arena.push(b' ');
        }
        let first = word.chars().next();
        let number = first.is_some_and(|c| c.is_ascii_digit());
        let hash = hash(folded);
        let key = if K::QUICK { Key::new(folded, number) } else { Key::default() };
        let place = self.known.meet(self.tokens.list.len(), hash, key, folded);
        self.push(Token {
            span: Span { start: at, end: at + length },
            folded: Span { start, end: folded_end },
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
        counts.plain += usize::from(!token.opaque);
        counts.words += usize::from(token.is_word());
        counts.shouted += usize::from(token.shouted && token.span.end - token.span.start > 2);
        self.tokens.list.push(Token { sentence: self.tokens.sentences.len(), ..token });
        self.before = Break::None;
    }

    /// Whether a new chunk begins at `at`, so that a link is looked for once a chunk only.
    fn fresh(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '<' | '[' | '"' | '“' | '«'))
    }

    /// The length of the link, the address or the mention at the head of `rest`. Most chunks hold no sign of one, which
    /// one look ahead tells for all words of the chunk.
    fn linked(&mut self, rest: &str, at: usize) -> Option<usize> {
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

/// Whether a sign ends a word that a space follows, and belongs to no word then.
const fn is_end(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b')')
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
