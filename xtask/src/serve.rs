//! `cargo xtask serve`: the site on this machine, with the very headers that it must have everywhere.

use std::io::{Cursor, Write as _};
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fs, thread};

use anyhow::{Context as _, anyhow, ensure};
use tiny_http::{HTTPVersion, Header, Method, Request, Response, Server};

use crate::bindgen::Profile;
use crate::watch::{self, Build};
use crate::{build, hosting};

/// A page and the files it loads come over a handful of connections.
const THREADS: usize = 4;

/// What to serve, and how.
pub struct Options {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// Rebuild and reload on every change.
    pub watch: bool,
    /// Which build.
    pub profile: Profile,
    /// Whether to build first.
    pub build: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 8080, watch: false, profile: Profile::Dev, build: true }
    }
}

type Reply = Response<Cursor<Vec<u8>>>;

/// Serves until it is stopped.
///
/// # Errors
/// When the build fails or the port is taken.
pub fn serve(options: &Options) -> anyhow::Result<()> {
    let folder = if options.build { build::build(options.profile)? } else { build::folder(options.profile) };
    ensure!(folder.join("index.html").is_file(), "{} has no site yet: leave out --no-build", folder.display());
    let server = Server::http((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| anyhow!("{error}"));
    let server = server.with_context(|| format!("cannot serve on port {}: choose another by --port", options.port))?;
    let watched = options.watch.then(|| watch::start(options.profile)).transpose()?;
    println!("http://127.0.0.1:{}", options.port);

    let server = Arc::new(server);
    let folder: Arc<Path> = folder.into();
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (server, folder, watched) = (Arc::clone(&server), Arc::clone(&folder), watched.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &folder, watched.as_ref());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| anyhow!("the server stopped"))?;
    }
    Ok(())
}

fn answer(request: Request, folder: &Path, watched: Option<&Arc<Build>>) {
    let url = request.url().to_owned();
    match watched {
        Some(_) if url == watch::SCRIPT_URL => send(request, file(Path::new("reload.js"), watch::SCRIPT.into())),
        Some(build) if url.starts_with(watch::WAIT_URL) => {
            // It answers when the next build is there, so it must not hold up the files.
            let build = Arc::clone(build);
            thread::spawn(move || send(request, file(Path::new("build.txt"), build.wait(&url).into_bytes())));
        }
        _ => {
            let reply = reply(request.method(), &url, folder, watched.is_some());
            send(request, reply);
        }
    }
}

/// Answers and closes the connection, as HTTP/1.0 does: of several connections that come at once, tiny_http's pool of
/// threads may let some wait for the end of another, which a browser would keep open.
fn send(request: Request, reply: Reply) {
    let bare = *request.method() == Method::Head;
    let mut writer = request.into_writer();
    // A reader who left before the answer is no fault of ours.
    let _ = reply.raw_print(&mut writer, HTTPVersion(1, 0), &[], bare, None).and_then(|()| writer.flush());
}

fn reply(method: &Method, url: &str, folder: &Path, reload: bool) -> Reply {
    if !matches!(method, Method::Get | Method::Head) {
        return text(405, "Only GET and HEAD are answered here.");
    }
    let Some(path) = local_path(url) else {
        return text(400, "This is no path of the site.");
    };
    let path = if folder.join(&path).is_dir() { path.join("index.html") } else { path };
    match fs::read(folder.join(&path)) {
        Ok(bytes) if reload && path.extension().is_some_and(|ending| ending == "html") => {
            file(&path, watch::with_reload(&String::from_utf8_lossy(&bytes)).into_bytes())
        }
        Ok(bytes) => file(&path, bytes),
        Err(_) => text(404, "There is no such file."),
    }
}

/// The path under the site's folder that a URL names; `None` when it would lead out of it.
fn local_path(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(decoded(path)?);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let plain = !path.to_str()?.contains(['\\', ':', '\0']);
    (inside && plain).then_some(path)
}

/// Undoes percent-encoding.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).ok()
}

fn file(path: &Path, bytes: Vec<u8>) -> Reply {
    // Above the threshold the length would not be told.
    let mut reply = Response::from_data(bytes).with_chunked_threshold(usize::MAX);
    let typed = [("Content-Type", hosting::mime(path))];
    for (name, value) in typed.iter().chain(hosting::HEADERS) {
        if let Ok(header) = Header::from_bytes(*name, *value) {
            reply.add_header(header);
        }
    }
    reply
}

fn text(status: u16, words: &str) -> Reply {
    file(Path::new("message.txt"), words.into()).with_status_code(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_site() {
        assert_eq!(local_path("/"), Some(PathBuf::new()));
        assert_eq!(local_path("/schema/case%401.json?v=2"), Some(PathBuf::from("schema/case@1.json")));
        for outside in ["/../Cargo.toml", "/a/%2e%2e/b", "//etc/passwd", "/a%00", "/..%5cb", "/%", "/%zz", "x", "/c:/a"]
        {
            assert_eq!(local_path(outside), None, "{outside}");
        }
    }

    #[test]
    fn every_answer_has_the_headers() {
        for reply in [reply(&Method::Get, "/none", Path::new("/nowhere"), false), text(400, "no")] {
            for (name, value) in hosting::HEADERS {
                let sent = reply.headers().iter().find(|header| header.field.equiv(name));
                assert_eq!(sent.unwrap().value.as_str(), *value);
            }
        }
    }

    #[test]
    fn connections_that_come_at_once_are_all_answered() {
        use std::io::Read as _;
        use std::net::TcpStream;
        use std::time::Duration;

        let server = Server::http((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = server.server_addr().to_ip().unwrap();
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, Path::new("/nowhere"), None);
            }
        });
        let visitors: Vec<_> = (0..24).map(|_| TcpStream::connect(address).unwrap()).collect();
        let visitors = visitors.into_iter().map(|mut connection| {
            thread::spawn(move || {
                connection.write_all(b"GET /none HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n").unwrap();
                connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                let (mut answer, mut part) = (String::new(), [0; 1024]);
                while !answer.ends_with("There is no such file.") {
                    let read = connection.read(&mut part).unwrap();
                    answer.push_str(std::str::from_utf8(&part[..read]).unwrap());
                }
                // As browsers do: what does not speak of closing is kept.
                (!answer.starts_with("HTTP/1.0")).then_some(connection)
            })
        });
        let kept: Vec<_> = visitors.collect::<Vec<_>>().into_iter().map(|visitor| visitor.join().unwrap()).collect();
        assert!(kept.iter().all(Option::is_none));
    }

    #[test]
    fn only_reading_is_answered() {
        assert_eq!(reply(&Method::Post, "/", Path::new("/nowhere"), false).status_code().0, 405);
    }
}
