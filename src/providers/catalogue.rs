//! The checked catalogue, in one language.

use time::Date;

use super::json::{
    CatalogueError, CatalogueJson, InterestJson, InterestKind, Known, Localised, OptionKind, ProviderJson, SCHEMA,
};
use crate::case::{Currency, Money, MoneyJson, parse_date};
use crate::json::{self, Rule};
use crate::map::{Map, Set};

/// What a plan's needs say beside features, which therefore cannot be called so; nor by a name with a full stop.
pub(super) const PLAN_WORDS: [&str; 3] = ["budget", "tie", "order"];

/// A checked catalogue, its texts in one language. The fields are private, so that it cannot be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    pub(super) sample: bool,
    pub(super) features: Vec<Feature>,
    pub(super) providers: Vec<Provider>,
}

/// Something that a customer may need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Its id, unique in the catalogue.
    pub id: String,
    /// What kind of option.
    pub kind: OptionKind,
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence.
    pub what: String,
    /// Price of a month, where known.
    pub monthly_price: Option<Money>,
    /// Shortest term in months, where known.
    pub minimum_term_months: Option<u16>,
    /// Days of notice, where known.
    pub notice_days: Option<u16>,
    /// What it has, by feature id.
    pub features: Map<String, Known>,
    /// Countries where it is sold, upper case, or `*`; none where unknown.
    pub regions: Option<Vec<String>>,
    /// What we gain.
    pub interest: Interest,
    /// When somebody last looked.
    pub checked_on: Date,
    /// How one moves there.
    pub migration: Option<String>,
    /// Where the facts come from.
    pub source: String,
}

/// What we gain when a customer takes an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Nothing.
    None,
    /// A commission, in words.
    Affiliate(String),
    /// It belongs to us or we to it, in words.
    SameGroup(String),
}

impl Catalogue {
    /// Reads a catalogue file; its texts are taken in `language`, a BCP 47 tag, where the file has them.
    ///
    /// # Errors
    /// Names the first place that breaks a rule.
    pub fn parse(text: &str, language: &str) -> Result<Self, CatalogueError> {
        json::parse::<CatalogueJson>(text)?.check(language)
    }

    /// Whether everything in it is invented.
    #[must_use]
    pub const fn is_sample(&self) -> bool {
        self.sample
    }

    /// What a customer may need, in the catalogue's order: the choices of the third question.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// What a feature is called; its id where the catalogue does not know it.
    #[must_use]
    pub fn feature_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.features.iter().find(|feature| feature.id == id).map_or(id, |feature| &feature.name)
    }

    /// The options, in the catalogue's order.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The currency of the first known price: what a budget is asked in.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.providers.iter().find_map(|provider| provider.monthly_price).map(|price| price.currency)
    }
}

impl CatalogueJson {
    /// Makes it a [`Catalogue`] in one language.
    ///
    /// # Errors
    /// Names the first place that breaks a rule.
    pub fn check(&self, language: &str) -> Result<Catalogue, CatalogueError> {
        if self.schema != SCHEMA {
            return Err(CatalogueError::at("schema", Rule::Not { given: self.schema.clone(), known: SCHEMA }));
        }
        let mut features = Vec::new();
        let mut feature_ids = Set::new();
        for (at, feature) in self.features.iter().enumerate() {
            let path = format!("features[{at}]");
            unique(&mut feature_ids, &feature.id, &path)?;
            if PLAN_WORDS.contains(&feature.id.as_str()) || feature.id.contains('.') {
                return Err(CatalogueError::at(format!("{path}.id"), Rule::Reserved(feature.id.clone())));
            }
            let name = pick(&feature.name, language, &format!("{path}.name"))?;
            features.push(Feature { id: feature.id.clone(), name });
        }
        let mut providers = Vec::new();
        let mut ids = Set::new();
        for (at, provider) in self.providers.iter().enumerate() {
            let path = format!("providers[{at}]");
            unique(&mut ids, &provider.id, &path)?;
            providers.push(provider.check(&path, language, &feature_ids)?);
        }
        for kind in [OptionKind::NoneAtAll, OptionKind::Yourself, OptionKind::Us] {
            let given = providers.iter().filter(|provider| provider.kind == kind).count();
            let none = kind == OptionKind::Us;
            if given > 1 || (given == 0 && !none) {
                let rule = Rule::HowMany { given, kind: kind.word(), none };
                return Err(CatalogueError::at("providers", rule));
            }
        }
        Ok(Catalogue { sample: self.sample, features, providers })
    }
}

