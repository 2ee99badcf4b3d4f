//! The JSON Schemas that the project publishes under `www/schema/`; add a line to [`ALL`] for another one.

use clean_break::case::{self, CaseJson};
use clean_break::providers::{self, CatalogueJson};
use schemars::{JsonSchema, generate::SchemaSettings};

/// A published schema.
pub struct Published {
    /// Its file under `www/schema/`: the schema's name without `clean-break/`.
    pub file: &'static str,
    /// The name that every such document carries in `schema`.
    name: &'static str,
    make: fn() -> schemars::Schema,
}

/// Every published schema.
pub const ALL: &[Published] = &[
    Published { file: "case@1.json", name: case::SCHEMA, make: of::<CaseJson> },
    Published { file: "providers@1.json", name: providers::SCHEMA, make: of::<CatalogueJson> },
];

/// What a document of this type must look like to be read (so a field with a default may be left out).
fn of<T: JsonSchema>() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>()
}

impl Published {
    /// The schema's file.
    pub fn text(&self) -> anyhow::Result<String> {
        let mut schema = (self.make)();
        schema.insert("title".to_owned(), self.name.into());
        Ok(serde_json::to_string_pretty(&schema)? + "\n")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn committed_schemas_are_current() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/schema");
        for schema in ALL {
            let committed = fs::read_to_string(folder.join(schema.file)).unwrap_or_default();
            assert_eq!(committed, schema.text().unwrap(), "{} is out of date: run cargo xtask schema", schema.file);
        }
    }

    #[test]
    fn files_are_named_after_their_schemas() {
        for schema in ALL {
            assert_eq!(schema.name.strip_prefix("clean-break/"), schema.file.strip_suffix(".json"));
        }
    }
}
