//! Plain text: decoded, with one kind of line end.

use super::{Reader, Reading};
use crate::tidy::tidy;
use crate::{Error, Format, Limits, charset};

pub(super) const READER: Reader = Reader {
    format: Format::Text,
    extensions: &["txt", "text"],
    recognises: |_| false,
    read,
};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    limits.check_plain_bytes(bytes.len() as u64)?;
    let decoded = charset::decode(bytes, None)?;
    Ok(Reading {
        text: tidy(&decoded.text),
        charset: Some(decoded.charset),
        warnings: decoded.warnings,
        ..Reading::default()
    })
}
