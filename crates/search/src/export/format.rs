//! The forms of an export.

use std::io;

use super::csv;
use crate::answer::Hit;
use crate::hit_field::HitFields;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A table with a row of headings, for spreadsheets.
    Csv,
    /// A JSON object a line, each a hit as the API answers it.
    JsonLines,
}

impl ExportFormat {
    /// What stands before the first hit.
    pub fn beginning(self, fields: HitFields) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv => csv::beginning(fields),
            Self::JsonLines => Ok(Vec::new()),
        }
    }

    /// Hits, written.
    pub fn written(self, hits: &[Hit]) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv => csv::rows(hits),
            Self::JsonLines => {
                let mut lines = Vec::new();
                for hit in hits {
                    serde_json::to_writer(&mut lines, hit)?;
                    lines.push(b'\n');
                }
                Ok(lines)
            }
        }
    }
}
