//! Readings of titles and names, for what is typed in kana or in Latin letters.
//!
//! Each word of a title becomes a term: the reading from there on, cut after a
//! few kana. What begins so is then a range of terms. Long vowels are left out
//! on both sides, for Tokyo and とうきょう are the same to who types them.

use std::sync::Arc;

use lindera::dictionary::Lattice;
use tantivy::tokenizer::{Token, Tokenizer};
use wana_kana::ConvertJapanese;

use super::terms::TermStream;
use crate::dictionary::Dictionary;

/// How much of a reading makes a term, in kana.
const LONGEST: usize = 8;
/// Shorter readings are in too many titles.
const SHORTEST: usize = 3;

/// Field 8 of IPADIC's words is the reading, in katakana.
pub(super) const READING: usize = 7;

/// Splits a normalised title or name into readings.
#[derive(Clone)]
pub(crate) struct ReadingTokenizer {
    dictionary: Arc<Dictionary>,
    token: Token,
}

/// The reading that a typed word is, as terms begin: for hiragana and for Latin
/// letters that are Japanese.
pub(crate) fn reading(word: &str) -> Option<String> {
    // A word in katakana is written so.
    let is_katakana = word.contains(|character| matches!(character, 'ァ'..='ヺ'));
    let kana = hiragana(word).filter(|_| !is_katakana)?;
    (kana.chars().count() >= SHORTEST).then(|| key(&kana).chars().take(LONGEST).collect())
}

/// How a word is read that is kana, or Latin letters that are Japanese.
pub(crate) fn spoken(word: &str) -> Option<String> {
    Some(key(&hiragana(word)?))
}

fn hiragana(word: &str) -> Option<String> {
    let kana: String = match word.chars().all(|character| character.is_ascii_lowercase()) {
        true => word.to_hiragana(),
        false => word.chars().map(to_hiragana).collect(),
    };
    let is_hiragana = |character: char| matches!(character, 'ぁ'..='ゖ' | 'ー');
    (!kana.is_empty() && kana.chars().all(is_hiragana)).then_some(kana)
}

/// A reading without what its long vowels are written with.
pub(super) fn key(kana: &str) -> String {
    let mut key = String::new();
    let mut vowel = None;
    for character in kana.chars().map(to_hiragana) {
        let is_long = match character {
            'ー' => true,
            'う' => matches!(vowel, Some('o' | 'u')),
            'お' => vowel == Some('o'),
            _ => false,
        };
        if !is_long {
            key.push(character);
            vowel = vowel_of(character);
        }
    }
    key
}

pub(super) fn to_hiragana(character: char) -> char {
    match character {
        'ァ'..='ヶ' => char::from_u32(u32::from(character) - 0x60).unwrap_or(character),
        character => character,
    }
}

fn vowel_of(hiragana: char) -> Option<char> {
    let is_in = |row: &str| row.contains(hiragana);
    if is_in("おこごそぞとどのほぼぽもょよろをぉ") {
        Some('o')
    } else if is_in("うくぐすずつづぬふぶぷむゅゆるぅ") {
        Some('u')
    } else {
        None
    }
}

impl ReadingTokenizer {
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        Self {
            dictionary,
            token: Token::default(),
        }
    }

    /// The reading of each word of a text; empty for one that has none.
    fn readings(&self, text: &str) -> Vec<String> {
        let segmenter = &self.dictionary.segmenter;
        let segments = segmenter.segment_with_lattice(text.into(), &mut Lattice::default());
        let mut segments = segments.unwrap_or_default();
        let reading = segments.iter_mut().map(|segment| {
            let surface = &text[segment.byte_start..segment.byte_end];
            if !surface.contains(char::is_alphabetic) {
                return String::new();
            }
            let known = segment
                .get_detail(READING)
                .filter(|reading| *reading != "*");
            key(known.unwrap_or(surface))
        });
        reading.collect()
    }
}

impl Tokenizer for ReadingTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        let readings = self.readings(text);
        let from = |start: usize| {
            let characters = readings[start..].iter().flat_map(|reading| reading.chars());
            characters.take(LONGEST).collect::<String>()
        };
        let starts = (0..readings.len()).filter(|start| !readings[*start].is_empty());
        let terms: Vec<String> = starts.map(from).collect();
        TermStream {
            terms: terms.into_iter(),
            token: &mut self.token,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_in_kana_or_letters_is_a_reading() {
        let cases = [
            ("ちょうしゃ", Some("ちょしゃ")),
            ("とうきょう", Some("ときょ")),
            ("tokyo", Some("ときょ")),
            ("okayama", Some("おかやま")),
            ("おおさか", Some("おさか")),
            ("osaka", Some("おさか")),
            ("じゅうみんきほんだいちょう", Some("じゅみんきほんだ")),
            ("ほそう", Some("ほそ")),
            ("サーバ", None),
            ("ごみ", None),
            ("isms", None),
            ("cad", None),
            ("庁舎", None),
            ("lan", None),
        ];
        for (word, expected) in cases {
            assert_eq!(reading(word).as_deref(), expected, "{word}");
        }
    }
}
