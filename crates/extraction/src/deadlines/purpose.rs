//! What a date is for: the words nearest to it.

use std::sync::LazyLock;

use irefuda_procurement::{Confidence, DeadlineKind};
use regex::Regex;

use super::labels::{DeadlineLabels, Meaning};
use crate::dates::Mention;
use crate::outline::{Item, Style};
use crate::reading::Reading;
use crate::text::Stretch;

/// How far behind a date its purpose may stand, in characters.
const REACH: usize = 60;

/// How far before a date its sentence may begin, in characters.
const LONGEST_SENTENCE: usize = 160;

/// How far before its sentence an item may say what a date is for, in
/// characters.
const LONGEST_ITEM: usize = 1_000;

/// What a date is for, and what says so.
pub(super) struct Purpose<'a> {
    /// An empty list of kinds is for nothing that bidders do.
    pub meaning: &'a Meaning,
    /// Where the label stands, in Japanese.
    pub place: &'static str,
}

impl Purpose<'_> {
    /// How sure it is: a heading of its own, or the words right before it, say it
    /// for certain.
    pub fn confidence(&self) -> Confidence {
        const SURE: [&str; 9] = [
            "期限のある上の見出し",
            "文の主語",
            "同じ行の後の語",
            "行の見出し",
            "列の見出し",
            "提出を求める文の語",
            "前の語",
            "項目の見出し",
            "外側の見出し",
        ];
        match SURE.contains(&self.place) {
            true => Confidence::Certain,
            false => Confidence::Probable,
        }
    }
}

/// What a date is for.
pub(super) fn purpose<'a>(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
    labels: &'a DeadlineLabels,
) -> Option<Purpose<'a>> {
    let text = reading.text.folded();
    let innermost = around.first();
    let start = innermost.map_or(whole.start, |item| {
        item.body.start.min(mention.stretch.start)
    });
    let sentence = sentence_before(&text[start..mention.stretch.start]);
    let sentence_start = mention.stretch.start - sentence.len();
    let last = reading
        .mentions_in(&(sentence_start..mention.stretch.start))
        .last();
    let own_start = last.map_or(sentence_start, |last| {
        last.stretch.end.min(mention.stretch.start)
    });
    let before = without_brackets(without_range_start(sentence));
    let own = without_brackets(without_range_start(&text[own_start..mention.stretch.start]));
    let next = next_mention(reading, whole, mention);
    let end = innermost.filter(|item| item.style != Style::Row);
    let end = end.map_or(next, |item| {
        next.min(item.whole.end.max(mention.stretch.end))
    });
    let after = sentence_after(&text[mention.stretch.end..end]);
    let earlier = last_characters(&text[start..sentence_start], LONGEST_ITEM);
    let heading = |item: &&&Item| labels.of_heading(reading.get(&item.label));
    let is_line = |item: &&&Item| matches!(item.style, Style::Row | Style::Label);
    let begins_item = earlier.trim().is_empty();
    let calendar = calendar_line(reading, mention).map(without_brackets);
    let calendar = calendar.filter(|line| line.contains(char::is_alphanumeric));
    // In a calendar the words before a date are another line's.
    let has_words = calendar.is_none() || !own_line_before(text, mention).trim().is_empty();
    let may_be = |meaning: &&'a Meaning| may_be(meaning, mention);
    let asked = || {
        labels
            .last_deadline(&own)
            .or_else(|| labels.last_deadline(&before))
            .or_else(|| innermost.and_then(|item| heading(&item)))
            .or_else(|| behind(labels, mention, &after))
            .filter(|meaning| !meaning.kinds.is_empty())
    };
    let places: [(&'static str, &dyn Fn() -> Option<&'a Meaning>); 13] = [
        ("同じ行の後の語", &|| {
            labels.of_heading(calendar.as_ref()?)
        }),
        ("外側の見出し", &|| {
            let outer = innermost
                .filter(|_| begins_item)
                .filter(|item| reading.labels.is_generic(reading.get(&item.label)));
            outer.and_then(|_| around.iter().skip(1).find_map(|item| heading(&item)))
        }),
        ("行の見出し", &|| {
            let is_first = last.is_none() || labels.last(&own).is_none();
            let line = innermost
                .filter(is_line)
                .filter(|_| begins_item && is_first);
            line.and_then(|item| heading(&item))
        }),
        ("列の見出し", &|| column_head(text, mention, labels)),
        ("通知する文", &|| {
            notifies(&own, &after).then(|| labels.nothing())
        }),
        ("提出を求める文の語", &|| {
            hands_in(mention, &after).then(asked).flatten()
        }),
        ("文の主語", &|| labels.subject(&own).filter(may_be)),
        ("前の語", &|| {
            labels.last(&own).filter(may_be).filter(|_| has_words)
        }),
        ("後の語", &|| {
            last.and_then(|_| behind(labels, mention, &after))
        }),
        ("文の前の語", &|| {
            labels.last(&before).filter(|_| has_words)
        }),
        ("項目の見出し", &|| {
            innermost.and_then(|item| heading(&item))
        }),
        ("後の語", &|| behind(labels, mention, &after)),
        ("項目の前の文", &|| {
            innermost
                .and_then(|_| labels.last(earlier))
                .filter(|_| has_words)
        }),
    ];
    let outer = || {
        let meaning = around.iter().skip(1).find_map(|item| heading(&item))?;
        let place = match hands_in(mention, &after) {
            true => "期限のある上の見出し",
            false => "上の見出し",
        };
        Some((place, meaning))
    };
    let found = places
        .iter()
        .find_map(|(place, find)| Some((*place, find()?)));
    let (place, meaning) = found.or_else(outer)?;
    Some(Purpose { meaning, place })
}

