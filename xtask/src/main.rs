//! The project's own commands: `cargo xtask <verb>`; `cargo xtask help` lists them.
//!
//! A fresh machine needs only rustup with cargo, node and npm; what else a verb needs it installs, or names in one
//! sentence.

mod bench;
mod bindgen;
mod browser;
mod build;
mod bundle;
mod calls;
mod embed;
mod first;
mod glue;
mod guard;
mod holidays;
mod hosting;
mod late;
mod lean;
mod locals;
mod merge;
mod minify;
mod names;
mod order;
mod parts;
mod playwright;
mod reader;
mod schema;
mod serve;
mod site;
mod size;
mod split;
mod test;
mod tools;
mod wasm;
mod watch;

use std::process::ExitCode;

use anyhow::bail;
use lexopt::{Arg, Parser, ValueExt as _};

use crate::bindgen::Profile;

const HELP: &str = "\
cargo xtask <verb>

  serve   build the site and serve it on http://127.0.0.1:8080
            --port N     another port
            --watch      rebuild when a source file changes, and reload the open page
            --release    build as for release, into dist/
            --no-build   serve what was built before
  build   release build: the static site in dist/, the npm package in dist/embed/, the Zendesk app in dist/zendesk/
            --dev        quick build, in target/site/
  size    bytes over the wire of all that the widget loads, against its budget (builds first)
  schema  write the JSON Schemas in www/schema/ and the tables of docs/embedding/element.md
  holidays  write www/holidays/days.json from the npm package date-holidays
            --check          say whether the committed file is what would be written, and write nothing
  test    native tests, browser tests of the Rust code, tests of the JS API, end-to-end tests, the
          element in Firefox
            --only native|web|api|e2e|firefox   one kind only; further arguments go to that test runner
  bench   measure: sizes, start of the page; --list names the benchmarks, a name runs that one
  train   fit the reader of messages and write www/models/reader-1.dat
            --data DIR       where sets are that are not committed (or CLEAN_BREAK_DATA)
            --without NAME   leave a set out; may be given more than once
            --seed N         another split into parts
            --check          say whether the committed file is what would be written, and write nothing
  eval    measure the reader beside word lists and whatlang (takes --data, --without, --seed too)
            --last           also the airline tweets on which choices are not compared
            NAME=NUMBER      another choice, as xtask/reader/src/train.rs names them (train takes them too)
  help    this text";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let mut arguments = Parser::from_env();
    let verb = match arguments.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => "help".to_owned(),
        Some(Arg::Value(verb)) => verb.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match verb.as_str() {
        "serve" => serve::serve(&serve_options(arguments)?)?,
        "build" => {
            let mut profile = Profile::Release;
            while let Some(argument) = arguments.next()? {
                match argument {
                    Arg::Long("dev") => profile = Profile::Dev,
                    other => return Err(other.unexpected().into()),
                }
            }
            build::build(profile)?;
        }
        "size" => {
            no_more(arguments)?;
            return size::size();
        }
        "schema" => {
            no_more(arguments)?;
            schema::write()?;
        }
        "holidays" => {
            let check = match arguments.next()? {
                None => false,
                Some(Arg::Long("check")) => true,
                Some(other) => return Err(other.unexpected().into()),
            };
            no_more(arguments)?;
            holidays::write(check)?;
        }
        "test" => return test::test(arguments),
        "bench" => match arguments.next()? {
            None => bench::bench(None)?,
            Some(Arg::Long("list")) => bench::list(),
            Some(Arg::Value(name)) => bench::bench(Some(&name.string()?))?,
            Some(other) => return Err(other.unexpected().into()),
        },
        "train" | "eval" => reader::run(&verb, arguments)?,
        "help" => println!("{HELP}"),
        unknown => bail!("{unknown:?} is no verb; cargo xtask help lists them"),
    }
    Ok(ExitCode::SUCCESS)
}

fn serve_options(mut arguments: Parser) -> anyhow::Result<serve::Options> {
    let mut options = serve::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => options.port = arguments.value()?.parse()?,
            Arg::Long("watch") => options.watch = true,
            Arg::Long("release") => options.profile = Profile::Release,
            Arg::Long("no-build") => options.build = false,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn no_more(mut arguments: Parser) -> anyhow::Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}
