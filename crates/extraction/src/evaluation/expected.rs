//! The values of a gold file.

use serde_json::Value;

use super::{comparable, shape};

/// The values that a person wrote down for a field; none if the field is left
/// open.
pub(super) fn values(field: &str, gold: &Value) -> Option<Vec<String>> {
    let value = place(field, gold)?;
    if value == "?" {
        return None;
    }
    Some(match field {
        "deadlines" => rows(value, |row| {
            format!("{} {}", text(row, "kind"), text(row, "at"))
        }),
        "periods" => {
            let with_start: Vec<Value> = value.as_array()?.to_vec();
            let with_start = with_start
                .into_iter()
                .filter(|row| row["from"].is_string())
                .collect();
            rows(&Value::Array(with_start), |row| {
                format!(
                    "{} {} from {}",
                    text(row, "kind"),
                    text(row, "at"),
                    text(row, "from")
                )
            })
        }
        "contract_period" => period(value).into_iter().collect(),
        "leaves" => shape::leaves(value),
        "levels" => shape::levels(value),
        "requirement" => shape::tree(value).into_iter().collect(),
        "prices" => rows(value, |row| {
            format!("{} {} {}", text(row, "kind"), row["yen"], text(row, "tax"))
        }),
        "amends" => amends(value).into_iter().collect(),
        "changes" => rows(value, |row| {
            comparable(&format!(
                "{}: {} -> {}",
                text(row, "field"),
                text(row, "before"),
                text(row, "after")
            ))
        }),
        "wto_gpa" => flag(value),
        "joint_venture" => stated(value),
        "submission" => rows(value, |row| row.as_str().unwrap_or_default().to_owned()),
        _ => value.as_str().map(comparable).into_iter().collect(),
    })
}

/// Where a field stands in the gold file.
fn place<'a>(field: &str, gold: &'a Value) -> Option<&'a Value> {
    match field {
        "deadlines" | "periods" if gold["deadlines_cut"] == true => None,
        "periods" => gold.get("deadlines"),
        "leaves" | "levels" => gold.get("requirement"),
        "phone" | "email" => gold.get("contact")?.get(field),
        "status" => gold.get("status_on_2026_12_01"),
        _ => gold.get(field),
    }
}

fn rows(value: &Value, row: impl Fn(&Value) -> String) -> Vec<String> {
    value.as_array().into_iter().flatten().map(row).collect()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}

fn period(value: &Value) -> Option<String> {
    value.as_object()?;
    let (from, to) = (text(value, "from"), text(value, "to"));
    (!from.is_empty() || !to.is_empty()).then(|| super::period(from, to))
}

/// Only that the text says it counts as a value.
fn flag(value: &Value) -> Vec<String> {
    let says = value.as_bool().unwrap_or_default();
    says.then(|| "true".to_owned()).into_iter().collect()
}

fn stated(value: &Value) -> Vec<String> {
    let says = value.as_str().filter(|rule| *rule != "not stated");
    says.map(str::to_owned).into_iter().collect()
}

/// The number by which another notice is spoken of, else its day.
fn amends(value: &Value) -> Option<String> {
    let number = value["number"].as_str().map(comparable);
    number.or_else(|| value["announced_on"].as_str().map(str::to_owned))
}
