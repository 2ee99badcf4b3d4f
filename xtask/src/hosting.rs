//! What a server of the site must send: the one place that says so. `docs/hosting.md` repeats it, and a test sees to
//! it that both agree.

use std::fmt::Write as _;
use std::path::Path;

/// Response headers of every file.
///
/// Framing is ruled by `frame-ancestors` alone: X-Frame-Options knows no list of origins and would forbid the frame
/// mode of the widget.
pub const HEADERS: &[(&str, &str)] = &[
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    // File names are stable, so that other sites can link to them: a cache must ask each time whether they changed.
    ("Cache-Control", "no-cache"),
];

/// The MIME type of a file. A wrong one keeps scripts from running and WebAssembly from being compiled as it loads.
pub fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "md" | "txt" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A `_headers` file, as several static hosts read it from the root of the site.
pub fn headers_file() -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in HEADERS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosting_guide_says_the_same() {
        let guide = include_str!("../../docs/hosting.md");
        for (name, value) in HEADERS {
            let nginx = format!("add_header {name} \"{value}\" always;");
            assert!(guide.contains(&nginx), "docs/hosting.md lacks: {nginx}");
        }
        assert!(guide.contains(&headers_file()), "docs/hosting.md lacks:\n{}", headers_file());
    }

    #[test]
    fn scripts_and_modules_have_types_that_browsers_accept() {
        assert_eq!(mime(Path::new("a/clean_break_app_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("clean_break_app.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime(Path::new("schema/case@1.json")), "application/json");
    }
}
