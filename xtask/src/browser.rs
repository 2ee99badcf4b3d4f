//! The browsers that tests run in: Chromium with its driver, and Firefox, found or installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, bail};

use crate::tools::{command, find, output_of, run};

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const OTHER_PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];
const ADVICE: &str = "install Chromium and ChromeDriver (Debian: `apt-get install chromium chromium-driver`), or name \
                      them in the variables CHROMIUM and CHROMEDRIVER";

const FIREFOX_ADVICE: &str =
    "install Firefox (Debian: `apt-get install firefox-esr`), or name it in the variable FIREFOX";

/// Finds Chromium or Chrome; installs Debian's when there is none and we may.
///
/// # Errors
/// In one sentence that says what to install.
pub fn chromium() -> anyhow::Result<PathBuf> {
    found_or_installed(&["chromium", "chromium-driver"], ADVICE, || {
        let elsewhere = || OTHER_PLACES.iter().map(PathBuf::from).find(|place| place.is_file());
        Ok(named("CHROMIUM")?.or_else(|| find(NAMES)).or_else(elsewhere))
    })
}

/// Finds ChromeDriver, which must be of Chromium's version; installs Debian's when there is none and we may.
///
/// # Errors
/// In one sentence that says what to install.
pub fn driver() -> anyhow::Result<PathBuf> {
    found_or_installed(&["chromium", "chromium-driver"], ADVICE, || {
        Ok(named("CHROMEDRIVER")?.or_else(|| find(&["chromedriver"])))
    })
}

/// Finds Firefox; installs Debian's when there is none and we may.
///
/// # Errors
/// In one sentence that says what to install.
pub fn firefox() -> anyhow::Result<PathBuf> {
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    found_or_installed(&["firefox-esr"], FIREFOX_ADVICE, || {
        let elsewhere = || mac.is_file().then(|| mac.clone());
        Ok(named("FIREFOX")?.or_else(|| find(&["firefox-esr", "firefox"])).or_else(elsewhere))
    })
}

fn found_or_installed(
    packages: &[&str],
    advice: &str,
    look: impl Fn() -> anyhow::Result<Option<PathBuf>>,
) -> anyhow::Result<PathBuf> {
    if let Some(program) = look()? {
        return Ok(program);
    }
    install(packages).with_context(|| format!("a browser for the tests is missing: {advice}"))?;
    look()?.with_context(|| format!("a browser for the tests is still missing: {advice}"))
}

/// The program that an environment variable names.
fn named(variable: &str) -> anyhow::Result<Option<PathBuf>> {
    match env::var_os(variable).map(PathBuf::from) {
        Some(path) if path.is_file() => Ok(Some(path)),
        Some(path) => bail!("{variable} names {}, which is no file", path.display()),
        None => Ok(None),
    }
}

/// Installs Debian's packages, as root or by a sudo that asks no password.
fn install(packages: &[&str]) -> anyhow::Result<()> {
    let apt = find(&["apt-get"]).context("this system has no apt-get")?;
    let root = output_of(command("id").arg("-u")).is_some_and(|user| user == "0");
    let sudo = find(&["sudo"]);
    let elevated = |arguments: &[&str]| {
        let mut install = match (&sudo, root) {
            (_, true) => command(&apt),
            (Some(sudo), false) => {
                let mut install = command(sudo);
                install.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt);
                install
            }
            (None, false) => bail!("only root may install packages"),
        };
        // Whoever runs the tests may not be there to answer.
        run(install.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).args(arguments))
    };
    println!("installing {}", packages.join(" and "));
    elevated(&["update"])?;
    elevated(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// The WebDriver settings of the project, `webdriver.json`, with this browser as the one to start.
///
/// # Errors
/// When the file is not what it should be.
pub fn webdriver_settings(project: &Path, chromium: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(project.join("webdriver.json")).context("cannot read webdriver.json")?;
    let mut settings: serde_json::Value = serde_json::from_str(&text).context("webdriver.json")?;
    let options = settings.get_mut("goog:chromeOptions").and_then(serde_json::Value::as_object_mut);
    let binary = chromium.to_str().context("the path of Chromium is not UTF-8")?;
    options.context("webdriver.json has no goog:chromeOptions")?.insert("binary".to_owned(), binary.into());
    Ok(settings.to_string())
}
