//! Points on the log-odds of leaving, and what the account's facts add to them.
//!
//! Facts are understood by name: lower case, anything but letters and digits read as `_`. All points are design
//! defaults of .2, .4 or .8 by strength. A fact of another name, or of a value that makes no sense, is unknown.
//!
//! | fact | names | reads |
//! |---|---|---|
//! | tenure | `Customer::since`, else `tenure_months`, `tenure`, `months_as_customer`, `customer_months` | under 6 months +.4, under 24 +.2, under 60 -.2, else -.4 |
//! | contract | `Contract::ends_on`, else `contract_end_days`, `days_to_renewal`, `days_to_contract_end` | over or within 30 days +.4, within 90 +.2, within 180 0, later -.4 |
//! | renewal | `auto_renew`, `autorenew`, `renews_automatically` (yes or no) | no +.8, yes -.2 |
//! | usage | `usage_trend`, `usage_change`, `activity_trend`: a share (-0.3) or a percentage (-30), or `falling`, `stable`, `rising` | -50 % +.8, -20 % +.4, -5 % +.2, +5 % -.2, +20 % -.4 |
//! | idle | `days_since_login`, `days_since_last_use`, `days_inactive`, `days_idle` | over 60 days +.8, 30 +.4, 14 +.2, else -.2 |
//! | late payments | `late_payments`, `late_payments_12m`, `failed_payments`, `payment_failures` (number in the last year) | none -.2, one +.2, two +.4, more +.8 |
//! | price | `price_change`, `price_change_pct`, `price_increase`: as usage; else an event of the last 90 days | 20 % +.8, 10 % +.4, more than 0 +.2, less than 0 -.2; an event +.2 |
//! | downgrade | `downgraded`, `plan_downgrade`, `recent_downgrade` (yes or no) | yes +.4, no 0 |
//! | satisfaction | `nps` (0 to 10) | 0 to 6 +.4, 7 and 8 0, 9 and 10 -.4 |
//! | products | `products`, `product_count`, `contracts`, `contract_count` | one 0, two -.2, more -.4 |

use time::Date;

use super::{Evidence, Thresholds};
use crate::case::{Case, EventKind, Fact};
use crate::map::Set;
use crate::vocabulary;
use crate::words::{Key, Text, say};

vocabulary! {
    /// Where a point comes from.
    PointSource {
        /// A customer of whom nothing is known; cannot be struck.
        Base = "base",
        /// The history of the relationship.
        Relationship = "relationship",
        /// A fact of the account.
        Fact = "fact",
        /// Words of the thread.
        Text = "text",
        /// Said by staff.
        Staff = "staff",
    }
}

/// One bar of the leaving score. The score is the sum of all points that are not struck.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `base`, `relationship`, `fact:<kind>`, `fact:limit`, `wish`, or the id of a [`super::Signal`]; the same in every assessment.
    pub id: String,
    /// Where it comes from.
    pub source: PointSource,
    /// What it says.
    pub label: Text,
    /// Log-odds; positive is towards leaving. A known fact that says nothing has 0.
    pub points: f64,
    /// The words it stands on, where it stands on words.
    pub evidence: Option<Evidence>,
    /// Staff struck it out: it is shown and not added.
    pub struck: bool,
}

/// What the account's facts say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// A point for each fact that is known, and one for what goes beyond the limit of all facts together.
    pub points: Vec<Point>,
    /// It is known since when they are a customer.
    pub tenure: bool,
    /// It is known what binds them.
    pub contract: bool,
    /// It is known whether they use it.
    pub usage: bool,
    /// It is known how they pay.
    pub payments: bool,
}

