//! Office files before 2007: a compound file, a small file system in one file.

use std::io::Cursor;

use cfb::CompoundFile;

const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The streams that new Office files are wrapped in when they have a password.
pub(super) const ENCRYPTED: &str = "EncryptedPackage";

/// Whether it is a compound file with a stream of one of these names.
pub(super) fn has_stream(bytes: &[u8], names: &[&str]) -> bool {
    if !bytes.starts_with(MAGIC) {
        return false;
    }
    let file = CompoundFile::open(Cursor::new(bytes));
    file.is_ok_and(|file| {
        let mut entries = file.read_root_storage();
        entries.any(|entry| names.contains(&entry.name()))
    })
}
