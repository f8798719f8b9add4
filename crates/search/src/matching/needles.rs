//! What a snippet looks for.

use super::synonyms::Group;
use crate::analysis::{MorphemeTokenizer, grouped};

/// A text that a hit may contain, to be highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    pub text: String,
    /// Whether it is a whole word or synonym, and not a morpheme of one.
    pub is_whole: bool,
}

/// Adds the words of a group, and their morphemes.
pub(super) fn add(group: &Group, morphemes: &mut MorphemeTokenizer, needles: &mut Vec<Needle>) {
    let mut add = |text: &str, is_whole| {
        let is_known = needles.iter().any(|needle| needle.text == text);
        if !is_known && !text.is_empty() {
            let text = text.to_owned();
            needles.push(Needle { text, is_whole });
        }
    };
    for word in group.words.iter().chain(&group.alternatives) {
        add(&word.text, true);
        let morphemes = morphemes.morphemes(&word.text);
        let is_single = morphemes.len() == 1;
        for morpheme in &morphemes {
            let stem = stem(&word.text[morpheme.start..morpheme.end], &morpheme.term);
            // A lone 市 of a compound is everywhere.
            if is_single || stem.chars().count() > 1 {
                add(stem, is_single);
            }
            if let Some(number) = grouped(&morpheme.term) {
                add(&morpheme.term, is_single);
                add(&number, is_single);
            }
        }
    }
}

/// What the forms of a word have in common: 取り消 of 取り消した, whose base form
/// is 取り消す. A stem of one character (行 of 行う) is in too many words.
fn stem<'a>(surface: &'a str, term: &str) -> &'a str {
    let is_kana = |character: char| matches!(character, 'ぁ'..='ん');
    let mut pairs = surface.char_indices().zip(term.chars());
    let common = match pairs.find(|((_, left), right)| left != right) {
        Some(((position, _), _)) => &surface[..position],
        None => &surface[..surface.len().min(term.len())],
    };
    let stem = common.strip_suffix(is_kana).unwrap_or(common);
    match stem.chars().count() {
        0 | 1 if common.is_empty() => surface,
        0 | 1 => common,
        _ if stem.contains(|character| !is_kana(character)) => stem,
        _ => common,
    }
}
