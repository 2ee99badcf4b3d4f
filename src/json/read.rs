//! From a [`Value`] to a type of ours, by serde. Three choices keep what is compiled for each type small:
//!
//! - A struct is read as the list of its fields in the order of its declaration, each looked up by its name: straight code,
//!   without a loop, a recogniser of names and a check for doubles for each struct. So `#[serde(alias)]` is not understood,
//!   and an absent `Option` is `None` whatever its `#[serde(default)]` says.
//! - A variant is looked up in its enum's list of words, by one function for all.
//! - Messages say which kind of JSON is wanted, not which Rust type.

use std::slice;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::Fault;
use super::{LARGEST_WHOLE, Value, number};

/// A place to read from: `None` where a struct's field is not there. Only an `Option` can be read from that.
#[derive(Clone, Copy)]
pub(super) struct Place<'a>(pub Option<&'a Value>);

impl<'a> Place<'a> {
    fn value(self) -> Result<&'a Value, Fault> {
        self.0.ok_or(Fault::MISSING)
    }

    fn unlike<T>(self, wanted: &str) -> Result<T, Fault> {
        Err(self.0.map_or(Fault::MISSING, |value| Fault::unlike(value, wanted)))
    }

    fn text(self) -> Result<&'a str, Fault> {
        if let Some(Value::Text(text)) = self.0 { Ok(text) } else { self.unlike("a string") }
    }

    fn flag(self) -> Result<bool, Fault> {
        if let Some(Value::Flag(flag)) = self.0 { Ok(*flag) } else { self.unlike("true or false") }
    }

    fn number(self) -> Result<f64, Fault> {
        if let Some(Value::Number(number)) = self.0 { Ok(*number) } else { self.unlike("a number") }
    }

    fn whole(self, least: i64, most: u64) -> Result<i64, Fault> {
        match self.0 {
            Some(Value::Number(number)) if let Some(whole) = number::within(*number, least, most) => Ok(whole),
            _ => self.unlike(&["a whole number from ", &least.to_string(), " to ", &most.to_string()].concat()),
        }
    }

    fn nothing(self) -> Result<(), Fault> {
        if let Some(Value::Null) = self.0 { Ok(()) } else { self.unlike("null") }
    }

    fn list(self) -> Result<Parts<'a>, Fault> {
        match self.0 {
            Some(list @ Value::List(_)) => Ok(Parts { of: list, names: &[], at: 0 }),
            _ => self.unlike("a list"),
        }
    }

    fn tuple(self, length: usize) -> Result<Parts<'a>, Fault> {
        match self.0 {
            Some(Value::List(items)) if items.len() == length => self.list(),
            _ => self.unlike(&["a list of ", &length.to_string()].concat()),
        }
    }

    fn fields(self, names: &'static [&'static str]) -> Result<Parts<'a>, Fault> {
        match self.0 {
            Some(object @ Value::Object(_)) => Ok(Parts { of: object, names, at: 0 }),
            _ => self.unlike("an object"),
        }
    }

    fn entries(self) -> Result<Entries<'a>, Fault> {
        match self.0 {
            Some(Value::Object(fields)) => Ok(Entries { rest: fields.iter(), here: None }),
            _ => self.unlike("an object"),
        }
    }

    /// A variant is a word, or an object of one field if there is anything in it.
    fn variant(self, words: &'static [&'static str]) -> Result<Variant<'a>, Fault> {
        let (word, content) = match self.0 {
            Some(Value::Text(word)) => (word, Place(None)),
            Some(Value::Object(fields))
                if let Some((word, content)) = fields.last()
                    && fields.iter().all(|(other, _)| other == word) =>
            {
                (word, Place(Some(content)))
            }
            _ => return self.unlike("a word, or an object of one field"),
        };
        match (0..).zip(words).find(|(_, known)| *known == word) {
            Some((index, _)) => Ok(Variant { index, word, content }),
            None => Err(Fault::no_such_word(word, words)),
        }
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ident: $least:expr, $most:expr;)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.whole($least as i64, $most as u64)? as $type)
        })+
    };
}

