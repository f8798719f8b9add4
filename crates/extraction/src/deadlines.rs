//! Deadlines: the dates of notice and instructions, and what each is for.
//!
//! A date is for what stands nearest to it: first the words before it in its
//! own sentence, then the heading of its item, then the words behind it, then
//! the headings around. Labels of dates that are no deadline compete by the
//! same rule, so that a contract period or a register's validity is left out.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use irefuda_procurement::{Deadline, DeadlineKind, Lexicon, Moment, PartRole};
use jiff::civil::Time;
use regex::Regex;

use crate::dates::{Mention, Stamp, times};
use crate::outline::{Item, Style};
use crate::reading::Reading;
use crate::text::Stretch;

/// The labels of deadlines and of dates that are none.
#[derive(Debug)]
pub(crate) struct DeadlineLabels {
    labels: AhoCorasick,
    /// What each label stands for; nothing for a date that is no deadline.
    kinds: Vec<Vec<DeadlineKind>>,
}

/// A deadline with where it stands, before it becomes evidence.
struct Candidate {
    kind: DeadlineKind,
    from: Option<Moment>,
    at: Moment,
    note: Option<String>,
    stretch: Stretch,
}

/// How far behind a date its purpose may stand, in characters.
const REACH: usize = 60;
/// The head of a table is looked for so many rows above.
const LONGEST_TABLE: usize = 40;
/// How far before a date its sentence may begin, in characters.
const LONGEST_SENTENCE: usize = 160;

impl DeadlineLabels {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut labels: Vec<&str> = Vec::new();
        let mut kinds: Vec<Vec<DeadlineKind>> = Vec::new();
        let of_deadlines = lexicon.deadlines.iter().flat_map(|words| {
            words
                .labels
                .iter()
                .map(|label| (label.as_str(), Some(words.kind)))
        });
        let of_asides = lexicon.asides.iter().map(|label| (label.as_str(), None));
        for (label, kind) in of_deadlines.chain(of_asides) {
            match labels.iter().position(|known| *known == label) {
                Some(position) => kinds[position].extend(kind),
                None => {
                    labels.push(label);
                    kinds.push(kind.into_iter().collect());
                }
            }
        }
        let labels = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(labels)
            .expect("labels are few and short");
        Self { labels, kinds }
    }

    /// What the label says that stands nearest to the end of a text. `None`
    /// if the text holds no label.
    fn last(&self, text: &str) -> Option<&[DeadlineKind]> {
        self.labels
            .find_iter(text)
            .last()
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice())
    }

    /// What the label of a deadline says that stands nearest to the end.
    fn last_deadline(&self, text: &str) -> Option<&[DeadlineKind]> {
        let kinds = self
            .labels
            .find_iter(text)
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice());
        kinds.filter(|kinds| !kinds.is_empty()).last()
    }

    /// What the longest label in a text says.
    fn longest(&self, text: &str) -> Option<&[DeadlineKind]> {
        let longest = self
            .labels
            .find_iter(text)
            .max_by_key(|found| (found.len(), std::cmp::Reverse(found.start())))?;
        Some(self.kinds[longest.pattern().as_usize()].as_slice())
    }

    /// What the first label in a text says.
    fn first(&self, text: &str) -> Option<&[DeadlineKind]> {
        self.labels
            .find(text)
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice())
    }
}

/// The deadlines of a document, in order of time.
///
/// `announced` is where the day of the announcement stands, which is none.
pub(crate) fn read(
    reading: &Reading,
    labels: &DeadlineLabels,
    announced: Option<&Stretch>,
) -> Vec<Deadline> {
    let mut candidates = Vec::new();
    for section in
        reading.sections_of(&[PartRole::Notice, PartRole::Instructions, PartRole::Result])
    {
        for mention in reading.mentions_in(&reading.sections[section].whole) {
            let is_replaced = is_replaced(reading, section, mention);
            if Some(&mention.stretch) != announced && !is_replaced {
                candidates.extend(of_mention(reading, section, mention, labels));
            }
        }
    }
    settle_bid_days(&mut candidates);
    drop_repetitions(&mut candidates);
    settle_confirmations(&mut candidates);
    candidates.sort_by_key(|candidate| (candidate.at, candidate.kind));
    candidates
        .into_iter()
        .map(|candidate| candidate.deadline(reading))
        .collect()
}

