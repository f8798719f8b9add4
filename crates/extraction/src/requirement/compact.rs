//! A sentence without spaces and without the numbers of statutes in brackets,
//! so that a phrase is found however it is interrupted.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Stretch;

pub(super) struct Compact {
    pub text: String,
    /// For each byte of `text` its position in the folded text, and the end.
    positions: Vec<usize>,
}

impl Compact {
    pub fn new(folded: &str, stretch: &Stretch) -> Self {
        static STATUTE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\((?:明治|大正|昭和|平成|令和)[^()]*(?:第[0-9]+号|法律|政令|省令|条例|規則|告示|制定|決裁)[^()]*\)").expect("the pattern is well formed")
        });
        let slice = &folded[stretch.clone()];
        let mut compact = Self {
            text: String::with_capacity(slice.len()),
            positions: Vec::with_capacity(slice.len() + 1),
        };
        let mut start = 0;
        for statute in STATUTE.find_iter(slice) {
            compact.push(&slice[start..statute.start()], stretch.start + start);
            start = statute.end();
        }
        compact.push(&slice[start..], stretch.start + start);
        compact.positions.push(stretch.end);
        compact
    }

    fn push(&mut self, slice: &str, offset: usize) {
        for (position, character) in slice
            .char_indices()
            .filter(|(_, character)| !character.is_whitespace())
        {
            self.text.push(character);
            self.positions
                .extend(offset + position..offset + position + character.len_utf8());
        }
    }

    /// The folded text's stretch of a stretch of the compact text.
    pub fn stretch(&self, start: usize, end: usize) -> Stretch {
        self.positions[start]..self.positions[end - 1] + 1
    }
}
