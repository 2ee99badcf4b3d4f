//! Trains the reader of messages (`cargo xtask train`) and measures it (`cargo xtask eval`); docs/reader.md tells what came
//! out.

mod baselines;
mod buckets;
mod data;
mod eval;
mod fit;
mod goals;
mod lexicons;
mod measure;
mod tongue;
mod train;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use lexopt::{Arg, Parser, ValueExt as _};

use clean_break::text::model::training::write_tongue;
use data::Source;
use train::{Choice, Prepared};

/// Where the model is written.
const FILE: &str = "www/models/reader-1.dat";
/// Where the head that tells languages apart is written: it is compiled in.
const TONGUE: &str = "src/text/tongue.bin";

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
    let (mut check, mut last, mut tongue_only) = (false, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("data") => source.other = Some(arguments.value()?.into()),
            Arg::Long("without") => source.without.push(arguments.value()?.string()?),
            Arg::Long("seed") => source.seed = arguments.value()?.parse()?,
            Arg::Long("check") => check = true,
            Arg::Long("tongue") => tongue_only = true,
            Arg::Long("last") => last = true,
            Arg::Value(value) => choice.set(&value.string()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    let start = Instant::now();
    match &*verb.string()? {
        "train" => train(&source, choice, check, tongue_only)?,
        "eval" => eval::eval(&source, choice, last)?,
        other => bail!("{other:?} is neither train nor eval"),
    }
    println!("{} s", start.elapsed().as_secs());
    Ok(())
}

fn train(source: &Source, choice: Choice, check: bool, tongue_only: bool) -> anyhow::Result<()> {
    let rows = source.training()?;
    let count = rows.len();
    let mut files = vec![(TONGUE, write_tongue(&tongue::fit(&tongue::texts(&rows), |_| true)))];
    if !tongue_only {
        let prepared = Prepared::new(source, rows, choice)?;
        let parts = prepared.parts();
        let temperature = prepared.temperature(&prepared.held(&parts)?);
        files.push((FILE, prepared.write(&prepared.fit(|_| true), temperature)));
    }
    for (name, bytes) in files {
        if check {
            let committed = std::fs::read(name).with_context(|| name.to_owned())?;
            ensure!(committed == bytes, "{name} is not what these sets give");
            println!("{name} is what these sets give");
        } else {
            std::fs::write(name, &bytes).with_context(|| name.to_owned())?;
            println!("{name}: {} bytes from {count} rows", bytes.len());
        }
    }
    Ok(())
}
