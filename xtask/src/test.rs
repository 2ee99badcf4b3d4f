//! `cargo xtask test`: native tests, browser tests of the Rust code, tests of the JS API in Node, end-to-end tests, the
//! element in Firefox, and one closing line for all.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::{fmt, fs};

use anyhow::{Context as _, bail};
use lexopt::{Arg, Parser, ValueExt as _};
use serde_json::Value;

use crate::bindgen::{self, API, Profile};
use crate::tools::{WASM, cargo, command, ensure_npm_packages, ensure_wasm_target, root, shown, target};
use crate::{browser, build, playwright};

/// Where Playwright writes its counts, as `playwright.config.ts` says.
const REPORT: &str = "test-results/report.json";

/// The test files that run in a browser: `tests/web.rs`, `tests/web_store/`, and so on.
const WEB_TESTS: &str = "web*";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Native,
    Web,
    Api,
    EndToEnd,
    Firefox,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Native, Self::Web, Self::Api, Self::EndToEnd, Self::Firefox];

    fn parse(name: &str) -> anyhow::Result<Self> {
        match name {
            "native" => Ok(Self::Native),
            "web" => Ok(Self::Web),
            "api" => Ok(Self::Api),
            "e2e" => Ok(Self::EndToEnd),
            "firefox" => Ok(Self::Firefox),
            _ => bail!("--only takes native, web, api, e2e or firefox, not {name:?}"),
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Web => "in the browser",
            Self::Api => "of the JS API",
            Self::EndToEnd => "end to end",
            Self::Firefox => "in Firefox",
        }
    }
}

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(out, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// Runs the tests; all kinds run even if one fails.
///
/// # Errors
/// When the arguments make no sense.
pub fn test(mut arguments: Parser) -> anyhow::Result<ExitCode> {
    let mut kinds = Kind::ALL.to_vec();
    let mut rest: Vec<OsString> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("only") => kinds = vec![Kind::parse(&arguments.value()?.string()?)?],
            // From the first argument that is not ours on, all are the runner's own.
            Arg::Value(value) => {
                rest.push(value);
                rest.extend(arguments.raw_args()?);
            }
            Arg::Long(name) => {
                rest.push(format!("--{name}").into());
                rest.extend(arguments.raw_args()?);
            }
            Arg::Short(_) => return Err(argument.unexpected().into()),
        }
    }
    if kinds.len() > 1 && !rest.is_empty() {
        bail!("arguments for a test runner need --only");
    }

    let mut lines = Vec::new();
    let mut sum = Tally::default();
    for kind in kinds {
        println!("\n== tests {} ==", kind.title());
        let outcome = match kind {
            Kind::Native => native(&rest),
            Kind::Web => web(&rest),
            Kind::Api => api(&rest),
            Kind::EndToEnd => end_to_end(&rest),
            Kind::Firefox => firefox(&rest),
        };
        let tally = outcome.unwrap_or_else(|error| {
            eprintln!("xtask: {error:#}");
            // A kind that could not run has failed.
            Tally { failed: 1, ..Tally::default() }
        });
        lines.push(format!("{}: {tally}", kind.title()));
        sum.passed += tally.passed;
        sum.failed += tally.failed;
        sum.skipped += tally.skipped;
    }
    println!("\n{}", lines.join("; "));
    println!("{sum}");
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn native(rest: &[OsString]) -> anyhow::Result<Tally> {
    counted(cargo().args(["test", "--workspace", "--no-fail-fast"]).args(rest), closing_tally)
}

fn web(rest: &[OsString]) -> anyhow::Result<Tally> {
    ensure_wasm_target()?;
    let settings = target().join("webdriver.json");
    fs::write(&settings, browser::webdriver_settings(&root(), &browser::chromium()?)?)
        .with_context(|| format!("cannot write {}", settings.display()))?;
    counted(
        cargo()
            .args(["test", "--target", WASM, "--no-fail-fast", "--test", WEB_TESTS])
            .args(rest)
            .env("CHROMEDRIVER", browser::driver()?)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings),
        closing_tally,
    )
}

/// `tests/api/*.test.js` in Node, on the very files that are released.
fn api(rest: &[OsString]) -> anyhow::Result<Tally> {
    ensure_npm_packages()?;
    let folder = bindgen::build(&API, Profile::Release)?;
    counted(
        command("node")
            .args(["--test", "--test-reporter=spec"])
            .args(rest)
            .args(node_tests("tests/api")?)
            .env("CLEAN_BREAK_API", folder),
        node_tally,
    )
}

/// The test files of a folder.
fn node_tests(folder: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).with_context(|| format!("cannot read {folder}"))? {
        files.push(entry?.path());
    }
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    files.sort();
    Ok(files)
}

fn end_to_end(rest: &[OsString]) -> anyhow::Result<Tally> {
    let mut playwright = playwright::command()?;
    playwright.args(rest);
    build::build(Profile::Release)?;
    let report = root().join(REPORT);
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let status = playwright.status().with_context(|| format!("cannot start `{}`", shown(&playwright)))?;
    let text = fs::read_to_string(&report)
        .with_context(|| format!("`{}` wrote no {REPORT} ({status})", shown(&playwright)))?;
    certain(report_tally(&text)?, status.success())
}

