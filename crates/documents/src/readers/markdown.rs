//! Markdown: kept as it is, for its marks are the structure that is wanted.
//!
//! Only comments go, because a reader of the page would not see them.

use super::{Reader, Reading, text};
use crate::{Error, Format, Limits};

pub(super) const READER: Reader = Reader {
    format: Format::Markdown,
    extensions: &["md", "markdown"],
    recognises: |_| false,
    read,
};

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    let mut reading = text::read(bytes, limits)?;
    reading.text = without_comments(&reading.text);
    Ok(reading)
}

/// Drops `<!-- ... -->`; a comment that never ends is text.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}
