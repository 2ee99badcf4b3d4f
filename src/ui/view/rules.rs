//! The rules of a place, all of them: what the law gives a leaving customer, with sources and doubts. Not legal advice.

use time::Date;
use yew::AttrValue;

use super::step::inputs::country_name;
use super::{Cx, bar};
use crate::case::{ContractKind, CustomerKind};
use crate::leaving::rules::{Actor, Clock, Confidence, Flag, Rule};
use crate::leaving::{Found, applicable};
use crate::order;
use crate::ui::el::{El, el, nothing};
use crate::ui::route::Route;
use crate::words::{Key, Text, say};

/// Where rules are shown for when no place is named.
const UNION: &str = "EU";

/// The screen.
pub fn rules(cx: &Cx, place: &str) -> El {
    let law = &cx.state.library.packs;
    let place = if place.is_empty() { UNION } else { place };
    let all = applicable(law, CustomerKind::Unknown, Some(place), cx.today);
    let is_dead = |found: &&Found<'_>| found.flags.contains(&Flag::NotInForce);
    let dead: Vec<&Found<'_>> = all.iter().filter(is_dead).collect();
    let alive: Vec<&Found<'_>> = all.iter().filter(|found| !is_dead(found)).collect();
    let known = law.iter().any(|pack| pack.holds_in(place));
    let own = law.iter().any(|pack| pack.jurisdiction != UNION && pack.holds_in(place)) || place == UNION;
    let doubt = match (known, own) {
        (false, _) => Some(say::ui_clocks_no_pack(&*country_name(cx, place))),
        (true, false) => Some(Key::RuleListUnionOnly.into()),
        _ => None,
    };
    el("div").class("page").child(
        el("section")
            .class("card stack wide")
            .child(
                el("div")
                    .class("stack tight")
                    .child(el("h1").attr("tabindex", "-1").text(cx.t(Key::RuleListTitle)))
                    .child(el("p").text(cx.t(Key::RuleListIntro))),
            )
            .child(places(cx, place))
            .child(el("h2").text(country_name(cx, place)))
            .child(
                el("p").class("due").hidden(doubt.is_none()).text(doubt.map(|doubt| cx.t(doubt)).unwrap_or_default()),
            )
            .child(part(cx, place, Key::RuleListInForce, nothing(), &alive))
            .child(part(cx, place, Key::RuleListNotInForce, el("p").text(cx.t(Key::RuleListNotCounted)), &dead))
            .child(el("p").class("small muted").text(holidays(cx))),
    )
}

/// The places that have rules of their own, and the one in view.
fn places(cx: &Cx, here: &str) -> El {
    let law = &cx.state.library.packs;
    let mut codes: Vec<&str> = law.iter().map(|pack| pack.jurisdiction.as_str()).collect();
    if !codes.contains(&here) {
        codes.push(here);
    }
    // The Union first, then by name.
    order::sort(&mut codes, |one, other| match (*one == UNION, *other == UNION) {
        (false, false) => cx.words.format.stands_before(&country_name(cx, one), &country_name(cx, other)),
        (first, _) => first,
    });
    let links = codes.into_iter().map(|code| {
        let link = bar::link(&Route::Rules(code.to_owned()), code == here, country_name(cx, code));
        el("li").key(code).child(if code == here { el("strong").child(link) } else { link })
    });
    el("nav").attr("aria-label", cx.t(Key::RuleListNav)).child(el("ul").class("row places").children(links))
}

fn part(cx: &Cx, place: &str, title: Key, intro: El, rules: &[&Found<'_>]) -> El {
    let rows = rules.iter().map(|found| el("li").key(&*found.rule.id).child(row(cx, place, found)));
    el("div")
        .class("stack")
        .hidden(rules.is_empty())
        .child(el("h3").text(cx.t(title)))
        .child(intro)
        .child(el("ul").class("stack ruled").children(rows))
}

fn row(cx: &Cx, place: &str, found: &Found<'_>) -> El {
    let rule = found.rule;
    let mut about = Vec::new();
    if found.jurisdiction != place {
        about.push(country_name(cx, found.jurisdiction));
    }
    let dates = [
        rule.pending.then(|| Key::RuleListPending.into()),
        rule.from.map(|from| say::rule_list_from(from.0)),
        rule.until.map(|until| say::rule_list_until(until.0)),
    ];
    about.extend(dates.into_iter().flatten().map(|date| cx.t(date)));
    // Whom it covers is said in words, and that it is not in force by where it stands.
    let flags: Vec<Flag> =
        found.flags.iter().copied().filter(|flag| !matches!(flag, Flag::CoverageUnknown | Flag::NotInForce)).collect();
    el("div")
        .class("stack tight")
        .child(el("p").child(el("strong").text(cx.t(rule.title.0))))
        .child(
            el("p")
                .class("small")
                .text(who_and_when(cx, rule.who, rule.clock))
                .text(" · ")
                .text(cx.t(rule.covers.text()))
                .text(contracts(cx, rule)),
        )
        .child(ground(cx, (&rule.article).into(), (rule.confidence, rule.checked_on.0), about, &flags))
        .child(note(cx, rule.note.map(|note| note.0.into())))
        .child(source(cx, (&rule.source).into()))
}

/// Who must act, and how long there is.
pub fn who_and_when(cx: &Cx, who: Actor, clock: Option<Clock>) -> AttrValue {
    let when = clock.map(|clock| [" · ", &*cx.t(clock.text())].concat());
    [&*cx.t(who.text()), when.as_deref().unwrap_or_default()].concat().into()
}

fn contracts(cx: &Cx, rule: &Rule) -> String {
    if rule.contracts.is_empty() {
        return String::new();
    }
    let kinds = rule.contracts.iter().copied().map(ContractKind::text).collect();
    [" · ", &*cx.t(say::rule_list_contracts(kinds))].concat()
}

/// Where a rule stands, how sure we are of it and since when, and its doubts.
pub fn ground(cx: &Cx, article: Text, (sure, on): (Confidence, Date), about: Vec<AttrValue>, flags: &[Flag]) -> El {
    let mut line = el("p").class("small muted cited").text(cx.t(article));
    for part in about {
        line = line.text(" · ").text(part);
    }
    // A rule of ours is as we made it.
    if !flags.contains(&Flag::House) {
        line = line.text(" · ").text(cx.t(sure.text()));
    }
    let doubts = flags.iter().map(|flag| el("span").key(flag.word()).class("due").text(" · ").text(cx.t(flag.text())));
    line.text(" · ").text(cx.t(say::rule_checked(on))).children(doubts)
}

/// A doubt in words.
pub fn note(cx: &Cx, note: Option<Text>) -> El {
    el("p").class("small due").hidden(note.is_none()).text(note.map(|note| cx.t(note)).unwrap_or_default())
}

/// What was read.
pub fn source(cx: &Cx, source: Text) -> El {
    el("p").class("small muted").text(cx.t(source))
}

/// How working days are counted, and where the holidays are from.
fn holidays(cx: &Cx) -> AttrValue {
    let holidays = cx.state.library.packs.holidays();
    cx.t(say::rule_list_holidays(
        holidays.first.to_string(),
        holidays.last.to_string(),
        &*holidays.source,
        &*holidays.licence,
    ))
}
