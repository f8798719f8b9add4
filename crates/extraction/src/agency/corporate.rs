//! Bodies that are no place: 一部事務組合 and 広域連合, 企業団, and incorporated
//! bodies (独立行政法人, 国立大学法人). Their names are read by how they end or begin.

use std::sync::LazyLock;

use irefuda_folding::fold;

use crate::text::Stretch;
use crate::vocabulary::{Found, Vocabulary};

/// Ends of names of bodies that several municipalities keep together.
const ENDS: [&str; 30] = [
    "広域連合",
    "事務組合",
    "衛生組合",
    "消防組合",
    "環境組合",
    "施設組合",
    "下水道組合",
    "水道組合",
    "病院組合",
    "清掃組合",
    "処理組合",
    "斎場組合",
    "火葬場組合",
    "広域組合",
    "行政組合",
    "管理組合",
    "企業団",
    "事業団",
    "公社",
    "水道用水供給組合",
    "学校組合",
    "競馬組合",
    "競艇組合",
    "港湾管理組合",
    "給食組合",
    "市町村圏組合",
    "医療組合",
    "福祉組合",
    "整備組合",
    "地区組合",
];
/// Words with which the name of an incorporated body begins.
const BEGINNINGS: [&str; 12] = [
    "国立大学法人",
    "公立大学法人",
    "地方独立行政法人",
    "独立行政法人",
    "国立研究開発法人",
    "大学共同利用機関法人",
    "公益財団法人",
    "一般財団法人",
    "公益社団法人",
    "一般社団法人",
    "社会福祉法人",
    "学校法人",
];
/// Ends of what follows them.
const ENDS_OF_CORPORATIONS: [&str; 26] = [
    "大学校",
    "大学",
    "医療センター",
    "研究センター",
    "支援センター",
    "センター",
    "研究機構",
    "病院機構",
    "機構",
    "研究所",
    "試験場",
    "公文書館",
    "博物館",
    "美術館",
    "図書館",
    "病院",
    "振興会",
    "協会",
    "基金",
    "事業団",
    "公社",
    "協議会",
    "財団",
    "学園",
    "高等専門学校",
    "院",
];
/// A name is no longer than this, in characters.
const LONGEST: usize = 24;

static TRIGGERS: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new(BEGINNINGS.iter().chain(&ENDS)));

/// The forms of bodies, which begin or end their names.
pub(crate) fn forms() -> &'static Vocabulary {
    &TRIGGERS
}

/// The names of such bodies in a stretch of a text, in order, by the forms that
/// were found there.
pub(super) fn names(
    text: &str,
    stretch: &Stretch,
    forms: impl Iterator<Item = Found>,
) -> Vec<Stretch> {
    let mut names: Vec<Stretch> = Vec::new();
    for found in forms {
        let (start, end) = (found.start(), found.end());
        let name = match found.word < BEGINNINGS.len() {
            true => forwards(text, start, end),
            false => backwards(text, stretch.start, start, end),
        };
        let after_last = names.last().map_or(stretch.start, |last| last.end);
        names.extend(name.filter(|name| name.start >= after_last && name.end <= stretch.end));
    }
    names
}

/// Whether a text is the name of such a body and nothing else.
pub(super) fn is_name(text: &str) -> bool {
    let folded = fold(text);
    let whole = 0..folded.text().len();
    names(folded.text(), &whole, TRIGGERS.find_iter(folded.text())) == [whole]
}

/// 国立大学法人徳島大学: from the form of the body to the end of its own name.
fn forwards(text: &str, start: usize, end: usize) -> Option<Stretch> {
    let rest = text[end..].trim_start_matches(' ');
    let name_start = text.len() - rest.len();
    let length: usize = rest
        .chars()
        .take(LONGEST)
        .take_while(|character| is_of_name(*character) || *character == '・')
        .map(char::len_utf8)
        .sum();
    let name = &rest[..length];
    let ends = ENDS_OF_CORPORATIONS
        .iter()
        .filter_map(|end| Some((name.find(end)?, end.len())));
    let (position, length) = ends
        .filter(|(position, _)| *position > 0)
        .min_by_key(|(position, length)| (*position, std::cmp::Reverse(*length)))?;
    let end = position + length;
    // 国立高等専門学校機構, 病院機構: the name goes on with what holds them.
    let holder = ["機構", "法人", "組合"]
        .iter()
        .find(|holder| name[end..].starts_with(**holder));
    Some(start..name_start + end + holder.map_or(0, |holder| holder.len()))
}

