//! A notice goes in, a request finds it.
//!
//! The only crate that knows tantivy and lindera.

mod analysis;
mod answer;
mod closing;
mod dictionary;
mod document;
mod error;
mod facet;
mod facets;
mod index;
mod lookup;
mod matching;
mod query;
mod request;
mod schema;
mod searcher;
mod snippets;
mod stamp;
mod writer;

pub use answer::{FacetCount, Hit, SearchAnswer, Snippet, Summary, SummarySource};
pub use dictionary::{DEBIAN_IPADIC, Dictionary};
pub use error::SearchError;
pub use facet::{DeadlineBucket, Facet, NONE, UNKNOWN};
pub use request::{
    DEFAULT_PER_PAGE, MAX_DEPTH, MAX_PER_PAGE, MAX_QUERY_LENGTH, RequestError, SearchRequest, Sort,
};
pub use searcher::NoticeSearcher;
pub use writer::{IndexWriter, WriterOptions};
