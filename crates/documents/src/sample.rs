//! What is known of a file before it is read: its extension and its beginning.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

/// Enough for a long comment or an XML declaration before the first tag.
const HEAD_BYTES: usize = 4096;

/// What is known of a file before it is read.
pub(crate) struct Sample<'a> {
    pub(crate) bytes: &'a [u8],
    /// Lower case, without the dot; empty if there is none.
    pub(crate) extension: String,
    /// The beginning as text without BOM; only its ASCII can be relied upon.
    pub(crate) head: String,
    /// Whether a BOM says that this is text, NUL bytes or not.
    pub(crate) has_bom: bool,
}

impl<'a> Sample<'a> {
    pub(crate) fn new(name: &Path, bytes: &'a [u8]) -> Self {
        let beginning = &bytes[..bytes.len().min(HEAD_BYTES)];
        let bom = Encoding::for_bom(bytes);
        let (encoding, skip) = bom.unwrap_or((UTF_8, 0));
        let (head, _) = encoding.decode_without_bom_handling(&beginning[skip..]);
        let extension = name.extension().unwrap_or_default();
        Sample {
            bytes,
            extension: extension.to_string_lossy().to_ascii_lowercase(),
            head: head.into_owned(),
            has_bom: bom.is_some(),
        }
    }
}
