//! Structs and enums that stand in JSON: declared once, with the reader and the writer that belong to them.
//!
//! ```
//! clean_break::json_shape! {
//!     /// A message.
//!     #[derive(Debug, PartialEq)]
//!     pub struct Message {
//!         /// Must be there; in files it is `sentAt`.
//!         pub sent_at as "sentAt": String,
//!         /// May be left out, and then is empty. (An `Option` may always be left out.)
//!         pub tags: Vec<String> = default,
//!     }
//! }
//!
//! let message: Message = clean_break::json::parse(r#"{"sentAt":"2026-11-02"}"#)?;
//! assert_eq!(clean_break::json::write(&message)?, r#"{"sentAt":"2026-11-02","tags":[]}"#);
//! # Ok::<(), clean_break::json::JsonError>(())
//! ```
//!
//! An enum stands in files as an object of one field, its word: `Done = "done" { step: String }` is
//! `{"done":{"step":"a"}}`, and `Day = "day" (day: String)` is `{"day":"2026-11-02"}`.

/// Declares a type that is read and written.
#[macro_export]
macro_rules! json_shape {
    ($($shape:tt)*) => {
        $crate::json_part! { declare $($shape)* }
        $crate::json_part! { read $($shape)* }
        $crate::json_part! { write $($shape)* }
    };
}

/// Declares a type that is only read.
#[macro_export]
macro_rules! json_input {
    ($($shape:tt)*) => {
        $crate::json_part! { declare $($shape)* }
        $crate::json_part! { read $($shape)* }
    };
}

/// Declares a type that is only written; a field `= flat` is an object (or nothing) whose fields stand among the others.
#[macro_export]
macro_rules! json_output {
    ($($shape:tt)*) => {
        $crate::json_part! { declare $($shape)* }
        $crate::json_part! { write $($shape)* }
    };
}

/// Declares a type that is read and written and stands in a published schema; a field that is
/// `omitted` may be left out as well, and is not written when it is empty.
macro_rules! json_published {
    ($($shape:tt)*) => {
        $crate::json_part! { publish $($shape)* }
        $crate::json_part! { read $($shape)* }
        $crate::json_part! { write $($shape)* }
    };
}

pub(crate) use json_published;

/// The parts of the macros above, each of which passes over what it does not need.
#[doc(hidden)]
#[macro_export]
macro_rules! json_part {
    (declare $(#[$meta:meta])* $vis:vis struct $name:ident $(<$life:lifetime>)? $(= $default:ident)? {
        $($(#[$doc:meta])* $at:vis $field:ident $(as $word:literal)? : $type:ty $(= $how:ident)?),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name $(<$life>)? { $($(#[$doc])* $at $field: $type),* }
    };
    (declare $(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal
            $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })? $(($content:ident : $inner:ty))?),+ $(,)?
    }) => {
        $(#[$meta])*
        $vis enum $name {
            $($(#[$doc])* $variant $({ $($(#[$field_doc])* $field: $type),* })? $(($inner))?),+
        }
    };
    (publish $(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $at:vis $field:ident $(as $word:literal)? : $type:ty $(= $how:ident)?),* $(,)?
    }) => {
        $(#[$meta])*
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        $vis struct $name {
            $($(#[$doc])*
            #[cfg_attr(not(target_arch = "wasm32"), schemars(
                $(rename = $word,)? $(default, transform = $crate::json::schema::$how::<$type>)?
            ))]
            $at $field: $type),*
        }
    };

    (publish $(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal
            $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        $vis enum $name {
            $($(#[$doc])*
            #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = $word))]
            $variant $({ $($(#[$field_doc])* $field: $type),* })?),+
        }
    };

    // Every field has a default of its own.
    (read $(#[$meta:meta])* $vis:vis struct $name:ident = default {
        $($(#[$doc:meta])* $at:vis $field:ident $(as $word:literal)? : $type:ty),* $(,)?
    }) => {
        impl $crate::json::Read for $name {
            fn read(from: &$crate::json::Place<'_>) -> Self {
                let default = Self::default();
                Self { $($field: from.field_or($crate::json_part!(name $field $($word)?), default.$field)),* }
            }
        }
    };
    (read $(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $at:vis $field:ident $(as $word:literal)? : $type:ty $(= $how:ident)?),* $(,)?
    }) => {
        impl $crate::json::Read for $name {
            fn read(from: &$crate::json::Place<'_>) -> Self {
                Self { $($field: $crate::json_part!(get $($how)? from, $crate::json_part!(name $field $($word)?))),* }
            }
        }
    };
    (read $(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal
            $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })? $(($content:ident : $inner:ty))?),+ $(,)?
    }) => {
        impl $crate::json::Read for $name {
            fn read(from: &$crate::json::Place<'_>) -> Self {
                #[derive(Clone, Copy)]
                enum Word { $($variant),+ }
                let (place, content) = from.variant(&[$($word),+]);
                let word = [$(Word::$variant),+].get(place).copied();
                match word.unwrap_or($crate::json_part!(first Word $($variant)+)) {
                    $(Word::$variant => $crate::json_part!(
                        variant content, $variant $({ $($field)* })? $(($inner))?
                    )),+
                }
            }
        }
    };

    (write $(#[$meta:meta])* $vis:vis struct $name:ident $(<$life:lifetime>)? $(= $default:ident)? {
        $($(#[$doc:meta])* $at:vis $field:ident $(as $word:literal)? : $type:ty $(= $how:ident)?),* $(,)?
    }) => {
        impl $(<$life>)? $crate::json::Write for $name $(<$life>)? {
            fn write(&self, to: &mut $crate::json::Writer) {
                to.open();
                $($crate::json_part!(
                    put $($how)? to, $crate::json_part!(name $field $($word)?), &self.$field
                );)*
                to.close();
            }
        }
    };
    (write $(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal
            $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })? $(($content:ident : $inner:ty))?),+ $(,)?
    }) => {
        impl $crate::json::Write for $name {
            fn write(&self, to: &mut $crate::json::Writer) {
                to.open();
                match self {
                    $(Self::$variant $({ $($field),* })? $(($content))? => {
                        to.name($word);
                        $({
                            to.open();
                            $(to.field(stringify!($field), $field);)*
                            to.close();
                        })?
                        $($crate::json::Write::write($content, to);)?
                    })+
                }
                to.close();
            }
        }
    };

    (name $field:ident) => { stringify!($field) };
    (name $field:ident $word:literal) => { $word };

    (first $type:ident $first:ident $($rest:ident)*) => { $type::$first };

    (get $from:ident, $name:expr) => { $from.field($name) };
    (get default $from:ident, $name:expr) => { $from.field_or($name, Default::default()) };
    (get omitted $from:ident, $name:expr) => { $from.field_or($name, Default::default()) };

    (variant $content:ident, $variant:ident { $($field:ident)* }) => {{
        $content.object();
        Self::$variant { $($field: $content.field(stringify!($field))),* }
    }};
    (variant $content:ident, $variant:ident ($inner:ty)) => { Self::$variant($crate::json::Read::read(&$content)) };

    (put $to:ident, $name:expr, $value:expr) => { $to.field($name, $value) };
    (put default $to:ident, $name:expr, $value:expr) => { $to.field($name, $value) };
    (put omitted $to:ident, $name:expr, $value:expr) => {
        if !$crate::json::is_default($value) {
            $to.field($name, $value);
        }
    };
    (put flat $to:ident, $name:expr, $value:expr) => { $to.flat($value) };
}
