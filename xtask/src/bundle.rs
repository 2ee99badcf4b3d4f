//! Few scripts and one sheet of the many that a frame's page has: a desk makes such frames anew at every switch of tickets,
//! and each file costs a request at first and a turn of the browser's ever after (docs/ticket-switch.md).
//!
//! A module becomes a function that gives its exports. What it may hold is the little that ours do: imports and exports of
//! names, each on a line of its own. Anything else stops the build.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::site::Site;

/// The page of a frame, its script and its sheets.
const PAGE: &str = "embed.html";
const SCRIPT: &str = "embed/frame.js";
const SHEETS: [&str; 2] = ["styles.css", "embed/frame.css"];

/// The script around the module, which a frame's script has too: the module is compiled as soon as it is here.
const PROGRAM: &str = "clean_break_app.js";

/// The scripts of the desks, as an element asks for one of them; they share little, which comes with each. A frame's script
/// has all of them, so that it asks its desk at once.
const DESKS: [&str; 4] =
    ["embed/desks/chatwoot.js", "embed/desks/front.js", "embed/desks/page.js", "embed/desks/zendesk.js"];

/// Stands for the build in a frame's script, which asks the program of the same build only (`www/embed/early.js`).
const BUILD: &str = "$BUILD";

/// Puts everything that these scripts import into them, and the looks of a frame into one sheet.
///
/// # Errors
/// When a module is missing or holds what is not understood.
pub fn frame(site: &mut Site) -> anyhow::Result<()> {
    let source = |path: &str| site.text(path).map(str::to_owned);
    let desks = DESKS.map(|entry| bundle(entry, &source));
    let script = classic(&source)?;
    ensure!(script.contains(BUILD), "{SCRIPT} does not name its build");
    let script = script.replace(BUILD, &build(site));
    let sheet = SHEETS.map(source).into_iter().collect::<anyhow::Result<Vec<_>>>()?.join("\n");
    let page = page(site.text(PAGE)?)?;
    for (entry, bundle) in DESKS.into_iter().zip(desks) {
        site.add(entry, bundle?.into_bytes());
    }
    site.add(SCRIPT, script.into_bytes());
    site.add(SHEETS[1], sheet.into_bytes());
    site.add(PAGE, page.into_bytes());
    Ok(())
}

/// A name for what is on the site: another where any file is another.
fn build(site: &Site) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in site.iter() {
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(Sha256::digest(bytes));
    }
    STANDARD.encode(hash.finalize())
}

/// The page with the one script of its own and the one sheet. The script is asked for before anything else, and runs where it
/// stands, behind all that it looks for: browsers hold one that is `async` back until the page is read.
fn page(page: &str) -> anyhow::Result<String> {
    let ahead = format!("<link rel=\"modulepreload\" href=\"{SCRIPT}\">");
    let changes = [
        (ahead, format!("<link rel=\"preload\" href=\"{SCRIPT}\" as=\"script\">")),
        ("<script type=\"module\" src=".to_owned(), "<script src=".to_owned()),
    ];
    let mut page = page.to_owned();
    for (module, script) in changes {
        ensure!(page.matches(&module).count() == 1, "{PAGE} has not one {module}");
        page = page.replace(&module, &script);
    }
    let sheet = format!("\"{}\"", SHEETS[0]);
    let has = |line: &str| line.contains("\"embed/") || line.contains(PROGRAM);
    let apart = |line: &&str| line.contains(&sheet) || line.contains("modulepreload") && has(line);
    Ok(page.lines().filter(|line| !apart(line)).map(|line| format!("{line}\n")).collect())
}

/// The script of a frame, with the desks and the program's. No module: a plain script runs as soon as it is here.
fn classic(source: &dyn Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<String> {
    let script = Bundle::of(SCRIPT, source, true)?;
    Ok(format!("(() => {{\n\"use strict\";\nconst $SELF = document.currentScript.src;\n{script}}})();\n"))
}

struct Bundle<'s> {
    source: &'s dyn Fn(&str) -> anyhow::Result<String>,
    /// Where the script lies.
    folder: PathBuf,
    /// Paths and the bodies of their functions, each after those that it imports.
    modules: Vec<(String, String)>,
    /// Whether it is to be a plain script that has what it would ask for when it runs.
    whole: bool,
}

