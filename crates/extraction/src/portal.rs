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
/// What may stand before them.
const BULLETS: [char; 11] = [' ', '#', '■', '●', '▼', '【', '<', '*', '◆', '|', '\t'];
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
    let line = text[..tail].rfind('\n').map_or(0, |end| end + 1);
    let mut position = line;
    let ends = text[line..].split_inclusive('\n').find_map(|line| {
        let bare = line.trim_start_matches(BULLETS);
        let start = position + line.len() - bare.len();
        position += line.len();
        (start >= tail && ENDING.prefix(bare).is_some()).then_some(start)
    });
    start..ends.unwrap_or(text.len())
}
