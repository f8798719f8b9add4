//! The values of a notice, as gold files write them.

use irefuda_procurement::{Deadline, Evidence, Field, Notice};
use serde::Serialize;
use serde_json::{Value, json};

use super::{comparable, shape};

type Found = (String, Option<Evidence>);

/// The moment for which gold files give the status.
const NOW: jiff::civil::DateTime = jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0);

/// The values that were read for a field, with their evidence.
pub(super) fn values(field: &str, notice: &Notice) -> Vec<Found> {
    let one = |field: Field, value: Option<String>| -> Vec<Found> {
        let evidence = notice.evidence.get(&field).cloned();
        value
            .map(|value| (comparable(&value), evidence))
            .into_iter()
            .collect()
    };
    let contact = || notice.contact.clone().unwrap_or_default();
    match field {
        "title" => one(Field::Title, notice.title.clone()),
        "agency" => one(Field::Agency, notice.agency.clone()),
        "department" => one(Field::Department, notice.department.clone()),
        "prefecture" => one(Field::LgCode, notice.prefecture.clone()),
        "lg_code" => one(Field::LgCode, notice.lg_code.map(|code| code.to_string())),
        "kind" => one(Field::Kind, Some(notice.kind.to_string())),
        "method" => one(Field::Method, notice.method.clone()),
        "category" => one(
            Field::Category,
            notice.category.map(|name| name.to_string()),
        ),
        "subcategory" => one(Field::Subcategory, notice.subcategory.clone()),
        "announced_on" => one(
            Field::AnnouncedOn,
            notice.announced_on.map(|day| day.to_string()),
        ),
        "closes_at" => one(Field::ClosesAt, notice.closes_at.map(|at| written(&at))),
        "status" => one(Field::ClosesAt, Some(notice.status(NOW).to_string())),
        "deadlines" => deadlines(notice, |deadline| Some(kind_and_end(deadline))),
        "periods" => deadlines(notice, |deadline| {
            let from = deadline.from.as_ref()?;
            Some(format!("{} from {}", kind_and_end(deadline), written(from)))
        }),
        "contract_period" => {
            let period = notice.contract_period.as_ref().map(|period| {
                let end = |end: &Option<String>| end.clone().unwrap_or_default();
                super::period(&end(&period.from), &end(&period.to))
            });
            let evidence = notice.evidence.get(&Field::ContractPeriod).cloned();
            period
                .map(|period| (period, evidence))
                .into_iter()
                .collect()
        }
        "leaves" | "levels" | "requirement" => requirement(field, notice),
        "joint_venture" => {
            let rule = Some(notice.joint_venture.to_string()).filter(|rule| rule != "not stated");
            let evidence = notice.evidence.get(&Field::JointVenture).cloned();
            rule.map(|rule| (rule, evidence)).into_iter().collect()
        }
        "bid_bond" => one(Field::BidBond, notice.bid_bond.clone()),
        "contract_bond" => one(Field::ContractBond, notice.contract_bond.clone()),
        "wto_gpa" => one(Field::WtoGpa, notice.wto_gpa.then(|| "true".to_owned())),
        "prices" => {
            let prices = notice.prices.iter();
            let price = prices.map(|price| {
                let value = format!("{} {} {}", price.kind, price.yen, price.tax);
                (value, Some(price.evidence.clone()))
            });
            price.collect()
        }
        "phone" => one(Field::Contact, contact().phone),
        "email" => one(Field::Contact, contact().email),
        "submission" => {
            let evidence = || notice.evidence.get(&Field::Submission).cloned();
            let ways = notice.submission.iter();
            ways.map(|way| (way.to_string(), evidence())).collect()
        }
        "amends" => notice.amends.iter().filter_map(amends).collect(),
        "changes" => notice.changes.iter().map(change).collect(),
        _ => Vec::new(),
    }
}

fn amends(amends: &irefuda_procurement::Amends) -> Option<Found> {
    let day = amends.announced_on.map(|day| day.to_string());
    let number = amends.number.as_deref().map(comparable);
    Some((number.or(day)?, Some(amends.evidence.clone())))
}

fn change(change: &irefuda_procurement::Change) -> Found {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let value = format!(
        "{}: {} -> {}",
        change.field,
        text(&change.before),
        text(&change.after)
    );
    (comparable(&value), Some(change.evidence.clone()))
}

fn deadlines(notice: &Notice, value: impl Fn(&Deadline) -> Option<String>) -> Vec<Found> {
    let deadlines = notice.deadlines.iter();
    let found =
        deadlines.filter_map(|deadline| Some((value(deadline)?, Some(deadline.evidence.clone()))));
    found.collect()
}

fn kind_and_end(deadline: &Deadline) -> String {
    format!("{} {}", deadline.kind, written(&deadline.at))
}

fn written(value: &impl Serialize) -> String {
    let value = json!(value);
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn requirement(field: &str, notice: &Notice) -> Vec<Found> {
    let value: Value = json!(notice.requirement);
    let values = match field {
        "leaves" => shape::leaves(&value),
        "levels" => shape::levels(&value),
        _ => shape::tree(&value).into_iter().collect(),
    };
    let evidence = |value: &str| {
        let leaves = notice.requirement.leaves().into_iter();
        let mut named = leaves.filter(|leaf| value.contains(&comparable(&leaf.value)));
        named.next().map(|leaf| leaf.evidence.clone())
    };
    let with_evidence = values.into_iter().map(|value| {
        let evidence = evidence(&value);
        (value, evidence)
    });
    with_evidence.collect()
}
