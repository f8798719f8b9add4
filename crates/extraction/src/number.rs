//! The number that a notice carries (案件番号, 入札公告第12号). It goes into the
//! id: a corrected title leaves it alone, and two notices of one title differ
//! in it.

use irefuda_procurement::PartRole;

use crate::reading::Reading;

/// A number of more characters than this is a sentence.
const LONGEST: usize = 30;
/// The announcement's number stands among so many first lines.
const HEAD_LINES: usize = 15;

const ROLES: [PartRole; 4] = [
    PartRole::Notice,
    PartRole::Instructions,
    PartRole::Result,
    PartRole::Specification,
];

/// The number of the procurement itself.
pub(crate) fn of_case(reading: &Reading) -> Option<String> {
    labelled(reading, "case_number")
}

/// The number of the announcement, which may be about several procurements.
pub(crate) fn of_notice(reading: &Reading) -> Option<String> {
    labelled(reading, "notice_number").or_else(|| in_head(reading))
}

fn labelled(reading: &Reading, field: &str) -> Option<String> {
    let values = reading.labelled(field, &ROLES).into_iter();
    values
        .map(|labelled| reading.first_line(&labelled.value))
        .find_map(|line| number(reading.get(&line)))
}

/// The number with which a value begins: one word, with a digit in it.
fn number(value: &str) -> Option<String> {
    let word = value
        .split([' ', '\t', '|', '、', '。', '('])
        .find(|word| !word.is_empty())?;
    let is_number = word.contains(|character: char| character.is_ascii_digit())
        && word.chars().count() <= LONGEST;
    is_number.then(|| word.to_owned())
}

/// ○○市公告第12号, above the heading.
fn in_head(reading: &Reading) -> Option<String> {
    let labels = reading.labels.of_field("notice_number");
    let stems = || labels.iter().filter(|label| label.ends_with('第'));
    let text = reading.text.folded();
    reading.sections_of(&ROLES).into_iter().find_map(|section| {
        let whole = &reading.sections[section].whole;
        let mut lines = text[whole.clone()].lines().take(HEAD_LINES);
        lines.find_map(|line| stems().find_map(|stem| numbered(line.trim_end(), stem)))
    })
}

/// `公告第12号` or `公告第12号の3`, if the line ends there or a space follows:
/// 公告第12号により is about another.
fn numbered(line: &str, stem: &str) -> Option<String> {
    let start = line.find(stem)?;
    let digits = skip_digits(line[start + stem.len()..].trim_start())?;
    let behind = digits.strip_prefix('号')?;
    let rest = behind.strip_prefix('の').and_then(skip_digits);
    let rest = rest.unwrap_or(behind);
    let ends = rest.is_empty() || rest.starts_with([' ', ')', '】', ']', '*']);
    let number = &line[start..line.len() - rest.len()];
    (ends && number.chars().count() <= LONGEST).then(|| number.to_owned())
}

/// What stands behind the digits with which a text begins.
fn skip_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}
