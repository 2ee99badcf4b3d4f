//! The small forms of the case screen, drawn where they were opened. What is typed survives a reload.

mod what_if;

use web_sys::Event;
use yew::{AttrValue, Callback};

use super::plan::different::others;
use super::verdict::{path_name, quoted};
use super::{Cx, button, control, field, note, option, understood_day, understood_field};
use crate::advice::Path;
use crate::case::{EventKind, parse_date};
use crate::leaving::{Circumstance, ClockView, PartingOutcome, Recognised, WishHow, channel_title, newest};
use crate::text::FindingKind;
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Panel;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The form that is open.
pub fn form(cx: &Cx, open: &OpenCase) -> El {
    let panel = match &open.panel {
        Some(Panel::WhatIf) => return what_if::what_if(cx, open),
        Some(Panel::Page) => return super::plan::page::page(cx, open),
        Some(panel) => panel,
        None => return nothing(),
    };
    let form = el("form")
        .key(panel.kind())
        .class("panel notice stack")
        .attr("aria-label", cx.t(title(panel)))
        .child(el("h3").text(cx.t(title(panel))))
        .child(hint(cx, open, panel));
    let erases = *panel == Panel::Erase;
    let label = if erases { Key::PanelEraseYes } else { Key::PanelSave };
    let save = el("button").class("main").on_click(submit(cx)).text(cx.t(label));
    let cancel = button(cx.t(Key::AppCancel), cx.act(CaseAction::Panel(None))).attr("type", "button");
    // The keyboard lands on the first button of a form without fields: never on the one that erases.
    let (first, second) = if erases { (cancel, save) } else { (save, cancel) };
    fields(cx, open, panel, form)
        .class(erases.then_some("bad"))
        .child(fault(cx, open))
        .child(el("div").class("row").child(first).child(second))
}

/// The click of the form's button, which Enter makes too. A frame without `allow-forms` never comes to a submission.
fn submit(cx: &Cx) -> Callback<Event> {
    let send = cx.send.clone();
    Callback::from(move |event: Event| {
        event.prevent_default();
        send.emit(Action::Case(CaseAction::Submit));
    })
}

/// Puts what is asked for into the form.
fn fields(cx: &Cx, open: &OpenCase, panel: &Panel, form: El) -> El {
    let line = |name, label| line(cx, open, panel, name, label);
    match panel {
        Panel::Attachment => form.child(attachment(cx, open, panel)),
        Panel::Disagree => {
            form.child(paths(cx, open, panel)).child(against(cx, open, panel)).child(line("reason", Key::PanelReason))
        }
        Panel::Event => form.child(event(cx, open, panel)).child(line("note", Key::PanelNote)),
        Panel::Wait(step) => form.child(waits_on(cx, open, panel, step)).child(line("note", Key::PanelNote)),
        Panel::Turn => form.child(wish_how(cx, open, panel)).child(line("reason", Key::PanelReason)),
        Panel::HandOver => form.child(line("to", Key::PanelHandTo)).child(line("note", Key::PanelNote)),
        Panel::Lock => form.child(passphrase(cx, open)),
        Panel::Different(_) => form.child(line("note", Key::PanelNote)),
        Panel::Another => form.child(another(cx, open, panel)).child(line("reason", Key::PanelReason)),
        Panel::Contact(_) | Panel::Met { .. } | Panel::SendStop(_) => form.child(line("reason", Key::PanelEvidence)),
        Panel::Send => form.child(line("name", Key::PanelSendName)).child(day(cx, open, panel, Key::PanelSendOn)),
        Panel::Suppress => {
            let words = Recognised::ALL.iter().map(|kept| (kept.word(), kept.text()));
            form.child(choice(cx, open, panel, "what", Key::PanelSuppressWhat, words))
                .child(line("place", Key::PanelSuppressWhere))
        }
        Panel::Block => form.child(line("reason", Key::PanelBlockWhere)),
        Panel::Outcome => {
            let words = PartingOutcome::ALL.iter().map(|outcome| (outcome.word(), outcome.text()));
            form.child(choice(cx, open, panel, "what", Key::AfterOutcome, words)).child(line("note", Key::PanelNote))
        }
        Panel::Dispute => form.child(line("about", Key::PanelDisputeAbout)),
        Panel::DisputeEnd(_) => form.child(line("reason", Key::PanelDisputeHow)),
        Panel::EraseBy => form.child(day(cx, open, panel, Key::PanelEventOn)).child(line("reason", Key::PanelReason)),
        Panel::Erase => form.child(erasing(cx, open)),
        Panel::Page
        | Panel::WhatIf
        | Panel::Strike { .. }
        | Panel::Skip(_)
        | Panel::Close
        | Panel::Reopen
        | Panel::Escalate(_)
        | Panel::Threat
        | Panel::Redact(_) => form.child(line("reason", Key::PanelReason)),
    }
}

