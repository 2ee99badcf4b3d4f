//! What every view is given, and the small pieces that views share. A view is a function of state that returns exactly
//! one element; lists are keyed.

pub mod about;
pub mod bar;

use yew::prelude::*;

use super::state::{Action, State};
use super::words::Words;
use crate::words::Text;

/// What a view is given.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The agent's language.
    pub words: &'a Words,
    /// Everything that is on screen.
    pub state: &'a State,
    /// Where acts go.
    pub send: &'a Callback<Action>,
}

impl Cx<'_> {
    /// A message as text.
    pub fn t(&self, text: impl Into<Text>) -> AttrValue {
        self.words.t(text)
    }

    /// A handler that sends `action`.
    pub fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(action.clone()))
    }
}
