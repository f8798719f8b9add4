//! Why a file did not become text.
//!
//! The messages do not name the file: the caller knows where it came from.

use std::io;

/// Why a file did not become text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system would not give us the bytes.
    #[error("the file cannot be read: {source}")]
    Io {
        /// What the operating system said.
        #[from]
        source: io::Error,
    },
    /// A folder, a device, a socket or a FIFO.
    #[error("this is not a regular file")]
    NotAFile,
    /// More bytes than [`Limits::file_bytes`](crate::Limits::file_bytes).
    #[error("the file has {bytes} bytes or more, over the limit of {limit}")]
    TooLarge {
        /// How many bytes there are at least.
        bytes: u64,
        /// How many were allowed.
        limit: u64,
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
        charset: &'static str,
        /// How many characters it could not decode.
        faults: usize,
    },
}

impl Error {
    /// A short code that stays the same between versions.
    pub fn reason(&self) -> &'static str {
        match self {
            Error::Io { .. } | Error::NotAFile => "unreadable",
            Error::TooLarge { .. } => "too-large",
            Error::Empty => "empty",
            Error::Unsupported { .. } => "unsupported",
            Error::NotText { .. } => "undecodable",
        }
    }
}
