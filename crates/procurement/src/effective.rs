//! The notice as it stands after all that was said of it later.
//!
//! A case is shown as one notice: the call, with the changes of its later
//! documents carried out in order of announcement, their parts behind its own
//! and what they said in its history. A change that cannot be carried out with
//! certainty makes the closing doubtful and is a warning; it is never passed
//! over in silence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Change, Confidence, ContractPeriod, Deadline, DeadlineKind, Evidence, Field, Kind, Mark,
    Moment, Notice, Price, closes_at,
};

/// A document of a case beside the call that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The id that it has by itself; it leads to the case too.
    pub id: String,
    /// What it announces.
    pub kind: Kind,
    /// The day of its announcement.
    pub announced_on: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// Path of its file, as in [`crate::Source::path`].
    pub path: String,
    /// Its first part in [`Notice::parts`].
    pub part: usize,
    /// Whether it speaks of the call that is shown, and not of one that was
    /// since made anew.
    pub applies: bool,
    /// What it changes; what it was before is filled in where the document does
    /// not say.
    pub changes: Vec<Change>,
    /// Where it says what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// A document of a case, and whether it speaks of the call that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The document as it was read by itself.
    pub notice: Notice,
    /// See [`crate::Document::applies`].
    pub applies: bool,
}

/// What a case shows: its call, and the others in order of announcement.
pub fn effective(call: Notice, later: Vec<Member>) -> Notice {
    let mut shown = Shown {
        notice: call,
        is_doubtful: false,
    };
    for member in later {
        shown.add(member);
    }
    shown.finish()
}

impl Notice {
    /// What is said beside its title.
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks = marks(&self.history);
        let closing = self.evidence.get(&Field::ClosesAt);
        if closing.is_some_and(|evidence| evidence.confidence == Confidence::Doubtful) {
            marks.push(Mark::Doubtful);
        }
        marks
    }
}

/// What became of a call since.
fn marks(history: &[Step]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for step in history {
        let of_step: &[Mark] = match step.kind {
            _ if !step.applies && step.kind.is_call() => &[Mark::Reissued],
            _ if !step.applies => &[],
            Kind::Correction if step.postpones() => &[Mark::Corrected, Mark::Postponed],
            Kind::Correction => &[Mark::Corrected],
            Kind::Change if step.postpones() => &[Mark::Postponed],
            Kind::Change => &[Mark::Changed],
            Kind::Cancellation => &[Mark::Cancelled],
            Kind::Answers => &[Mark::Answered],
            Kind::Result => &[Mark::Closed],
            _ => &[],
        };
        for mark in of_step {
            if !marks.contains(mark) {
                marks.push(*mark);
            }
        }
    }
    marks
}

impl Step {
    /// Whether it gives more time.
    fn postpones(&self) -> bool {
        self.changes.iter().any(|change| {
            let moment = |words: &Option<String>| words.as_deref()?.parse::<Moment>().ok();
            let moments = moment(&change.before).zip(moment(&change.after));
            change.field.starts_with(DEADLINES) && moments.is_some_and(|(old, new)| new > old)
        })
    }
}

const DEADLINES: &str = "deadlines.";

/// The steps by which a newcomer gets in.
const CLOSING: [DeadlineKind; 3] = [
    DeadlineKind::Application,
    DeadlineKind::Proposal,
    DeadlineKind::Bid,
];

/// Why a change could not be carried out with certainty.
struct Unsure;

/// The notice that is shown, while documents are added to it.
struct Shown {
    notice: Notice,
    /// Whether the closing may be another than it looks.
    is_doubtful: bool,
}

impl Shown {
    fn add(&mut self, Member { notice, applies }: Member) {
        let (part, file) = (self.notice.parts.len(), self.notice.source.files.len());
        let moved = |mut evidence: Evidence| {
            evidence.part += part;
            evidence
        };
        let mut step = Step {
            id: notice.id,
            kind: notice.kind,
            announced_on: notice.announced_on,
            title: notice.title,
            path: notice.source.path,
            part,
            applies,
            changes: notice.changes,
            evidence: notice.evidence.get(&Field::Kind).cloned().map(moved),
        };
        for change in &mut step.changes {
            change.evidence = moved(change.evidence.clone());
        }
        self.notice
            .parts
            .extend(notice.parts.into_iter().map(|mut part| {
                part.file += file;
                part
            }));
        self.notice.source.files.extend(notice.source.files);
        if applies {
            let prices = notice.prices.into_iter();
            let prices: Vec<Price> = prices
                .map(|mut price| {
                    price.evidence = moved(price.evidence);
                    price
                })
                .collect();
            self.carry_out(&mut step, &notice.deadlines, &prices);
        }
        self.notice.history.push(step);
    }

