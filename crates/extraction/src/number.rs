//! The numbers that a notice carries: that of the procurement (案件番号) and that
//! of its announcement (入札公告第12号). They go into the id: a corrected title
//! leaves them alone, and two notices of one title differ in them.

use irefuda_procurement::PartRole;

use crate::reading::Reading;
use crate::text::Stretch;

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

/// The number of the procurement itself, and where it stands.
pub(crate) fn of_case(reading: &Reading) -> Option<Stretch> {
    labelled(reading, "case_number")
}

/// The number of the announcement, which may be about several procurements.
pub(crate) fn of_notice(reading: &Reading) -> Option<Stretch> {
    labelled(reading, "notice_number").or_else(|| in_head(reading))
}

fn labelled(reading: &Reading, field: &str) -> Option<Stretch> {
    let values = reading.labelled(field, &ROLES).into_iter();
    values
        .map(|labelled| reading.first_line(&labelled.value))
        .find_map(|line| number(reading, &line))
}

/// The number with which a value begins: one word, with a digit in it.
fn number(reading: &Reading, line: &Stretch) -> Option<Stretch> {
    const ENDS: [char; 6] = [' ', '\t', '|', '、', '。', '('];
    let value = reading.get(line);
    let bare = value.trim_start_matches(ENDS);
    let start = line.start + value.len() - bare.len();
    let word = bare.split(ENDS).next()?;
    let is_number = word.contains(|character: char| character.is_ascii_digit())
        && word.chars().count() <= LONGEST;
    is_number.then(|| start..start + word.len())
}

/// ○○市公告第12号, above the heading.
fn in_head(reading: &Reading) -> Option<Stretch> {
    let labels = reading.labels.of_field("notice_number");
    let stems = || labels.iter().filter(|label| label.ends_with('第'));
    let text = reading.text.folded();
    reading.sections_of(&ROLES).into_iter().find_map(|section| {
        let whole = &reading.sections[section].whole;
        let mut start = whole.start;
        let lines = text[whole.clone()].split_inclusive('\n').take(HEAD_LINES);
        let mut lines = lines.map(|line| {
            start += line.len();
            (start - line.len(), line.trim_end())
        });
        lines.find_map(|(start, line)| {
            let mut stems = stems().filter(|_| line.contains('第'));
            let number = stems.find_map(|stem| numbered(line, stem))?;
            Some(start + number.start..start + number.end)
        })
    })
}

/// `公告第12号` or `公告第12号の3`, if the line ends there or a space follows:
/// 公告第12号により is about another.
fn numbered(line: &str, stem: &str) -> Option<Stretch> {
    let start = line.find(stem)?;
    let digits = skip_digits(line[start + stem.len()..].trim_start())?;
    let behind = digits.strip_prefix('号')?;
    let rest = behind.strip_prefix('の').and_then(skip_digits);
    let rest = rest.unwrap_or(behind);
    let ends = rest.is_empty() || rest.starts_with([' ', ')', '】', ']', '*']);
    let number = &line[start..line.len() - rest.len()];
    (ends && number.chars().count() <= LONGEST).then(|| start..start + number.len())
}

/// What stands behind the digits with which a text begins.
fn skip_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}
