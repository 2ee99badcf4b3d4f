//! An own playbook being written: its head, its steps, and what stands between it and being published.

use yew::AttrValue;

use super::{act, finding, step, title, told};
use crate::case::{ContractKind, CustomerKind};
use crate::leaving::{BookEdit, BookText, Finding, OwnBook, Playbook, Spot, StepKind, changes, lint_playbook};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::Action;
use crate::ui::state::books::{BooksAction, Shelving};
use crate::ui::view::plan::colon;
use crate::ui::view::{Cx, button, count, counted_once_left, field, option};
use crate::words::{Catalogue, Key, Text, endonym, say};

/// Sends a change.
pub fn change(edit: BookEdit) -> Action {
    act(BooksAction::Edit(edit))
}

/// The editor.
pub fn editor(cx: &Cx, shelving: &Shelving, own: &OwnBook, book: &Playbook) -> El {
    let found = lint_playbook(book, &cx.state.library.packs);
    let general: Vec<Finding> = found.iter().filter(|one| one.step.is_none()).cloned().collect();
    let saved = if shelving.is_saved() { cx.t(Key::BooksSaved) } else { AttrValue::default() };
    let undo = button(cx.t(Key::AlternativesUndo), cx.on(act(BooksAction::Undo)))
        .class("small")
        .flag("disabled", !shelving.can_undo());
    let head = el("section")
        .class("card stack")
        .child(el("h1").attr("tabindex", "-1").text(title(cx, book)))
        .child(
            el("div")
                .class("row")
                .child(button(cx.t(Key::BooksClose), cx.on(act(BooksAction::Close))).class("small"))
                .child(undo)
                .child(el("span").class("small muted").attr("role", "status").text(saved)),
        )
        .child(told(cx, shelving))
        .child(
            el("div")
                .class("fields")
                .child(words(cx, shelving, book, Spot::Title, cx.t(Key::BooksName), false))
                .child(language(cx, shelving)),
        )
        .children(found_here(cx, &general))
        .child(serves(cx, book));
    let steps = book.steps.iter().enumerate().map(|(place, one)| step::line(cx, shelving, book, place, one, &found));
    el("div")
        .class("stack")
        .child(head)
        .child(
            el("section")
                .class("card stack")
                .child(el("h2").attr("id", "books-steps").attr("tabindex", "-1").text(cx.t(Key::BooksStepsTitle)))
                .child(el("ol").attr("id", "book-steps").class("book-steps").children(steps))
                .child(add_step(cx, shelving)),
        )
        .child(publish(cx, shelving, own, book, &found))
}

/// Whether nobody has written it in any language.
pub fn is_blank(text: &BookText) -> bool {
    matches!(text, BookText::Own(words) if words.is_empty())
}

/// What something is called in buttons, as long as it has no name too.
pub fn name(text: &BookText) -> Text {
    if is_blank(text) { Key::BooksUnnamed.into() } else { text.text() }
}

/// The button that takes something named away. The keyboard finds the next one by its class when it is gone.
pub fn remove(cx: &Cx, name: impl Into<Text>, taken: Action) -> El {
    button("✕".into(), cx.on(taken)).class("small remove").attr("aria-label", cx.t(say::books_remove(name)))
}

/// What moves the item at `at` of `count` up and down, given whether up, and takes it away.
pub fn acts(cx: &Cx, name: &Text, (at, count): (usize, usize), moved: impl Fn(bool) -> BookEdit, gone: BookEdit) -> El {
    let way = |sign: &'static str, class: &'static str, label: Text, up| {
        button(sign.into(), cx.on(change(moved(up)))).class("small").class(class).attr("aria-label", cx.t(label))
    };
    el("span")
        .class("row")
        .child(way("↑", "up", say::books_up(name.clone()), true).flag("disabled", at == 0))
        .child(way("↓", "down", say::books_down(name.clone()), false).flag("disabled", at + 1 == count))
        .child(remove(cx, name.clone(), change(gone)))
}

/// The findings of a place.
pub fn found_here<'a>(cx: &'a Cx, found: &'a [Finding]) -> impl Iterator<Item = El> + 'a {
    found.iter().enumerate().map(|(place, one)| finding(cx, one).key(place))
}

/// A text in the language that was chosen. Words of the catalogue stand there until somebody writes their own.
pub fn words(cx: &Cx, shelving: &Shelving, book: &Playbook, spot: Spot, label: AttrValue, long: bool) -> El {
    let language = shelving.language.clone();
    let text = book.words_at(spot);
    let shown = text.map(|text| cx.t(text.text())).unwrap_or_default();
    let value = match text {
        Some(BookText::Own(own)) => own.get(&language).cloned().unwrap_or_default().into(),
        Some(BookText::Key(_)) if language == cx.words.catalogue.language() => shown.clone(),
        _ => AttrValue::default(),
    };
    // A name is one line, and stands in full where a narrow form would cut it.
    let input = match (long, spot) {
        (true, _) => el("textarea").attr("rows", "3"),
        (false, Spot::Title) => el("input").attr("autocomplete", "off"),
        (false, _) => el("textarea").attr("rows", "1").class("sentence"),
    };
    let id = ["book.", &spot.key()].concat();
    let typed = {
        let language = language.clone();
        cx.entered(move |text| {
            let text = if long { text } else { text.replace('\n', " ") };
            change(BookEdit::Words(spot, language.clone(), text))
        })
    };
    let input = input.attr("lang", language).attr("placeholder", shown).value(value).on_input(typed);
    let standard = matches!(text, Some(BookText::Own(_)))
        .then(|| book.standard(spot, &shelving.shipped))
        .flatten()
        .map_or_else(nothing, |standard| {
            let label = cx.t(say::books_standard(standard.text()));
            button(label, cx.on(change(BookEdit::Standard(spot)))).class("plain small clip")
        });
    field(cx, &id, label, input).class(long.then_some("wide")).child(el("div").child(standard))
}

