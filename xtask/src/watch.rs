//! `cargo xtask serve --watch`: rebuilds when a source file changes, and tells the open page to reload.
//!
//! The policy of the site forbids scripts in the page, so the page gets one more script file; it asks for the next
//! build's number, and the answer comes when that build is done. Only this server serves it; no built site has it.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::bindgen::Profile;
use crate::build;
use crate::tools::root;

/// The script that reloads the page.
pub const SCRIPT_URL: &str = "/reload.js";

/// Where it waits; what it knows is appended.
pub const WAIT_URL: &str = "/reload?after=";

/// The script itself.
pub const SCRIPT: &str = include_str!("reload.js");

/// What is watched, folders with all that is in them.
const FOLDERS: &[&str] = &["src", "www"];
const FILES: &[&str] = &["index.html", "build.rs", "Cargo.toml"];

/// Editors write a file in several steps, and several files at once.
const SETTLED: Duration = Duration::from_millis(150);

/// An answer comes at the latest after this time, since some proxies cut longer ones.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// The number of the build that is served.
#[derive(Default)]
pub struct Build {
    number: Mutex<u64>,
    done: Condvar,
}

impl Build {
    /// The newest build's number, as soon as it is not the one that the URL names.
    pub fn wait(&self, url: &str) -> String {
        let known: Option<u64> = url.strip_prefix(WAIT_URL).and_then(|number| number.parse().ok());
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let (number, _) = self
            .done
            .wait_timeout_while(number, LONGEST_WAIT, |number| known == Some(*number))
            .unwrap_or_else(PoisonError::into_inner);
        number.to_string()
    }

    fn next(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.done.notify_all();
    }
}

/// A page with the script that reloads it.
pub fn with_reload(page: &str) -> String {
    page.replacen("</head>", &format!("<script type=\"module\" src=\"{SCRIPT_URL}\"></script>\n</head>"), 1)
}

/// Starts to watch and rebuild in the background.
///
/// # Errors
/// When the system refuses to watch.
pub fn start(profile: Profile) -> anyhow::Result<Arc<Build>> {
    let (tell, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            // Nobody listens any more only when the program ends.
            let _ = tell.send(());
        }
    })?;
    // An editor may replace a file, which ends a watch of the file itself: watch its folder.
    watcher.watch(&root(), RecursiveMode::NonRecursive).context("cannot watch the project")?;
    for folder in FOLDERS {
        watcher
            .watch(&root().join(folder), RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {folder}"))?;
    }
    let newest = Arc::new(Build::default());
    let build = Arc::clone(&newest);
    thread::spawn(move || rebuild(&watcher, &changes, profile, &build));
    Ok(newest)
}

fn matters(event: &notify::Event) -> bool {
    let root = root();
    !matches!(event.kind, EventKind::Access(_))
        && event.paths.iter().filter_map(|path| path.strip_prefix(&root).ok()).any(|path| {
            let in_folder =
                path.iter().next().is_some_and(|first| FOLDERS.iter().any(|folder| first == OsStr::new(folder)));
            in_folder || FILES.iter().any(|file| path == Path::new(file))
        })
}

/// Builds once for each burst of changes, until the program ends. The watcher is kept alive by being borrowed.
fn rebuild(_watcher: &RecommendedWatcher, changes: &Receiver<()>, profile: Profile, newest: &Build) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(SETTLED).is_ok() {}
        match build::build(profile) {
            Ok(_) => {
                println!("built again");
                newest.next();
            }
            Err(error) => eprintln!("{error:#}; the site stays as it was"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_hears_of_a_build_that_it_does_not_have() {
        let build = Build::default();
        build.next();
        assert_eq!(build.wait("/reload?after="), "1");
        assert_eq!(build.wait("/reload?after=0"), "1");
        thread::scope(|scope| {
            let waiting = scope.spawn(|| build.wait("/reload?after=1"));
            build.next();
            assert_eq!(waiting.join().unwrap(), "2");
        });
    }

    #[test]
    fn the_script_is_added_once_to_the_head() {
        let page = with_reload("<head></head><body></head></body>");
        assert_eq!(page.matches(SCRIPT_URL).count(), 1);
        assert!(page.starts_with("<head><script type=\"module\""));
    }

    #[test]
    fn changes_in_sources_matter_and_others_do_not() {
        let changed = |path: &str| matters(&notify::Event::new(EventKind::Any).add_path(root().join(path)));
        for path in ["src/ui/mod.rs", "www/locales/en.json", "index.html", "Cargo.toml"] {
            assert!(changed(path), "{path}");
        }
        for path in ["Cargo.lock", "target/site/index.html", "docs/hosting.md", "xtask/Cargo.toml"] {
            assert!(!changed(path), "{path}");
        }
    }
}