/// Whether the body tells something by a date: 10月26日までに通知する.
fn notifies(own: &str, after: &str) -> bool {
    let near: String = after.chars().take(30).collect();
    let own = own.trim_end_matches([' ', ':', '\t', '|']);
    let withdraws = own.contains("辞退") || near.contains("辞退");
    withdraws
        || own.ends_with("通知")
        || own.ends_with("通知日")
        || (near.contains("通知する") || near.contains("通知します") || near.contains("に通知"))
            && !near.contains("提出")
}

fn own_line_before<'a>(text: &'a str, mention: &Mention) -> &'a str {
    let before = &text[..mention.stretch.start];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    before[line..].trim_start_matches(['|', '-', '*', '・', '\t'])
}

/// The label behind a date.
fn behind<'a>(labels: &'a DeadlineLabels, mention: &Mention, after: &str) -> Option<&'a Meaning> {
    labels
        .first(after)
        .filter(|meaning| may_be(meaning, mention))
}

/// Bids are not opened until a moment, so まで ends something else: 開札の日時に持参
/// するか、7日までに郵送.
fn may_be(meaning: &Meaning, mention: &Mention) -> bool {
    !(mention.is_until && meaning.kinds == [DeadlineKind::Opening])
}

/// A table's head is looked for so many rows above.
const LONGEST_TABLE: usize = 30;

/// The head of a table is no higher than this, in rows.
const HEAD_ROWS: usize = 2;

/// The label at the head of the column in which a date stands, in a table of at
/// least three columns.
fn column_head<'a>(
    text: &str,
    mention: &Mention,
    labels: &'a DeadlineLabels,
) -> Option<&'a Meaning> {
    const SEPARATORS: [char; 2] = ['\t', '|'];
    let start = mention.stretch.start;
    let line_start = line_start(text, start)?;
    let line = within_line(&text[line_start..]);
    let column = text[line_start..start].matches(SEPARATORS).count();
    if column == 0 || line.matches(SEPARATORS).count() < 2 {
        return None;
    }
    let above = text[..line_start].lines().rev().take(LONGEST_TABLE);
    let rows = above.take_while(|row| row.contains(SEPARATORS));
    let rows: Vec<&str> = rows.collect();
    let heads = rows.iter().rev().take(HEAD_ROWS);
    let cells = heads.filter_map(|row| row.split(SEPARATORS).nth(column).map(str::trim));
    let heads =
        cells.filter(|cell| !cell.is_empty() && !cell.contains(|c: char| c.is_ascii_digit()));
    let mut meanings = heads.filter_map(|cell| labels.of_heading(cell));
    meanings.next()
}

/// A line is followed no further than this, in bytes: a longer one has lost its
/// line breaks, and is no row of a table.
const LONGEST_ROW: usize = 3_000;

/// Where the line of a position begins, if that is not too far before.
fn line_start(text: &str, position: usize) -> Option<usize> {
    let from = text.floor_char_boundary(position.saturating_sub(LONGEST_ROW));
    let found = text[from..position].rfind('\n').map(|end| from + end + 1);
    found.or((from == 0).then_some(0))
}

/// A text up to the end of its first line, if that is not too far behind.
pub(super) fn within_line(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(LONGEST_ROW)];
    near.lines().next().unwrap_or_default()
}

