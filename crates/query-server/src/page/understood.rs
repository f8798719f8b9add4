//! How the words were understood, as the page tells it.

use irefuda_procurement::Lexicon;
use irefuda_search::{AlsoSearched, Matching, SearchAnswer, SearchRequest};

use super::address;
use super::chips::{Chip, chips};

/// How many other forms of a word are named.
const MOST_FORMS: usize = 4;

/// How the words were understood.
pub(super) struct UnderstoodView {
    /// Filters that were read from the words, each with a search without it.
    pub filters: Vec<Chip>,
    /// Words that weigh nothing.
    pub ignored: Vec<String>,
    /// Queries that may have been meant.
    pub meant: Vec<Meant>,
    /// The one whose hits these are.
    pub applied: Option<Meant>,
    /// Words and other forms that were searched for as well.
    pub also_searched: Vec<Also>,
    /// The search for the words as they were typed.
    pub literally: String,
    /// The search with understanding, where this one is without.
    pub understanding: Option<String>,
}

/// A word, and what was searched for as well.
pub(super) struct Also {
    pub word: String,
    pub forms: String,
}

/// A query that may have been meant.
pub(super) struct Meant {
    pub q: String,
    pub total: u64,
    pub address: String,
}

impl UnderstoodView {
    pub fn new(request: &SearchRequest, answer: &SearchAnswer, lexicon: &Lexicon) -> Self {
        let understood = &answer.understood;
        let filters = understood.filters.iter().map(|filter| {
            let parameters = filter
                .parameters
                .iter()
                .map(|parameter| (parameter.name, parameter.value.as_str()));
            let alone = SearchRequest::from_parameters(parameters, lexicon).unwrap_or_default();
            let values = chips(&alone, answer, lexicon);
            let label = values.first().map(|chip| chip.label.clone());
            let values: Vec<String> = values.into_iter().map(|chip| chip.value).collect();
            let value = between(&values).unwrap_or_else(|| values.join("、"));
            Chip {
                label: label.unwrap_or_default(),
                value,
                without: address::changed(request, |request| {
                    request.q.clone_from(&filter.q_without);
                }),
            }
        });
        let meant = |is_applied: bool| {
            let proposals = understood.did_you_mean.iter();
            let proposals = proposals.filter(move |meant| meant.is_applied == is_applied);
            proposals.map(|meant| Meant {
                q: meant.q.clone(),
                total: meant.total,
                address: address::changed(request, |request| request.q.clone_from(&meant.q)),
            })
        };
        let with_matching =
            |matching| address::changed(request, |request| request.matching = matching);
        Self {
            filters: filters.collect(),
            ignored: understood.ignored.clone(),
            meant: meant(false).collect(),
            applied: meant(true).next(),
            also_searched: understood.also_searched.iter().map(also).collect(),
            literally: with_matching(Matching::Literal),
            understanding: (request.matching == Matching::Literal)
                .then(|| with_matching(Matching::Most)),
        }
    }

    /// Whether there is anything to tell.
    pub fn says_something(&self) -> bool {
        !self.filters.is_empty()
            || !self.ignored.is_empty()
            || !self.also_searched.is_empty()
            || !self.meant.is_empty()
            || self.applied.is_some()
            || self.understanding.is_some()
    }
}

/// Two days as a stretch.
fn between(values: &[String]) -> Option<String> {
    let [from, to] = values else { return None };
    let (from, to) = (from.strip_suffix("以後")?, to.strip_suffix("以前")?);
    Some(if from == to {
        from.to_owned()
    } else {
        format!("{from}〜{to}")
    })
}

fn also(also: &AlsoSearched) -> Also {
    let mut forms: Vec<&str> = also
        .forms
        .iter()
        .take(MOST_FORMS)
        .map(String::as_str)
        .collect();
    if also.forms.len() > MOST_FORMS {
        forms.push("ほか");
    }
    Also {
        word: also.word.clone(),
        forms: forms.join("、"),
    }
}
