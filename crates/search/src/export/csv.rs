//! Hits as CSV (RFC 4180): UTF-8 with the mark by which Excel knows it, a row of
//! Japanese headings, dates in ISO 8601, names as a page shows them.
//!
//! Spreadsheets take a text that begins like a formula for one, and documents
//! are written by anyone: such a text gets an apostrophe before it.

use std::io;

use csv::{Terminator, Writer, WriterBuilder};

use crate::answer::Hit;
use crate::hit_field::{HitField, HitFields};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a formula can begin with, also in full width, and what is skipped
/// before it.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// What stands between several values of a cell.
const SEPARATOR: &str = "、";

pub(super) fn beginning(fields: HitFields) -> io::Result<Vec<u8>> {
    let mut writer = writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(fields.iter().map(HitField::label))?;
    finished(writer)
}

pub(super) fn rows(hits: &[Hit]) -> io::Result<Vec<u8>> {
    let mut writer = writer(Vec::new());
    for hit in hits {
        writer.write_record(hit.fields.iter().map(|field| cell(hit, field)))?;
    }
    finished(writer)
}

fn writer(bytes: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(bytes)
}

fn finished(writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error())
}

fn cell(hit: &Hit, field: HitField) -> String {
    let summary = &hit.summary;
    let words = |words: &Option<String>| text(words.as_deref().unwrap_or_default());
    match field {
        HitField::Id => text(&summary.id),
        HitField::Title => words(&summary.title),
        HitField::Agency => words(&summary.agency),
        HitField::Department => words(&summary.department),
        HitField::Prefecture => words(&summary.prefecture),
        HitField::LgCode => or_empty(summary.lg_code),
        HitField::Municipality => words(&summary.municipality),
        HitField::Kind => summary.kind.label().to_owned(),
        HitField::Method => words(&summary.method),
        HitField::Category => or_empty(summary.category.map(|category| category.label())),
        HitField::Subcategory => words(&summary.subcategory),
        HitField::AnnouncedOn => or_empty(summary.announced_on),
        HitField::ClosesAt => or_empty(summary.closes_at),
        HitField::PriceCeiling => or_empty(summary.price_ceiling),
        HitField::Qualifications => text(&summary.qualifications.join(SEPARATOR)),
        HitField::Marks => {
            let marks: Vec<&str> = summary.marks.iter().map(|mark| mark.label()).collect();
            marks.join(SEPARATOR)
        }
        HitField::Source => text(&summary.source.path),
        HitField::Status => hit.status.label().to_owned(),
        HitField::Eligibility => {
            let prospect = hit.eligibility.as_ref();
            or_empty(prospect.map(|prospect| prospect.value.label()))
        }
        HitField::Score => hit.score.to_string(),
        HitField::MissingWords => text(&hit.missing_words.join(SEPARATOR)),
        HitField::Snippets => {
            let passages = hit.snippets.iter().map(|snippet| snippet.text.as_str());
            text(&passages.collect::<Vec<_>>().join("\n"))
        }
    }
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula.
fn text(words: &str) -> String {
    match words.starts_with(FORMULA) {
        true => format!("'{words}"),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_defused() {
        for (words, written) in [
            ("=1+1", "'=1+1"),
            ("+81-86", "'+81-86"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝cmd", "'＝cmd"),
            ("\t=1", "'\t=1"),
            ("庁舎=清掃", "庁舎=清掃"),
            ("", ""),
        ] {
            assert_eq!(text(words), written);
        }
    }
}
