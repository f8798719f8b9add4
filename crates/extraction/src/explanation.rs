//! Why a document was read as it was: its parts, its outline, and for each
//! value what spoke for it and what was left.

use std::cell::RefCell;

use irefuda_procurement::PartRole;
use serde::Serialize;

use crate::reading::Reading;
use crate::text::Stretch;

/// How a text was understood.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Explanation {
    /// The documents that stand one after the other.
    pub parts: Vec<ExplainedPart>,
    /// What was considered for each field, in the order in which it was read.
    pub remarks: Vec<Remark>,
}

/// A part with its outline.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedPart {
    /// What it is for.
    pub role: PartRole,
    /// Its heading.
    pub title: Option<String>,
    /// Its items, in the order of the text.
    pub items: Vec<ExplainedItem>,
}

/// An item of the outline.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedItem {
    /// How many items it stands in.
    pub depth: usize,
    /// How it is marked: `Paren 2` for (2), `Row` for a row of a table.
    pub mark: String,
    /// Its heading.
    pub label: String,
    /// The beginning of what follows the heading.
    pub body: String,
}

/// What was considered for a field.
#[derive(Debug, Clone, Serialize)]
pub struct Remark {
    /// The field.
    pub field: &'static str,
    /// The passage.
    pub passage: String,
    /// What it was taken for, or why it was left, in Japanese.
    pub verdict: String,
}

/// Collects remarks if somebody asked for them.
#[derive(Debug, Default)]
pub(crate) struct Remarks(Option<RefCell<Vec<Remark>>>);

/// Of a passage so many characters are shown.
const LONGEST: usize = 60;

impl Remarks {
    /// One that keeps what it is told.
    pub fn kept() -> Self {
        Self(Some(RefCell::default()))
    }

    pub fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    pub fn add(&self, field: &'static str, passage: &str, verdict: impl FnOnce() -> String) {
        if let Some(remarks) = &self.0 {
            remarks.borrow_mut().push(Remark {
                field,
                passage: beginning(passage),
                verdict: verdict(),
            });
        }
    }

    fn take(&self) -> Vec<Remark> {
        self.0.as_ref().map(RefCell::take).unwrap_or_default()
    }
}

impl Explanation {
    /// The explanation of a document that was read with kept remarks.
    pub(crate) fn of(reading: &Reading) -> Self {
        let parts = reading.sections.iter().zip(reading.outlines.iter());
        let parts = parts.map(|(section, outline)| {
            let items = outline.items.iter().map(|item| ExplainedItem {
                depth: std::iter::successors(item.parent, |parent| outline.items[*parent].parent)
                    .count(),
                mark: format!("{:?} {}", item.style, item.ordinal),
                label: beginning(reading.get(&item.label)),
                body: beginning(reading.get(&item.body).trim_start()),
            });
            ExplainedPart {
                role: section.role,
                title: section
                    .title
                    .as_ref()
                    .map(|title| reading.get(title).to_owned()),
                items: items.collect(),
            }
        });
        Self {
            parts: parts.collect(),
            remarks: reading.remarks.take(),
        }
    }
}

fn beginning(passage: &str) -> String {
    passage.replace('\n', "⏎").chars().take(LONGEST).collect()
}

impl Reading<'_> {
    /// Notes what a stretch was taken for, if somebody asked.
    pub fn remark(&self, field: &'static str, stretch: &Stretch, verdict: impl FnOnce() -> String) {
        self.remarks.add(field, self.get(stretch), verdict);
    }
}
