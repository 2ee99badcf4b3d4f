//! Views are functions of state that return exactly one element; lists are keyed. Here: what each is given, the frame
//! around the screens, and the small pieces that screens share.

pub mod about;
mod bar;
pub mod books;
mod case;
pub mod catalogue;
mod files;
pub mod host;
pub mod panel;
pub mod plan;
pub mod rules;
pub mod start;
mod step;
pub mod thread;
pub mod verdict;

use std::cell::Cell;

use time::{Date, OffsetDateTime};
use web_sys::Event;
use yew::{AttrValue, Callback};

use super::browser::Pressed;
use super::el::{El, el, nothing};
use super::later::Later;
use super::route::{Pane, Route};
use super::state::{Action, CaseAction, Coming, Open, OpenCase, State};
use super::words::Words;
use crate::case::Money;
use crate::leaving::BookText;
use crate::words::{Key, Text, count, say};

/// What a view is given.
pub struct Cx<'a> {
    /// Printing prints the widget, and not a page that it is only a part of.
    pub can_print: bool,
    /// The agent's language.
    pub words: &'a Words,
    /// The customer's language, for letters and the leaving sheet.
    pub letters: &'a Words,
    /// Everything that is on screen.
    pub state: &'a State,
    /// Where acts go.
    pub send: &'a Callback<Action>,
    /// Now, with the offset of the reader's clock.
    pub now: OffsetDateTime,
    /// Today where the reader is.
    pub today: Date,
}

impl Cx<'_> {
    /// A message as text.
    pub fn t(&self, text: impl Into<Text>) -> AttrValue {
        self.words.t(text)
    }

    /// The day of a time on the reader's clock.
    pub fn day(&self, at: OffsetDateTime) -> Date {
        at.checked_to_offset(self.now.offset()).unwrap_or(at).date()
    }

    /// A handler that sends `action`, once: whatever happens draws the page anew, with new handlers.
    #[inline(never)]
    pub fn on(&self, action: Action) -> Callback<Event> {
        let (send, action) = (self.send.clone(), Cell::new(Some(action)));
        Callback::from(move |_| {
            if let Some(action) = action.take() {
                send.emit(action);
            }
        })
    }

    /// A handler that does something in the case.
    #[inline(never)]
    pub fn act(&self, action: CaseAction) -> Callback<Event> {
        self.on(Action::Case(action))
    }

    /// A handler that sends what `action` makes of the text or choice now in the field.
    pub fn entered(&self, action: impl Fn(String) -> Action + 'static) -> Callback<Event> {
        self.entered_boxed(Box::new(action))
    }

    #[inline(never)]
    fn entered_boxed(&self, action: Box<dyn Fn(String) -> Action>) -> Callback<Event> {
        let send = self.send.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = super::browser::value(&event) {
                send.emit(action(text));
            }
        })
    }

    /// A handler that keeps what is typed or chosen in a field as the draft of that name.
    #[inline(never)]
    pub fn typed(&self, field: &str) -> Callback<Event> {
        let field = field.to_owned();
        self.entered(move |text| Action::Case(CaseAction::Typed { field: field.clone(), text }))
    }

    /// A handler for keys that sends `action` when one is pressed that asks for it.
    #[inline(never)]
    pub fn pressed(&self, pressed: Pressed, action: Action) -> Callback<Event> {
        let sent = self.on(action);
        Callback::from(move |event: Event| {
            if super::browser::pressed(&event) == Some(pressed) {
                event.prevent_default();
                sent.emit(event);
            }
        })
    }

    /// What is wrong with a field.
    fn fault(&self, id: &str) -> Option<AttrValue> {
        let faults = match (&self.state.route, &self.state.open) {
            (Route::Alternatives, _) => &self.state.editing.get()?.faults,
            (_, Open::Case(open)) => &open.faults,
            _ => return None,
        };
        faults.iter().find(|fault| fault.field == id).map(|fault| self.t(fault.text.clone()))
    }
}

/// A button.
#[inline(never)]
fn button(label: AttrValue, clicked: Callback<Event>) -> El {
    el("button").on_click(clicked).text(label)
}

/// One option of a choice, with the word that stands for it.
#[inline(never)]
fn option(word: impl Into<AttrValue>, label: impl Into<AttrValue>, selected: bool) -> El {
    let word = word.into();
    el("option").key(&*word).value(word).selected(selected).text(label)
}

/// A field under its label, and what is wrong with it.
#[inline(never)]
fn field(cx: &Cx, id: &str, label: AttrValue, input: El) -> El {
    understood_field(cx, id, label, input, AttrValue::default())
}

