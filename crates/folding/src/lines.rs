//! Joining of lines that a page's width broke.
//!
//! A break is dropped where a long line ends inside a sentence and the next
//! one goes on in Japanese without an item mark, or inside a date. Short lines,
//! blank lines, headings and table rows separate.

use crate::{Folded, is_japanese};

/// A line of at least this width may have been broken by the page's width; labels
/// and headings are shorter. Widths are in halves of an ideograph.
const LONG_LINE: usize = 50;
/// Pages are no wider than this; longer lines were not broken.
const WIDEST_PAGE: usize = 140;
/// The page's width is the longest among so many lines before and after.
const NEIGHBOURS: usize = 12;
/// A line may be so much shorter than the page: no mark may begin the next one.
const SLACK: usize = 4;

pub(crate) fn join(folded: Folded, raw: &str) -> Folded {
    let mut start = 0;
    let widths: Vec<usize> = folded
        .text
        .split('\n')
        .map(|line| {
            let length = line.trim_end().len();
            let stretch = folded.raw_range(start..start + length);
            start += line.len() + 1;
            raw[stretch].chars().map(width).sum()
        })
        .collect();
    let mut dropped = Vec::new();
    let mut start = 0;
    for (number, line) in folded.text.split('\n').enumerate() {
        let end = start + line.len();
        let rest = || &folded.text[end + 1..];
        let is_break = (LONG_LINE..=WIDEST_PAGE).contains(&widths[number])
            && end < folded.text.len()
            && (parts_date(line, rest())
                || is_broken(line) && goes_on(rest()) && fills_page(&widths, number));
        if is_break {
            let rest = rest();
            let indent = rest.len() - rest.trim_start_matches(' ').len();
            dropped.extend(end..end + 1 + indent);
        }
        start = end + 1;
    }
    folded.without(&dropped)
}

/// The width of a character on a page, in halves of an ideograph.
fn width(character: char) -> usize {
    let is_half = character.is_ascii() || matches!(character, '\u{ff61}'..='\u{ff9f}');
    if is_half { 1 } else { 2 }
}

/// Whether a line is as long as the lines around it allow.
fn fills_page(widths: &[usize], number: usize) -> bool {
    let around = &widths[number.saturating_sub(NEIGHBOURS)..widths.len().min(number + NEIGHBOURS)];
    let page = around.iter().copied().max().unwrap_or_default();
    widths[number] + SLACK >= page
}

/// Whether a line looks cut off.
fn is_broken(line: &str) -> bool {
    let is_hard_break = line.ends_with("  ");
    let line = line.trim_end();
    let ends_inside_sentence =
        |last: char| is_japanese(last) && !matches!(last, '。' | '」' | '』' | '】' | '〉');
    !is_hard_break
        && !line.contains('\t')
        && !line.starts_with(['#', '|'])
        && line.chars().next_back().is_some_and(ends_inside_sentence)
        && !ends_in_column(line)
}

/// Whether a line ends in a column of its own, behind a gap and shorter than what
/// stands before.
fn ends_in_column(line: &str) -> bool {
    let gap = line.trim_start().rsplit_once("   ");
    gap.is_some_and(|(before, column)| column.len() < before.trim_end().len())
}

/// Whether the text after a break goes on with the sentence.
fn goes_on(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    let line = line.trim_start_matches(' ');
    let mut characters = line.chars();
    match (characters.next(), characters.next()) {
        (Some(first), second) => {
            is_japanese(first)
                && !matches!(first, '「' | '『' | '【' | '※' | '〒' | '・')
                && !is_item_mark(first, second)
                && !line.contains('\t')
        }
        _ => false,
    }
}

/// Whether a break stands inside a date: 12 / 月4日, 令和8年 / 12月, 4日 / (金).
fn parts_date(line: &str, rest: &str) -> bool {
    let line = line.trim_end();
    let rest = rest.split('\n').next().unwrap_or_default();
    let rest = rest.trim_start_matches(' ');
    if line.contains('\t') || rest.contains('\t') || line.starts_with(['#', '|']) {
        return false;
    }
    let mut next = rest.chars();
    let (next, second, third) = (next.next(), next.next(), next.next());
    let before = line.trim_end_matches(|character: char| character.is_ascii_digit());
    match (line.chars().next_back(), next) {
        (Some('0'..='9'), Some('年' | '月' | '日')) if second != Some('曜') => {
            before.ends_with([' ', '、']) || before.ends_with(is_japanese)
        }
        (Some('0'..='9'), Some('時' | '分')) => true,
        (Some('年' | '月'), Some('0'..='9')) => {
            let unit = rest.trim_start_matches(|character: char| character.is_ascii_digit());
            unit.trim_start().starts_with(['月', '日'])
        }
        (Some('日'), Some('(')) => {
            second.is_some_and(|day| "月火水木金土日".contains(day))
                && matches!(third, Some(')' | '曜' | '・'))
        }
        (Some('午'), Some('前' | '後')) => true,
        (Some('前' | '後'), Some('0'..='9')) => line.ends_with("午前") || line.ends_with("午後"),
        _ => false,
    }
}

/// Whether a line begins with a mark such as ア, イ or 一 followed by a space,
/// or with 第.
fn is_item_mark(first: char, second: Option<char>) -> bool {
    let is_mark = matches!(first, 'ア'..='ン' | 'あ'..='ん' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    // は、午後4時までとする: the sentence goes on.
    let is_particle =
        second == Some('、') && matches!(first, 'は' | 'が' | 'に' | 'で' | 'と' | 'も');
    first == '第'
        || first == '記' && second.is_none()
        || is_mark && !is_particle && matches!(second, Some(' ' | '.' | ')' | '、'))
}
