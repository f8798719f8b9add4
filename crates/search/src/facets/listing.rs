//! Counts of facets as an answer shows them: named, labelled, in order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use irefuda_procurement::{Category, Eligibility, Kind, Lexicon, LgCode, Status};

use super::catalogue::{Catalogue, UNKNOWN_NUMBER};
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
            let rows = match catalogues.get(&facet) {
                Some(catalogue) => catalogued(facet, counts, catalogue, chosen, lexicon),
                None => fixed(facet, counts, chosen),
            };
            (facet, rows)
        })
        .collect()
}

/// A row for each value that occurs or is chosen: in the facet's natural order
/// where it has one, else the most frequent first and unknown last.
fn catalogued(
    facet: Facet,
    counts: &[u64],
    catalogue: &Catalogue,
    chosen: &[String],
    lexicon: &Lexicon,
) -> Vec<FacetCount> {
    let mut numbers: Vec<u16> = (0..)
        .zip(counts)
        .filter_map(|(number, count)| (*count > 0).then_some(number))
        .collect();
    let count = |number: u16| counts.get(usize::from(number)).copied().unwrap_or(0);
    let (known, unheard_of): (Vec<_>, Vec<_>) = chosen
        .iter()
        .map(|name| (name, catalogue.find(name)))
        .partition(|(_, number)| number.is_some());
    let selected: Vec<u16> = known.iter().filter_map(|(_, number)| *number).collect();
    numbers.extend(selected.iter().filter(|number| count(**number) == 0));
    numbers.sort_unstable_by_key(|number| {
        let frequency = match catalogue.has_natural_order() {
            true => (false, Reverse(0)),
            false => (*number == UNKNOWN_NUMBER, Reverse(count(*number))),
        };
        (frequency, catalogue.place(*number))
    });
    let row = |number: &u16| FacetCount {
        value: catalogue.name(*number),
        label: catalogue.label(*number),
        parent: catalogue.parent(*number),
        count: count(*number),
        selected: selected.contains(number),
    };
    let mut rows: Vec<FacetCount> = numbers.iter().map(row).collect();
    rows.extend(unheard_of.into_iter().map(|(name, _)| FacetCount {
        value: name.as_str().into(),
        label: label(facet, name, lexicon).into(),
        parent: facet.parent_value(name, lexicon).map(Into::into),
        count: 0,
        selected: true,
    }));
    rows
}

/// The rows of a facet whose values are always the same.
fn fixed(facet: Facet, counts: &[u64], chosen: &[String]) -> Vec<FacetCount> {
    let values: Vec<(&str, &str)> = match facet {
        Facet::Status => {
            let all = Status::ALL.iter();
            all.map(|status| (status.name(), status.label())).collect()
        }
        Facet::Eligibility => {
            let all = Eligibility::ALL.iter();
            all.map(|eligibility| (eligibility.name(), eligibility.label()))
                .collect()
        }
        _ => {
            let buckets = DeadlineBucket::ALL.into_iter();
            let buckets = buckets.map(|bucket| (bucket.name(), bucket.label()));
            buckets.chain([(UNKNOWN, UNKNOWN_LABEL)]).collect()
        }
    };
    let counts = counts.iter().copied().chain(std::iter::repeat(0));
    let rows = values
        .into_iter()
        .zip(counts)
        .map(|((name, label), count)| FacetCount {
            value: name.into(),
            label: label.into(),
            parent: None,
            count,
            selected: chosen.iter().any(|chosen| chosen == name),
        });
    rows.filter(|row| row.count > 0 || row.selected).collect()
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

/// The values of a facet in their natural order; none if it has none.
pub(super) fn natural_order(facet: Facet, lexicon: &Lexicon) -> Option<Vec<&str>> {
    Some(match facet {
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
