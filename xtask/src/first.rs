//! Words and phrases of a language in one script, which a frame imports: browsers keep scripts in memory from one frame to the
//! next, and have each file that is fetched come out of their cache anew (docs/ticket-switch.md).

use crate::site::Site;

/// Adds `first/LANGUAGE.js` for each language of the site, with its texts in the order in which `www/embed/program.js` names
/// them.
///
/// # Errors
/// When a language has no phrases.
pub fn add(site: &mut Site) -> anyhow::Result<()> {
    let names = site.iter().filter_map(|(path, _)| path.strip_prefix("locales").ok()?.to_str()?.strip_suffix(".json"));
    // The second part of one has a dot.
    let languages: Vec<_> = names.filter(|name| !name.contains('.')).map(str::to_owned).collect();
    for language in languages {
        let words = quoted(site.text(&format!("locales/{language}.json"))?);
        let phrases = quoted(site.text(&format!("phrases/{language}.txt"))?);
        site.add(format!("first/{language}.js"), format!("export default [{words},{phrases}];\n").into_bytes());
    }
    Ok(())
}

/// A text as a script has it. JSON is full of the other quotation marks.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 50);
    out.push('\'');
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\'' | '\\' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_has_both_texts_of_each_language() {
        let mut site = Site::default();
        for (path, text) in
            [("locales/en.json", "[\"it's\\n\"]"), ("locales/en.later.json", "[]"), ("phrases/en.txt", "one\ntwo\n")]
        {
            site.add(path, text.as_bytes().to_vec());
        }
        add(&mut site).unwrap();
        assert_eq!(site.text("first/en.js").unwrap(), "export default ['[\"it\\'s\\\\n\"]','one\\ntwo\\n'];\n");
        assert_eq!(site.iter().count(), 4);
        site.add("locales/de.json", b"[]".to_vec());
        assert!(add(&mut site).is_err());
    }
}
