//! What others put on their pages: the npm package in `dist/embed/`, the Zendesk app in `dist/zendesk/`.

pub mod contract;
mod logo;
mod sri;
pub mod zendesk;

use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::site::Site;
use crate::tools::root;

/// Files and folders of the site that the widget never asks for. Whatever else the build makes is part of it.
const SITE_ONLY: &[&str] = &["index.html", "boot.js", "samples", "schema", "demo", "snippet", "snippet.html"];

/// The version of every artefact.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files that the widget needs at run time, wherever it is served from.
pub fn widget(site: &Site) -> Site {
    let mut widget = Site::default();
    for (path, bytes) in site.iter() {
        let first = path.components().next().map(|part| part.as_os_str().to_string_lossy());
        if !first.is_some_and(|first| SITE_ONLY.contains(&&*first)) {
            widget.add(path, bytes.to_vec());
        }
    }
    widget
}

/// The npm package: the widget, the JS API, types and manifests. Its folder works from a CDN as it is.
///
/// # Errors
/// When a file cannot be read.
pub fn package(widget: &Site, api: &Path) -> anyhow::Result<Site> {
    let mut package = Site::default();
    for (path, bytes) in widget.iter() {
        package.add(path, bytes.to_vec());
    }
    package.add_folder("", api, |_| false)?;
    let contract = contract::contract()?;
    package.add("custom-elements.json", pretty(&contract.manifest())?);
    package.add("vscode.html-custom-data.json", pretty(&contract.html_data())?);
    package.add("clean-break.d.ts", contract.types().into_bytes());
    let files = package.iter().map(|(path, _)| sri::slashed(path)).collect::<Vec<_>>();
    let hashes = sri::file(&package);
    package.add("sri.json", pretty(&hashes)?);
    package.add("package.json", pretty(&package_json(&files))?);
    let readme = std::fs::read_to_string(root().join("xtask/contract/package.md")).context("cannot read package.md")?;
    package.add("README.md", readme.replace("{version}", VERSION).into_bytes());
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        package.add_file(licence, &root().join(licence))?;
    }
    Ok(package)
}

/// `files` are listed by their first folder, so that nothing else that lies about gets into the package.
fn package_json(files: &[String]) -> Value {
    let mut listed: Vec<&str> = files.iter().filter_map(|file| file.split('/').next()).collect();
    listed.extend(["sri.json", "LICENSE-MIT", "LICENSE-APACHE"]);
    listed.sort_unstable();
    listed.dedup();
    json!({
        "name": "clean-break",
        "version": VERSION,
        "description": "Reads one unhappy customer, helps staff choose between repair and a clean break, and guides the parting. In the browser only.",
        "keywords": ["custom-element", "web-component", "help-desk", "zendesk", "chatwoot", "front", "webassembly"],
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "main": "./clean-break.js",
        "types": "./clean-break.d.ts",
        "customElements": "custom-elements.json",
        "exports": {
            ".": { "types": "./clean-break.d.ts", "default": "./clean-break.js" },
            "./pure": { "types": "./clean-break.d.ts", "default": "./embed/pure.js" },
            "./api": { "types": "./clean_break.d.ts", "default": "./clean_break.js" },
            "./api.wasm": "./clean_break_bg.wasm",
            "./custom-elements.json": "./custom-elements.json",
            "./sri.json": "./sri.json",
            "./package.json": "./package.json",
        },
        // The first defines the element; the second is the page inside a frame, which nobody imports.
        "sideEffects": ["./clean-break.js", "./embed/frame.js"],
        "files": listed,
        "engines": { "node": ">=20" },
    })
}

/// JSON as people read it.
fn pretty(value: &Value) -> anyhow::Result<Vec<u8>> {
    Ok((serde_json::to_string_pretty(value)? + "\n").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widget_has_whatever_the_build_makes_but_the_site() {
        let mut site = Site::default();
        for path in ["index.html", "boot.js", "demo/zendesk.html", "samples/index.json", "embed.html", "part_3.wasm"] {
            site.add(path, Vec::new());
        }
        let widget = widget(&site);
        assert_eq!(
            widget.iter().map(|(path, _)| sri::slashed(path)).collect::<Vec<_>>(),
            ["embed.html", "part_3.wasm"]
        );
    }

    #[test]
    fn types_come_before_what_is_loaded() {
        // TypeScript and bundlers take the first condition that fits.
        let json = package_json(&["embed/pure.js".to_owned(), "clean-break.js".to_owned()]);
        let text = serde_json::to_string(json.pointer("/exports").unwrap()).unwrap();
        assert!(text.starts_with(r#"{".":{"types""#), "{text}");
    }
}
