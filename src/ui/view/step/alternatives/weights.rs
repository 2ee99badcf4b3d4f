//! How much each need counts: sliders that say their weight in words. The order below follows at once, and is announced.

use web_sys::Event;
use yew::Callback;

use crate::providers::{Criterion, MOST, Ranking, Weighed, weight_label};
use crate::ui::el::{El, el};
use crate::ui::state::case::needs;
use crate::ui::state::{Action, CaseAction, OpenCase, form};
use crate::ui::view::{Cx, button};
use crate::words::{Key, say};

/// One slider for each need that was asked for.
pub fn weights(cx: &Cx, open: &OpenCase, weighed: &[Weighed], ranking: &Ranking) -> El {
    let moved = needs::moved(open);
    let reset = button(cx.t(Key::AlternativesWeightsReset), back(cx, moved.clone())).class("plain small");
    el("fieldset")
        .class("stack tight weights")
        .hidden(weighed.is_empty())
        .child(el("legend").class("eyebrow").text(cx.t(Key::AlternativesWeights)))
        .child(el("div").class("fields").children(weighed.iter().map(|need| slider(cx, need))))
        .child(order(cx, ranking))
        .child(el("div").child(reset.hidden(moved.is_empty())))
}

fn slider(cx: &Cx, need: &Weighed) -> El {
    let name = needs::weight(need.criterion, need.feature.as_deref().unwrap_or_default());
    let id = form::key("needs", &name);
    let words = cx.t(weight_label(need.criterion, need.weight));
    // A feature is called as in the catalogue, in the customer's language.
    let label = el("label").attr("for", id.clone());
    let label = match need.criterion {
        Criterion::Feature => {
            label.attr("lang", cx.letters.catalogue.language().to_owned()).text(cx.letters.t(need.name.clone()))
        }
        _ => label.text(cx.t(need.name.clone())),
    };
    let range = el("input")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", MOST.to_string())
        .attr("step", "1")
        .attr("id", id.clone())
        .attr("aria-valuetext", words.clone())
        .value(need.weight.to_string())
        .on_input(cx.typed(&id));
    let words = el("p").class("small muted").attr("aria-hidden", "true").text(words);
    el("div").key(name).class("field").child(label).child(range).child(words)
}

/// Sets every weight back.
fn back(cx: &Cx, moved: Vec<String>) -> Callback<Event> {
    let send = cx.send.clone();
    Callback::from(move |_: Event| {
        for field in &moved {
            send.emit(Action::Case(CaseAction::Typed { field: field.clone(), text: String::new() }));
        }
    })
}

/// The order in a line, for those who do not see the list move.
fn order(cx: &Cx, ranking: &Ranking) -> El {
    let names = ranking
        .ranked
        .iter()
        .map(|one| say::need_criterion_feature([&one.place.to_string(), ". ", &one.provider.name].concat()));
    el("p").class("small").attr("role", "status").text(cx.t(say::alternatives_order(names.collect())))
}
