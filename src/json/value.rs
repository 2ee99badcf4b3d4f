//! JSON of any shape as a tree, and the reading of its text (RFC 8259).

use super::{JsonError, Read, Rule, Syntax, number, read};

/// How deep lists and objects may stand in one another: no file of ours comes near, and the stack holds it easily.
pub const DEEPEST: u8 = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object's fields as they stand; of those that stand twice the last counts.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// Reads a JSON text. Half of a surrogate pair (`\ud83d` alone) is read as U+FFFD, as browsers encode it.
    ///
    /// # Errors
    /// Says where the text is not JSON, is nested deeper than 128 levels, or has a number beyond what a double holds.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        reader.whole().map_err(|syntax| {
            let before = text.get(..reader.at).unwrap_or_default();
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            let column = before.chars().rev().take_while(|char| *char != '\n').count() + 1;
            JsonError::whole(Rule::Syntax { line, column, syntax, ends: reader.at >= text.len() })
        })
    }

    /// Reads the value as `T`. Unknown fields are passed over.
    ///
    /// # Errors
    /// Names the place and the rule when the value is not of `T`'s shape.
    pub fn read<T: Read>(&self) -> Result<T, JsonError> {
        read::read(self)
    }

    /// The field of that name, where it is an object that has one.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// A text, read from the start, and how far.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<Value, Syntax> {
        let value = self.value()?;
        if self.peek_after_blanks().is_some() { Err(Syntax::End) } else { Ok(value) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn peek_after_blanks(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes past `byte` where it is next.
    fn take(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn value(&mut self) -> Result<Value, Syntax> {
        match self.peek_after_blanks() {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => Ok(Value::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Value::Number(self.number()?)),
            Some(b't') => self.word("true", Value::Flag(true)),
            Some(b'f') => self.word("false", Value::Flag(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(_) => Err(Syntax::Value),
            None => Err(Syntax::More),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Syntax> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(Syntax::Value)
        }
    }

    fn list(&mut self) -> Result<Value, Syntax> {
        let mut items = Vec::new();
        self.enter()?;
        if self.peek_after_blanks() != Some(b']') {
            loop {
                items.push(self.value()?);
                if !self.comma() {
                    break;
                }
            }
        }
        self.leave(b']', Syntax::Item)?;
        Ok(Value::List(items))
    }

    fn object(&mut self) -> Result<Value, Syntax> {
        let mut fields = Vec::new();
        self.enter()?;
        if self.peek_after_blanks() != Some(b'}') {
            loop {
                if self.peek_after_blanks() != Some(b'"') {
                    return Err(Syntax::Name);
                }
                let name = self.string()?;
                self.peek_after_blanks();
                if !self.take(b':') {
                    return Err(Syntax::Colon);
                }
                fields.push((name, self.value()?));
                if !self.comma() {
                    break;
                }
            }
        }
        self.leave(b'}', Syntax::Field)?;
        Ok(Value::Object(fields))
    }

    /// Goes past the opening bracket.
    const fn enter(&mut self) -> Result<(), Syntax> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST { Err(Syntax::Shallower) } else { Ok(()) }
    }

    fn leave(&mut self, bracket: u8, syntax: Syntax) -> Result<(), Syntax> {
        self.depth -= 1;
        if self.take(bracket) { Ok(()) } else { Err(syntax) }
    }

    fn comma(&mut self) -> bool {
        self.peek_after_blanks();
        self.take(b',')
    }

    fn number(&mut self) -> Result<f64, Syntax> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        let whole = self.at;
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let number = if self.at == whole { number::whole(text) } else { number::read(text) };
        if number.is_finite() { Ok(number) } else { Err(Syntax::Smaller) }
    }

    fn digits(&mut self) -> Result<(), Syntax> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(Syntax::Digit);
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Syntax> {
        let mut text = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.take(b'"') {
                return Ok(text);
            }
            if !self.take(b'\\') {
                return Err(Syntax::StringEnd);
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Syntax> {
        let byte = self.peek();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => self.unicode()?,
            _ => {
                self.at -= 1;
                return Err(Syntax::Escape);
            }
        })
    }

    /// The character of one UTF-16 unit, or of two where the next escape is the other half of a pair.
    fn unicode(&mut self) -> Result<char, Syntax> {
        let unit = self.unit()?;
        let after = self.at;
        if matches!(unit, 0xd800..0xdc00) && self.take(b'\\') && self.take(b'u') {
            let low = self.unit()?;
            if matches!(low, 0xdc00..0xe000) {
                let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.at = after;
        Ok(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Syntax> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or(Syntax::Hexadecimal)?;
            self.at += 1;
        }
        Ok(unit)
    }
}
