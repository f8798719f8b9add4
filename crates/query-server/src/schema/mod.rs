//! The shapes of the API's answers, for its description.
//!
//! Notice and answer belong to crates that know nothing of OpenAPI, so their
//! shapes are written down again here; a test holds real answers against them.
//! The comments are what readers of `/api` see, hence in Japanese.

mod answer;
mod eligibility;
mod notice;
mod parameters;
mod problems;
mod requirement;
mod similar;
mod suggestions;
pub(crate) mod vocabulary;

pub(crate) use answer::SearchAnswerSchema;
pub(crate) use notice::NoticeSchema;
pub(crate) use parameters::{ExportParameters, HoldsParameter, SearchParameters};
pub(crate) use problems::Problems;
pub(crate) use similar::{SimilarNoticesSchema, SimilarParameters};
pub(crate) use suggestions::{SuggestionParameters, SuggestionsSchema};
