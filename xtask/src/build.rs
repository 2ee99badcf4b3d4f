//! `cargo xtask build`: puts the site together.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::bindgen::{self, API, APP, Profile};
use crate::site::Site;
use crate::tools::{cargo, root, run, target};
use crate::{embed, hosting, minify};

/// Where a site is put: what is released in `dist/`, anything else out of the way.
pub fn folder(profile: Profile) -> PathBuf {
    match profile {
        Profile::Dev => target().join("site"),
        Profile::Release => root().join("dist"),
    }
}

/// Builds the site, and for release the npm package and the Zendesk app, and returns its folder.
///
/// # Errors
/// When a step fails; the site that was there before then stays as it is.
pub fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    let mut site = Site::default();
    site.add_file("index.html", &root().join("index.html"))?;
    // Locales are served in another form than they are written in.
    site.add_folder("", &root().join("www"), |path| path.starts_with("locales"))?;
    site.add_folder("", &bindgen::build(&APP, profile)?, |_| false)?;
    site.add_folder("locales", &locales()?, |_| false)?;
    if profile == Profile::Release {
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

/// Scripts, style sheets and phrases as they are released.
fn minified(path: &Path, text: &str) -> Option<String> {
    match path.extension()?.to_str()? {
        "js" => Some(minify::script(text)),
        "css" => Some(minify::sheet(text)),
        "txt" if path.starts_with("phrases") || path.starts_with("lint") => Some(minify::phrases(text)),
        _ => None,
    }
}

/// Writes the served catalogues of the newest source and returns their folder.
fn locales() -> anyhow::Result<PathBuf> {
    let folder = target().join("locales");
    run(cargo().args(["run", "--quiet", "--package", "generate", "--", "locales"]).arg(&folder))?;
    Ok(folder)
}
