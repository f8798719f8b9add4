//! The terms of the contract: when it runs, where, and what has to be
//! deposited.

use std::sync::LazyLock;

use irefuda_procurement::{ContractPeriod, PartRole};
use regex::Regex;

use crate::concordance::Group;
use crate::dates::{Mention, Stamp};
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

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
    Regex::new(r"(?P<from>(?:本?契約(?:を締結した|締結|の締結|成立|確定|の効力発生)?の?(?:日|翌日)(?:の翌日)?|契約締結後|\p{Han}{0,5}議会の議決(?:の|を得た|のあった)?日(?:の翌日)?))(?:から|より|~|、)").expect("the pattern is well formed")
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

/// The names of the bonds of a bid and of a contract.
pub(crate) fn bonds() -> &'static Vocabulary {
    static NAMES: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::new(["入札保証金", "契約保証金"]));
    &NAMES
}

/// A bond as stated: 免除, or the least part of the price in per cent. It stands
/// under its label, or in a sentence that begins with its name.
pub(crate) fn bond(reading: &Reading, field: &str) -> Option<(String, Stretch)> {
    let roles = [PartRole::Notice, PartRole::Instructions];
    let labelled = reading
        .labelled(field, &roles)
        .into_iter()
        .map(|labelled| labelled.value);
    let name = usize::from(field != "bid_bond");
    let sentences = reading.sections_of(&roles).into_iter().flat_map(|section| {
        let end = reading.sections[section].whole.end;
        let found = reading.words_of(section, Group::Bonds);
        let found = found.filter(move |found| found.word == name);
        found.map(move |found| found.end()..end)
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

/// What the beginning of a stretch says of a bond, up to the name of the other
/// or of a payment.
fn stated_bond(reading: &Reading, stretch: Stretch, other: &str) -> Option<(String, Stretch)> {
    let near: String = reading.get(&stretch).chars().take(120).collect();
    let ends = [other, "前払", "部分払", "支払"];
    let end = ends.iter().filter_map(|word| near.find(word)).min();
    let near = &near[..end.unwrap_or(near.len())];
    let exempt = ["免除", "不要", "要しない", "要りません", "いりません"]
        .iter()
        .filter_map(|word| Some((near.find(word)?, *word)))
        .min();
    let share = share(near);
    let is_exempt = match (&exempt, &share) {
        (Some((exempt, _)), Some((_, share))) => *exempt < share.start,
        (exempt, _) => exempt.is_some(),
    };
    let (value, found) = match (share, exempt) {
        (Some((share, found)), _) if !is_exempt => (format!("{share}%以上"), found),
        (_, Some((start, word))) => ("免除".to_owned(), start..start + word.len()),
        _ => return None,
    };
    Some((
        value,
        stretch.start + found.start..stretch.start + found.end,
    ))
}

/// A part of the price in per cent: 100分の10, 10分の1, 1/10, 百分の五, 1割.
fn share(text: &str) -> Option<(String, Stretch)> {
    static SHARE: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9]+|[〇一二三四五六七八九十百]+";
        Regex::new(&format!(
            r"(?P<whole>{number})分の(?P<part>{number})|(?P<over>[0-9]+)/(?P<under>100?)(?:[^0-9]|$)|(?P<percent>{number})(?:%|パーセント)|(?P<tenths>{number})割"
        ))
        .expect("the pattern is well formed")
    });
    let found = SHARE.captures(text)?;
    let number = |name: &str| {
        found
            .name(name)
            .and_then(|found| kanji_number(found.as_str()))
    };
    let percent = if let (Some(whole), Some(part)) = (number("whole"), number("part")) {
        (whole > 0 && part * 100 % whole == 0).then(|| part * 100 / whole)?
    } else if let (Some(part), Some(whole)) = (number("over"), number("under")) {
        part * 100 / whole.max(1)
    } else if let Some(tenths) = number("tenths") {
        tenths * 10
    } else {
        number("percent")?
    };
    let range = found.get(0)?.range();
    (percent <= 100).then(|| (percent.to_string(), range))
}

/// Digits, or kanji up to hundreds.
fn kanji_number(written: &str) -> Option<u32> {
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let (mut sum, mut digit) = (0, 0);
    for character in written.chars() {
        match character {
            '百' => (sum, digit) = (sum + digit.max(1) * 100, 0),
            '十' => (sum, digit) = (sum + digit.max(1) * 10, 0),
            character => {
                let position = "〇一二三四五六七八九"
                    .chars()
                    .position(|kanji| kanji == character)?;
                digit = u32::try_from(position).ok()?;
            }
        }
    }
    Some(sum + digit)
}

/// The sentence that says that the WTO's agreement on procurement applies.
pub(crate) fn wto_gpa(reading: &Reading) -> Option<Stretch> {
    static APPLIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:政府調達に関する協定[^。]{0,30}適用を受け(?:る|ます)|特例を定める政令[^。]{0,60}適用を受け(?:る|ます)|特例を定める政令(?:\([^()]*\))?[^。]{0,30}(?:の規定により|に基づき)[^。]{0,12}(?:公告|公示)|特定調達契約について[^。]{0,20}(?:競争入札|公告)|特定調達契約に(?:係る|該当する)(?:[^。]{0,20}(?:公告|入札)|もの(?:である|です)))").expect("the pattern is well formed")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_in_every_writing() {
        let check = |text: &str, expected: Option<&str>| {
            let read = share(text).map(|(percent, _)| percent);
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check("契約金額の100分の10以上", Some("10"));
        check("契約金額の10分の1以上", Some("10"));
        check("請負代金の1/10以上", Some("10"));
        check("見積額の5/100以上", Some("5"));
        check("百分の五", Some("5"));
        check("十分の一以上", Some("10"));
        check("10パーセント以上", Some("10"));
        check("契約額の1割", Some("10"));
        check("3分の1", None);
        check("免除", None);
    }
}
