//! Cuts what is loaded later out of a program's module, before wasm-bindgen sees it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use walrus::ModuleConfig;

use crate::bindgen::{Profile, Program};
use crate::{glue, guard, order};

/// Writes the parts and the script that loads them into `folder`; returns the module that is left, for wasm-bindgen.
///
/// # Errors
/// When the module was linked without `--emit-relocs`, or files cannot be written.
pub fn cut(program: &Program, profile: Profile, module: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let first = folder.with_extension("first.wasm");
    let (loader, main) = (format!("./{}_split.js", program.name), format!("./{}.js", program.name));
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = &loader;
    options.main_module = &main;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("cannot split {}", module.display()))?;
    let script = folder.join(loader);
    let mut text = fs::read_to_string(&script)?;
    for part in parts.split_modules {
        // Written anew: the linker has left room in every number.
        let mut config = ModuleConfig::new();
        config.generate_name_section(profile == Profile::Dev).generate_producers_section(false);
        let mut bytes = config.parse(&fs::read(&part)?)?.emit_wasm();
        if profile == Profile::Release {
            bytes = order::compressible(&bytes)?;
        }
        fs::remove_file(&part)?;
        let old = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let new = old.replacen("split", program.name, 1);
        fs::write(folder.join(&new), &bytes)?;
        text = link(&text, &old, &new, &bytes).with_context(|| format!("the script does not load {old}"))?;
    }
    let mut text = guard::in_loader(&text, &main)?;
    if profile == Profile::Release {
        text = glue::loader(&text, &main)?;
    }
    fs::write(script, text)?;
    Ok(first)
}

/// Makes the script load a part under its new name, and only the one of this very build: names are stable, so after an
/// update the server may have another one, which would not fit the memory of the first module.
fn link(script: &str, old: &str, new: &str, bytes: &[u8]) -> anyhow::Result<String> {
    let from = format!(r#"fetch(new URL("./{old}", import.meta.url))"#);
    ensure!(script.matches(&from).count() == 1, "{from} is not there once");
    let hash = STANDARD.encode(Sha256::digest(bytes));
    let ask = format!(r#"fetch(new URL("./{new}", import.meta.url), {{ integrity: "sha256-{hash}" }})"#);
    let ahead = [
        "let ahead;\nconst ask = () => ",
        &ask,
        ";\nconst take = () => {\nconst part = ahead ?? ask();\nahead = undefined;\nreturn part;\n};\n",
        "export const fetchLater = () => {\nahead = ask();\nahead.catch(() => {});\n};\n",
    ];
    Ok([&script.replace(&from, "take()"), "\n", &ahead.concat()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_loaded_by_its_new_name_and_its_hash() {
        let script = r#"const src = fetch(new URL("./split_later.wasm", import.meta.url));"#;
        let linked = link(script, "split_later.wasm", "app_later.wasm", b"").unwrap();
        let hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let url = r#"new URL("./app_later.wasm", import.meta.url)"#;
        assert!(linked.starts_with("const src = take();\n"));
        assert!(linked.contains(&format!(r#"ask = () => fetch({url}, {{ integrity: "sha256-{hash}" }});"#)));
        assert!(link(&linked, "split_later.wasm", "app_later.wasm", b"").is_err());
    }
}
