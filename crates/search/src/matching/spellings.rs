//! Other spellings of a typed word: variants of characters, ヶ/ケ/が, and
//! numbers in digits or kanji.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The most spellings of a word.
const MOST: usize = 8;

/// What stands for the ヶ between two words.
const KE: [char; 7] = ['ヶ', 'ケ', 'が', 'か', 'カ', 'ガ', '箇'];

/// Characters that write the same word.
pub(crate) struct Spellings {
    variants: HashMap<char, Vec<char>>,
}

impl Spellings {
    pub fn of(groups: &[Vec<char>]) -> Self {
        let mut variants: HashMap<char, Vec<char>> = HashMap::new();
        for group in groups {
            for one in group {
                let others = group.iter().copied().filter(|other| other != one);
                variants.entry(*one).or_default().extend(others);
            }
        }
        Self { variants }
    }

    /// Other spellings of a word, without the word itself.
    pub fn others(&self, word: &str) -> Vec<String> {
        let mut others = Vec::new();
        let mut add = |other: String| {
            if other != word && others.len() < MOST && !others.contains(&other) {
                others.push(other);
            }
        };
        self.with_variants(word, &mut add);
        with_ke(word, &mut add);
        add(word.replace('・', ""));
        add(word.replace("ウエ", "ウェ"));
        add(word.chars().map(with_large_vowel).collect());
        add(in_digits(word));
        add(in_kanji(word));
        add(with_era(word));
        others
    }

    /// All characters that have a variant replaced, then each by itself.
    fn with_variants(&self, word: &str, add: &mut impl FnMut(String)) {
        let first = |character: char| self.variants.get(&character).map(|others| others[0]);
        if !word.chars().any(|character| first(character).is_some()) {
            return;
        }
        add(word
            .chars()
            .map(|character| first(character).unwrap_or(character))
            .collect());
        for (position, character) in word.char_indices() {
            for other in self.variants.get(&character).into_iter().flatten() {
                let behind = position + character.len_utf8();
                add(format!("{}{other}{}", &word[..position], &word[behind..]));
            }
        }
    }
}

const SMALL: [char; 5] = ['ァ', 'ィ', 'ゥ', 'ェ', 'ォ'];
const LARGE: [char; 5] = ['ア', 'イ', 'ウ', 'エ', 'オ'];

/// ウエブ for ウェブ.
fn with_large_vowel(character: char) -> char {
    let place = SMALL.iter().position(|small| *small == character);
    place.map_or(character, |place| LARGE[place])
}

/// 霞が関 for 霞ヶ関, 3か月 for 3ヶ月.
fn with_ke(word: &str, add: &mut impl FnMut(String)) {
    let characters: Vec<char> = word.chars().collect();
    for (position, window) in characters.windows(3).enumerate() {
        let [before, ke, behind] = [window[0], window[1], window[2]];
        let joins =
            KE.contains(&ke) && (is_kanji(before) || before.is_ascii_digit()) && is_kanji(behind);
        if !joins {
            continue;
        }
        for other in KE {
            let mut spelled = characters.clone();
            spelled[position + 1] = other;
            add(spelled.into_iter().collect());
        }
    }
}

fn is_kanji(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '々')
}

/// What is counted where a number may be written in either way.
const COUNTED: &str = "年度|年|月|日|号|条|項|回|期|次|丁目|階|台|校|棟|名|人|基|工区|区|級|種";
const KANJI_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 第12号 for 第十二号.
fn in_digits(word: &str) -> String {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("([〇一二三四五六七八九十百]+)({COUNTED})")));
    let digits = |captures: &Captures| {
        let number = of_kanji(&captures[1]).unwrap_or_else(|| captures[1].to_owned());
        format!("{number}{}", &captures[2])
    };
    NUMBER.replace_all(word, digits).into_owned()
}

/// 第十二号 for 第12号.
fn in_kanji(word: &str) -> String {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("([0-9]{{1,3}})({COUNTED})")));
    let kanji = |captures: &Captures| {
        let number = captures[1].parse::<usize>().unwrap_or_default();
        format!("{}{}", to_kanji(number), &captures[2])
    };
    NUMBER.replace_all(word, kanji).into_owned()
}

/// 令和8年 for r8年, and the other way.
fn with_era(word: &str) -> String {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| pattern("^([rh])([0-9]{1,2})(年|[./])"));
    static LONG: LazyLock<Regex> = LazyLock::new(|| pattern("^(令和|平成)([0-9]{1,2})(年)"));
    if SHORT.is_match(word) {
        let long = |captures: &Captures| {
            let era = if &captures[1] == "r" {
                "令和"
            } else {
                "平成"
            };
            format!("{era}{}{}", &captures[2], &captures[3])
        };
        return SHORT.replace(word, long).into_owned();
    }
    let short = |captures: &Captures| {
        let era = if &captures[1] == "令和" { "r" } else { "h" };
        format!("{era}{}{}", &captures[2], &captures[3])
    };
    LONG.replace(word, short).into_owned()
}

/// A number below a thousand, or digit by digit.
fn of_kanji(number: &str) -> Option<String> {
    let digit = |character: char| KANJI_DIGITS.iter().position(|digit| *digit == character);
    if !number.contains(['十', '百']) {
        let digits = number
            .chars()
            .map(|character| Some(digit(character)?.to_string()));
        return digits.collect();
    }
    let (mut sum, mut last) = (0, None);
    for character in number.chars() {
        match character {
            '百' => sum += last.take().unwrap_or(1) * 100,
            '十' => sum += last.take().unwrap_or(1) * 10,
            character => last = Some(digit(character)?),
        }
    }
    Some((sum + last.unwrap_or(0)).to_string())
}

fn to_kanji(number: usize) -> String {
    let mut kanji = String::new();
    for (unit, name) in [(100, "百"), (10, "十")] {
        match number / unit % 10 {
            0 => {}
            1 => kanji.push_str(name),
            digit => {
                kanji.push(KANJI_DIGITS[digit]);
                kanji.push_str(name);
            }
        }
    }
    if !number.is_multiple_of(10) || number == 0 {
        kanji.push(KANJI_DIGITS[number % 10]);
    }
    kanji
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_in_other_ways() {
        let spellings = Spellings::of(&[vec!['滝', '瀧'], vec!['沢', '澤']]);
        let cases: &[(&str, &[&str])] = &[
            ("滝沢市", &["瀧澤市", "瀧沢市", "滝澤市"]),
            (
                "霞ヶ関",
                &["霞ケ関", "霞が関", "霞か関", "霞カ関", "霞ガ関", "霞箇関"],
            ),
            (
                "3か月",
                &["3ヶ月", "3ケ月", "3が月", "3カ月", "3ガ月", "3箇月"],
            ),
            ("第十二号", &["第12号"]),
            ("第12号", &["第十二号"]),
            ("第百二号", &["第102号"]),
            ("二〇号", &["20号"]),
            ("20号", &["二十号"]),
            ("令和八年度", &["令和8年度"]),
            ("令和8年度", &["令和八年度", "r8年度"]),
            ("r8年度", &["r八年度", "令和8年度"]),
            ("一般競争入札", &[]),
            ("清掃", &[]),
            ("ウェブ", &["ウエブ"]),
            ("ウエブサイト", &["ウェブサイト"]),
            ("サイクル・ツーリズム", &["サイクルツーリズム"]),
            ("サーバが", &[]),
        ];
        for (word, expected) in cases {
            assert_eq!(spellings.others(word), *expected, "{word}");
        }
    }
}
