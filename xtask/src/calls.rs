//! The functions of the script that modules ask for: short arrows in a list, called by their numbers. What only the second
//! module asks for stands in a list of its own, in a script that is loaded with it.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, ensure};

use crate::glue::replaced;
use crate::names::{self, Names, is_name};

/// What many of them do, instead of wasm-bindgen's own.
const HELPERS: &str = include_str!("calls.js");

/// What stands around them in the script.
const BEGIN: &str = "function __wbg_get_imports() {\n    const import0 = {\n        __proto__: null,\n";
const END: &str = "    };\n    return {\n        __proto__: null,\n";

/// The script, and the one that comes with the second module.
pub struct Scripts {
    /// With a list of what the first module asks for, called `module`.
    pub first: String,
    /// With a list of what the second asks for, which has no name yet.
    pub late: String,
    /// What each function was called, and its number.
    pub numbers: HashMap<String, usize>,
}

/// Makes both of the one that wasm-bindgen writes. Of the functions, `types` says what types the module gives them, and `late`
/// which of them only the second module asks for. They are known as `module` there, from now on as `short`.
///
/// # Errors
/// When wasm-bindgen writes it in another way.
pub fn apart(
    script: &str,
    types: &HashMap<&str, u32>,
    late: &HashSet<&str>,
    module: &str,
    short: &str,
) -> anyhow::Result<Scripts> {
    ensure!(script.matches(BEGIN).count() == 1, "the script's imports do not begin as they did");
    let (before, rest) = script.split_once(BEGIN).context("no imports")?;
    let (calls, after) = rest.split_once(END).context("the script's imports do not end as they did")?;
    let after = replaced(after, &format!("\"{module}\": import0"), &format!("{short}: import0"), 1)?;
    let (mut firsts, mut lates) = (Vec::new(), Vec::new());
    for (name, call) in entries(calls)? {
        if late.contains(name) { &mut lates } else { &mut firsts }.push((types.get(name), call, name));
    }
    let mut numbers = HashMap::new();
    let mut list = |mut calls: Vec<(Option<&u32>, String, &str)>| {
        // Those that are alike stand together, here and in the module.
        calls.sort();
        let mut list = String::from("[\n");
        for (number, (_, call, name)) in calls.into_iter().enumerate() {
            numbers.insert(name.to_owned(), number);
            list.push_str(&[&call, ",\n"].concat());
        }
        list + "]"
    };
    let (firsts, lates) = (list(firsts), list(lates));
    let caught = between(&after, "function handleError(f, args) {", "\n}\n")?;
    let first = [
        before,
        HELPERS,
        "function __wbg_get_imports() {\n    const import0 = ",
        &firsts,
        ";\n    return {\n",
        &caught,
    ];
    Ok(Scripts { first: first.concat(), late: [" = ", &lates, ";\n"].concat(), numbers })
}

/// Each function by its name, as an arrow.
fn entries(calls: &str) -> anyhow::Result<Vec<(&str, String)>> {
    let mut entries = Vec::new();
    let mut lines = calls.lines();
    while let Some(head) = lines.next() {
        let (name, head) = head.trim().split_once(": function(").with_context(|| format!("no function: {head}"))?;
        let (end, arguments) = match head.strip_prefix(") { return handleError(function (") {
            Some(head) => ("        }, arguments); },", head),
            None => ("        },", head),
        };
        let arguments = arguments.strip_suffix(") {").with_context(|| format!("no arguments: {head}"))?;
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != end).map(str::trim).collect();
        let mut call = arrow(arguments, &body);
        if end.contains("arguments") {
            call = ["caught(", &call, ")"].concat();
        }
        entries.push((name, call));
    }
    Ok(entries)
}

