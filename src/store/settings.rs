//! A person's few settings, in the browser's `localStorage`. Every call may be refused there; then they are kept in memory.

use std::cell::RefCell;

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language of the screen, as a language tag.
    Language,
    /// Light, dark, or as the system has it.
    Theme,
    /// The name that staff sign with.
    StaffName,
    /// The names of the staff's own company, separated by commas.
    OwnNames,
}

impl Setting {
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "only the browser needs keys"))]
    const fn key(self) -> &'static str {
        match self {
            Self::Language => "clean-break.language",
            Self::Theme => "clean-break.theme",
            Self::StaffName => "clean-break.staff-name",
            Self::OwnNames => "clean-break.own-names",
        }
    }
}

/// The settings. Where the browser does not keep one, it lasts as long as this value.
#[derive(Debug, Default)]
pub struct Settings {
    refused: RefCell<Vec<(Setting, Option<String>)>>,
}

impl Settings {
    /// A setting's value; `None` when it was never set.
    #[must_use]
    pub fn get(&self, setting: Setting) -> Option<String> {
        let refused = self.refused.borrow();
        refused.iter().find(|(s, _)| *s == setting).map_or_else(|| browser::read(setting), |(_, value)| value.clone())
    }

    /// Sets a value, or takes it back with `None`; returns whether the browser keeps it beyond this page.
    pub fn set(&self, setting: Setting, value: Option<&str>) -> bool {
        let kept = browser::write(setting, value);
        let mut refused = self.refused.borrow_mut();
        refused.retain(|(s, _)| *s != setting);
        if !kept {
            refused.push((setting, value.map(str::to_owned)));
        }
        kept
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::Setting;
    use web_sys::Storage;

    fn storage() -> Option<Storage> {
        web_sys::window()?.local_storage().ok()?
    }

    pub(super) fn read(setting: Setting) -> Option<String> {
        storage()?.get_item(setting.key()).ok()?
    }

    pub(super) fn write(setting: Setting, value: Option<&str>) -> bool {
        let Some(storage) = storage() else { return false };
        match value {
            Some(value) => storage.set_item(setting.key(), value),
            None => storage.remove_item(setting.key()),
        }
        .is_ok()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use super::Setting;

    pub(super) fn read(_setting: Setting) -> Option<String> {
        None
    }

    pub(super) fn write(_setting: Setting, _value: Option<&str>) -> bool {
        false
    }
}