impl ProviderJson {
    fn check(&self, path: &str, language: &str, features: &Set<String>) -> Result<Provider, CatalogueError> {
        let at = |field: &str| format!("{path}.{field}");
        if let Some(id) = self.features.keys().find(|id| !features.contains(*id)) {
            return Err(CatalogueError::at(at("features"), Rule::NotFeature(id.clone())));
        }
        let monthly_price = match &self.monthly_price {
            Some(price) => Some(check_price(&at("monthlyPrice"), price)?),
            None => None,
        };
        let regions = match &self.regions {
            Some(regions) => Some(check_regions(&at("regions"), regions)?),
            None => None,
        };
        let migration = match &self.migration {
            Some(text) => Some(pick(text, language, &at("migration"))?),
            None => None,
        };
        Ok(Provider {
            kind: self.kind,
            name: pick(&self.name, language, &at("name"))?,
            what: pick(&self.what, language, &at("what"))?,
            monthly_price,
            minimum_term_months: self.minimum_term_months,
            notice_days: self.notice_days,
            features: self.features.clone(),
            regions,
            interest: check_interest(&at("interest"), &self.interest, language)?,
            checked_on: parse_date(&at("checkedOn"), &self.checked_on)?,
            migration,
            source: pick(&self.source, language, &at("source"))?,
            id: self.id.clone(),
        })
    }
}

fn unique(seen: &mut Set<String>, id: &str, path: &str) -> Result<(), CatalogueError> {
    if id.trim().is_empty() {
        return Err(CatalogueError::at(format!("{path}.id"), Rule::Empty));
    }
    if !seen.insert(id.to_owned()) {
        return Err(CatalogueError::at(format!("{path}.id"), Rule::Twice(id.to_owned())));
    }
    Ok(())
}

pub(super) fn check_price(path: &str, price: &MoneyJson) -> Result<Money, CatalogueError> {
    let currency = Currency::parse(&price.currency)
        .map_err(|_| CatalogueError::at(format!("{path}.currency"), Rule::NotCurrency(price.currency.clone())))?;
    if price.minor < 0 {
        return Err(CatalogueError::at(format!("{path}.minor"), Rule::Negative(price.minor)));
    }
    Ok(Money::new(price.minor, currency))
}

fn check_regions(path: &str, regions: &[String]) -> Result<Vec<String>, CatalogueError> {
    let fits = |code: &str| code == "*" || (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic()));
    match regions.iter().enumerate().find(|(_, code)| !fits(code)) {
        Some((at, code)) => Err(CatalogueError::at(format!("{path}[{at}]"), Rule::NotRegion(code.clone()))),
        None => Ok(regions.iter().map(|code| code.to_ascii_uppercase()).collect()),
    }
}

fn check_interest(path: &str, interest: &InterestJson, language: &str) -> Result<Interest, CatalogueError> {
    let words = || match &interest.text {
        Some(text) => pick(text, language, &format!("{path}.text")),
        None => Err(CatalogueError::at(format!("{path}.text"), Rule::Undisclosed)),
    };
    Ok(match interest.kind {
        InterestKind::None => Interest::None,
        InterestKind::Affiliate => Interest::Affiliate(words()?),
        InterestKind::SameGroup => Interest::SameGroup(words()?),
    })
}

/// The text in `language`, else in English, else in the first language that there is.
fn pick(texts: &Localised, language: &str, path: &str) -> Result<String, CatalogueError> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let found = texts.get(&primary).or_else(|| texts.get("en")).or_else(|| texts.values().next());
    found.filter(|text| !text.trim().is_empty()).cloned().ok_or_else(|| CatalogueError::at(path, Rule::Untold))
}
