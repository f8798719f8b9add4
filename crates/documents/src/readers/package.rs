//! Office files since 2007: a ZIP whose files are the parts of one document.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::archive::from_zip;
use crate::{Error, Limits};

/// One part alone may be this large, unpacked.
const PART_BYTES: u64 = 64 * 1024 * 1024;

/// Names that only a document has at its root.
const SIGNS: &[&str] = &["[Content_Types].xml", "mimetype"];

/// Whether a ZIP is a document and no archive: Office, OpenDocument, EPUB.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let is_sign = |name: &[u8]| SIGNS.iter().any(|sign| sign.as_bytes() == name);
    names(bytes).is_some_and(|names| names.iter().any(|name| is_sign(name)))
}

/// Whether a document has this part.
pub(super) fn has_part(bytes: &[u8], part: &str) -> bool {
    let is_part = |name: &Vec<u8>| name == part.as_bytes();
    bytes.starts_with(b"PK") && names(bytes).is_some_and(|names| names.iter().any(is_part))
}

fn names(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some(archive.file_names_raw().map(<[u8]>::to_vec).collect())
}

/// An Office file whose parts are read one by one.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    budget: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        Ok(Package {
            archive: ZipArchive::new(Cursor::new(bytes)).map_err(from_zip)?,
            limit: limits.unpacked_bytes,
            budget: limits.unpacked_bytes,
        })
    }

    /// The parts whose names begin and end so, in the order of their names.
    pub(super) fn names(&self, begin: &str, end: &str) -> Vec<String> {
        let names = self.archive.file_names_raw();
        let names = names.filter_map(|name| std::str::from_utf8(name).ok());
        let names = names.filter(|name| name.starts_with(begin) && name.ends_with(end));
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names
    }

    /// The bytes of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.unpack(name, |part| {
            part.take(PART_BYTES + 1).read_to_end(&mut bytes)
        })?;
        if bytes.len() as u64 > PART_BYTES {
            let limit = PART_BYTES;
            return Err(Error::TooLargeUnpacked { limit });
        }
        Ok(bytes)
    }

    /// Unpacks everything once, into nothing: for a library that trusts what a
    /// file says of its sizes.
    pub(super) fn check_unpacked(&mut self) -> Result<(), Error> {
        for name in self.names("", "") {
            self.unpack(&name, |part| io::copy(part, &mut io::sink()))?;
        }
        Ok(())
    }

    fn unpack<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, Error> {
        let index = self.archive.index_for_name_raw(name.as_bytes());
        let index = index.ok_or_else(|| Error::damaged(format!("{name} is missing")))?;
        let part = self.archive.by_index(index).map_err(from_zip)?;
        let mut part = part.take(self.budget);
        let value = read(&mut part).map_err(Error::damaged)?;
        self.budget = part.limit();
        if self.budget == 0 {
            let limit = self.limit;
            return Err(Error::TooLargeUnpacked { limit });
        }
        Ok(value)
    }
}