fn language(cx: &Cx, shelving: &Shelving) -> El {
    let select = el("select")
        .on_change(cx.entered(|language| act(BooksAction::Language(language))))
        .children(Catalogue::languages().map(|tag| option(tag, endonym(tag).to_owned(), tag == shelving.language)));
    field(cx, "book.language", cx.t(Key::BooksLanguage), select)
}

/// A box to tick.
pub fn tick(cx: &Cx, label: AttrValue, on: bool, edit: BookEdit) -> El {
    el("label")
        .class("check")
        .child(el("input").attr("type", "checkbox").checked(on).on_change(cx.on(change(edit))))
        .child(el("span").text(label))
}

const fn contract(kind: ContractKind) -> Key {
    match kind {
        ContractKind::Subscription => Key::StepChoiceKindSubscription,
        ContractKind::Goods => Key::StepChoiceKindGoods,
        ContractKind::Telecom => Key::StepChoiceKindTelecom,
        ContractKind::Energy => Key::StepChoiceKindEnergy,
        ContractKind::BusinessSoftware => Key::StepChoiceKindBusinessSoftware,
        ContractKind::Other => Key::StepChoiceKindOther,
    }
}

fn serves(cx: &Cx, book: &Playbook) -> El {
    let serves = &book.serves;
    let contracts = ContractKind::ALL.iter().map(|kind| {
        let on = serves.contract_kinds.contains(kind);
        tick(cx, cx.t(contract(*kind)), on, BookEdit::Contract(*kind, !on)).key(kind.word())
    });
    let whom = [(CustomerKind::Consumer, Key::StepChoiceConsumer), (CustomerKind::Business, Key::StepChoiceBusiness)];
    let customers = whom.map(|(kind, label)| {
        let on = serves.customer_kinds.contains(&kind);
        tick(cx, cx.t(label), on, BookEdit::Customer(kind, !on)).key(kind.word())
    });
    let places = el("input").attr("autocomplete", "off");
    let places = counted_once_left(cx, "book.places", places, serves.jurisdictions.join(" "), |text| {
        change(BookEdit::Places(text))
    });
    let group = |label: Key, ticks: Vec<El>| {
        el("fieldset").child(el("legend").text(cx.t(label))).child(el("div").class("scale").children(ticks))
    };
    el("details").child(el("summary").text(cx.t(Key::BooksServes))).child(
        el("div")
            .class("stack tight")
            .child(el("p").class("small muted").text(cx.t(Key::BooksServesHint)))
            .child(group(Key::BooksContracts, contracts.collect()))
            .child(group(Key::BooksCustomers, customers.into()))
            .child(field(cx, "book.places", cx.t(Key::BooksPlaces), places)),
    )
}

/// The kinds of steps, each called as the site's playbooks call it.
fn add_step(cx: &Cx, shelving: &Shelving) -> El {
    let kinds = StepKind::ALL.iter().filter_map(|kind| {
        let model = shelving.shipped.iter().flat_map(|book| &book.steps).find(|step| step.kind == *kind)?;
        let add = cx.on(change(BookEdit::AddStep(*kind)));
        Some(button(cx.t(model.title.text()), add).class("small").key(kind.word()))
    });
    el("details").child(el("summary").text(cx.t(Key::BooksAddStep))).child(el("div").class("row").children(kinds))
}

/// All that is wrong, what is different, and the way to plans.
fn publish(cx: &Cx, shelving: &Shelving, own: &OwnBook, book: &Playbook, found: &[Finding]) -> El {
    let faults = found.iter().filter(|one| one.flaw.is_fault()).count();
    let state = if faults == 0 { Key::BooksFine.into() } else { say::books_errors(count(faults)) };
    let list = found.iter().filter(|one| one.flaw.is_fault()).enumerate().map(|(place, one)| {
        let step = one.step.as_ref().and_then(|id| book.step(id)).map(|step| cx.t(name(&step.title)));
        let step = step.map(|step| [&*step, &colon(cx)].concat()).unwrap_or_default();
        el("li").key(place).text(step).text(cx.t(one.flaw.text()))
    });
    let newest = own.newest();
    let differences = match newest.filter(|_| own.draft.is_some()) {
        Some(newest) => {
            let list: Vec<El> = (0_usize..)
                .zip(changes(newest, book))
                .map(|(place, change)| el("li").key(place).text(cx.t(change.text())))
                .collect();
            let only = el("p").hidden(!list.is_empty()).text(cx.t(Key::BooksOnlyWords));
            el("div")
                .class("stack")
                .child(el("h3").text(cx.t(say::books_differences(i64::from(newest.version)))))
                .child(only)
                .child(el("ul").class("reasons").children(list))
                .child(words(cx, shelving, book, Spot::Changes, cx.t(Key::BooksChanges), true))
                .child(el("p").class("small muted").text(cx.t(say::books_changes_hint(i64::from(newest.version)))))
        }
        None => nothing(),
    };
    let publish = button(cx.t(say::books_publish(i64::from(own.next_version()))), cx.on(act(BooksAction::Publish)))
        .class("main")
        .flag("disabled", faults != 0 || own.draft.is_none());
    el("section")
        .class("card stack")
        .child(
            el("p").class(if faults == 0 { "small muted" } else { "fault" }).attr("role", "status").text(cx.t(state)),
        )
        .child(el("ul").class("fault").hidden(faults == 0).children(list))
        .child(differences)
        .child(el("div").child(publish))
}
