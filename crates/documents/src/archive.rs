//! ZIP archives: their files one by one, those of archives within them too.
//!
//! An archive is a container, not a text. Nothing is written to disk, so that
//! a name like `../x` or a symbolic link is only a name. All archives in one
//! file share the same budget of files and of unpacked bytes; what the headers
//! say of sizes is not believed.

use std::io::{Cursor, Read};
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::readers::package;
use crate::{Error, Limits, Member, document_of};

/// Something that happens while a file is read.
pub(crate) enum Step {
    /// This member is read next.
    Begin(Option<String>),
    /// It is read.
    End(Member),
}

/// Reads a file that may be an archive, member by member. The first `skip`
/// members are passed over unread.
pub(crate) fn read(
    name: &Path,
    bytes: &[u8],
    limits: &Limits,
    skip: usize,
    emit: &mut dyn FnMut(Step),
) {
    let mut walk = Walk {
        limits,
        skip,
        entries: 0,
        budget: limits.unpacked_bytes,
        emit,
    };
    walk.file(None, name, bytes, 0);
}

struct Walk<'a> {
    limits: &'a Limits,
    skip: usize,
    entries: usize,
    /// How many bytes may still be unpacked.
    budget: u64,
    emit: &'a mut dyn FnMut(Step),
}

impl Walk<'_> {
    /// `name` is the one inside the archive, `path` tells the extension.
    fn file(&mut self, name: Option<String>, path: &Path, bytes: &[u8], depth: usize) {
        if !is_archive(bytes) {
            return self.member(name, || document_of(path, bytes, self.limits));
        }
        if depth == self.limits.archive_depth {
            let limit = self.limits.archive_depth;
            return self.member(name, || Err(Error::TooDeep { limit }));
        }
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => self.archive(name, archive, depth),
            Err(error) => self.member(name, || Err(from_zip(error))),
        }
    }

    fn archive(
        &mut self,
        name: Option<String>,
        mut archive: ZipArchive<Cursor<&[u8]>>,
        depth: usize,
    ) {
        if archive.is_empty() {
            return self.member(name, || Err(Error::Empty));
        }
        for index in 0..archive.len() {
            if self.entries >= self.limits.archive_entries {
                let limit = self.limits.archive_entries;
                return self.member(name, || Err(Error::TooManyEntries { limit }));
            }
            self.entry(name.as_deref(), &mut archive, index, depth);
        }
    }

    fn entry(
        &mut self,
        parent: Option<&str>,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
        depth: usize,
    ) {
        self.entries += 1;
        let Ok(raw) = archive.by_index_raw(index) else {
            let what = format!("entry {} of the archive", index + 1);
            return self.member(parent.map(str::to_owned), || Err(Error::Damaged { what }));
        };
        let own = decoded(raw.name_raw());
        let (is_file, is_encrypted) = (raw.is_file(), raw.encrypted());
        drop(raw);
        if !is_file || is_furniture(&own) {
            return;
        }
        let path = Path::new(&own).to_owned();
        let name = Some(parent.map_or_else(|| own.clone(), |parent| format!("{parent}/{own}")));
        if is_encrypted {
            return self.member(name, || Err(Error::Encrypted));
        }
        match self.unpacked(archive, index) {
            Ok(bytes) => self.file(name, &path, &bytes, depth + 1),
            Err(error) => self.member(name, || Err(error)),
        }
    }

    fn unpacked(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
    ) -> Result<Vec<u8>, Error> {
        let entry = archive.by_index(index).map_err(from_zip)?;
        let limit = self.limits.unpacked_bytes;
        let mut bytes = Vec::new();
        let read = entry.take(self.budget + 1).read_to_end(&mut bytes);
        let count = bytes.len() as u64;
        if count > self.budget {
            self.budget = 0;
            return Err(Error::TooLargeUnpacked { limit });
        }
        self.budget -= count;
        read.map_err(Error::damaged)?;
        self.limits.check_file_bytes(count)?;
        Ok(bytes)
    }

    fn member(
        &mut self,
        name: Option<String>,
        read: impl FnOnce() -> Result<crate::Document, Error>,
    ) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        (self.emit)(Step::Begin(name.clone()));
        let document = read();
        (self.emit)(Step::End(Member { name, document }));
    }
}

/// An Office file is a ZIP too, and is a document.
fn is_archive(bytes: &[u8]) -> bool {
    let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    is_zip && !package::is_one(bytes)
}

/// Names are UTF-8 if they can be, else CP932 as Windows in Japan writes them;
/// a separator of either kind is `/`.
fn decoded(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    let name: String = name.chars().filter(|it| !it.is_control()).collect();
    name.replace('\\', "/")
}

/// What macOS and Windows add of their own.
fn is_furniture(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/")
        || last.starts_with("._")
        || [".DS_Store", "Thumbs.db"].contains(&last)
}

pub(crate) fn from_zip(error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::Encrypted
        }
        ZipError::CompressionMethodNotSupported(number) => Error::Unsupported {
            what: format!("ZIP compression method {number}"),
        },
        other => Error::damaged(other),
    }
}