/// `tests/firefox/*.test.js`: the released site in the other browser. Left out where there is none to be had: what
/// must be right is right in Chromium first.
fn firefox(rest: &[OsString]) -> anyhow::Result<Tally> {
    let firefox = match browser::firefox() {
        Ok(firefox) => firefox,
        Err(error) => {
            println!("left out: {error:#}");
            return Ok(Tally { skipped: 1, ..Tally::default() });
        }
    };
    ensure_npm_packages()?;
    let site = build::build(Profile::Release)?;
    counted(
        command("node")
            .args(["--test", "--test-reporter=spec"])
            .args(rest)
            .args(node_tests("tests/firefox")?)
            .env("FIREFOX", firefox)
            .env("CLEAN_BREAK_SITE", site),
        node_tally,
    )
}

/// Runs a command that prints closing lines, shows what it prints, and adds up what `read` finds in the lines.
fn counted(run: &mut Command, read: fn(&str) -> Option<Tally>) -> anyhow::Result<Tally> {
    let mut child = run.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{}`", shown(run)))?;
    let mut sum = Tally::default();
    for line in BufReader::new(child.stdout.take().context("no output to read")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some(tally) = read(&line) {
            sum.passed += tally.passed;
            sum.failed += tally.failed;
            sum.skipped += tally.skipped;
        }
    }
    certain(sum, child.wait()?.success())
}

/// Counts and exit code must agree: a run that failed without a failed test, or ran none, is a fault.
fn certain(tally: Tally, success: bool) -> anyhow::Result<Tally> {
    match (success, tally.failed) {
        (false, 0) => bail!("the run failed, though no test did ({tally})"),
        (true, 0) if tally.passed == 0 => bail!("no test ran"),
        _ => Ok(tally),
    }
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
fn closing_tally(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let mut tally = Tally::default();
    for part in counts.split("; ") {
        match part.split_once(' ')? {
            (number, "passed") => tally.passed = number.parse().ok()?,
            (number, "failed") => tally.failed = number.parse().ok()?,
            (number, "ignored") => tally.skipped = number.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

/// Reads one of Node's closing lines, `ℹ pass 3`.
fn node_tally(line: &str) -> Option<Tally> {
    let (name, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    match name {
        "pass" => Some(Tally { passed: number, ..Tally::default() }),
        "fail" | "cancelled" => Some(Tally { failed: number, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { skipped: number, ..Tally::default() }),
        _ => None,
    }
}

/// Reads the counts of a Playwright report.
fn report_tally(report: &str) -> anyhow::Result<Tally> {
    let report: Value = serde_json::from_str(report).context(REPORT)?;
    let count = |name: &str| {
        report.get("stats").and_then(|stats| stats.get(name)?.as_u64()).with_context(|| format!("{REPORT}: no {name}"))
    };
    // A test that passes only the second time fails: nobody can rely on it.
    Ok(Tally { passed: count("expected")?, failed: count("unexpected")? + count("flaky")?, skipped: count("skipped")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_closing_lines_are_read() {
        let line = "test result: FAILED. 17 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.20s";
        assert_eq!(closing_tally(line), Some(Tally { passed: 17, failed: 2, skipped: 1 }));
        assert_eq!(closing_tally("running 3 tests"), None);
    }

    #[test]
    fn node_closing_lines_are_read() {
        assert_eq!(node_tally("ℹ pass 12"), Some(Tally { passed: 12, ..Tally::default() }));
        assert_eq!(node_tally("ℹ cancelled 1"), Some(Tally { failed: 1, ..Tally::default() }));
        assert_eq!(node_tally("ℹ duration_ms 49.2"), None);
        assert_eq!(node_tally("✔ the ℹ pass 12 of another (1ms)"), None);
    }

    #[test]
    fn flaky_tests_count_as_failed() {
        let report = r#"{"stats": {"expected": 5, "unexpected": 1, "flaky": 1, "skipped": 0}}"#;
        assert_eq!(report_tally(report).unwrap(), Tally { passed: 5, failed: 2, skipped: 0 });
        assert!(report_tally("{}").is_err());
    }

    #[test]
    fn a_run_without_tests_or_with_an_unexplained_failure_is_a_fault() {
        assert!(certain(Tally::default(), true).is_err());
        assert!(certain(Tally { passed: 3, ..Tally::default() }, false).is_err());
        assert!(certain(Tally { passed: 3, ..Tally::default() }, true).is_ok());
        assert!(certain(Tally { failed: 3, ..Tally::default() }, false).is_ok());
    }

    #[test]
    fn the_closing_line_is_plain() {
        assert_eq!(Tally { passed: 63, failed: 0, skipped: 0 }.to_string(), "63 passed, 0 failed");
        assert_eq!(Tally { passed: 1, failed: 2, skipped: 3 }.to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
