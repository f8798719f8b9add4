//! Where the requirement stands: the stretches under its headings.
//!
//! A heading is looked for wherever it may stand: at the start of a line, in a
//! cell, or behind an item's mark inside a line that has lost its breaks. What
//! it heads ends at the next heading of another field.

use std::collections::HashMap;

use irefuda_procurement::{Lexicon, PartRole};

use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

/// What a heading introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Who may take part.
    Requirement,
    /// What earns points.
    Scoring,
    /// Anything else.
    Other,
}

/// A stretch under a heading.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub topic: Topic,
    pub stretch: Stretch,
    /// Whether a heading of the requirement introduces it.
    pub is_headed: bool,
}

/// No more than this is read under one heading, in bytes.
const LONGEST: usize = 24_000;
/// No more headings than this are followed up.
const MOST: usize = 48;

/// The labels by which places begin and end.
#[derive(Debug)]
pub(crate) struct Headings {
    labels: Vocabulary,
    topics: Vec<Topic>,
}

/// Labels of these fields are also words of a condition.
const NO_BOUNDARY: [&str; 7] = [
    "place",
    "agency",
    "department",
    "category",
    "case_number",
    "notice_number",
    "announced_on",
];

impl Headings {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut topics: HashMap<&str, Topic> = HashMap::new();
        for heading in &lexicon.headings {
            let topic = match heading.field.as_str() {
                "requirement" => Topic::Requirement,
                "scoring" => Topic::Scoring,
                field if NO_BOUNDARY.contains(&field) => continue,
                _ => Topic::Other,
            };
            for label in &heading.labels {
                topics.entry(label).or_insert(topic);
            }
        }
        for label in lexicon.deadlines.iter().flat_map(|row| &row.labels) {
            topics.entry(label).or_insert(Topic::Other);
        }
        topics.retain(|label, topic| *topic != Topic::Other || label.chars().count() >= 2);
        let mut labels: Vec<(&str, Topic)> = topics.into_iter().collect();
        labels.sort_unstable_by_key(|(label, _)| *label);
        Self {
            labels: Vocabulary::new(labels.iter().map(|(label, _)| label)),
            topics: labels.into_iter().map(|(_, topic)| topic).collect(),
        }
    }

    /// The labels.
    pub(super) fn words(&self) -> &Vocabulary {
        &self.labels
    }

    /// The headings of a section, in order.
    fn find(&self, reading: &Reading, section: usize) -> Vec<Heading> {
        let text = reading.text.folded();
        let stretch = &reading.sections[section].whole;
        let mut headings = Vec::new();
        for label in reading.words_of(section, Group::RequirementHeadings) {
            let range = label.range();
            let topic = self.topics[label.word];
            let Some(mark) = before(text, stretch.start, range.start) else {
                continue;
            };
            // The last of some items, not of the notice's.
            let is_vague = topic == Topic::Other
                && mark.level >= Level::Plain
                && matches!(&text[range.clone()], "その他" | "名称" | "対象");
            let is_part = &text[range.clone()] == "資格" && !mark.is_bare;
            let is_one_of_several = topic == Topic::Other && mark.is_listed;
            // 経営事項審査 is a condition, 資格審査 a step.
            let is_examined = text[range.clone()].starts_with("審査")
                && [
                    "経営事項",
                    "資格",
                    "資格の",
                    "事後",
                    "確認",
                    "書類",
                    "書類の",
                ]
                .iter()
                .any(|word| text[mark.start..range.start].ends_with(word));
            if is_vague || is_part || is_one_of_several || is_examined {
                continue;
            }
            let is_free = match topic {
                Topic::Other => ends_label(&text[range.end..stretch.end], &mark),
                _ => ends_heading(&text[range.end..stretch.end], &mark),
            };
            if is_free {
                headings.push(Heading {
                    topic,
                    start: mark.start,
                    end: range.end,
                    level: mark.level,
                    ordinal: mark.ordinal,
                });
            }
        }
        headings
    }
}

/// How deep a heading stands, as far as its mark tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// 第1, I, #.
    Chapter,
    /// 1, 一.
    Number,
    /// A line or a cell without a mark.
    Plain,
    /// (1), ア, ①.
    Inner,
}

