//! A file becomes text with pages and a format.
//!
//! [`Workers::read`] takes a path and hands back its members: an archive has
//! many, any other file is one. Each is a [`Document`] or an [`Error`]. What a
//! file is, its content says first and its name second; the text has one shape
//! whatever the format: `\n` line ends, a line a table row with TAB between the
//! cells, headings marked with `#` where the format has them, a blank line
//! between blocks.
//!
//! Each format is one file in `readers/` and one line in its list. Plain text,
//! Markdown and HTML are read in this process; nothing of ours panics or runs
//! for ever at them. For all else the libraries cannot promise that, so that a
//! worker reads it: this program again, with limits on itself ([`worker::run`]).
//! What a notice is, nobody here knows.

mod archive;
mod charset;
mod document;
mod error;
mod file;
mod foreign;
mod limits;
mod readers;
mod row;
mod sample;
mod tidy;
pub mod tools;
pub mod worker;
mod workers;

use std::path::Path;

use archive::Step;
pub use document::{Document, Format, Member};
pub use error::Error;
pub use limits::Limits;
use readers::Reading;
use sample::Sample;
pub use workers::Workers;

/// Changes whenever a reader may make another text of the same file, so that
/// texts which somebody kept are read anew.
pub const READING_VERSION: u32 = 1;

/// The bytes of a regular file that is within the limits; a device, FIFO or
/// folder is an error.
pub fn bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, Error> {
    file::read(path, limits)
}

/// Whether these bytes are of a format that only a worker reads, which is slow.
pub fn needs_worker(bytes: &[u8]) -> bool {
    foreign::needs_worker(bytes).is_some()
}

/// Reads a file of plain text, Markdown or HTML; another format is
/// [`Error::NeedsWorker`], and a device, FIFO or folder an error.
pub fn read(path: &Path, limits: &Limits) -> Result<Document, Error> {
    let bytes = file::read(path, limits)?;
    read_bytes(path, &bytes, limits)
}

/// The same for what is in memory already; of the name only the extension counts.
pub fn read_bytes(name: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    limits.check_file_bytes(bytes.len() as u64)?;
    if let Some(what) = foreign::needs_worker(bytes) {
        let what = what.to_owned();
        return Err(Error::NeedsWorker { what });
    }
    document_of(name, bytes, limits)
}

/// Reads any format in this process, without a worker's protection: for files
/// that one has made oneself, such as the samples of a test.
pub fn read_unprotected(name: &Path, bytes: &[u8], limits: &Limits) -> Vec<Member> {
    let mut members = Vec::new();
    archive::read(name, bytes, limits, 0, &mut |step| {
        if let Step::End(member) = step {
            members.push(member);
        }
    });
    members
}

/// Reads what is no archive.
fn document_of(name: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
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
        pages: reading.pages,
        ocr: reading.ocr,
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
    reading.pages.retain(|begin| *begin < end);
    reading.warnings.push(format!(
        "文章が長すぎるため、{} バイトで打ち切りました。",
        limits.text_bytes
    ));
}