/// A function as an arrow, with arguments of one letter.
fn arrow(arguments: &str, body: &[&str]) -> String {
    let does = match *body {
        [result, "return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);"] => {
            value(result).map(|value| format!("handed({value})"))
        }
        [
            result,
            "const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);"
            | "var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);",
            "const len1 = WASM_VECTOR_LEN;" | "var len1 = WASM_VECTOR_LEN;",
            "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);",
            "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);",
        ] => value(result).map(|value| format!("told(arg0, {value})")),
        [
            "let result;",
            "try {",
            result,
            "} catch (_) {",
            "result = false;",
            "}",
            "const ret = result;",
            "return ret;",
        ] => {
            let test = result.strip_prefix("result = ").and_then(|test| test.strip_suffix(';'));
            test.map(|test| format!("holds(() => {test})"))
        }
        [result, "return ret;"] => value(result).map(str::to_owned),
        [only] if !["const ", "let ", "var ", "throw "].iter().any(|word| only.starts_with(word)) => {
            only.strip_suffix(';').map(|does| does.trim_start_matches("return ").to_owned())
        }
        _ => None,
    };
    let does = does.unwrap_or_else(|| ["{\n ", &body.join("\n "), "\n}"].concat());
    let letters: Names = (0..8).zip('a'..).map(|(at, letter)| (format!("arg{at}"), letter.to_string())).collect();
    let has_letters = does.split(|c| !is_name(c)).any(|name| letters.values().any(|letter| letter == name));
    let call = format!("({arguments}) => {does}");
    if has_letters { call } else { names::in_script(&call, &letters) }
}

/// What a line says that a function's result is.
fn value(line: &str) -> Option<&str> {
    line.strip_prefix("const ret = ")?.strip_suffix(';')
}

/// The script without what stands from one mark up to the end of another.
fn between(script: &str, from: &str, to: &str) -> anyhow::Result<String> {
    let (before, rest) = script.split_once(from).with_context(|| format!("{from} is not there"))?;
    let (_, after) = rest.split_once(to).with_context(|| format!("{from} does not end"))?;
    Ok([before, after].concat())
}

/// Moves what only the second script uses from the first one to it.
pub fn settle(first: &mut String, late: &mut String) {
    while let Some(block) = alone(first, late) {
        *first = first.replacen(&block, "", 1);
        late.push_str(&block);
    }
}

/// A function or a list of the first script that only the second uses.
fn alone(first: &str, late: &str) -> Option<String> {
    let mut rest = first;
    while let Some((line, after)) = rest.split_once('\n') {
        let end =
            if line.starts_with("function ") { rest.find("\n}\n").map(|at| at + 3) } else { Some(line.len() + 1) };
        let block = end.and_then(|end| rest.get(..end)).unwrap_or_default();
        let is_whole = line.starts_with("function ") || line.starts_with("const ") && line.ends_with("];");
        if let Some(name) = declared(line).first().filter(|_| is_whole)
            && uses(late, name) > 0
            && uses(first, name) == uses(block, name)
        {
            return Some(block.to_owned());
        }
        rest = after;
    }
    None
}

/// The second script, which is given what it uses of the first one when it is called, and that, by its names. Its list is
/// called `list`: another build's module asks for another one.
///
/// # Errors
/// When it uses what changes.
pub fn lent(first: &str, late: &str, list: &str) -> anyhow::Result<(String, String)> {
    let used = |line: &&str| declared(line).into_iter().any(|name| uses(late, name) > 0);
    let changes = first.lines().filter(used).find(|line| line.starts_with("let "));
    ensure!(changes.is_none(), "the second script would keep what is there now of {changes:?}");
    let mut shared: Vec<&str> = first.lines().flat_map(declared).filter(|name| uses(late, name) > 0).collect();
    shared.sort_unstable();
    shared.dedup();
    let shared = shared.join(", ");
    let late = ["export default ({ ", &shared, " }) => {\nconst ", list, late, "return { ", list, " };\n};\n"].concat();
    Ok((late, shared))
}

