//! Short names for what the module and its script call one another by; wasm-bindgen makes them long to be unique.

use std::collections::HashMap;

use walrus::{ExportItem, Module};

/// What stands in the names that wasm-bindgen gives the closures that JavaScript calls.
const CLOSURE: &str = "__convert__closures";

/// How the names of what the second module asks the first for begin.
const SPLIT: &str = "__wasm_split";

/// What each name was and is.
pub type Names = HashMap<String, String>;

/// Shortens names in a module, and takes out those that nobody uses; [`in_script`] does the former in its script.
pub fn in_module(module: &mut Module, script: &str) -> Names {
    let mut names = Names::new();
    for import in module.imports.iter_mut().filter(|import| import.module == script) {
        // Keys of one object, and never names of variables.
        let short = letters(names.len());
        names.insert(std::mem::replace(&mut import.name, short.clone()), short);
    }
    // What linkers know of memory, and the function that the start calls.
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| match export.item {
            ExportItem::Global(_) => !export.name.starts_with(SPLIT),
            _ => export.name == "main",
        })
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    for export in module.exports.iter_mut().filter(|export| export.name.contains(CLOSURE)) {
        // The script has functions of these names; no variable of its begins so.
        let short = format!("${}", letters(names.len()));
        names.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    names
}

/// Shortens the same names in the script.
pub fn in_script(script: &str, names: &Names) -> String {
    let mut short = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_name) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|c| !is_name(c)).unwrap_or(from.len()));
        short.push_str(before);
        short.push_str(names.get(name).map_or(name, String::as_str));
        rest = after;
    }
    short.push_str(rest);
    short
}

/// Whether a name in a script may have this letter.
pub const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// `a` to `z`, `aa`, `ab` and so on.
fn letters(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        if number < 26 {
            return name;
        }
        number = number / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_own_letters() {
        let names: Vec<String> = (0..1000).map(letters).collect();
        let unique: std::collections::HashSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
        assert_eq!((names[0].as_str(), names[25].as_str(), names[26].as_str()), ("a", "z", "aa"));
    }

    #[test]
    fn only_whole_names_are_shortened() {
        let names = Names::from([("__wbg_new".to_owned(), "a".to_owned())]);
        assert_eq!(in_script("__wbg_new: f(__wbg_new_2, x.__wbg_new)", &names), "a: f(__wbg_new_2, x.a)");
    }
}
