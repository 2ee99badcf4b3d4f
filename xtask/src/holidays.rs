//! `cargo xtask holidays`: the public holidays with which working days are counted, from a kept library.

use std::fs;

use anyhow::{Context as _, bail, ensure};

use crate::tools::{command, ensure_npm_packages, root};

/// Where they stand.
const FILE: &str = "www/holidays/days.json";

/// Writes the file, or compares it with what would be written.
///
/// # Errors
/// When the library is not there or the file differs.
pub fn write(check: bool) -> anyhow::Result<()> {
    ensure_npm_packages()?;
    let made = command("node").arg(root().join("xtask/holidays.mjs")).output().context("cannot start node")?;
    ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let path = root().join(FILE);
    if !check {
        return fs::write(&path, made.stdout).with_context(|| format!("cannot write {}", path.display()));
    }
    if fs::read(&path).with_context(|| format!("cannot read {}", path.display()))? != made.stdout {
        bail!("{FILE} is not what `cargo xtask holidays` writes");
    }
    println!("{FILE} is as it would be written");
    Ok(())
}
