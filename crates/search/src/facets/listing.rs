//! Counts of facets as an answer shows them: named, labelled, in order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use irefuda_procurement::{Category, Eligibility, Kind, Lexicon, LgCode, Status};

use super::columns::Catalogues;
use crate::answer::FacetCount;
use crate::facet::{DeadlineBucket, Facet, NONE, UNKNOWN};
use crate::request::SearchRequest;

const UNKNOWN_LABEL: &str = "不明";

/// The counts of every facet, by number, as lists.
pub(crate) fn list(
    counts: &[Vec<u64>],
    catalogues: &Catalogues,
    request: &SearchRequest,
    lexicon: &Lexicon,
) -> BTreeMap<Facet, Vec<FacetCount>> {
    let facets = Facet::ALL.into_iter().zip(counts);
    facets
        .map(|(facet, counts)| {
            let chosen = request.chosen(facet);
            let mut rows = rows(facet, counts, catalogues, chosen, lexicon);
            sort(facet, &mut rows, lexicon);
            (facet, rows)
        })
        .collect()
}

/// A row for each value that occurs or is chosen.
fn rows(
    facet: Facet,
    counts: &[u64],
    catalogues: &Catalogues,
    chosen: &[String],
    lexicon: &Lexicon,
) -> Vec<FacetCount> {
    let row = |value: Value<'_>, count| FacetCount {
        value: value.name.to_owned(),
        label: value.label.to_owned(),
        parent: value.parent.map(str::to_owned),
        count,
        selected: chosen.iter().any(|chosen| chosen == value.name),
    };
    let values = values(facet, catalogues);
    let counts = counts.iter().copied().chain(std::iter::repeat(0));
    let counted = values
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0);
    let mut rows: Vec<FacetCount> = counted.map(|(value, count)| row(value, count)).collect();
    for name in chosen {
        if !rows.iter().any(|row| row.value == *name) {
            let (label, parent) = (
                label(facet, name, lexicon),
                facet.parent_value(name, lexicon),
            );
            let value = Value {
                name,
                label: &label,
                parent: parent.as_deref(),
            };
            rows.push(row(value, 0));
        }
    }
    rows
}

/// A value with what an answer says of it.
struct Value<'a> {
    name: &'a str,
    label: &'a str,
    parent: Option<&'a str>,
}

/// The values of a facet by number.
fn values(facet: Facet, catalogues: &Catalogues) -> Vec<Value<'_>> {
    let plain = |(name, label)| Value {
        name,
        label,
        parent: None,
    };
    match facet {
        Facet::Status => {
            let all = Status::ALL.iter();
            let all = all.map(|status| (status.name(), status.label()));
            all.map(plain).collect()
        }
        Facet::Eligibility => {
            let all = Eligibility::ALL.iter();
            let all = all.map(|eligibility| (eligibility.name(), eligibility.label()));
            all.map(plain).collect()
        }
        Facet::Deadline => {
            let buckets = DeadlineBucket::ALL.into_iter();
            let buckets = buckets.map(|bucket| (bucket.name(), bucket.label()));
            let buckets = buckets.chain([(UNKNOWN, UNKNOWN_LABEL)]);
            buckets.map(plain).collect()
        }
        facet => match catalogues.get(&facet) {
            Some(catalogue) => {
                let names = catalogue.names().iter().zip(catalogue.labels());
                let rows = names.zip(catalogue.parents());
                rows.map(|((name, label), parent)| Value {
                    name,
                    label,
                    parent: parent.as_deref(),
                })
                .collect()
            }
            None => Vec::new(),
        },
    }
}

/// The name of a value on a page.
pub(super) fn label(facet: Facet, value: &str, lexicon: &Lexicon) -> String {
    let label = match facet {
        Facet::Status => value.parse().ok().map(Status::label),
        Facet::Eligibility => value.parse().ok().map(Eligibility::label),
        _ if value == UNKNOWN => Some(UNKNOWN_LABEL),
        Facet::Deadline => value.parse().ok().map(DeadlineBucket::label),
        Facet::Category => value.parse().ok().map(Category::label),
        Facet::Kind => value.parse().ok().map(Kind::label),
        Facet::Qualification if value == NONE => Some("なし"),
        Facet::LgCode => place_name(value, lexicon),
        _ => None,
    };
    label.unwrap_or(value).to_owned()
}

fn place_name<'a>(code: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let code: LgCode = code.parse().ok()?;
    lexicon
        .places
        .by_code(code)
        .map(|place| place.name.as_str())
}

/// Sorts by the facet's natural order where it has one, else the most frequent
/// first; unknown last.
fn sort(facet: Facet, rows: &mut [FacetCount], lexicon: &Lexicon) {
    if let Some(order) = natural_order(facet, lexicon) {
        let place = |row: &FacetCount| order.iter().position(|name| *name == row.value);
        rows.sort_by_key(|row| place(row).unwrap_or(order.len()));
        return;
    }
    rows.sort_by(|left, right| {
        let key = |row: &FacetCount| (row.value == UNKNOWN, Reverse(row.count));
        (key(left), &left.label).cmp(&(key(right), &right.label))
    });
}

fn natural_order(facet: Facet, lexicon: &Lexicon) -> Option<Vec<&str>> {
    Some(match facet {
        Facet::Status => Status::ALL.iter().map(|status| status.name()).collect(),
        Facet::Eligibility => Eligibility::ALL
            .iter()
            .map(|eligibility| eligibility.name())
            .collect(),
        Facet::Deadline => DeadlineBucket::ALL
            .into_iter()
            .map(DeadlineBucket::name)
            .collect(),
        Facet::Category => Category::ALL
            .iter()
            .map(|category| category.name())
            .collect(),
        Facet::Prefecture => lexicon
            .places
            .prefectures()
            .map(|place| place.name.as_str())
            .collect(),
        _ => return None,
    })
}
