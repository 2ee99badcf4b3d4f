//! Writes the files that come out of the crate itself: served catalogues and phrases, and JSON Schemas.
//!
//! A program of its own, so that `cargo xtask serve --watch` always runs the newest catalogue and never the one that
//! the command was started with, and so that a fault in the crate does not keep the project's commands from starting.

mod schema;
#[cfg(test)]
mod validate;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, bail};
use clean_break::case::Language;
use clean_break::leaving::lint;
use clean_break::text::TABLES;
use clean_break::words::{Catalogue, Part};

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let (Some(what), Some(folder)) = (arguments.next(), arguments.next().map(PathBuf::from)) else {
        bail!("usage: generate locales|phrases|lint|schemas FOLDER");
    };
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    match what.to_str() {
        Some("locales") => locales(&folder),
        Some("phrases") => tables(&folder, &TABLES),
        Some("lint") => tables(&folder, &lint::TABLES),
        Some("schemas") => schemas(&folder),
        _ => bail!("{} is neither locales, phrases, lint nor schemas", what.display()),
    }
}

/// Writes `LANGUAGE.json` and `LANGUAGE.later.json` for each shipped language, as the site loads them.
fn locales(folder: &Path) -> anyhow::Result<()> {
    for language in Catalogue::languages() {
        let catalogue = Catalogue::shipped(language).with_context(|| format!("{language} is not shipped"))?;
        write(&folder.join(format!("{language}.json")), &catalogue.served(Part::First)?)?;
        write(&folder.join(format!("{language}.later.json")), &catalogue.served(Part::Later)?)?;
    }
    Ok(())
}

/// Writes the table of each language as `LANGUAGE.txt`.
fn tables(folder: &Path, tables: &[(Language, &str)]) -> anyhow::Result<()> {
    for (language, table) in tables {
        write(&folder.join(language.word()).with_extension("txt"), table)?;
    }
    Ok(())
}

fn schemas(folder: &Path) -> anyhow::Result<()> {
    for schema in schema::ALL {
        write(&folder.join(schema.file), &schema.text()?)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
