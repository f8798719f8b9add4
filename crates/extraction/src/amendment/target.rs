//! Which notice a document speaks of: by its number, and by its day.

use std::sync::LazyLock;

use irefuda_procurement::{Amends, Kind, PartRole};
use regex::Regex;

use super::subject;
use crate::dates::Mention;
use crate::number;
use crate::reading::Reading;
use crate::text::Stretch;

/// A document says so in its beginning, this many characters.
const HEAD: usize = 4_000;
/// A number stands no further behind the day than this, in bytes.
const REACH: usize = 120;
const ROLES: [PartRole; 3] = [PartRole::Notice, PartRole::Result, PartRole::Instructions];

/// The number of an announcement: 大村市公告第238号, 第18号.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[\p{Han}ヶケ]{0,12}(?:公告|告示|公示))?第\s?[0-9]+号(?:の[0-9]+)?|(?:契約番号|案件番号|公告番号|調達番号)[:\s]{0,2}(?P<labelled>[A-Z0-9第][^\s。、()]{1,20})")
        .expect("the pattern is well formed")
});
/// What stands behind the day of an earlier announcement.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\([^)]{1,6}\))?\s?(?:付け?|(?:に|で)?(?:公告|公示|公表|告示|公募|掲載|入札公告)[^。]{0,24}?(?:した|しました|して(?:いる|おり|います)|済))")
        .expect("the pattern is well formed")
});
/// What stands behind its day where that is noted shortly.
static NOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\([月火水木金土日](?:曜日?)?\))?\s?(?:入札)?(?:公告|公示|告示|公募)(?:[)、,\s]|分|の)")
        .expect("the pattern is well formed")
});
/// What stands behind the number of an earlier announcement.
static SPOKEN_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\)?\s?(?:で|により|をもって|に係る|の一部|について|を(?:取り消|取消|中止|訂正|変更)|の(?:入札|一般競争|訂正|変更|中止)|にて)")
        .expect("the pattern is well formed")
});

/// The notice that the document speaks of, if it says which.
pub(crate) fn read(reading: &Reading, kind: Kind, title: Option<&Stretch>) -> Option<Amends> {
    let by_day = announced_before(reading, kind);
    let number = by_day
        .and_then(|mention| behind(reading, mention))
        .or_else(|| spoken_of(reading))
        .or_else(|| behind_title(reading, title?))
        .or_else(|| number::of_case(reading))
        .or_else(|| number::of_notice(reading));
    let stretch = match (&number, by_day) {
        (Some(number), Some(day)) if day.stretch.start < number.start => {
            day.stretch.start..number.end
        }
        (Some(number), _) => number.clone(),
        (None, day) => day?.stretch.clone(),
    };
    Some(Amends {
        number: number.map(|number| reading.get(&number).trim().to_owned()),
        announced_on: by_day.map(|mention| mention.first.day),
        evidence: reading.text.evidence(&stretch),
    })
}

/// The day of an earlier announcement (令和8年11月12日付け…で公告した). Answers and
/// results, which are announced by no 公告 themselves, name it shortly too
/// (11月12日公告; 公告日 令和8年11月12日).
fn announced_before<'a>(reading: &'a Reading, kind: Kind) -> Option<&'a Mention> {
    let text = reading.text.folded();
    let is_said = |mention: &&Mention| {
        let after: String = text[mention.stretch.end..].chars().take(60).collect();
        ANNOUNCED.is_match(&after)
    };
    let is_noted = |mention: &&Mention| {
        let after: String = text[mention.stretch.end..].chars().take(20).collect();
        let start = mention.stretch.start;
        let before = text[..start].trim_end_matches([' ', '\t', '|', ':']);
        let is_labelled = ["公告", "公告日", "公告年月日"]
            .iter()
            .any(|label| before.ends_with(label));
        NOTED.is_match(&after) || is_labelled
    };
    let is_short = matches!(kind, Kind::Answers | Kind::Result | Kind::Cancellation);
    let said = mentions(reading).find(is_said);
    said.or_else(|| mentions(reading).find(is_noted).filter(|_| is_short))
}

/// Single days in the beginning.
fn mentions<'a>(reading: &'a Reading) -> impl Iterator<Item = &'a Mention> {
    let sections = reading.sections_of(&ROLES).into_iter();
    let mentions = sections.flat_map(|section| {
        let whole = &reading.sections[section].whole;
        let head = whole.start..whole.end.min(whole.start + HEAD);
        reading.mentions_in(&head)
    });
    mentions.filter(|mention| mention.last.is_none() && !mention.first.is_month)
}

/// The number in brackets behind the title.
fn behind_title(reading: &Reading, title: &Stretch) -> Option<Stretch> {
    let number = subject::number_in_brackets(&reading.text.folded()[title.end..])?;
    Some(title.end + number.start..title.end + number.end)
}

/// The number behind the day.
fn behind(reading: &Reading, mention: &Mention) -> Option<Stretch> {
    let text = reading.text.folded();
    let start = mention.stretch.end;
    let mut end = (start + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = text[start..end].split('。').next().unwrap_or_default();
    first_number(near, start)
}

fn first_number(text: &str, offset: usize) -> Option<Stretch> {
    let mut found = NUMBER.captures_iter(text);
    // 第6項第1号: a place in the announcement.
    let found = found.find(|found| {
        let start = found.get(0).map_or(0, |found| found.start());
        !text[..start].ends_with(['項', '条'])
    })?;
    let found = found.name("labelled").or(found.get(0))?;
    let word = found.as_str();
    let bare = word.trim_start_matches(['付', 'け', 'で', 'の']);
    let start = offset + found.start() + word.len() - bare.len();
    Some(start..offset + found.end())
}

/// A number that a sentence speaks of.
fn spoken_of(reading: &Reading) -> Option<Stretch> {
    let text = reading.text.folded();
    reading.sections_of(&ROLES).into_iter().find_map(|section| {
        let whole = &reading.sections[section].whole;
        let mut found = NUMBER.find_iter(reading.get(whole)).take(20);
        let is_spoken_of = |found: &regex::Match| {
            let before = text[..whole.start + found.start()].trim_end_matches([' ', ':', '\t']);
            let is_place = before.ends_with(['項', '条']);
            SPOKEN_OF.is_match(&text[whole.start + found.end()..]) && !is_place
                || ["公告番号", "公示番号", "告示番号"]
                    .iter()
                    .any(|label| before.ends_with(label))
        };
        let found = found.find(is_spoken_of)?;
        first_number(found.as_str(), whole.start + found.start())
    })
}
