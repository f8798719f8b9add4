//! What a search answers: the JSON of `GET /api/v1/notices`.

use std::collections::BTreeMap;
use std::sync::Arc;

use irefuda_procurement::eligibility::Prospect;
use irefuda_procurement::{Category, Kind, LgCode, Mark, Moment, Span, Status, judged_as};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize, Serializer};

use crate::cursor::Cursor;
use crate::facet::Facet;
use crate::histogram::{Histogram, HistogramCounts};
use crate::hit_field::HitFields;

/// A page of hits with the counts of all facets.
#[derive(Debug, Clone, Serialize)]
pub struct SearchAnswer {
    /// Exact number of notices found.
    pub total: u64,
    /// The page, from 1; none where a cursor was followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Hits of a page.
    pub per_page: usize,
    /// How many of them have all words; by relevance they come first. The others
    /// have some of the words.
    pub with_all_words: u64,
    /// How the words were understood.
    pub understood: Understood,
    /// The moment at which open and closed were judged.
    pub as_of: Moment,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Where the hits behind these begin, if there are any.
    #[serde(serialize_with = "as_text")]
    pub next: Option<Cursor>,
    /// Counts by facet. A facet's own choice does not narrow its counts.
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
    /// Counts by date, if they were asked for. A date's own range does not
    /// narrow its counts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub histogram: BTreeMap<Histogram, HistogramCounts>,
}

fn as_text<S: Serializer>(cursor: &Option<Cursor>, serializer: S) -> Result<S::Ok, S::Error> {
    match cursor {
        Some(cursor) => serializer.collect_str(cursor),
        None => serializer.serialize_none(),
    }
}

/// A notice as a list shows it.
#[derive(Debug, Clone)]
pub struct Hit {
    /// What of it is written.
    pub fields: HitFields,
    /// The list fields.
    pub summary: Summary,
    /// Its status at [`SearchAnswer::as_of`].
    pub status: Status,
    /// Whether the firm of the request may bid; only if it said what it holds.
    pub eligibility: Option<Prospect>,
    /// How well it matches; comparable only within one answer.
    pub score: f32,
    /// Words of the query that it does not have, if they were asked for.
    pub missing_words: Vec<String>,
    /// Passages that show why it was found, if they were asked for.
    pub snippets: Vec<Snippet>,
}

/// How the words of a query were understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// Other forms of the words that were searched for as well.
    pub also_searched: Vec<AlsoSearched>,
    /// Filters that were read from them.
    pub filters: Vec<UnderstoodFilter>,
    /// Words that weigh nothing.
    pub ignored: Vec<String>,
    /// Other queries that find more, where this one finds nothing or next to
    /// nothing; the likeliest first.
    pub did_you_mean: Vec<DidYouMean>,
}

/// A query that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DidYouMean {
    /// Its words.
    pub q: String,
    /// How many notices have all of them, with the filters of the request.
    pub total: u64,
    /// Whether the hits are those of this query, for as it was typed it finds
    /// nothing.
    pub is_applied: bool,
}

/// A parameter of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// A filter that was read from the words of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnderstoodFilter {
    /// The words that say it, as typed.
    pub text: String,
    /// The parameters of a search that mean the same.
    pub parameters: Vec<Parameter>,
    /// The query without these words.
    pub q_without: String,
}

/// A word, and what was searched for as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlsoSearched {
    /// The word as it was typed.
    pub word: String,
    /// Its synonyms and other spellings.
    pub forms: Vec<String>,
}

/// The fields of a notice that a list shows; see `Notice` for each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Summary {
    pub id: String,
    pub title: Option<String>,
    pub agency: Option<String>,
    pub department: Option<String>,
    pub prefecture: Option<String>,
    pub lg_code: Option<LgCode>,
    pub municipality: Option<String>,
    pub kind: Kind,
    pub method: Option<String>,
    pub category: Option<Category>,
    pub subcategory: Option<String>,
    pub announced_on: Option<Date>,
    pub closes_at: Option<Moment>,
    /// The greatest of its estimated prices and ceilings, in yen.
    pub price_ceiling: Option<u64>,
    pub qualifications: Vec<String>,
    /// What became of it since it was announced.
    pub marks: Vec<Mark>,
    pub source: SummarySource,
}

impl Summary {
    /// Its status at the moment `now` (JST).
    pub fn status(&self, now: DateTime) -> Status {
        Status::of(judged_as(self.kind, &self.marks), self.closes_at, now)
    }
}

/// Where the notice came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummarySource {
    /// Path of the file below the folder that was indexed.
    pub path: String,
}

/// A passage of a document.
#[derive(Debug, Clone, Serialize)]
pub struct Snippet {
    /// The passage, as it stands in the part (line breaks become spaces).
    pub text: String,
    /// Index of the part.
    pub part: usize,
    /// Page of the file, from 1, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Where the passage stands in the part's text, in Unicode scalar values.
    #[serde(flatten)]
    pub span: Span,
    /// What to highlight, in Unicode scalar values of `text`.
    pub highlights: Vec<Span>,
}

/// How many notices have a value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value, as a query parameter takes it.
    pub value: Arc<str>,
    /// Its name on a page, in Japanese.
    pub label: Arc<str>,
    /// The value that it lies under: of a municipality its prefecture, of a
    /// subcategory its category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Arc<str>>,
    /// Number of notices found.
    pub count: u64,
    /// Whether the request chose it.
    pub selected: bool,
}
