//! The bytes of a regular file, and never more than the limit.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::{Error, Limits};

/// Reads the whole of a regular file that is within the limit.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Error> {
    // Asked before opening: to open a FIFO waits for somebody to write to it.
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile);
    }
    limits.check_file_bytes(metadata.len())?;

    // The length can lie: the file may grow, and /proc says zero of everything.
    let mut bytes = Vec::new();
    let bound = limits.file_bytes.saturating_add(1);
    File::open(path)?.take(bound).read_to_end(&mut bytes)?;
    limits.check_file_bytes(bytes.len() as u64)?;
    Ok(bytes)
}