/// A field under its label, and how it was understood.
fn understood_field(cx: &Cx, id: &str, label: AttrValue, input: El, understood: AttrValue) -> El {
    let label = el("label").attr("for", id.to_owned()).text(label);
    el("div").class("field").child(label).child(control(cx, id, input, &understood)).child(note(cx, id, understood))
}

/// A box whose text counts once it is left. Until then it stays as it is typed, whatever else is drawn anew.
fn counted_once_left(cx: &Cx, id: &str, input: El, value: String, counted: impl Fn(String) -> Action + 'static) -> El {
    let unsent = cx.state.unsent.as_ref().filter(|(of, _)| of == id).map(|(_, text)| text.clone());
    let of = id.to_owned();
    input
        .value(unsent.unwrap_or(value))
        .on_input(cx.entered(move |text| Action::Typing(of.clone(), text)))
        .on_change(cx.entered(counted))
}

/// An amount as it will be recorded, in a form that leaves no doubt.
fn understood(cx: &Cx, amount: Option<Money>) -> AttrValue {
    amount.map(|amount| ["= ", &cx.words.money(amount)].concat().into()).unwrap_or_default()
}

/// A day as it will be recorded: a browser writes it in figures, and in an order of its own. While a year is being typed
/// it is none yet.
fn understood_day(cx: &Cx, day: Option<Date>) -> AttrValue {
    let day = day.filter(|day| day.year() >= 1900);
    day.map(|day| ["= ", &cx.words.date(day)].concat().into()).unwrap_or_default()
}

/// Where the words stand that describe a field.
fn note_id(id: &str) -> String {
    [id, ".note"].concat()
}

/// What one types into or chooses from, by its name; described by what is wrong with it, else by how it was understood.
#[inline(never)]
fn control(cx: &Cx, id: &str, input: El, understood: &str) -> El {
    let is_faulty = cx.fault(id).is_some();
    input
        .attr("id", id.to_owned())
        .attr("aria-invalid", is_faulty.then_some("true"))
        .attr("aria-describedby", (is_faulty || !understood.is_empty()).then(|| note_id(id)))
}

/// What is wrong with a field, else how it was understood.
#[inline(never)]
fn note(cx: &Cx, id: &str, understood: AttrValue) -> El {
    let fault = cx.fault(id);
    let class = if fault.is_some() { "fault" } else { "small muted" };
    let text = fault.unwrap_or(understood);
    el("p").attr("id", note_id(id)).class(class).hidden(text.is_empty()).text(text)
}

/// The whole page.
pub fn screen(cx: &Cx) -> El {
    let shown = match (&cx.state.route, &cx.state.open) {
        (Route::Start, _) => match &cx.state.host {
            Some(host) => host::waiting(cx, host),
            None => late(cx).map_or_else(page, |later| (later.desktop)(cx)),
        },
        (Route::About, _) => late(cx).map_or_else(page, |later| (later.about)(cx)),
        (Route::Rules(place), _) => later(cx).map_or_else(page, |later| (later.rules)(cx, place)),
        (Route::Alternatives, _) => later(cx).map_or_else(page, |later| (later.catalogue)(cx)),
        (Route::Playbooks, _) => later(cx).map_or_else(page, |later| (later.books)(cx)),
        (Route::Case { pane, .. }, Open::Case(open)) => case::case(cx, open, *pane),
        (Route::Case { id, .. }, Open::Missing(_) | Open::None) => {
            late(cx).map_or_else(page, |later| (later.missing)(cx, &id.ticket))
        }
        (Route::Case { .. }, Open::Loading(_)) => loading(cx),
    };
    // The page around a guest has its own main landmark.
    let main = if cx.state.host.is_some() { "section" } else { "main" };
    el("div")
        .child(button(cx.t(Key::AppSkip), cx.on(Action::Skipped)).class("skip"))
        .child(bar::bar(cx))
        .child(el(main).attr("id", "main").attr("tabindex", "-1").child(notice(cx)).child(notices(cx)).child(shown))
}

/// The title of the page: the screen, and on a case whose it is. Nothing else about them: titles are kept in the browser's
/// history and are seen by whoever looks at the screen.
pub fn title(words: &Words, state: &State) -> String {
    let screen = match (&state.route, &state.open) {
        (Route::Start, _) => words.string(Key::AppDesk),
        (Route::About, _) => words.string(Key::AppAbout),
        (Route::Rules(_), _) => words.string(Key::RuleListTitle),
        (Route::Alternatives, _) => words.string(Key::AlternativesManage),
        (Route::Playbooks, _) => words.string(Key::BooksTitle),
        (Route::Case { pane, .. }, Open::Case(open)) => {
            let playbook = open.pinned(&state.library).map(|playbook| &playbook.title);
            let screen = match (pane, playbook) {
                (Pane::Verdict, _) => Key::CaseTabVerdict,
                (Pane::Plan, Some(BookText::Key(title))) => *title,
                // Own words are shown where the plan is.
                (Pane::Plan, _) => Key::CaseTabPlan,
                (Pane::Thread, _) => Key::CaseTabThread,
            };
            let ticket = &open.id().ticket;
            let case = match &open.record.case.customer.name {
                Some(name) => [name, " · ", ticket].concat(),
                None => ticket.clone(),
            };
            words.string(say::app_title_case(screen, case))
        }
        (Route::Case { id, .. }, _) => words.string(say::app_case(id.ticket.as_str())),
    };
    [&screen, " · ", &words.string(Key::AppName)].concat()
}

