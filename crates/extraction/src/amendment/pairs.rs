//! Old and new values that stand beside each other.

use std::sync::LazyLock;

use irefuda_procurement::PartRole;
use regex::Regex;

use super::sentences;
use crate::reading::Reading;
use crate::text::{Stretch, trim};
use crate::vocabulary::Vocabulary;

/// An old and a new value, and the words that say of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub label: Stretch,
    pub before: Stretch,
    pub after: Stretch,
}

impl Pair {
    /// From the old value to the new one.
    pub fn whole(&self) -> Stretch {
        match self.before.is_empty() {
            true => self.after.clone(),
            false => self.before.start.min(self.after.start)..self.before.end.max(self.after.end),
        }
    }
}

const ROLES: [PartRole; 3] = [PartRole::Notice, PartRole::Instructions, PartRole::Result];
pub(super) const SEPARATORS: [char; 2] = ['\t', '|'];
/// Heads of the column of old values.
const BEFORE: [&str; 12] = [
    "変更前",
    "訂正前",
    "改正前",
    "修正前",
    "延期前",
    "誤",
    "(誤)",
    "前回",
    "当初",
    "旧",
    "現行",
    "変更前の内容",
];
/// Heads of the column of new values.
const AFTER: [&str; 12] = [
    "変更後",
    "訂正後",
    "改正後",
    "修正後",
    "延期後",
    "正",
    "(正)",
    "今回",
    "変更",
    "新",
    "改正案",
    "変更後の内容",
];
/// Values that say that nothing changes.
const SAME: [&str; 7] = [
    "変更なし",
    "訂正なし",
    "同左",
    "(変更なし)",
    "(訂正なし)",
    "―",
    "-",
];

/// Every pair of a document, in order.
pub(super) fn all(reading: &Reading) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for section in reading.sections_of(&ROLES) {
        let whole = reading.sections[section].whole.clone();
        let tables = in_tables(reading, &whole);
        pairs.extend(if tables.is_empty() {
            in_lines(reading, &whole)
        } else {
            tables
        });
        pairs.extend(in_lost_tables(reading, &whole));
        pairs.extend(sentences::in_quotes(reading, &whole));
        pairs.extend(sentences::in_sentences(reading, &whole));
        pairs.extend(sentences::in_list(reading, &whole));
    }
    pairs.sort_by_key(|pair| (pair.after.start, pair.before.start));
    pairs.dedup_by(|later, earlier| overlaps(&later.after, &earlier.after));
    pairs
}

fn overlaps(left: &Stretch, right: &Stretch) -> bool {
    left.start < right.end && right.start < left.end
}

/// Rows below a row with the heads 変更前 and 変更後.
fn in_tables(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    let text = reading.text.folded();
    let mut pairs = Vec::new();
    let mut columns: Option<(usize, usize)> = None;
    let mut start = whole.start;
    for line in text[whole.clone()].split_inclusive('\n') {
        let cells = cells(text, start..start + line.trim_end_matches('\n').len());
        start += line.len();
        if cells.len() < 3 {
            columns = columns.filter(|_| line.trim().is_empty() || cells.len() > 1);
            continue;
        }
        let column = |heads: &[&str]| {
            let is_head = |cell: &Stretch| {
                let bare: String = reading.get(cell).split_whitespace().collect();
                let bare = bare
                    .find('(')
                    .filter(|start| *start > 0)
                    .map_or(&bare[..], |start| &bare[..start]);
                heads.contains(&bare)
            };
            cells.iter().position(is_head)
        };
        if let (Some(before), Some(after)) = (column(&BEFORE), column(&AFTER)) {
            columns = Some((before, after));
            continue;
        }
        let Some((before, after)) =
            columns.filter(|(before, after)| cells.len() > *before.max(after))
        else {
            continue;
        };
        let labels = cells[..before.min(after)].iter().rev();
        let label = labels
            .filter(|cell| reading.get(cell).chars().count() >= 2)
            .max_by_key(|cell| cell.len())
            .cloned()
            .unwrap_or(cells[0].clone());
        let (before, after) = (cells[before].clone(), cells[after].clone());
        if !SAME.contains(&reading.get(&after).trim()) {
            pairs.push(Pair {
                label,
                before,
                after,
            });
        }
    }
    pairs
}

fn cells(text: &str, line: Stretch) -> Vec<Stretch> {
    let slice = &text[line.clone()];
    if !slice.contains(SEPARATORS) {
        return vec![line];
    }
    let bare = slice.trim_matches([' ', '|']);
    let mut start = line.start + (bare.as_ptr() as usize - slice.as_ptr() as usize);
    let mut cells = Vec::new();
    for cell in bare.split(SEPARATORS) {
        cells.push(trim(text, start..start + cell.len()));
        start += cell.len() + 1;
    }
    cells
}

