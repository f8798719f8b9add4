//! A file becomes text with a format.
//!
//! [`read`] takes a path, [`read_bytes`] takes what was read already; both say
//! what the file is, by its content first and by its name second, and hand back
//! its text in one shape whatever the format: `\n` line ends, a line a table
//! row with TAB between the cells, headings marked with `#`, a blank line
//! between blocks.
//!
//! Each format is one file in `readers/` and one line in its list. What a
//! notice is, nobody here knows; nothing here panics or runs for ever,
//! whatever the bytes are.

mod charset;
mod error;
mod file;
mod foreign;
mod limits;
mod readers;
mod sample;
mod tidy;

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use error::Error;
pub use limits::Limits;
use readers::Reading;
use sample::Sample;

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What the file was read as.
    pub format: Format,
    /// The text: `\n` line ends, TAB between table cells, a line a table row, a
    /// blank line between blocks. It is the raw text: nothing is folded.
    pub text: String,
    /// The name of the character set it was decoded from, such as `Shift_JIS`
    /// (which always means CP932); none for a format that has no such thing.
    pub charset: Option<&'static str>,
    /// What went wrong without making the text useless, a sentence each.
    pub warnings: Vec<String>,
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown; the text keeps its marks.
    Markdown,
    /// HTML and XHTML, without the page's furniture.
    Html,
}

impl Format {
    /// Every format, in a fixed order.
    pub const ALL: &[Format] = &[Format::Text, Format::Markdown, Format::Html];

    /// The name that is displayed and serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Reads a regular file; devices, FIFOs and folders are an error.
pub fn read(path: &Path, limits: &Limits) -> Result<Document, Error> {
    let bytes = file::read(path, limits)?;
    read_bytes(path, &bytes, limits)
}

/// Reads what is in memory already; of the name only the extension counts.
pub fn read_bytes(name: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    limits.check_file_bytes(bytes.len() as u64)?;
    let sample = Sample::new(name, bytes);
    let reader = readers::choose(&sample)?;
    let mut reading = (reader.read)(bytes, limits)?;
    if reading.text.trim().is_empty() {
        return Err(Error::Empty);
    }
    shorten(&mut reading, limits);
    Ok(Document {
        format: reader.format,
        text: reading.text,
        charset: reading.charset,
        warnings: reading.warnings,
    })
}

/// Cuts what is over the limit off the text, with a warning.
fn shorten(reading: &mut Reading, limits: &Limits) {
    if reading.text.len() <= limits.text_bytes {
        return;
    }
    let mut end = limits.text_bytes;
    while !reading.text.is_char_boundary(end) {
        end -= 1;
    }
    reading.text.truncate(end);
    reading.warnings.push(format!(
        "the text was cut off at the limit of {} bytes",
        limits.text_bytes
    ));
}
