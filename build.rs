//! Turns `www/locales/*.json` into the generated half of `src/words/`: the `Key` type, one constructor for each
//! message with arguments, and the messages of every language. A language that lacks a key or an argument, or has
//! one too many, fails the build.
//!
//! And `www/phrases/*.txt` and `www/lint/*.txt` into the tables that readers and the linter of letters learn from. A phrase that is not understood fails the build.

#![allow(clippy::indexing_slicing, reason = "byte positions come from find(), and a build script may stop")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// How words are folded.
#[path = "src/text/fold.rs"]
#[allow(dead_code, unreachable_pub, reason = "a part of it is the reader's alone")]
mod fold;
/// The notation of phrases.
#[path = "src/text/notation.rs"]
#[allow(unreachable_pub, reason = "natively the crate shows it")]
mod notation;
/// What readers learn from.
#[path = "src/text/served.rs"]
#[allow(unreachable_pub, reason = "natively the crate shows it")]
mod served;

/// Messages as customers write them, by language.
const SENTENCES: &str = "data/sentences";

/// The language that defines keys, arguments and their types.
const SOURCE: &str = "en";

/// How the keys begin by which playbooks, rules, samples and stored cases name texts. Only these can be looked up by name,
/// so that the app does not carry every name.
const NAMED_IN_FILES: [&str; 6] = ["branch.", "ingest.sample.", "plan.playbook.", "rule.", "status.", "step."];

/// The message that shows words of a team's own: in each language its only argument is named after the language, so that
/// each shows its own.
const BY_LANGUAGE: &str = "plan.own";

type Problem = Box<dyn std::error::Error>;

/// One message of one language: its single form, or the forms for one and for any other number.
enum Message {
    Single(String),
    Plural { one: String, other: String },
}

/// An argument and the Rust type that its constructor takes.
#[derive(Clone, PartialEq, Eq)]
struct Argument {
    name: String,
    kind: Option<String>,
}

fn main() -> Result<(), Problem> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=www/locales");
    println!("cargo::rerun-if-changed=www/phrases");
    println!("cargo::rerun-if-changed=www/lint");
    println!("cargo::rerun-if-changed={SENTENCES}");
    for file in ["fold", "notation", "served"] {
        println!("cargo::rerun-if-changed=src/text/{file}.rs");
    }
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        // What the app's module is split by.
        println!("cargo::rustc-link-arg-bin=clean_break_app=--emit-relocs");
        // With the stack before it, its data ends below 1 MiB: addresses of three bytes instead of four, in code too.
        println!("cargo::rustc-link-arg-bin=clean_break_app=-zstack-size=917504");
    }
    let languages = read_languages(Path::new("www/locales"))?;
    let source = languages.get(SOURCE).ok_or("www/locales/en.json is missing")?;
    for (language, messages) in &languages {
        compare(source, language, messages)?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    write_tables("phrases", &out, &|language| written(language))?;
    // Letters are few: how they are found there matters little.
    write_tables("lint", &out, &|_| Ok(HashMap::new()))?;
    fs::write(out.join("words.rs"), generate(source, &languages)?)?;
    Ok(())
}

/// Writes the table of each language's phrases. Whether there are such sections, a test of the reader says.
fn write_tables(folder: &str, out: &Path, written: &dyn Fn(&str) -> Result<Written, Problem>) -> Result<(), Problem> {
    for entry in fs::read_dir(Path::new("www").join(folder))? {
        let path = entry?.path();
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let phrases = notation::compile(&fs::read_to_string(&path)?, &|word| word == language, &|_| true)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        fs::write(out.join([folder, "-", &language, ".txt"].concat()), served::served(&phrases, &written(&language)?))?;
    }
    Ok(())
}

/// How often each word was written.
type Written = HashMap<String, u32>;

/// How often customers write each folded word of a language, in the invented messages that the reader is trained on.
fn written(language: &str) -> Result<Written, Problem> {
    let mut written = Written::new();
    let text = fs::read_to_string(Path::new(SENTENCES).join([language, ".tsv"].concat()))?;
    let letter = |c: char| fold::is_word(c) || fold::is_apostrophe(c);
    for word in text.lines().filter_map(|line| line.rsplit('\t').next()).flat_map(|text| text.split(|c| !letter(c))) {
        let mut folded = String::new();
        word.chars().filter(|&c| !fold::is_apostrophe(c)).for_each(|c| fold::push_folded(&mut folded, c));
        *written.entry(folded).or_default() += 1;
    }
    Ok(written)
}

