//! From a type of ours to JSON text, by serde.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::fault::Fault;
use super::{LARGEST_WHOLE, number};

/// The text so far. Nothing else is remembered: a comma is due unless a bracket was just opened.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
}

/// A list or an object that is being written, and the brackets that end it.
pub(super) struct Open<'a> {
    writer: &'a mut Writer,
    end: &'static str,
}

impl Writer {
    pub fn finish(self) -> String {
        self.text
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn comma(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.raw(",");
        }
    }

    fn string(&mut self, text: &str) {
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

    fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.raw(":");
    }

    fn positive(&mut self, number: u64) -> Result<(), Fault> {
        if number > LARGEST_WHOLE {
            return Err(Fault::rule([&number.to_string(), " is beyond what JSON can hold"].concat()));
        }
        self.raw(&number.to_string());
        Ok(())
    }

    fn whole(&mut self, number: i64) -> Result<(), Fault> {
        if number < 0 {
            self.raw("-");
        }
        self.positive(number.unsigned_abs())
    }

    fn open(&mut self, start: &str, end: &'static str) -> Open<'_> {
        self.raw(start);
        Open { writer: self, end }
    }

    fn open_variant(&mut self, word: &str, start: &str, end: &'static str) -> Open<'_> {
        self.raw("{");
        self.name(word);
        self.open(start, end)
    }
}

macro_rules! whole_numbers {
    ($($method:ident $type:ident $write:ident,)+) => {
        $(fn $method(self, number: $type) -> Result<(), Fault> { self.$write(number.into()) })+
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    whole_numbers! {
        serialize_i8 i8 whole, serialize_i16 i16 whole, serialize_i32 i32 whole, serialize_i64 i64 whole,
        serialize_u8 u8 positive, serialize_u16 u16 positive, serialize_u32 u32 positive, serialize_u64 u64 positive,
    }

    fn serialize_bool(self, flag: bool) -> Result<(), Fault> {
        self.raw(if flag { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, number: f32) -> Result<(), Fault> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Fault> {
        self.raw(&number::text(number));
        Ok(())
    }

    fn serialize_char(self, char: char) -> Result<(), Fault> {
        self.serialize_str(char.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Fault> {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Fault> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Result<(), Fault> {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        let open = self.open_variant(word, "", "}");
        value.serialize(&mut *open.writer)?;
        open.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Fault> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Fault> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Fault> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, word: &'static str, _: usize) -> Result<Open<'a>, Fault> {
        Ok(self.open_variant(word, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Fault> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Fault> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Fault> {
        Ok(self.open_variant(word, "{", "}}"))
    }
}

impl Open<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.writer.comma();
        value.serialize(&mut *self.writer)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Fault> {
        self.writer.name(name);
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Result<(), Fault> {
        self.writer.raw(self.end);
        Ok(())
    }
}

macro_rules! items {
    ($($shape:ident $method:ident,)+) => {
        $(impl $shape for Open<'_> {
            type Ok = ();
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.item(value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close()
            }
        })+
    };
}

items! {
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! fields {
    ($($shape:ident,)+) => {
        $(impl $shape for Open<'_> {
            type Ok = ();
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Fault> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close()
            }
        })+
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        self.writer.comma();
        let start = self.writer.text.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.text.as_bytes().get(start) != Some(&b'"') {
            return Err(Fault::rule("a map's keys must be strings"));
        }
        self.writer.raw(":");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Fault> {
        self.close()
    }
}
