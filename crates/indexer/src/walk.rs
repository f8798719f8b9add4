//! Which files there are.
//!
//! Hidden files and folders (`.git`, `.~lock`) are left out. Symbolic links are
//! followed, because people link their shares into a folder; a loop is a
//! problem of its own and never walked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::stamp::Stamp;
use crate::{IndexError, Problem};

/// The reason of what may be readable next time, though nothing changes.
pub(crate) const UNREADABLE: &str = "unreadable";

/// What a walk met, in the order of the names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Walk {
    pub files: Vec<Found>,
    /// Places that could not be entered, by name; empty for the folder itself.
    pub problems: Vec<(String, Problem)>,
}

/// A file, or whatever else is no folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub path: PathBuf,
    /// Its path below the folder, as it is shown and remembered.
    pub name: String,
    /// None if the file system would not say.
    pub stamp: Option<Stamp>,
}

impl Walk {
    /// Whether a file of this name lies where the walk could not look.
    pub(crate) fn is_out_of_sight(&self, name: &str) -> bool {
        self.problems.iter().any(|(place, _)| lies_in(name, place))
    }
}

/// Whether a name is this place's or lies below it; everything lies below "".
pub(crate) fn lies_in(name: &str, place: &str) -> bool {
    let rest = name.strip_prefix(place);
    place.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Found {
    /// Its stamp, if another content would have another one.
    pub(crate) fn settled_stamp(&self) -> Option<Stamp> {
        let now = SystemTime::now();
        self.stamp.filter(|stamp| stamp.is_settled(now))
    }

    /// Its size in bytes, as far as it is known.
    pub(crate) fn size(&self) -> u64 {
        self.stamp.map_or(0, |stamp| stamp.size)
    }

    #[cfg(test)]
    pub(crate) fn test(name: &str) -> Self {
        Self {
            path: PathBuf::from(name),
            name: name.to_owned(),
            stamp: None,
        }
    }
}

/// The folder to walk, in its canonical form.
pub(crate) fn folder(path: &Path) -> Result<PathBuf, IndexError> {
    let cannot_read = |source| IndexError::Folder {
        path: path.to_owned(),
        source,
    };
    let folder = fs::canonicalize(path).map_err(cannot_read)?;
    fs::read_dir(&folder).map_err(cannot_read)?;
    Ok(folder)
}

/// Walks a folder, but not the index, should that be inside.
pub(crate) fn walk(folder: &Path, index: &Path) -> Walk {
    let index = fs::canonicalize(index).ok();
    let is_wanted = |entry: &DirEntry| {
        let is_folder_itself = entry.depth() == 0;
        is_folder_itself || (!is_hidden(entry) && Some(entry.path()) != index.as_deref())
    };
    let mut walk = Walk::default();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(is_wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => walk.files.push(Found {
                name: name(folder, entry.path()),
                stamp: entry.metadata().ok().map(|metadata| Stamp::of(&metadata)),
                path: entry.into_path(),
            }),
            Err(error) => walk.problems.push(problem(folder, &error)),
        }
    }
    walk
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The path below the folder. Bytes that are no UTF-8 (names from a ZIP file in
/// Shift_JIS) are written as `\x8C`, so that two such names stay two.
fn name(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let mut name = String::new();
    for chunk in below.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            name.push_str(&format!("\\x{byte:02X}"));
        }
    }
    name
}

fn problem(folder: &Path, error: &walkdir::Error) -> (String, Problem) {
    let name = name(folder, error.path().unwrap_or(folder));
    let problem = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => Problem {
            reason: "link-loop".to_owned(),
            message: format!("the link leads back to {}", ancestor.display()),
        },
        (None, Some(source)) => unreadable(source),
        (None, None) => unreadable(&io::Error::other(error.to_string())),
    };
    (name, problem)
}

fn unreadable(source: &io::Error) -> Problem {
    Problem {
        reason: UNREADABLE.to_owned(),
        message: format!("it cannot be read: {source}"),
    }
}
