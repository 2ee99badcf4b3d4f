//! What a published schema says of a field that may be left out; native only, where schemas are made.

use schemars::Schema;

use super::Write;

/// The field's default, as we write it.
pub(crate) fn default<T: Default + Write>(schema: &mut Schema) {
    if let Some(value) = super::write(&T::default()).ok().and_then(|text| serde_json::from_str(&text).ok()) {
        schema.insert("default".to_owned(), value);
    }
}

/// Nothing, where the default is never written.
#[expect(clippy::extra_unused_type_parameters, reason = "named by the same macro as `default`")]
pub(crate) fn omitted<T>(schema: &mut Schema) {
    schema.remove("default");
}