/// The points of the account's facts. Struck facts are shown and not counted.
#[must_use]
pub fn account_points(case: &Case, thresholds: &Thresholds, struck: &Set<String>, today: Date) -> Account {
    let mut account = Account::default();
    let points = &mut account.points;
    let mut add = |kind: &str, read: Option<(Text, f64)>| {
        let known = read.is_some();
        if let Some((label, value)) = read {
            let id = format!("fact:{kind}");
            let struck = struck.contains(&id);
            points.push(Point { id, source: PointSource::Fact, label, points: value, evidence: None, struck });
        }
        known
    };
    account.tenure = add("tenure", tenure(case, today));
    account.contract = add("contract", contract(case, today)) | case.contract.kind.is_some();
    account.contract |= add("renewal", renewal(case));
    account.usage = add("usage", usage(case)) | add("idle", idle(case));
    account.payments = add("late_payments", late_payments(case));
    account.payments |= case.events.iter().any(|event| event.kind == EventKind::Payment);
    add("price", price(case, today));
    add("downgrade", downgrade(case));
    add("satisfaction", satisfaction(case));
    add("products", products(case));
    let sum: f64 = account.points.iter().filter(|point| !point.struck).map(|point| point.points).sum();
    // Not `clamp`, whose panic would print numbers: 15 KB of WebAssembly.
    let beyond = sum.max(-thresholds.facts_limit).min(thresholds.facts_limit) - sum;
    if beyond != 0.0 {
        account.points.push(Point {
            id: "fact:limit".to_owned(),
            source: PointSource::Fact,
            label: Key::FactLimit.into(),
            points: beyond,
            evidence: None,
            struck: false,
        });
    }
    account
}

fn fact<'a>(case: &'a Case, names: &[&str]) -> Option<&'a Fact> {
    let matches = |given: &str, name: &str| {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        given.len() == name.len() && given.chars().map(plain).eq(name.chars())
    };
    let facts = &case.customer.facts;
    names.iter().find_map(|name| facts.iter().find(|(given, _)| matches(given, name)).map(|(_, fact)| fact))
}

fn number(case: &Case, names: &[&str]) -> Option<f64> {
    match fact(case, names)? {
        Fact::Number(value) if value.is_finite() => Some(*value),
        _ => None,
    }
}

fn count(case: &Case, names: &[&str]) -> Option<i64> {
    number(case, names).filter(|value| (0.0..1e9).contains(value)).map(|value| value as i64)
}

fn flag(case: &Case, names: &[&str]) -> Option<bool> {
    match fact(case, names)? {
        Fact::Flag(value) => Some(*value),
        Fact::Text(word) if ["yes", "true"].iter().any(|yes| word.eq_ignore_ascii_case(yes)) => Some(true),
        Fact::Text(word) if ["no", "false"].iter().any(|no| word.eq_ignore_ascii_case(no)) => Some(false),
        _ => None,
    }
}

/// A change in whole percent: a share from -1 to 1, or a percentage beyond.
fn change(case: &Case, names: &[&str]) -> Option<i64> {
    let value = number(case, names).filter(|value| value.abs() <= 10_000.0)?;
    Some(if value.abs() <= 1.0 { value * 100.0 } else { value }.round() as i64)
}

fn tenure(case: &Case, today: Date) -> Option<(Text, f64)> {
    let months = match case.customer.since {
        Some(since) => {
            let months = i64::from(today.year() - since.year()) * 12 + i64::from(u8::from(today.month()))
                - i64::from(u8::from(since.month()))
                - i64::from(today.day() < since.day());
            Some(months).filter(|months| *months >= 0)
        }
        None => count(case, &["tenure_months", "tenure", "months_as_customer", "customer_months"]),
    }?;
    let points = match months {
        ..6 => 0.4,
        6..24 => 0.2,
        24..60 => -0.2,
        _ => -0.4,
    };
    Some((if months == 0 { Key::FactTenureNew.into() } else { say::fact_tenure(months) }, points))
}

fn contract(case: &Case, today: Date) -> Option<(Text, f64)> {
    let days = match case.contract.ends_on {
        Some(end) => (end - today).whole_days(),
        None => number(case, &["contract_end_days", "days_to_renewal", "days_to_contract_end"])? as i64,
    };
    let points = match days {
        ..=30 => 0.4,
        31..=90 => 0.2,
        91..=180 => 0.0,
        _ => -0.4,
    };
    Some((if days < 0 { Key::FactContractOver.into() } else { say::fact_contract_ends(days) }, points))
}

