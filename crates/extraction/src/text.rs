//! A document's text in its two forms, raw and folded, and the evidence that
//! leads from one to the other.
//!
//! Everything in this crate looks at the folded text and speaks of it in byte
//! ranges; only evidence is about the raw text.

use std::ops::Range;

use irefuda_folding::{Folded, fold};
use irefuda_procurement::{Confidence, Evidence, Span};

/// A stretch of the folded text, in bytes.
pub(crate) type Stretch = Range<usize>;

pub(crate) struct Text<'a> {
    raw: &'a str,
    folded: Folded,
    /// How many characters of the raw text stand before each block of bytes.
    characters: Vec<usize>,
    /// Where the parts begin, in bytes of the raw text, and their number at
    /// the end. Set once the parts are known.
    part_starts: Vec<usize>,
    /// Where pages begin, in bytes of the raw text, with their numbers; none
    /// for a file without pages.
    pages: Vec<(usize, Option<u32>)>,
}

/// Length of a block, in bytes: so many are counted for a position.
const BLOCK: usize = 128;

impl<'a> Text<'a> {
    pub fn new(raw: &'a str) -> Self {
        Self {
            raw,
            folded: fold(raw),
            characters: characters_before_blocks(raw),
            part_starts: vec![0],
            pages: Vec::new(),
        }
    }

    /// The text with its pages: where each begins, in bytes of the raw text, in
    /// order, and its number.
    pub fn with_pages(self, pages: Vec<(usize, Option<u32>)>) -> Self {
        Self { pages, ..self }
    }

    pub fn raw(&self) -> &'a str {
        self.raw
    }

    pub fn folded(&self) -> &str {
        self.folded.text()
    }

    /// The folded text of a stretch.
    pub fn get(&self, stretch: &Stretch) -> &str {
        &self.folded.text()[stretch.clone()]
    }

    /// The raw bytes that a stretch came from.
    pub fn raw_range(&self, stretch: &Stretch) -> Range<usize> {
        self.folded.raw_range(stretch.clone())
    }

    /// The stretch that these raw bytes folded to.
    pub fn folded_range(&self, raw: Range<usize>) -> Stretch {
        self.folded.folded_range(raw)
    }

    /// Tells where the parts begin, in bytes of the raw text, first to last.
    pub fn divide(&mut self, part_starts: Vec<usize>) {
        self.part_starts = part_starts;
    }

    /// How many characters of the raw text stand before a byte.
    fn characters_before(&self, position: usize) -> usize {
        let block = position / BLOCK;
        self.characters[block] + first_bytes(&self.raw.as_bytes()[block * BLOCK..position])
    }

    /// The page that a byte of the raw text is on.
    fn page(&self, position: usize) -> Option<u32> {
        let after = self.pages.partition_point(|(start, _)| *start <= position);
        self.pages[..after].last()?.1
    }

    /// The evidence for what was read from a stretch: its raw passage without
    /// the white space around it.
    pub fn evidence(&self, stretch: &Stretch) -> Evidence {
        let mut range = self.raw_range(stretch);
        let passage = &self.raw[range.clone()];
        range.start += passage.len() - passage.trim_start().len();
        let quote = passage.trim();
        let part = self
            .part_starts
            .partition_point(|start| *start <= range.start)
            .saturating_sub(1);
        let before = |position| self.characters_before(position);
        let start = before(range.start) - before(self.part_starts[part]);
        Evidence {
            quote: quote.to_owned(),
            part,
            page: self.page(range.start),
            span: Span {
                start,
                end: start + quote.chars().count(),
            },
            confidence: Confidence::Certain,
        }
    }
}

/// How many characters stand before each block of the text, and before its end.
fn characters_before_blocks(raw: &str) -> Vec<usize> {
    let mut counts = vec![0];
    for block in raw.as_bytes().chunks(BLOCK) {
        counts.push(counts[counts.len() - 1] + first_bytes(block));
    }
    counts
}

/// How many characters begin in these bytes.
fn first_bytes(bytes: &[u8]) -> usize {
    let goes_on = |byte: u8| byte & 0b1100_0000 == 0b1000_0000;
    bytes.iter().filter(|byte| !goes_on(**byte)).count()
}

/// The stretch without the white space around it.
pub(crate) fn trim(text: &str, stretch: Stretch) -> Stretch {
    let slice = &text[stretch.clone()];
    let start = stretch.start + slice.len() - slice.trim_start().len();
    start..start + slice.trim().len()
}

/// Whether a text has more characters than this; a long one is not counted.
pub(crate) fn is_longer(text: &str, characters: usize) -> bool {
    const LONGEST_CHARACTER: usize = 4;
    text.len() > characters
        && (text.len() > characters * LONGEST_CHARACTER || text.chars().nth(characters).is_some())
}

/// Whether a line stands in a table of contents: dots lead to its page.
pub(crate) fn is_contents_line(line: &str) -> bool {
    const LEADERS: [&str; 3] = ["....", "・・・・", "……"];
    let line = line.trim_end();
    let ends = line.ends_with(|character: char| character.is_ascii_digit() || character == ')');
    ends && LEADERS.iter().any(|leader| line.contains(leader))
}
