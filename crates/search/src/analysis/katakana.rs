//! Katakana words: their last long-vowel mark, and where they end.

/// Words shorter than this keep their mark: コピー is not コピ.
const SHORTEST: usize = 4;

/// Whether a word consists of katakana.
pub(crate) fn is_katakana(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|character| matches!(character, 'ァ'..='ヺ' | 'ー'))
}

/// Whether a word of letters or of katakana goes on from one character to the
/// next.
pub(crate) fn goes_on(before: Option<char>, behind: Option<char>) -> bool {
    let script = |character: char| match character {
        'a'..='z' | '0'..='9' => 1,
        'ァ'..='ヺ' | 'ー' => 2,
        _ => 0,
    };
    let [before, behind] = [before, behind].map(|character| character.map_or(0, script));
    before != 0 && before == behind
}

/// サーバ for サーバー: what both spellings have in common.
pub(crate) fn without_long_vowel(word: &str) -> &str {
    match word.strip_suffix('ー') {
        Some(stem) if word.chars().count() >= SHORTEST && is_katakana(word) => stem,
        _ => word,
    }
}
