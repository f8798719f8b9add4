//! The formats that can be read, one file each.
//!
//! A new format is a new file, a variant of [`Format`] and a line in
//! [`READERS`].

mod compound;
mod doc;
mod docx;
mod html;
mod markdown;
pub(crate) mod package;
mod pdf;
mod sheet;
mod text;
mod xls;
mod xlsx;

use crate::sample::Sample;
use crate::{Error, Format, Limits, foreign};

/// All readers. What a content says of itself is asked in this order.
const READERS: &[&Reader] = &[
    &pdf::READER,
    &docx::READER,
    &xlsx::READER,
    &doc::READER,
    &xls::READER,
    &html::READER,
    &markdown::READER,
    &text::READER,
];

/// How one format is known and read.
pub(crate) struct Reader {
    pub(crate) format: Format,
    /// Lower case, without the dot.
    pub(crate) extensions: &'static [&'static str],
    /// Whether the content shows the format, whatever the file is called.
    pub(crate) recognises: fn(&Sample) -> bool,
    pub(crate) read: fn(&[u8], &Limits) -> Result<Reading, Error>,
}

/// What a reader makes of the bytes.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// Where pages begin, in a format that has them.
    pub(crate) pages: Vec<usize>,
    /// Whether some of it was read off pictures.
    pub(crate) ocr: bool,
    pub(crate) charset: Option<&'static str>,
    pub(crate) warnings: Vec<String>,
}

/// The reader for a file: by its content, else by its extension, else as text.
pub(crate) fn choose(sample: &Sample) -> Result<&'static Reader, Error> {
    if sample.bytes.is_empty() {
        return Err(Error::Empty);
    }
    if let Some(reader) = READERS.iter().find(|reader| (reader.recognises)(sample)) {
        return Ok(reader);
    }
    if let Some(what) = foreign::name(sample) {
        return Err(Error::Unsupported { what });
    }
    let extension = sample.extension.as_str();
    let by_extension = READERS
        .iter()
        .find(|reader| reader.extensions.contains(&extension));
    Ok(by_extension.copied().unwrap_or(&text::READER))
}
