//! One file becomes notices, or a problem; nothing that it holds can do worse.

use std::any::Any;
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use irefuda_documents::{self as documents, Document, Limits};
use irefuda_extraction::Extractor;
use irefuda_procurement::{Notice, Source};

use crate::Problem;

/// Reads files and extracts their notices.
pub struct FileReader<'a> {
    extractor: &'a Extractor,
    limits: Limits,
}

/// What a file held.
#[derive(Debug)]
pub(crate) struct Reading {
    pub content_hash: String,
    pub notices: Vec<Notice>,
}

impl<'a> FileReader<'a> {
    /// A reader with these limits.
    pub fn new(extractor: &'a Extractor, limits: Limits) -> Self {
        Self { extractor, limits }
    }

    /// The notices of a file; `name` is what they call their source.
    pub fn notices(&self, path: &Path, name: &str) -> Result<Vec<Notice>, Problem> {
        self.read(path, name).map(|reading| reading.notices)
    }

    /// The notices of a text that is in memory already.
    pub fn notices_of_bytes(&self, bytes: &[u8], name: &str) -> Result<Vec<Notice>, Problem> {
        guarded(|| {
            let document = documents::read_bytes(Path::new(name), bytes, &self.limits)?;
            let content_hash = blake3::hash(bytes).to_string();
            Ok(self.extract(document, name, content_hash))
        })
    }

    pub(crate) fn read(&self, path: &Path, name: &str) -> Result<Reading, Problem> {
        guarded(|| {
            // Hashed first: if the file changes meanwhile, the next run sees it.
            let content_hash = content_hash(path, &self.limits).unwrap_or_default();
            let document = documents::read(path, &self.limits)?;
            Ok(Reading {
                notices: self.extract(document, name, content_hash.clone()),
                content_hash,
            })
        })
    }

    fn extract(&self, document: Document, name: &str, content_hash: String) -> Vec<Notice> {
        let source = Source {
            path: name.to_owned(),
            format: document.format.to_string(),
            content_hash,
        };
        let mut notices = self.extractor.extract(&document.text, source);
        for notice in &mut notices {
            notice.warnings.extend_from_slice(&document.warnings);
        }
        notices
    }
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

/// Turns a panic into a problem: a fault of ours in one file of thousands.
fn guarded<T>(read: impl FnOnce() -> Result<T, documents::Error>) -> Result<T, Problem> {
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(result) => result.map_err(|error| Problem {
            reason: error.reason(),
            message: error.to_string(),
        }),
        Err(panic) => Err(Problem {
            reason: "internal",
            message: format!("a fault of the program: {}", words(&*panic)),
        }),
    }
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
