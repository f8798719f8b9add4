//! Everything about reading files, through the public functions alone.

mod cases;
mod charsets;
mod corpus;
mod files;
mod formats;
mod hostile;
mod properties;

use std::path::Path;

use irefuda_documents::{Document, Error, Limits, read_bytes};

/// Reads bytes under a name, within the usual limits.
fn read_as(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    read_bytes(Path::new(name), bytes, &Limits::default())
}
