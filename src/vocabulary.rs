//! A closed set of words: an enum whose values are written in files by fixed words.

/// Declares an enum with a word for each value, used in JSON and journals alike.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = $word))] $variant),+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const WORDS: &'static [&'static str] = &[$($word),+];

            /// Its word in files.
            #[must_use]
            #[expect(clippy::indexing_slicing, reason = "there is a word for each value")]
            pub const fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }
        }

        impl $crate::json::Read for $name {
            fn read(from: &$crate::json::Place<'_>) -> Self {
                let place = from.word(Self::WORDS);
                Self::ALL.get(place).copied().unwrap_or($crate::json_part!(first Self $($variant)+))
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self, to: &mut $crate::json::Writer) {
                to.string(self.word());
            }
        }
    };
}

pub(crate) use vocabulary;
