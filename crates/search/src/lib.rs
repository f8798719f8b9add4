//! A notice goes in, a request finds it.
//!
//! The only crate that knows tantivy and lindera.

mod analysis;
mod answer;
mod closing;
mod dictionary;
mod document;
mod error;
pub mod evaluation;
mod facet;
mod facets;
mod finding;
mod index;
mod lookup;
mod matching;
mod query;
mod request;
mod schema;
mod searcher;
mod sentence;
mod snippets;
mod stamp;
mod writer;

pub use answer::{
    AlsoSearched, FacetCount, Hit, Parameter, SearchAnswer, Snippet, Summary, SummarySource,
    Understood, UnderstoodFilter,
};
pub use dictionary::{DEBIAN_IPADIC, Dictionary};
pub use error::SearchError;
pub use facet::{DeadlineBucket, Facet, NONE, UNKNOWN};
pub use request::{
    DEFAULT_PER_PAGE, MAX_DEPTH, MAX_PER_PAGE, MAX_QUERY_LENGTH, Matching, RequestError,
    SearchRequest, Sort, holdings,
};
pub use searcher::NoticeSearcher;
pub use writer::{IndexWriter, WriterOptions};