#[derive(Debug)]
struct Heading {
    topic: Topic,
    start: usize,
    end: usize,
    level: Level,
    ordinal: Option<u32>,
}

struct Mark {
    start: usize,
    level: Level,
    ordinal: Option<u32>,
    /// Whether the label follows the mark at once.
    is_bare: bool,
    /// Whether what stands before the label is a list itself: 命名権料・期間.
    is_listed: bool,
}

/// The mark before a label, if what stands there may stand before a heading.
fn before(text: &str, least: usize, position: usize) -> Option<Mark> {
    const LONGEST_BEFORE: usize = 120;
    let mut from = position.saturating_sub(LONGEST_BEFORE).max(least);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let lead = &text[from..position];
    let line = lead.rfind(['\n', '\t', '|', '。']).map_or(lead, |end| {
        &lead[end + lead[end..].chars().next().map_or(1, char::len_utf8)..]
    });
    let begins_line = line.len() < lead.len() || from == least;
    // 本業務の, プロポーザル: what a heading may begin with.
    let title_start = line
        .rfind(|character: char| !is_title(character))
        .map_or(0, |end| {
            end + line[end..].chars().next().map_or(1, char::len_utf8)
        });
    let title = line[title_start..].trim_start_matches('・');
    let is_particle = title.starts_with(['の', 'に', 'を', 'は', 'が', 'と', 'で', 'も', 'や'])
        || title.contains(['を', 'は', 'が'])
        || title.contains("年度");
    if is_particle || title.chars().count() > 14 {
        return None;
    }
    let marked = line[..title_start].trim_end_matches([
        ' ', '.', '、', ':', '\u{3000}', '*', '【', '[', '「', '<', '(', '■', '○', '●', '◆', '◇',
        '□', '・', '-', '〔', '《', '〈', '※',
    ]);
    let bare = marked.trim_start_matches([' ', '#', '*', '-', '>', '・', '■', '○', '●']);
    if bare.is_empty() {
        let is_chapter = line.trim_start().starts_with('#');
        return begins_line.then_some(Mark {
            start: position - title.len(),
            level: if is_chapter {
                Level::Chapter
            } else {
                Level::Plain
            },
            ordinal: None,
            is_bare: title.is_empty(),
            is_listed: title.contains('・'),
        });
    }
    let (level, ordinal, length) = mark_at_end(bare)?;
    let start = position - (line.len() - line[..marked.len()].len()) - length;
    // 様式第1号 and the like are no marks.
    Some(Mark {
        start,
        level: if line.trim_start().starts_with('#') {
            Level::Chapter
        } else {
            level
        },
        ordinal,
        is_bare: title.is_empty(),
        is_listed: title.contains('・'),
    })
}

fn is_title(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{4e00}'..='\u{9fff}' | '々' | 'ァ'..='ヶ' | 'ー' | '・')
        && !"一二三四五六七八九十".contains(character)
}

/// The mark with which a text ends: its level, its number and its length.
fn mark_at_end(text: &str) -> Option<(Level, Option<u32>, usize)> {
    let last = text.chars().next_back()?;
    if last.is_ascii_digit() {
        let digits = text.len()
            - text
                .trim_end_matches(|character: char| character.is_ascii_digit())
                .len();
        let before = &text[..text.len() - digits];
        let is_part = before.ends_with(['.', '-', '/', ',', '年', '月', '令', '条', '号', '〒']);
        let is_numbered = digits <= 2 && (!is_part || before.ends_with(['-', '.']) && digits == 1);
        let level = if before.ends_with('第') {
            Level::Chapter
        } else {
            Level::Number
        };
        return is_numbered.then(|| (level, text[text.len() - digits..].parse().ok(), digits));
    }
    if last == ')' {
        let open = text.rfind('(').unwrap_or(0);
        let inside = text[open..].trim_matches(['(', ')', ' ']);
        return (inside.chars().count() <= 3).then_some((Level::Inner, None, text.len() - open));
    }
    if matches!(last, '①'..='⑳') {
        return Some((Level::Inner, None, last.len_utf8()));
    }
    if matches!(last, '章' | '条' | '節') {
        let start = text.rfind('第')?;
        let number = text[start + '第'.len_utf8()..text.len() - last.len_utf8()].trim();
        return (number.chars().count() <= 3).then_some((Level::Chapter, None, text.len() - start));
    }
    let rest = &text[..text.len() - last.len_utf8()];
    if "一二三四五六七八九十".contains(last) {
        let number =
            text.trim_end_matches(|character| "一二三四五六七八九十第".contains(character));
        let is_chapter = text[number.len()..].starts_with('第');
        let level = if is_chapter {
            Level::Chapter
        } else {
            Level::Number
        };
        // 統一資格 is no item.
        let stands_free = number.is_empty() || number.ends_with([' ', '\n', '。', ')', '\t']);
        return stands_free.then_some((level, None, text.len() - number.len()));
    }
    if matches!(last, 'I' | 'V' | 'X') {
        let number = text.trim_end_matches(['I', 'V', 'X']);
        return Some((Level::Chapter, None, text.len() - number.len()));
    }
    let is_letter = last.is_ascii_alphabetic() || matches!(last, 'ア'..='ン');
    let stands_alone = rest.is_empty() || rest.ends_with([' ', '。', ')', '\t', '\n']);
    (is_letter && stands_alone).then_some((
        if last.is_ascii_uppercase() {
            Level::Chapter
        } else {
            Level::Inner
        },
        None,
        last.len_utf8(),
    ))
}

