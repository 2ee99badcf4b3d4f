//! Alternatives: three questions, then every option with its reasons, what we gain from it, and when it was checked.

use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::leaving::{StepState, StepView};
use crate::providers::{Catalogue, Feature, Interest, Known, OptionKind, Ranked, Ranking, Reason, Tie, as_text, rank};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::needs;
use crate::ui::state::{Action, CaseAction, OpenCase, form};
use crate::ui::view::{Cx, button, field, option, understood, understood_field};
use crate::words::{Key, say};

/// The alternatives in the customer's language; they are what the customer will read.
pub fn alternatives(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let catalogue = cx.state.library.alternatives().cloned();
    match catalogue.map(|catalogue| catalogue.check(cx.letters.catalogue.language())) {
        Some(Ok(catalogue)) => {
            let needs = needs::read(open, &catalogue, form::mark(&cx.state.preferences.language));
            let ranking = rank(&catalogue, &needs, cx.today);
            el("div").class("stack").child(questions(cx, open, &catalogue)).child(options(cx, open, step, &ranking))
        }
        Some(Err(error)) => el("p").class("fault").text(cx.t(say::app_file_failed(error.to_string()))),
        None => nothing(),
    }
}

fn questions(cx: &Cx, open: &OpenCase, catalogue: &Catalogue) -> El {
    let features = catalogue.features().iter().map(|one| feature(cx, open, one));
    let must = el("fieldset")
        .class("stack tight")
        .child(el("legend").text(cx.t(Key::UiNeedsMust)))
        .child(el("div").class("scale").children(features));
    el("div")
        .class("stack tight")
        .child(el("p").class("eyebrow").text(cx.t(Key::UiNeedsTitle)))
        .child(el("div").class("fields").child(budget(cx, open, catalogue)).child(tie(cx, open)))
        .child(must)
}

fn budget(cx: &Cx, open: &OpenCase, catalogue: &Catalogue) -> El {
    let id = form::key("needs", needs::BUDGET);
    let currency = catalogue.currency().map(|currency| [" (", currency.as_str(), ")"].concat());
    let label = [&cx.t(Key::UiNeedsBudget), currency.as_deref().unwrap_or_default()].concat();
    let input = el("input")
        .attr("inputmode", "decimal")
        .value(needs::shown(open, needs::BUDGET))
        .on_input(cx.typed(&id))
        .on_change(cx.act(CaseAction::Left(id.clone())));
    let mark = form::mark(&cx.state.preferences.language);
    let amount = needs::budget(open, catalogue.currency(), mark).ok().flatten();
    understood_field(cx, &id, label.into(), input, understood(cx, amount))
}

fn tie(cx: &Cx, open: &OpenCase) -> El {
    let id = form::key("needs", needs::TIE);
    let chosen = needs::shown(open, needs::TIE);
    let select = el("select")
        .on_change(cx.typed(&id))
        .child(option("", cx.t(Key::FormChoose), chosen.is_empty()))
        .children(Tie::ALL.iter().map(|tie| option(tie.word(), cx.t(tie.label()), chosen == tie.word())));
    field(cx, &id, cx.t(Key::UiNeedsTie), select)
}

fn feature(cx: &Cx, open: &OpenCase, feature: &Feature) -> El {
    let on = needs::shown(open, &feature.id) == "yes";
    let toggled =
        CaseAction::Typed { field: form::key("needs", &feature.id), text: if on { "no" } else { "yes" }.to_owned() };
    el("label")
        .key(feature.id.as_str())
        .class("check")
        .attr("lang", cx.letters.catalogue.language().to_owned())
        .child(el("input").attr("type", "checkbox").checked(on).on_change(cx.act(toggled)))
        .text(feature.name.clone())
}