/// The script of a module and all that it imports. It exports what the module itself does, not what that hands on.
fn bundle(entry: &str, source: &dyn Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<String> {
    Bundle::of(entry, source, false)
}

/// What a line imports: its names, nothing where it hands all of them on, and from where.
fn import(line: &str) -> anyhow::Result<Option<(&str, &str)>> {
    let (names, from) = match (line.strip_prefix("import "), line.strip_prefix("export * from ")) {
        (Some(import), _) => import.split_once(" from ").context("it imports no names")?,
        (None, Some(from)) => ("", from),
        (None, None) => return Ok(None),
    };
    if !(names.is_empty() || names.starts_with('{') && names.ends_with('}')) {
        bail!("it imports no names");
    }
    Ok(Some((names, from.trim_matches(['"', ';']))))
}

impl Bundle<'_> {
    fn of(entry: &str, source: &dyn Fn(&str) -> anyhow::Result<String>, whole: bool) -> anyhow::Result<String> {
        let folder = Path::new(entry).parent().unwrap_or(Path::new("")).to_owned();
        let mut bundle = Bundle { source, folder, modules: Vec::new(), whole };
        bundle.add(entry, &mut Vec::new())?;
        let mut out = String::new();
        for (path, body) in &bundle.modules {
            if path == entry {
                out.push_str(body);
            } else {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "const {} = (() => {{\n{body}}})();", name(path));
            }
        }
        Ok(out)
    }

    /// Adds a module after those that it imports. `around` are those that import it, of which it may be none.
    fn add(&mut self, path: &str, around: &mut Vec<String>) -> anyhow::Result<()> {
        if around.iter().any(|other| other == path) {
            bail!("{path} imports itself, by {}", around.join(", "));
        }
        if self.modules.iter().any(|(known, _)| known == path) {
            return Ok(());
        }
        around.push(path.to_owned());
        let text = (self.source)(path)?;
        let mut body = String::new();
        let mut exports = Vec::new();
        for line in text.lines() {
            let line = self.line(path, line, &mut exports, around).with_context(|| format!("{path}: {line}"))?;
            body.push_str(&line);
            body.push('\n');
        }
        around.pop();
        let _ = if around.is_empty() {
            exports.retain(|export| !export.starts_with("..."));
            if exports.is_empty() { Ok(()) } else { writeln!(body, "export {{ {} }};", exports.join(", ")) }
        } else {
            writeln!(body, "return {{ {} }};", exports.join(", "))
        };
        self.modules.push((path.to_owned(), body));
        Ok(())
    }

    /// A line as it stands in the function.
    fn line(
        &mut self,
        path: &str,
        line: &str,
        exports: &mut Vec<String>,
        around: &mut Vec<String>,
    ) -> anyhow::Result<String> {
        if let Some((names, from)) = import(line)? {
            let from = resolve(path, from)?;
            self.add(&from, around)?;
            let from = name(&from);
            if names.is_empty() {
                exports.push(format!("...{from}"));
                return Ok(String::new());
            }
            return Ok(format!("const {} = {from};", names.replace(" as ", ": ")));
        }
        if let Some(names) = line.strip_prefix("export { ").and_then(|names| names.strip_suffix(" };")) {
            // Written so by wasm-bindgen: `a, b as c`.
            exports.extend(names.split(", ").map(|name| match name.split_once(" as ") {
                Some((name, other)) => format!("{other}: {name}"),
                None => name.to_owned(),
            }));
            return Ok(String::new());
        }
        let mut line = line.to_owned();
        if let Some(export) = line.strip_prefix("export ") {
            let mut words =
                export.split([' ', '(']).filter(|word| !matches!(*word, "async" | "function" | "const" | "class"));
            let export = export.to_owned();
            exports.push(
                words
                    .next()
                    .filter(|name| name.chars().all(char::is_alphanumeric) && *name != "default")
                    .context("it exports no name")?
                    .to_owned(),
            );
            line = export;
        }
        // By its address, since an element may have it from another site.
        let asked = format!("import(new URL(\"{PROGRAM}\", base).href)");
        if self.whole && line.contains(&asked) {
            self.add(PROGRAM, around)?;
            line = line.replace(&asked, &format!("Promise.resolve({})", name(PROGRAM)));
        }
        if line.contains("import.meta") {
            let own = Path::new(path).parent() == Some(&*self.folder);
            ensure!(own || self.whole && path == PROGRAM, "the bundle's address is another");
            if self.whole {
                let address = if own { "$SELF" } else { &format!("new URL(\"../{PROGRAM}\", $SELF).href") };
                line = line.replace("import.meta.url", address);
            }
        }
        let mut out = String::new();
        let mut rest = line.as_str();
        while let Some((before, (from, after))) =
            rest.split_once("import(\"").and_then(|(before, tail)| Some((before, tail.split_once("\")")?)))
        {
            let target = resolve(path, from)?;
            out.push_str(before);
            // One of a type is part of a comment.
            if self.whole && DESKS.contains(&target.as_str()) {
                self.add(&target, around)?;
                let _ = write!(out, "Promise.resolve({})", name(&target));
            } else if !target.ends_with(".ts") {
                let beside = Path::new(&target).strip_prefix(&self.folder).context("it lies elsewhere")?;
                let _ = write!(out, "import(\"./{}\")", beside.display());
            }
            rest = after;
        }
        Ok(out + rest)
    }
}

/// The path of what a module imports.
fn resolve(path: &str, from: &str) -> anyhow::Result<String> {
    let mut out: Vec<&str> = path.split('/').collect();
    out.pop();
    for part in Path::new(from).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop().context("it lies elsewhere")?;
            }
            Component::Normal(part) => out.push(part.to_str().context("its name is no text")?),
            _ => bail!("it lies elsewhere"),
        }
    }
    Ok(out.join("/"))
}

