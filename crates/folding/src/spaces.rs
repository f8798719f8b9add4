//! Dropping of spaces that have no meaning in Japanese text.

use crate::{Folded, is_japanese};

/// Units that stand directly behind a number in dates, times and counts.
const UNITS: &str = "年月日時分秒円号条項階回名人件社部枚台本週期度%";

/// Words that begin like a unit: behind a number they are a heading (1 日時) or
/// the next label.
const WORDS: [&str; 42] = [
    "件名",
    "日時",
    "日程",
    "日本",
    "期間",
    "期限",
    "期日",
    "回答",
    "回収",
    "項目",
    "人員",
    "人数",
    "人材",
    "人件費",
    "名称",
    "名簿",
    "部数",
    "部署",
    "部局",
    "部品",
    "台数",
    "台帳",
    "枚数",
    "本数",
    "本店",
    "本社",
    "本件",
    "本業務",
    "本工事",
    "本入札",
    "本市",
    "本町",
    "本村",
    "本公告",
    "時期",
    "分類",
    "分担",
    "分割",
    "分野",
    "週休",
    "月額",
    "年額",
];

/// A number split by spaces is no longer than this, in characters.
const LONGEST_NUMBER: usize = 40;

pub(crate) fn drop(folded: Folded) -> Folded {
    let text = folded.text();
    let mut dropped = Vec::new();
    // Spaces in a row go or stay together.
    let mut end = 0;
    while let Some(start) = text[end..].find(' ').map(|offset| end + offset) {
        let (before, after) = (&text[..start], text[start..].trim_start_matches(' '));
        end = text.len() - after.len();
        let goes = match (before.chars().next_back(), after.chars().next()) {
            (Some(left), Some(right)) => is_meaningless(before, left, right, after),
            _ => false,
        };
        if goes {
            dropped.extend(start..end);
        }
    }
    folded.without(&dropped)
}

/// Whether the spaces between two characters may go.
fn is_meaningless(before: &str, left: char, right: char, after: &str) -> bool {
    let is_digit = |character: char| character.is_ascii_digit();
    match (left, right) {
        _ if is_japanese(left) && is_japanese(right) => {
            is_spread(before, after) && !is_item_mark(before, left)
        }
        _ if is_digit(left) && UNITS.contains(right) => {
            !WORDS.iter().any(|word| begins_spread(after, word))
        }
        _ if is_digit(right) && goes_before_number(before, left) => true,
        _ if is_digit(left) && is_digit(right) => is_split_number(before, after),
        ('-', _) if is_digit(right) => is_split_by_hyphen(before, after),
        (_, '-') if is_digit(left) => is_split_by_hyphen(before, after),
        _ => false,
    }
}

/// Whether the space stands inside a spread word (公 告, 入 札 説 明 書) and not
/// between a label and its value (件 名 船橋市役所清掃業務).
///
/// Between two characters that stand alone it is inside. Where one side is a
/// longer run, the other has to be the end of a word spread over several
/// characters.
fn is_spread(before: &str, after: &str) -> bool {
    let left = spread_run(before.chars().rev());
    let right = spread_run(after.chars());
    match (left, right) {
        (0, 0) => false,
        (0, run) => run >= 2,
        (run, 0) => run >= 4,
        _ => true,
    }
}

/// How many characters from here on stand alone between spaces; of more than
/// four it says four.
fn spread_run(characters: impl Iterator<Item = char>) -> usize {
    let mut run = 0;
    let mut characters = characters.peekable();
    while run < 4
        && characters
            .next_if(|character| is_japanese(*character))
            .is_some()
    {
        if characters.peek().is_some_and(|next| is_japanese(*next)) {
            return run;
        }
        run += 1;
        while characters.next_if_eq(&' ').is_some() {}
    }
    run
}

/// Whether the Japanese character before a space is a line's item mark (ア, 一):
/// the space behind it tells it from a word.
fn is_item_mark(before: &str, left: char) -> bool {
    let line_start = before[..before.len() - left.len_utf8()].trim_end_matches(['-', '*', ' ']);
    let begins_line = line_start.is_empty() || line_start.ends_with(['\n', '\t']);
    let is_mark = matches!(left, 'ァ'..='ヶ' | 'ぁ'..='ん' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    is_mark && begins_line
}

/// Whether a text begins with a word, perhaps a spread one (日 時).
fn begins_spread(text: &str, word: &str) -> bool {
    let mut characters = text.chars().filter(|character| *character != ' ');
    word.chars()
        .all(|expected| characters.next() == Some(expected))
}

/// 年, 月, 日 and their like bind a number that follows: 令和 6, 年 3, 午後 5.
fn goes_before_number(before: &str, left: char) -> bool {
    matches!(left, '年' | '月' | '時')
        || ["令和", "平成", "昭和", "午前", "午後", "第"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// Whether the digits on both sides stand alone and a unit or a hyphen shows
/// that they are one number: `1 4 日`, `0 8 6 - 8 0 3`.
fn is_split_number(before: &str, after: &str) -> bool {
    if !ends_with_single_digit(before) || !starts_with_single_digit(after) {
        return false;
    }
    let is_of_number =
        |character: char| character.is_ascii_digit() || matches!(character, ' ' | '-' | ',' | '.');
    let ahead = || after.chars().take(LONGEST_NUMBER);
    let behind = before.chars().rev().take(LONGEST_NUMBER);
    let next = ahead().find(|character| !is_of_number(*character));
    let is_run = ahead()
        .take_while(|character| is_of_number(*character))
        .any(|character| character == '-');
    let was_run = behind
        .take_while(|character| is_of_number(*character))
        .any(|character| character == '-');
    next.is_some_and(|unit| UNITS.contains(unit)) || is_run || was_run
}

/// Whether single digits stand on both sides of a hyphen between spaces.
fn is_split_by_hyphen(before: &str, after: &str) -> bool {
    ends_with_single_digit(before.trim_end_matches(['-', ' ']))
        && starts_with_single_digit(after.trim_start_matches(['-', ' ']))
}

fn ends_with_single_digit(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next()
        .is_some_and(|character| character.is_ascii_digit())
        && !last
            .next()
            .is_some_and(|character| character.is_ascii_digit())
}

fn starts_with_single_digit(text: &str) -> bool {
    let mut first = text.chars();
    first
        .next()
        .is_some_and(|character| character.is_ascii_digit())
        && !first
            .next()
            .is_some_and(|character| character.is_ascii_digit())
}
