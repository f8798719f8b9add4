//! Where in the documents a value stands.

use serde::{Deserialize, Serialize};

use crate::Confidence;

/// A stretch of text, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The first character after it.
    pub end: usize,
}

/// The passage that a value was read from. A value without evidence does not
/// exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The passage, as it stands in the part's text.
    pub quote: String,
    /// Index of the part in [`crate::Notice::parts`].
    pub part: usize,
    /// Page of the file, from 1, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Where the passage stands in the part's text.
    #[serde(flatten)]
    pub span: Span,
    /// How sure the value is.
    #[serde(default)]
    pub confidence: Confidence,
}

/// The single-valued fields of a notice that carry evidence. Deadlines and
/// leaves of the requirement carry their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // Each is documented where it is a field of Notice.
pub enum Field {
    Title,
    Agency,
    Department,
    LgCode,
    Kind,
    Method,
    Category,
    Subcategory,
    AnnouncedOn,
    ClosesAt,
    ContractPeriod,
    Place,
    JointVenture,
    BidBond,
    ContractBond,
    WtoGpa,
    Number,
    NoticeNumber,
    Contact,
    Submission,
}