/// Why the last act was not taken, where no form is open that says so itself.
pub fn act_fault(cx: &Cx, open: &OpenCase) -> El {
    if open.panel.is_some() { nothing() } else { fault(cx, open) }
}

/// Why the last act was not taken.
fn fault(cx: &Cx, open: &OpenCase) -> El {
    el("p")
        .class("fault")
        .attr("role", "alert")
        .hidden(open.fault.is_none())
        .text(open.fault.clone().map(|fault| cx.t(fault)).unwrap_or_default())
}

fn title(panel: &Panel) -> Text {
    match panel {
        Panel::Disagree => Key::PanelDisagreeTitle.into(),
        Panel::Strike { label, .. } => say::panel_strike_title(label.clone()),
        Panel::Attachment => Key::PanelAttachmentTitle.into(),
        Panel::WhatIf => Key::PanelWhatIfTitle.into(),
        Panel::Event => Key::PanelEventTitle.into(),
        Panel::Skip(_) => Key::PanelSkipTitle.into(),
        Panel::Wait(_) => Key::PanelWaitTitle.into(),
        Panel::Close => Key::PanelCloseTitle.into(),
        Panel::Turn => Key::PanelTurnTitle.into(),
        Panel::HandOver => Key::PanelHandTitle.into(),
        Panel::Contact(channel) => say::panel_contact_title(channel_title(*channel)),
        Panel::Met { .. } => Key::PanelMetTitle.into(),
        Panel::Reopen => Key::PanelReopenTitle.into(),
        Panel::Redact(_) => Key::PanelRedactTitle.into(),
        Panel::Different(word) => circumstance(word).map_or_else(|| Key::BranchMenu.into(), Circumstance::title),
        Panel::Another => Key::PanelAnotherTitle.into(),
        Panel::Threat => Key::BranchThreatensTitle.into(),
        Panel::Lock => Key::PanelLockTitle.into(),
        Panel::Send => Key::PanelSendTitle.into(),
        Panel::SendStop(_) => Key::PanelStopTitle.into(),
        Panel::Suppress => Key::PanelSuppressTitle.into(),
        Panel::Block => Key::PanelBlockTitle.into(),
        Panel::Outcome => Key::AfterOutcome.into(),
        Panel::Dispute => Key::PanelDisputeTitle.into(),
        Panel::DisputeEnd(_) => Key::PanelDisputeEndTitle.into(),
        Panel::EraseBy => Key::PanelEraseByTitle.into(),
        Panel::Erase => Key::PanelEraseTitle.into(),
        Panel::Page => Key::AfterPage.into(),
        Panel::Escalate(true) => Key::PanelEscalateTitle.into(),
        Panel::Escalate(false) => Key::PanelResumeTitle.into(),
    }
}

fn hint(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    let text = match panel {
        Panel::Close => {
            let plan = open.plan(&cx.state.library, cx.today);
            let steps = plan.map(|plan| {
                let open_steps = plan.steps.iter().filter(|step| plan.open.contains(&step.id));
                open_steps.map(|step| step.title.clone()).collect::<Vec<Text>>()
            });
            match steps {
                Some(steps) if !steps.is_empty() => say::panel_close_hint(steps),
                _ => Key::PanelCloseHintNone.into(),
            }
        }
        Panel::Turn => Key::PanelTurnHint.into(),
        Panel::Another => Key::PanelAnotherHint.into(),
        Panel::Threat => Key::BranchThreatensHint.into(),
        Panel::Different(word) => {
            let branches = newest(&cx.state.library.branches);
            match circumstance(word).and_then(|circumstance| branches?.branch(circumstance)) {
                Some(branch) => branch.guidance.text(),
                None => return nothing(),
            }
        }
        Panel::Attachment => Key::PanelAttachmentHint.into(),
        Panel::Escalate(true) => Key::PanelEscalateHint.into(),
        Panel::Contact(_) => Key::PanelContactHint.into(),
        Panel::Block => Key::PanelBlockHint.into(),
        Panel::EraseBy => Key::PanelEraseByHint.into(),
        Panel::Erase => Key::PanelEraseHint.into(),
        Panel::HandOver => Key::PanelHandHint.into(),
        Panel::Redact(_) => Key::PanelRedactHint.into(),
        Panel::Lock => Key::PanelLockHint.into(),
        _ => return nothing(),
    };
    el("p").class("small muted").text(cx.t(text))
}

