//! Playwright, which drives Chromium for the end-to-end tests and the page benchmarks.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use anyhow::Context as _;

use crate::browser;
use crate::tools::{command as tool, ensure_npm_packages, find};

/// `playwright test` on a free port, with its packages and its browser in place.
///
/// # Errors
/// In one sentence that says what to install.
pub fn command() -> anyhow::Result<Command> {
    let chromium = browser::chromium()?;
    ensure_npm_packages()?;
    let npx = find(&["npx", "npx.cmd"]).context("npx is missing: install Node.js 20 or newer, which brings it")?;
    let mut command = tool(npx);
    command.args(["--no-install", "playwright", "test"]);
    command.env("CHROMIUM", chromium).env("PORT", free_port()?.to_string());
    Ok(command)
}

/// A port that nobody listens on now.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}
