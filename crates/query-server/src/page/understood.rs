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
        let with_matching =
            |matching| address::changed(request, |request| request.matching = matching);
        Self {
            filters: filters.collect(),
            ignored: understood.ignored.clone(),
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
