//! A sentence without spaces, or without those of broken lines, and without the
//! numbers of statutes in brackets, so that a phrase is found however it is
//! interrupted.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Stretch;

pub(super) struct Compact {
    pub text: String,
    /// Where `text` goes on with what does not follow in the folded text: the
    /// position in both.
    breaks: Vec<(usize, usize)>,
    /// Where the stretch ends in the folded text.
    end: usize,
}

impl Compact {
    /// Without any spaces.
    pub fn new(folded: &str, stretch: &Stretch) -> Self {
        Self::with(folded, stretch, |_, _| false)
    }

    /// Without the spaces that stand where a long line was broken; those that
    /// set apart a label or a mark stay.
    pub fn unbroken(folded: &str, stretch: &Stretch) -> Self {
        const SHORTEST: usize = 14;
        let is_japanese = |character: char| matches!(character, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '々' | '、');
        let mut run = 0;
        let mut last = ' ';
        Self::with(folded, stretch, move |character, rest| {
            if !character.is_whitespace() {
                run += 1;
                last = character;
                return true;
            }
            let next = rest.trim_start().chars().next().unwrap_or(' ');
            let is_break =
                character != '\t' && run >= SHORTEST && is_japanese(last) && is_japanese(next);
            if !is_break {
                run = 0;
            }
            !is_break
        })
    }

    fn with(folded: &str, stretch: &Stretch, mut keeps: impl FnMut(char, &str) -> bool) -> Self {
        static STATUTE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\((?:明治|大正|昭和|平成|令和)[^()]*(?:第[0-9]+号|法律|政令|省令|条例|規則|告示|制定|決裁)[^()]*\)").expect("the pattern is well formed")
        });
        let slice = &folded[stretch.clone()];
        let mut compact = Self {
            text: String::with_capacity(slice.len()),
            breaks: Vec::new(),
            end: stretch.end,
        };
        let mut start = 0;
        let mut expected = usize::MAX;
        let mut brackets = slice.match_indices('(');
        let may_name_statute = brackets
            .any(|(position, _)| slice[position + 1..].starts_with(['明', '大', '昭', '平', '令']));
        let statutes = may_name_statute.then(|| STATUTE.find_iter(slice));
        let statutes = statutes.into_iter().flatten();
        let statutes = statutes.map(|statute| statute.range());
        let end = std::iter::once(slice.len()..slice.len());
        for statute in statutes.chain(end) {
            for (position, character) in slice[start..statute.start].char_indices() {
                let end = start + position + character.len_utf8();
                if keeps(character, &slice[end..]) || !character.is_whitespace() {
                    let position = stretch.start + start + position;
                    if position != expected {
                        compact.breaks.push((compact.text.len(), position));
                    }
                    expected = stretch.start + end;
                    compact.text.push(character);
                }
            }
            start = statute.end;
        }
        compact
    }

    /// Words that stand nowhere.
    pub fn of_words(text: String) -> Self {
        Self {
            breaks: vec![(0, 0)],
            end: text.len(),
            text,
        }
    }

    /// The folded text's stretch of a stretch of the compact text.
    pub fn stretch(&self, start: usize, end: usize) -> Stretch {
        self.position(start)..self.position(end - 1) + 1
    }

    /// The position in the folded text of a byte of the compact text.
    fn position(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.end;
        }
        let behind = self.breaks.partition_point(|(own, _)| *own <= byte);
        let (own, folded) = self.breaks[behind - 1];
        folded + byte - own
    }
}
