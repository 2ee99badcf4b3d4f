//! Scripts and style sheets without what only authors need: comments, indentation, blanks. Names stay, and so do
//! line ends wherever one may stand for a semicolon, so that no knowledge of the grammar is needed.

/// A script, as above.
pub fn script(text: &str) -> String {
    let mut out = Out::default();
    let mut rest = text;
    // Braces that are open in each template around: at the last `}` of an insertion its text goes on.
    let mut templates: Vec<usize> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => {
                rest = rest.trim_start_matches(|c| c != '\n');
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let (comment, after) = rest.split_once("*/").unwrap_or((rest, ""));
                out.blank(comment.contains('\n'));
                rest = after;
                continue;
            }
            '/' if out.expects_value() => quoted(rest, '/'),
            '"' | '\'' => quoted(rest, first),
            '`' => {
                let (length, open) = template(rest);
                templates.extend(open.then_some(0));
                length
            }
            '{' => {
                if let Some(open) = templates.last_mut() {
                    *open += 1;
                }
                1
            }
            '}' if templates.last() == Some(&0) => {
                let (length, open) = template(rest);
                if !open {
                    templates.pop();
                }
                length
            }
            '}' => {
                if let Some(open) = templates.last_mut() {
                    *open -= 1;
                }
                1
            }
            _ if first.is_whitespace() => {
                out.blank(first == '\n');
                rest = rest.trim_start_matches(first);
                continue;
            }
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        out.push(piece, script_joins);
        rest = after;
    }
    out.finish()
}

/// A style sheet, as above.
pub fn sheet(text: &str) -> String {
    let mut out = Out::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                out.blank(false);
                continue;
            }
            '"' | '\'' => quoted(rest, first),
            _ if first.is_whitespace() => {
                out.blank(false);
                rest = rest.trim_start();
                continue;
            }
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        if piece == "}" && out.last() == ';' {
            out.text.pop();
        }
        out.push(piece, sheet_joins);
        rest = after;
    }
    out.finish()
}

/// The length of a text or a regular expression in its marks, which a `\` takes the meaning of; a line end ends it too, so
/// that a mistake here stays within a line.
fn quoted(text: &str, mark: char) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = mark == '/',
            ']' => class = false,
            _ if c == mark && !class => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The length of a template's text from its mark to its end or past `${`, and whether it is the latter.
fn template(text: &str) -> (usize, bool) {
    let mut escaped = false;
    let mut before = ' ';
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' => return (at + 1, false),
            '{' if before == '$' => return (at + 1, true),
            _ => {}
        }
        before = if escaped { ' ' } else { c };
    }
    (text.len(), false)
}

#[derive(Default)]
struct Out {
    text: String,
    /// What stands between the last piece and the next: nothing, blanks, or a line end.
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
}

impl Out {
    fn blank(&mut self, line: bool) {
        self.gap = self.gap.max(if line { Gap::Line } else { Gap::Blank });
    }

    fn last(&self) -> char {
        self.text.chars().next_back().unwrap_or('\n')
    }

    /// Whether a `/` here begins a regular expression: after a value it divides.
    fn expects_value(&self) -> bool {
        let is_value = is_name(self.last()) || matches!(self.last(), ')' | ']' | '}' | '"' | '\'' | '`');
        !is_value || self.text.ends_with("return")
    }

    fn push(&mut self, piece: &str, joins: fn(char, char) -> bool) {
        let (last, first) = (self.last(), piece.chars().next().unwrap_or_default());
        match self.gap {
            _ if self.text.is_empty() => {}
            Gap::Line if !matches!(last, '{' | ';' | ',' | '(' | '[') && !matches!(first, '}' | ')' | ']') => {
                self.text.push('\n');
            }
            Gap::Blank if !joins(last, first) => self.text.push(' '),
            _ => {}
        }
        self.gap = Gap::None;
        self.text.push_str(piece);
    }

    fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@')
}

/// Whether a script means the same without the blank between the two.
fn script_joins(last: char, first: char) -> bool {
    let doubles = last == first && matches!(first, '+' | '-' | '/');
    !(doubles || is_name(last) && is_name(first) || last.is_ascii_digit() && first == '.')
}

/// Whether a style sheet means the same without the blank between the two. One before a `:` or around `+` and `-` does not
/// go: `a :hover` is not `a:hover`.
fn sheet_joins(last: char, first: char) -> bool {
    matches!(last, '{' | '}' | ';' | ',' | ':') || matches!(first, '{' | '}' | ';' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_indentation_and_blanks_go() {
        let text = "// What it does.\n/**\n * @param {string} a\n */\nexport function f( a , b ) {\n  // why\n  return a + +b;\n}\n";
        assert_eq!(script(text), "export function f(a,b){return a+ +b;}\n");
        assert_eq!(script("const a = 1 /* one */ + 2\nconst b = a\n(c)\n"), "const a=1+2\nconst b=a\n(c)\n");
        assert_eq!(script("if (a) {\n  b()\n}\nelse c = a / 2 / d;\n"), "if(a){b()}\nelse c=a/2/d;\n");
    }

    #[test]
    fn texts_templates_and_regular_expressions_stay() {
        for text in [
            "a=\"// no  comment \\\" /* \";\n",
            "a='it is  \\'so\\'';\n",
            "a=`two  lines\n  // ${b({c:`in  ${d} side`})} /* `;\n",
            "a=b.replace(/[/\\]]  \\/\\//g,\"\");\n",
            "return/^a  b/.test(c);\n",
        ] {
            assert_eq!(script(text), text);
        }
    }

    #[test]
    fn a_sheet_keeps_blanks_that_mean_something() {
        let text = "/* Looks. */\n.a :hover > b,\n.c {\n  color: red;\n  width: calc(100% - 2px);\n}\n@media (width > 3px) and (hover) {\n  a { content: \"  ;} \"; }\n}\n";
        let small = ".a :hover > b,.c{color:red;width:calc(100% - 2px)}@media (width > 3px) and (hover){a{content:\"  ;} \"}}\n";
        assert_eq!(sheet(text), small);
    }
}