/// Where the next date of the part begins, or the part ends.
fn next_mention(reading: &Reading, whole: &Stretch, mention: &Mention) -> usize {
    let behind = mention.stretch.end..whole.end.max(mention.stretch.end);
    let next = reading.mentions_in(&behind).first();
    next.map_or(behind.end, |next| next.stretch.start)
}

/// A line of a calendar is no longer than this, in characters.
const LONGEST_LINE: usize = 90;

/// What stands behind a date with which a line or a table's row begins:
/// 11月20日(金) 14:00 現地説明会.
pub(super) fn calendar_line<'a>(reading: &'a Reading, mention: &Mention) -> Option<&'a str> {
    const BULLETS: [char; 12] = [' ', '\t', '|', '-', '*', '・', '○', '●', '◯', '>', '※', '◆'];
    let text = reading.text.folded();
    let before = text[..mention.stretch.start].trim_end_matches(BULLETS);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let rest = within_line(&text[mention.stretch.end..]);
    let rest = rest.trim_start_matches(|character: char| {
        BULLETS.contains(&character) || matches!(character, ':' | '…' | '~')
    });
    let goes_on = rest.starts_with([
        '→', '⇒', 'か', 'ま', 'に', 'の', 'を', 'は', 'よ', '付', '以', '現', '及', '又', '、',
        '。', 'と', 'で', 'が',
    ]);
    let is_line = begins_line && !goes_on && rest.chars().nth(LONGEST_LINE).is_none();
    Some(rest).filter(|rest| is_line && !rest.is_empty())
}

/// A text without what stands in brackets: (土日、祝日を除く).
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_i32;
    let mut outside = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

/// The end of a text.
fn last_characters(text: &str, length: usize) -> &str {
    let first = text.char_indices().rev().take(length).last();
    first.map_or(text, |(position, _)| &text[position..])
}

/// Whether something has to be handed in by a date; the papers that are listed
/// before it (実績調書, 証明書の写し) are then no labels.
fn hands_in(mention: &Mention, after: &str) -> bool {
    mention.is_until
        && [
            "提出",
            "送信",
            "送付",
            "持参",
            "申込",
            "申し込",
            "届け",
            "郵送",
            "必着",
            "申請を行",
            "申請する",
            "申請を",
            "応募",
            "申し出",
            "登録を",
            "到着",
            "到達",
        ]
        .iter()
        .any(|word| after.contains(word))
}

/// The text of the sentence that leads to a date, on its own line, or where
/// nothing stands there on the line before. A full stop in brackets ends no
/// sentence.
pub(super) fn sentence_before(text: &str) -> &str {
    let mut depth = 0_i32;
    for (length, (position, character)) in text.char_indices().rev().enumerate() {
        let behind = &text[position + character.len_utf8()..];
        match character {
            ')' | '」' => depth += 1,
            '(' | '「' => depth -= 1,
            '。' if depth <= 0 => return behind,
            '\n' if behind.contains(char::is_alphanumeric) => return behind,
            _ => {}
        }
        if length == LONGEST_SENTENCE {
            return &text[position..];
        }
    }
    text
}

/// The sentence or line in which a date stands.
pub(super) fn sentence_of(reading: &Reading, whole: &Stretch, mention: &Mention) -> Stretch {
    let text = reading.text.folded();
    let before = sentence_before(&text[whole.start..mention.stretch.start]);
    let rest = &text[mention.stretch.end..whole.end.max(mention.stretch.end)];
    let near: &str = &rest[..rest.floor_char_boundary(LONGEST_ITEM)];
    let end = near.find('。').unwrap_or(near.len());
    mention.stretch.start - before.len()..mention.stretch.end + end
}

/// What leads to a date without 公告日から, the first end of a period whose last
/// is the date.
fn without_range_start(before: &str) -> &str {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:本?公告|公示|告示|公表|掲載|公募開始|この公告)[^\s。、]{0,8}(?:から|より|~)\s*$",
        )
        .expect("the pattern is well formed")
    });
    START
        .find(before)
        .map_or(before, |found| &before[..found.start()])
}

/// The text from a date to the end of its sentence or line.
/// What stands in brackets (閉庁日を除く。) says nothing of its purpose.
fn sentence_after(text: &str) -> String {
    let mut depth = 0_i32;
    let mut after = String::new();
    let mut length = 0;
    for character in text.chars().take(LONGEST_SENTENCE) {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            '。' | '\n' | '\t' | '→' | '⇒' if depth <= 0 => break,
            _ if depth <= 0 => {
                after.push(character);
                length += 1;
            }
            _ => {}
        }
        if length == REACH {
            break;
        }
    }
    after
}
