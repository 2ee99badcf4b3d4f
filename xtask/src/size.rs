//! `cargo xtask size`: bytes over the wire, raw and compressed, against the budget. KB are 1000 bytes.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use anyhow::Context as _;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bindgen::Profile;
use crate::build;

/// Everything that the widget loads before it can be used, but for its language.
const WIDGET: &[&str] = &["index.html", "boot.js", "styles.css", "clean_break_app.js", "clean_break_app_bg.wasm"];

/// The phrases of the customer's language, which every verdict needs; the largest.
const PHRASES: &str = "phrases/en.txt";

/// Loaded with the first case, beside the verdict; not part of the budget.
const LATER: &[&str] = &[
    "playbooks/consumer_subscription_eu.json",
    "playbooks/repair.json",
    "playbooks/second_chance.json",
    "rules/eu.json",
    "rules/de.json",
    "providers/sample.json",
];

/// The JS API, for those who embed it without the widget.
const EMBED: &[&str] = &["embed/clean_break.js", "embed/clean_break_bg.wasm"];

/// The widget's budget in bytes after brotli.
const BUDGET: usize = 160_000;

/// What a file weighs, in bytes.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds for release, prints the table, and fails when the widget is over its budget.
///
/// # Errors
/// When the build fails or a file is missing.
pub fn size() -> anyhow::Result<ExitCode> {
    let site = build::build(Profile::Release)?;
    println!("{:<28}{:>12}{:>12}{:>14}", "bytes", "raw", "gzip -9", "brotli -q 11");
    let mut files: Vec<String> = WIDGET.iter().map(|&name| name.to_owned()).collect();
    files.push(largest_language(&site)?);
    files.push(PHRASES.to_owned());
    let widget = table("widget, one language", &site, &files)?;
    println!();
    let later: Vec<String> = LATER.iter().map(|&name| name.to_owned()).collect();
    table("later, for the plan", &site, &later)?;
    println!();
    let embed: Vec<String> = EMBED.iter().map(|&name| name.to_owned()).collect();
    table("JS API", &site, &embed)?;
    println!();
    let within = widget.brotli <= BUDGET;
    println!(
        "{}: the widget is {}.{} KB after brotli, the budget is {} KB",
        if within { "within the budget" } else { "OVER THE BUDGET" },
        widget.brotli / 1000,
        widget.brotli % 1000 / 100,
        BUDGET / 1000,
    );
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn table(title: &str, site: &Path, files: &[String]) -> anyhow::Result<Weight> {
    let mut sum = Weight::default();
    for name in files {
        let bytes = fs::read(site.join(name)).with_context(|| format!("the site has no {name}"))?;
        let weight = weigh(&bytes)?;
        print_line(name, weight);
        sum.raw += weight.raw;
        sum.gzip += weight.gzip;
        sum.brotli += weight.brotli;
    }
    print_line(title, sum);
    Ok(sum)
}

fn print_line(name: &str, weight: Weight) {
    println!("{name:<28}{:>12}{:>12}{:>14}", weight.raw, weight.gzip, weight.brotli);
}

/// A reader loads one language; the budget must hold for each of them.
fn largest_language(site: &Path) -> anyhow::Result<String> {
    let mut largest = (0, String::new());
    for entry in fs::read_dir(site.join("locales")).context("the site has no locales")? {
        let entry = entry?;
        let length = entry.metadata()?.len();
        if length > largest.0 {
            largest = (length, format!("locales/{}", entry.file_name().to_string_lossy()));
        }
    }
    Ok(largest.1)
}

fn weigh(bytes: &[u8]) -> io::Result<Weight> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
    Ok(Weight { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_real() {
        let text = "Cancelled means cancelled. ".repeat(100);
        let weight = weigh(text.as_bytes()).unwrap();
        assert_eq!(weight.raw, 2700);
        assert!(weight.brotli < weight.gzip && weight.gzip < 100, "{} {}", weight.gzip, weight.brotli);
    }
}