impl Candidate {
    fn deadline(self, reading: &Reading) -> Deadline {
        Deadline {
            kind: self.kind,
            at: self.at,
            from: self.from,
            note: self.note,
            evidence: reading.text.evidence(&self.stretch),
        }
    }
}

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
    let Some(kinds) = purpose(reading, whole, mention, &around, labels) else {
        return Vec::new();
    };
    let kinds = &without_late_opening(kinds, mention);
    let kinds = if speaks_of_registration(reading, &around) {
        register(kinds)
    } else {
        kinds.clone()
    };
    let (from, at) = bounds(reading, whole, mention, &around, &kinds);
    kinds
        .iter()
        .map(|kind| {
            let is_event = matches!(kind, DeadlineKind::Opening | DeadlineKind::Briefing);
            Candidate {
                kind: *kind,
                from: from.filter(|_| !is_event),
                at: if is_event { from.unwrap_or(at) } else { at },
                note: note(reading, whole, mention, &around, *kind),
                stretch: mention.stretch.clone(),
            }
        })
        .collect()
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

/// Whether a date is the old one of a change: in a table with the columns
/// 変更前 and 変更後 the last date of a row counts.
fn is_replaced(reading: &Reading, section: usize, mention: &Mention) -> bool {
    let outline = &reading.outlines[section];
    let Some(row) = outline
        .around(mention.stretch.start)
        .next()
        .filter(|item| item.style == Style::Row)
    else {
        return false;
    };
    let later = reading.mentions_in(&(mention.stretch.end..row.whole.end.max(mention.stretch.end)));
    let in_later_cell = later.iter().any(|other| {
        reading
            .get(&(mention.stretch.end..other.stretch.start))
            .contains(['\t', '|'])
    });
    let above = outline
        .items
        .partition_point(|item| item.whole.start <= row.whole.start);
    let rows_above = outline.items[..above]
        .iter()
        .rev()
        .take_while(|item| item.style == Style::Row);
    let is_change = |item: &Item| {
        ["変更後", "訂正後", "改正後", "延期後"]
            .iter()
            .any(|word| reading.get(&item.whole).contains(word))
    };
    in_later_cell && rows_above.take(LONGEST_TABLE).any(is_change)
}

/// Whether something has to be handed in by a date; the papers that are listed
/// before it (実績調書, 証明書の写し) are then no labels.
fn hands_in(mention: &Mention, after: &str) -> bool {
    mention.is_until
        && [
            "提出",
            "送信",
            "送付",
            "持参",
            "申込",
            "申し込",
            "届け",
            "郵送",
            "必着",
        ]
        .iter()
        .any(|word| after.contains(word))
}

/// Whether a date still belongs to an item: the value of a line that is a label
/// ends after a line or two, whatever comes next.
fn reaches(reading: &Reading, item: &Item, mention: &Mention) -> bool {
    let start = item.body.start.min(mention.stretch.start);
    let between = reading.get(&(start..mention.stretch.start)).trim_start();
    item.style != Style::Label || between.lines().count() <= 2
}

/// What a date is for; an empty list is for nothing that bidders do.
fn purpose<'a>(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
    labels: &'a DeadlineLabels,
) -> Option<&'a [DeadlineKind]> {
    let innermost = around.first();
    let start = innermost.map_or(whole.start, |item| {
        item.body.start.min(mention.stretch.start)
    });
    let sentence = sentence_before(&reading.text.folded()[start..mention.stretch.start]);
    let before = without_range_start(sentence);
    let after = sentence_after(&reading.text.folded()[mention.stretch.end..whole.end]);
    let row_or_label = innermost.filter(|item| matches!(item.style, Style::Row | Style::Label));
    let earlier = &reading.text.folded()[start..mention.stretch.start - sentence.len()];
    row_or_label
        .filter(|_| earlier.trim().is_empty())
        .and_then(|item| labels.longest(reading.get(&item.label)))
        .or_else(|| {
            if hands_in(mention, &after) {
                labels.last_deadline(before)
            } else {
                None
            }
        })
        .or_else(|| labels.last(before))
        .or_else(|| innermost.and_then(|item| labels.longest(reading.get(&item.label))))
        .or_else(|| labels.first(&after))
        .or_else(|| innermost.and_then(|_| labels.last(earlier)))
        .or_else(|| {
            around
                .iter()
                .skip(1)
                .find_map(|item| labels.longest(reading.get(&item.label)))
        })
}

