//! `cargo xtask schema`: what is generated and committed: the JSON Schemas of the files that people and programs hand
//! us, and the tables of the element's contract.

use crate::embed::contract;
use crate::tools::{cargo, root, run};

/// Writes every published schema into `www/schema/`; `xtask/generate/src/schema.rs` lists them; then the contract's tables.
///
/// # Errors
/// When the crate does not build.
pub fn write() -> anyhow::Result<()> {
    run(cargo().args(["run", "--quiet", "--package", "generate", "--", "schemas"]).arg(root().join("www/schema")))?;
    contract::write_guide()
}
