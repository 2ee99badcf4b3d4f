//! What the product does and what it does not claim.

use super::Cx;
use crate::ui::el::{El, el, nothing};
use crate::words::{Key, say};

const CLAIMS: [Key; 7] = [
    Key::AboutClaimBand,
    Key::AboutClaimAccuracy,
    Key::AboutClaimPerson,
    Key::AboutClaimTested,
    Key::AboutClaimLaw,
    Key::AboutClaimSilence,
    Key::AboutClaimJournal,
];

/// The about page.
pub fn about(cx: &Cx) -> El {
    let claims = CLAIMS.iter().map(|claim| el("li").key(*claim as usize).text(cx.t(*claim)));
    let (private, desk) = if cx.state.host.is_some() {
        (Key::AboutPrivacyDeskTitle, el("p").text(cx.t(Key::AboutPrivacyDesk)))
    } else {
        (Key::AboutPrivacyTitle, nothing())
    };
    let version = cx.t(say::about_version(env!("CARGO_PKG_VERSION")));
    el("div").class("page").child(
        el("section")
            .class("card stack wide")
            .child(
                el("div")
                    .class("stack tight")
                    .child(el("h1").attr("tabindex", "-1").text(cx.t(Key::AboutTitle)))
                    .child(el("p").text(cx.t(Key::AboutDoes))),
            )
            .child(part(cx, private, el("p").text(cx.t(Key::AboutPrivacy))).child(desk))
            .child(part(cx, Key::AboutClaimsTitle, el("ul").class("reasons stack").children(claims)))
            .child(el("p").child(el("a").attr("href", "#/rules/EU").text(cx.t(Key::RuleListAll))))
            .child(part(cx, Key::AboutSourcesTitle, el("p").text(cx.t(Key::AboutSources))))
            .child(el("p").child(el("a").attr("href", "#/alternatives").text(cx.t(Key::AlternativesManage))))
            .child(el("p").child(el("a").attr("href", "#/playbooks").text(cx.t(Key::BooksManage))))
            .child(el("p").class("small muted").text(version)),
    )
}

fn part(cx: &Cx, title: Key, content: El) -> El {
    el("div").class("stack tight").child(el("h2").text(cx.t(title))).child(content)
}