/// Whether what follows a label of the requirement lets it be a heading.
fn ends_heading(after: &str, mark: &Mark) -> bool {
    const SUFFIXES: [&str; 16] = [
        "要件等",
        "要件",
        "条件",
        "資格",
        "等",
        "に関する事項",
        "に関する要件",
        "について",
        "の要件",
        "の条件",
        "の資格",
        "の概要",
        "及び条件",
        "の範囲",
        "に関すること",
        "(資格要件)",
    ];
    let mut rest = after;
    for _ in 0..2 {
        let cut = SUFFIXES.iter().find_map(|suffix| rest.strip_prefix(suffix));
        rest = cut.unwrap_or(rest);
    }
    let rest = rest.strip_prefix("及び").map_or(rest, |more| {
        let end = more
            .find(['\n', '\t', ' ', '(', ':', '。'])
            .unwrap_or(more.len());
        if more[..end].chars().count() <= 12 {
            &more[end..]
        } else {
            rest
        }
    });
    if rest.is_empty() {
        return true;
    }
    // A table of contents.
    if ["...", "・・", "……"]
        .iter()
        .any(|dots| rest.trim_start_matches(' ').starts_with(dots))
    {
        return false;
    }
    let bare = rest.trim_start_matches([
        ' ', '\t', '|', '*', ':', '】', ']', '」', '>', '〉', '》', '〕', '…',
    ]);
    let is_other = [
        "確認",
        "審査",
        "申請",
        "有無",
        "喪失",
        "取消",
        "結果",
        "通知",
        "を証する",
        "がない",
        "のない",
        "なし",
    ]
    .iter()
    .any(|word| bare.starts_with(word));
    if is_other {
        return false;
    }
    let begins_item = |text: &str| {
        text.starts_with(['(', '①', '1', 'ア', 'イ', '一', '・', '○', '■'])
            || [
                "次",
                "以下",
                "下記",
                "本",
                "この",
                "左",
                "別",
                "入札",
                "公告",
                "市",
                "県",
                "町",
                "村",
                "地方自治",
                "参加",
                "は、次",
                "は次",
                "は、以下",
                "は、本",
                "は、下記",
                "は以下",
                "は、別",
                "は、単",
                "は、公",
                "は、令",
                "は、地",
                "令",
            ]
            .iter()
            .any(|word| text.starts_with(word))
    };
    // 2 入札に参加できる者に必要な資格倉敷市の名簿に: glued to the first sentence.
    let is_glued = mark.level <= Level::Number
        && mark.ordinal.is_some()
        && mark.is_bare
        && rest.starts_with(|character| matches!(character, '\u{4e00}'..='\u{9fff}'))
        && !rest.starts_with([
            '者', '書', '証', '業', '面', '欄', '区', '種', '票', '表', '調', '通',
        ]);
    is_glued
        || rest.starts_with([
            '\n', '\t', ':', '】', ']', '|', '*', '>', '〉', '》', '〕', '」', ' ', '…', ')',
        ])
        || begins_item(rest)
}

