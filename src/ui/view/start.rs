//! The start screen: paste, drop, saved cases, and a sample desk; never empty.

use web_sys::{Event, HtmlInputElement};
use yew::{AttrValue, Callback, NodeRef};

use super::files::{file_drop, file_input};
use super::{Cx, button, count};
use crate::case::{CaseId, parse_date, parse_time};
use crate::leaving::ClockState;
use crate::store::CaseRow;
use crate::ui::browser::Pressed;
use crate::ui::el::{El, el, nothing};
use crate::ui::route::{Pane, Route};
use crate::ui::state::start::Asking;
use crate::ui::state::{Action, Sample, StartAction};
use crate::words::{Key, say};

/// The start screen.
pub fn start(cx: &Cx) -> El {
    let alternatives = el("a").attr("href", "#/alternatives").text(cx.t(Key::AlternativesManage));
    let playbooks = el("a").attr("href", "#/playbooks").text(cx.t(Key::BooksManage));
    el("div")
        .class("page")
        .child(input(cx))
        .child(saved(cx))
        .child(samples(cx))
        .child(el("p").class("row").child(alternatives).child(playbooks))
}

fn input(cx: &Cx) -> El {
    let start = &cx.state.start;
    let paste = el("textarea")
        .attr("id", "paste")
        .attr("rows", "7")
        .attr("aria-describedby", "paste-hint")
        .on("keydown", cx.pressed(Pressed::Send, Action::Start(StartAction::Read)))
        .value(start.text.clone())
        .on_input(cx.entered(|text| Action::Start(StartAction::Typed(text))));
    let taken = |text| Action::Start(StartAction::File(text));
    let file = file_input(cx, taken);
    file_drop(cx, start.dragging, |over| Action::Start(StartAction::Dragging(over)), taken)
        .child(
            el("div")
                .class("stack tight")
                .child(el("h1").attr("tabindex", "-1").text(cx.t(Key::StartTitle)))
                .child(el("p").class("muted").text(cx.t(Key::StartLead))),
        )
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", "paste").text(cx.t(Key::StartPaste)))
                .child(paste)
                .child(el("span").attr("id", "paste-hint").class("small muted").text(cx.t(Key::StartPasteHint))),
        )
        .child(
            el("p")
                .class("fault")
                .attr("role", "alert")
                .hidden(start.fault.is_none())
                .text(start.fault.clone().map(|fault| cx.t(fault)).unwrap_or_default()),
        )
        .child(asking(cx, start.asking.as_ref()))
        .child(locked(cx))
        .child(
            el("div")
                .class("row")
                .child(
                    // A file that waits for its passphrase comes first.
                    button(cx.t(Key::StartRead), cx.on(Action::Start(StartAction::Read)))
                        .class(start.locked.is_none().then_some("main")),
                )
                .child(el("label").class("button").text(cx.t(Key::StartChoose)).child(file))
                .child(el("span").class("small muted").text(cx.t(Key::StartDrop))),
        )
}

fn asking(cx: &Cx, asking: Option<&Asking>) -> El {
    let speakers = asking.map_or(&[][..], |asking| &asking.speakers);
    let choices = speakers.iter().enumerate().map(|(index, speaker)| {
        let messages = cx.t(say::ingest_ask_who_messages(count(speaker.messages)));
        button(speaker.name.clone().into(), cx.on(Action::Start(StartAction::Customer(index))))
            .key(index)
            .attr("title", speaker.first_words.clone())
            .child(el("span").class("small muted").text(messages))
    });
    el("fieldset")
        .class("stack tight")
        .hidden(asking.is_none())
        .child(el("legend").text(cx.t(Key::IngestAskWhoTitle)))
        .child(el("p").class("small muted").text(cx.t(Key::IngestAskWhoHelp)))
        .child(el("div").class("row").children(choices))
        .child(
            el("div").child(button(cx.t(Key::IngestAskWhoOneMessage), cx.on(Action::Start(StartAction::OneMessage)))),
        )
}

/// Asks for the passphrase of an encrypted file. It is read when it is sent, and kept nowhere.
fn locked(cx: &Cx) -> El {
    let start = &cx.state.start;
    if start.locked.is_none() {
        return nothing();
    }
    let input = NodeRef::default();
    let (send, typed) = (cx.send.clone(), input.clone());
    let unlock = Callback::from(move |event: Event| {
        event.prevent_default();
        let typed = typed.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        send.emit(Action::Start(StartAction::Unlock(Some(typed))));
    });
    el("form")
        .class("stack tight")
        .child(el("label").attr("for", "unlock").text(cx.t(Key::StartLockedAsk)))
        .child(el("input").node_ref(&input).attr("id", "unlock").attr("type", "password").attr("autocomplete", "off"))
        .child(el("p").class("small muted").attr("role", "status").text(if start.unlocking {
            cx.t(Key::StartLockedOpening)
        } else {
            AttrValue::default()
        }))
        .child(
            el("div")
                .class("row")
                .child(el("button").class("main").on_click(unlock).text(cx.t(Key::StartLockedOpen)))
                .child(
                    button(cx.t(Key::AppCancel), cx.on(Action::Start(StartAction::Unlock(None))))
                        .attr("type", "button"),
                ),
        )
}

