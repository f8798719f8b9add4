//! lindera's words as tantivy's tokens, without any rule of ours.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use lindera::dictionary::{Lattice, load_fs_dictionary};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::token::Token as Segment;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// Splits text by lindera's normal mode.
pub struct Morphemes {
    segmenter: Arc<Segmenter>,
    lattice: Lattice,
    token: Token,
}

/// The words of one text.
pub struct MorphemeStream<'a> {
    segments: std::vec::IntoIter<Segment<'a>>,
    token: &'a mut Token,
}

impl Morphemes {
    /// Uses a compiled dictionary, without its user dictionary.
    pub fn load(dictionary: &Path) -> Result<Self> {
        let system = load_fs_dictionary(dictionary).map_err(|error| anyhow!("{error}"))?;
        let segmenter = Arc::new(Segmenter::new(Mode::Normal, system, None));
        Ok(Self::with(segmenter))
    }

    fn with(segmenter: Arc<Segmenter>) -> Self {
        Self {
            segmenter,
            lattice: Lattice::default(),
            token: Token::default(),
        }
    }

    /// Splits, and does nothing with it: how many words there are.
    pub fn count(&mut self, normalised: &str) -> usize {
        let segments = self
            .segmenter
            .segment_with_lattice(normalised.into(), &mut self.lattice);
        segments.unwrap_or_default().len()
    }

    /// The words of a query.
    pub fn words(&mut self, text: &str) -> Vec<String> {
        let text = normalise(text);
        let mut words = Vec::new();
        self.token_stream(&text)
            .process(&mut |token| words.push(token.text.clone()));
        words
    }
}

/// NFKC and lower case, as any set-up for Japanese has it.
pub fn normalise(text: &str) -> String {
    text.nfkc()
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

impl Clone for Morphemes {
    fn clone(&self) -> Self {
        Self::with(Arc::clone(&self.segmenter))
    }
}

impl Tokenizer for Morphemes {
    type TokenStream<'a> = MorphemeStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> MorphemeStream<'a> {
        let segments = self
            .segmenter
            .segment_with_lattice(text.into(), &mut self.lattice);
        self.token.position = usize::MAX;
        MorphemeStream {
            segments: segments.unwrap_or_default().into_iter(),
            token: &mut self.token,
        }
    }
}

impl TokenStream for MorphemeStream<'_> {
    fn advance(&mut self) -> bool {
        let is_word = |segment: &Segment<'_>| segment.surface.contains(char::is_alphanumeric);
        let Some(segment) = self.segments.find(is_word) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(&segment.surface);
        self.token.offset_from = segment.byte_start;
        self.token.offset_to = segment.byte_end;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
