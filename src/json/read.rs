//! From a [`Value`] to a type of ours.
//!
//! Reading always gives a value. Where something is wrong that value is blank, and the first fault is remembered beside
//! it, so that the whole is thrown away in the end. So the reader of a type is straight code: it has no way out between
//! two fields, on which all that was read before would have to be cleared up. Of what serde's derive compiles to, that
//! clearing up is the larger part.

use std::array;
use std::cell::OnceCell;

use super::{JsonError, LARGEST_WHOLE, Rule, Value, Wanted, number};

/// A type that can be read; [`json_shape!`](crate::json_shape) writes the reader of a struct or an enum.
pub trait Read: Sized {
    /// What stands at a place. Where that is not of this shape the place is told so, and what comes back is of no meaning.
    fn read(from: &Place<'_>) -> Self;
}

/// A place in a text: what stands there, if anything, and how one got there.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    value: Option<&'a Value>,
    way: Way<'a>,
    fault: &'a OnceCell<JsonError>,
}

#[derive(Clone, Copy)]
enum Way<'a> {
    Start,
    Field(&'a Place<'a>, &'a str),
    /// Into a variant, whose word may stand without content.
    Word(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

/// Reads a whole value.
pub(super) fn read<T: Read>(value: &Value) -> Result<T, JsonError> {
    let fault = OnceCell::new();
    let read = T::read(&Place { value: Some(value), way: Way::Start, fault: &fault });
    match fault.into_inner() {
        None => Ok(read),
        Some(fault) => Err(fault),
    }
}

impl<'a> Place<'a> {
    /// What stands here; nothing where a field was left out.
    #[must_use]
    pub const fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// Says which rule is broken here. The first fault of a text is the one that counts.
    #[cold]
    pub fn refuse(&self, rule: Rule) {
        self.fault.get_or_init(|| {
            let path = self.path();
            JsonError { path: if path.is_empty() { ".".to_owned() } else { path }, rule }
        });
    }

    /// Says that what stands here is not of the wanted kind, or that there is nothing at all.
    #[cold]
    pub fn refuse_as_unlike(&self, wanted: Wanted) {
        match (self.value, self.way) {
            (Some(value), _) => self.refuse(Rule::Unlike { given: value.into(), wanted }),
            (None, Way::Field(within, name)) => within.refuse(Rule::Missing(name.to_owned())),
            (None, _) => self.refuse(Rule::Bare),
        }
    }

    fn path(&self) -> String {
        match self.way {
            Way::Start => String::new(),
            Way::Item(within, index) => [&within.path(), "[", &index.to_string(), "]"].concat(),
            Way::Field(within, name) | Way::Word(within, name) => {
                let before = within.path();
                [before.as_str(), if before.is_empty() { "" } else { "." }, name].concat()
            }
        }
    }

    /// A field of the object that must stand here.
    #[must_use]
    pub fn field<T: Read>(&self, name: &str) -> T {
        T::read(&self.at(name))
    }

    /// A field that may be left out, and then is as `absent` says.
    #[must_use]
    pub fn field_or<T: Read>(&self, name: &str, absent: T) -> T {
        let place = self.at(name);
        if place.value.is_none() { absent } else { T::read(&place) }
    }

    fn at<'b>(&'b self, name: &'b str) -> Place<'b> {
        self.object();
        Place { value: self.value.and_then(|value| value.field(name)), way: Way::Field(self, name), fault: self.fault }
    }

    /// The fields of the object that must stand here.
    pub fn object(&self) -> &'a [(String, Value)] {
        if let Some(Value::Object(fields)) = self.value {
            return fields;
        }
        self.refuse_as_unlike(Wanted::Object);
        &[]
    }

    fn list(&self) -> &'a [Value] {
        if let Some(Value::List(items)) = self.value {
            return items;
        }
        self.refuse_as_unlike(Wanted::List);
        &[]
    }

    fn item<T: Read>(&self, index: usize, value: Option<&Value>) -> T {
        T::read(&Place { value, way: Way::Item(self, index), fault: self.fault })
    }

    /// The string that must stand here.
    #[must_use]
    pub fn text(&self) -> &'a str {
        if let Some(Value::Text(text)) = self.value {
            return text;
        }
        self.refuse_as_unlike(Wanted::Text);
        ""
    }

    fn whole(&self, least: i64, most: u64) -> i64 {
        if let Some(Value::Number(number)) = self.value
            && let Some(whole) = number::within(*number, least, most)
        {
            return whole;
        }
        self.refuse_as_unlike(Wanted::Whole(least, most));
        0
    }

    /// Where among `words` the word stands that must stand here.
    #[must_use]
    pub fn word(&self, words: &[&str]) -> usize {
        self.find(words, self.text())
    }

    /// Which variant stands here, by its place among `words`, and the place of its content: a variant is an object of one
    /// field.
    #[must_use]
    pub fn variant<'b>(&'b self, words: &[&str]) -> (usize, Place<'b>) {
        let (word, content) = match self.value {
            Some(Value::Text(word)) => (word.as_str(), None),
            Some(Value::Object(fields))
                if let Some((word, content)) = fields.last()
                    && fields.iter().all(|(other, _)| other == word) =>
            {
                (word.as_str(), Some(content))
            }
            _ => {
                self.refuse_as_unlike(Wanted::Word);
                ("", None)
            }
        };
        (self.find(words, word), Place { value: content, way: Way::Word(self, word), fault: self.fault })
    }

    fn find(&self, words: &[&str], word: &str) -> usize {
        words.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.refuse(Rule::NotOneOf { given: word.to_owned(), known: words.join(", ") });
            0
        })
    }

    /// The entries of the object that must stand here.
    pub(crate) fn entries<T: Read>(&self) -> impl Iterator<Item = (&'a str, T)> {
        self.object().iter().map(|(name, value)| {
            (name.as_str(), T::read(&Place { value: Some(value), way: Way::Field(self, name), fault: self.fault }))
        })
    }
}

