//! Alternatives: three questions and how much each counts, then every option with its reasons, what we gain from it, and
//! when it was checked.

mod compare;
mod weights;

use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::leaving::{StepState, StepView};
use crate::providers::{
    Catalogue, Feature, Interest, Known, OptionKind, Ranked, Ranking, Reason, Tie, as_text, rank, weighed,
};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::needs;
use crate::ui::state::{Action, CaseAction, CatalogueAction, OpenCase, form};
use crate::ui::view::catalogue::act;
use crate::ui::view::step::inputs::place_name;
use crate::ui::view::{Cx, button, count, field, option, understood, understood_field};
use crate::words::{Key, Text, say};

/// The alternatives in the customer's language; they are what the customer will read.
pub fn alternatives(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let catalogue = cx.state.library.alternatives().cloned();
    match catalogue.map(|catalogue| catalogue.check(cx.letters.catalogue.language())) {
        Some(Ok(catalogue)) => {
            let mut needs = needs::read(open, &catalogue, form::mark(&cx.state.preferences.language));
            needs.place = needs.region.as_deref().map(|code| place_name(cx.letters, code).to_string());
            let ranking = rank(&catalogue, &needs, cx.today);
            let weighed = weighed(&catalogue, &needs);
            el("div")
                .class("stack")
                .child(questions(cx, open, &catalogue))
                .child(weights::weights(cx, open, &weighed, &ranking))
                .child(options(cx, open, step, &catalogue, &ranking))
        }
        Some(Err(error)) => el("p").class("fault").text(cx.t(say::alternatives_unusable(Text::from(&error)))),
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
        .child(
            el("div")
                .class("between")
                .child(el("p").class("eyebrow").text(cx.t(Key::UiNeedsTitle)))
                .child(el("a").class("small").attr("href", "#/alternatives").text(cx.t(Key::AlternativesManage))),
        )
        .child(el("p").class("small muted").text(cx.t(Key::AlternativesSkipHint)))
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

fn options(cx: &Cx, open: &OpenCase, step: &StepView, catalogue: &Catalogue, ranking: &Ranking) -> El {
    let letters = cx.letters;
    let text = as_text(ranking, &letters.catalogue, &letters.format);
    // Invented names must not reach a real customer.
    let real = !ranking.sample || open.id().desk == "rehearsal";
    let editable = real && matches!(step.state, StepState::Current | StepState::Open);
    let excluded = ranking.excluded.iter().map(|one| {
        el("li")
            .key(one.id.as_str())
            .text(one.name.clone())
            .text(letters.t(Key::UiColon))
            .text(letters.t(one.why.clone()))
    });
    let editing = cx.state.editing.get();
    let filtered = editing.and_then(|editing| editing.filtered.as_ref()) == Some(open.id());
    let compared = editing.and_then(|editing| editing.compared.as_ref()) == Some(open.id());
    let shown: Vec<&Ranked> = ranking.ranked.iter().filter(|one| !filtered || meets_all(one)).collect();
    let apart = if filtered { &[][..] } else { &ranking.apart };
    let hidden = ranking.ranked.len() + ranking.apart.len() - shown.len() - apart.len();
    let compare = CatalogueAction::Compare((!compared).then(|| open.id().clone()));
    let label = if compared { Key::AlternativesCompareHide } else { Key::AlternativesCompare };
    el("div")
        .class("stack tight")
        .child(el("p").class("eyebrow").text(cx.t(Key::UiOptions)))
        .child(el("p").class("notice warn small").hidden(!ranking.sample).text(cx.t(Key::ProviderSample)))
        .child(el("p").class("small muted").text(ranking.ties.clone().map(|ties| cx.t(ties)).unwrap_or_default()))
        .child(filter(cx, open, filtered, hidden))
        .child(
            el("ol")
                .class("options")
                .attr("lang", letters.catalogue.language().to_owned())
                .children(shown.into_iter().map(|one| ranked(cx, one, [&one.place.to_string(), ". "].concat()))),
        )
        .child(
            el("div")
                .class("stack tight")
                .hidden(apart.is_empty())
                .child(el("p").class("eyebrow").text(cx.t(Key::UiApart)))
                .child(
                    el("ul")
                        .class("options apart")
                        .attr("lang", letters.catalogue.language().to_owned())
                        .children(apart.iter().map(|one| ranked(cx, one, String::new()))),
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
                .child(
                    button(cx.t(label), cx.on(act(compare)))
                        .attr("aria-expanded", if compared { "true" } else { "false" }),
                )
                .child(if editable { name_them(cx, step, ranking) } else { nothing() }),
        )
        .child(if compared { compare::comparison(cx, catalogue, ranking) } else { nothing() })
}

/// Whether it stays when only what meets every need is shown; doing without and doing it oneself always do.
fn meets_all(one: &Ranked) -> bool {
    one.provider.kind != OptionKind::Company || one.reasons.iter().all(|reason| reason.met == Known::Yes)
}

/// Shows less only when asked to, and says how much.
fn filter(cx: &Cx, open: &OpenCase, filtered: bool, hidden: usize) -> El {
    let toggled = CatalogueAction::Filter((!filtered).then(|| open.id().clone()));
    let all = button(cx.t(Key::AlternativesShowAll), cx.on(act(CatalogueAction::Filter(None))));
    el("div")
        .class("stack tight")
        .child(
            el("label")
                .class("check")
                .child(el("input").attr("type", "checkbox").checked(filtered).on_change(cx.on(act(toggled))))
                .text(cx.t(Key::AlternativesFilter)),
        )
        .child(
            el("p")
                .class("small due row")
                .attr("role", "status")
                .child(el("span").text(if hidden == 0 {
                    AttrValue::default()
                } else {
                    cx.t(say::alternatives_hidden(count(hidden)))
                }))
                .child(all.class("plain small").hidden(hidden == 0)),
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
            gains.push(
                [&provider.name, &*cx.letters.t(Key::UiColon), &cx.letters.string(provider.interest.disclosure())]
                    .concat(),
            );
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
                .child(el("span").class(one.stale.then_some("due")).text(letters.t(one.checked()))),
        )
        .child(migration(cx, one))
}

/// How one moves there.
fn migration(cx: &Cx, one: &Ranked) -> El {
    let note = one.provider.migration.as_ref().map(|note| cx.letters.t(say::provider_text_migration(note)));
    el("p").class("small").hidden(note.is_none()).text(note.unwrap_or_default())
}

/// What was compared, how it came out, and the points that this gave or took; what is not known does neither.
fn reason(cx: &Cx, reason: &Reason) -> El {
    let mark = match reason.met {
        Known::Yes => "✓ ",
        Known::No => "✗ ",
        Known::Unknown => "? ",
    };
    let points = reason.points();
    let sign = match points {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let points = [sign, &points.abs().to_string()].concat();
    el("li")
        .class("between")
        .child(
            el("span").child(el("span").attr("aria-hidden", "true").text(mark)).text(cx.letters.t(reason.note.clone())),
        )
        .child(el("span").class("muted numbers").text(points))
}
