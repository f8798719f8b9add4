//! What is procured, by the words of a document that speaks of it later. Its
//! headline says what happened (仕様の変更及び開札の延期について); the procurement
//! stands under a label, in brackets, or behind the day of the announcement.

use std::sync::LazyLock;

use irefuda_procurement::{Kind, PartRole};
use regex::Regex;

use crate::reading::Reading;
use crate::text::{Stretch, trim};
use crate::title;

const ROLES: [PartRole; 3] = [PartRole::Notice, PartRole::Result, PartRole::Instructions];
/// It is said in the beginning, this many bytes.
const HEAD: usize = 6_000;

/// The title and where it stands.
pub(crate) fn read(reading: &Reading, kind: Kind) -> Option<Stretch> {
    let patterns: [&Regex; 3] = [&IN_HEADLINE, &BEHIND_LABEL, &ANNOUNCED];
    let found = || {
        patterns
            .iter()
            .find_map(|pattern| first_of(reading, pattern))
    };
    let labelled = title::labelled(reading);
    let title = labelled
        .filter(|title| !is_headline(reading.get(title)))
        .or_else(found)
        .or_else(|| title::read(reading, kind))?;
    Some(without_number(reading, title))
}

/// 仕様の変更及び開札の延期について: what happened, not what is procured.
fn is_headline(title: &str) -> bool {
    const HAPPENED: [&str; 7] = ["変更", "延期", "訂正", "中止", "取消", "取りやめ", "回答"];
    title.contains("について") && HAPPENED.iter().any(|word| title.contains(word))
}

/// A title without the number in brackets behind it: ヘルプデスク業務(R8委-57).
fn without_number(reading: &Reading, title: Stretch) -> Stretch {
    let text = reading.get(&title);
    let bracket = text.rfind('(').filter(|bracket| *bracket > 0);
    let number = bracket.filter(|bracket| number_in_brackets(&text[*bracket..]).is_some());
    let end = number.map_or(title.end, |bracket| title.start + bracket);
    trim(reading.text.folded(), title.start..end)
}

/// The number in the brackets with which a text begins.
pub(super) fn number_in_brackets(text: &str) -> Option<Stretch> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s?\((?P<number>[A-Z]?[0-9]*\p{Han}{0,8}第?[0-9]*-?[0-9]+号?)\)")
            .expect("the pattern is well formed")
    });
    let number = NUMBER.captures(text)?.name("number")?;
    let word = number.as_str();
    let is_numbered = word.contains(['-', '号', '第']) || word.starts_with(char::is_alphabetic);
    let is_part = ["年", "月", "日", "期", "工区", "か所", "箇所"]
        .iter()
        .any(|part| word.contains(part));
    (is_numbered && !is_part).then(|| number.range())
}

/// 対象の工事 X(公告番号…), in a line or in running text.
static BEHIND_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\n。 \t])(?:対象(?:の)?(?:案件|工事|業務|となる案件)|案件名?|工事名|業務名|委託名|件名|入札件名|調達件名)[: \t]\s*(?P<title>[^\n。\t|(]{4,60}(?:\([^()\n]{1,12}\))?)")
        .expect("the pattern is well formed")
});

/// 開札の延期について(11/12公告 X).
static IN_HEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:変更|延期|訂正|中止|取消し?|取りやめ|結果|回答)(?:について|のお知らせ)\([^()\n]{0,12}公告[ 、:](?P<title>[^()\n]{4,60})\)")
        .expect("the pattern is well formed")
});

/// 令和8年11月2日付け公告第21号により公告した X に係る一般競争入札.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:公告|公示|告示|公募|公表|掲載|登載)(?:した|しました|しております|しています|している|済みの)、?(?:下記の|次の|以下の)?(?:「(?P<quoted>[^」\n]{4,80})」|(?P<title>[^「」。、\n]{4,60}?)(?:の(?:制限付|条件付|一般競争|指名競争|公募型|入札)|に係る|に関する|について|につきまして|につき|は、))")
        .expect("the pattern is well formed")
});

fn first_of(reading: &Reading, pattern: &Regex) -> Option<Stretch> {
    let text = reading.text.folded();
    reading.sections_of(&ROLES).into_iter().find_map(|section| {
        let whole = &reading.sections[section].whole;
        let mut end = whole.end.min(whole.start + HEAD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut found = pattern.captures_iter(&text[whole.start..end]);
        found.find_map(|found| {
            let found = found.name("quoted").or(found.name("title"))?;
            let stretch = whole.start + found.start()..whole.start + found.end();
            let is_headline = ["入札", "公告", "実施要領", "工事について"];
            let title = title::title(reading, stretch)?;
            let words = reading.get(&title);
            (!is_headline.contains(&words)).then_some(title)
        })
    })
}