macro_rules! whole_numbers {
    ($($type:ident: $least:expr, $most:expr;)+) => {
        $(impl Read for $type {
            fn read(from: &Place<'_>) -> Self {
                from.whole($least as i64, $most as u64) as $type
            }
        })+
    };
}

whole_numbers! {
    u8: 0, u8::MAX;
    u16: 0, u16::MAX;
    u32: 0, u32::MAX;
    u64: 0, LARGEST_WHOLE;
    i32: i32::MIN, i32::MAX;
    i64: -(LARGEST_WHOLE as i64), LARGEST_WHOLE;
}

impl Read for f64 {
    fn read(from: &Place<'_>) -> Self {
        if let Some(Value::Number(number)) = from.value {
            return *number;
        }
        from.refuse_as_unlike(Wanted::Number);
        0.0
    }
}

impl Read for bool {
    fn read(from: &Place<'_>) -> Self {
        if let Some(Value::Flag(flag)) = from.value {
            return *flag;
        }
        from.refuse_as_unlike(Wanted::Flag);
        false
    }
}

impl Read for String {
    fn read(from: &Place<'_>) -> Self {
        from.text().to_owned()
    }
}

/// Left out, `null` or there.
impl<T: Read> Read for Option<T> {
    fn read(from: &Place<'_>) -> Self {
        if matches!(from.value, None | Some(Value::Null)) { None } else { Some(T::read(from)) }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(from: &Place<'_>) -> Self {
        Self::new(T::read(from))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(from: &Place<'_>) -> Self {
        let items = from.list();
        let mut read = Self::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            read.push(from.item(index, Some(value)));
        }
        read
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn read(from: &Place<'_>) -> Self {
        let items = match from.value {
            Some(Value::List(items)) if items.len() == N => items.as_slice(),
            _ => {
                from.refuse_as_unlike(Wanted::Items(N));
                &[]
            }
        };
        array::from_fn(|index| from.item(index, items.get(index)))
    }
}