fn renewal(case: &Case) -> Option<(Text, f64)> {
    let renews = flag(case, &["auto_renew", "autorenew", "renews_automatically"])?;
    Some(if renews { (Key::FactRenews.into(), -0.2) } else { (Key::FactRenewsNot.into(), 0.8) })
}

fn usage(case: &Case) -> Option<(Text, f64)> {
    const NAMES: &[&str] = &["usage_trend", "usage_change", "activity_trend"];
    let percent = match fact(case, NAMES)? {
        Fact::Text(word) => {
            return [
                ("falling", Key::FactUsageFalls, 0.4),
                ("stable", Key::FactUsageStable, 0.0),
                ("rising", Key::FactUsageRises, -0.2),
            ]
            .into_iter()
            .find(|(name, _, _)| word.eq_ignore_ascii_case(name))
            .map(|(_, label, points)| (label.into(), points));
        }
        _ => change(case, NAMES)?,
    };
    let points = match percent {
        ..=-50 => 0.8,
        -49..=-20 => 0.4,
        -19..=-5 => 0.2,
        -4..=4 => 0.0,
        5..=19 => -0.2,
        _ => -0.4,
    };
    let label = match percent {
        ..=-5 => Key::FactUsageFalls,
        -4..=4 => Key::FactUsageStable,
        _ => Key::FactUsageRises,
    };
    Some((label.into(), points))
}

fn idle(case: &Case) -> Option<(Text, f64)> {
    let days = count(case, &["days_since_login", "days_since_last_use", "days_inactive", "days_idle"])?;
    let points = match days {
        61.. => 0.8,
        31..=60 => 0.4,
        15..=30 => 0.2,
        _ => -0.2,
    };
    Some((say::fact_idle(days), points))
}

fn late_payments(case: &Case) -> Option<(Text, f64)> {
    let late = count(case, &["late_payments", "late_payments_12m", "failed_payments", "payment_failures"])?;
    let points = match late {
        0 => -0.2,
        1 => 0.2,
        2 => 0.4,
        _ => 0.8,
    };
    Some((if late == 0 { Key::FactPaidOnTime.into() } else { say::fact_late_payments(late) }, points))
}

fn price(case: &Case, today: Date) -> Option<(Text, f64)> {
    let Some(percent) = change(case, &["price_change", "price_change_pct", "price_increase"]) else {
        let recent = |days: i64| (0..=90).contains(&days);
        let changed = case
            .events
            .iter()
            .rfind(|event| event.kind == EventKind::PriceChange && recent((today - event.at.date()).whole_days()))?;
        return Some((say::fact_price_changed(changed.at.date()), 0.2));
    };
    let points = match percent {
        20.. => 0.8,
        10..=19 => 0.4,
        1..=9 => 0.2,
        0 => 0.0,
        _ => -0.2,
    };
    let label = match percent {
        1.. => Key::FactPriceUp,
        0 => Key::FactPriceSame,
        _ => Key::FactPriceDown,
    };
    Some((label.into(), points))
}

fn downgrade(case: &Case) -> Option<(Text, f64)> {
    let downgraded = flag(case, &["downgraded", "plan_downgrade", "recent_downgrade"])?;
    Some(if downgraded { (Key::FactDowngraded.into(), 0.4) } else { (Key::FactDowngradedNot.into(), 0.0) })
}

fn satisfaction(case: &Case) -> Option<(Text, f64)> {
    let given = count(case, &["nps"]).filter(|given| *given <= 10)?;
    let points = match given {
        ..=6 => 0.4,
        7..=8 => 0.0,
        _ => -0.4,
    };
    Some((say::fact_satisfaction(given), points))
}

fn products(case: &Case) -> Option<(Text, f64)> {
    let products = count(case, &["products", "product_count", "contracts", "contract_count"])?;
    let points = match products {
        ..=1 => 0.0,
        2 => -0.2,
        _ => -0.4,
    };
    Some((say::fact_products(products), points))
}
