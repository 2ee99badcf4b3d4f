//! `cargo xtask bench`: measures, never judges; a time on a shared machine is no test. Add a line to [`ALL`] for another
//! benchmark.

use std::process::Command;

use anyhow::{Context as _, bail};

use crate::bindgen::{self, API, Profile};
use crate::{build, playwright, size};

struct Bench {
    name: &'static str,
    what: &'static str,
    run: fn() -> anyhow::Result<()>,
}

const ALL: &[Bench] = &[
    Bench { name: "size", what: "bytes over the wire", run: || size::size().map(|_| ()) },
    Bench {
        name: "start",
        what: "navigation to a started app in Chromium, CPU as it is and slowed 4x",
        run: || pages("start"),
    },
    Bench {
        name: "switch",
        what: "a frame made anew at each ticket: our verdict beside React's hello page",
        run: || pages("switch"),
    },
    Bench {
        name: "reading",
        what: "messages read in a second, in Node and in Chromium, beside the word lists of npm",
        run: reading,
    },
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

/// Runs a benchmark of pages, `tests/bench/NAME.spec.ts`.
fn pages(name: &str) -> anyhow::Result<()> {
    build::build(Profile::Release)?;
    crate::tools::run(&mut spec(name)?)
}

fn spec(name: &str) -> anyhow::Result<Command> {
    let mut playwright = playwright::command()?;
    playwright.args(["--config", "tests/bench/playwright.config.ts", &format!("{name}.spec.ts")]);
    Ok(playwright)
}

/// Reads the same messages with the JS API and with its peers.
fn reading() -> anyhow::Result<()> {
    crate::tools::ensure_npm_packages()?;
    let folder = bindgen::build(&API, Profile::Release)?;
    let mut node = crate::tools::command("node");
    for command in [node.arg("tests/bench/reading.node.js"), &mut spec("reading")?] {
        crate::tools::run(command.env("CLEAN_BREAK_API", &folder))?;
    }
    Ok(())
}
