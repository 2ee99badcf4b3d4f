//! Cuts what is loaded later out of a program's module, before wasm-bindgen sees it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use walrus::ModuleConfig;

use crate::bindgen::{Profile, Program};
use crate::{glue, guard, late};

/// A module cut in two.
pub struct Cut {
    /// The module that is left, for wasm-bindgen.
    pub first: PathBuf,
    /// The places of the shared table that only the other part calls.
    pub lent: HashSet<u32>,
    /// The part that is loaded later.
    pub later: Vec<u8>,
    /// How the splitter calls it.
    later_name: String,
    /// The script that loads it.
    script: PathBuf,
}

/// Cuts a module, with what is written on the way in `folder`.
///
/// # Errors
/// When the module was linked without `--emit-relocs`, or files cannot be written.
pub fn cut(program: &Program, profile: Profile, module: &Path, folder: &Path) -> anyhow::Result<Cut> {
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
    let [part] = parts.split_modules.as_slice() else { bail!("{} has not two parts", module.display()) };
    // Written anew: the linker has left room in every number.
    let mut config = ModuleConfig::new();
    config.generate_name_section(profile == Profile::Dev).generate_producers_section(false);
    let later = config.parse(&fs::read(part)?)?.emit_wasm();
    fs::remove_file(part)?;
    Ok(Cut {
        lent: late::lent(&bytes, &fs::read(&first)?)?,
        first,
        later,
        later_name: part.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        script: folder.join(loader),
    })
}

/// The script that comes with the part.
pub struct Own<'s> {
    /// Its address, from the script of the module.
    pub script: &'s str,
    /// What it is given of that script, by its names.
    pub shared: &'s str,
}

impl Cut {
    /// Writes the part that is loaded later and the script that loads it, with a script of its own where it has one.
    ///
    /// # Errors
    /// When the splitter writes the script in another way, or files cannot be written.
    pub fn write(&self, program: &Program, folder: &Path, own: Option<&Own<'_>>) -> anyhow::Result<()> {
        let new = self.later_name.replacen("split", program.name, 1);
        fs::write(folder.join(&new), &self.later)?;
        let main = format!("./{}.js", program.name);
        let text = fs::read_to_string(&self.script)?;
        let text = link(&text, &self.later_name, &new, &self.later)
            .with_context(|| format!("the script does not load {}", self.later_name))?;
        let mut text = guard::in_loader(&text, &main)?;
        if let Some(own) = own {
            text = glue::loader(&text, &main, own)?;
        }
        Ok(fs::write(&self.script, text)?)
    }
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
