//! One script of the many that a frame's page runs: a desk makes such frames anew at every switch of tickets, and each file
//! costs a request at first and a turn of the browser's ever after (docs/decisions/0014-ticket-switch.md).
//!
//! A module becomes a function that gives its exports. What it may hold is the little that ours do: imports and exports of
//! names, each on a line of its own. Anything else stops the build.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::site::Site;

/// The page of a frame, and its script.
const PAGE: &str = "embed.html";
const ENTRY: &str = "embed/frame.js";

/// What is asked for later, by itself.
const APART: &[&str] = &["embed/copy.js"];

/// Puts everything that the frame's script imports into it, and takes out of its page what that would load ahead.
///
/// # Errors
/// When a module is missing or holds what is not understood.
pub fn frame(site: &mut Site) -> anyhow::Result<()> {
    let bundle = bundle(ENTRY, &|path| site.text(path).map(str::to_owned))?;
    let page = site.text(PAGE)?;
    let ahead = |line: &&str| !(line.contains("modulepreload") && line.contains("\"embed/"));
    let page = page.lines().filter(ahead).map(|line| format!("{line}\n")).collect::<String>();
    site.add(ENTRY, bundle.into_bytes());
    site.add(PAGE, page.into_bytes());
    Ok(())
}

struct Bundle<'s> {
    source: &'s dyn Fn(&str) -> anyhow::Result<String>,
    folder: PathBuf,
    /// What the script itself imports, and what that does; the rest runs when it is asked for.
    at_once: BTreeSet<String>,
    /// Paths and the bodies of their functions, each after those that it imports.
    modules: Vec<(String, String)>,
}

/// The script of a module and all that it imports.
fn bundle(entry: &str, source: &dyn Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<String> {
    let folder = Path::new(entry).parent().unwrap_or(Path::new("")).to_owned();
    let mut bundle = Bundle { source, folder, at_once: BTreeSet::new(), modules: Vec::new() };
    bundle.follow(entry)?;
    bundle.add(entry, &mut Vec::new())?;
    let mut out = String::new();
    for (path, body) in &bundle.modules {
        let name = name(path);
        // Writing to a string cannot fail.
        let _ = if path == entry {
            write!(out, "{body}")
        } else if bundle.at_once.contains(path) {
            writeln!(out, "const {name} = (() => {{\n{body}}})();")
        } else {
            writeln!(out, "let {name}_made;\nconst {name} = () => ({name}_made ??= (() => {{\n{body}}})());")
        };
    }
    Ok(out)
}

/// What a line imports: its names, nothing where it hands all of them on, and from where.
fn import(line: &str) -> anyhow::Result<Option<(&str, &str)>> {
    let (names, from) = match (line.strip_prefix("import "), line.strip_prefix("export * from ")) {
        (Some(import), _) => import.split_once(" from ").context("it imports no names")?,
        (None, Some(from)) => ("", from),
        (None, None) => return Ok(None),
    };
    if !names.is_empty() && !(names.starts_with('{') && names.ends_with('}')) {
        bail!("it imports no names");
    }
    Ok(Some((names, from.trim_matches(['"', ';']))))
}

impl Bundle<'_> {
    /// Notes what a module imports, and what that does.
    fn follow(&mut self, path: &str) -> anyhow::Result<()> {
        if self.at_once.insert(path.to_owned()) {
            for line in (self.source)(path)?.lines() {
                if let Some((_, from)) = import(line).with_context(|| format!("{path}: {line}"))? {
                    self.follow(&resolve(path, from)?)?;
                }
            }
        }
        Ok(())
    }

    /// What stands for a module's exports.
    fn exports(&self, path: &str) -> String {
        let call = if self.at_once.contains(path) { "" } else { "()" };
        name(path) + call
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
        if !around.is_empty() {
            let _ = writeln!(body, "return {{ {} }};", exports.join(", "));
        }
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
            let from = self.exports(&from);
            if names.is_empty() {
                exports.push(format!("...{from}"));
                return Ok(String::new());
            }
            return Ok(format!("const {} = {from};", names.replace(" as ", ": ")));
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
        if line.contains("import.meta") && Path::new(path).parent() != Some(&*self.folder) {
            bail!("the bundle's address is another");
        }
        let mut out = String::new();
        let mut rest = line.as_str();
        while let Some((before, (from, after))) =
            rest.split_once("import(\"").and_then(|(before, tail)| Some((before, tail.split_once("\")")?)))
        {
            let target = resolve(path, from)?;
            out.push_str(before);
            if target.ends_with(".ts") {
                // A type, in a comment.
            } else if APART.contains(&target.as_str()) {
                let beside = Path::new(&target).strip_prefix(&self.folder).context("it lies elsewhere")?;
                let _ = write!(out, "import(\"./{}\")", beside.display());
            } else {
                self.add(&target, around)?;
                let _ = write!(out, "Promise.resolve({})", self.exports(&target));
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
    fn modules_come_after_those_they_import_and_later_ones_when_asked() {
        let bundle = made(&[
            (
                "a/main.js",
                "import { one as first } from \"./one.js\";\nconst two = () => import(\"./b/two.js\");\nfirst();",
            ),
            ("a/one.js", "export const one = () => 1;\nexport async function other() {}"),
            ("a/b/two.js", "import { one } from \"../one.js\";\nexport * from \"./three.js\";\nexport class Two {}"),
            ("a/b/three.js", "export const three = 3;"),
        ]);
        assert_eq!(
            bundle.unwrap(),
            "const $a_one = (() => {\nconst one = () => 1;\nasync function other() {}\nreturn { one, other };\n})();\n\
             let $a_b_three_made;\nconst $a_b_three = () => ($a_b_three_made ??= (() => {\nconst three = 3;\n\
             return { three };\n})());\n\
             let $a_b_two_made;\nconst $a_b_two = () => ($a_b_two_made ??= (() => {\nconst { one } = $a_one;\n\nclass Two {}\n\
             return { ...$a_b_three(), Two };\n})());\n\
             const { one: first } = $a_one;\nconst two = () => Promise.resolve($a_b_two());\nfirst();\n"
        );
    }

    #[test]
    fn what_is_not_understood_stops_it() {
        for main in [
            "import one from \"./one.js\";",
            "import * as one from \"./one.js\";",
            "export default 1;",
            "export { one };",
            "import { two } from \"./two.js\";",
            "import { one } from \"./main.js\";",
        ] {
            assert!(made(&[("a/main.js", main), ("a/one.js", "")]).is_err(), "{main}");
        }
    }
}
