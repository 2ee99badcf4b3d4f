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

/// Everything that a widget loads up to its first verdict, but for the languages.
const FIRST: &[&str] =
    &["index.html", "boot.js", "embed/files.js", "styles.css", "clean_break_app.js", "clean_break_app_bg.wasm"];

/// The phrases of the customer's language, which every verdict needs: English; German is 1.4 times as large.
const PHRASES: &str = "phrases/en.txt";

/// Loaded once a widget's first verdict is on screen; not part of the budget. The site loads it at once.
const LATER: &[&str] =
    &["clean_break_app_later.js", "clean_break_app_later.wasm", "embed/copy.js", "models/reader-1.dat", "lint/en.txt"];

/// Folders of which all files are loaded then.
const LATER_FOLDERS: &[&str] = &["playbooks", "branches", "rules", "holidays", "providers"];

/// What of that the site's start screen needs.
const START: [&str; 2] = ["clean_break_app_later.js", "clean_break_app_later.wasm"];

/// The JS API, for those who embed it without the widget.
const EMBED: &[&str] = &["embed/clean_break.js", "embed/clean_break_bg.wasm"];

/// The budget of the first verdict in bytes after brotli.
const BUDGET: usize = 160_000;

/// What a file weighs, in bytes.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    const fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Builds for release, prints the tables, and fails when the first verdict is over its budget.
///
/// # Errors
/// When the build fails or a file is missing.
pub fn size() -> anyhow::Result<ExitCode> {
    let site = build::build(Profile::Release)?;
    println!("{:<28}{:>12}{:>12}{:>14}", "bytes", "raw", "gzip -9", "brotli -q 11");
    let mut files: Vec<String> = FIRST.iter().map(|&name| name.to_owned()).collect();
    let language = largest_language(&site)?;
    files.push(format!("locales/{language}.json"));
    files.push(PHRASES.to_owned());
    let first = table("up to the first verdict", &site, &files)?;
    println!();
    let mut later: Vec<String> = LATER.iter().map(|&name| name.to_owned()).collect();
    for folder in LATER_FOLDERS {
        later.extend(files_of(&site, folder)?);
    }
    later.push(format!("locales/{language}.later.json"));
    table("later, in the background", &site, &later)?;
    println!();
    files.retain(|name| name != PHRASES);
    files.extend(START.map(str::to_owned));
    files.push(format!("locales/{language}.later.json"));
    let start = weights(&site, &files)?.into_iter().fold(Weight::default(), |sum, (_, weight)| sum.plus(weight));
    print_line("the site's start screen", start);
    println!();
    let embed: Vec<String> = EMBED.iter().map(|&name| name.to_owned()).collect();
    table("JS API", &site, &embed)?;
    println!();
    let within = first.brotli <= BUDGET;
    println!(
        "{}: up to the first verdict {}.{} KB after brotli are loaded, the budget is {} KB",
        if within { "within the budget" } else { "OVER THE BUDGET" },
        first.brotli / 1000,
        first.brotli % 1000 / 100,
        BUDGET / 1000,
    );
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn table(title: &str, site: &Path, files: &[String]) -> anyhow::Result<Weight> {
    let mut sum = Weight::default();
    for (name, weight) in weights(site, files)? {
        print_line(name, weight);
        sum = sum.plus(weight);
    }
    print_line(title, sum);
    Ok(sum)
}

fn weights<'a>(site: &Path, files: &'a [String]) -> anyhow::Result<Vec<(&'a str, Weight)>> {
    let weighed = |name: &'a String| {
        let bytes = fs::read(site.join(name)).with_context(|| format!("the site has no {name}"))?;
        Ok((name.as_str(), weigh(&bytes)?))
    };
    files.iter().map(weighed).collect()
}

fn print_line(name: &str, weight: Weight) {
    println!("{name:<28}{:>12}{:>12}{:>14}", weight.raw, weight.gzip, weight.brotli);
}

/// The files of a folder of the site, by their paths from its root.
fn files_of(site: &Path, folder: &str) -> anyhow::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(site.join(folder)).with_context(|| format!("the site has no {folder}"))? {
        paths.push(format!("{folder}/{}", entry?.file_name().to_string_lossy()));
    }
    paths.sort_unstable();
    Ok(paths)
}

/// A reader loads one language; the budget must hold for each of them.
fn largest_language(site: &Path) -> anyhow::Result<String> {
    let mut largest = (0, String::new());
    for entry in fs::read_dir(site.join("locales")).context("the site has no locales")? {
        let entry = entry?;
        let (name, length) = (entry.file_name().to_string_lossy().into_owned(), entry.metadata()?.len());
        if let Some(language) = name.strip_suffix(".json").filter(|language| !language.contains('.'))
            && length > largest.0
        {
            largest = (length, language.to_owned());
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
