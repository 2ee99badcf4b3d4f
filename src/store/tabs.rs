//! Tabs tell one another what they have changed, so that none shows an old state for long. Only a courtesy: what keeps
//! two tabs from overwriting one another is the transaction.

use std::rc::Rc;

use crate::json_shape;

json_shape! {
    /// A case that was changed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Change {
        /// The case's name.
        pub case: String,
        /// How many entries its journal now has; 0 when it was deleted.
        pub entries: u32,
    }
}

#[cfg(target_arch = "wasm32")]
mod channel {
    use super::{Change, Rc};
    use crate::json;
    use wasm_bindgen::prelude::*;
    use web_sys::{BroadcastChannel, MessageEvent};

    /// One channel for each store, both to speak and to listen, so that a tab does not hear itself.
    pub(in crate::store) struct Tabs(Option<BroadcastChannel>);

    impl Tabs {
        pub fn open(name: &str) -> Self {
            Self(BroadcastChannel::new(name).ok())
        }

        pub fn none() -> Self {
            Self(None)
        }

        pub fn announce(&self, change: &Change) {
            if let (Some(channel), Ok(message)) = (&self.0, json::to_js(change)) {
                let _ = channel.post_message(&message);
            }
        }

        pub fn listen(this: &Rc<Self>, callback: impl Fn(Change) + 'static) -> Listening {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Ok(change) = json::from_js(&event.data()) {
                    callback(change);
                }
            });
            if let Some(channel) = &this.0 {
                let _ = channel.add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
            }
            Listening { tabs: Rc::clone(this), heard }
        }
    }

    impl Drop for Tabs {
        fn drop(&mut self) {
            if let Some(channel) = &self.0 {
                channel.close();
            }
        }
    }

    /// Listens to other tabs until it is dropped.
    pub struct Listening {
        tabs: Rc<Tabs>,
        heard: Closure<dyn Fn(MessageEvent)>,
    }

    impl Drop for Listening {
        fn drop(&mut self) {
            if let Some(channel) = &self.tabs.0 {
                let _ = channel.remove_event_listener_with_callback("message", self.heard.as_ref().unchecked_ref());
            }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod channel {
    use super::{Change, Rc};

    /// Outside a browser there are no tabs.
    pub(in crate::store) struct Tabs;

    impl Tabs {
        pub fn none() -> Self {
            Self
        }

        pub fn announce(&self, _change: &Change) {}

        pub fn listen(_this: &Rc<Self>, _callback: impl Fn(Change) + 'static) -> Listening {
            Listening(())
        }
    }

    /// Listens to other tabs until it is dropped.
    pub struct Listening(());
}

pub use channel::Listening;
pub(super) use channel::Tabs;
