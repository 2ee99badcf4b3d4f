//! The text of a message that its desk gives as HTML only. Never the browser's parser: under Trusted Types it throws, and
//! nothing of a customer's ever becomes a page. Quoted blocks keep their quotation: each of their lines begins with `> `,
//! as in plain mail, so that the reader sets them aside.

use crate::find::{find, split_once};

/// The text of `html`.
pub(super) fn text(html: &str) -> String {
    let mut page = Page { text: String::with_capacity(html.len()), quoted: 0, fresh: true, blank: false };
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (words, mark) = rest.split_at(at);
        page.words(words);
        rest = if mark.starts_with('<') { page.tag(mark) } else { page.entity(mark) };
    }
    page.words(rest);
    page.text
}

struct Page {
    text: String,
    /// How deep in quotations.
    quoted: usize,
    /// At the beginning of a line.
    fresh: bool,
    /// White space waits for a word after it.
    blank: bool,
}

impl Page {
    fn push(&mut self, sign: char) {
        if self.fresh {
            self.text.extend(std::iter::repeat_n("> ", self.quoted.min(9)));
        } else if self.blank {
            self.text.push(' ');
        }
        (self.fresh, self.blank) = (false, false);
        self.text.push(sign);
    }

    fn words(&mut self, words: &str) {
        for sign in words.chars() {
            if matches!(sign, ' ' | '\n' | '\r' | '\t') { self.blank = true } else { self.push(sign) }
        }
    }

    fn line(&mut self) {
        self.text.push('\n');
        (self.fresh, self.blank) = (true, false);
    }

    /// Begins a line where one is under way.
    fn block(&mut self) {
        if !self.fresh {
            self.line();
        }
    }

    /// Goes past the tag that `html` begins with, or past a `<` that begins none.
    fn tag<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return split_once(comment, "-->").map_or("", |(_, rest)| rest);
        }
        let inner = html.get(1..).unwrap_or_default();
        let closing = inner.starts_with('/');
        let name = inner.trim_start_matches(['/', '!', '?']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() {
            self.push('<');
            return inner;
        }
        let rest = after_tag(inner);
        match name.as_str() {
            "br" => self.line(),
            "blockquote" => {
                self.block();
                self.quoted = if closing { self.quoted.saturating_sub(1) } else { self.quoted + 1 };
            }
            "script" | "style" | "head" | "title" | "textarea" if !closing => {
                let close = ["</", &name].concat();
                let lower = rest.to_ascii_lowercase();
                return find(&lower, &close).and_then(|at| rest.get(at..)).unwrap_or_default();
            }
            "p" | "h1" | "h2" | "h3" | "ul" | "ol" | "table" | "pre" if closing => {
                self.block();
                if !self.text.ends_with("\n\n") {
                    self.line();
                }
            }
            "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "ul" | "ol" | "table" | "pre" | "hr" => self.block(),
            "td" | "th" => self.blank = true,
            _ => {}
        }
        rest
    }

    /// Writes the sign that `html` begins with, as in `&amp;`; an `&` that begins none stands for itself.
    fn entity<'a>(&mut self, html: &'a str) -> &'a str {
        let inner = html.get(1..).unwrap_or_default();
        if let Some((name, rest)) = inner.split_once(';').filter(|(name, _)| name.len() <= 8) {
            let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            });
            let sign = match number {
                Some(number) => number.ok().and_then(char::from_u32),
                None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign),
            };
            match sign {
                Some('\u{a0}') => {
                    self.blank = true;
                    return rest;
                }
                Some(sign) => {
                    self.push(sign);
                    return rest;
                }
                None => {}
            }
        }
        self.push('&');
        inner
    }
}

/// What follows a tag; a `>` between quotation marks does not end it.
fn after_tag(inner: &str) -> &str {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return inner.get(at + 1..).unwrap_or_default(),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    // Never closed: at worst the rest is one tag.
    ""
}

/// The entities that desks' editors write; letters come as themselves.
const NAMED: [(&str, char); 14] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("euro", '€'),
    ("hellip", '…'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("ndash", '–'),
    ("mdash", '—'),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::text;

    #[test]
    fn what_a_person_would_read() {
        for (html, read) in [
            ("<p>Fui cobrada duas vezes</p>", "Fui cobrada duas vezes"),
            ("<p>One</p>\n<p>Two<br>three</p>", "One\n\nTwo\nthree"),
            ("a&nbsp;b &amp; c &#8364; &#x20ac; &eacute; & d", "a b & c € € &eacute; & d"),
            ("<div>Yes</div><blockquote><p>You wrote:</p>No</blockquote>Bye", "Yes\n> You wrote:\n\n> No\nBye"),
            ("<style>p { color: red }</style><script>x<y</script>Text", "Text"),
            ("<a title=\"a > b\" href='x'>link</a>", "link"),
            ("1 < 2 and <!-- hidden --> seen", "1 < 2 and seen"),
            ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
            ("&lt;img src=x onerror=alert(1)&gt;", "<img src=x onerror=alert(1)>"),
            ("plain\ntext", "plain text"),
        ] {
            assert_eq!(text(html).trim(), read, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>/&;#a-zé\" =!-]{0,60}") {
            let read = text(&html);
            prop_assert!(read.len() <= html.len() * 20);
        }

        #[test]
        fn escaped_text_reads_as_it_was(words in "[a-z<>&\"']{1,40}") {
            let html = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(text(&html), words);
        }
    }
}
