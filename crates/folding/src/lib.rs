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
//! 4. joins lines that were broken inside a sentence.
//!
//! Line breaks that separate, and tabs between table cells, stay.

mod characters;
mod lines;
mod spaces;

use std::ops::Range;

/// A folded text and the way back to the raw one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` where the raw characters it came from begin.
    starts: Vec<u32>,
    /// For each byte of `text` where they end.
    ends: Vec<u32>,
}

/// Folds a text. Texts beyond 4 GiB are cut there.
pub fn fold(raw: &str) -> Folded {
    let mut end = raw.len().min(u32::MAX as usize);
    while !raw.is_char_boundary(end) {
        end -= 1;
    }
    let folded = characters::fold(&raw[..end]);
    spaces::drop(lines::join(folded))
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
            let position = self.starts.get(folded.start).or(self.ends.last());
            let position = position.copied().unwrap_or_default() as usize;
            return position..position;
        }
        self.starts[folded.start] as usize..self.ends[folded.end - 1] as usize
    }

    /// The bytes of the folded text that came from these bytes of the raw one.
    pub fn folded_range(&self, raw: Range<usize>) -> Range<usize> {
        let start = self
            .starts
            .partition_point(|position| (*position as usize) < raw.start);
        let end = self
            .ends
            .partition_point(|position| (*position as usize) <= raw.end);
        start..end.max(start)
    }

    /// Appends characters that came from the raw bytes `raw`.
    fn push(&mut self, characters: &str, raw: Range<usize>) {
        self.text.push_str(characters);
        self.starts.resize(self.text.len(), raw.start as u32);
        self.ends.resize(self.text.len(), raw.end as u32);
    }

    /// The same text without the characters for which `drops` holds; it is
    /// told each character and the folded text around it.
    fn without(self, mut drops: impl FnMut(&str, usize, char) -> bool) -> Self {
        let mut kept = Folded::default();
        kept.text.reserve(self.text.len());
        kept.starts.reserve(self.text.len());
        kept.ends.reserve(self.text.len());
        for (position, character) in self.text.char_indices() {
            if !drops(&self.text, position, character) {
                let bytes = position..position + character.len_utf8();
                kept.text.push(character);
                kept.starts.extend_from_slice(&self.starts[bytes.clone()]);
                kept.ends.extend_from_slice(&self.ends[bytes]);
            }
        }
        kept
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
