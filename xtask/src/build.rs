//! `cargo xtask build`: puts the site together.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::bindgen::{self, API, APP, Profile};
use crate::hosting;
use crate::site::Site;
use crate::tools::{cargo, root, run, target};

/// Where a site is put: what is released in `dist/`, anything else out of the way.
pub fn folder(profile: Profile) -> PathBuf {
    match profile {
        Profile::Dev => target().join("site"),
        Profile::Release => root().join("dist"),
    }
}

/// Builds the site, and for release the embeddable JS API, and returns its folder.
///
/// # Errors
/// When a step fails; the site that was there before then stays as it is.
pub fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    let mut site = Site::default();
    site.add_file("index.html", &root().join("index.html"))?;
    // Locales are served in another form than they are written in.
    site.add_folder("", &root().join("www"), |path| path.starts_with("locales"))?;
    site.add_folder("", &bindgen::build(&APP, profile)?, |_| false)?;
    if profile == Profile::Release {
        site.add_folder("embed", &bindgen::build(&API, profile)?, |_| false)?;
        site.add("_headers", hosting::headers_file().into_bytes());
    }
    site.add_folder("locales", &locales()?, |_| false)?;
    let folder = folder(profile);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    site.write(&folder)?;
    Ok(folder)
}

/// Writes the served catalogues of the newest source and returns their folder.
fn locales() -> anyhow::Result<PathBuf> {
    let folder = target().join("locales");
    run(cargo().args(["run", "--quiet", "--package", "generate", "--", "locales"]).arg(&folder))?;
    Ok(folder)
}