/// The address of a stored case, `desk/ticket`: one with a plan under way opens where that stood.
fn address(row: &CaseRow) -> String {
    let (desk, ticket) = row.name.split_once('/').unwrap_or(("file", &row.name));
    let id = CaseId { desk: desk.to_owned(), ticket: ticket.to_owned() };
    let is_under_way = Key::parse(&row.status) == Some(Key::StatusPlan);
    let pane = if is_under_way { Pane::Plan } else { Pane::Verdict };
    ["#", &Route::Case { id, pane }.hash()].concat()
}

fn saved(cx: &Cx) -> El {
    let cases = cx.state.start.cases.as_deref().unwrap_or_default();
    el("section")
        .class("card stack")
        .on("keydown", cx.pressed(Pressed::Escape, Action::Start(StartAction::DeleteNot)))
        .child(el("h2").text(cx.t(Key::StartSaved)))
        .child(el("p").class("muted").hidden(!cases.is_empty()).text(cx.t(Key::StartSavedNone)))
        .child(el("ul").class("cases").hidden(cases.is_empty()).children(cases.iter().map(|row| saved_case(cx, row))))
        .child(deleting(cx))
}

fn saved_case(cx: &Cx, row: &CaseRow) -> El {
    let (desk, ticket) = row.name.split_once('/').unwrap_or_default();
    let acted = parse_time("", &row.updated_at).map(|at| cx.t(say::start_acted(cx.day(at))));
    let desk = match desk {
        "rehearsal" => cx.t(Key::StartRehearsal),
        "paste" => cx.t(Key::IngestSourcePaste),
        desk => desk.to_owned().into(),
    };
    let facts = [desk, cx.t(say::app_case(ticket)), status(cx, &row.status), acted.unwrap_or_default()];
    let facts = el("span").class("small muted").text(facts.join(" · "));
    let link = el("a").attr("href", address(row));
    let delete = cx.on(Action::Start(StartAction::Delete(row.name.clone())));
    let link = link.child(el("span").class("name").text(row.label.clone())).child(facts).child(owed(cx, row));
    el("li").key(row.name.as_str()).class("between").child(link).child(
        button(cx.t(Key::StartRemove), delete)
            .class("plain small")
            .attr("aria-label", cx.t(say::start_delete(called(row)))),
    )
}

/// What is owed and by when, also once the plan is closed; what is due first is named, the rest counted.
fn owed(cx: &Cx, row: &CaseRow) -> El {
    let Some(due) = &row.due else {
        // A row of an earlier version: that nothing is shown must not look like nothing owed.
        let has_plan = Key::parse(&row.status) != Some(Key::StatusRead);
        return el("span").class("small muted").hidden(!has_plan).text(cx.t(Key::StartDueUnknown));
    };
    let Some((first, on)) = due.first().and_then(|first| Some((first, parse_date("", &first.on).ok()?))) else {
        return nothing();
    };
    let what = Key::parse(&first.title).unwrap_or(Key::UiClocks);
    let state = ClockState::open(on, cx.today);
    let class = if matches!(state, ClockState::Overdue(_)) { "small alarm" } else { "small due" };
    let more = match due.len() {
        1 => String::new(),
        all => [" · ", &cx.words.string(say::start_more_clocks(count(all - 1)))].concat(),
    };
    el("span").class(class).text(cx.t(say::start_clock(what, state.day(on)))).text(more)
}

/// A name that no other saved case has: people may have equal names, tickets of two desks equal numbers.
fn called(row: &CaseRow) -> String {
    [&row.label, " (", &row.name, ")"].concat()
}

/// Where a stored case stands, by its word in the row.
fn status(cx: &Cx, word: &str) -> AttrValue {
    Key::parse(word).map(|key| cx.t(key)).unwrap_or_default()
}

fn deleting(cx: &Cx) -> El {
    let start = &cx.state.start;
    let row = start.cases.iter().flatten().find(|row| start.deleting.as_ref() == Some(&row.name));
    let sure = row.map(|row| cx.t(say::start_delete_sure(called(row))));
    el("div")
        .class("notice bad")
        .attr("role", "alertdialog")
        .attr("aria-labelledby", "delete-sure")
        .hidden(sure.is_none())
        .child(el("p").attr("id", "delete-sure").text(sure.unwrap_or_default()))
        .child(
            el("div")
                .class("row")
                .child(button(cx.t(Key::StartDeleteYes), cx.on(Action::Start(StartAction::DeleteSure))))
                .child(button(cx.t(Key::AppCancel), cx.on(Action::Start(StartAction::DeleteNot)))),
        )
}

fn samples(cx: &Cx) -> El {
    el("section")
        .class("card stack")
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").text(cx.t(Key::StartSamples)))
                .child(el("p").class("small muted").text(cx.t(Key::StartSamplesHint))),
        )
        .child(el("ul").class("cases").children(cx.state.start.samples.iter().map(|one| sample(cx, one))))
}

fn sample(cx: &Cx, sample: &Sample) -> El {
    let open = cx.on(Action::Start(StartAction::Sample(sample.id.clone())));
    let name = el("span").class("name").attr("lang", sample.language.clone()).text(sample.name.clone());
    let about = Key::parse(&sample.text).map(|key| cx.t(key)).unwrap_or_default();
    el("li").key(sample.id.as_str()).child(
        el("button").class("rowlike").on_click(open).child(name).child(el("span").class("small muted").text(about)),
    )
}
