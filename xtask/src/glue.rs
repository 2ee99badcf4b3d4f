//! wasm-bindgen's script for the app, as it is released: without what only other callers, browsers that cannot run the
//! module at all, and readers of the script need.

use std::collections::HashSet;

use anyhow::{Context as _, ensure};

use crate::names::{self, Names, is_name};
use crate::split::Own;

/// How the module is loaded: by its address, or an answer that brings it. A server that names it by another type than `application/wasm` is
/// borne with, as wasm-bindgen does.
const LOAD: &str = "async function __wbg_load(response, imports) {
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    try {
        return await WebAssembly.instantiateStreaming(response, imports);
    } catch (cause) {
        if (response.headers.get('Content-Type') === 'application/wasm') throw cause;
        return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    }
}

";

/// The loader of parts asks for the exports by this.
const SYNC: &str = "function initSync() {
    return wasmInstance.exports;
}

";

const ONCE: &str = "async function __wbg_init_once({ module_or_path }) {
    const imports = __wbg_get_imports();
    const given = await module_or_path;
    const response = given instanceof Response ? given : await fetch(given);
    const { instance, module } = await __wbg_load(response, imports);
    return __wbg_finalize_init(instance, module);
}

";

/// How wasm-bindgen asks for what tells that an object is used no more.
const LETS_GO: &str = "(typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : ";

const CHANGED: &str = "if (cachedDataViewMemory0?.buffer !== wasm.memory.buffer)";

const MEMORY: &str = "(arg, malloc = wasm.__wbindgen_malloc, realloc = wasm.__wbindgen_realloc)";

/// The script, shorter, and what is called otherwise in it; no word of `other` is.
///
/// # Errors
/// When wasm-bindgen writes it in another way.
pub fn short(script: &str, other: &str) -> anyhow::Result<(String, Names)> {
    let script = between(script, "async function __wbg_load(", "function initSync(", LOAD)?;
    let script = between(&script, "function initSync(", "let __wbg_init_promise;", SYNC)?;
    let script = between(&script, "async function __wbg_init_once(", "export { initSync", ONCE)?;
    // Every browser that knows references in modules has these.
    let script = between(&script, "if (!('encodeInto' in", "let WASM_VECTOR_LEN", "")?;
    let script = replaced(&script, LETS_GO, "", 2)?;
    // Memory that has grown is another one.
    let script =
        between(&script, "if (cachedDataViewMemory0 === null", " {\n        cachedDataViewMemory0 =", CHANGED)?;
    // Texts are handed over in one way.
    let script = between(&script, "    if (realloc === undefined) {", "    let len = arg.length;", "")?;
    let script = script.replace(", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")");
    let script = replaced(&script, "(arg, malloc, realloc)", MEMORY, 1)?;
    let script = without_results(&script);
    let helpers = helpers(&script, other);
    Ok((names::in_script(&script, &helpers), helpers))
}

/// The script that loads the one part and its `own` script, as `wasm_split_cli_support` writes it for any number of them,
/// and `guard.rs` and `split.rs` have changed it; `module` is the script of the module.
///
/// # Errors
/// When any of them writes it in another way.
pub fn loader(script: &str, module: &str, own: &Own<'_>) -> anyhow::Result<String> {
    // What the short one takes for granted: one part that needs no other, and imports by their own names.
    for known in [
        "sharedImports = { __wasm_split: {  } };",
        "const { __indirect_function_table, __wasm_split_shared0, memory,  } = initSync(undefined, undefined);",
        "guarded(sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex))(callbackData, success);",
        "export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => {\n    const src = take();",
        "WebAssembly.instantiateStreaming(src, imports)",
        "\n, []));\n",
    ] {
        ensure!(script.matches(known).count() == 1, "{known} is not there once");
    }
    let (_, ahead) = script.split_once("\nlet ahead;").context("nothing is fetched ahead")?;
    let ahead = ahead.replace("ahead = ask();", "ahead = ask();\nown().catch(() => {});");
    let text = [include_str!("loader.js"), "let ahead;", &ahead].concat();
    Ok(text.replace("MODULE", module).replace("OWN", own.script).replace("SHARED", own.shared))
}

/// The script of the module with the one that loads the part in it: a file less to ask for, and to run.
///
/// # Errors
/// When any of them is written in another way.
pub fn one(script: &str, loader: &str, module: &str) -> anyhow::Result<String> {
    let (import, loader) = loader.split_once('\n').context("the loader has no lines")?;
    ensure!(import.starts_with("import { guarded, initSync } from "), "{import}");
    let from = format!("import * as import1 from \"./{module}_split.js\"");
    let part = "__wasm_split_load_later";
    let (export, own) = (format!("export const {part} = "), format!("const {part} = "));
    for (text, known) in [(script, &from), (loader, &export)] {
        ensure!(text.matches(known).count() == 1, "{known} is not there once");
    }
    let script = script.replace(&from, &format!("const import1 = {{ \"{part}\": {part} }};"));
    Ok([&loader.replace(&export, &own), "\n", &script].concat())
}

/// The script with the text from one mark up to the next put in another way.
fn between(script: &str, from: &str, to: &str, new: &str) -> anyhow::Result<String> {
    ensure!(script.matches(from).count() == 1, "{from} is not there once");
    let (before, rest) = script.split_once(from).context("no beginning")?;
    let (_, after) = rest.split_once(to).with_context(|| format!("{to} does not follow {from}"))?;
    Ok([before, new, to, after].concat())
}

/// The script with a text that stands in it so many times put in another way.
pub fn replaced(script: &str, from: &str, new: &str, times: usize) -> anyhow::Result<String> {
    ensure!(script.matches(from).count() == times, "{from} is not there so often: {times}");
    Ok(script.replace(from, new))
}

