//! Why a request gets no answer.
//!
//! What a client is told of it stands in `problem.rs`, and nowhere else.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use irefuda_search::{RequestError, SearchError};

use crate::problem::Problem;

/// Why a request gets no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServerError {
    /// A parameter cannot be taken.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The query string is not percent-encoded UTF-8.
    #[error("malformed percent-encoding in the query string")]
    QueryEncoding,
    /// The query string is too long to be read.
    #[error("the query string is longer than {most} bytes")]
    QueryTooLong {
        /// The most that is read.
        most: usize,
    },
    /// No notice has the id.
    #[error("no such notice")]
    NoSuchNotice,
    /// The notice has fewer parts.
    #[error("no such part: the notice has {parts}")]
    NoSuchPart {
        /// How many it has.
        parts: usize,
    },
    /// Too many searches at once.
    #[error("too many searches at once")]
    Overloaded,
    /// The answer took too long.
    #[error("no answer in time")]
    TooSlow,
    /// The router or a layer refused the request.
    #[error("refused with status {0}")]
    Refused(u16),
    /// The index failed.
    #[error("the search failed")]
    Search(#[source] SearchError),
    /// Hits could not be written.
    #[error("an export could not be written")]
    Export(#[from] std::io::Error),
    /// The work ended without an answer.
    #[error("the search was broken off")]
    Work(#[source] tokio::task::JoinError),
    /// A template failed.
    #[error("a page could not be made")]
    Template(#[from] askama::Error),
    /// A handler panicked.
    #[error("a handler panicked: {0}")]
    Panic(String),
}

impl From<SearchError> for ServerError {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Request(error) => Self::Request(error),
            error => Self::Search(error),
        }
    }
}

impl IntoResponse for ServerError {
    /// A response without a body: `layers::show_errors` makes it, since only
    /// there it is known for whom, and the request's id.
    fn into_response(self) -> Response {
        let status = Problem::of(&self).status_code();
        let mut response = status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
