//! `cargo xtask bench`: measures, never judges; a time on a shared machine is no test. Add a line to [`ALL`] for another
//! benchmark.

use anyhow::{Context as _, bail};

use crate::bindgen::Profile;
use crate::{build, playwright, size};

struct Bench {
    name: &'static str,
    what: &'static str,
    run: fn() -> anyhow::Result<()>,
}

const ALL: &[Bench] = &[
    Bench { name: "size", what: "bytes over the wire", run: || size::size().map(|_| ()) },
    Bench { name: "start", what: "navigation to a started app in Chromium, CPU as it is and slowed 4x", run: start },
];

/// Lists the benchmarks.
pub fn list() {
    for bench in ALL {
        println!("{:<8} {}", bench.name, bench.what);
    }
}

/// Runs one benchmark, or all.
///
/// # Errors
/// When there is none of that name, or one cannot be run.
pub fn bench(name: Option<&str>) -> anyhow::Result<()> {
    let chosen: Vec<&Bench> = ALL.iter().filter(|bench| name.is_none_or(|name| name == bench.name)).collect();
    if let (Some(name), true) = (name, chosen.is_empty()) {
        bail!("there is no benchmark {name:?}; cargo xtask bench --list lists them");
    }
    for bench in chosen {
        println!("\n== {}: {} ==", bench.name, bench.what);
        (bench.run)().with_context(|| format!("benchmark {}", bench.name))?;
    }
    Ok(())
}

fn start() -> anyhow::Result<()> {
    build::build(Profile::Release)?;
    crate::tools::run(playwright::command()?.args(["--config", "tests/bench/playwright.config.ts"]))
}