/// Hands results back without a variable between.
fn without_results(script: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in script.lines() {
        let result = lines.last().and_then(|last| last.trim_start().strip_prefix("const ret = ")).map(str::to_owned);
        match result {
            Some(result) if line.trim() == "return ret;" && result.ends_with(';') => {
                lines.pop();
                lines.push(["return ", &result].concat());
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Short names for what the script alone knows: what it declares outside functions, but for what it exports, and for
/// words that something else is called by too.
fn helpers(script: &str, other: &str) -> Names {
    let exported: HashSet<&str> = script
        .lines()
        .filter(|line| line.starts_with("export ") || line.starts_with("import "))
        .flat_map(|line| line.split(|c| !is_name(c)))
        .collect();
    let mut helpers = Names::new();
    for line in script.lines() {
        let declared = ["function ", "let ", "const "].iter().find_map(|word| line.strip_prefix(word));
        let name = declared.and_then(|rest| rest.split(|c| !is_name(c)).next()).unwrap_or_default();
        let is_else = [".", "'", "\""].iter().any(|before| {
            let before = [before, name].concat();
            script.contains(&before) || other.contains(&before)
        });
        if name.len() > 4 && !exported.contains(name) && !is_else {
            let number = helpers.len();
            helpers.entry(name.to_owned()).or_insert_with(|| format!("_{number}"));
        }
    }
    helpers
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import * as other from \"./other.js\"
export function mount(root) {
    const ret = wasm.mount(root);
    return ret;
}
function __wbg_get_imports() {
    return {
        a: function(arg0) {
            const ret = getStringFromWasm0(arg0);
            return ret;
        },
    };
}
function getStringFromWasm0(ptr) {
    return wasm.decoded(ptr);
}
function decoded() {}
if (!('encodeInto' in encoder)) {
    encoder.encodeInto = null;
}

let WASM_VECTOR_LEN = 0;
const WidgetFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_widget_free(ptr, 1));
const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b));
let cachedDataViewMemory0 = null;
function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true) {
        cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
}
function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        return malloc();
    }
    let len = arg.length;
    return realloc(len);
}
async function __wbg_load(module, imports) {
    long();
}
function initSync(module) {
    long();
}
let __wbg_init_promise;
async function __wbg_init_once(module_or_path) {
    long();
}
export { initSync, __wbg_init as default };
";

    #[test]
    fn a_script_keeps_what_others_call_and_loses_what_nobody_does() {
        let (short, names) = short(SCRIPT, "x.__wbg_load").unwrap();
        assert!(short.contains("export function mount(root) {\nreturn wasm.mount(root);\n}"));
        assert!(short.contains("a: function(arg0) {\nreturn _1(arg0);\n"), "{short}");
        assert!(short.contains("function _1(ptr) {"));
        assert_eq!(names.get("getStringFromWasm0").map(String::as_str), Some("_1"));
        assert!(!names.contains_key("__wbg_load"), "a name that the other script has too");
        assert!(
            short.contains("wasm.decoded(ptr)") && short.contains("function decoded()"),
            "also a name of an export"
        );
        assert!(short.contains("= new FinalizationRegistry(ptr") && !short.contains("typeof"), "{short}");
        assert!(short.contains("?.buffer !== wasm.memory.buffer) {\n") && !short.contains("detached"));
        assert!(short.contains("(arg, malloc = wasm.__wbindgen_malloc,") && !short.contains("realloc === undefined"));
        assert!(short.contains("instantiateStreaming") && !short.contains("long()") && !short.contains("encodeInto"));
        assert!(short.ends_with("export { initSync, __wbg_init as default };\n"));
    }

    #[test]
    fn a_loader_of_more_parts_is_not_made_short() {
        let script = "sharedImports = { __wasm_split: {  } };
const { __indirect_function_table, __wasm_split_shared0, memory,  } = initSync(undefined, undefined);
guarded(sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex))(callbackData, success);
export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => {
    const src = take();
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));

let ahead;
const take = () => {};
";
        let own = Own { script: "./own.js", shared: "told" };
        let short = loader(script, "./app.js", &own).unwrap();
        assert!(short.starts_with("import { guarded, initSync } from \"./app.js\";"));
        assert!(short.contains("new URL(\"./own.js\" + again, import.meta.url)"));
        assert!(short.contains("script.default({ told })"));
        assert!(short.ends_with("\nlet ahead;\nconst take = () => {};\n"));
        assert!(loader(&script.replace("[]", "[other]"), "./app.js", &own).is_err());
    }

    #[test]
    fn the_loader_of_the_part_comes_with_the_module_s_script() {
        let loader = "import { guarded, initSync } from \"./app.js\";\n\nexport const __wasm_split_load_later = load;\nexport const fetchLater = ask;\n";
        let script = "import * as import1 from \"./app_split.js\"\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(
            one(script, loader, "app").unwrap(),
            "\nconst __wasm_split_load_later = load;\nexport const fetchLater = ask;\n\n\
             const import1 = { \"__wasm_split_load_later\": __wasm_split_load_later };\n\
             export { initSync, __wbg_init as default };\n"
        );
        assert!(one(script, loader, "other").is_err());
        assert!(one(script, "import { other } from \"./app.js\";\n", "app").is_err());
    }

    #[test]
    fn a_script_written_in_another_way_is_refused() {
        let error = short(&SCRIPT.replace("function __wbg_load", "function load"), "").unwrap_err();
        assert!(error.to_string().contains("__wbg_load"));
    }
}
