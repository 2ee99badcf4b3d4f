//! `rankProviders`: the alternatives in order, each with its reasons and what we gain.

use clean_break::case::{MoneyJson, date_text};
use clean_break::json;
use clean_break::json_output;
use clean_break::leaving::money_json;
use clean_break::providers::{
    CatalogueJson, Criterion, Fit, Interest, InterestKind, Known, NeedsJson, OptionKind, Ranked, rank,
};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};
use super::options::Options;
use super::to_js;
use super::words::{TextJs, Words};

json_output! {
    struct RankingJs<'a> {
        sample: bool,
        ranked: Vec<RankedJs<'a>>,
        apart: Vec<RankedJs<'a>>,
        excluded: Vec<ExcludedJs<'a>>,
        us: Option<RankedJs<'a>>,
        ties: Option<TextJs>,
        by: Vec<WeighedJs<'a>>,
    }
}

json_output! {
    struct WeighedJs<'a> {
        criterion: Criterion,
        feature: Option<&'a str>,
        weight: u8,
        text: TextJs,
    }
}

json_output! {
    struct RankedJs<'a> {
        id: &'a str,
        kind: OptionKind,
        name: &'a str,
        what: &'a str,
        place: usize,
        tied: bool,
        fit: Fit,
        score: i32,
        reasons: Vec<ReasonJs<'a>>,
        monthly_price as "monthlyPrice": Option<MoneyJson>,
        interest: InterestJs,
        checked_on as "checkedOn": String,
        stale: bool,
        source: &'a str,
        migration: Option<&'a str>,
    }
}

json_output! {
    struct ReasonJs<'a> {
        criterion: Criterion,
        feature: Option<&'a str>,
        met: Known,
        weight: i32,
        note: TextJs,
    }
}

json_output! {
    struct InterestJs {
        kind: InterestKind,
        text: TextJs,
    }
}

json_output! {
    struct ExcludedJs<'a> {
        id: &'a str,
        name: &'a str,
        why: TextJs,
    }
}

impl<'a> RankedJs<'a> {
    fn new(one: &'a Ranked, words: &Words) -> Self {
        let provider = &one.provider;
        let reasons = one.reasons.iter().map(|reason| ReasonJs {
            criterion: reason.criterion,
            feature: reason.feature.as_deref(),
            met: reason.met,
            weight: reason.weight,
            note: words.text(&reason.note),
        });
        Self {
            id: &provider.id,
            kind: provider.kind,
            name: &provider.name,
            what: &provider.what,
            place: one.place,
            tied: one.tied,
            fit: one.fit,
            score: one.score,
            reasons: reasons.collect(),
            monthly_price: provider.monthly_price.map(money_json),
            interest: InterestJs {
                kind: match provider.interest {
                    Interest::None => InterestKind::None,
                    Interest::Affiliate(_) => InterestKind::Affiliate,
                    Interest::SameGroup(_) => InterestKind::SameGroup,
                },
                text: words.text(&provider.interest.disclosure()),
            },
            checked_on: date_text(provider.checked_on),
            stale: one.stale,
            source: &provider.source,
            migration: provider.migration.as_deref(),
        }
    }
}

/// Ranks the alternatives of a catalogue by what the customer needs. "None at all" and "do it yourself" are always
/// among them; what we gain is disclosed and has no part in the order.
///
/// Throws `bad_catalogue`, `bad_needs`, `bad_date`, `bad_lang` or `bad_options`.
#[wasm_bindgen(js_name = rankProviders, unchecked_return_type = "Ranking")]
pub fn rank_providers(
    #[wasm_bindgen(unchecked_param_type = "ProviderCatalogue")] catalogue: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Needs")] needs: JsValue,
    #[wasm_bindgen(unchecked_param_type = "RankOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    let options = Options::new(options)?;
    let (today, words) = (options.today()?, options.words()?);
    let catalogue: CatalogueJson = json::from_js(&catalogue).map_err(|error| Code::Catalogue.of(error))?;
    let catalogue = catalogue.check(words.language()).map_err(|error| Code::Catalogue.of(error))?;
    let needs: NeedsJson = json::from_js(&needs).map_err(|error| Code::Needs.of(error))?;
    let needs = needs.check(&catalogue).map_err(|error| Code::Needs.of(error))?;
    let ranking = rank(&catalogue, &needs, today);
    to_js(&RankingJs {
        sample: ranking.sample,
        ranked: ranking.ranked.iter().map(|one| RankedJs::new(one, &words)).collect(),
        apart: ranking.apart.iter().map(|one| RankedJs::new(one, &words)).collect(),
        excluded: ranking
            .excluded
            .iter()
            .map(|one| ExcludedJs { id: &one.id, name: &one.name, why: words.text(&one.why) })
            .collect(),
        us: ranking.us.as_ref().map(|us| RankedJs::new(us, &words)),
        ties: ranking.ties.as_ref().map(|ties| words.text(ties)),
        by: ranking
            .by
            .iter()
            .map(|need| WeighedJs {
                criterion: need.criterion,
                feature: need.feature.as_deref(),
                weight: need.weight,
                text: words.text(&need.text()),
            })
            .collect(),
    })
}
