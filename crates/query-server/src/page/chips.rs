//! The chosen filters, each with a link that takes it off.

use irefuda_procurement::{Lexicon, LgCode, Moment};
use irefuda_search::{Facet, SearchAnswer, SearchRequest, UNKNOWN};

use super::address;
use super::dates::When;

/// A chosen filter.
pub(super) struct Chip {
    /// What is filtered by.
    pub label: String,
    /// The chosen value.
    pub value: String,
    /// The search without it.
    pub without: String,
}

/// The chosen filters of a request, in the order of the facets.
pub(super) fn chips(
    request: &SearchRequest,
    answer: &SearchAnswer,
    lexicon: &Lexicon,
) -> Vec<Chip> {
    let mut chips: Vec<Chip> = holdings(request).collect();
    for (facet, values) in &request.filters {
        for value in values {
            chips.push(Chip {
                label: facet.label().to_owned(),
                value: label(*facet, value, answer, lexicon),
                without: without(request, *facet, value),
            });
        }
    }
    chips.extend(ranges(request));
    chips
}

/// What the firm holds. Without the last of it nothing can be said of
/// eligibility.
fn holdings(request: &SearchRequest) -> impl Iterator<Item = Chip> {
    request.holds.names().map(|name| Chip {
        label: "持っているもの".to_owned(),
        value: name.to_owned(),
        without: address::changed(request, |request| {
            request.holds = request.holds.without(name);
            if request.holds.is_empty() {
                request.filters.remove(&Facet::Eligibility);
            }
        }),
    })
}

fn without(request: &SearchRequest, facet: Facet, value: &str) -> String {
    address::changed(request, |request| {
        if let Some(values) = request.filters.get_mut(&facet) {
            values.retain(|chosen| chosen != value);
        }
    })
}

/// The value for people: as the answer has it, else from the lexicon.
fn label(facet: Facet, value: &str, answer: &SearchAnswer, lexicon: &Lexicon) -> String {
    let counts = answer
        .facets
        .get(&facet)
        .map(Vec::as_slice)
        .unwrap_or_default();
    if let Some(count) = counts.iter().find(|count| *count.value == *value) {
        return count.label.to_string();
    }
    if value == UNKNOWN {
        return "不明".to_owned();
    }
    let code: Option<LgCode> = value.parse().ok().filter(|_| facet == Facet::LgCode);
    let place = code.and_then(|code| lexicon.places.by_code(code));
    place.map_or(value, |place| place.name.as_str()).to_owned()
}

fn ranges(request: &SearchRequest) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut range =
        |label: &str, when: Option<When>, suffix: &str, without: fn(&mut SearchRequest)| {
            let Some(when) = when else { return };
            chips.push(Chip {
                label: label.to_owned(),
                value: format!("{}{suffix}", when.text),
                without: address::changed(request, without),
            });
        };
    let day = |day: Option<jiff::civil::Date>| day.map(When::from);
    let moment = |moment: Option<Moment>| moment.map(When::from);
    range(
        "公告日",
        day(request.announced_from),
        "以後",
        |request| request.announced_from = None,
    );
    range("公告日", day(request.announced_to), "以前", |request| {
        request.announced_to = None
    });
    range("締切", moment(request.closes_from), "以後", |request| {
        request.closes_from = None
    });
    range("締切", moment(request.closes_to), "以前", |request| {
        request.closes_to = None
    });
    chips
}
