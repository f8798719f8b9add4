//! Dates that are spoken of in passing: that of another notice, of a statute, of
//! what was done, of signing up for a visit.

use irefuda_procurement::DeadlineKind;

use crate::dates::Mention;
use crate::reading::Reading;

/// How far behind a date is looked, in characters.
const REACH: usize = 60;

/// Whether the words behind a date make it one of the past or of something else:
/// 付けで公告した, 現在, 時点, …を掲載しました; or it names a month only.
pub(super) fn is_spoken_of(reading: &Reading, mention: &Mention) -> bool {
    const SIGNS: [&str; 18] = [
        "付け",
        "付の",
        "付で",
        "公告",
        "公示",
        "告示",
        "現在",
        "時点",
        "以降",
        "以後",
        "施行",
        "改正",
        "制定",
        "改定",
        "発行",
        "竣工",
        "更新",
        "最終更新",
    ];
    const DONE: [&str; 8] = [
        "掲載しました",
        "訂正しました",
        "変更しました",
        "追加しました",
        "更新しました",
        "公表しました",
        "終了しました",
        "開始しました",
    ];
    if mention.end().is_month {
        return true;
    }
    let after = behind(reading, mention);
    let is_open = mention.last.is_none() && !mention.is_until;
    let is_named =
        is_open && mention.first.time.is_none() && SIGNS.iter().any(|sign| after.starts_with(sign));
    is_named || is_open && DONE.iter().any(|done| after.contains(done))
}

/// Whether a date until which something may be done belongs to an event: one
/// signs up for a visit by then.
pub(super) fn is_application_for_event(
    reading: &Reading,
    mention: &Mention,
    kinds: &[DeadlineKind],
) -> bool {
    const WORDS: [&str; 5] = ["申込", "申し込", "申出", "予約", "連絡"];
    let is_event = kinds == [DeadlineKind::Briefing];
    let is_asked = || {
        let after = behind(reading, mention);
        WORDS.iter().any(|word| after.contains(word))
    };
    is_event && mention.is_until && mention.last.is_none() && is_asked()
}

/// The rest of the sentence or line behind a date.
fn behind(reading: &Reading, mention: &Mention) -> String {
    let rest = &reading.text.folded()[mention.stretch.end..];
    let rest: String = rest.chars().take(REACH).collect();
    let rest = rest.trim_start_matches(' ');
    let end = rest.find(['。', '\n']).unwrap_or(rest.len());
    rest[..end].to_owned()
}