/// The text of the sentence that leads to a date, on its own line, or where
/// nothing stands there on the line before. A full stop in brackets ends no
/// sentence.
fn sentence_before(text: &str) -> &str {
    let mut depth = 0_i32;
    for (length, (position, character)) in text.char_indices().rev().enumerate() {
        let behind = &text[position + character.len_utf8()..];
        match character {
            ')' | '」' => depth += 1,
            '(' | '「' => depth -= 1,
            '。' if depth <= 0 => return behind,
            '\n' if behind.contains(char::is_alphanumeric) => return behind,
            _ => {}
        }
        if length == LONGEST_SENTENCE {
            return &text[position..];
        }
    }
    text
}

/// What leads to a date without 公告日から, the first end of a period whose last
/// is the date.
fn without_range_start(before: &str) -> &str {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:本?公告|公示|告示|公表|掲載|公募開始|この公告)[^\s。、]{0,8}(?:から|より|~)\s*$",
        )
        .expect("the pattern is well formed")
    });
    START
        .find(before)
        .map_or(before, |found| &before[..found.start()])
}

/// The text from a date to the end of its sentence or line.
/// What stands in brackets (閉庁日を除く。) says nothing of its purpose.
fn sentence_after(text: &str) -> String {
    let mut depth = 0_i32;
    let mut after = String::new();
    for character in text.chars().take(REACH) {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            '。' | '\n' | '\t' if depth <= 0 => break,
            _ if depth <= 0 => after.push(character),
            _ => {}
        }
    }
    after
}