/// A module's name in the bundle; no name of ours has a `$`.
fn name(path: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = path.trim_end_matches(".js").chars().map(plain).collect();
    format!("${name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(files: &[(&str, &str)]) -> anyhow::Result<String> {
        bundle("a/main.js", &|path| {
            let file = files.iter().find(|(known, _)| *known == path);
            file.map(|(_, text)| (*text).to_owned()).with_context(|| format!("no {path}"))
        })
    }

    #[test]
    fn modules_come_after_those_they_import() {
        let bundle = made(&[
            (
                "a/main.js",
                "import { one as first } from \"./b/one.js\";\nexport * from \"./b/one.js\";\nexport const two = () => first();",
            ),
            (
                "a/b/one.js",
                "import { three } from \"../three.js\";\nexport * from \"../three.js\";\nexport const one = () => import(\"./later.js\");",
            ),
            ("a/three.js", "export const three = 3;\nexport async function other() {}\nexport class Two {}"),
        ]);
        assert_eq!(
            bundle.unwrap(),
            "const $a_three = (() => {\nconst three = 3;\nasync function other() {}\nclass Two {}\n\
             return { three, other, Two };\n})();\n\
             const $a_b_one = (() => {\nconst { three } = $a_three;\n\nconst one = () => import(\"./b/later.js\");\n\
             return { ...$a_three, one };\n})();\n\
             const { one: first } = $a_b_one;\n\nconst two = () => first();\nexport { two };\n"
        );
    }

    #[test]
    fn a_frame_s_script_has_all_that_it_would_ask_for() {
        let files = [
            (
                "embed/frame.js",
                "import { load } from \"./program.js\";\nconst base = new URL(\"../\", import.meta.url);\n\
                 load(base);\nimport(\"./copy.js\");",
            ),
            (
                "embed/program.js",
                "export const load = (base) => import(new URL(\"clean_break_app.js\", base).href);\n\
                 const desk = () => import(\"./desks/page.js\");",
            ),
            (
                "clean_break_app.js",
                "const later = () => new URL(\"./later.js\", import.meta.url);\nfunction init() {}\n\
                 export { later, init as default };",
            ),
            ("embed/desks/page.js", "export const connect = 1;"),
        ];
        let source = |path: &str| {
            let file = files.iter().find(|(known, _)| *known == path);
            file.map(|(_, text)| (*text).to_owned()).with_context(|| format!("no {path}"))
        };
        assert_eq!(
            classic(&source).unwrap(),
            "(() => {\n\"use strict\";\nconst $SELF = document.currentScript.src;\n\
             const $clean_break_app = (() => {\n\
             const later = () => new URL(\"./later.js\", new URL(\"../clean_break_app.js\", $SELF).href);\n\
             function init() {}\n\nreturn { later, default: init };\n})();\n\
             const $embed_desks_page = (() => {\nconst connect = 1;\nreturn { connect };\n})();\n\
             const $embed_program = (() => {\nconst load = (base) => Promise.resolve($clean_break_app);\n\
             const desk = () => Promise.resolve($embed_desks_page);\nreturn { load };\n})();\n\
             const { load } = $embed_program;\nconst base = new URL(\"../\", $SELF);\nload(base);\n\
             import(\"./copy.js\");\n})();\n"
        );
    }

    #[test]
    fn a_frame_s_page_asks_for_one_script_and_one_sheet() {
        let made = page(
            "<link rel=\"modulepreload\" href=\"embed/frame.js\">\n<link rel=\"stylesheet\" href=\"styles.css\">\n\
             <link rel=\"stylesheet\" href=\"embed/frame.css\">\n<link rel=\"modulepreload\" href=\"embed/a.js\">\n\
             <link rel=\"modulepreload\" href=\"clean_break_app.js\">\n<link rel=\"modulepreload\" href=\"b.js\">\n\
             <script type=\"module\" src=\"embed/frame.js\"></script>\n",
        )
        .unwrap();
        assert_eq!(
            made,
            "<link rel=\"preload\" href=\"embed/frame.js\" as=\"script\">\n\
             <link rel=\"stylesheet\" href=\"embed/frame.css\">\n<link rel=\"modulepreload\" href=\"b.js\">\n\
             <script src=\"embed/frame.js\"></script>\n"
        );
        assert!(page(&made).is_err());
    }

    #[test]
    fn another_file_is_another_build() {
        let mut site = Site::default();
        site.add("a.js", b"one".to_vec());
        let before = build(&site);
        assert_eq!(build(&site), before);
        site.add("a.js", b"two".to_vec());
        assert_ne!(build(&site), before);
    }

    #[test]
    fn what_is_not_understood_stops_it() {
        for main in [
            "import one from \"./one.js\";",
            "import * as one from \"./one.js\";",
            "export default 1;",
            "import { two } from \"./two.js\";",
            "import { one } from \"./main.js\";",
            "import(\"../elsewhere.js\");",
        ] {
            assert!(made(&[("a/main.js", main), ("a/one.js", "")]).is_err(), "{main}");
        }
    }
}
