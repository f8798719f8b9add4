//! Documents that speak of an earlier notice (訂正, 変更, 中止, 再公告, 質問回答, 結果):
//! which notice it is, and what they change in it.
//!
//! Changes stand in tables (変更前, 変更後), in pairs (誤, 正), behind arrows, and
//! in sentences (「…」を「…」に改める, 12月8日を12月15日に変更).

mod pairs;
mod sentences;
mod subject;
mod target;

use irefuda_procurement::{Change, Deadline, DeadlineKind};
use serde_json::json;

use crate::dates::{self, Mention};
use crate::deadlines::{self, DeadlineLabels};
use crate::reading::Reading;
use crate::text::{Stretch, trim};
use pairs::Pair;
pub(crate) use subject::read as subject;
pub(crate) use target::read as target;

/// What a document changes, with where the old values stand.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub changes: Vec<Change>,
    /// Where what no longer holds is written.
    pub replaced: Vec<Stretch>,
    /// Deadlines as they are from now on, and where they stand.
    pub deadlines: Vec<(DeadlineKind, Mention)>,
    /// Changed days of which the words beside them do not say what they are:
    /// the old one, the new one.
    unnamed: Vec<(Option<Mention>, Mention, Pair)>,
}

/// A value of more characters than this is cut where it is shown.
const LONGEST_VALUE: usize = 80;

/// Reads what the document changes.
pub(crate) fn changes(reading: &Reading, labels: &DeadlineLabels) -> Changes {
    let mut read = Changes::default();
    for pair in pairs::all(reading) {
        let (before, after) = days(reading, &pair);
        let (before, after) = (before.as_ref(), after.as_ref());
        let kinds = deadlines::kinds_of(labels, reading.get(&pair.label));
        if !pair.before.is_empty() {
            read.replaced.push(pair.before.clone());
        }
        match (before, after) {
            (_, Some(after)) if !kinds.is_empty() => {
                for kind in kinds.into_iter().map(in_a_change) {
                    let change = of_deadline(reading, kind, before, after, &pair);
                    push(&mut read.changes, change);
                    read.deadlines.push((kind, after.clone()));
                }
            }
            // A day alone that is no deadline says nothing.
            (None, Some(after))
                if pair.before.is_empty() && is_day(after) && !is_of_contract(reading, &pair) => {}
            (before, Some(after)) if is_day(after) && !is_of_contract(reading, &pair) => {
                read.unnamed.push((before.cloned(), after.clone(), pair));
            }
            _ => push(&mut read.changes, of_words(reading, &pair)),
        }
    }
    read
}

/// 入札参加資格審査申請書の提出期限: what a change of a call speaks of is the
/// application for that call, not the registration for all.
fn in_a_change(kind: DeadlineKind) -> DeadlineKind {
    match kind {
        DeadlineKind::Registration => DeadlineKind::Application,
        kind => kind,
    }
}

/// Whether it is a day rather than the period of a contract.
fn is_day(mention: &Mention) -> bool {
    let days = |last: crate::dates::Stamp| {
        let span = last.day.since(mention.first.day);
        span.map_or(0, |span| span.get_days())
    };
    !mention.first.is_month && mention.last.is_none_or(|last| days(last) <= LONGEST_PERIOD)
}

/// Whether the words beside a day say that the contract ends there.
fn is_of_contract(reading: &Reading, pair: &Pair) -> bool {
    field(reading, reading.get(&pair.label), ["", ""]) == "contract_period"
}

/// A period of more days is a contract's.
const LONGEST_PERIOD: i32 = 90;

impl Changes {
    /// Names the changed days that the deadlines of the same document explain:
    /// where a corrected notice follows whole, each stands there under its own
    /// heading.
    pub fn name(&mut self, reading: &Reading, deadlines: &[Deadline]) {
        for (before, after, pair) in self.unnamed.drain(..) {
            let at = after.end().moment();
            let same = deadlines.iter().filter(|deadline| deadline.at == at);
            let mut kinds: Vec<DeadlineKind> = same.map(|deadline| deadline.kind).collect();
            kinds.dedup();
            if kinds.is_empty() {
                push(&mut self.changes, of_words(reading, &pair));
            }
            for kind in kinds {
                let change = of_deadline(reading, kind, before.as_ref(), &after, &pair);
                push(&mut self.changes, change);
            }
        }
        self.settle(deadlines);
    }

    /// Papers of qualification are an application before the opening and a
    /// confirmation after it; the deadlines know which by all days of the document.
    fn settle(&mut self, deadlines: &[Deadline]) {
        let either = [DeadlineKind::Application, DeadlineKind::Confirmation];
        let name = |kind: DeadlineKind| format!("deadlines.{kind}");
        let named = |change: &&mut Change| either.iter().any(|kind| change.field == name(*kind));
        for change in self.changes.iter_mut().filter(named) {
            let same = deadlines
                .iter()
                .filter(|deadline| json!(deadline.at).as_str() == change.after.as_deref());
            let mut kinds = same.map(|deadline| deadline.kind);
            let kind = kinds.find(|kind| either.contains(kind));
            if let Some(kind) = kind {
                change.field = name(kind);
            }
        }
    }
}

/// The days of a pair. Where both stand in one period (11月24日から12月1日に) each is
/// read by itself.
fn days(reading: &Reading, pair: &Pair) -> (Option<Mention>, Option<Mention>) {
    let whole = reading.mentions_in(&pair.whole()).first();
    let in_one = whole.filter(|mention| {
        mention.stretch.start <= pair.before.start && pair.after.end <= mention.stretch.end
    });
    let Some(period) = in_one.filter(|_| !pair.before.is_empty()) else {
        let first = |stretch: &Stretch| reading.mentions_in(stretch).first().cloned();
        return (first(&pair.before), first(&pair.after));
    };
    let own = |stretch: &Stretch, anchor| {
        let found = dates::mentions(reading.get(stretch), Some(anchor));
        let first = found.into_iter().next()?;
        Some(first.moved(stretch.start))
    };
    let anchor = period.first.day;
    (own(&pair.before, anchor), own(&pair.after, anchor))
}

fn push(changes: &mut Vec<Change>, change: Change) {
    let is_said = changes.iter().any(|known| {
        (&known.field, &known.before, &known.after)
            == (&change.field, &change.before, &change.after)
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
    let period = reading.mentions_in(&pair.after).first();
    let is_period = period.is_some_and(|period| !period.first.is_month && !is_day(period));
    let values = [&before, &after].map(|value| value.as_deref().unwrap_or_default());
    Change {
        field: match is_period {
            true => "contract_period".to_owned(),
            false => field(reading, reading.get(&pair.label), values).to_owned(),
        },
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
    } else if says(&[
        "資格",
        "等級",
        "格付",
        "実績",
        "本店",
        "名簿",
        "点以上",
        "許可",
        "技術者",
        "所在地",
        "士",
    ]) {
        "requirement"
    } else if says(&[
        "仕様", "図面", "設計", "別紙", "様式", "内訳", "台", "校", "人",
    ]) {
        "documents"
    } else {
        "other"
    }
}