    fn carry_out(&mut self, step: &mut Step, stated: &[Deadline], prices: &[Price]) {
        let says_closing = step.changes.iter().any(|change| {
            let kind = change.field.strip_prefix(DEADLINES);
            CLOSING.iter().any(|closing| kind == Some(closing.name()))
        });
        for index in 0..step.changes.len() {
            let change = &mut step.changes[index];
            let done = match change.field.clone().strip_prefix(DEADLINES) {
                Some(kind) => self.change_deadline(kind, change),
                None if change.field == "prices" => self.change_price(change, prices),
                None => self.change_words(change, says_closing),
            };
            if let Err(Unsure) = done {
                let what = what(&step.changes[index].field);
                self.warn(step, &format!("{what}の変更を確実には反映できませんでした"));
            }
        }
        if matches!(step.kind, Kind::Correction | Kind::Change) {
            self.compare(step, stated);
        }
    }

    /// Replaces the deadline of that kind that was so before, or the only one.
    fn change_deadline(&mut self, kind: &str, change: &mut Change) -> Result<(), Unsure> {
        let known = kind.parse::<DeadlineKind>();
        let Ok(kind) = known else {
            self.is_doubtful = true;
            return Err(Unsure);
        };
        let done = self.change_deadline_of(kind, change);
        if done.is_err() {
            self.doubt(kind);
        }
        done
    }

    fn change_deadline_of(
        &mut self,
        kind: DeadlineKind,
        change: &mut Change,
    ) -> Result<(), Unsure> {
        let read = |words: &Option<String>| match words {
            Some(words) => words.parse::<Moment>().map(Some).map_err(|_| Unsure),
            None => Ok(None),
        };
        let (before, after) = (read(&change.before)?, read(&change.after)?);
        let deadlines = &mut self.notice.deadlines;
        let of_kind: Vec<usize> = (0..deadlines.len())
            .filter(|index| deadlines[*index].kind == kind)
            .collect();
        let was =
            |index: &&usize| before.is_some_and(|before| is_same(before, deadlines[**index].at));
        let matching: Vec<usize> = of_kind.iter().filter(was).copied().collect();
        let (found, is_sure) = match (matching.as_slice(), of_kind.as_slice()) {
            ([one], _) => (Some(*one), true),
            ([], [only]) => {
                let is_done = after.is_some_and(|after| is_same(after, deadlines[*only].at));
                if is_done {
                    return Ok(());
                }
                (Some(*only), before.is_none())
            }
            ([], []) => (None, true),
            _ => return Err(Unsure),
        };
        let Some(after) = after else {
            // Taken away: only what is certainly meant.
            let found = found
                .filter(|_| is_sure && before.is_some())
                .ok_or(Unsure)?;
            deadlines.remove(found);
            return Ok(());
        };
        let mut evidence = change.evidence.clone();
        let old = found.map(|index| deadlines[index].clone());
        let at = match old.as_ref().map(|old| (old.at, after)) {
            // 12月20日に延期: the hour stays, as far as anybody can tell.
            Some((Moment::At(old), Moment::Day(day))) => {
                evidence.confidence = evidence.confidence.max(Confidence::Probable);
                Moment::At(day.to_datetime(old.time()))
            }
            _ => after,
        };
        let replaced = Deadline {
            kind,
            at,
            from: None,
            note: old.as_ref().and_then(|old| old.note.clone()),
            evidence,
        };
        match found {
            Some(index) => deadlines[index] = replaced,
            None => deadlines.push(replaced),
        }
        if change.before.is_none() {
            change.before = old.map(|old| old.at.to_string());
        }
        match is_sure {
            true => Ok(()),
            false => Err(Unsure),
        }
    }

