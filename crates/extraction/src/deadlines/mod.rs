//! Deadlines: the dates of notice and instructions, and what each is for.
//!
//! A date is for what stands nearest to it: first the words before it in its
//! own sentence, then the heading of its item, then the words behind it, then
//! the headings around. Labels of dates that are no deadline compete by the
//! same rule, so that a contract period or a register's validity is left out.

mod hours;
mod labels;
mod note;
mod passing;
mod purpose;
mod relative;
mod settle;

use std::sync::LazyLock;

use irefuda_procurement::{Confidence, Deadline, DeadlineKind, Evidence, Moment, PartRole};
use jiff::civil::Date;
use regex::Regex;

use crate::amendment::Changes;
use crate::dates::{Mention, Stamp};
use crate::outline::{Item, Style};
use crate::reading::Reading;
use crate::text::Stretch;
pub(crate) use labels::DeadlineLabels;
use purpose::Purpose;

/// The deadlines of a document, in order of time.
///
/// `announced` is the day of the announcement, which is none itself, and where
/// it stands. A document that is about another notice (訂正) repeats what was due
/// before its own day; what it changes counts as it is from now on.
pub(crate) fn read(
    reading: &Reading,
    labels: &DeadlineLabels,
    announced: Option<&(Date, Stretch)>,
    changes: Option<&Changes>,
) -> Vec<Deadline> {
    let mut candidates = Vec::new();
    let body = reading.body();
    let earliest = if changes.is_some() { EARLIEST } else { 0 };
    let is_old = |mention: &Mention| {
        let replaced = changes.iter().flat_map(|changes| &changes.replaced);
        replaced
            .into_iter()
            .any(|old| old.contains(&mention.stretch.start))
    };
    for section in
        reading.sections_of(&[PartRole::Notice, PartRole::Instructions, PartRole::Result])
    {
        let changes = rows_of_changes(reading, section);
        for mention in reading.mentions_in(&reading.sections[section].whole) {
            let is_one =
                announced.is_none_or(|announced| may_be_deadline(mention, announced, earliest));
            let counts = is_one
                && mention.stretch.start < body.end
                && !is_old(mention)
                && !passing::is_spoken_of(reading, mention);
            if counts && !is_replaced(reading, section, mention, &changes) {
                candidates.extend(of_mention(reading, section, mention, labels));
            }
        }
    }
    if let Some(changes) = changes {
        settle::changed(&mut candidates, changes);
    }
    settle::heads_of_portals(&mut candidates, body.start);
    settle::unsure(&mut candidates);
    settle::comparisons(&mut candidates);
    settle::late_bids(&mut candidates);
    settle::bid_days(&mut candidates);
    settle::repetitions(&mut candidates);
    relative::add(reading, &mut candidates);
    settle::confirmations(&mut candidates);
    candidates.sort_by_key(|candidate| (candidate.at, candidate.kind));
    candidates
        .into_iter()
        .map(|candidate| candidate.deadline(reading))
        .collect()
}

/// The kinds of deadlines that a heading or the words before a date name.
pub(crate) fn kinds_of(labels: &DeadlineLabels, heading: &str) -> Vec<DeadlineKind> {
    let meaning = labels.of_heading(heading);
    meaning
        .map(|meaning| meaning.kinds.clone())
        .unwrap_or_default()
}

/// Whether a date can be a deadline of what was announced on a day: it is not
/// that day, and not months before it (過去の実績, 法令の日付).
fn may_be_deadline(mention: &Mention, (day, stretch): &(Date, Stretch), earliest: i32) -> bool {
    let days_after = mention
        .end()
        .day
        .since(*day)
        .map_or(0, |span| span.get_days());
    // What is due on the day of the announcement says until when.
    let is_same = days_after == 0
        && mention.last.is_none()
        && mention.first.time.is_none()
        && !mention.is_until;
    mention.stretch != *stretch && !is_same && days_after >= -earliest
}

/// Corrections repeat deadlines of some weeks ago; nothing is due so many days
/// before its announcement.
const EARLIEST: i32 = 90;

/// A deadline with where it stands, before it becomes evidence.
struct Candidate {
    kind: DeadlineKind,
    from: Option<Moment>,
    at: Moment,
    note: Option<String>,
    stretch: Stretch,
    confidence: Confidence,
    /// Whether it is the day on which quotations are compared (見積合わせ).
    is_comparison: bool,
}