/// Whether what follows a label of another field lets it be a heading; a label
/// without a mark stands alone or before its value.
fn ends_label(after: &str, mark: &Mark) -> bool {
    let rest = after.trim_start_matches(['等']);
    if rest.is_empty()
        || rest.starts_with([
            '\n', '\t', ':', '】', ']', '|', '*', '>', '〉', '》', '〕', '」',
        ])
    {
        return true;
    }
    let end = rest.find('\n').unwrap_or(rest.len());
    let is_short =
        rest[..end].chars().take(13).count() <= 12 && !rest[..end].contains(['。', '、']);
    // 指名停止期間中でない者 is no heading of a period.
    if !mark.is_bare {
        return rest.starts_with([' ', '(', '…']);
    }
    match mark.level {
        Level::Chapter | Level::Number => {
            rest.starts_with([' ', '(', '①'])
                || is_short && !rest.starts_with('の')
                || ["区分", "次", "令和", "について", "及び", "は、", "に関する"]
                    .iter()
                    .any(|word| rest.starts_with(word))
        }
        Level::Plain => {
            rest.starts_with(' ')
                || is_short && !rest.starts_with(['の', 'を', 'に', 'が', 'は', 'で', 'と'])
        }
        Level::Inner => {
            rest.starts_with(' ')
                || is_short && !rest.starts_with(['の', 'を', 'に', 'が', 'は', 'で', 'と'])
        }
    }
}

/// The places of the requirement and of the scoring in sections of a role.
pub(super) fn find(reading: &Reading, headings: &Headings, role: PartRole) -> Vec<Place> {
    let text = reading.text.folded();
    let mut places = Vec::new();
    for section in reading.sections_of(&[role]) {
        let whole = reading.sections[section].whole.clone();
        let found = headings.find(reading, section);
        let mut end_of_last = whole.start;
        for (index, heading) in found.iter().enumerate() {
            if heading.topic == Topic::Other || heading.start < end_of_last || places.len() >= MOST
            {
                continue;
            }
            let end = end_of(text, &whole, &found, index);
            end_of_last = end;
            places.push(Place {
                topic: heading.topic,
                stretch: heading.end..end,
                is_headed: true,
            });
        }
    }
    places
}

