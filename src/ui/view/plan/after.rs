//! What is left after the parting: silence, outcome, disputes, the end of the personal data; and what happened since the
//! last visit.

use time::Date;

use super::{colon, due, name, words};
use crate::leaving::after::{Measures, Quiet};
use crate::leaving::{ClockView, PlanView};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::{Panel, leads_out};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::step::contact;
use crate::ui::view::{Cx, button, count, form_here};
use crate::words::{Key, Text, say};

/// That nobody asks this customer back: shown whenever the case is opened.
pub fn blocked(cx: &Cx, open: &OpenCase) -> Option<El> {
    let blocked = open.record.after.blocked.as_ref()?;
    let evidence = words(cx, open, &blocked.evidence);
    let notice = el("p").key("blocked").class("notice").text(cx.t(say::after_blocked(blocked.on)));
    Some(notice.text(" ").text(evidence))
}

/// What others have done since the last visit, and what ran out meanwhile.
pub fn since(cx: &Cx, open: &OpenCase) -> Option<El> {
    let since = open.since?;
    let plan = open.plan(&cx.state.library, cx.today);
    let playbook = open.playbook(&cx.state.library);
    let acts = since.acts(&open.record).map(|happened| {
        let act = cx.t(happened.act.text(playbook.as_deref()));
        let by = el("span")
            .class("small muted")
            .text(cx.words.date(happened.on))
            .text(" · ")
            .text(super::who(cx, &happened.by));
        el("li").key(happened.n).class("between").child(el("span").text(act)).child(by)
    });
    let ran_out = plan.iter().flat_map(|plan| since.clocks(plan)).map(|clock| {
        let text = cx.t(say::after_since_due(clock.title.clone(), clock.due));
        el("li").key(name(clock)).class("alarm").text(text)
    });
    let list: Vec<El> = acts.chain(ran_out).collect();
    let shown = el("section")
        .key("since")
        .class("notice offer")
        .attr("aria-labelledby", "since-title")
        .child(el("h2").attr("id", "since-title").text(cx.t(say::after_since_on(since.on))));
    let read = el("div").child(button(cx.t(Key::AfterSinceRead), cx.act(CaseAction::Seen)));
    (!list.is_empty()).then(|| shown.child(el("ul").class("stack tight acted").children(list)).child(read))
}

/// The cards of a closed plan. Who stays was not parted from: of them there is no goodbye to keep quiet after.
pub fn after(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let parted = leads_out(plan.path);
    let title = if parted { Key::AfterTitle } else { Key::AfterTitleStays };
    let ledger =
        || el("details").child(el("summary").text(cx.t(Key::AfterLedger))).child(contact::ledger(cx, open, plan));
    let has_outcome = parted || open.record.after.outcome.is_some();
    el("section")
        .class("card stack")
        .attr("aria-labelledby", "after-title")
        .child(el("h2").attr("id", "after-title").text(cx.t(title)))
        .child(quiet(cx, open, plan))
        .child(if has_outcome { outcome(cx, open) } else { nothing() })
        .child(measures(cx, open, plan, parted))
        .child(disputes(cx, open))
        .child(if parted { ledger() } else { nothing() })
        .child(erasure(cx, open, plan))
}

/// When silence matters most: for a plan that led out, from the goodbye on.
fn quiet(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let Some(goodbye) = plan.goodbye() else { return nothing() };
    let attachment = open.record.case.customer.attachment.map(|attachment| attachment.rating);
    let (text, has_ground): (Text, bool) =
        match Quiet::new(open.assessment.retaliation.index, attachment, goodbye, cx.today) {
            Quiet::Unknown => (Key::AfterQuietUnknown.into(), false),
            Quiet::Low => (Key::AfterQuietLow.into(), true),
            Quiet::Until { day, weeks } => (say::after_quiet_now(weeks.into(), day), true),
            Quiet::Over => (Key::AfterQuietOver.into(), true),
        };
    el("div")
        .class("stack tight")
        .child(el("p").text(cx.t(text)))
        .child(el("p").class("small muted").hidden(!has_ground).text(cx.t(Key::AfterQuietSource)))
}

fn outcome(cx: &Cx, open: &OpenCase) -> El {
    let (text, note) = match &open.record.after.outcome {
        Some((outcome, note, on)) => (say::after_outcome_on(outcome.text(), *on), note.as_ref()),
        None => (Key::AfterOutcomeNone.into(), None),
    };
    let note = note.map(|note| words(cx, open, note)).unwrap_or_default();
    el("div")
        .class("stack tight")
        .child(el("h3").text(cx.t(Key::AfterOutcome)))
        .child(el("p").text(cx.t(text)))
        .child(el("p").class("small muted").hidden(note.is_empty()).text(note))
        .child(el("div").child(opener(cx, Panel::Outcome, cx.t(Key::AfterOutcomeSet)).class("small")))
        .child(form_here(cx, open, &["outcome"]))
}

