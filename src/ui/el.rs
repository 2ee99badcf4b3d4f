//! Elements by plain method calls. `html!` unrolls into hundreds of bytes of code for every element; here an element
//! costs some thirty, since each method exists once (`inline(never)`) and hands a single pointer on.
//!
//! ```text
//! el("p").class("small muted").hidden(note.is_none()).text(cx.t(Key::Note))
//! ```
//!
//! An absent attribute is `None`: `.attr("aria-current", here.then_some("page"))`. Children stand one by one with
//! [`El::child`] and [`El::text`]; what repeats goes into [`El::children`], every item with its [`El::key`].

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Event;
use yew::html::IntoPropValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

/// An element in the making: one pointer, so that it passes through calls at no cost.
#[must_use]
pub struct El(Box<Made>);

struct Made {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// Starts an element.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Made { tag: VTag::new(tag), names: Vec::new(), values: Vec::new() }))
}

/// Nothing on screen, and yet one element: Yew 0.23 can fail beside a node that comes and goes.
pub fn nothing() -> El {
    el("span").hidden(true)
}

impl El {
    /// Sets an attribute, or leaves it out when there is no value.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: impl IntoPropValue<Option<AttrValue>>) -> Self {
        if let Some(value) = value.into_prop_value() {
            self.0.set(name, AttributeOrProperty::Attribute(value));
        }
        self
    }

    /// Sets an attribute that has no value.
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        self.attr(name, on.then_some(name))
    }

    /// Takes the element off the screen and away from assistive technology.
    #[inline(never)]
    pub fn hidden(self, hidden: bool) -> Self {
        self.flag("hidden", hidden)
    }

    /// Adds classes to those it has.
    #[inline(never)]
    pub fn class(mut self, class: impl IntoPropValue<Option<AttrValue>>) -> Self {
        if let Some(class) = class.into_prop_value().filter(|class| !class.is_empty()) {
            let class = match self.0.get("class") {
                Some(AttributeOrProperty::Attribute(before)) => [before, " ", &class].concat().into(),
                _ => class,
            };
            self.0.set("class", AttributeOrProperty::Attribute(class));
        }
        self
    }

    /// Sets the style through the element's own property: the site's policy forbids the attribute.
    #[inline(never)]
    pub fn style(mut self, style: &str) -> Self {
        self.0.set("style", AttributeOrProperty::Property(style.into()));
        self
    }

    /// What a field holds, whatever was typed before; for an option, its value.
    #[inline(never)]
    pub fn value(mut self, value: impl Into<AttrValue>) -> Self {
        let value = value.into();
        match self.0.tag.tag() {
            "input" | "textarea" => self.0.tag.set_value(value),
            _ => self.0.set("value", AttributeOrProperty::Attribute(value)),
        }
        self
    }

    /// Whether a box or a radio is ticked, whatever was ticked before.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Whether this is the chosen option, whatever was chosen before. As a property: the attribute is only the default,
    /// and counts for nothing once a person has chosen.
    #[inline(never)]
    pub fn selected(mut self, selected: bool) -> Self {
        if selected {
            self.0.set("selected", AttributeOrProperty::Property(true.into()));
        }
        self
    }

    /// Tells the element from others in its list; stable as long as it is the same thing.
    #[inline(never)]
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.0.tag.key = Some(key.into());
        self
    }

    /// Where the drawn element can be found.
    pub fn node_ref(mut self, node_ref: &NodeRef) -> Self {
        self.0.tag.node_ref = node_ref.clone();
        self
    }

    /// Hears an event, by its name as in `addEventListener`.
    #[inline(never)]
    pub fn on(mut self, event: &'static str, heard: Callback<Event>) -> Self {
        self.0.tag.add_listener(Rc::new(Hearer { event, heard }));
        self
    }

    /// Hears clicks.
    #[inline(never)]
    pub fn on_click(self, heard: Callback<Event>) -> Self {
        self.on("click", heard)
    }

    /// Hears every change while one types.
    #[inline(never)]
    pub fn on_input(self, heard: Callback<Event>) -> Self {
        self.on("input", heard)
    }

    /// Hears a change once it is made.
    #[inline(never)]
    pub fn on_change(self, heard: Callback<Event>) -> Self {
        self.on("change", heard)
    }

    /// Adds text; it is never markup.
    #[inline(never)]
    pub fn text(mut self, text: impl Into<AttrValue>) -> Self {
        self.0.tag.add_child(VNode::VText(VText { text: text.into() }));
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(mut self, child: El) -> Self {
        self.0.tag.add_child(child.into());
        self
    }

    /// Adds a list of its own, so that its keyed items are matched among themselves.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        let mut list = VList::new();
        for child in children {
            push(&mut list, child);
        }
        self.list(list)
    }

    #[inline(never)]
    fn list(mut self, list: VList) -> Self {
        self.0.tag.add_child(list.into());
        self
    }
}

#[inline(never)]
fn push(list: &mut VList, child: El) {
    list.add_child(child.into());
}

impl Made {
    #[inline(never)]
    fn set(&mut self, name: &'static str, value: AttributeOrProperty) {
        let place = self.names.iter().position(|known| *known == name);
        match place.and_then(|place| self.values.get_mut(place)) {
            Some(known) => *known = Some(value),
            None => {
                self.names.push(name);
                self.values.push(Some(value));
            }
        }
    }

    fn get(&self, name: &str) -> Option<&AttributeOrProperty> {
        let place = self.names.iter().position(|known| *known == name)?;
        self.values.get(place)?.as_ref()
    }
}

thread_local! {
    /// The names of attributes of all elements so far: few, and elements of one kind share theirs.
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The names as one list that stays. Yew tells by it that an element has the same attributes as before, and compares their
/// values by place; its map of them would be hashed for each element that is drawn.
fn shared(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|lists| {
        let known = lists.iter().find(|list| **list == names.as_slice());
        known.copied().unwrap_or_else(|| {
            let list: &'static [&'static str] = names.leak();
            lists.push(list);
            list
        })
    })
}

impl From<El> for Html {
    fn from(el: El) -> Self {
        let Made { mut tag, names, values } = *el.0;
        if !names.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: shared(names), values: values.into() };
        }
        VNode::VTag(Rc::new(tag))
    }
}

/// One kind of listener for all events, where Yew has a type for each.
struct Hearer {
    event: &'static str,
    heard: Callback<Event>,
}

impl Listener for Hearer {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(Cow::Borrowed(self.event))
    }

    fn handle(&self, event: Event) {
        self.heard.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}
