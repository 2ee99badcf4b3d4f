//! An option as people write it, field by field: in the form of the editor, or in a line of a table. Texts that are read
//! in the customer's language have a field for each: `name.en`, `name.de`.

use time::Date;

use super::json::{InterestJson, InterestKind, Known, Localised, OptionKind, ProviderJson};
use crate::case::{Currency, Money, MoneyError, MoneyJson, parse_date};
use crate::lower::lower;
use crate::map::Map;
use crate::words::{Key, Text, say};

/// What stands in each field, by its name; a field that is left out is empty.
pub type Typed = Map<String, String>;

/// The fields without a language, and before the features, in the order of the form.
pub const PLAIN: [&str; 9] = ["id", "kind", "price", "currency", "term", "notice", "regions", "interest", "checked"];

/// The fields with one text for each language.
pub const LOCALISED: [&str; 5] = ["name", "what", "migration", "source", "interest_text"];

/// How the fields of features begin.
pub const FEATURE: &str = "feature.";

/// What is wrong in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The field's name; a text's without its language.
    pub field: String,
    /// What to do about it.
    pub text: Text,
}

/// What holds for all fields.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The decimal mark of the reader's language.
    pub mark: char,
    /// The currency of prices that do not name one.
    pub currency: Option<Currency>,
    /// Nothing can have been checked after this day.
    pub today: Date,
}

/// The field of a text in a language.
#[must_use]
pub fn in_language(field: &str, language: &str) -> String {
    [field, ".", language].concat()
}

/// A name in small letters and digits, for an id.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in lower(name).chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'à'..='å' => slug.push('a'),
            'ç' => slug.push('c'),
            'è'..='ë' => slug.push('e'),
            'ì'..='ï' => slug.push('i'),
            'ñ' => slug.push('n'),
            'ò'..='ø' => slug.push('o'),
            'ù'..='û' => slug.push('u'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// An option as it would be typed.
#[must_use]
pub fn typed(provider: &ProviderJson, mark: char) -> Typed {
    let mut typed = Typed::new();
    let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    let price = provider.monthly_price.as_ref().and_then(money);
    let plain = [
        ("id", provider.id.clone()),
        ("kind", provider.kind.word().to_owned()),
        ("price", price.map(|price| with_mark(&price.decimal(), mark)).unwrap_or_default()),
        ("currency", provider.monthly_price.as_ref().map(|price| price.currency.clone()).unwrap_or_default()),
        ("term", number(provider.minimum_term_months)),
        ("notice", number(provider.notice_days)),
        ("regions", provider.regions.as_ref().map(|regions| regions.join(" ")).unwrap_or_default()),
        ("interest", provider.interest.kind.word().to_owned()),
        ("checked", provider.checked_on.clone()),
    ];
    for (field, text) in plain {
        typed.insert(field.to_owned(), text);
    }
    let none = Localised::new();
    let localised = [
        ("name", &provider.name),
        ("what", &provider.what),
        ("migration", provider.migration.as_ref().unwrap_or(&none)),
        ("source", &provider.source),
        ("interest_text", provider.interest.text.as_ref().unwrap_or(&none)),
    ];
    for (field, texts) in localised {
        for (language, text) in texts.iter() {
            typed.insert(in_language(field, language), text.clone());
        }
    }
    for (id, known) in provider.features.iter() {
        typed.insert([FEATURE, id].concat(), known.word().to_owned());
    }
    typed.retain(|_, text| !text.is_empty());
    typed
}

fn with_mark(decimal: &str, mark: char) -> String {
    decimal.chars().map(|c| if c == '.' { mark } else { c }).collect()
}

fn money(price: &MoneyJson) -> Option<Money> {
    Some(Money::new(price.minor, Currency::parse(&price.currency).ok()?))
}

/// Reads an option as it was typed. Where no id was, the name gives one; it is empty where the name has no letter for it.
///
/// # Errors
/// Everything that is wrong, in the order of the form.
pub fn read(typed: &Typed, reading: Reading) -> Result<ProviderJson, Vec<Wrong>> {
    let mut fields = Fields { typed, wrong: Vec::new() };
    let name = fields.needed("name");
    let what = fields.needed("what");
    let id = Some(fields.plain("id").to_owned()).filter(|id| !id.is_empty());
    let id = id.or_else(|| name.values().next().map(|name| slug(name))).unwrap_or_default();
    let kind = fields.kind();
    let monthly_price = fields.price(reading);
    let minimum_term_months = fields.number("term");
    let notice_days = fields.number("notice");
    let regions = fields.regions();
    let interest = fields.interest();
    let checked_on = fields.checked(reading.today);
    let migration = Some(fields.texts("migration")).filter(|texts| !texts.is_empty());
    let source = fields.needed("source");
    let features = fields.features();
    if !fields.wrong.is_empty() {
        return Err(fields.wrong);
    }
    Ok(ProviderJson {
        id,
        kind,
        name,
        what,
        monthly_price,
        minimum_term_months,
        notice_days,
        features,
        regions,
        interest,
        checked_on,
        migration,
        source,
    })
}

struct Fields<'a> {
    typed: &'a Typed,
    wrong: Vec<Wrong>,
}

