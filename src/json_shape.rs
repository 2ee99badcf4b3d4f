//! The shape of a JSON file: a struct whose fields stand in the file in camel case, and in its published schema.

/// Declares such a struct; every field is public and documented.
macro_rules! json_shape {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident : $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$doc])* pub $field: $type),+ }
    };
}

pub(crate) use json_shape;
