//! Why a file did not become text.
//!
//! The messages do not name the file: the caller knows where it came from.
//! They are part of what a worker sends, so that each can be serialised.

use std::io;

use serde::{Deserialize, Serialize};

use crate::charset;

/// Why a file did not become text.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// The operating system would not give us the bytes.
    #[error("the file cannot be read: {source}")]
    #[serde(skip)]
    Io {
        /// What the operating system said.
        #[from]
        source: io::Error,
    },
    /// A folder, a device, a socket or a FIFO.
    #[error("this is not a regular file")]
    NotAFile,
    /// More bytes than [`Limits::file_bytes`](crate::Limits::file_bytes) or
    /// [`Limits::plain_bytes`](crate::Limits::plain_bytes).
    #[error("the file has {bytes} bytes or more, over the limit of {limit}")]
    TooLarge {
        /// How many bytes there are at least.
        bytes: u64,
        /// How many were allowed.
        limit: u64,
    },
    /// More than [`Limits::unpacked_bytes`](crate::Limits::unpacked_bytes).
    #[error("unpacked, the content is over the limit of {limit} bytes")]
    TooLargeUnpacked {
        /// How many bytes were allowed.
        limit: u64,
    },
    /// An archive with more files than
    /// [`Limits::archive_entries`](crate::Limits::archive_entries).
    #[error("the archive holds more than {limit} files: what follows was left out")]
    TooManyEntries {
        /// How many were allowed.
        limit: usize,
    },
    /// Archives within archives, beyond
    /// [`Limits::archive_depth`](crate::Limits::archive_depth).
    #[error("an archive inside more than {limit} others is not opened")]
    TooDeep {
        /// How many were allowed.
        limit: usize,
    },
    /// No bytes, or nothing in them that a reader would see.
    #[error("there is no text in the file")]
    Empty,
    /// A format that no reader knows.
    #[error("this format is not supported: {what}")]
    Unsupported {
        /// The format, such as `PDF`, `binary data` or `.jtd (一太郎)`.
        what: String,
    },
    /// It might be text, but in no character set that we know.
    #[error("the text cannot be decoded: {faults} faulty characters even as {charset}")]
    NotText {
        /// The character set that came nearest.
        #[serde(deserialize_with = "charset::known_name")]
        charset: charset::Name,
        /// How many characters it could not decode.
        faults: usize,
    },
    /// It opens only with a password.
    #[error("a password is needed to open the file: put a copy without password in its place")]
    Encrypted,
    /// It begins like its format and does not go on like it.
    #[error("the file is damaged or cut off: {what}")]
    Damaged {
        /// What was found, in the words of the reader.
        what: String,
    },
    /// Pages that are pictures, and nothing to read them with.
    #[error(
        "the pages ({pages}) are pictures without text: OCR reads them where \
         tesseract-ocr and tesseract-ocr-jpn are installed"
    )]
    Scanned {
        /// How many pages there are.
        pages: usize,
    },
    /// A reader did not come to an end.
    #[error("reading took longer than {seconds} seconds")]
    TimedOut {
        /// How long it was given.
        seconds: u64,
    },
    /// A reader wanted more memory than a worker may have.
    #[error("reading needs more than {mebibytes} MiB of memory")]
    OutOfMemory {
        /// How much a worker may have.
        mebibytes: u64,
    },
    /// A reader died of the file.
    #[error("the reader failed at this file: {how}")]
    Crashed {
        /// How the worker ended.
        how: String,
    },
    /// This format is read by [`Workers`](crate::Workers) alone.
    #[error("{what} is only read in a worker process")]
    NeedsWorker {
        /// The format as its first bytes show it.
        what: String,
    },
    /// No worker process could be started.
    #[error("a worker process cannot be started: {source}")]
    #[serde(skip)]
    NoWorker {
        /// What the operating system said.
        source: io::Error,
    },
}

impl Error {
    /// A short code that stays the same between versions.
    pub fn reason(&self) -> &'static str {
        match self {
            Error::Io { .. } | Error::NotAFile => "unreadable",
            Error::TooLarge { .. } => "too-large",
            Error::TooLargeUnpacked { .. } => "too-large-unpacked",
            Error::TooManyEntries { .. } => "too-many-entries",
            Error::TooDeep { .. } => "too-deep",
            Error::Empty => "empty",
            Error::Unsupported { .. } => "unsupported",
            Error::NotText { .. } => "undecodable",
            Error::Encrypted => "encrypted",
            Error::Damaged { .. } => "damaged",
            Error::Scanned { .. } => "scanned",
            Error::TimedOut { .. } => "timed-out",
            Error::OutOfMemory { .. } => "out-of-memory",
            Error::Crashed { .. } => "crashed",
            Error::NeedsWorker { .. } => "needs-worker",
            Error::NoWorker { .. } => "no-worker",
        }
    }

    /// A file that is not what it begins like, in the words of its reader.
    pub(crate) fn damaged(what: impl std::fmt::Display) -> Self {
        let what = what.to_string();
        Error::Damaged { what }
    }
}
