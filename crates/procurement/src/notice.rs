//! The notice (案件): one procurement, with the documents that describe it.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::eligibility::Evaluation;
use crate::{
    Amends, Category, Change, Deadline, Evidence, Field, JointVenture, Kind, LgCode, Mark, Moment,
    PartRole, Price, Requirement, Span, Status, Step, Submission,
};

/// One procurement as its documents describe it.
///
/// `None` means that the documents do not say, or not surely. Every value that
/// is there has evidence: in [`Notice::evidence`], or in the deadline or leaf
/// itself. Prefecture and municipality follow from `lg_code`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Made from what an amendment never changes, so that links last.
    pub id: String,
    /// What is bought (件名).
    pub title: Option<String>,
    /// The body that buys (発注機関).
    pub agency: Option<String>,
    /// Its department (担当課).
    pub department: Option<String>,
    /// Name of the prefecture that the body is or lies in.
    pub prefecture: Option<String>,
    /// The body's code; of a prefecture's school or hospital the prefecture's.
    pub lg_code: Option<LgCode>,
    /// Name of the municipality, if the body is one.
    pub municipality: Option<String>,
    /// What the document announces.
    pub kind: Kind,
    /// The procurement method by its name in the lexicon (入札方式).
    pub method: Option<String>,
    /// Category of what is bought.
    pub category: Option<Category>,
    /// Subcategory by its name in the lexicon.
    pub subcategory: Option<String>,
    /// The day of the announcement (公告日).
    pub announced_on: Option<Date>,
    /// Every deadline, in order of time.
    pub deadlines: Vec<Deadline>,
    /// The last moment at which a newcomer can still get in.
    pub closes_at: Option<Moment>,
    /// When the contract runs (履行期間, 工期, 納入期限).
    pub contract_period: Option<ContractPeriod>,
    /// Where it is carried out (履行場所).
    pub place: Option<String>,
    /// Who may bid.
    pub requirement: Requirement,
    /// Whether firms may bid together.
    pub joint_venture: JointVenture,
    /// The bid bond, as stated (入札保証金).
    pub bid_bond: Option<String>,
    /// The contract bond, as stated (契約保証金).
    pub contract_bond: Option<String>,
    /// Whether the text says that the WTO's agreement on procurement applies.
    pub wto_gpa: bool,
    /// The number of the procurement (案件番号).
    #[serde(default)]
    pub number: Option<String>,
    /// The number of the announcement (公告番号).
    #[serde(default)]
    pub notice_number: Option<String>,
    /// Amounts that the documents state (予定価格, 上限額, 最低制限価格).
    #[serde(default)]
    pub prices: Vec<Price>,
    /// How to reach the office in charge.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// How bids or proposals may be handed in; empty if the text does not say.
    #[serde(default)]
    pub submission: Vec<Submission>,
    /// The notice that this document speaks of, if it is about an earlier one.
    #[serde(default)]
    pub amends: Option<Amends>,
    /// What it changes there, field by field.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The other documents of the case, in order of announcement. What those
    /// that speak of this call change is carried out in the fields above.
    #[serde(default)]
    pub history: Vec<Step>,
    /// The documents, one after the other.
    pub parts: Vec<Part>,
    /// Where each value stands.
    pub evidence: BTreeMap<Field, Evidence>,
    /// What a person should look at, in Japanese.
    pub warnings: Vec<String>,
    /// Where the documents came from.
    pub source: Source,
}

/// When a contract runs. Either end may be a day or the text's own words
/// (契約締結日).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPeriod {
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

/// How to reach an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone, in ASCII with hyphens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// One document of a notice, or one of several that stand in the same file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is for.
    pub role: PartRole,
    /// Its heading.
    pub title: Option<String>,
    /// In which file of [`Source::files`].
    #[serde(default)]
    pub file: usize,
    /// Where it stands in the text of that file.
    pub range: Span,
    /// Its text. Left out of the notice's JSON: the API serves it apart.
    #[serde(skip)]
    pub text: String,
}

/// Where a notice came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path of the file, of several of the one that announces, below the folder
    /// that was indexed. A file in an archive is `archive.zip/name`.
    pub path: String,
    /// Where it was published, if whoever fetched it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was fetched, in their words (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_at: Option<String>,
    /// The files that it was read from, in the order of its parts.
    pub files: Vec<SourceFile>,
}

/// One of the files of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Path below the folder that was indexed.
    pub path: String,
    /// Format that it was read as.
    pub format: String,
    /// BLAKE3 hash of the file, in hexadecimal; of one in an archive, of the archive.
    pub content_hash: String,
    /// Whether some of its text was read off pictures, where digits may be wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ocr: bool,
}

impl From<SourceFile> for Source {
    fn from(file: SourceFile) -> Self {
        Self {
            path: file.path.clone(),
            files: vec![file],
            ..Self::default()
        }
    }
}

/// A notice with its status at a given moment; this is the notice in JSON.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeAsOf<'a> {
    /// The notice.
    #[serde(flatten)]
    pub notice: &'a Notice,
    /// Its status then.
    pub status: Status,
    /// Whether a firm may bid, where it is said what the firm holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<Evaluation>,
}

impl NoticeAsOf<'_> {
    /// The same with what is said of a firm.
    pub fn with_eligibility(self, eligibility: Option<Evaluation>) -> Self {
        Self {
            eligibility,
            ..self
        }
    }
}

impl Notice {
    /// Whether a newcomer can still get in at the moment `now` (JST).
    pub fn status(&self, now: DateTime) -> Status {
        Status::of(self.judged_as(), self.closes_at, now)
    }

    /// The kind by which its status is judged: that of the cancellation or
    /// result of the case, if there is one.
    pub fn judged_as(&self) -> Kind {
        judged_as(self.kind, &self.marks())
    }

    /// The notice with its status at the moment `now` (JST).
    pub fn as_of(&self, now: DateTime) -> NoticeAsOf<'_> {
        NoticeAsOf {
            notice: self,
            status: self.status(now),
            eligibility: None,
        }
    }
}

/// The kind by which the status of a call is judged of which this became.
pub fn judged_as(kind: Kind, marks: &[Mark]) -> Kind {
    if marks.contains(&Mark::Cancelled) {
        return Kind::Cancellation;
    }
    match marks.contains(&Mark::Closed) {
        true => Kind::Result,
        false => kind,
    }
}

impl Status {
    /// The status of a notice of this kind that closes then.
    pub fn of(kind: Kind, closes_at: Option<Moment>, now: DateTime) -> Self {
        match (kind, closes_at) {
            (Kind::Cancellation, _) => Self::Cancelled,
            (Kind::Result, _) => Self::Closed,
            (Kind::Other | Kind::Forecast, _) | (_, None) => Self::Unknown,
            (_, Some(moment)) if now < moment.ends() => Self::Open,
            _ => Self::Closed,
        }
    }
}