fn options(cx: &Cx, open: &OpenCase, step: &StepView, ranking: &Ranking) -> El {
    let letters = cx.letters;
    let text = as_text(ranking, &letters.catalogue, &letters.format);
    // Invented names must not reach a real customer.
    let real = !ranking.sample || open.id().desk == "rehearsal";
    let editable = real && matches!(step.state, StepState::Current | StepState::Open);
    let excluded = ranking
        .excluded
        .iter()
        .map(|one| el("li").key(one.id.as_str()).text(one.name.clone()).text(": ").text(letters.t(one.why.clone())));
    el("div")
        .class("stack tight")
        .child(el("p").class("eyebrow").text(cx.t(Key::UiOptions)))
        .child(el("p").class("notice warn small").hidden(!ranking.sample).text(letters.t(Key::ProviderSample)))
        .child(el("p").class("small muted").text(ranking.ties.clone().map(|ties| letters.t(ties)).unwrap_or_default()))
        .child(
            el("ol")
                .class("options")
                .attr("lang", letters.catalogue.language().to_owned())
                .children(ranking.ranked.iter().map(|one| ranked(cx, one, [&one.place.to_string(), ". "].concat()))),
        )
        .child(
            el("div")
                .class("stack tight")
                .hidden(ranking.apart.is_empty())
                .child(el("p").class("eyebrow").text(cx.t(Key::UiApart)))
                .child(
                    el("ul")
                        .class("options apart")
                        .attr("lang", letters.catalogue.language().to_owned())
                        .children(ranking.apart.iter().map(|one| ranked(cx, one, String::new()))),
                ),
        )
        .child(
            el("div")
                .class("stack tight small muted")
                .hidden(ranking.excluded.is_empty())
                .child(el("p").text(cx.t(Key::UiExcluded)))
                .child(el("ul").class("reasons").children(excluded)),
        )
        .child(
            el("div")
                .class("row")
                .child(button(cx.t(Key::UiCopyText), cx.act(CaseAction::Copy(text))))
                .child(if editable { name_them(cx, step, ranking) } else { nothing() }),
        )
}

/// Puts the ranked names, and what we gain from them, into the step's form, from where the leaving sheet takes them.
fn name_them(cx: &Cx, step: &StepView, ranking: &Ranking) -> El {
    let (mut names, mut gains) = (Vec::new(), Vec::new());
    for Ranked { provider, .. } in &ranking.ranked {
        if provider.kind == OptionKind::NoneAtAll {
            // The sheet always says so in its own words.
            continue;
        }
        names.push(provider.name.as_str());
        if provider.interest != Interest::None {
            gains.push([&provider.name, ": ", &cx.letters.string(provider.interest.disclosure())].concat());
        }
    }
    let interest = if gains.is_empty() { cx.letters.string(Key::ProviderInterestNone) } else { gains.join(" ") };
    let typed = [(form::key(&step.id, "named"), names.join("; ")), (form::key(&step.id, "interest"), interest)];
    let send = cx.send.clone();
    let named = Callback::from(move |_: Event| {
        for (field, text) in typed.clone() {
            send.emit(Action::Case(CaseAction::Typed { field, text }));
        }
    });
    button(cx.t(Key::UiNameThem), named)
}

/// An option under its place, which equals share.
fn ranked(cx: &Cx, one: &Ranked, place: String) -> El {
    let letters = cx.letters;
    let tied = if one.tied { (" · ", letters.t(Key::UiOptionTied)) } else { ("", AttrValue::default()) };
    let points = el("span")
        .class("small muted")
        .text(letters.t(say::ui_option_points(i64::from(one.score))))
        .text(tied.0)
        .text(tied.1);
    let reasons = one.reasons.iter().enumerate();
    el("li")
        .key(one.provider.id.as_str())
        .child(el("p").class("between").child(el("strong").text(place).text(one.provider.name.clone())).child(points))
        .child(el("p").class("small").text(one.provider.what.clone()))
        .child(el("ul").class("small").children(reasons.map(|(at, reason)| self::reason(cx, reason).key(at))))
        .child(
            el("p")
                .class("small muted")
                .text(letters.t(one.provider.interest.disclosure()))
                .text(" ")
                .text(letters.t(one.checked())),
        )
}

fn reason(cx: &Cx, reason: &Reason) -> El {
    let mark = match reason.met {
        Known::Yes => "✓ ",
        Known::No => "✗ ",
        Known::Unknown => "? ",
    };
    el("li").child(el("span").attr("aria-hidden", "true").text(mark)).text(cx.letters.t(reason.note.clone()))
}
