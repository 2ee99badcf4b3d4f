//! `cargo xtask build`: puts the site together.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::bindgen::{self, API, APP, Profile};
use crate::site::Site;
use crate::tools::{cargo, root, run, target};
use crate::{bundle, embed, first, hosting, minify};

/// Where a site is put: what is released in `dist/`, anything else out of the way.
pub fn folder(profile: Profile) -> PathBuf {
    match profile {
        Profile::Dev => target().join("site"),
        Profile::Release => root().join("dist"),
    }
}

/// What is served in another form than it is written in.
const GENERATED: [&str; 3] = ["locales", "phrases", "lint"];

/// Builds the site, and for release the npm package and the Zendesk app, and returns its folder.
///
/// # Errors
/// When a step fails; the site that was there before then stays as it is.
pub fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    let mut site = Site::default();
    site.add_file("index.html", &root().join("index.html"))?;
    site.add_folder("", &root().join("www"), |path| GENERATED.iter().any(|folder| path.starts_with(folder)))?;
    site.add_folder("", &bindgen::build(&APP, profile)?, |_| false)?;
    for folder in GENERATED {
        site.add_folder(folder, &generated(folder)?, |_| false)?;
    }
    first::add(&mut site)?;
    if profile == Profile::Release {
        bundle::frame(&mut site)?;
        site.change(minified);
        let widget = embed::widget(&site);
        site.add_site("embed", embed::package(&widget, &bindgen::build(&API, profile)?)?);
        site.add_site("zendesk", embed::zendesk::app(&widget)?);
        site.add("_headers", hosting::headers_file().into_bytes());
    }
    let folder = folder(profile);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    site.write(&folder)?;
    Ok(folder)
}

/// Scripts and style sheets as they are released.
fn minified(path: &Path, text: &str) -> Option<String> {
    match path.extension()?.to_str()? {
        "js" => Some(minify::script(text)),
        "css" => Some(minify::sheet(text)),
        _ => None,
    }
}

/// Writes what is served of the newest catalogues or phrases and returns its folder.
fn generated(what: &str) -> anyhow::Result<PathBuf> {
    let folder = target().join(what);
    run(cargo().args(["run", "--quiet", "--package", "generate", "--", what]).arg(&folder))?;
    Ok(folder)
}