    /// Replaces the amount that was so before, or the only one of its kind, by the
    /// one that the document states.
    fn change_price(&mut self, change: &Change, stated: &[Price]) -> Result<(), Unsure> {
        let says = |words: &Option<String>, price: &Price| {
            words
                .as_deref()
                .is_some_and(|words| names(words, price.yen))
        };
        let new: Vec<&Price> = match stated {
            [only] => vec![only],
            _ => stated
                .iter()
                .filter(|price| says(&change.after, price))
                .collect(),
        };
        let [new] = new.as_slice() else {
            return Err(Unsure);
        };
        let prices = &mut self.notice.prices;
        let of_kind = (0..prices.len()).filter(|index| prices[*index].kind == new.kind);
        let of_kind: Vec<usize> = of_kind.collect();
        let was = |index: &&usize| says(&change.before, &prices[**index]);
        let matching: Vec<usize> = of_kind.iter().filter(was).copied().collect();
        match (matching.as_slice(), of_kind.as_slice()) {
            ([one], _) | ([], [one]) => prices[*one] = (*new).clone(),
            ([], []) => prices.push((*new).clone()),
            _ => return Err(Unsure),
        }
        Ok(())
    }

    /// Changes a field that is words.
    fn change_words(&mut self, change: &Change, says_closing: bool) -> Result<(), Unsure> {
        let Some(after) = change.after.clone() else {
            return Ok(());
        };
        let notice = &mut self.notice;
        let field = match change.field.as_str() {
            "title" => {
                notice.title = Some(after);
                Field::Title
            }
            "place" => {
                notice.place = Some(after);
                Field::Place
            }
            "contract_period" => {
                let from = notice.contract_period.take().and_then(|period| period.from);
                notice.contract_period = Some(period(&after, from));
                Field::ContractPeriod
            }
            // Too much hangs on the wording to be carried out here.
            "requirement" => return Err(Unsure),
            // Some day is another, and nobody knows which; not the closing where
            // the document says that too.
            "other"
                if [Some(&after), change.before.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|words| names_day(words)) =>
            {
                self.is_doubtful |= !says_closing;
                return Err(Unsure);
            }
            _ => return Ok(()),
        };
        notice.evidence.insert(field, change.evidence.clone());
        Ok(())
    }

    /// A document that states a deadline anew without saying that it changes it:
    /// one of both is wrong, or we did not understand it.
    fn compare(&mut self, step: &Step, stated: &[Deadline]) {
        let is_changed = |kind: DeadlineKind| {
            let mut changes = step.changes.iter();
            changes.any(|change| change.field.strip_prefix(DEADLINES) == Some(kind.name()))
        };
        let mut is_understood = !step.changes.is_empty();
        for kind in CLOSING.into_iter().filter(|kind| !is_changed(*kind)) {
            let of_kind = stated.iter().filter(|deadline| deadline.kind == kind);
            let known: Vec<Moment> = self.moments(kind).collect();
            let is_known = |at: Moment| known.iter().any(|known| is_same(at, *known));
            let others = of_kind.filter(|deadline| !is_known(deadline.at));
            let Some(earliest) = others.min_by_key(|deadline| deadline.at) else {
                continue;
            };
            is_understood = true;
            // Rather shown as closed than as open when it is not.
            for deadline in &mut self.notice.deadlines {
                if deadline.kind == kind && earliest.at < deadline.at {
                    *deadline = earliest.clone();
                    deadline.evidence.part += step.part;
                }
            }
            self.doubt(kind);
            self.warn(step, &format!("{}の期限が異なります", kind.label()));
        }
        if !is_understood {
            self.is_doubtful = true;
            self.warn(step, "何が変わったかを読み取れませんでした");
        }
    }

    fn moments(&self, kind: DeadlineKind) -> impl Iterator<Item = Moment> {
        let of_kind = self.notice.deadlines.iter();
        of_kind
            .filter(move |deadline| deadline.kind == kind)
            .map(|deadline| deadline.at)
    }

