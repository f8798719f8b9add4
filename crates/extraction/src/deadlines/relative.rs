//! Deadlines that are counted from the opening: 開札日の前日必着, 開札の日時まで,
//! 開札日の翌日から起算して2日以内.

use std::sync::LazyLock;

use irefuda_procurement::{
    Confidence, DeadlineKind, Moment, PartRole, working_days_after, working_days_before,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use regex::{Captures, Regex};

use super::Candidate;
use crate::dates::times;
use crate::reading::Reading;

/// A time of day stands no further behind the day than this, in characters.
const REACH: usize = 60;
/// What is due is said no further before or behind it than this, in characters.
const AROUND: usize = 90;

/// Adds what the text counts from the opening, where just one day is named for
/// it, or bids are due before each.
pub(super) fn add(reading: &Reading, candidates: &mut Vec<Candidate>) {
    let mut openings: Vec<Moment> = candidates
        .iter()
        .filter(|candidate| candidate.kind == DeadlineKind::Opening)
        .map(|candidate| candidate.at)
        .collect();
    openings.sort_unstable();
    openings.dedup();
    let [opening] = openings[..] else {
        return;
    };
    for (kind, at, stretch) in found(reading, opening) {
        let is_known = |known: &Candidate| known.kind == kind && known.at.date() == at.date();
        if !candidates.iter().any(is_known) {
            candidates.push(Candidate {
                kind,
                from: None,
                at,
                note: None,
                stretch,
                confidence: Confidence::Probable,
                is_comparison: false,
            });
        }
    }
}

type Found = (DeadlineKind, Moment, crate::text::Stretch);

fn found(reading: &Reading, opening: Moment) -> Vec<Found> {
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:開札|入札)(?:の)?(?P<moment>日時|時刻)(?:まで|迄)|開札(?:の)?日?の(?P<before>前日)|(?:入札の日|入札日)の(?P<eve>前日)|開札(?:の)?日?の(?P<after>翌日)(?:から(?:起算して)?(?P<days>[0-9]{1,2})日以内)?",
        )
        .expect("the pattern is well formed")
    });
    let text = reading.text.folded();
    let roles = [PartRole::Notice, PartRole::Instructions];
    let sections = reading.sections_of(&roles).into_iter();
    let wholes = sections.map(|section| reading.sections[section].whole.clone());
    let mut all = Vec::new();
    for whole in wholes {
        for captures in RELATIVE.captures_iter(&text[whole.clone()]) {
            let stretch = captures.get(0).map_or(0..0, |found| found.range());
            let stretch = whole.start + stretch.start..whole.start + stretch.end;
            let before = tail(&text[whole.start..stretch.start]);
            let after: String = text[stretch.end..whole.end].chars().take(AROUND).collect();
            if let Some((kind, at)) = meant(&captures, opening, before, &after) {
                all.push((kind, at, stretch));
            }
        }
    }
    all
}

/// The end of the sentence or line that leads to a place.
fn tail(text: &str) -> &str {
    let first = text.char_indices().rev().take(AROUND).last();
    let near = first.map_or(text, |(position, _)| &text[position..]);
    near.rfind(['。', '\n']).map_or(near, |end| &near[end..])
}

/// What is due, and when.
fn meant(
    captures: &Captures,
    opening: Moment,
    before: &str,
    after: &str,
) -> Option<(DeadlineKind, Moment)> {
    let sentence = after.split(['。', '\n']).next().unwrap_or_default();
    let says = |words: &[&str]| {
        words
            .iter()
            .any(|word| before.contains(word) || sentence.contains(word))
    };
    if says(&[
        "辞退",
        "質問",
        "説明を求め",
        "閲覧",
        "縦覧",
        "実績",
        "まで10日",
    ]) {
        return None;
    }
    if captures.name("moment").is_some() {
        let is_bid = says(&["持参", "入札書", "投函"]);
        return is_bid.then_some((DeadlineKind::Bid, opening));
    }
    if captures.name("after").is_some() {
        let is_paper = says(&["資格", "落札候補者", "書類"]) && sentence.contains("まで");
        let number = captures
            .name("days")
            .map_or(Some(1), |days| days.as_str().parse().ok());
        let day = days_after(opening.date(), number?, sentence)?;
        return is_paper.then(|| (DeadlineKind::Confirmation, at(day, sentence)));
    }
    let is_bid = says(&["入札書", "郵送", "郵便", "必着", "到達"])
        && !sentence.contains("までの間")
        && ["必着", "まで", "とする", "到達"]
            .iter()
            .any(|word| sentence.contains(word));
    let day = working_days_before(opening.date(), 1)?;
    is_bid.then(|| (DeadlineKind::Bid, at(day, sentence)))
}

/// So many days after a day; working days where closed days are left out.
fn days_after(day: Date, number: u32, sentence: &str) -> Option<Date> {
    let leaves_out = sentence.contains("休日") || sentence.contains("閉庁日");
    match leaves_out {
        true => working_days_after(day, number),
        false => day.checked_add(i64::from(number).days()).ok(),
    }
}

/// The day with the first time that its sentence names.
fn at(day: Date, sentence: &str) -> Moment {
    let near: String = sentence.chars().take(REACH).collect();
    let time: Option<Time> = times(&near).first().map(|(_, time)| *time);
    time.map_or(Moment::Day(day), |time| Moment::At(day.to_datetime(time)))
}
