//! Documents that speak of an earlier notice: corrections, postponements,
//! cancellations, answers, results.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Evidence;

/// The notice that a document speaks of, by what the document says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amends {
    /// The number of that notice (公告番号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The day on which it was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// Where the document speaks of it.
    pub evidence: Evidence,
}

/// One thing that a document changes in the notice that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What: the name of a notice's field, of a deadline with its kind
    /// (`deadlines.bid`), or `other`.
    pub field: String,
    /// What it was; of a deadline the day or moment. Not every document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is from now on; nothing if it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}