    fn doubt(&mut self, kind: DeadlineKind) {
        self.is_doubtful |= CLOSING.contains(&kind);
        let deadlines = self.notice.deadlines.iter_mut();
        for deadline in deadlines.filter(|deadline| deadline.kind == kind) {
            deadline.evidence.confidence = Confidence::Doubtful;
        }
    }

    fn warn(&mut self, step: &Step, what: &str) {
        let day = step
            .announced_on
            .map_or_else(String::new, |day| format!("（{day}）"));
        let warning = format!(
            "{}{day}: {what}。原文を確認してください。",
            step.kind.label()
        );
        if !self.notice.warnings.contains(&warning) {
            self.notice.warnings.push(warning);
        }
    }

    fn finish(mut self) -> Notice {
        let notice = &mut self.notice;
        notice.deadlines.sort_by_key(|deadline| deadline.at);
        let was_known = notice.closes_at.is_some();
        let closing = closes_at(&notice.deadlines).cloned();
        // A closing that no deadline bears stays what it was.
        if let Some(closing) = closing {
            notice.closes_at = Some(closing.at);
            notice.evidence.insert(Field::ClosesAt, closing.evidence);
        } else if was_known && notice.has_changed_deadlines() {
            notice.closes_at = None;
            notice.evidence.remove(&Field::ClosesAt);
        }
        if self.is_doubtful
            && let Some(evidence) = notice.evidence.get_mut(&Field::ClosesAt)
        {
            evidence.confidence = Confidence::Doubtful;
        }
        self.notice
    }
}

impl Notice {
    fn has_changed_deadlines(&self) -> bool {
        let applied = self.history.iter().filter(|step| step.applies);
        let mut changes = applied.flat_map(|step| &step.changes);
        changes.any(|change| change.field.starts_with(DEADLINES))
    }
}

/// Whether both say the same moment, as far as they say.
fn is_same(one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::At(one), Moment::At(other)) => one == other,
        _ => one.date() == other.date(),
    }
}

/// Whether words say an amount: 11,880,000円, 11,880千円.
fn names(words: &str, yen: u64) -> bool {
    let narrow = |sign: char| match sign {
        '０'..='９' => char::from_u32(sign as u32 - '０' as u32 + '0' as u32).unwrap_or(sign),
        _ => sign,
    };
    let letters = words
        .chars()
        .filter(|sign| !matches!(sign, ',' | '，' | ' '));
    let plain: String = letters.map(narrow).collect();
    let units = [(1, "円"), (1_000, "千円"), (10_000, "万円")];
    units.iter().any(|(unit, name)| {
        let amount = format!("{}{name}", yen / unit);
        let mut found = plain.match_indices(&amount);
        yen.is_multiple_of(*unit)
            && found.any(|(start, _)| !plain[..start].ends_with(|sign: char| sign.is_numeric()))
    })
}

/// Whether words say a day: 12月18日.
fn names_day(words: &str) -> bool {
    let mut months = words.match_indices('月');
    months.any(|(place, month)| {
        let rest = words[place + month.len()..].trim_start();
        let day = rest.trim_start_matches(|sign: char| sign.is_numeric());
        day.len() < rest.len() && day.trim_start().starts_with('日')
    })
}

/// 令和9年4月1日から令和10年3月31日まで, or the end alone.
fn period(words: &str, from: Option<String>) -> ContractPeriod {
    let (from, to) = match words.split_once("から") {
        Some((from, to)) => (Some(from.to_owned()), to),
        None => (from, words),
    };
    let to = to.trim().trim_end_matches("まで").trim();
    ContractPeriod {
        from,
        to: (!to.is_empty()).then(|| to.to_owned()),
    }
}

/// What a change is about, for people.
pub(crate) fn what(field: &str) -> &'static str {
    if let Some(kind) = field.strip_prefix(DEADLINES) {
        return kind.parse().map_or("期限", DeadlineKind::label);
    }
    match field {
        "title" => "件名",
        "contract_period" => "履行期間",
        "requirement" => "参加条件",
        "prices" => "金額",
        "place" => "履行場所",
        "documents" => "資料",
        _ => "内容",
    }
}

impl Change {
    /// What it is about, for people.
    pub fn label(&self) -> &'static str {
        what(&self.field)
    }
}
