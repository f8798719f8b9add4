//! The raw text that one notice is read from: a stretch of a file, or several
//! files one after the other.

use std::borrow::Cow;
use std::ops::Range;

use irefuda_procurement::SourceFile;

/// A file's text as the extractor takes it.
#[derive(Debug, Clone)]
pub struct TextFile<'a> {
    /// The raw text.
    pub text: &'a str,
    /// Where in it each page begins, in bytes; empty if it has no pages.
    pub pages: &'a [usize],
    /// What the notice says of where it comes from.
    pub source: SourceFile,
    /// The file that it is, or the archive that it lies in.
    pub container: &'a str,
}

/// The raw text of one notice.
pub(crate) struct Papers<'a> {
    pub raw: Cow<'a, str>,
    /// At least one.
    pub sheets: Vec<Sheet<'a>>,
}

/// What a file gives to the text.
pub(crate) struct Sheet<'a> {
    pub file: &'a TextFile<'a>,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Where it begins in its file, in bytes.
    offset: usize,
}

/// Between files; no sentence runs over it.
const GAP: &str = "\n\n";

impl<'a> Papers<'a> {
    /// A stretch of one file, in bytes.
    pub fn part_of(file: &'a TextFile<'a>, range: Range<usize>) -> Self {
        Self {
            raw: Cow::Borrowed(&file.text[range.clone()]),
            sheets: vec![Sheet {
                file,
                range: 0..range.len(),
                offset: range.start,
            }],
        }
    }

    /// Several files whole, in this order.
    pub fn of_files(files: impl IntoIterator<Item = &'a TextFile<'a>>) -> Self {
        let mut raw = String::new();
        let mut sheets = Vec::new();
        for file in files {
            if !raw.is_empty() {
                raw.push_str(GAP);
            }
            let start = raw.len();
            raw.push_str(file.text);
            sheets.push(Sheet {
                file,
                range: start..raw.len(),
                offset: 0,
            });
        }
        Self {
            raw: Cow::Owned(raw),
            sheets,
        }
    }

    /// Where pages begin, in bytes of the text, with their numbers; none for a
    /// file without pages.
    pub fn pages(&self) -> Vec<(usize, Option<u32>)> {
        let mut pages = Vec::new();
        for sheet in &self.sheets {
            let first = sheet.pages_before(sheet.offset + 1);
            pages.push((
                sheet.range.start,
                u32::try_from(first).ok().filter(|page| *page > 0),
            ));
            for (index, start) in sheet.file.pages.iter().enumerate().skip(first) {
                let inside = sheet.range.start + start - sheet.offset;
                if inside < sheet.range.end {
                    pages.push((inside, u32::try_from(index + 1).ok()));
                }
            }
        }
        pages
    }
}

impl Sheet<'_> {
    /// How many characters of its file stand before it.
    pub fn position(&self) -> usize {
        self.file.text[..self.offset].chars().count()
    }

    fn pages_before(&self, position: usize) -> usize {
        self.file.pages.partition_point(|start| *start < position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file<'a>(text: &'a str, pages: &'a [usize]) -> TextFile<'a> {
        TextFile {
            text,
            pages,
            source: SourceFile::default(),
            container: "",
        }
    }

    #[test]
    fn pages_are_counted_in_their_file() {
        let (first, second) = (file("aaabbbccc", &[0, 3, 6]), file("ddd", &[]));
        let pages = |papers: Papers| papers.pages();
        assert_eq!(
            pages(Papers::part_of(&first, 0..9)),
            [(0, Some(1)), (3, Some(2)), (6, Some(3))]
        );
        assert_eq!(
            pages(Papers::part_of(&first, 4..9)),
            [(0, Some(2)), (2, Some(3))]
        );
        assert_eq!(pages(Papers::part_of(&first, 3..6)), [(0, Some(2))]);
        assert_eq!(
            pages(Papers::of_files([&second, &first])),
            [(0, None), (5, Some(1)), (8, Some(2)), (11, Some(3))]
        );
    }
}