/// (誤)… (正)…, 変更前:… 変更後:…, old→new, in lines and running text.
fn in_lines(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[(【\[「]\s?(?:誤|訂正前|変更前|修正前)\s?[)】\]」]|(?:^|[\n。\s])(?:誤|訂正前|変更前|修正前)[:\s])[:\s]*(?P<before>[^\n【(]{2,120}?(?:\([^)\n]{1,12}\)[^\n【(]{0,60}?)*?)[\s、,→⇒]*(?:[(【\[「]\s?(?:正|訂正後|変更後|修正後)\s?[)】\]」]|(?:^|[\n。\s→⇒])(?:正|訂正後|変更後|修正後)[:\s])[:\s]*(?P<after>[^\n【]{2,120})")
            .expect("the pattern is well formed")
    });
    static ARROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?P<before>[^\n\t|。、:→⇒「」]{1,60})\s?[→⇒]\s?(?P<after>[^\n\t|。、→⇒「」]{1,60})",
        )
        .expect("the pattern is well formed")
    });
    let text = reading.get(whole);
    let mut pairs = Vec::new();
    static MARKS: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::new(["誤", "訂正前", "変更前", "修正前"]));
    let is_marked = MARKS.is_in(text);
    let has_arrow = text.contains(['→', '⇒']);
    for (pattern, is_likely) in [(&*MARKED, is_marked), (&*ARROW, has_arrow)] {
        if !is_likely {
            continue;
        }
        let mut position = 0;
        while let Some(found) = pattern.captures_at(text, position) {
            position = found.get(0).map_or(text.len(), |found| found.end());
            let (Some(before), Some(after)) = (found.name("before"), found.name("after")) else {
                continue;
            };
            let at = |start: usize, end: usize| {
                trim(
                    reading.text.folded(),
                    whole.start + start..whole.start + end,
                )
            };
            let before = at(before.start(), before.end());
            let after = at(after.start(), after.end());
            let after = first_value(reading, after);
            // What was cut off may hold the next pair.
            position = position.min(after.end - whole.start);
            let last = pairs
                .last()
                .map_or(whole.start, |pair: &Pair| pair.after.end);
            let pair = with_label(reading, whole, before, after, last);
            pairs.extend(Some(pair).filter(|pair| is_change(reading, pair)));
        }
    }
    pairs
}

/// A new value without what follows it in running text: a day ends where it
/// ends, other words before the mark of the next item.
fn first_value(reading: &Reading, after: Stretch) -> Stretch {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s?(?:\([0-9]{1,2}\)|[0-9]{1,2}[. ]\p{Han})")
            .expect("the pattern is well formed")
    });
    let first = reading.mentions_in(&after).first();
    if let Some(day) = first.filter(|mention| mention.stretch.start <= after.start + 2) {
        return after.start..day.stretch.end.min(after.end).max(after.start);
    }
    let text = reading.get(&after);
    let closed = text.find(')');
    if let Some(close) = closed.filter(|close| !text[..*close].contains('(')) {
        return after.start..after.start + close;
    }
    let next = NEXT.find(text).filter(|next| next.start() > 0);
    let end = next.map_or(after.end, |next| after.start + next.start());
    after.start..end
}

/// An arrow may also lead to a page (こちら → 公告文) or from one step to the next.
fn is_change(reading: &Reading, pair: &Pair) -> bool {
    let says_value = |stretch: &Stretch| {
        let text = reading.get(stretch);
        text.contains(|character: char| character.is_ascii_digit()) || text.contains("以上")
    };
    // 前のお知らせ【訂正】…: of another notice.
    let is_of_another = ["お知らせ", "【"]
        .iter()
        .any(|word| reading.get(&pair.label).contains(word));
    says_value(&pair.before) && says_value(&pair.after) && !is_of_another
}

/// (2): the mark of an item in running text.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\([0-9]{1,2}\)").expect("the pattern is well formed"));

/// The label of two values: what leads to the old one in its line, else the
/// heading of its item.
///
/// In running text it begins behind the pair before it, which ends at `last`.
fn with_label(
    reading: &Reading,
    whole: &Stretch,
    before: Stretch,
    after: Stretch,
    last: usize,
) -> Pair {
    let text = reading.text.folded();
    let first = reading.mentions_in(&before).first();
    let value = first.map_or(before.start, |mention| mention.stretch.start);
    let line = whole.start + after_last(&text[whole.start..before.start], &['\n', '。']);
    let line = line.max(last.min(before.start));
    let mark = ITEM.find_iter(&text[line..before.start]).last();
    let line = mark.map_or(line, |mark| line + mark.end());
    let mut label = trim(text, line..value.max(line));
    if !reading.get(&label).contains(char::is_alphabetic) {
        let section = reading
            .sections
            .iter()
            .position(|section| section.whole == *whole)
            .unwrap_or(0);
        let mut around = reading.outlines[section].around(before.start);
        let item = around.find(|item| !item.label.is_empty());
        label = item.map_or(label, |item| item.label.clone());
    }
    let before = value.min(before.end)..before.end;
    Pair {
        label,
        before,
        after,
    }
}

/// 項目変更前変更後質問期限11月18日12月2日…: a table that has lost its lines; of its
/// rows those with two days or two amounts beside each other can be told.
fn in_lost_tables(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:項目|箇所|区分|事項)[^\n。]{0,6}?(?:変更前|訂正前|誤)\s?(?:\([^)]{1,8}\))?\s?(?:変更後|訂正後|正)")
            .expect("the pattern is well formed")
    });
    let text = reading.text.folded();
    let mut pairs = Vec::new();
    for head in HEAD.find_iter(reading.get(whole)) {
        let start = whole.start + head.end();
        let table = start..whole.end;
        let mut lead = start;
        let mentions = reading.mentions_in(&table);
        let mut next = 0;
        while next + 1 < mentions.len() {
            let (old, new) = (&mentions[next], &mentions[next + 1]);
            let label = lead..old.stretch.start.max(lead);
            if reading.get(&label).contains('。') {
                break;
            }
            let between = &text[old.stretch.end.min(new.stretch.start)..new.stretch.start];
            if between.trim().is_empty() {
                pairs.push(Pair {
                    label: trim(text, label),
                    before: old.stretch.clone(),
                    after: new.stretch.clone(),
                });
                next += 2;
            } else {
                next += 1;
            }
            lead = mentions[next - 1].stretch.end.max(lead);
        }
    }
    pairs
}

/// Where the text goes on behind the last of these characters.
pub(super) fn after_last(text: &str, characters: &[char]) -> usize {
    let last = text.rfind(characters);
    last.map_or(0, |position| {
        position + text[position..].chars().next().map_or(0, char::len_utf8)
    })
}