/// Where what stands under a heading ends.
fn end_of(text: &str, whole: &Stretch, headings: &[Heading], index: usize) -> usize {
    let heading = &headings[index];
    let closes = |next: &&Heading| {
        let is_inner = next.level == Level::Inner && heading.level < Level::Inner;
        // A row of the table under the heading of a chapter.
        let is_row = heading.topic == Topic::Scoring
            && heading.level <= Level::Number
            && next.level == Level::Plain;
        next.start > heading.end
            && next.topic != heading.topic
            && !is_row
            && !(is_inner && next.topic != Topic::Scoring)
    };
    let next = headings[index + 1..].iter().find(closes);
    let mut end = next
        .map_or(whole.end, |next| next.start)
        .min(heading.end + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let is_markdown = line_of(text, heading.start).starts_with('#');
    let markdown = is_markdown
        .then(|| next_markdown(text, heading, end))
        .flatten();
    match heading.ordinal.filter(|_| heading.level <= Level::Number) {
        Some(ordinal) => {
            let next = next_number(text, heading.end..end, ordinal).unwrap_or(end);
            // A number of the items below is not the heading that follows.
            let is_item = is_markdown && !line_of(text, next).starts_with('#');
            markdown.filter(|_| is_item).unwrap_or(next)
        }
        None => markdown.unwrap_or(end),
    }
}

/// The text from the beginning of the line in which a position stands.
fn line_of(text: &str, position: usize) -> &str {
    let start = text[..position].rfind('\n').map_or(0, |end| end + 1);
    text[start..].trim_start()
}

/// A heading of Markdown of the same level or above it.
fn next_markdown(text: &str, heading: &Heading, end: usize) -> Option<usize> {
    let signs = |line: &str| line.len() - line.trim_start_matches('#').len();
    let line_start = text[..heading.start]
        .rfind('\n')
        .map_or(0, |position| position + 1);
    let level = signs(&text[line_start..]);
    let mut position = heading.end;
    for line in text[heading.end..end].split_inclusive('\n') {
        let depth = signs(line);
        if position > heading.end && depth > 0 && depth <= level {
            return Some(position);
        }
        position += line.len();
    }
    None
}

/// Where the next number begins, unless the items below are numbered alike.
fn next_number(text: &str, stretch: Stretch, ordinal: u32) -> Option<usize> {
    let slice = &text[stretch.clone()];
    let at = |number: u32| {
        let number = number.to_string();
        slice.match_indices(&number).map(|(position, found)| (position, position + found.len())).find(|(start, end)| {
            let before = &slice[..*start];
            let line = before.trim_end_matches([' ', '#', '*', '|', '\t', '-']);
            let begins = line.is_empty() && *start > 0 && before.contains('\n')
                || before.ends_with('\t')
                || line.ends_with('\n')
                || before.trim_end_matches(' ').ends_with(['。', '-', '|'])
                || before.trim_end_matches(' ').ends_with("こと")
                || before.ends_with([')', '者']) ;
            let after = slice[*end..].trim_start_matches(['.', ' ', '、', '\t', ':', '|', '*']);
            let is_glued = after.len() == slice[*end..].len();
            let is_word = after.starts_with(|character: char| matches!(character, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '【' | '「'));
            begins && is_word && !(is_glued && is_counter(after)) && !before.ends_with('(') && !before.ends_with(|character: char| character.is_ascii_digit())
        })
    };
    let next = at(ordinal + 1)?;
    let first = if ordinal == 1 { None } else { at(1) };
    let is_alike = first.is_some_and(|first| first.0 < next.0);
    (!is_alike).then_some(stretch.start + next.0)
}

fn is_counter(text: &str) -> bool {
    text.starts_with(|character| {
        "年月日時分秒円人者名件社台級箇か個号条項以種部回式週歳".contains(character)
    })
}

/// Where the requirement is likeliest if no heading tells: around the first
/// sentence that every requirement has.
pub(super) fn by_sign(reading: &Reading, headings: &Headings, role: PartRole) -> Vec<Place> {
    /// The surest first.
    const SIGNS: [&[&str]; 3] = [
        &[
            "167条の4",
            "百六十七条の四",
            "六七條の四",
            "会計令第70条",
            "予決令第70条",
        ],
        &[
            "指名停止の措置を受け",
            "指名停止を受け",
            "指名停止期間",
            "指名停止の期間",
        ],
        &["名簿に登"],
    ];
    let text = reading.text.folded();
    for section in reading.sections_of(&[role]) {
        let whole = reading.sections[section].whole.clone();
        let slice = &text[whole.clone()];
        let first = |signs: &&[&str]| signs.iter().filter_map(|sign| slice.find(sign)).min();
        let Some(sign) = SIGNS.iter().find_map(first).map(|sign| whole.start + sign) else {
            continue;
        };
        let found = headings.find(reading, section);
        let next = found
            .iter()
            .find(|heading| heading.start > sign && heading.topic != Topic::Requirement);
        let mut end = next
            .map_or(whole.end, |heading| heading.start)
            .min(sign + LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let start = introduction(text, whole.start, sign);
        return vec![Place {
            topic: Topic::Requirement,
            stretch: start..end.max(start),
            is_headed: false,
        }];
    }
    Vec::new()
}

/// Where the sentence that introduces a list begins, 次に掲げる要件 and the like;
/// else the line.
fn introduction(text: &str, least: usize, sign: usize) -> usize {
    const FARTHEST: usize = 900;
    const INTRODUCTIONS: [&str; 9] = [
        "次の",
        "次に",
        "以下の",
        "下記の",
        "左の各号",
        "左記の",
        "各号の",
        "全て満たす",
        "すべて満たす",
    ];
    let mut from = sign.saturating_sub(FARTHEST).max(least);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..sign];
    let line = before.rfind('\n').map_or(from, |end| from + end + 1);
    let words = INTRODUCTIONS.iter().filter_map(|word| before.rfind(word));
    match words.max() {
        Some(word) => before[..word]
            .rmatch_indices(['\n', '。'])
            // (以下「名簿」という。) is inside of the sentence.
            .find(|(end, mark)| !before[end + mark.len()..].starts_with([')', '」']))
            .map_or(from + word, |(end, mark)| from + end + mark.len()),
        None => line,
    }
}
