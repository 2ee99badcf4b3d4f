//! The ranking: honest ties, no interest in the order, nothing that moves the rest.

mod tables;

use proptest::prelude::*;
use time::Date;
use time::macros::date;

use super::*;
use crate::case::{Currency, Money, MoneyJson};
use crate::words::{Catalogue as Words, PlainFormat};

const TODAY: Date = date!(2026 - 11 - 21);
const SAMPLE: &str = include_str!("../../../www/providers/sample.json");

fn sample() -> Catalogue {
    Catalogue::parse(SAMPLE, "en").unwrap()
}

fn needs(catalogue: &Catalogue) -> Needs {
    NeedsJson {
        budget: Some(MoneyJson { minor: 3500, currency: "EUR".to_owned() }),
        tie: Some(Tie::Free),
        must_have: vec!["speed_250".to_owned()],
        region: Some("DE".to_owned()),
        weights: WeightsJson::default(),
    }
    .check(catalogue)
    .unwrap()
}

fn ids(ranking: &Ranking) -> Vec<&str> {
    ranking.ranked.iter().map(|one| one.provider.id.as_str()).collect()
}

#[test]
fn the_sample_is_honest() {
    let catalogue = sample();
    let ranking = rank(&catalogue, &needs(&catalogue), TODAY);
    let us = ranking.us.as_ref().unwrap();
    assert_eq!(ids(&ranking).first(), Some(&"example-fibre"));
    assert!(ranking.ranked.first().unwrap().score > us.score, "somebody is better than us");
    assert!(ranking.ranked.iter().any(|one| one.provider.interest != Interest::None), "an interest is disclosed");
    assert!(ids(&ranking).contains(&"none") && ids(&ranking).contains(&"yourself") && !ids(&ranking).contains(&"us"));
    assert_eq!(ranking.excluded.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["fictional-dsl"]);
    assert!(catalogue.is_sample() && catalogue.currency() == Some(Currency::EUR));
}

