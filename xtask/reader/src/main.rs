//! Trains the reader of messages (`cargo xtask train`) and measures it (`cargo xtask eval`); docs/reader.md tells what came
//! out.

mod baselines;
mod data;
mod eval;
mod fit;
mod lexicons;
mod measure;
mod train;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use lexopt::{Arg, Parser, ValueExt as _};

use data::Source;
use train::{Choice, Prepared};

/// Where the model is written.
const FILE: &str = "www/models/reader@1.bin";

fn main() -> anyhow::Result<()> {
    let mut arguments = Parser::from_env();
    let Some(Arg::Value(verb)) = arguments.next()? else { bail!("train or eval?") };
    let mut source = Source {
        own: PathBuf::from("data"),
        other: std::env::var_os("CLEAN_BREAK_DATA").map(PathBuf::from),
        without: Vec::new(),
        seed: 1,
    };
    let mut choice = Choice::default();
    let (mut check, mut search) = (false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("data") => source.other = Some(arguments.value()?.into()),
            Arg::Long("without") => source.without.push(arguments.value()?.string()?),
            Arg::Long("seed") => source.seed = arguments.value()?.parse()?,
            Arg::Long("check") => check = true,
            Arg::Long("search") => search = true,
            Arg::Value(value) => choice.set(&value.string()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    let start = Instant::now();
    match &*verb.string()? {
        "train" => train(&source, choice, check)?,
        "eval" if search => eval::search(&source)?,
        "eval" => eval::eval(&source, choice)?,
        other => bail!("{other:?} is neither train nor eval"),
    }
    println!("{} s", start.elapsed().as_secs());
    Ok(())
}

fn train(source: &Source, choice: Choice, check: bool) -> anyhow::Result<()> {
    let prepared = Prepared::new(source, choice)?;
    let parts = prepared.parts();
    let temperature = prepared.temperature(&prepared.held(&parts)?);
    let bytes = prepared.write(&prepared.fit(|_| true), temperature);
    let file = Path::new(FILE);
    if check {
        let committed = std::fs::read(file).with_context(|| FILE.to_owned())?;
        ensure!(committed == bytes, "{FILE} is not what these sets give");
        println!("{FILE} is what these sets give");
    } else {
        std::fs::write(file, &bytes).with_context(|| FILE.to_owned())?;
        println!("{FILE}: {} bytes from {} rows", bytes.len(), prepared.rows.len());
    }
    Ok(())
}
