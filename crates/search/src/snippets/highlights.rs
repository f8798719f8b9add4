//! Where in a text the words of a query stand.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::analysis::goes_on;
use crate::matching::Needle;

/// Finds the words of one query.
pub(crate) struct Highlighter {
    finder: AhoCorasick,
    needles: Vec<Needle>,
}

/// A word found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Its bytes in the folded text.
    pub bytes: Range<usize>,
    pub needle: usize,
    pub is_whole: bool,
}

impl Highlighter {
    /// None if there is nothing to look for.
    pub fn new(needles: Vec<Needle>) -> Option<Self> {
        if needles.is_empty() {
            return None;
        }
        let texts = needles.iter().map(|needle| needle.text.as_str());
        let mut builder = AhoCorasick::builder();
        let finder = builder
            .match_kind(MatchKind::LeftmostLongest)
            .build(texts)
            .ok()?;
        Some(Self { finder, needles })
    }

    /// All words in a text in lower case, without overlap.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        let found = self.finder.find_iter(text).filter_map(|found| {
            let needle = found.pattern().as_usize();
            let is_whole = self.needles[needle].is_whole;
            let bytes = with_long_vowel(text, found.range());
            // A whole word was typed as it stands; a part of it that begins
            // inside another word (ネット in インターネット) was not meant.
            (is_whole || stands_alone(text, &bytes)).then_some(Match {
                bytes,
                needle,
                is_whole,
            })
        });
        found.collect()
    }
}

/// サーバ found in サーバー is all of it.
fn with_long_vowel(text: &str, bytes: Range<usize>) -> Range<usize> {
    let is_katakana = |character: char| matches!(character, 'ァ'..='ヺ' | 'ー');
    match text[bytes.end..].strip_prefix('ー') {
        Some(rest)
            if text[bytes.clone()].ends_with(is_katakana) && !rest.starts_with(is_katakana) =>
        {
            bytes.start..text.len() - rest.len()
        }
        _ => bytes,
    }
}

/// Whether a word's letters or katakana do not go on beyond it.
fn stands_alone(text: &str, bytes: &Range<usize>) -> bool {
    let inside = &text[bytes.clone()];
    !goes_on(
        text[..bytes.start].chars().next_back(),
        inside.chars().next(),
    ) && !goes_on(text[bytes.end..].chars().next(), inside.chars().next_back())
}