impl<'de> Deserializer<'de> for Place<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value()? {
            Value::Null => visitor.visit_unit(),
            Value::Flag(flag) => visitor.visit_bool(*flag),
            Value::Number(number) => match number::within(*number, -(LARGEST_WHOLE as i64), LARGEST_WHOLE) {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(*number),
            },
            Value::Text(text) => visitor.visit_str(text),
            Value::List(_) => visitor.visit_seq(self.list()?),
            Value::Object(_) => visitor.visit_map(self.entries()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(self.flag()?)
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8: i8::MIN, i8::MAX;
        deserialize_i16 visit_i16 i16: i16::MIN, i16::MAX;
        deserialize_i32 visit_i32 i32: i32::MIN, i32::MAX;
        deserialize_i64 visit_i64 i64: -(LARGEST_WHOLE as i64), LARGEST_WHOLE;
        deserialize_u8 visit_u8 u8: 0, u8::MAX;
        deserialize_u16 visit_u16 u16: 0, u16::MAX;
        deserialize_u32 visit_u32 u32: 0, u32::MAX;
        deserialize_u64 visit_u64 u64: 0, LARGEST_WHOLE;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if matches!(self.0, None | Some(Value::Null)) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.nothing()?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.tuple(length)?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let mut parts = self.fields(names)?;
        visitor.visit_seq(&mut parts).map_err(|fault| fault.of_struct(parts.name()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let variant = self.variant(words)?;
        visitor.visit_enum(variant).map_err(|fault| fault.of_variant(variant.word))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

/// A list's items, or those fields of an object that a struct asks for, in its order.
struct Parts<'a> {
    of: &'a Value,
    names: &'static [&'static str],
    at: usize,
}

impl<'a> Parts<'a> {
    fn next(&mut self) -> Option<Place<'a>> {
        let place = match self.of {
            Value::List(items) => Place(Some(items.get(self.at)?)),
            object => Place(object.field(self.names.get(self.at)?)),
        };
        self.at += 1;
        Some(place)
    }

    /// The last name that was asked for.
    fn name(&self) -> &'static str {
        self.names.get(self.at.wrapping_sub(1)).copied().unwrap_or_default()
    }

    #[cold]
    fn blame(&self, fault: Fault) -> Fault {
        match self.of {
            Value::List(_) => fault.in_item(self.at.wrapping_sub(1)),
            _ => fault.in_field(self.name()),
        }
    }
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Fault;

    /// A field that is not there is no element: the struct then takes its default, or fails.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(place) = self.next() else { return Ok(None) };
        match seed.deserialize(place) {
            Ok(value) => Ok(Some(value)),
            Err(fault) if fault.is_missing() => Ok(None),
            Err(fault) => Err(self.blame(fault)),
        }
    }
}

/// An object's fields as a map's entries.
struct Entries<'a> {
    rest: slice::Iter<'a, (String, Value)>,
    here: Option<&'a (String, Value)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.here = self.rest.next();
        match self.here {
            Some((name, _)) => match seed.deserialize(Name(name)) {
                Ok(key) => Ok(Some(key)),
                Err(fault) => Err(fault.in_field(name)),
            },
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some((name, value)) = self.here else { return Err(Fault::MISSING) };
        seed.deserialize(Place(Some(value))).map_err(|fault| fault.in_field(name))
    }
}

/// A field's name, as a map's key.
struct Name<'a>(&'a str);

impl<'de> Deserializer<'de> for Name<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let word = Value::Text(self.0.to_owned());
        visitor.visit_enum(Place(Some(&word)).variant(words)?)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A variant of an enum, by its place in the enum's list of words.
#[derive(Clone, Copy)]
struct Variant<'a> {
    index: u32,
    word: &'a str,
    content: Place<'a>,
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        Ok((seed.deserialize(self.index.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.content.0.is_none() { Ok(()) } else { self.content.nothing() }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.content)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.content.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.content.deserialize_struct("", names, visitor)
    }
}