fn draft(open: &OpenCase, panel: &Panel, name: &str) -> String {
    open.drafts.get(&panel.key(name)).cloned().unwrap_or_default()
}

/// One line of text.
fn line(cx: &Cx, open: &OpenCase, panel: &Panel, name: &str, label: Key) -> El {
    let id = panel.key(name);
    let input = el("input").value(draft(open, panel, name)).on_input(cx.typed(&id));
    field(cx, &id, cx.t(label), input)
}

/// A day.
fn day(cx: &Cx, open: &OpenCase, panel: &Panel, label: Key) -> El {
    let id = panel.key("on");
    let day = draft(open, panel, "on");
    let understood = understood_day(cx, parse_date("", &day).ok());
    let on = el("input").attr("type", "date").value(day).on_input(cx.typed(&id));
    understood_field(cx, &id, cx.t(label), on, understood)
}

/// Before an erasure: what stays, what it does not reach, and what still runs.
fn erasing(cx: &Cx, open: &OpenCase) -> El {
    let plan = open.plan(&cx.state.library, cx.today);
    let clocks: Vec<&ClockView> = plan.iter().flat_map(|plan| plan.open_clocks()).collect();
    let titles = clocks.iter().map(|clock| clock.title.clone()).collect();
    let running = if clocks.is_empty() { AttrValue::default() } else { cx.t(say::panel_erase_clocks(titles)) };
    el("div")
        .class("stack tight")
        .child(el("p").text(cx.t(Key::PanelEraseStays)))
        .child(el("p").text(cx.t(Key::PanelEraseReach)))
        .child(el("p").class("due").hidden(clocks.is_empty()).text(running))
}

/// What will open the file. It is shown as it is typed: nobody can tell later that it was mistyped.
fn passphrase(cx: &Cx, open: &OpenCase) -> El {
    let input = el("input")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(open.passphrase.clone())
        .on_input(cx.entered(|typed| Action::Case(CaseAction::Passphrase(typed))));
    field(cx, &Panel::Lock.key("passphrase"), cx.t(Key::PanelLockPassphrase), input)
}

