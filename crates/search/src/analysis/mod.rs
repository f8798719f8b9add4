//! The one analyser for documents and queries: text becomes terms.
//!
//! All text is first brought into one form ([`normalise`]); of that form both
//! the morphemes and the character bigrams are taken. A change to any rule
//! here, or to the folding, needs a new [`ANALYSER_VERSION`], for indexes
//! written before it do not fit any longer.

mod bigrams;
mod katakana;
mod morphemes;
mod numbers;
mod pieces;
mod readings;
mod terms;

use irefuda_folding::{Folded, fold};

pub(crate) use bigrams::BigramTokenizer;
pub(crate) use katakana::{goes_on, is_katakana, without_long_vowel};
pub(crate) use morphemes::{Morpheme, MorphemeTokenizer};
pub(crate) use numbers::grouped;
pub(crate) use pieces::{PieceTokenizer, Shelf, as_name, offer, read_aloud, read_beginning};
pub(crate) use readings::{ReadingTokenizer, reading, spoken};

/// Version of the rules of analysis. Part of every dictionary's fingerprint.
pub(crate) const ANALYSER_VERSION: u32 = 1;

/// Text as it is analysed: folded, ASCII letters in lower case.
pub(crate) fn normalise(raw: &str) -> String {
    lower(&fold(raw))
}

/// A folded text in lower case. Its bytes stand where they stood, so the
/// folded text leads back to the raw one.
pub(crate) fn lower(folded: &Folded) -> String {
    folded.text().to_ascii_lowercase()
}
