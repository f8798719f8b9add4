//! How two words differ that differ in one character: which mistakes happen,
//! and how likely each is.

use std::collections::HashMap;

/// Katakana and Latin words shorter than this have too many neighbours.
const SHORTEST_LETTERS: usize = 4;
/// So have kanji.
const SHORTEST_KANJI: usize = 3;

/// Characters that are taken for each other.
pub(crate) struct Lookalikes(HashMap<char, Vec<char>>);

impl Lookalikes {
    pub fn of(groups: &[Vec<char>]) -> Self {
        let mut others: HashMap<char, Vec<char>> = HashMap::new();
        for group in groups {
            for one in group {
                let rest = group.iter().copied().filter(|other| other != one);
                others.entry(*one).or_default().extend(rest);
            }
        }
        Self(others)
    }

    fn are(&self, one: char, other: char) -> bool {
        self.0
            .get(&one)
            .is_some_and(|others| others.contains(&other))
    }
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Katakana,
    Hiragana,
    Latin,
    Kanji,
    Digits,
    Mixed,
}

impl Script {
    pub fn of(text: &str) -> Self {
        let mut scripts = text.chars().map(Self::of_character);
        let first = scripts.next().unwrap_or(Self::Mixed);
        match scripts.all(|script| script == first) {
            true => first,
            false => Self::Mixed,
        }
    }

    fn of_character(character: char) -> Self {
        match character {
            'ァ'..='ヺ' | 'ー' => Self::Katakana,
            'ぁ'..='ゖ' => Self::Hiragana,
            'a'..='z' | 'A'..='Z' => Self::Latin,
            '\u{3400}'..='\u{9fff}' | '々' => Self::Kanji,
            character if character.is_numeric() => Self::Digits,
            _ => Self::Mixed,
        }
    }

    /// Whether neighbouring morphemes in it are one word.
    pub fn is_joined(self) -> bool {
        matches!(self, Self::Katakana | Self::Latin)
    }
}

/// One difference between what was typed and what may have been meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Which character of what was typed it is at.
    pub position: usize,
    pub is_lookalike: bool,
    is_kanji: bool,
}

impl Edit {
    /// The cost of a word that is read alike.
    pub const SAME_READING: usize = 2;

    /// The only difference, if it is one that happens by mistake.
    pub fn between(typed: &str, meant: &str, lookalikes: &Lookalikes) -> Option<Self> {
        let typed: Vec<char> = typed.chars().collect();
        let meant: Vec<char> = meant.chars().collect();
        let same = |pair: &(&char, &char)| pair.0 == pair.1;
        let before = typed.iter().zip(&meant).take_while(same).count();
        let (left, right) = (&typed[before..], &meant[before..]);
        let behind = left.iter().rev().zip(right.iter().rev());
        let behind = behind.take_while(same).count();
        let (left, right) = (&left[..left.len() - behind], &right[..right.len() - behind]);
        let is_lookalike = match (left, right) {
            ([one], [other]) => lookalikes.are(*one, *other),
            ([one, two], [three, four]) if one == four && two == three => false,
            ([_], []) | ([], [_]) => false,
            _ => return None,
        };
        let scripts = left.iter().chain(right).copied().map(Script::of_character);
        let scripts: Vec<Script> = scripts.collect();
        let all = |script| scripts.iter().all(|one| *one == script);
        let length = typed.len().min(meant.len());
        let is_likely = is_lookalike
            // その2 is no mistake for その3, and 取扱い none for 取扱.
            || (all(Script::Katakana) || all(Script::Latin)) && length >= SHORTEST_LETTERS
            // 車 is not lost by mistake of ポンプ車.
            || all(Script::Kanji) && left.len() == right.len() && length >= SHORTEST_KANJI;
        is_likely.then_some(Self {
            position: before,
            is_lookalike,
            is_kanji: all(Script::Kanji),
        })
    }

    /// How unlikely it is.
    pub fn cost(&self) -> usize {
        match (self.is_lookalike, self.is_kanji) {
            (true, _) => 1,
            (false, false) => 3,
            (false, true) => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_from_other_words() {
        let lookalikes = Lookalikes::of(&[vec!['力', 'カ'], vec!['バ', 'パ']]);
        let cases = [
            ("入カ", "入力", Some(1)),
            ("スクールパス", "スクールバス", Some(1)),
            ("メンテンス", "メンテナンス", Some(3)),
            ("パスコン", "パソコン", Some(3)),
            ("netwrok", "network", Some(3)),
            ("issm", "isms", Some(3)),
            ("複号機", "複合機", Some(4)),
            ("移託", "委託", None),
            ("その2", "その3", None),
            ("取扱", "取扱い", None),
            ("タイル", "タオル", None),
            ("ポンプ車", "ポンプ", None),
            ("清掃業務", "清掃", None),
            ("清掃", "清掃", None),
        ];
        for (typed, meant, cost) in cases {
            let edit = Edit::between(typed, meant, &lookalikes);
            assert_eq!(edit.map(|edit| edit.cost()), cost, "{typed} for {meant}");
        }
    }
}
