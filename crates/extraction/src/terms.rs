//! The terms of the contract: when it runs, where, and what has to be
//! deposited.

use std::sync::LazyLock;

use irefuda_procurement::{ContractPeriod, PartRole};
use regex::Regex;

use crate::dates::{Mention, Stamp};
use crate::reading::Reading;
use crate::text::Stretch;

const ROLES: [PartRole; 3] = [
    PartRole::Notice,
    PartRole::Instructions,
    PartRole::Specification,
];

/// When the contract runs (履行期間, 工期, 納入期限): of several phases from the
/// beginning of the first to the end of the last.
pub(crate) fn contract_period(reading: &Reading) -> Option<(ContractPeriod, Stretch)> {
    reading
        .labelled("contract_period", &ROLES)
        .into_iter()
        .find_map(|labelled| {
            let item = &labelled.item.whole;
            let near = item.start..item.end.min(item.start + 900);
            let mentions: Vec<&Mention> = reading
                .mentions_in(&near)
                .iter()
                .filter(|mention| mention.stretch.start >= labelled.item.label.end)
                .collect();
            let phases: Vec<&Mention> = mentions
                .iter()
                .copied()
                .filter(|mention| mention.last.is_some())
                .collect();
            let first = mentions.first()?;
            match phases.as_slice() {
                [] => single(reading, first, labelled.value.start),
                _ if first.last.is_none()
                    && begins_with_contract(reading, first, labelled.value.start) =>
                {
                    single(reading, first, labelled.value.start)
                }
                phases => over(phases),
            }
        })
}

/// What a period begins with if it is no day.
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<from>(?:本?契約(?:締結|成立|確定)?の?(?:日|翌日)(?:の翌日)?|契約締結後|議会の議決(?:の|を得た|のあった)?日(?:の翌日)?))(?:から|より|~|、)").expect("the pattern is well formed")
});

fn begins_with_contract(reading: &Reading, mention: &Mention, value_start: usize) -> bool {
    FROM.is_match(reading.get(&(value_start.min(mention.stretch.start)..mention.stretch.start)))
}

/// One date: the end of the contract, from what the text says before it
/// (契約締結日から).
fn single(
    reading: &Reading,
    mention: &Mention,
    value_start: usize,
) -> Option<(ContractPeriod, Stretch)> {
    let begins = &reading.text.folded()[mention.stretch.end..];
    if begins.starts_with("から") {
        return None;
    }
    let before = value_start.min(mention.stretch.start)..mention.stretch.start;
    let captures = FROM.captures(reading.get(&before));
    let from = captures
        .as_ref()
        .map(|captures| captures["from"].to_owned());
    let start = captures.map_or(mention.stretch.start, |captures| {
        before.start + captures.get(0).map_or(0, |found| found.start())
    });
    let to = Some(mention.first.last_day().to_string());
    Some((ContractPeriod { from, to }, start..mention.stretch.end))
}

fn over(phases: &[&Mention]) -> Option<(ContractPeriod, Stretch)> {
    let first = phases.iter().min_by_key(|mention| mention.first.day)?;
    let last = phases.iter().max_by_key(|mention| mention.end().day)?;
    let from = Some(first.first.day.to_string());
    let to = Some(Stamp::last_day(last.end()).to_string());
    let start = first.stretch.start.min(last.stretch.start);
    Some((
        ContractPeriod { from, to },
        start..last.stretch.end.max(first.stretch.end),
    ))
}

/// Where the contract is carried out: an address if the text gives one, else
/// the first line.
pub(crate) fn place(reading: &Reading) -> Option<Stretch> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Han}+[都道府県市区町村][\p{Han}0-9]*?[0-9]+(?:番地?(?:の?[0-9]+)?号?|(?:-[0-9]+)+)").expect("the pattern is well formed")
    });
    reading
        .labelled("place", &ROLES)
        .into_iter()
        .find_map(|labelled| {
            let mut line = reading.first_line(&labelled.value);
            if line.is_empty() || reading.get(&line).chars().count() > 120 {
                return None;
            }
            if let Some(address) = ADDRESS
                .find(reading.get(&line))
                .filter(|found| found.len() > 18)
            {
                line = line.start + address.start()..line.start + address.end();
            } else if let Some(tab) = reading.get(&line).find(['\t', '|']) {
                line.end = line.start + tab;
            }
            (!reading.get(&line).trim().is_empty()).then_some(line)
        })
}

/// A bond as stated: 免除, or the least part of the price in per cent. It stands
/// under its label, or in a sentence that begins with its name.
pub(crate) fn bond(reading: &Reading, field: &str) -> Option<(String, Stretch)> {
    let roles = [PartRole::Notice, PartRole::Instructions];
    let labelled = reading
        .labelled(field, &roles)
        .into_iter()
        .map(|labelled| labelled.value);
    let names = ["入札保証金", "契約保証金"];
    let name = if field == "bid_bond" {
        names[0]
    } else {
        names[1]
    };
    let sentences = reading.sections_of(&roles).into_iter().flat_map(|section| {
        let whole = &reading.sections[section].whole;
        let found = reading.get(whole).match_indices(name);
        found.map(|(position, _)| whole.start + position + name.len()..whole.end)
    });
    let other = if field == "bid_bond" {
        "契約保証"
    } else {
        "入札保証"
    };
    labelled
        .chain(sentences)
        .find_map(|stretch| stated_bond(reading, stretch, other))
}

/// What the beginning of a stretch says of a bond, up to the name of the other.
fn stated_bond(reading: &Reading, stretch: Stretch, other: &str) -> Option<(String, Stretch)> {
    static SHARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"100分の([0-9]+)|([0-9]+)(?:%|パーセント)").expect("the pattern is well formed")
    });
    let near: String = reading.get(&stretch).chars().take(120).collect();
    let near = near.split(other).next().unwrap_or(&near);
    let exempt = ["免除", "不要", "要しない"]
        .iter()
        .filter_map(|word| near.find(word))
        .min();
    let share = SHARE.captures(near);
    let share_start = share
        .as_ref()
        .and_then(|found| found.get(0))
        .map(|found| found.start());
    let is_exempt = exempt.is_some_and(|exempt| share_start.is_none_or(|share| exempt < share));
    let (value, found) = match share {
        Some(captures) if !is_exempt => {
            let share = captures.get(1).or(captures.get(2))?;
            (format!("{}%以上", share.as_str()), captures.get(0)?.range())
        }
        _ => {
            let start = exempt?;
            let length: usize = near[start..].chars().take(2).map(char::len_utf8).sum();
            ("免除".to_owned(), start..start + length)
        }
    };
    Some((
        value,
        stretch.start + found.start..stretch.start + found.end,
    ))
}

/// The sentence that says that the WTO's agreement on procurement applies.
pub(crate) fn wto_gpa(reading: &Reading) -> Option<Stretch> {
    static APPLIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:政府調達に関する協定[^。]{0,30}適用を受け(?:る|ます)|特例を定める政令[^。]{0,60}適用を受け(?:る|ます)|特定調達契約に(?:係る|該当する)[^。]{0,20}(?:公告|入札))").expect("the pattern is well formed")
    });
    reading
        .sections_of(&[PartRole::Notice, PartRole::Instructions])
        .into_iter()
        .find_map(|section| {
            let whole = &reading.sections[section].whole;
            let found = APPLIES.find(reading.get(whole))?;
            Some(whole.start + found.start()..whole.start + found.end())
        })
}
