//! Word since 2007: the parts in the order in which they are read.
//!
//! Headers come first and footers and notes last, each once, however many
//! sections use them. Automatic numbering is not in the text.

mod headings;
mod part;

use super::package::{self, Package};
use super::{Reader, Reading};
use crate::sample::Sample;
use crate::tidy::tidy;
use crate::{Error, Format, Limits};
use headings::Headings;

pub(super) const READER: Reader = Reader {
    format: Format::Docx,
    extensions: &["docx", "docm"],
    recognises,
    read,
};

const BODY: &str = "word/document.xml";

fn recognises(sample: &Sample) -> bool {
    package::has_part(sample.bytes, BODY)
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    let mut package = Package::open(bytes, limits)?;
    let headings = match package.names("word/styles", ".xml").first() {
        Some(name) => Headings::of(&package.part(name)?),
        None => Headings::default(),
    };
    let mut reading = Reading::default();
    for name in package.names("word/header", ".xml") {
        push_margin(&mut reading, &package.part(&name)?, limits);
    }
    push(&mut reading, &package.part(BODY)?, &headings, limits);
    for begin in ["word/footnotes", "word/endnotes", "word/footer"] {
        for name in package.names(begin, ".xml") {
            push_margin(&mut reading, &package.part(&name)?, limits);
        }
    }
    reading.text = tidy(&reading.text);
    Ok(reading)
}

/// A header, footer or note: what an earlier one says already is not said
/// again, and a page number says nothing.
fn push_margin(reading: &mut Reading, xml: &[u8], limits: &Limits) {
    let mut margin = Reading::default();
    push(&mut margin, xml, &Headings::default(), limits);
    reading.warnings.append(&mut margin.warnings);
    for line in margin.text.lines() {
        let says_something = line.chars().any(char::is_alphabetic);
        let is_new = !reading.text.lines().any(|earlier| earlier == line);
        if says_something && is_new {
            reading.text.push_str(line);
            reading.text.push('\n');
        }
    }
}

fn push(reading: &mut Reading, xml: &[u8], headings: &Headings, limits: &Limits) {
    let written = part::text(xml, headings, limits.text_bytes);
    reading.text.push_str(&written.text);
    reading.warnings.extend(written.warning);
}
