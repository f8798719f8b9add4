//! Documents that speak of an earlier notice (訂正, 変更, 中止, 再公告, 質問回答, 結果):
//! which notice it is, and what they change in it.
//!
//! Changes stand in tables (変更前, 変更後), in pairs (誤, 正), behind arrows, and
//! in sentences (「…」を「…」に改める, 12月8日を12月15日に変更).

mod pairs;
mod target;

use irefuda_procurement::{Change, DeadlineKind};
use serde_json::json;

use crate::dates::Mention;
use crate::deadlines::{self, DeadlineLabels};
use crate::reading::Reading;
use crate::text::{Stretch, trim};
use pairs::Pair;
pub(crate) use target::read as target;

/// What a document changes, with where the old values stand.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub changes: Vec<Change>,
    /// Where what no longer holds is written.
    pub replaced: Vec<Stretch>,
    /// Deadlines as they are from now on, and where they stand.
    pub deadlines: Vec<(DeadlineKind, Mention)>,
}

/// A value of more characters than this is cut where it is shown.
const LONGEST_VALUE: usize = 80;

/// Reads what the document changes.
pub(crate) fn changes(reading: &Reading, labels: &DeadlineLabels) -> Changes {
    let mut read = Changes::default();
    for pair in pairs::all(reading) {
        let after = reading.mentions_in(&pair.after).first();
        let before = reading.mentions_in(&pair.before).first();
        let kinds = deadlines::kinds_of(labels, reading.get(&pair.label));
        if !pair.before.is_empty() {
            read.replaced.push(pair.before.clone());
        }
        match (before, after) {
            (_, Some(after)) if !kinds.is_empty() => {
                for kind in kinds {
                    let change = of_deadline(reading, kind, before, after, &pair);
                    push(&mut read.changes, change);
                    read.deadlines.push((kind, after.clone()));
                }
            }
            _ => push(&mut read.changes, of_words(reading, &pair)),
        }
    }
    read
}

fn push(changes: &mut Vec<Change>, change: Change) {
    let is_said = changes.iter().any(|known| {
        (&known.field, &known.before, &known.after) == (&change.field, &change.before, &change.after)
    });
    if !is_said && change.before != change.after {
        changes.push(change);
    }
}

fn of_deadline(
    reading: &Reading,
    kind: DeadlineKind,
    before: Option<&Mention>,
    after: &Mention,
    pair: &Pair,
) -> Change {
    let written = |mention: &Mention| {
        let moment = json!(mention.end().moment());
        moment.as_str().map(str::to_owned)
    };
    Change {
        field: format!("deadlines.{kind}"),
        before: before.and_then(written),
        after: written(after),
        evidence: reading.text.evidence(&pair.whole()),
    }
}

fn of_words(reading: &Reading, pair: &Pair) -> Change {
    let words = |stretch: &Stretch| {
        let stretch = trim(reading.text.folded(), stretch.clone());
        let words: String = reading.get(&stretch).chars().take(LONGEST_VALUE).collect();
        Some(words.replace('\n', " ")).filter(|words| !words.is_empty())
    };
    let (before, after) = (words(&pair.before), words(&pair.after));
    let values = [&before, &after].map(|value| value.as_deref().unwrap_or_default());
    Change {
        field: field(reading, reading.get(&pair.label), values).to_owned(),
        before,
        after,
        evidence: reading.text.evidence(&pair.whole()),
    }
}

/// The field that a label, or else the values under it, are about.
fn field(reading: &Reading, label: &str, values: [&str; 2]) -> &'static str {
    const FIELDS: [(&str, &str); 8] = [
        ("contract_period", "contract_period"),
        ("title", "title"),
        ("place", "place"),
        ("estimated_price", "prices"),
        ("ceiling", "prices"),
        ("minimum_price", "prices"),
        ("requirement", "requirement"),
        ("method", "method"),
    ];
    let names = |field: &str| reading.labels.of_field(field).iter();
    let by_label = FIELDS.iter().find(|(field, _)| {
        names(field).any(|name| name.chars().count() >= 2 && label.contains(name.as_str()))
    });
    if let Some((_, field)) = by_label {
        return field;
    }
    let says = |words: &[&str]| {
        words
            .iter()
            .any(|word| label.contains(word) || values.iter().any(|value| value.contains(word)))
    };
    if values.iter().all(|value| value.contains('円')) {
        "prices"
    } else if says(&["資格", "等級", "格付", "実績", "本店", "名簿", "点以上", "許可", "技術者", "所在地", "士"]) {
        "requirement"
    } else if says(&["仕様", "図面", "設計", "別紙", "様式", "内訳", "台", "校", "人"]) {
        "documents"
    } else {
        "other"
    }
}
