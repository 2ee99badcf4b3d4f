//! The files of a site, gathered first and then written: only what changed, and nothing left over from before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::Context as _;

/// Files by their path under the site's root.
#[derive(Default)]
pub struct Site(BTreeMap<PathBuf, Vec<u8>>);

impl Site {
    /// Adds a file made here.
    pub fn add(&mut self, path: impl Into<PathBuf>, bytes: Vec<u8>) {
        self.0.insert(path.into(), bytes);
    }

    /// Adds a file of the project.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn add_file(&mut self, path: impl Into<PathBuf>, from: &Path) -> anyhow::Result<()> {
        let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        self.add(path, bytes);
        Ok(())
    }

    /// Adds all files under a folder, except those that `leave_out` holds for, given their path under it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn add_folder(&mut self, under: &str, folder: &Path, leave_out: fn(&Path) -> bool) -> anyhow::Result<()> {
        for file in files(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = file.strip_prefix(folder)?.to_path_buf();
            if !leave_out(&path) {
                self.add_file(Path::new(under).join(path), &file)?;
            }
        }
        Ok(())
    }

    /// Adds all files of another site under a folder.
    pub fn add_site(&mut self, under: &str, other: Self) {
        self.0.extend(other.0.into_iter().map(|(path, bytes)| (Path::new(under).join(path), bytes)));
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When there is none, or it is no text.
    pub fn text(&self, path: &str) -> anyhow::Result<&str> {
        let bytes = self.0.get(Path::new(path)).with_context(|| format!("the site has no {path}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{path} is no text"))
    }

    /// Changes the texts that `change` has something else for.
    pub fn change(&mut self, change: fn(&Path, &str) -> Option<String>) {
        for (path, bytes) in &mut self.0 {
            if let Some(text) = std::str::from_utf8(bytes).ok().and_then(|text| change(path, text)) {
                *bytes = text.into_bytes();
            }
        }
    }

    /// Paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice()))
    }

    /// Makes `folder` hold these files and no others.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            if fs::read(&path).is_ok_and(|old| old == *bytes) {
                continue;
            }
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
            }
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        for file in files(folder)? {
            if !self.0.contains_key(file.strip_prefix(folder)?) {
                fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// Every file under a folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_again_keeps_what_is_the_same_and_removes_what_is_gone() {
        let folder = std::env::temp_dir().join(format!("clean-break-site-{}", std::process::id()));
        let mut site = Site::default();
        site.add("index.html", b"one".to_vec());
        site.add("rules/eu.json", b"{}".to_vec());
        site.write(&folder).unwrap();
        let written = || fs::metadata(folder.join("index.html")).unwrap().modified().unwrap();
        let first = written();

        let mut next = Site::default();
        next.add("index.html", b"one".to_vec());
        next.write(&folder).unwrap();
        assert_eq!(written(), first);
        assert!(!folder.join("rules/eu.json").exists());

        let mut copy = Site::default();
        copy.add_folder("under", &folder, |_| false).unwrap();
        assert_eq!(copy.0.into_iter().collect::<Vec<_>>(), [(PathBuf::from("under/index.html"), b"one".to_vec())]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
