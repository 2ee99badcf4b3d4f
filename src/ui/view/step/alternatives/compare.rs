//! All options side by side, in the customer's language: to look at together, or to print.

use crate::providers::{Catalogue, Known, Provider, Ranked, Ranking};
use crate::ui::el::{El, el};
use crate::ui::state::CaseAction;
use crate::ui::view::{Cx, button};
use crate::words::{Key, Text, say};

/// The comparison with its button.
pub fn comparison(cx: &Cx, catalogue: &Catalogue, ranking: &Ranking) -> El {
    let letters = cx.letters;
    let columns = [
        Key::AlternativesColumnOption,
        Key::AlternativesColumnPrice,
        Key::AlternativesColumnTerm,
        Key::AlternativesColumnHas,
        Key::AlternativesColumnGain,
        Key::AlternativesColumnChecked,
    ];
    let head = columns.map(|key| el("th").key(key as usize).attr("scope", "col").text(letters.t(key)));
    let with_place = ranking.ranked.iter().map(|one| row(cx, catalogue, one, [&one.place.to_string(), ". "].concat()));
    let apart = ranking.apart.iter().map(|one| row(cx, catalogue, one, String::new()));
    let excluded = ranking.excluded.iter().map(|one| {
        let text = say::provider_text_excluded(one.name.as_str(), one.why.clone());
        el("p").key(one.id.as_str()).class("small").text(letters.t(text))
    });
    let group = |text: Key, hidden: bool| {
        el("tr").key("apart").hidden(hidden).child(el("th").attr("colspan", "6").class("eyebrow").text(letters.t(text)))
    };
    let table = el("table")
        .class("comparison")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(with_place))
        .child(el("tbody").hidden(ranking.apart.is_empty()).child(group(Key::ProviderApart, false)).children(apart));
    let paper = el("article")
        .class("paper stack")
        .attr("lang", letters.catalogue.language().to_owned())
        .child(el("h4").class("sheet-title").text(letters.t(Key::ProviderTextTitle)))
        .child(el("p").hidden(!ranking.sample).child(el("strong").text(letters.t(Key::ProviderSample))))
        .child(el("p").class("small").text(letters.t(ranking.compared_by())))
        .child(
            el("div")
                .class("scroll")
                .attr("role", "region")
                .attr("aria-label", letters.t(Key::ProviderTextTitle))
                .attr("tabindex", "0")
                .child(table),
        )
        .child(el("div").hidden(ranking.excluded.is_empty()).children(excluded))
        .child(
            el("p")
                .class("small muted")
                .text(letters.t(say::alternatives_made_on(cx.today)))
                .text(". ")
                .text(letters.t(Key::ProviderTextEnd)),
        );
    let print = button(cx.t(Key::UiPrint), cx.act(CaseAction::Print)).hidden(!cx.can_print);
    el("div").class("sheet").child(paper).child(el("div").class("row no-print").child(print))
}

fn row(cx: &Cx, catalogue: &Catalogue, one: &Ranked, place: String) -> El {
    let (letters, provider) = (cx.letters, &one.provider);
    let line = |text: Text| el("p").text(letters.t(text));
    let price =
        provider.monthly_price.map_or_else(|| letters.t(Key::ProviderReasonPriceUnknown), |price| letters.money(price));
    let moving = provider.migration.as_ref().map(|note| letters.t(say::provider_text_migration(note)));
    let tied = one.tied && !place.is_empty();
    el("tr")
        .key(provider.id.as_str())
        .child(
            el("th")
                .attr("scope", "row")
                .child(el("strong").text(place).text(provider.name.clone()))
                .child(el("p").class("small").text(provider.what.clone()))
                .child(el("p").class("small").hidden(moving.is_none()).text(moving.unwrap_or_default()))
                .child(el("p").class("small muted").hidden(!tied).text(letters.t(Key::UiOptionTied))),
        )
        .child(el("td").text(price))
        .child(el("td").child(line(provider.term_text())).child(line(provider.notice_text())))
        .child(el("td").children(has(catalogue, provider).into_iter().enumerate().map(|(at, text)| line(text).key(at))))
        .child(el("td").text(letters.t(provider.interest.disclosure())))
        .child(el("td").text(letters.t(one.checked())))
}

/// What it has of what a customer may need, what not, and what nobody knows.
fn has(catalogue: &Catalogue, provider: &Provider) -> Vec<Text> {
    let mut lines = Vec::new();
    for known in [Known::Yes, Known::No, Known::Unknown] {
        let is_so = |id: &str| provider.features.get(id).copied().unwrap_or(Known::Unknown) == known;
        let features = catalogue.features().iter().filter(|feature| is_so(&feature.id));
        let names: Vec<Text> = features.map(|feature| say::need_criterion_feature(feature.name.as_str())).collect();
        if !names.is_empty() {
            lines.push(match known {
                Known::Yes => say::alternatives_has(names),
                Known::No => say::alternatives_has_not(names),
                Known::Unknown => say::alternatives_has_unknown(names),
            });
        }
    }
    lines
}
