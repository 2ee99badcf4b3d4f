//! The standard library built with the app, for size: without messages of panics, which become traps (decision 0017).
//!
//! That takes the library's source and flags that are not stable yet. Where either is refused, the app is built with the
//! library that comes with the compiler, and is larger.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

use crate::tools::{WASM, cargo, command, output_of, run, shown};

/// What cargo is told.
const CARGO: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// What rustc is told for all of the module.
pub const RUSTC: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    // Derived ones say their name only. `none` would take the values out of the errors that people read.
    "-Zfmt-debug=shallow",
    // Loops with fewer variables: 1 % less.
    "-Cllvm-args=-disable-lsr",
    "-Cllvm-args=-disable-machine-licm",
];

/// Makes a command of cargo's build the library too.
pub fn apply(build: &mut Command) {
    // Of a stable compiler, the one that everything else is built by.
    build.args(CARGO).env("RUSTC_BOOTSTRAP", "1");
}

/// Whether the library can be built here; says so in one sentence where it cannot.
pub fn is_possible() -> bool {
    match ensure_possible() {
        Ok(()) => true,
        Err(error) => {
            eprintln!("xtask: the app is built with the compiler's own standard library, some 12 KB larger: {error:#}");
            false
        }
    }
}

fn ensure_possible() -> anyhow::Result<()> {
    let sysroot = output_of(command("rustc").args(["--print", "sysroot"])).context("rustc does not answer")?;
    if !Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        run(command("rustup").args(["component", "add", "rust-src"]))
            .context("its source is missing (`rustup component add rust-src`)")?;
    }
    let mut flags = command("rustc");
    flags.args(["--print", "cfg", "--target", WASM]).args(RUSTC).env("RUSTC_BOOTSTRAP", "1");
    ensure!(output_of(&mut flags).is_some(), "this compiler refuses `{}`", RUSTC.join(" "));
    let mut fetch = cargo();
    fetch.args(["fetch", "--quiet", "--locked", "--target", WASM]);
    apply(&mut fetch);
    let fetched = fetch.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{}`", shown(&fetch)))?;
    let said = String::from_utf8_lossy(&fetched.stderr);
    ensure!(fetched.status.success(), "what it needs cannot be fetched: {}", said.lines().next().unwrap_or_default());
    Ok(())
}