impl Candidate {
    fn deadline(self, reading: &Reading) -> Deadline {
        Deadline {
            kind: self.kind,
            at: self.at,
            from: self.from,
            note: self.note,
            evidence: Evidence {
                confidence: self.confidence,
                ..reading.text.evidence(&self.stretch)
            },
        }
    }
}

/// The head of a table is looked for so many rows above.
const LONGEST_TABLE: usize = 40;

fn of_mention(
    reading: &Reading,
    section: usize,
    mention: &Mention,
    labels: &DeadlineLabels,
) -> Vec<Candidate> {
    let around = reading.outlines[section].around(mention.stretch.start);
    let around: Vec<&Item> = around
        .filter(|item| reaches(reading, item, mention))
        .collect();
    let whole = &reading.sections[section].whole;
    let Some(purpose) = purpose::purpose(reading, whole, mention, &around, labels) else {
        reading.remark("deadlines", &mention.stretch, || {
            "何の日か分からない".to_owned()
        });
        return Vec::new();
    };
    let kinds = &without_late_opening(&purpose.meaning.kinds, mention);
    reading.remark("deadlines", &mention.stretch, || told(&purpose, kinds));
    if passing::is_application_for_event(reading, mention, kinds) {
        return Vec::new();
    }
    let kinds = if speaks_of_registration(reading, whole, mention, &around) {
        match kinds.is_empty() && is_applied_for(reading, whole, mention) {
            true => vec![DeadlineKind::Registration],
            false => register(kinds),
        }
    } else {
        kinds.clone()
    };
    let (from, at) = bounds(reading, whole, mention, &around, &kinds);
    kinds
        .iter()
        .map(|kind| {
            let is_event = matches!(kind, DeadlineKind::Opening | DeadlineKind::Briefing);
            // An event begins at a time of its day, or goes on for days.
            let is_one_day = from.is_none_or(|from| from.date() == at.date());
            let begins = is_event && (is_one_day || *kind == DeadlineKind::Opening);
            Candidate {
                kind: *kind,
                from: from.filter(|_| !begins),
                at: if begins { from.unwrap_or(at) } else { at },
                note: note::note(reading, whole, mention, &around, *kind),
                stretch: mention.stretch.clone(),
                confidence: purpose.confidence(),
                is_comparison: purpose.meaning.label.starts_with("見積合"),
            }
        })
        .collect()
}

/// What a date was taken for and by which words.
fn told(purpose: &Purpose, kinds: &[DeadlineKind]) -> String {
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label()).collect();
    let taken = match labels.is_empty() {
        true => "期限ではない".to_owned(),
        false => labels.join("・"),
    };
    format!("{taken} ← {}「{}」", purpose.place, purpose.meaning.label)
}

/// Bids that have to be there by a moment (郵送は前日必着) are not opened then, also
/// under a heading for both.
fn without_late_opening(kinds: &[DeadlineKind], mention: &Mention) -> Vec<DeadlineKind> {
    let is_double = kinds.contains(&DeadlineKind::Bid);
    kinds
        .iter()
        .copied()
        .filter(|kind| !(is_double && mention.is_until && *kind == DeadlineKind::Opening))
        .collect()
}

/// Whether each item is a row that speaks of a change (変更後).
fn rows_of_changes(reading: &Reading, section: usize) -> Vec<bool> {
    let speaks_of_change = |item: &Item| {
        ["変更後", "訂正後", "改正後", "延期後"]
            .iter()
            .any(|word| reading.get(&item.whole).contains(word))
    };
    let items = reading.outlines[section].items.iter();
    items
        .map(|item| item.style == Style::Row && speaks_of_change(item))
        .collect()
}