/// A choice among a closed set of words.
fn choice(
    cx: &Cx,
    open: &OpenCase,
    panel: &Panel,
    name: &str,
    label: Key,
    words: impl Iterator<Item = (&'static str, Text)>,
) -> El {
    let (id, chosen) = (panel.key(name), draft(open, panel, name));
    let select = el("select")
        .on_change(cx.typed(&id))
        .child(option("", cx.t(Key::FormChoose), chosen.is_empty()))
        .children(words.map(|(word, text)| option(word, cx.t(text), chosen == word)));
    field(cx, &id, cx.t(label), select)
}

fn paths(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    const CHOICES: [Path; 5] = [Path::Honour, Path::CleanBreak, Path::Settle, Path::SecondChance, Path::Repair];
    let words = CHOICES.iter().map(|path| (path.word(), path_name(*path).into()));
    choice(cx, open, panel, "path", Key::PanelPath, words)
}

/// Before a path that goes against what the customer asked for: what they asked, and what must stand against it.
fn against(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    if !panel.goes_against(open) {
        return nothing();
    }
    let wish = open.assessment.signals.iter().rev().find(|signal| signal.kind == FindingKind::WishToLeave);
    let message = wish.and_then(|wish| {
        open.record.case.messages.iter().find(|message| message.id == wish.evidence.message_id).map(|it| (it, wish))
    });
    let asked = match (message, open.record.wish) {
        (Some((message, wish)), _) => say::panel_against_written(cx.day(message.at), wish.evidence.quote.trim()),
        (None, Some(wish)) => say::panel_against_on(wish.on),
        (None, None) => Key::PanelAgainst.into(),
    };
    let id = panel.key("back_on");
    let on = el("input").attr("type", "date").value(draft(open, panel, "back_on")).on_input(cx.typed(&id));
    el("div")
        .class("notice bad")
        .child(el("p").child(el("strong").text(cx.t(asked))))
        .child(el("p").text(cx.t(Key::PanelAgainstHint)))
        .child(line(cx, open, panel, "words", Key::PanelTakenBackWords))
        .child(
            el("div")
                .class("fields")
                .child(field(cx, &id, cx.t(Key::PanelTakenBackOn), on))
                .child(wish_how(cx, open, panel)),
        )
}

/// On whom the step can wait: its own list, since any other is refused.
fn waits_on(cx: &Cx, open: &OpenCase, panel: &Panel, step: &str) -> El {
    let plan = open.plan(&cx.state.library, cx.today);
    let steps = plan.iter().flat_map(|plan| &plan.steps).filter(|shown| shown.id == step);
    let words = steps.flat_map(|shown| &shown.waits_on).map(|(on, title)| (on.word(), title.clone()));
    choice(cx, open, panel, "on", Key::PanelWaitOn, words)
}

/// The playbooks of the same path.
fn another(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    let (id, chosen) = (panel.key("playbook"), draft(open, panel, "playbook"));
    let others = others(cx, open).into_iter();
    let others = others.map(|book| option(book.id.clone(), cx.t(book.title.text()), chosen == book.id));
    let select = el("select")
        .on_change(cx.typed(&id))
        .child(option("", cx.t(Key::FormChoose), chosen.is_empty()))
        .children(others);
    field(cx, &id, cx.t(Key::PanelAnotherPlaybook), select)
}

fn circumstance(word: &str) -> Option<Circumstance> {
    Circumstance::ALL.iter().copied().find(|circumstance| circumstance.word() == word)
}

fn wish_how(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    let label = |how| match how {
        WishHow::InWriting => Key::PanelHowInWriting,
        WishHow::ByPhone => Key::PanelHowByPhone,
        WishHow::InPerson => Key::PanelHowInPerson,
    };
    let words = WishHow::ALL.iter().map(|how| (how.word(), label(*how).into()));
    choice(cx, open, panel, "how", Key::PanelHow, words)
}

fn event(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    let label = |kind| match kind {
        EventKind::Failure => Key::PanelEventFailure,
        EventKind::RepairAttempt => Key::PanelEventRepairAttempt,
        EventKind::RepairConfirmed => Key::PanelEventRepairConfirmed,
        EventKind::RepairFailed => Key::PanelEventRepairFailed,
        EventKind::Promise => Key::PanelEventPromise,
        EventKind::PromiseKept => Key::PanelEventPromiseKept,
        EventKind::Outreach => Key::PanelEventOutreach,
        EventKind::ExitNotice => Key::PanelEventExitNotice,
        EventKind::Purchase => Key::PanelEventPurchase,
        EventKind::Payment => Key::PanelEventPayment,
        EventKind::PriceChange => Key::PanelEventPriceChange,
    };
    let words = EventKind::ALL.iter().map(|kind| (kind.word(), label(*kind).into()));
    let kind = choice(cx, open, panel, "kind", Key::PanelEventKind, words);
    el("div").class("fields").child(kind).child(day(cx, open, panel, Key::PanelEventOn))
}

/// Three questions; the customer's own words stand beside them and count for nothing by themselves.
fn attachment(cx: &Cx, open: &OpenCase, panel: &Panel) -> El {
    const QUESTIONS: [(&str, Key); 3] =
        [("1", Key::PanelAttachment1), ("2", Key::PanelAttachment2), ("3", Key::PanelAttachment3)];
    let quotes = &open.explanation(cx.today).identity_quotes;
    let quoted = quotes.iter().enumerate().map(|(at, quote)| el("li").key(at).text(quoted(cx, &quote.quote)));
    el("div")
        .class("stack")
        .child(
            el("div")
                .class("stack tight small")
                .hidden(quotes.is_empty())
                .child(el("p").class("muted").text(cx.t(Key::PanelAttachmentQuotes)))
                .child(el("ul").class("reasons").children(quoted)),
        )
        .children(QUESTIONS.iter().map(|(name, question)| scale(cx, open, panel, name, cx.t(*question))))
}

/// A question with an answer from 0 to 4.
fn scale(cx: &Cx, open: &OpenCase, panel: &Panel, name: &'static str, question: AttrValue) -> El {
    let (group, chosen) = (panel.key(name), draft(open, panel, name));
    let answers = ["0", "1", "2", "3", "4"].iter().map(|answer| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", group.clone())
            .value(*answer)
            .checked(chosen == *answer)
            .on_change(cx.typed(&group));
        el("label").key(*answer).class("check").child(radio).text(*answer)
    });
    let scale = el("fieldset").key(name).class("stack tight").attr("role", "radiogroup");
    control(cx, &group, scale, "")
        .child(el("legend").class("check").text(question))
        .child(el("div").class("scale").children(answers))
        .child(note(cx, &group, AttrValue::default()))
}