type Messages = BTreeMap<String, Message>;

fn read_languages(folder: &Path) -> Result<BTreeMap<String, Messages>, Problem> {
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let root: Value = serde_json::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let mut messages = Messages::new();
        flatten("", &root, &mut messages).map_err(|error| format!("{}: {error}", path.display()))?;
        languages.insert(name, messages);
    }
    Ok(languages)
}

fn flatten(prefix: &str, value: &Value, into: &mut Messages) -> Result<(), Problem> {
    match value {
        Value::String(text) => {
            into.insert(prefix.to_owned(), Message::Single(text.clone()));
        }
        Value::Object(fields) => {
            if let (Some(Value::String(one)), Some(Value::String(other)), 2) =
                (fields.get("one"), fields.get("other"), fields.len())
            {
                into.insert(prefix.to_owned(), Message::Plural { one: one.clone(), other: other.clone() });
                return Ok(());
            }
            for (name, child) in fields {
                if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
                    return Err(format!("{prefix}.{name}: names are lower case letters, digits and _").into());
                }
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(&key, child, into)?;
            }
        }
        other => return Err(format!("{prefix}: a message is a string, not {other}").into()),
    }
    Ok(())
}

/// The arguments of a message, in the order of their first use.
fn arguments(key: &str, text: &str) -> Result<Vec<Argument>, Problem> {
    let mut found: Vec<Argument> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else {
            return Err(format!("{key}: a '{{' is not closed in {text:?}").into());
        };
        let inner = &rest[start + 1..start + length];
        let (name, kind) = match inner.split_once(':') {
            Some((name, kind)) => (name, Some(kind.to_owned())),
            None => (inner, None),
        };
        if !found.iter().any(|argument| argument.name == name) {
            found.push(Argument { name: name.to_owned(), kind });
        }
        rest = &rest[start + length + 1..];
    }
    Ok(found)
}

fn message_arguments(key: &str, message: &Message) -> Result<Vec<Argument>, Problem> {
    match message {
        Message::Single(text) => arguments(key, text),
        // The form for one may leave out its number ("one day").
        Message::Plural { other, .. } => arguments(key, other),
    }
}

fn names(arguments: &[Argument]) -> Vec<&str> {
    let mut names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    names.sort_unstable();
    names
}

fn compare(source: &Messages, language: &str, messages: &Messages) -> Result<(), Problem> {
    let mut faults = String::new();
    for (key, message) in source {
        let Some(translated) = messages.get(key) else {
            writeln!(faults, "{language}: {key} is missing")?;
            continue;
        };
        if matches!(message, Message::Plural { .. }) != matches!(translated, Message::Plural { .. }) {
            writeln!(faults, "{language}: {key} must have plural forms exactly where {SOURCE} has them")?;
        }
        let (wanted, given) = (message_arguments(key, message)?, message_arguments(key, translated)?);
        if key == BY_LANGUAGE && names(&given) == [language] {
            continue;
        }
        if names(&wanted) != names(&given) {
            writeln!(faults, "{language}: {key} takes {:?}, not {:?}", names(&wanted), names(&given))?;
        }
    }
    for key in messages.keys().filter(|key| !source.contains_key(*key)) {
        writeln!(faults, "{language}: {key} is not in {SOURCE}")?;
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("www/locales:\n{faults}").into()) }
}

fn type_name(key: &str) -> String {
    key.split(['.', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
        })
        .collect()
}