/// 上伊那広域連合: from its end back to where the name begins.
fn backwards(text: &str, limit: usize, start: usize, end: usize) -> Option<Stretch> {
    let mut name = start;
    for (position, character) in text[limit..start].char_indices().rev().take(LONGEST) {
        let before = &text[limit..limit + position];
        if !is_of_name(character) || ends_another_word(before, character) {
            break;
        }
        name = limit + position;
    }
    let name = with_enumeration(text, limit, name);
    let own = text[name..start].chars().count();
    (own >= 2 && !is_private(&text[name..end])).then_some(name..end)
}

/// 坂戸、鶴ヶ島下水道組合: the places before a comma belong to the name where they
/// begin the line or the sentence.
fn with_enumeration(text: &str, limit: usize, name: usize) -> usize {
    let Some(before) = text[limit..name].strip_suffix(['、', '・']) else {
        return name;
    };
    let word = before
        .char_indices()
        .rev()
        .take_while(|(position, character)| {
            is_of_name(*character) && !ends_another_word(&before[..*position], *character)
        });
    let start = word.last().map_or(before.len(), |(position, _)| position);
    let begins = before[..start].is_empty()
        || before[..start].ends_with(['\n', ' ', '。', '|', '\t', '日', '号', '(', '「', ':']);
    let is_short = (1..=6).contains(&before[start..].chars().count());
    if begins && is_short {
        limit + start
    } else {
        name
    }
}

fn is_of_name(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | 'ァ'..='ヺ' | 'ー' | '々' | '〇')
}

/// Whether a date, a number or a title ends with this character, so that a name
/// begins behind it: 14日, 第3号, 発注者, 問合せ先, 市長.
fn ends_another_word(before: &str, character: char) -> bool {
    const TITLES: [&str; 9] = [
        "発注", "契約", "管理", "担当", "責任", "委託", "公告", "連絡", "合せ",
    ];
    let last = before.chars().next_back().unwrap_or(' ');
    match character {
        '日' | '月' | '年' | '号' => {
            last.is_ascii_digit() || "一二三四五六七八九十元".contains(last)
        }
        '者' | '官' | '役' | '先' => TITLES.iter().any(|title| before.ends_with(title)),
        '長' => "市町村区部課局室所院校".contains(last),
        '課' | '及' | '又' => true,
        _ => false,
    }
}

fn is_private(name: &str) -> bool {
    [
        "協同組合",
        "労働組合",
        "適格組合",
        "共済組合",
        "健康保険組合",
        "森林組合",
        "企業組合",
        "商工組合",
        "金融公社",
        "構成",
        "等の",
    ]
    .iter()
    .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = names(text, &(0..text.len()), TRIGGERS.find_iter(text));
        let found: Vec<&str> = found.into_iter().map(|name| &text[name]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_read_by_their_form() {
        check("令和8年10月14日上伊那広域連合長 白鳥", &["上伊那広域連合"]);
        check(
            "公告第37号佐賀西部広域水道企業団企業長",
            &["佐賀西部広域水道企業団"],
        );
        check("国立大学法人徳島大学契約担当役", &["国立大学法人徳島大学"]);
        check(
            "地方独立行政法人府中市病院機構理事長",
            &["地方独立行政法人府中市病院機構"],
        );
        check(
            "独立行政法人国立公文書館総務課",
            &["独立行政法人国立公文書館"],
        );
        check("坂戸、鶴ヶ島下水道組合管理者", &["坂戸、鶴ヶ島下水道組合"]);
        check("事業協同組合及び官公需適格組合は", &[]);
        check("管理組合", &[]);
        check("平成30年長野広域連合の", &["長野広域連合"]);
        check(
            "福島県後期高齢者医療広域連合長",
            &["福島県後期高齢者医療広域連合"],
        );
    }
}