impl Fields<'_> {
    fn fault(&mut self, field: &str, text: impl Into<Text>) {
        self.wrong.push(Wrong { field: field.to_owned(), text: text.into() });
    }

    fn plain(&self, field: &str) -> &str {
        self.typed.get(field).map(|text| text.trim()).unwrap_or_default()
    }

    fn texts(&self, field: &str) -> Localised {
        let mut texts = Localised::new();
        for (name, text) in self.typed.iter() {
            let language = name.strip_prefix(field).and_then(|rest| rest.strip_prefix('.'));
            if let Some(language) = language.filter(|_| !text.trim().is_empty()) {
                texts.insert(language.to_owned(), text.trim().to_owned());
            }
        }
        texts
    }

    fn needed(&mut self, field: &str) -> Localised {
        let texts = self.texts(field);
        if texts.is_empty() {
            self.fault(field, Key::AlternativesWrongEmpty);
        }
        texts
    }

    fn kind(&mut self) -> OptionKind {
        let word = lower(self.plain("kind"));
        match OptionKind::ALL.iter().find(|known| known.word() == word) {
            Some(kind) => *kind,
            None if word.is_empty() => OptionKind::Company,
            None => {
                self.fault("kind", say::alternatives_wrong_kind(word));
                OptionKind::Company
            }
        }
    }

    fn price(&mut self, reading: Reading) -> Option<MoneyJson> {
        let typed = self.plain("price").to_owned();
        if typed.is_empty() {
            return None;
        }
        let named = self.plain("currency").to_owned();
        let currency = if named.is_empty() { reading.currency } else { Currency::parse(&named).ok() };
        let Some(currency) = currency else {
            self.fault("currency", Key::AlternativesWrongCurrency);
            return None;
        };
        match Money::parse(&typed, currency, reading.mark) {
            Ok(money) if money.minor >= 0 => {
                return Some(MoneyJson { minor: money.minor, currency: currency.as_str().to_owned() });
            }
            Err(MoneyError::Ambiguous(_)) => self.fault("price", say::form_two_amounts(typed)),
            _ => self.fault("price", say::form_not_an_amount(typed, currency.as_str())),
        }
        None
    }

    fn number(&mut self, field: &str) -> Option<u16> {
        let typed = self.plain(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok();
        if number.is_none() {
            self.fault(field, say::alternatives_wrong_number(typed));
        }
        number
    }

    fn regions(&mut self) -> Option<Vec<String>> {
        let typed = self.plain("regions").to_ascii_uppercase();
        let mut codes: Vec<String> = Vec::new();
        for code in typed.split([' ', ',', ';', '|']).filter(|code| !code.is_empty()) {
            if code != "*" && !(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())) {
                self.fault("regions", say::alternatives_wrong_region(code));
                return None;
            }
            codes.push(code.to_owned());
        }
        Some(codes).filter(|codes| !codes.is_empty())
    }

    fn interest(&mut self) -> InterestJson {
        let word = lower(self.plain("interest")).replace([' ', '-'], "_");
        let kind = InterestKind::ALL.iter().copied().find(|known| known.word() == word);
        let text = Some(self.texts("interest_text")).filter(|texts| !texts.is_empty());
        match kind {
            None => self.fault("interest", Key::AlternativesWrongInterest),
            Some(InterestKind::None) => {}
            Some(_) if text.is_none() => self.fault("interest_text", Key::AlternativesWrongInterestText),
            Some(_) => {}
        }
        let kind = kind.unwrap_or(InterestKind::None);
        InterestJson { kind, text: text.filter(|_| kind != InterestKind::None) }
    }

    fn checked(&mut self, today: Date) -> String {
        let typed = self.plain("checked").to_owned();
        let iso = day_first(&typed).unwrap_or_else(|| typed.clone());
        match parse_date("", &iso) {
            Ok(date) if date > today => self.fault("checked", Key::AlternativesWrongAhead),
            Ok(_) => {}
            Err(_) if typed.is_empty() => self.fault("checked", Key::AlternativesWrongChecked),
            Err(_) => self.fault("checked", say::form_not_a_date(typed)),
        }
        iso
    }

    fn features(&mut self) -> Map<String, Known> {
        let mut features = Map::new();
        let mut unread = Vec::new();
        for (name, text) in self.typed.iter() {
            let Some(id) = name.strip_prefix(FEATURE) else { continue };
            match known(text) {
                Some(known) => drop(features.insert(id.to_owned(), known)),
                None => unread.push((name.clone(), text.trim().to_owned())),
            }
        }
        for (name, text) in unread {
            self.fault(&name, say::alternatives_wrong_known(text));
        }
        // What nobody checked is not written: a feature that is left out is unknown.
        features.retain(|_, known| *known != Known::Unknown);
        features
    }
}

/// A date with its day first and full stops, as tables write it in most of Europe: `2.11.2026`. With slashes it could be
/// two dates, and is none.
fn day_first(text: &str) -> Option<String> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !digits(day, 2) || !digits(month, 2) || !digits(year, 4) {
        return None;
    }
    let two = |part: &str| if part.len() == 1 { ["0", part].concat() } else { part.to_owned() };
    Some([year, "-", &two(month), "-", &two(day)].concat())
}

/// Yes, no or not known, in the words of tables.
#[must_use]
pub fn known(text: &str) -> Option<Known> {
    match lower(text.trim()).as_str() {
        "yes" | "y" | "ja" | "j" | "oui" | "o" | "sì" | "sí" | "si" | "s" | "true" | "1" | "x" | "✓" => {
            Some(Known::Yes)
        }
        "no" | "n" | "nein" | "non" | "false" | "0" | "✗" => Some(Known::No),
        "" | "?" | "unknown" | "unbekannt" | "inconnu" | "sconosciuto" | "desconocido" => Some(Known::Unknown),
        _ => None,
    }
}
