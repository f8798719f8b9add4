//! Text made comparable, with offsets back to the raw text.
//!
//! Index, queries and extraction fold with this one function, so that what
//! one of them sees the others see too. Folding
//!
//! 1. applies Unicode NFKC (full-width letters and digits, half-width kana,
//!    ㈱, ㎡, ㋿, vertical forms, Kangxi radicals), except for circled numbers:
//!    "①10日" must not become "110日";
//! 2. makes variants one: the wave dashes, the hyphens and minus signs, 髙 and
//!    﨑, which NFKC leaves, and the lines of tables drawn with characters;
//! 3. drops spaces inside spread words (公　告), between split digits
//!    (1 4 日) and around the units of dates (3 月 14 日);
//! 4. joins lines that were broken inside a sentence or a date.
//!
//! Line breaks that separate, and tabs between table cells, stay.

mod characters;
mod lines;
mod origins;
mod spaces;
mod unfolding;

use std::ops::Range;

use origins::Origins;

/// A folded text and the way back to the raw one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    origins: Origins,
}

/// Folds a text. Texts beyond 4 GiB are cut there.
pub fn fold(raw: &str) -> Folded {
    let mut end = raw.len().min(u32::MAX as usize);
    while !raw.is_char_boundary(end) {
        end -= 1;
    }
    let raw = &raw[..end];
    spaces::drop(lines::join(characters::fold(raw), raw))
}

/// What remains of a name where only letters and digits count: a title without
/// what a new edition or another file of the same case writes otherwise, widths,
/// spaces and signs.
pub fn letters(name: &str) -> String {
    let folded = fold(name);
    let characters = folded.text().chars();
    characters
        .filter(|character| character.is_alphanumeric())
        .collect()
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the raw text from which these bytes of the folded text
    /// came.
    ///
    /// # Panics
    /// If the range reaches beyond the folded text.
    pub fn raw_range(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() {
            let position = self.origins.position(folded.start);
            return position..position;
        }
        assert!(folded.end <= self.text.len(), "the range is in the text");
        self.origins.start(self.boundary_before(folded.start))
            ..self.origins.end(self.boundary_behind(folded.end))
    }

    /// The bytes of the folded text that came from these bytes of the raw one.
    pub fn folded_range(&self, raw: Range<usize>) -> Range<usize> {
        let start = self.boundary_behind(self.origins.first_from(raw.start));
        let end = self.boundary_before(self.origins.first_beyond(raw.end));
        start..end.max(start)
    }

    /// Appends characters that came from the raw bytes `raw`.
    fn push(&mut self, characters: &str, raw: Range<usize>) {
        self.text.push_str(characters);
        self.origins.push(characters.len(), raw);
    }

    /// Appends characters of the raw text as they stand there, at `start`.
    fn push_unchanged(&mut self, characters: &str, start: usize) {
        self.text.push_str(characters);
        self.origins.push_each_byte(characters.len(), start);
    }

    /// The same text without the characters at these positions, in order; they
    /// are of one byte each.
    fn without(self, dropped: &[usize]) -> Self {
        if dropped.is_empty() {
            return self;
        }
        let mut kept = Folded::default();
        kept.text.reserve(self.text.len() - dropped.len());
        let mut start = 0;
        for end in dropped.iter().copied().chain([self.text.len()]) {
            kept.text.push_str(&self.text[start..end]);
            start = end + 1;
        }
        kept.origins = self.origins.without(dropped);
        kept
    }

    fn boundary_before(&self, mut position: usize) -> usize {
        while !self.text.is_char_boundary(position) {
            position -= 1;
        }
        position
    }

    fn boundary_behind(&self, mut position: usize) -> usize {
        while !self.text.is_char_boundary(position) {
            position += 1;
        }
        position
    }
}

/// Whether a character belongs to Japanese running text: kana, ideographs and
/// full-width punctuation. Between two of these a space or a line break has no
/// meaning.
fn is_japanese(character: char) -> bool {
    matches!(character,
        '\u{3001}'..='\u{303f}' // punctuation, 々, 〇
        | '\u{3041}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{9fff}' // ideographs
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