/// Whether the item is about getting onto the list of suppliers: it speaks of
/// those who are not on it.
fn speaks_of_registration(reading: &Reading, around: &[&Item]) -> bool {
    static NOT_LISTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"名簿[^。]{0,12}(?:登載|登録|記載)(?:が|の|されていな|されてい?な|を受けていな)[い な][^。]{0,30}(?:者|場合)|資格審査[^。]{0,10}を受けていない者|名簿に登載されていない|登録のない者|未登録|有していない者").expect("the pattern is well formed")
    });
    around.iter().any(|item| {
        let text = reading.get(&item.whole);
        let is_small = text.chars().count() < 900;
        is_small && NOT_LISTED.is_match(text)
    })
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
    if end.time.is_none() && !is_event {
        end.time = closing_hour(reading, whole, mention, around);
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

/// The last hour of reception (受付時間 … 午後5時15分まで) that stands behind the date
/// in its own item, or as 時間 in the next one, before the next date.
fn closing_hour(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
) -> Option<Time> {
    let items: Vec<&&Item> = around
        .iter()
        .filter(|item| !matches!(item.style, Style::Row | Style::Label))
        .collect();
    let own = items
        .first()
        .or(around.first().as_ref())
        .map_or(whole.end, |item| item.whole.end);
    let parent = items.get(1).map_or(own, |item| item.whole.end);
    last_hour(reading, mention, own, false).or_else(|| last_hour(reading, mention, parent, true))
}

fn last_hour(
    reading: &Reading,
    mention: &Mention,
    limit: usize,
    needs_label: bool,
) -> Option<Time> {
    let next = reading
        .mentions_in(&(mention.stretch.end..limit.max(mention.stretch.end)))
        .first();
    let limit = next.map_or(limit, |next| limit.min(next.stretch.start));
    let behind = &reading.text.folded()[mention.stretch.end..limit.max(mention.stretch.end)];
    let near: String = behind.chars().take(160).collect();
    let mut hours = times(&near);
    hours.retain(|(stretch, _)| !is_excepted(&near[stretch.end..]));
    let (last, time) = hours
        .iter()
        .rfind(|(stretch, _)| ends_hours(&near[stretch.end..]))?;
    let before = &near[..last.start];
    let is_labelled = before.contains("時間");
    let speaks_of_hours = is_labelled
        || ["各日", "毎日", "午前", "から", "時まで", "~", "正午"]
            .iter()
            .any(|word| before.contains(word));
    let is_meant = hours.len() > 1 && speaks_of_hours || before.trim().is_empty() && !needs_label;
    (is_meant && (is_labelled || !needs_label)).then_some(*time)
}

/// (正午から午後1時までを除く): hours in which nothing is received.
fn is_excepted(after: &str) -> bool {
    let rest = after
        .split(['(', ')', '。', '\n'])
        .next()
        .unwrap_or_default();
    rest.contains("除く") || rest.contains("除き")
}

fn ends_hours(after: &str) -> bool {
    after.starts_with("まで")
        || after.starts_with("迄")
        || after.starts_with([')', '。', '\n', '、'])
        || after.is_empty()
}

/// The ways of delivery and other riders that stand with a deadline.
fn note(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
    kind: DeadlineKind,
) -> Option<String> {
    const WAYS: [(&str, &[&str]); 6] = [
        ("郵送", &["郵送", "郵便", "書留"]),
        ("持参", &["持参", "持込"]),
        ("電子", &["電子入札システム", "電子入札", "電子申請"]),
        (
            "電子メール",
            &["電子メール", "Eメール", "メールにより", "E-mail"],
        ),
        ("必着", &["必着", "到達"]),
        ("消印有効", &["消印有効"]),
    ];
    if !matches!(
        kind,
        DeadlineKind::Application
            | DeadlineKind::Registration
            | DeadlineKind::Proposal
            | DeadlineKind::Bid
            | DeadlineKind::Confirmation
    ) {
        return None;
    }
    let item = around.first().map_or(whole, |item| &item.whole);
    let text = reading.text.folded();
    let start = item.start.max(
        mention.stretch.start - sentence_before(&text[item.start..mention.stretch.start]).len(),
    );
    let mut end = (mention.stretch.end + 360).min(item.end.max(mention.stretch.end));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[start..end];
    let found: Vec<&str> = WAYS
        .iter()
        .filter(|(_, words)| words.iter().any(|word| near.contains(word)))
        .map(|(way, _)| *way)
        .collect();
    (!found.is_empty()).then(|| found.join("、"))
}

/// A day on which bids are handed in and opened (入札日時) is the opening only
/// where no other is named, and the last day for bids only where it is.
fn settle_bid_days(candidates: &mut Vec<Candidate>) {
    let is_double = |stretch: &Stretch, all: &[Candidate]| {
        let of_mention = |kind| {
            all.iter()
                .any(|other| other.stretch == *stretch && other.kind == kind)
        };
        of_mention(DeadlineKind::Bid) && of_mention(DeadlineKind::Opening)
    };
    let doubles: Vec<Stretch> = candidates
        .iter()
        .filter(|candidate| is_double(&candidate.stretch, candidates))
        .map(|candidate| candidate.stretch.clone())
        .collect();
    let has_own_opening = candidates.iter().any(|candidate| {
        candidate.kind == DeadlineKind::Opening && !doubles.contains(&candidate.stretch)
    });
    if has_own_opening {
        candidates.retain(|candidate| {
            !(candidate.kind == DeadlineKind::Opening && doubles.contains(&candidate.stretch))
        });
    }
    for candidate in candidates.iter_mut() {
        if candidate.kind == DeadlineKind::Bid
            && doubles.contains(&candidate.stretch)
            && candidate.note.is_none()
        {
            candidate.note = Some("持参".to_owned());
        }
    }
}

/// A deadline that is said twice is kept once, in its more exact form.
fn drop_repetitions(candidates: &mut Vec<Candidate>) {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates.drain(..) {
        let same = kept
            .iter_mut()
            .find(|other| other.kind == candidate.kind && says_the_same(other.at, candidate.at));
        match same {
            Some(other) => {
                let is_more_exact =
                    matches!((other.at, candidate.at), (Moment::Day(_), Moment::At(_)));
                if is_more_exact {
                    let from = candidate.from.or(other.from);
                    let note = candidate.note.clone().or(other.note.take());
                    *other = Candidate {
                        from,
                        note,
                        ..candidate
                    };
                } else {
                    other.from = other.from.or(candidate.from);
                    other.note = other.note.take().or(candidate.note);
                }
            }
            None => kept.push(candidate),
        }
    }
    *candidates = kept;
}

fn says_the_same(left: Moment, right: Moment) -> bool {
    let is_day = |moment| matches!(moment, Moment::Day(_));
    left == right || left.date() == right.date() && (is_day(left) || is_day(right))
}

/// Papers on the qualification that are due after the opening are asked only
/// of the lowest bidder (事後審査).
fn settle_confirmations(candidates: &mut [Candidate]) {
    let opening = candidates
        .iter()
        .filter(|candidate| candidate.kind == DeadlineKind::Opening)
        .map(|candidate| candidate.at)
        .min();
    let Some(opening) = opening else {
        return;
    };
    for candidate in candidates {
        if candidate.kind == DeadlineKind::Application && candidate.at > opening {
            candidate.kind = DeadlineKind::Confirmation;
        }
    }
}
