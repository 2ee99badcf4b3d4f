//! Calls from a page into the module, guarded: a trap is how a panic ends, and the page is told of it (decision 0017).

use anyhow::ensure;

const GUARD: &str = include_str!("guard.js");

/// The module's script with every export guarded.
///
/// # Errors
/// When wasm-bindgen writes it in another way.
pub fn in_script(script: &str) -> anyhow::Result<String> {
    let script = replaced(script, "wasm = instance.exports;", "wasm = allGuarded(instance.exports);")?;
    let mount = "export function mount(root, options) {\n";
    let script = replaced(&script, mount, &[mount, "    base = options.base;\n"].concat())?;
    Ok([GUARD, &script].concat())
}

/// The script that loads parts, with the one call guarded that it makes; `module` is the script of the module.
///
/// # Errors
/// When `wasm_split_cli_support` writes it in another way.
pub fn in_loader(script: &str, module: &str) -> anyhow::Result<String> {
    let call = "sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)";
    let script = replaced(script, &format!("{call}("), &format!("guarded({call})("))?;
    Ok(format!("import {{ guarded }} from \"{module}\";\n{script}"))
}

fn replaced(script: &str, from: &str, to: &str) -> anyhow::Result<String> {
    ensure!(script.matches(from).count() == 1, "{from} is not there once");
    Ok(script.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_calls_only_what_is_guarded() {
        let script = "let wasm;\nfunction init(instance) {\n    wasm = instance.exports;\n}\n\
            export function mount(root, options) {\n    wasm.mount(root);\n}\n";
        let guarded = in_script(script).unwrap();
        assert!(guarded.contains("wasm = allGuarded(instance.exports);"));
        assert!(guarded.contains("options) {\n    base = options.base;\n    wasm.mount(root);"));
        assert!(in_script(&guarded).is_err());
        assert!(in_script("wasm = instance.exports;").is_err());
    }

    #[test]
    fn a_loader_hands_its_answer_over_guarded() {
        let script = "sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)(data, true);";
        let loader = in_loader(script, "./app.js").unwrap();
        assert!(loader.starts_with("import { guarded } from \"./app.js\";\nguarded(shared"));
        assert!(loader.ends_with(".get(callbackIndex))(data, true);"));
        assert!(in_loader("get(callbackIndex)(data)", "./app.js").is_err());
    }
}
