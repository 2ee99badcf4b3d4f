//! The JSON Schemas that the project publishes under `www/schema/`; add a line to [`ALL`] for another one.

use clean_break::case::{self, CaseJson};
use clean_break::leaving::locked::{self, LockedJson};
use clean_break::leaving::rules::{self, RulePack};
use clean_break::leaving::{HOLIDAYS_SCHEMA, Holidays, PLAYBOOK_SCHEMA, Playbook};
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
    Published { file: "holidays@1.json", name: HOLIDAYS_SCHEMA, make: of::<Holidays> },
    Published { file: "locked-export@1.json", name: locked::SCHEMA, make: of::<LockedJson> },
    Published { file: "playbook@1.json", name: PLAYBOOK_SCHEMA, make: of::<Playbook> },
    Published { file: "providers@1.json", name: providers::SCHEMA, make: of::<CatalogueJson> },
    Published { file: "rules@1.json", name: rules::SCHEMA, make: of::<RulePack> },
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
    use std::path::{Path, PathBuf};

    use serde_json::{Value, json};

    use super::*;
    use crate::validate::faults;

    fn www() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")
    }

    fn schema(file: &str) -> Value {
        let schema = ALL.iter().find(|schema| schema.file == file).unwrap();
        serde_json::from_str(&schema.text().unwrap()).unwrap()
    }

    /// The files of a folder, but for its list.
    fn files(folder: &str) -> Vec<(PathBuf, Value)> {
        let paths = fs::read_dir(www().join(folder)).unwrap().map(|file| file.unwrap().path());
        let read = |path: PathBuf| {
            let value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            (path, value)
        };
        paths.filter(|path| path.file_name().is_some_and(|name| name != "index.json")).map(read).collect()
    }

    #[test]
    fn delivered_files_are_as_their_schemas_say() {
        let kinds = [
            ("playbook@1.json", "playbooks"),
            ("rules@1.json", "rules"),
            ("holidays@1.json", "holidays"),
            ("providers@1.json", "providers"),
            ("case@1.json", "samples"),
        ];
        for (name, folder) in kinds {
            let (schema, files) = (schema(name), files(folder));
            assert!(!files.is_empty(), "{folder}");
            for (path, file) in files {
                assert_eq!(faults(&schema, &file), [""; 0], "{}", path.display());
            }
        }
    }

    #[test]
    fn what_is_wrong_in_a_file_is_found_by_its_schema() {
        let playbook =
            files("playbooks").into_iter().find(|(path, _)| path.ends_with("consumer_subscription_eu.json")).unwrap().1;
        let broken = |pointer: &str, value: Value| {
            let mut playbook = playbook.clone();
            *playbook.pointer_mut(pointer).unwrap() = value;
            faults(&schema("playbook@1.json"), &playbook)
        };
        assert_eq!(broken("/steps/0/kind", json!("obstruct")).len(), 1);
        assert_eq!(broken("/steps/0", json!({ "id": "own", "kind": "facts", "title": "step.own.title" })).len(), 1);
        assert_eq!(broken("/steps/0/title", json!("Take it on")).len(), 1);
        assert_eq!(broken("/version", json!("1")).len(), 1);
        assert_eq!(broken("/steps/0/conditions", json!([{ "eval": "true" }])).len(), 1);
        let (_, mut rules) = files("rules").pop().unwrap();
        *rules.pointer_mut("/rules/0/checked_on").unwrap() = json!("last week");
        assert_eq!(faults(&schema("rules@1.json"), &rules).len(), 1);
    }

    #[test]
    fn committed_schemas_are_current() {
        let folder = www().join("schema");
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
