//! What the product does and what it does not claim.

use yew::prelude::*;

use super::Cx;
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
pub fn about(cx: Cx) -> Html {
    html! {
        <div class="page">
            <section class="card stack wide">
                <div class="stack tight">
                    <h1 tabindex="-1">{ cx.t(Key::AboutTitle) }</h1>
                    <p>{ cx.t(Key::AboutDoes) }</p>
                </div>
                <div class="stack tight">
                    <h2>{ cx.t(Key::AboutPrivacyTitle) }</h2>
                    <p>{ cx.t(Key::AboutPrivacy) }</p>
                </div>
                <div class="stack tight">
                    <h2>{ cx.t(Key::AboutClaimsTitle) }</h2>
                    <ul class="reasons stack">
                        { for CLAIMS.iter().map(|claim| html! { <li key={*claim as usize}>{ cx.t(*claim) }</li> }) }
                    </ul>
                </div>
                <div class="stack tight">
                    <h2>{ cx.t(Key::AboutSourcesTitle) }</h2>
                    <p>{ cx.t(Key::AboutSources) }</p>
                </div>
                <p class="small muted">{ cx.t(say::about_version(env!("CARGO_PKG_VERSION"))) }</p>
            </section>
        </div>
    }
}