/// A screen that is on its way.
fn page(coming: El) -> El {
    el("div").class("page").child(coming)
}

/// What draws the rest, once its words are here too; or that it is on its way.
fn late(cx: &Cx) -> Result<&'static Later, El> {
    let has_words = cx.words.catalogue.is_whole() && cx.letters.catalogue.is_whole();
    cx.state.later.filter(|_| has_words).ok_or_else(|| coming(cx))
}

/// As [`late`], for what needs the library's files as well.
fn later(cx: &Cx) -> Result<&'static Later, El> {
    late(cx).and_then(|later| cx.state.library.later.and(Some(later)).ok_or_else(|| coming(cx)))
}

/// That the rest is on its way, or could not be had.
fn coming(cx: &Cx) -> El {
    match cx.state.coming {
        Coming::Failed => el("div")
            .class("notice bad")
            .attr("role", "alert")
            .child(el("p").text(cx.t(Key::AppPartFailed)))
            .child(el("div").child(button(cx.t(Key::AppAgain), cx.on(Action::LibraryWanted)))),
        _ => el("p").class("coming muted").attr("role", "status").text(cx.t(Key::AppLoading)),
    }
}

/// The open form, where it is one of these.
fn form_here(cx: &Cx, open: &OpenCase, kinds: &[&str]) -> El {
    match &open.panel {
        Some(panel) if kinds.contains(&panel.kind()) => {
            later(cx).map_or_else(|coming| coming, |later| (later.form)(cx, open))
        }
        _ => nothing(),
    }
}

/// What has just happened; it stays in view until it is dismissed.
fn notice(cx: &Cx) -> El {
    let notice = cx.state.notice.clone().map(|notice| cx.t(notice));
    let text = cx.state.host.as_ref().and_then(|host| host.instead.as_ref());
    let instead = match (cx.state.later, text) {
        (Some(later), Some(text)) => (later.instead)(cx, text),
        _ => nothing(),
    };
    let dismiss = button(cx.t(Key::AppDismiss), cx.on(Action::Dismissed)).class("plain small");
    el("div")
        .class("notice told")
        .attr("role", "status")
        .hidden(notice.is_none())
        .child(el("p").text(notice.unwrap_or_default()))
        .child(el("div").class("row").child(instead).child(dismiss))
}

/// What holds for as long as the page is open.
fn notices(cx: &Cx) -> El {
    let memory = match (cx.state.later, &cx.state.memory_only) {
        (Some(later), Some(why)) => (later.memory)(cx, why),
        _ => nothing(),
    };
    el("div")
        .class("stack")
        .hidden(cx.state.memory_only.is_none() && !cx.state.offline)
        .child(memory)
        .child(el("p").class("notice").attr("role", "status").hidden(!cx.state.offline).text(cx.t(Key::AppOffline)))
}

/// Nothing can be kept, and why.
pub fn memory(cx: &Cx, why: &Text) -> El {
    let export = button(cx.t(Key::AppExport), cx.act(CaseAction::Export));
    // A desk ends a guest's page with the ticket.
    let told = if cx.state.host.is_some() { say::host_memory } else { say::app_memory };
    el("div")
        .class("notice warn")
        .attr("role", "status")
        .child(el("p").text(cx.t(told(why.clone()))))
        .child(el("div").hidden(!matches!(cx.state.open, Open::Case(_))).child(export))
}

/// Storage does not have the case.
pub fn missing(cx: &Cx, ticket: &str) -> El {
    el("section")
        .class("page card stack")
        .child(el("h1").attr("tabindex", "-1").text(cx.t(say::app_case(ticket))))
        .child(el("p").text(cx.t(say::case_missing(ticket))))
        .child(match &cx.state.host {
            Some(host) => host::retry(cx, host),
            None => el("div").child(el("a").class("button").attr("href", "#/").text(cx.t(Key::CaseToDesk))),
        })
}

fn loading(cx: &Cx) -> El {
    el("div")
        .class("page card skeleton")
        .child(el("span").class("visually-hidden").attr("role", "status").text(cx.t(Key::AppLoading)))
        .child(el("i"))
        .child(el("i"))
        .child(el("i"))
}
