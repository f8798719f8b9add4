//! Files become notices, or problems; nothing that they hold can do worse.

use std::any::Any;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use irefuda_documents::{self as documents, Document, Limits, Member, Workers};
use irefuda_extraction::{Explanation, Extractor, Given, TextFile};
use irefuda_procurement::{Notice, SourceFile};

use crate::manifest::FileEntry;
use crate::texts::TextCache;
use crate::units::Unit;
use crate::walk::Found;
use crate::{Problem, given};

/// Reads files and extracts their notices.
#[derive(Debug)]
pub struct FileReader<'a> {
    extractor: &'a Extractor,
    workers: Workers,
    cache: Option<TextCache>,
}

/// What came of files that were looked at together.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Each file by name.
    pub files: BTreeMap<String, FileEntry>,
    pub notices: Vec<Notice>,
}

/// Notices, each with why it is read as it is.
pub type Explained = Vec<(Notice, Explanation)>;

/// A document with what its notice calls it.
struct Paper {
    document: Document,
    source: SourceFile,
    /// The file that it is, or the archive that it lies in.
    container: String,
}

impl Paper {
    fn as_text(&self) -> TextFile<'_> {
        TextFile {
            text: &self.document.text,
            pages: &self.document.pages,
            source: self.source.clone(),
            container: &self.container,
        }
    }
}

impl<'a> FileReader<'a> {
    /// A reader that hands all but plain text and HTML to these workers.
    pub fn new(extractor: &'a Extractor, workers: Workers) -> Self {
        Self {
            extractor,
            workers,
            cache: None,
        }
    }

