//! Katakana words and their last long-vowel mark.

/// Words shorter than this keep their mark: コピー is not コピ.
const SHORTEST: usize = 4;

/// Whether a word consists of katakana.
pub(crate) fn is_katakana(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|character| matches!(character, 'ァ'..='ヺ' | 'ー'))
}

/// サーバ for サーバー: what both spellings have in common.
pub(crate) fn without_long_vowel(word: &str) -> &str {
    match word.strip_suffix('ー') {
        Some(stem) if word.chars().count() >= SHORTEST && is_katakana(word) => stem,
        _ => word,
    }
}
