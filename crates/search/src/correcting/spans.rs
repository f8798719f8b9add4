//! Runs of a word's morphemes in which a mistake may lie.

use std::ops::Range;

use lindera::dictionary::Lattice;

use super::edits::{Edit, Script};
use crate::dictionary::Dictionary;

/// The most morphemes of a run.
const MOST_MORPHEMES: usize = 4;
/// The longest run, in characters.
const LONGEST: usize = 20;

/// A run of morphemes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Where it stands.
    pub bytes: Range<usize>,
    /// Whether the dictionary has it as one word.
    pub is_known: bool,
    /// For each of its characters, whether it is part of a word that the
    /// dictionary has.
    known: Vec<bool>,
}

/// A morpheme; neighbours in katakana, or in Latin letters, are one.
struct Piece {
    bytes: Range<usize>,
    is_known: bool,
    is_single: bool,
}

/// The runs of a word, the shortest first.
pub(super) fn spans(word: &str, dictionary: &Dictionary) -> Vec<Span> {
    let pieces = pieces(word, dictionary);
    let mut spans = Vec::new();
    for length in 1..=MOST_MORPHEMES {
        for run in pieces.windows(length) {
            let bytes = run[0].bytes.start..run[length - 1].bytes.end;
            if (2..=LONGEST).contains(&word[bytes.clone()].chars().count()) {
                let is_known = |(place, piece): (usize, &Piece)| {
                    let neighbours = [place.wrapping_sub(1), place + 1];
                    let mut neighbours = neighbours.into_iter().filter_map(|place| run.get(place));
                    piece.is_known || piece.is_single && !neighbours.any(|piece| piece.is_single)
                };
                let known = run.iter().enumerate().flat_map(|(place, piece)| {
                    let characters = word[piece.bytes.clone()].chars();
                    characters.map(move |_| is_known((place, piece)))
                });
                spans.push(Span {
                    is_known: length == 1 && run[0].is_known,
                    known: known.collect(),
                    bytes,
                });
            }
        }
    }
    spans
}

impl Span {
    /// Whether a mistake may lie where these differ. In a word that is in the
    /// dictionary it is none that letters alone could tell: 配達 is no mistake
    /// for 配送. A single character is such a word (機), but for a neighbour that
    /// is one too: of a word of two with a mistake, two are left (検|差).
    /// Look-alikes are mistakes anywhere.
    pub fn allows(&self, edit: &Edit) -> bool {
        let of_known_word = self.known.get(edit.position.min(self.known.len() - 1));
        edit.is_lookalike || of_known_word != Some(&true)
    }
}

fn pieces(word: &str, dictionary: &Dictionary) -> Vec<Piece> {
    let segments = dictionary
        .segmenter
        .segment_with_lattice(word.into(), &mut Lattice::default());
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in segments.unwrap_or_default() {
        let bytes = segment.byte_start..segment.byte_end;
        let surface = &word[bytes.clone()];
        let script = Script::of(surface);
        let is_single = surface.chars().count() == 1;
        let is_known = !segment.word_id.is_unknown() && !is_single;
        match pieces.last_mut() {
            Some(last) if script.is_joined() && Script::of(&word[last.bytes.clone()]) == script => {
                last.bytes.end = bytes.end;
                (last.is_known, last.is_single) = (false, false);
            }
            _ => pieces.push(Piece {
                bytes,
                // Latin words are in no Japanese dictionary.
                is_known: is_known && script != Script::Latin,
                is_single,
            }),
        }
    }
    pieces
}
