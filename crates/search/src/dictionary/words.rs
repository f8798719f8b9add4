//! What becomes of each word of the dictionary in the index: kept as it
//! stands, replaced by its base form, or dropped.
//!
//! Looking a part of speech up for every token of every text would halve the
//! speed of the analyser. This table is made once, when a dictionary is
//! compiled, and stands beside it: `words.codes` has four bytes for each word
//! id, `words.bases` a line for each base form.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use lindera::dictionary::{Dictionary, WordId};

use crate::error::SearchError;

const CODES: &str = "words.codes";
const BASES: &str = "words.bases";

const KEEP: u32 = 0;
const DROP: u32 = 1;
const FIRST_BASE: u32 = 2;

/// What becomes of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word<'a> {
    /// It is a term as it stands.
    Keep,
    /// It says nothing by itself.
    Drop,
    /// Its base form is the term.
    Base(&'a str),
}

/// The table by word id.
pub(crate) struct Words {
    codes: Vec<u32>,
    bases: Vec<String>,
}

impl Words {
    pub fn of(dictionary: &Dictionary) -> Self {
        let count = dictionary.prefix_dictionary.words_idx_data.len() / size_of::<u32>();
        let mut words = Self {
            codes: Vec::with_capacity(count),
            bases: Vec::new(),
        };
        let mut known = HashMap::new();
        for id in 0..count {
            let code = match meaning(dictionary.word_details_iter(id)) {
                Word::Keep => KEEP,
                Word::Drop => DROP,
                Word::Base(base) => *known.entry(base).or_insert_with(|| {
                    words.bases.push(base.to_owned());
                    FIRST_BASE + words.bases.len() as u32 - 1
                }),
            };
            words.codes.push(code);
        }
        words
    }

    /// Writes the table into a compiled dictionary's folder.
    pub fn write(&self, folder: &Path) -> Result<(), SearchError> {
        let codes: Vec<u8> = self
            .codes
            .iter()
            .flat_map(|code| code.to_le_bytes())
            .collect();
        let path = folder.join(CODES);
        fs::write(&path, codes).map_err(SearchError::io(&path))?;
        let path = folder.join(BASES);
        fs::write(&path, self.bases.join("\n")).map_err(SearchError::io(&path))
    }

    /// Reads the table from a compiled dictionary's folder.
    pub fn read(folder: &Path) -> Result<Self, SearchError> {
        let path = folder.join(CODES);
        let codes = fs::read(&path).map_err(SearchError::io(&path))?;
        let path = folder.join(BASES);
        let bases = fs::read_to_string(&path).map_err(SearchError::io(&path))?;
        let (codes, _) = codes.as_chunks();
        Ok(Self {
            codes: codes.iter().map(|code| u32::from_le_bytes(*code)).collect(),
            bases: bases.lines().map(str::to_owned).collect(),
        })
    }

    /// What becomes of a word. Words of the user dictionary and unknown words
    /// are kept.
    pub fn get(&self, id: WordId) -> Word<'_> {
        if !id.is_system() {
            return Word::Keep;
        }
        match self.codes.get(id.id() as usize).copied() {
            None | Some(KEEP) => Word::Keep,
            Some(DROP) => Word::Drop,
            Some(code) => match self.bases.get((code - FIRST_BASE) as usize) {
                Some(base) => Word::Base(base),
                None => Word::Keep,
            },
        }
    }
}

/// Decides by IPADIC's part of speech (fields 1 to 4) and base form (field 7).
fn meaning<'a>(mut details: impl Iterator<Item = &'a str>) -> Word<'a> {
    let part_of_speech = details.next().unwrap_or_default();
    let detail = details.next().unwrap_or_default();
    match (part_of_speech, detail) {
        ("助詞" | "助動詞" | "記号" | "接続詞" | "フィラー" | "その他", _) => {
            Word::Drop
        }
        ("動詞" | "形容詞", "非自立") | ("動詞", "接尾") => Word::Drop,
        // こと and ため, but not 者.
        ("名詞", "非自立") if details.nth(4).is_some_and(is_hiragana) => Word::Drop,
        ("動詞" | "形容詞", _) => match details.nth(4) {
            // する makes a verb of any noun: 委託する.
            Some("する") => Word::Drop,
            Some(base) if base != "*" => Word::Base(base),
            _ => Word::Keep,
        },
        // 等 stands in a compound without changing what it is about:
        // 防犯カメラ等設置.
        ("名詞", "接尾") if details.nth(4) == Some("等") => Word::Drop,
        _ => Word::Keep,
    }
}

fn is_hiragana(word: &str) -> bool {
    word.chars()
        .all(|character| matches!(character, 'ぁ'..='ん'))
}
