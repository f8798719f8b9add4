//! A notice goes in, a request finds it.
//!
//! The only crate that knows tantivy and lindera.

mod analysis;
mod answer;
mod answering;
mod closing;
mod correcting;
mod cursor;
mod dictionary;
mod document;
mod error;
pub mod evaluation;
mod existence;
mod export;
mod facet;
mod facets;
mod finding;
mod histogram;
mod hit_field;
mod index;
mod lookup;
mod matching;
mod meaning;
mod query;
mod request;
mod schema;
mod searcher;
mod sentence;
mod similar;
mod snippets;
mod sort;
mod stamp;
mod suggesting;
mod writer;

pub use answer::{
    AlsoSearched, DidYouMean, FacetCount, Hit, Parameter, SearchAnswer, Snippet, Summary,
    SummarySource, Understood, UnderstoodFilter,
};
pub use cursor::Cursor;
pub use dictionary::{DEBIAN_IPADIC, Dictionary};
pub use error::SearchError;
pub use export::{Export, ExportFormat};
pub use facet::{DeadlineBucket, Facet, NONE, UNKNOWN};
pub use histogram::{Bucket, Histogram, HistogramCounts, MAX_BUCKETS};
pub use hit_field::{HitField, HitFields};
pub use request::{
    DEFAULT_PER_PAGE, MAX_DEPTH, MAX_PER_PAGE, MAX_QUERY_LENGTH, Matching, OF_PAGES, RequestError,
    SearchRequest, holdings,
};
pub use searcher::NoticeSearcher;
pub use similar::{DEFAULT_SIMILAR, MAX_SIMILAR, Relation, SimilarNotice, similar_limit};
pub use sort::{Direction, Sort, SortColumn};
pub use suggesting::{
    DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, Suggestion, SuggestionKind, SuggestionRequest,
};
pub use writer::{IndexWriter, WriterOptions};