    pub(crate) fn with_cache(mut self, cache: TextCache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// The notices of a file, and what of it could not be read; `name` is what
    /// they call their source.
    pub fn notices(&self, path: &Path, name: &str) -> (Vec<Notice>, Vec<(String, Problem)>) {
        match documents::bytes(path, self.workers.limits()) {
            Ok(bytes) => self.notices_of_bytes(&bytes, name),
            Err(error) => (Vec::new(), vec![(name.to_owned(), error.into())]),
        }
    }

    /// The same of what is in memory already.
    pub fn notices_of_bytes(
        &self,
        bytes: &[u8],
        name: &str,
    ) -> (Vec<Notice>, Vec<(String, Problem)>) {
        let mut texts = Vec::new();
        let mut entry = self.read_bytes(bytes, name, &mut texts);
        let notices = self.extract(texts, &Given::default());
        let notices = notices.unwrap_or_else(|problem| {
            entry.problems.push((name.to_owned(), problem));
            Vec::new()
        });
        (notices, entry.problems)
    }

    /// Why the notices of a file are read as they are: each notice with its
    /// explanation, and what of the file could not be read.
    pub fn explanations(&self, path: &Path, name: &str) -> (Explained, Vec<(String, Problem)>) {
        let bytes = match documents::bytes(path, self.workers.limits()) {
            Ok(bytes) => bytes,
            Err(error) => return (Vec::new(), vec![(name.to_owned(), error.into())]),
        };
        let mut texts = Vec::new();
        let mut entry = self.read_bytes(&bytes, name, &mut texts);
        let mut explained = Vec::new();
        for read in &texts {
            match guarded(|| self.extractor.explain(&read.as_text())) {
                Ok(notices) => explained.extend(notices),
                Err(problem) => entry.problems.push((read.source.path.clone(), problem)),
            }
        }
        (explained, entry.problems)
    }

    /// Reads the files of a unit and extracts the notices that lie in them.
    pub(crate) fn read(&self, unit: &Unit) -> Reading {
        let mut reading = Reading::default();
        let given = self.read_notice_file(unit, &mut reading);
        let mut texts = Vec::new();
        for file in &unit.files {
            let entry = self.read_file(file, &mut texts);
            reading.files.insert(file.name.clone(), entry);
        }
        match self.extract(texts, &given) {
            Ok(notices) => reading.notices = notices,
            // Nobody knows in which of them: it is each one's problem.
            Err(problem) => {
                for (name, entry) in &mut reading.files {
                    entry.problems.push((name.clone(), problem.clone()));
                }
            }
        }
        reading
    }

    fn read_notice_file(&self, unit: &Unit, reading: &mut Reading) -> Given {
        let Some(file) = &unit.notice_file else {
            return Given::default();
        };
        let mut entry = FileEntry {
            stamp: file.settled_stamp(),
            content_hash: content_hash(&file.path, self.workers.limits()).unwrap_or_default(),
            ..FileEntry::default()
        };
        let given = given::read(&file.path, self.workers.limits());
        let given = given.unwrap_or_else(|problem| {
            entry.problems.push((file.name.clone(), problem));
            Given {
                is_one_notice: true,
                ..Given::default()
            }
        });
        reading.files.insert(file.name.clone(), entry);
        given
    }

    fn read_file(&self, file: &Found, texts: &mut Vec<Paper>) -> FileEntry {
        // Asked before reading: if the file changes meanwhile, the next run sees it.
        let stamp = file.settled_stamp();
        let entry = match documents::bytes(&file.path, self.workers.limits()) {
            Ok(bytes) => self.read_bytes(&bytes, &file.name, texts),
            Err(error) => FileEntry {
                problems: vec![(file.name.clone(), error.into())],
                ..FileEntry::default()
            },
        };
        FileEntry { stamp, ..entry }
    }

    fn read_bytes(&self, bytes: &[u8], name: &str, texts: &mut Vec<Paper>) -> FileEntry {
        let mut entry = FileEntry {
            content_hash: blake3::hash(bytes).to_string(),
            ..FileEntry::default()
        };
        let members = guarded(|| self.members(bytes, name, &entry.content_hash));
        let members = members.unwrap_or_else(|problem| {
            entry.problems.push((name.to_owned(), problem));
            Vec::new()
        });
        for member in members {
            let path = member_path(name, member.name.as_deref());
            match member.document {
                Ok(document) => {
                    entry.formats.push(document.format.to_string());
                    let source = SourceFile {
                        path,
                        format: document.format.to_string(),
                        content_hash: entry.content_hash.clone(),
                        ocr: document.ocr,
                    };
                    let container = name.to_owned();
                    texts.push(Paper {
                        document,
                        source,
                        container,
                    });
                }
                Err(error) => entry.problems.push((path, error.into())),
            }
        }
        entry
    }

    fn members(&self, bytes: &[u8], name: &str, content_hash: &str) -> Vec<Member> {
        let read = || self.workers.read_bytes(Path::new(name), bytes);
        let Some(cache) = self
            .cache
            .as_ref()
            .filter(|_| documents::needs_worker(bytes))
        else {
            return read();
        };
        if let Some(members) = cache.get(content_hash) {
            return members;
        }
        let members = read();
        cache.put(content_hash, &members);
        members
    }

    fn extract(&self, texts: Vec<Paper>, given: &Given) -> Result<Vec<Notice>, Problem> {
        let files: Vec<TextFile<'_>> = texts.iter().map(Paper::as_text).collect();
        let mut notices = guarded(|| self.extractor.extract_files(&files, given))?;
        for notice in &mut notices {
            let paths: Vec<&String> = notice.source.files.iter().map(|file| &file.path).collect();
            let of_notice = texts
                .iter()
                .filter(|read| paths.contains(&&read.source.path));
            let warnings: Vec<String> = of_notice
                .flat_map(|read| read.document.warnings.clone())
                .collect();
            notice.warnings.extend(warnings);
        }
        Ok(notices)
    }
}

impl Reading {
    /// How many bytes it keeps in memory, roughly.
    pub(crate) fn weight(&self) -> usize {
        let parts = self.notices.iter().flat_map(|notice| &notice.parts);
        // Beside the text, the values with their quotes and the index's copy.
        parts.map(|part| part.text.len() * 2).sum()
    }
}

/// What a document is called: the file, and where in it if it is an archive.
fn member_path(name: &str, member: Option<&str>) -> String {
    member.map_or_else(|| name.to_owned(), |member| format!("{name}/{member}"))
}

/// BLAKE3 of a regular file that is not over the limit; an error for all else,
/// which the reading of the file explains better.
pub(crate) fn content_hash(path: &Path, limits: &Limits) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() > limits.file_bytes {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut hasher = blake3::Hasher::new();
    // Bounded, for /proc says zero of files that never end.
    hasher.update_reader(File::open(path)?.take(limits.file_bytes + 1))?;
    Ok(hasher.finalize().to_string())
}

impl From<documents::Error> for Problem {
    fn from(error: documents::Error) -> Self {
        Self {
            reason: error.reason().to_owned(),
            message: error.to_string(),
        }
    }
}

/// Turns a panic into a problem: a fault of ours in one file of thousands.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Problem> {
    panic::catch_unwind(AssertUnwindSafe(read)).map_err(|panic| Problem {
        reason: "internal".to_owned(),
        message: format!("a fault of the program: {}", words(&*panic)),
    })
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_problem_of_the_file() {
        let problem = guarded::<()>(|| panic!("row {} is missing", 7)).unwrap_err();
        assert_eq!(problem.reason, "internal");
        assert!(problem.message.ends_with("row 7 is missing"));
    }
}
