//! `cargo xtask schema`: the JSON Schemas of the files that people and programs hand us.

use crate::tools::{cargo, root, run};

/// Writes every published schema into `www/schema/`; `xtask/generate/src/schema.rs` lists them.
///
/// # Errors
/// When the crate does not build.
pub fn write() -> anyhow::Result<()> {
    run(cargo().args(["run", "--quiet", "--package", "generate", "--", "schemas"]).arg(root().join("www/schema")))
}
