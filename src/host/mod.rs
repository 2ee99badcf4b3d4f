//! The help desk around the widget: what it tells of the ticket on screen, and what the widget asks of it. Pure. The wires
//! themselves, one for each desk, are plain JavaScript in `www/embed/`; all they pass on goes through here.
//!
//! Every intent names the ticket that it was made for, and the wire refuses it when another one is on screen by then.

mod context;
mod intent;
pub mod note;
#[cfg(test)]
mod tests;

pub use context::{Capabilities, HostContext, HostError, ReadPayload, Ticket};
pub use intent::{Answer, Intent, IntentKind, TAG, tag};

crate::vocabulary! {
    /// The help desks that have a wire.
    Desk {
        /// Zendesk, its Apps Framework.
        Zendesk = "zendesk",
        /// Chatwoot, a dashboard app.
        Chatwoot = "chatwoot",
        /// Front, a plugin.
        Front = "front",
        /// The page around the element.
        Page = "page",
    }
}