#[test]
fn where_facts_come_from_is_said_in_the_readers_language() {
    for language in Words::languages() {
        let source = |language| Catalogue::parse(SAMPLE, language).unwrap().providers()[1].source.clone();
        assert_eq!(source(language) == source("en"), language == "en", "{language}");
    }
    let unsaid = SAMPLE.replace(r#""en": "Invented for the sample catalogue""#, r#""en": " ""#);
    assert_eq!(Catalogue::parse(&unsaid, "en").unwrap_err().path, "providers[0].source");
}

#[test]
fn every_point_has_its_reason() {
    let catalogue = sample();
    let ranking = rank(&catalogue, &needs(&catalogue), TODAY);
    let mobile = ranking.apart.iter().find(|one| one.provider.id == "demo-mobile").unwrap();
    let reasons: Vec<_> = mobile.reasons.iter().map(|one| (one.criterion, one.met, one.weight)).collect();
    assert_eq!(
        reasons,
        [
            (Criterion::Price, Known::Yes, 3),
            (Criterion::Term, Known::Yes, 2),
            (Criterion::Notice, Known::Yes, 1),
            (Criterion::Feature, Known::Unknown, 4),
            (Criterion::Region, Known::Yes, 2)
        ]
    );
    assert_eq!(mobile.score, 8, "the unknown neither adds nor takes away");
}

#[test]
fn what_is_not_shown_to_have_a_must_stands_apart_however_many_points_it_has() {
    let catalogue = sample();
    let ranking = rank(&catalogue, &needs(&catalogue), TODAY);
    let apart: Vec<_> = ranking.apart.iter().map(|one| (one.provider.id.as_str(), one.fit)).collect();
    assert_eq!(apart, [("demo-mobile", Fit::NotShown), ("invented-films", Fit::Lacking)]);
    let mobile = ranking.apart.first().unwrap();
    assert!(matches!(mobile.provider.interest, Interest::SameGroup(_)), "our own group's");
    assert!(mobile.score > ranking.ranked.last().unwrap().score, "points do not make up for it");
    for one in &ranking.ranked {
        assert!(one.fit == Fit::Shown || one.provider.kind != OptionKind::Company, "{}", one.provider.id);
    }
    // What does not fit and is always named comes after what does.
    assert_eq!(ids(&ranking), ["example-fibre", "sample-cable", "placeholder-coop", "yourself", "none"]);
    let text = as_text(&ranking, &Words::shipped("en").unwrap(), &PlainFormat);
    let (offered, rest) = text.split_once("Not shown to have what they must have").unwrap();
    assert!(!offered.contains(&mobile.provider.name) && rest.contains(&mobile.provider.name), "{text}");
}

#[test]
fn where_nothing_is_shown_to_fit_nothing_is_offered_as_if_it_did() {
    let catalogue = sample();
    let needs = Needs { must_have: vec!["fibre".to_owned(), "streaming".to_owned()], ..Needs::default() };
    let ranking = rank(&catalogue, &needs, TODAY);
    assert!(ranking.ranked.iter().all(|one| one.provider.kind != OptionKind::Company), "{:?}", ids(&ranking));
    assert!(!ranking.apart.is_empty());
}

#[test]
fn facts_older_than_half_a_year_are_marked() {
    let catalogue = sample();
    let stale = |today| {
        let ranking = rank(&catalogue, &Needs::default(), today);
        ranking.ranked.iter().filter(|one| one.stale).map(|one| one.provider.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(stale(TODAY), ["fictional-dsl"]);
    assert!(stale(date!(2026 - 03 - 10) + time::Duration::days(STALE_AFTER_DAYS)).is_empty());
}

#[test]
fn ties_share_a_place_and_stand_by_name() {
    let ranking = rank(&sample(), &Needs::default(), TODAY);
    assert!(ranking.ranked.iter().all(|one| one.place == 1 && one.tied));
    let names: Vec<_> = ranking.ranked.iter().map(|one| one.provider.name.to_lowercase()).collect();
    assert!(names.is_sorted());
    assert!(ranking.ties.is_some());
}

#[test]
fn a_price_in_another_currency_is_unknown() {
    let catalogue = sample();
    let budget = Some(Money::new(5000, Currency::parse("CHF").unwrap()));
    let ranking = rank(&catalogue, &Needs { budget, ..Needs::default() }, TODAY);
    assert!(ranking.ranked.iter().all(|one| one.score == 0 && one.reasons.iter().all(|one| one.met == Known::Unknown)));
}

#[test]
fn the_text_to_copy_holds_everything_in_each_language() {
    for (language, words) in [
        (
            "en",
            [
                "We receive a commission.",
                "We gain nothing from this option.",
                "more than six months ago",
                "every provider in it is invented",
            ],
        ),
        (
            "de",
            [
                "Wir erhalten eine Provision.",
                "Wir haben von dieser Möglichkeit nichts.",
                "mehr als sechs Monaten",
                "sind erfunden",
            ],
        ),
        (
            "fr",
            [
                "Nous touchons une commission.",
                "Cette option ne nous rapporte rien.",
                "plus de six mois",
                "sont inventés",
            ],
        ),
        (
            "it",
            [
                "Riceviamo una commissione.",
                "Da questa opzione non guadagniamo nulla.",
                "più di sei mesi fa",
                "sono inventati",
            ],
        ),
    ] {
        let catalogue = Catalogue::parse(SAMPLE, language).unwrap();
        let ranking = rank(&catalogue, &Needs { region: None, ..needs(&catalogue) }, TODAY);
        let text = as_text(&ranking, &Words::shipped(language).unwrap(), &PlainFormat);
        for one in &ranking.ranked {
            assert!(text.contains(&one.provider.name) && text.contains(&one.provider.what), "{text}");
        }
        for wanted in words {
            assert!(text.contains(wanted), "{wanted} is not in\n{text}");
        }
        let us = &ranking.us.unwrap().provider.name;
        assert!(!text.contains(us.as_str()) && !text.contains('{'), "{text}");
    }
}

#[test]
fn a_catalogue_that_breaks_a_rule_names_the_place() {
    let place = |from: &str, to: &str| {
        assert!(SAMPLE.contains(from), "{from}");
        Catalogue::parse(&SAMPLE.replacen(from, to, 1), "en").unwrap_err().path
    };
    assert_eq!(place("clean-break/providers@1", "clean-break/providers@2"), "schema");
    assert_eq!(place(r#""id": "example-fibre""#, r#""id": "us""#), "providers[1].id");
    assert_eq!(place(r#""kind": "yourself""#, r#""kind": "company""#), "providers");
    assert_eq!(place(r#""kind": "company""#, r#""kind": "us""#), "providers");
    assert_eq!(place(r#""minor": 3990"#, r#""minor": -1"#), "providers[0].monthlyPrice.minor");
    assert_eq!(place(r#""currency": "EUR""#, r#""currency": "euro""#), "providers[0].monthlyPrice.currency");
    assert_eq!(place(r#""checkedOn": "2026-11-02""#, r#""checkedOn": "2 Nov""#), "providers[0].checkedOn");
    assert_eq!(place(r#""DE""#, r#""Germany""#), "providers[0].regions[0]");
    assert_eq!(place(r#""speed_250": "#, r#""warp": "#), "providers[0].features");
    assert_eq!(place(r#""kind": "none""#, r#""kind": "affiliate""#), "providers[1].interest.text");
    assert_eq!(place(r#""id": "fibre""#, r#""id": """#), "features[1].id");
    let need = NeedsJson { must_have: vec!["fibre".to_owned(), "warp".to_owned()], ..NeedsJson::default() };
    assert_eq!(need.check(&sample()).unwrap_err().path, "mustHave[1]");
}

fn known() -> impl Strategy<Value = Known> {
    proptest::sample::select(Known::ALL)
}

prop_compose! {
    fn provider()(
        price in proptest::option::of(0i64..6000),
        term in proptest::option::of(0u16..25),
        notice in proptest::option::of(0u16..60),
        has in proptest::collection::vec(known(), 3),
        regions in proptest::option::of(proptest::sample::subsequence(vec!["DE", "FR", "IT"], 0..3)),
        interest in 0..3,
    ) -> Provider {
        let text = "said".to_owned();
        Provider {
            id: String::new(),
            kind: OptionKind::Company,
            name: String::new(),
            what: String::new(),
            monthly_price: price.map(|minor| Money::new(minor, Currency::EUR)),
            minimum_term_months: term,
            notice_days: notice,
            features: ["a", "b", "c"].into_iter().map(str::to_owned).zip(has).collect(),
            regions: regions.map(|codes| codes.into_iter().map(str::to_owned).collect()),
            interest: match interest { 0 => Interest::None, 1 => Interest::Affiliate(text), _ => Interest::SameGroup(text) },
            checked_on: TODAY,
            migration: None,
            source: "test".to_owned(),
        }
    }
}

prop_compose! {
    fn catalogue()(mut providers in proptest::collection::vec(provider(), 2..8)) -> Catalogue {
        for (at, provider) in providers.iter_mut().enumerate() {
            provider.id = format!("p{at}");
            // Names that are not in the order of the catalogue.
            provider.name = format!("Name {}", (at * 5) % 8);
        }
        let features = ["a", "b", "c"].map(|id| Feature { id: id.to_owned(), name: id.to_owned() }).to_vec();
        Catalogue { sample: true, features, providers }
    }
}

prop_compose! {
    fn weights()(price in 0..=MOST, term in 0..=MOST, notice in 0..=MOST, features in proptest::collection::vec(0..=MOST, 3)) -> Weights {
        let features = ["a", "b", "c"].into_iter().map(str::to_owned).zip(features).collect();
        Weights { price, term, notice, features }
    }
}

prop_compose! {
    fn any_needs()(
        budget in proptest::option::of(0i64..6000),
        tie in proptest::option::of(proptest::sample::select(Tie::ALL)),
        must_have in proptest::sample::subsequence(vec!["a", "b", "c"], 0..3),
        region in proptest::option::of(Just("DE")),
        weights in weights(),
    ) -> Needs {
        Needs {
            budget: budget.map(|minor| Money::new(minor, Currency::EUR)),
            tie,
            must_have: must_have.into_iter().map(str::to_owned).collect(),
            region: region.map(str::to_owned),
            place: None,
            weights,
        }
    }
}

/// Makes an option better, or leaves it as good, in every respect.
fn improve(provider: &mut Provider, by: u16) {
    provider.monthly_price =
        provider.monthly_price.map(|price| Money::new((price.minor - i64::from(by)).max(0), price.currency));
    provider.minimum_term_months = provider.minimum_term_months.map(|months| months.saturating_sub(by));
    provider.notice_days = provider.notice_days.map(|days| days.saturating_sub(by));
    for has in provider.features.values_mut() {
        *has = match *has {
            Known::No if by.is_multiple_of(2) => Known::Unknown,
            _ => Known::Yes,
        };
    }
    provider.regions = Some(vec!["*".to_owned()]);
}

proptest! {
    #[test]
    fn better_in_every_respect_never_stands_lower(mut catalogue in catalogue(), needs in any_needs(), by in 0u16..400) {
        let mut better = catalogue.providers[0].clone();
        improve(&mut better, by);
        better.id = "better".to_owned();
        // The worst of names: only ties are ordered by it.
        better.name = "Zz".to_owned();
        catalogue.providers.push(better);
        let ranking = rank(&catalogue, &needs, TODAY);
        // Those that stand apart come after all others.
        let place = |id: &str| {
            let of = |list: &[Ranked]| list.iter().find(|one| one.provider.id == id).map(|one| one.place);
            of(&ranking.ranked).map(|place| (0, place)).or_else(|| of(&ranking.apart).map(|place| (1, place)))
        };
        if let Some(other) = place("p0") {
            prop_assert!(place("better").unwrap() <= other);
        }
    }

    #[test]
    fn leaving_one_out_never_moves_the_others(catalogue in catalogue(), needs in any_needs(), out in 0usize..8) {
        let gone = format!("p{out}");
        let before = rank(&catalogue, &needs, TODAY);
        let mut fewer = catalogue.clone();
        fewer.providers.retain(|provider| provider.id != gone);
        let after = rank(&fewer, &needs, TODAY);
        let mut expected = ids(&before);
        expected.retain(|id| *id != gone);
        prop_assert_eq!(ids(&after), expected);
        let apart = |ranking: &Ranking| ranking.apart.iter().map(|one| one.provider.id.clone()).collect::<Vec<_>>();
        let mut expected = apart(&before);
        expected.retain(|id| *id != gone);
        prop_assert_eq!(apart(&after), expected);
    }

    #[test]
    fn our_interest_never_moves_anybody(catalogue in catalogue(), needs in any_needs(), rotate in 0usize..8) {
        let mut other = catalogue.clone();
        let mut interests: Vec<_> = other.providers.iter().map(|one| one.interest.clone()).collect();
        let count = interests.len();
        interests.rotate_left(rotate % count);
        for (provider, interest) in other.providers.iter_mut().zip(interests) {
            provider.interest = interest;
        }
        let (before, after) = (rank(&catalogue, &needs, TODAY), rank(&other, &needs, TODAY));
        prop_assert_eq!(ids(&before), ids(&after));
        let apart = |ranking: &Ranking| ranking.apart.iter().map(|one| one.provider.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(apart(&before), apart(&after));
    }

    #[test]
    fn scores_are_the_sum_of_their_reasons_and_ties_are_marked(catalogue in catalogue(), needs in any_needs()) {
        let ranking = rank(&catalogue, &needs, TODAY);
        for one in ranking.ranked.iter().chain(&ranking.apart) {
            let sum: i32 = one.reasons.iter().map(|reason| match reason.met {
                Known::Yes => reason.weight,
                Known::No => -reason.weight,
                Known::Unknown => 0,
            }).sum();
            prop_assert_eq!(one.score, sum);
            let list = if one.fit == Fit::Shown { &ranking.ranked } else { &ranking.apart };
            let same = list.iter().filter(|other| (other.fit, other.score) == (one.fit, one.score)).count();
            prop_assert_eq!(one.tied, same > 1);
            let musts = one.reasons.iter().filter(|reason| reason.is_must());
            prop_assert_eq!(one.fit == Fit::Shown, musts.into_iter().all(|reason| reason.met == Known::Yes));
        }
        prop_assert!(ranking.ranked.is_sorted_by(|a, b| a.score > b.score || (a.score == b.score && a.provider.name <= b.provider.name)));
        prop_assert_eq!(ranking.ranked.len() + ranking.apart.len() + ranking.excluded.len(), catalogue.providers.len());
    }

    #[test]
    fn the_catalogues_own_order_never_counts(catalogue in catalogue(), needs in any_needs(), rotate in 0usize..8) {
        let mut other = catalogue.clone();
        let count = other.providers.len();
        other.providers.rotate_left(rotate % count);
        other.providers.swap(0, count - 1);
        let (before, after) = (rank(&catalogue, &needs, TODAY), rank(&other, &needs, TODAY));
        prop_assert_eq!(&before.ranked, &after.ranked);
        prop_assert_eq!(&before.apart, &after.apart);
    }

    #[test]
    fn what_has_no_weight_is_as_if_it_were_not_asked(catalogue in catalogue(), needs in any_needs()) {
        let weights = needs.weights.clone();
        let ignored = Needs {
            budget: needs.budget.filter(|_| weights.price > 0),
            must_have: needs.must_have.iter().filter(|id| weights.of(Criterion::Feature, id) > 0).cloned().collect(),
            ..needs.clone()
        };
        prop_assert_eq!(rank(&catalogue, &needs, TODAY), rank(&catalogue, &ignored, TODAY));
        let all = rank(&catalogue, &needs, TODAY);
        prop_assert!(all.ranked.iter().chain(&all.apart).flat_map(|one| &one.reasons).all(|reason| reason.weight > 0));
    }

    #[test]
    fn a_need_that_counts_more_never_harms_whoever_meets_it(catalogue in catalogue(), needs in any_needs(), more in 0..=MOST) {
        let mut heavier = needs.clone();
        heavier.weights.price = needs.weights.price.max(more);
        let (before, after) = (rank(&catalogue, &needs, TODAY), rank(&catalogue, &heavier, TODAY));
        for (list, then) in [(&before.ranked, &after.ranked), (&before.apart, &after.apart)] {
            for one in list.iter().filter(|one| one.provider.monthly_price.zip(needs.budget).is_some_and(|(price, most)| price.minor <= most.minor)) {
                let place = then.iter().find(|other| other.provider.id == one.provider.id).map(|other| other.place);
                prop_assert!(place.is_some_and(|place| place <= one.place), "{:?} {}", place, one.place);
            }
        }
    }

    #[test]
    fn equals_tie_and_share_a_place(mut catalogue in catalogue(), needs in any_needs()) {
        let mut twin = catalogue.providers[0].clone();
        twin.id = "twin".to_owned();
        twin.name = "Aa".to_owned();
        twin.interest = Interest::Affiliate("much".to_owned());
        catalogue.providers.push(twin);
        let ranking = rank(&catalogue, &needs, TODAY);
        let of = |id: &str| ranking.ranked.iter().chain(&ranking.apart).find(|one| one.provider.id == id);
        if let (Some(one), Some(twin)) = (of("p0"), of("twin")) {
            prop_assert!(one.tied && twin.tied && one.place == twin.place);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = Catalogue::parse(&text, "en");
    }
}
