//! From a binary of the crate to what a browser loads: cargo, then wasm-bindgen.
//!
//! wasm-bindgen is used as a library, pinned by the lockfile to the version that the crate uses. File names are stable,
//! since other sites link to them.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::late::{self, Late, Script};
use crate::names::{self, Names};
use crate::split::Own;
use crate::tools::{WASM, cargo, command, ensure_wasm_target, output_of, shown, target};
use crate::{calls, glue, guard, lean, order, split, wasm};

/// How a build is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Quickly, with names for the debugger.
    Dev,
    /// Small.
    Release,
}

impl Profile {
    /// Its name in paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// A binary of the crate that runs in the browser.
#[derive(Debug, Hash)]
pub struct Program {
    /// The binary's name.
    pub binary: &'static str,
    /// The name of the files made of it: `NAME.js`, `NAME_bg.wasm`.
    pub name: &'static str,
    /// Whether others call it: it then has TypeScript types and finds its wasm by itself.
    pub library: bool,
    /// Whether parts of it are loaded later.
    pub splits: bool,
    /// Cargo's profile of its release builds.
    pub profile: &'static str,
    /// Whether the standard library is built with its release.
    pub lean: bool,
}

/// The static site and the widget.
pub const APP: Program = Program {
    binary: "clean_break_app",
    name: "clean_break_app",
    library: false,
    splits: true,
    profile: "release",
    lean: true,
};

/// The JS API.
pub const API: Program = Program {
    binary: "clean_break_api",
    name: "clean_break",
    library: true,
    splits: false,
    profile: "api",
    lean: false,
};

/// Builds a program and returns the folder that has what a browser loads.
///
/// # Errors
/// When cargo or wasm-bindgen fails.
pub fn build(program: &Program, profile: Profile) -> anyhow::Result<PathBuf> {
    ensure_wasm_target()?;
    let module = compile(program, profile)?;
    let folder = target().join("bindgen").join(profile.name()).join(program.name);
    let stamp = folder.with_extension("stamp");
    let bytes = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let mut fingerprint = DefaultHasher::new();
    // What this program makes of the module may have changed too.
    let made_by = std::env::current_exe().and_then(fs::metadata).and_then(|file| file.modified()).ok();
    (program, profile, &bytes, made_by).hash(&mut fingerprint);
    let fingerprint = format!("{:016x}", fingerprint.finish());
    if folder.is_dir() && fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == fingerprint) {
        return Ok(folder);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    bind(program, profile, &module, &folder)?;
    fs::write(&stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(folder)
}

/// Compiles the binary and returns its module.
fn compile(program: &Program, profile: Profile) -> anyhow::Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--bin", program.binary, "--target", WASM]);
    build.arg("--message-format=json-render-diagnostics");
    if profile == Profile::Release {
        let lean = program.lean && lean::is_possible();
        build.args(["--profile", program.profile]).arg("--config").arg(rustflags(lean));
        if lean {
            lean::apply(&mut build);
        }
    }
    let output =
        build.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{}`", shown(&build)))?;
    ensure!(output.status.success(), "`cargo build --bin {} --target {WASM}` failed", program.binary);
    let module = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message.pointer("/target/name").and_then(Value::as_str) == Some(program.binary))
        .find_map(|message| {
            let files = message.get("filenames")?.as_array()?;
            files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".wasm")).map(PathBuf::from)
        });
    module.with_context(|| format!("cargo built no module for {}", program.binary))
}

/// Flags that keep the paths of the machine that builds out of the module: it comes out the same everywhere. `lean` for
/// those of a build with its own standard library.
fn rustflags(lean: bool) -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let sysroot = output_of(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let flag = |from: &Path| format!("--remap-path-prefix={}=", from.join("").display());
    let mut flags = vec![
        flag(&home.join("registry").join("src")),
        flag(&Path::new(&sysroot).join("lib/rustlib/src/rust/library")),
        flag(&crate::tools::root()),
    ];
    if lean {
        flags.extend(lean::RUSTC.map(str::to_owned));
    }
    format!("target.{WASM}.rustflags={}", Value::from(flags))
}

fn bind(program: &Program, profile: Profile, module: &Path, folder: &Path) -> anyhow::Result<()> {
    let release = profile == Profile::Release;
    let mut cut = program.splits.then(|| split::cut(program, profile, module, folder)).transpose()?;
    let mut output = Bindgen::new()
        .input_path(cut.as_ref().map_or(module, |cut| &cut.first))
        .out_name(program.name)
        .web(true)?
        .typescript(program.library)
        .omit_default_module_path(!program.library)
        // The parts that are loaded later share the table of functions.
        .keep_lld_exports(program.splits)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate_output()
        .with_context(|| format!("wasm-bindgen failed on {}", module.display()))?;
    let names =
        if release { names::in_module(output.wasm_mut(), &format!("./{}_bg.js", program.name)) } else { Names::new() };
    output.emit(folder)?;
    if !program.library {
        let script = folder.join(format!("{}.js", program.name));
        fs::write(&script, guard::in_script(&without_namespaces(&fs::read_to_string(&script)?)?)?)?;
    }
    let path = folder.join(format!("{}_bg.wasm", program.name));
    if release {
        let mut module = fs::read(&path)?;
        let script = folder.join(format!("{}.js", program.name));
        let mut text = names::in_script(&fs::read_to_string(&script)?, &names);
        if let Some(cut) = &mut cut {
            module = tighten(program, folder, cut, &module, &mut text)?;
        }
        fs::write(&script, text)?;
        let module = order::compressible(&module)?;
        fs::write(&path, &module)?;
        let sections = wasm::custom_sections(&module)?;
        let kept = sections.iter().find(|name| matches!(name.as_str(), "name" | "producers") || name.contains("debug"));
        ensure!(kept.is_none(), "{} still has a section {kept:?}", path.display());
    } else if let Some(cut) = &cut {
        cut.write(program, folder, None)?;
    }
    if program.splits && !release {
        // As where both are one.
        let script = folder.join(format!("{}.js", program.name));
        let again = format!("export {{ fetchLater }} from \"./{}_split.js\";\n", program.name);
        fs::write(&script, [fs::read_to_string(&script)?, again].concat())?;
    }
    // Only its functions are of use to others, not the types of the module's own memory.
    if program.library {
        fs::remove_file(folder.join(format!("{}_bg.wasm.d.ts", program.name)))?;
    }
    Ok(())
}

/// Writes the second part with all that only it asks of the script; returns the first module without it.
fn tighten(
    program: &Program,
    folder: &Path,
    cut: &mut split::Cut,
    module: &[u8],
    text: &mut String,
) -> anyhow::Result<Vec<u8>> {
    let from = format!("./{}_bg.js", program.name);
    let late = Late::of(module, &cut.lent, &from)?;
    let mut scripts = calls::apart(text, &late.types(), &late.names(), &from, late::SHORT)?;
    calls::settle(&mut scripts.first, &mut scripts.late);
    let (first, helpers) = glue::short(&scripts.first, &scripts.late)?;
    let second = names::in_script(&scripts.late, &helpers);
    // A list of the functions of this very build: another build's module asks for another one.
    let mut hash = DefaultHasher::new();
    (&first, &second).hash(&mut hash);
    let list = format!("_{:016x}", hash.finish());
    let (second, shared) = calls::lent(&first, &second, &list)?;
    let script = Script { module: &from, numbers: &scripts.numbers };
    cut.later = order::compressible(&late.second(&cut.later, &script, &list)?)?;
    let name = format!("{}_later.js", program.name);
    fs::write(folder.join(&name), second)?;
    cut.write(program, folder, Some(&Own { script: &format!("./{name}"), shared: &shared }))?;
    let loader = folder.join(format!("{}_split.js", program.name));
    *text = glue::one(&first, &fs::read_to_string(&loader)?, program.name)?;
    fs::remove_file(loader)?;
    late.first(module, &script)
}

/// The script with no namespace for HTML elements. Yew asks two times for that of the parent of each element that it makes,
/// to know SVG and MathML, and the name of HTML's would be copied into the module each time: a fifth of all that a
/// verdict takes there.
fn without_namespaces(script: &str) -> anyhow::Result<String> {
    let from = "const ret = arg1.namespaceURI;";
    ensure!(script.matches(from).count() == 1, "{from} is not there once");
    Ok(script.replace(from, "const ret = arg1 instanceof HTMLElement ? undefined : arg1.namespaceURI;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yew_is_told_of_no_namespace_but_others() {
        let script = "const ret = arg1.namespaceURI;\nconst len = 0;";
        let quick = without_namespaces(script).unwrap();
        assert_eq!(quick, "const ret = arg1 instanceof HTMLElement ? undefined : arg1.namespaceURI;\nconst len = 0;");
        // A wasm-bindgen that writes it otherwise is noticed.
        assert!(without_namespaces(&quick).is_err());
    }
}