/// What a line declares outside functions.
fn declared(line: &str) -> Vec<&str> {
    let word = ["function ", "async function ", "let ", "const "].iter().find_map(|word| line.strip_prefix(word));
    let rest = word.unwrap_or_default();
    let rest = if rest.contains(['=', '(']) { rest.split([' ', '(']).next().unwrap_or_default() } else { rest };
    rest.split(|c| !is_name(c)).filter(|name| !name.is_empty()).collect()
}

fn uses(script: &str, name: &str) -> usize {
    script.split(|c| !is_name(c)).filter(|word| *word == name).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"export function mount(root) {
    wasm.mount(root);
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            const ret = arg0.parentNode;
            return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
        },
        b: function() { return handleError(function (arg0, arg1) {
            const ret = arg1.getData(getStringFromWasm0(arg1));
            const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
        }, arguments); },
        c: function(arg0) {
            let result;
            try {
                result = arg0 instanceof Blob;
            } catch (_) {
                result = false;
            }
            const ret = result;
            return ret;
        },
        d: function(arg0, arg1) {
            arg0.mode = modes[arg1];
        },
        e: function(arg0) {
            const v = arg0;
            return twice(v);
        },
        f: function(arg0) {
            const a = arg0;
            throw new Error(a);
        },
    };
    return {
        __proto__: null,
        "./app_bg.js": import0,
    };
}
const modes = ["r", "w"];
function twice(it) {
    return it + twice(it);
}
function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
    }
}
function isLikeNone(x) {
    return x == null;
}
let wasmModule, wasm;
export { initSync, __wbg_init as default };
"#;

    fn scripts() -> Scripts {
        let late = HashSet::from(["b", "c", "d"]);
        let mut scripts = apart(SCRIPT, &HashMap::from([("d", 1)]), &late, "./app_bg.js", "_").unwrap();
        settle(&mut scripts.first, &mut scripts.late);
        scripts
    }

    #[test]
    fn functions_are_short_and_called_by_their_numbers() {
        let scripts = scripts();
        let list = "    const import0 = [\n(a) => handed(a.parentNode),\n(a) => {\n const v = a;\n return twice(v);\n},\n\
            (arg0) => {\n const a = arg0;\n throw new Error(a);\n},\n];\n    return {\n        _: import0,\n    };\n}\n";
        assert!(scripts.first.contains(list), "{}", scripts.first);
        assert!(!scripts.first.contains("handleError") && scripts.first.contains("const caught = "));
        let late = " = [\n(a) => holds(() => a instanceof Blob),\ncaught((a, b) => told(a, b.getData(getStringFromWasm0(b)))),\n\
            (a, b) => a.mode = modes[b],\n];\n";
        assert!(scripts.late.starts_with(late), "{}", scripts.late);
        let number = |name: &str| scripts.numbers[name];
        assert_eq!(["a", "e", "f", "c", "b", "d"].map(number), [0, 1, 2, 0, 1, 2]);
    }

    #[test]
    fn what_only_the_second_script_uses_stands_in_it_and_it_is_given_the_rest() {
        let Scripts { first, late, .. } = scripts();
        assert!(late.ends_with("const modes = [\"r\", \"w\"];\n") && !first.contains("modes"));
        // The first one's list uses it too.
        assert!(first.contains("function twice"));
        let (late, shared) = lent(&first, &late, "_list").unwrap();
        assert_eq!(shared, "caught, holds, told");
        assert!(late.starts_with("export default ({ caught, holds, told }) => {\nconst _list = [\n"), "{late}");
        assert!(late.ends_with("const modes = [\"r\", \"w\"];\nreturn { _list };\n};\n"), "{late}");
        // Names are given once, so what they stand for must stay.
        assert!(lent(&first, " = [\nwasmModule,\n];\n", "_list").is_err());
    }

    #[test]
    fn a_script_written_in_another_way_is_refused() {
        for (from, to) in [("__proto__", "__other__"), ("app_bg", "other"), (": function(", "(")] {
            assert!(
                apart(&SCRIPT.replace(from, to), &HashMap::new(), &HashSet::new(), "./app_bg.js", "_").is_err(),
                "{from}"
            );
        }
    }
}
