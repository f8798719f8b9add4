//! Morphemes: the words of a text in base form, without those that say
//! nothing by themselves.
//!
//! Dropped words leave no gap, so that システム保守 finds システムの保守; the end
//! of a sentence, a line or a table's cell does, so that a phrase never spans
//! it.

use std::sync::Arc;

use lindera::dictionary::Lattice;
use lindera::token::Token as Segment;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::numbers::number_end;
use super::without_long_vowel;
use crate::dictionary::{Dictionary, Word, Words};

/// A lattice that a very long sentence has grown beyond this many characters
/// is cut back, for it would stay in memory as long as the tokenizer.
const LONGEST_KEPT: usize = 16 * 1024;

/// Splits text that was normalised before.
pub(crate) struct MorphemeTokenizer {
    dictionary: Arc<Dictionary>,
    lattice: Lattice,
    token: Token,
}

/// The morphemes of one text.
pub(crate) struct MorphemeStream<'a> {
    text: &'a str,
    words: &'a Words,
    segments: std::vec::IntoIter<Segment<'a>>,
    token: &'a mut Token,
    /// Where the last morpheme ended.
    last_end: usize,
    next_position: usize,
}

/// A morpheme of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Morpheme {
    pub term: String,
    /// The bytes that it came from.
    pub start: usize,
    pub end: usize,
    pub position: usize,
}

impl MorphemeTokenizer {
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        Self {
            dictionary,
            lattice: Lattice::default(),
            token: Token::default(),
        }
    }

    /// All morphemes of a short text.
    pub fn morphemes(&mut self, text: &str) -> Vec<Morpheme> {
        let mut morphemes = Vec::new();
        self.token_stream(text).process(&mut |token| {
            morphemes.push(Morpheme {
                term: token.text.clone(),
                start: token.offset_from,
                end: token.offset_to,
                position: token.position,
            });
        });
        morphemes
    }

    /// Whether the dictionary knows a word as the name of a place in Japan.
    pub fn is_place_name(&mut self, word: &str) -> bool {
        let segments = self
            .dictionary
            .segmenter
            .segment_with_lattice(word.into(), &mut self.lattice);
        match segments.unwrap_or_default().as_mut_slice() {
            [single] => single
                .details_iter()
                .take(4)
                .eq(["名詞", "固有名詞", "地域", "一般"]),
            _ => false,
        }
    }
}

impl Clone for MorphemeTokenizer {
    /// tantivy clones one for each field; a lattice is not worth copying.
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.dictionary))
    }
}

impl Tokenizer for MorphemeTokenizer {
    type TokenStream<'a> = MorphemeStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> MorphemeStream<'a> {
        if self.lattice.capacity() > LONGEST_KEPT {
            self.lattice.shrink_to(LONGEST_KEPT);
        }
        let segments = self
            .dictionary
            .segmenter
            .segment_with_lattice(text.into(), &mut self.lattice)
            // Segmenting itself cannot fail; without morphemes the text would
            // still be found by its bigrams.
            .unwrap_or_default();
        MorphemeStream {
            text,
            words: &self.dictionary.words,
            segments: segments.into_iter(),
            token: &mut self.token,
            last_end: 0,
            next_position: 0,
        }
    }
}

impl MorphemeStream<'_> {
    /// Makes the morpheme from `start` to `end` the current one.
    fn set(&mut self, start: usize, end: usize) {
        let between = &self.text[self.last_end..start];
        let is_apart = between.contains(['\n', '\t', '。']);
        self.token.position = self.next_position + usize::from(is_apart && self.last_end > 0);
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.next_position = self.token.position + 1;
        self.last_end = end;
    }
}

impl TokenStream for MorphemeStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(segment) = self.segments.next() {
            let (start, end) = (segment.byte_start, segment.byte_end);
            // Part of a number that was taken as a whole.
            if start < self.last_end {
                continue;
            }
            let surface = &self.text[start..end];
            let base = match self.words.get(segment.word_id) {
                Word::Drop => continue,
                Word::Keep => surface,
                Word::Base(base) => base,
            };
            // Unknown symbols are nouns to the dictionary.
            if !surface.contains(char::is_alphanumeric) {
                continue;
            }
            self.token.text.clear();
            if let Some(end) = number_end(self.text, start).filter(|number| *number >= end) {
                let digits = self.text[start..end].chars();
                self.token
                    .text
                    .extend(digits.filter(|character| *character != ','));
                self.set(start, end);
            } else {
                self.token.text.push_str(without_long_vowel(base));
                self.set(start, end);
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
