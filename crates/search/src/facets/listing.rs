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
    let row = |value: &str, label: &str, count| FacetCount {
        value: value.to_owned(),
        label: label.to_owned(),
        count,
        selected: chosen.iter().any(|chosen| chosen == value),
    };
    let names = names(facet, catalogues);
    let counts = counts.iter().copied().chain(std::iter::repeat(0));
    let counted = names.iter().zip(counts).filter(|(_, count)| *count > 0);
    let mut rows: Vec<FacetCount> = counted
        .map(|((name, label), count)| row(name, label, count))
        .collect();
    for value in chosen {
        if !rows.iter().any(|row| row.value == *value) {
            rows.push(row(value, &label(facet, value, lexicon), 0));
        }
    }
    rows
}

/// The values of a facet by number, with their labels.
fn names(facet: Facet, catalogues: &Catalogues) -> Vec<(&str, &str)> {
    match facet {
        Facet::Status => Status::ALL
            .iter()
            .map(|status| (status.name(), status.label()))
            .collect(),
        Facet::Eligibility => Eligibility::ALL
            .iter()
            .map(|eligibility| (eligibility.name(), eligibility.label()))
            .collect(),
        Facet::Deadline => {
            let buckets = DeadlineBucket::ALL.into_iter();
            let buckets = buckets.map(|bucket| (bucket.name(), bucket.label()));
            buckets.chain([(UNKNOWN, UNKNOWN_LABEL)]).collect()
        }
        facet => match catalogues.get(&facet) {
            Some(catalogue) => {
                let names = catalogue.names().iter().map(String::as_str);
                names
                    .zip(catalogue.labels().iter().map(String::as_str))
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