fn measures(cx: &Cx, open: &OpenCase, plan: &PlanView, parted: bool) -> El {
    let Some(measures) = Measures::of(&open.record, plan) else { return nothing() };
    let (met, late, runs) = measures.clocks;
    let (ended, all) = measures.disputes;
    let of = |part: usize, all: usize| match all {
        0 => cx.t(Key::AfterOfNone),
        _ => cx.t(say::after_of(count(part), all.to_string())),
    };
    let clocks = match runs {
        0 => of(met, met + late),
        _ => cx.t(say::after_of_open(count(met), (met + late + runs).to_string(), runs.to_string())),
    };
    let rows = [
        (Key::AfterDaysToClose, measures.days_to_close.to_string().into()),
        (Key::AfterPromises, clocks),
        (Key::AfterContacts, measures.contacts.to_string().into()),
        (Key::AfterReopened, measures.reopened.to_string().into()),
        (Key::AfterDisputes, of(ended, all)),
    ];
    let rows = rows.into_iter().filter(|(label, _)| parted || *label != Key::AfterContacts);
    let rows = rows.enumerate().map(|(at, (label, value))| {
        let label = el("th").attr("scope", "row").text(cx.t(label));
        el("tr").key(at).child(label).child(el("td").text(value))
    });
    let title = if parted { Key::AfterMeasures } else { Key::AfterMeasuresStays };
    el("div")
        .class("stack tight figures")
        .child(el("h3").text(cx.t(title)))
        .child(el("table").child(el("tbody").children(rows)))
}

fn disputes(cx: &Cx, open: &OpenCase) -> El {
    let disputes = (1_u32..).zip(&open.record.after.disputes).map(|(number, dispute)| {
        let about = words(cx, open, &dispute.about);
        let line = el("li").key(number).class("between");
        match &dispute.ended {
            Some(ended) => {
                line.child(el("span").text(cx.t(say::after_dispute_over(about, ended.on))).text(" · ").text(words(
                    cx,
                    open,
                    &ended.evidence,
                )))
            }
            None => line
                .child(el("span").text(cx.t(say::after_dispute_since(about, dispute.on))))
                .child(opener(cx, Panel::DisputeEnd(number), cx.t(Key::AfterDisputeEnd)).class("small")),
        }
    });
    el("div")
        .class("stack tight")
        .child(el("ul").class("plan-steps").hidden(open.record.after.disputes.is_empty()).children(disputes))
        .child(el("div").child(opener(cx, Panel::Dispute, cx.t(Key::AfterDisputeAdd)).class("small")))
        .child(form_here(cx, open, &["dispute", "dispute_end"]))
}

/// When the personal data goes, and the way to have it go.
fn erasure(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let after = &open.record.after;
    let by: Option<Date> = open.record.erase_by(plan.last_due());
    let text = match (by, &after.erase_by) {
        (Some(on), Some((_, reason))) => say::after_erase_set_for(on, words(cx, open, reason)),
        (Some(on), None) => say::after_erase_proposed(on),
        (None, _) => Key::AfterEraseDispute.into(),
    };
    let is_due = by.is_some_and(|by| by <= cx.today);
    let change = opener(cx, Panel::EraseBy, cx.t(Key::AfterEraseChange)).class("small");
    let now = opener(cx, Panel::Erase, cx.t(Key::AfterEraseNow)).class("small").flag("disabled", by.is_none());
    el("div")
        .class("stack tight")
        .child(el("h3").text(cx.t(Key::AfterEraseTitle)))
        .child(el("p").text(cx.t(text)))
        .child(el("p").class("alarm").hidden(!is_due).text(cx.t(Key::AfterEraseDue)))
        .child(el("div").class("row").child(change).child(now))
        .child(form_here(cx, open, &["erase_by", "erase"]))
}

/// Open clocks with their days, in words.
pub fn open_clocks(cx: &Cx, plan: &PlanView) -> Vec<String> {
    let line = |clock: &ClockView| {
        [&*cx.t(clock.title.clone()), " (", &cx.t(clock.article.clone()), ")", &colon(cx), &due(cx, clock)].concat()
    };
    plan.open_clocks().map(line).collect()
}
