//! Pages of information portals: the announcement stands between a head that
//! the portal made and its links to other notices.

use std::sync::LazyLock;

use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

/// Words behind which the announcement itself begins.
const STARTS: [&str; 5] = [
    "公告全文を表示",
    "公告内容\n",
    "公告内容 ",
    "本文\n",
    "公告内容",
];
/// The head is no longer than this, in bytes.
const LONGEST_HEAD: usize = 6_000;
/// Words with which links to other notices begin, on a line of their own or
/// before a colon.
const ENDS: &[&str] = &[
    "関連する入札",
    "似た入札",
    "この案件と",
    "この入札と",
    "こちらも",
    "類似の入札",
    "類似案件",
    "関連入札",
    "この発注機関の他の",
    "同じ機関の",
    "他の入札情報",
    "最近の入札",
    "新着情報",
    "新着の入札",
    "Similar Contracts",
    "Similar documents",
    "Related",
    "おすすめの入札",
    "あわせて読みたい",
    "関連情報",
    "関連記事",
    "次のお知らせ",
    "前のお知らせ",
    "他の案件",
    "近くの入札",
];
/// The links are no larger a part of the text than this.
const LARGEST_TAIL: usize = 3;

/// Where the announcement itself stands in the text.
pub(crate) fn body(text: &str) -> Stretch {
    let mut limit = text.len().min(LONGEST_HEAD);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    static STARTING: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(STARTS));
    static ENDING: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(ENDS));
    let starts = STARTING.find_all(&text[..limit]).into_iter();
    let starts = starts.map(|found| found.end());
    let start = starts.min().unwrap_or(0);
    let mut tail = text.len() - (text.len() - start) / LARGEST_TAIL;
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    let ends = ENDING.find_all(&text[tail..]).into_iter();
    let mut ends = ends
        .map(|found| tail + found.start())
        .filter(|position| begins_line(text, *position));
    start..ends.next().unwrap_or(text.len())
}

fn begins_line(text: &str, position: usize) -> bool {
    let before = text[..position]
        .trim_end_matches([' ', '#', '■', '●', '▼', '【', '<', '*', '◆', '|', '\t']);
    before.is_empty() || before.ends_with('\n')
}