/// Whether a date is the old one of a change: in a table with the columns
/// 変更前 and 変更後 the last date of a row counts.
fn is_replaced(reading: &Reading, section: usize, mention: &Mention, changes: &[bool]) -> bool {
    let outline = &reading.outlines[section];
    let Some(row) = outline
        .around(mention.stretch.start)
        .next()
        .filter(|item| item.style == Style::Row)
    else {
        return false;
    };
    let above = outline
        .items
        .partition_point(|item| item.whole.start <= row.whole.start);
    let mut rows_above = (0..above)
        .rev()
        .take_while(|index| outline.items[*index].style == Style::Row)
        .take(LONGEST_TABLE);
    rows_above.any(|index| changes[index]) && {
        let later = mention.stretch.end..row.whole.end.max(mention.stretch.end);
        reading.mentions_in(&later).last().is_some_and(|last| {
            let between = mention.stretch.end..last.stretch.start;
            reading.get(&between).contains(['\t', '|'])
        })
    }
}

/// Whether a date still belongs to an item: the value of a line that is a label
/// ends after a line or two, whatever comes next.
fn reaches(reading: &Reading, item: &Item, mention: &Mention) -> bool {
    if item.style != Style::Label {
        return true;
    }
    let start = item.body.start.min(mention.stretch.start);
    let between = reading.get(&(start..mention.stretch.start)).trim_start();
    between.lines().nth(2).is_none()
}

/// An item of more characters than this is about more than one thing.
const LONGEST_REMARK: usize = 900;

/// Whether a date is for getting onto the list of suppliers: its sentence, or
/// what leads to the first date of an item around it, speaks of those who are
/// not on it.
fn speaks_of_registration(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
) -> bool {
    static NOT_LISTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"名簿[^。]{0,12}(?:登載|登録|記載)(?:が|の|されていな|されてい?な|を受けていな)[い な][^。]{0,30}(?:者|場合)|資格審査[^。]{0,10}を受けていない者|名簿に登載されていない|登録のない(?:者|事業者|業者|方)|登載されていない(?:者|事業者|業者|方)|未登録|有していない者").expect("the pattern is well formed")
    });
    let lead = |item: &&Item| {
        let mut dates = reading.mentions_in(&item.whole).iter();
        let first = dates.find(|other| mention.is_near(other))?;
        let lead = item.whole.start..first.stretch.start.max(item.whole.start);
        let is_short = reading.get(&lead).chars().nth(LONGEST_REMARK).is_none();
        is_short.then_some(lead)
    };
    let sentence = purpose::sentence_of(reading, whole, mention);
    let leads = around.iter().filter_map(lead);
    std::iter::once(sentence)
        .chain(leads)
        .any(|stretch| NOT_LISTED.is_match(reading.get(&stretch)))
}

/// Whether the words behind a date ask to apply by it: …のない者は、9日までに登録の
/// 申請を行うこと.
fn is_applied_for(reading: &Reading, whole: &Stretch, mention: &Mention) -> bool {
    let sentence = purpose::sentence_of(reading, whole, mention);
    let after = mention.stretch.end..sentence.end.max(mention.stretch.end);
    let after = reading.get(&after);
    mention.is_until && after.contains("申請") && !after.contains("通知")
}

fn register(kinds: &[DeadlineKind]) -> Vec<DeadlineKind> {
    let registered = |kind: &DeadlineKind| match kind {
        DeadlineKind::Application => DeadlineKind::Registration,
        other => *other,
    };
    kinds.iter().map(registered).collect()
}

/// The first and the last moment. A last day without a time ends with the
/// hours of reception that stand beside it.
fn bounds(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
    kinds: &[DeadlineKind],
) -> (Option<Moment>, Moment) {
    let mut end = mention.end();
    let is_event = kinds
        .iter()
        .any(|kind| matches!(kind, DeadlineKind::Opening | DeadlineKind::Briefing));
    // The body answers on a day, whatever its hours of reception.
    let is_answer = kinds == [DeadlineKind::Answer];
    if end.time.is_none() && !is_answer {
        end.time = match is_event {
            true => hours::calendar_hour(reading, mention)
                .or_else(|| hours::hour_in_row(reading, mention)),
            false => hours::closing_hour(reading, whole, mention, around),
        };
    }
    let from = mention.last.is_some().then(|| begin(mention.first));
    let is_one_day = mention
        .last
        .is_some_and(|last| last.day == mention.first.day);
    let from = from.filter(|_| !is_one_day || is_event);
    (from, end.moment())
}

fn begin(stamp: Stamp) -> Moment {
    match stamp.time {
        Some(time) => Moment::At(stamp.day.to_datetime(time)),
        None => Moment::Day(stamp.day),
    }
}
