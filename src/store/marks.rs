//! Which cases have acts, told in `localStorage` too. A frame made anew reads it at once (`stored` in `www/embed/files.js`),
//! where it would have to open the database: a verdict that nothing stored can contradict waits for nothing. Only a
//! courtesy: where it cannot be written, what is stored takes the place of what was drawn, a moment later.

use super::Change;

/// What a mark's key begins with; a case's name follows.
const ACTS: &str = "clean-break.acts.";

/// Marks a case that has more entries than its opening, and no other.
pub(super) fn mark(change: &Change) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok()?) else { return };
    let key = [ACTS, &change.case].concat();
    // Refused where it is full.
    let _ = if change.entries > 1 { storage.set_item(&key, "") } else { storage.remove_item(&key) };
}
