//! What reading a file yields.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, charset};

/// A file, or one of those in an archive, and what came of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Member {
    /// The name inside the archive, `/` between folders and archives, as in
    /// `仕様書.zip/別紙1.pdf`; none for a file that is no archive, and for an
    /// archive that failed as a whole. It is a name to show and to tell members
    /// apart by, never a path to open.
    pub name: Option<String>,
    /// What it says, or why it could not be read.
    pub document: Result<Document, Error>,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the file was read as.
    pub format: Format,
    /// The text: `\n` line ends, TAB between table cells, a line a table row, a
    /// blank line between blocks. It is the raw text: nothing is folded.
    pub text: String,
    /// Where in `text` each page begins, in bytes; empty for a format that has
    /// no pages of its own. A sheet is not a page.
    pub pages: Vec<usize>,
    /// Whether some of the text was read off pictures. Digits in it may be
    /// wrong and look right.
    pub ocr: bool,
    /// The name of the character set it was decoded from, such as `Shift_JIS`
    /// (which always means CP932); none for a format that has no such thing.
    #[serde(deserialize_with = "charset::known_name_or_none")]
    pub charset: Option<charset::Name>,
    /// What went wrong without making the text useless, a sentence each, in
    /// Japanese: who reads the notice reads them too.
    pub warnings: Vec<String>,
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown; the text keeps its marks.
    Markdown,
    /// HTML and XHTML, without the page's furniture.
    Html,
    /// PDF.
    Pdf,
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
}

impl Format {
    /// Every format, in a fixed order.
    pub const ALL: &[Format] = &[
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Docx,
        Format::Doc,
        Format::Xlsx,
        Format::Xls,
    ];

    /// The name that is displayed and serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