fn generate(source: &Messages, languages: &BTreeMap<String, Messages>) -> Result<String, Problem> {
    let mut out = String::new();
    writeln!(out, "/// A message of the catalogue, `www/locales/en.json`.")?;
    writeln!(
        out,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u16)]\npub enum Key {{"
    )?;
    for (key, message) in source {
        let text = match message {
            Message::Single(text) | Message::Plural { other: text, .. } => text,
        };
        writeln!(out, "    /// {}\n    {},", text.replace(['\n', '[', ']', '<', '>'], " "), type_name(key))?;
    }
    writeln!(out, "}}\n")?;
    writeln!(out, "/// The name of every key, in order.\npub(super) static NAMES: [&str; {}] = [", source.len())?;
    for key in source.keys() {
        writeln!(out, "    {key:?},")?;
    }
    writeln!(out, "];\n")?;
    writeln!(
        out,
        "/// The keys that files name, sorted by name.\npub(super) static NAMED_IN_FILES: &[(&str, Key)] = &["
    )?;
    for key in source.keys().filter(|key| NAMED_IN_FILES.iter().any(|beginning| key.starts_with(beginning))) {
        writeln!(out, "    ({key:?}, Key::{}),", type_name(key))?;
    }
    writeln!(out, "];\n")?;
    writeln!(out, "/// One constructor for each message that has arguments.\npub mod say {{\n    use super::*;\n")?;
    for (key, message) in source {
        let arguments = message_arguments(key, message)?;
        if !arguments.is_empty() {
            write_constructor(&mut out, key, message, &arguments)?;
        }
    }
    writeln!(out, "}}\n")?;
    let mut fingerprint = DefaultHasher::new();
    for (key, message) in source {
        (key, names(&message_arguments(key, message)?)).hash(&mut fingerprint);
    }
    writeln!(out, "/// Tells catalogues of different builds apart: a hash of every key and its arguments.")?;
    writeln!(out, "pub(super) const FINGERPRINT: &str = \"{:016x}\";\n", fingerprint.finish())?;
    let tags: Vec<&String> = languages.keys().collect();
    writeln!(out, "/// The shipped languages. Apart from their messages, so that naming them links no message.")?;
    writeln!(out, "pub(super) static LANGUAGES: [&str; {}] = {tags:?};\n", tags.len())?;
    writeln!(out, "/// The messages of each language, in the order of their keys.")?;
    writeln!(out, "pub(super) static SHIPPED: [(&str, [&str; {}]); {}] = [", source.len(), languages.len())?;
    for (language, messages) in languages {
        writeln!(out, "    ({language:?}, [")?;
        for message in messages.values() {
            match message {
                Message::Single(text) => writeln!(out, "        {:?},", untyped(text))?,
                Message::Plural { one, other } => {
                    writeln!(out, "        {:?},", format!("{}\u{1e}{}", untyped(one), untyped(other)))?;
                }
            }
        }
        writeln!(out, "    ]),")?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

fn write_constructor(out: &mut String, key: &str, message: &Message, arguments: &[Argument]) -> Result<(), Problem> {
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    for Argument { name, kind } in arguments {
        let (parameter, value) = match kind.as_deref() {
            None => ("impl Into<String>", format!("Argument::Text({name}.into())")),
            Some("count") => ("i64", format!("Argument::Count({name})")),
            Some("percent") => ("u8", format!("Argument::Percent({name})")),
            Some("date") => ("time::Date", format!("Argument::Date({name})")),
            Some("money") => ("crate::case::Money", format!("Argument::Money({name})")),
            Some("text") => ("impl Into<Text>", format!("Argument::Message({name}.into())")),
            Some("list") => ("Vec<Text>", format!("Argument::List({name})")),
            Some(kind) => return Err(format!("{key}: {{{name}:{kind}}}: unknown kind").into()),
        };
        parameters.push(format!("{name}: {parameter}"));
        values.push(format!(".with(\"{name}\", {value})"));
    }
    if matches!(message, Message::Plural { .. })
        && !matches!(arguments.first(), Some(first) if first.kind.as_deref() == Some("count"))
    {
        return Err(format!("{key}: a plural's first argument is its count, {{n:count}}").into());
    }
    writeln!(out, "    /// `{key}`")?;
    writeln!(out, "    #[must_use]\n    pub fn {}({}) -> Text {{", key.replace('.', "_"), parameters.join(", "))?;
    writeln!(out, "        Text::from(Key::{}){}\n    }}\n", type_name(key), values.concat())?;
    Ok(())
}

/// The message as the catalogue serves it: arguments without their types.
fn untyped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let end = rest[start..].find('}').map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        let inner = &rest[start..end];
        out.push_str(inner.split(':').next().unwrap_or(inner));
        rest = &rest[end..];
    }
    out + rest
}
