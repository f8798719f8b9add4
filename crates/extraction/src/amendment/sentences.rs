//! Old and new values in sentences: 「…」を「…」に改める, 12月8日を12月15日に変更, and
//! new days alone (開札日時を12月15日に延期します).

use std::sync::LazyLock;

use regex::Regex;

use super::pairs::{Pair, SEPARATORS, after_last};
use crate::dates::Mention;
use crate::reading::Reading;
use crate::text::{Stretch, trim};

/// 「21校」を「22校」に改める.
pub(super) fn in_quotes(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"「(?P<before>[^」\n]{1,120})」(?:とあるのは?、?|を、?|から、?)「(?P<after>[^」\n]{1,120})」(?:に|と|へ)?")
            .expect("the pattern is well formed")
    });
    let text = reading.get(whole);
    let found = QUOTED.captures_iter(text).filter_map(|found| {
        let (before, after) = (found.name("before")?, found.name("after")?);
        let at = |start: usize, end: usize| whole.start + start..whole.start + end;
        let before = at(before.start(), before.end());
        let after = at(after.start(), after.end());
        let start = found.get(0)?.start();
        let label = at(
            after_last(&text[..start], &['。', '\n', '」', '項', '号']),
            start,
        );
        Some(Pair {
            label: trim(reading.text.folded(), label),
            before,
            after,
        })
    });
    found.collect()
}

/// Whether a text begins with what is said behind a new day: …に延期します.
fn is_moved(behind: &str) -> bool {
    const MOVED: [&str; 9] = [
        "に変更",
        "に延期",
        "に改め",
        "へ変更",
        "へ延期",
        "に繰",
        "に延長",
        "延期",
        "延長",
    ];
    MOVED.iter().any(|words| behind.starts_with(words))
}

/// 提出期限を11月24日から12月1日に延期: what reads like a period is the old day and
/// the new one, where no まで ends it.
fn from_one_to_other(text: &str, sentence: &Stretch, mention: &Mention) -> Option<Pair> {
    mention.last?;
    let written = &text[mention.stretch.clone()];
    let (position, sign) = ["から", "より"]
        .iter()
        .find_map(|sign| Some((written.find(sign)?, sign)))?;
    let old = mention.stretch.start..mention.stretch.start + position;
    let new = old.end + sign.len()..mention.stretch.end;
    // 12月11日から18日までに改める; a period until a day is none.
    let behind = text[new.end..].trim_start_matches("まで");
    let is_until = mention.is_until || behind.len() < text.len() - new.end;
    let is_change = (is_moved(behind) || behind.starts_with("に訂正"))
        && (is_until || !behind.starts_with(['延']));
    let lead = &text[sentence.start..old.start];
    let label = sentence.start + after_last(lead, &['、', '。'])..old.start;
    is_change.then(|| Pair {
        label: trim(text, label),
        before: old,
        after: new,
    })
}

/// 12月8日(火)必着としていた入札書は同月15日(火)必着に…改めます: the days of a sentence
/// with such a verb, two by two.
pub(super) fn in_sentences(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    const VERBS: [&str; 12] = [
        "変更し",
        "変更す",
        "変更い",
        "延期し",
        "延期す",
        "改め",
        "延長し",
        "延長す",
        "繰り下げ",
        "繰下げ",
        "訂正し",
        "訂正す",
    ];
    let text = reading.text.folded();
    let mut pairs = Vec::new();
    let mut start = whole.start;
    for sentence in text[whole.clone()].split_inclusive(['。', '\n']) {
        let stretch = start..start + sentence.len();
        start += sentence.len();
        if sentence.contains(SEPARATORS) {
            continue;
        }
        let is_said = VERBS.iter().any(|verb| sentence.contains(verb));
        if !is_said && !sentence.contains('を') {
            continue;
        }
        let mentions: Vec<&Mention> = reading.mentions_in(&stretch).iter().collect();
        pairs.extend(
            mentions
                .iter()
                .filter_map(|mention| from_one_to_other(text, &stretch, mention)),
        );
        let mut next = 0;
        let mut lead = stretch.start;
        while next + 1 < mentions.len() {
            let (old, new) = (mentions[next], mentions[next + 1]);
            let between = &text[old.stretch.end.min(new.stretch.start)..new.stretch.start];
            let is_pair = ["を", "から", "は", "→", "⇒"]
                .iter()
                .any(|word| between.contains(word))
                && !between.contains('、')
                && old.first.day != new.first.day
                && (is_said || is_replaced(between, &text[new.stretch.end..]));
            if is_pair {
                let behind = old.stretch.end..new.stretch.start.max(old.stretch.end);
                let words = between.replace("必着", "");
                let is_kanji = |sign: &char| matches!(sign, '\u{4e00}'..='\u{9fff}');
                let label = match words.chars().filter(is_kanji).count() > 1 {
                    true => behind,
                    false => lead..old.stretch.start.max(lead),
                };
                pairs.push(Pair {
                    label: trim(text, label),
                    before: old.stretch.clone(),
                    after: new.stretch.clone(),
                });
                lead = new.stretch.end;
                next += 2;
            } else {
                next += 1;
            }
        }
        pairs.extend(without_old(text, &stretch, &mentions));
    }
    pairs
}

/// 11月30日(月)午後5時を12月7日(月)午後5時に, as a line of a list.
fn is_replaced(between: &str, after: &str) -> bool {
    let after = after.trim_start_matches([' ', ')']);
    let rest = after.strip_prefix('に');
    between.trim() == "を"
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '、', '。', ' ']))
}

/// 開札日時を12月15日午前10時に変更します: the new day alone.
fn without_old(text: &str, sentence: &Stretch, mentions: &[&Mention]) -> Option<Pair> {
    let [only] = mentions else {
        return None;
    };
    let new = only.stretch.clone();
    let behind = text[new.end..].trim_start_matches("まで");
    let is_new = is_moved(behind);
    let lead = text[sentence.start..new.start].trim_end();
    let lead = lead.strip_suffix(['を', 'は'])?;
    let start = sentence.start + after_last(lead, &['、', '。']);
    is_new.then(|| Pair {
        label: trim(text, start..sentence.start + lead.len()),
        before: new.start..new.start,
        after: new,
    })
}

/// 調査面積 1.84km2 を 調査面積 1.48km2 に, as a line of a list of changes: the old
/// value has as many words as the new one.
pub(super) fn in_list(reading: &Reading, whole: &Stretch) -> Vec<Pair> {
    static REPLACED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^(?P<lead>[^\n。「」\t|]{2,80}?)\s?を\s(?P<after>[^\n。、「」\t|を]{2,60}?)\s?に$")
            .expect("the pattern is well formed")
    });
    let found = REPLACED
        .captures_iter(reading.get(whole))
        .filter_map(|found| {
            let (lead, after) = (found.name("lead")?, found.name("after")?);
            let words = after.as_str().split_whitespace().count();
            let starts = lead.as_str().match_indices(' ').map(|(start, _)| start + 1);
            let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
            let start = *starts.get(starts.len().checked_sub(words)?)?;
            let at = |start: usize, end: usize| whole.start + start..whole.start + end;
            Some(Pair {
                label: at(lead.start(), lead.start() + start),
                before: at(lead.start() + start, lead.end()),
                after: at(after.start(), after.end()),
            })
        });
    found.collect()
}
