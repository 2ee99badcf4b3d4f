//! From a type of ours to JSON text.

use super::{JsonError, LARGEST_WHOLE, Rule, number};

/// A type that can be written; [`json_shape!`](crate::json_shape) writes the writer of a struct or an enum.
pub trait Write {
    /// Writes the value at the end of a text.
    fn write(&self, to: &mut Writer);
}

/// The text so far, and why it cannot be written, if so. Of where it stands nothing is remembered: a comma is due unless a
/// bracket was just opened.
#[derive(Default)]
pub struct Writer {
    text: String,
    fault: Option<Rule>,
}

impl Writer {
    pub(super) fn finish(self) -> Result<String, JsonError> {
        match self.fault {
            None => Ok(self.text),
            Some(rule) => Err(JsonError::whole(rule)),
        }
    }

    /// Says why the value cannot be written.
    #[cold]
    pub fn refuse(&mut self, rule: Rule) {
        self.fault = Some(rule);
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn comma(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.raw(",");
        }
    }

    /// Begins an object.
    pub fn open(&mut self) {
        self.raw("{");
    }

    /// Ends an object.
    pub fn close(&mut self) {
        self.raw("}");
    }

    /// Writes a field's name.
    pub fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.raw(":");
    }

    /// Writes a field.
    pub fn field<T: Write + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.write(self);
    }

    /// Writes the fields of an object, if it is one, among those of the object around it.
    pub fn flat<T: Write + ?Sized>(&mut self, value: &T) {
        let before = self.text.len();
        self.comma();
        let start = self.text.len();
        value.write(self);
        if self.text.ends_with('}') {
            self.text.pop();
            self.text.remove(start);
        } else {
            self.text.truncate(before);
        }
    }

    /// Writes a list.
    pub fn list<'a, T: Write + 'a>(&mut self, items: impl IntoIterator<Item = &'a T>) {
        self.raw("[");
        for item in items {
            self.comma();
            item.write(self);
        }
        self.raw("]");
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.raw("\"");
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                8 => "\\b",
                9 => "\\t",
                10 => "\\n",
                12 => "\\f",
                13 => "\\r",
                0..=15 => "\\u000",
                16..=31 => "\\u001",
                _ => continue,
            };
            self.raw(text.get(start..at).unwrap_or_default());
            self.raw(escape);
            if escape.len() > 2 {
                self.text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or_default());
            }
            start = at + 1;
        }
        self.raw(text.get(start..).unwrap_or_default());
        self.raw("\"");
    }

    fn whole(&mut self, number: i64) {
        if number.unsigned_abs() > LARGEST_WHOLE {
            self.refuse(Rule::Beyond(number));
        }
        self.raw(&number.to_string());
    }
}

macro_rules! whole_numbers {
    ($($type:ident)+) => {
        $(impl Write for $type {
            fn write(&self, to: &mut Writer) {
                to.whole((*self).into());
            }
        })+
    };
}

whole_numbers! { u8 u16 u32 i32 i64 }

impl Write for usize {
    fn write(&self, to: &mut Writer) {
        to.whole(i64::try_from(*self).unwrap_or(i64::MAX));
    }
}

impl Write for f64 {
    fn write(&self, to: &mut Writer) {
        to.raw(&number::text(*self));
    }
}

impl Write for bool {
    fn write(&self, to: &mut Writer) {
        to.raw(if *self { "true" } else { "false" });
    }
}

impl Write for str {
    fn write(&self, to: &mut Writer) {
        to.string(self);
    }
}

impl Write for String {
    fn write(&self, to: &mut Writer) {
        to.string(self);
    }
}

impl<T: Write + ?Sized> Write for &T {
    fn write(&self, to: &mut Writer) {
        (*self).write(to);
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, to: &mut Writer) {
        match self {
            Some(value) => value.write(to),
            None => to.raw("null"),
        }
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

impl<T: Write> Write for [T] {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }
}

impl<T: Write, const N: usize> Write for [T; N] {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }
}
