//! A condition and another way to meet it that has no name: プライバシーマークの付与を
//! 受けていること、又は個人情報の取扱いを定めた規程を整備していること.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Requirement};
use regex::Regex;

use super::Context;
use super::compact::Compact;
use super::found::Found;
use super::sentence::{leaf, linked};
use super::unnamed::kind_of_unnamed;
use crate::text::Stretch;

/// The descriptions that a sentence lets choose from, if one of them names
/// nothing known; else none, as what is named on both sides is joined by its names.
pub(super) fn described(
    context: &Context,
    sentence: &Stretch,
    found: &[Found],
    level: Level,
) -> Option<Requirement> {
    let is_permit =
        |found: &Found| matches!(found.kind, LeafKind::Certification | LeafKind::Licence);
    let is_open = |found: &Found| {
        is_permit(found) || matches!(found.kind, LeafKind::Experience | LeafKind::Location)
    };
    if !found.iter().all(is_open) || level != Level::Required {
        return None;
    }
    let text = context.reading.text.folded();
    let compact = Compact::unbroken(text, sentence);
    // 市内に事業所を有すること、又は契約の日までに開設できること.
    let is_place = !found.is_empty()
        && found.iter().all(|found| found.kind == LeafKind::Location)
        && [
            "こと、又は",
            "こと又は",
            "こと、若しくは",
            "こと、または",
            "こと、もしくは",
        ]
        .iter()
        .any(|or| compact.text.contains(or));
    // 市内に事業所を有する者又は契約の締結までに設けることができる者.
    let is_planned = ["設けることが", "開設", "設置することが", "確保することが"]
        .iter()
        .any(|word| compact.text.contains(word));
    let is_place = is_place
        || is_planned
            && !found.is_empty()
            && found.iter().all(|found| found.kind == LeafKind::Location)
            && ["者又は", "者、又は", "者若しくは", "者または"]
                .iter()
                .any(|or| compact.text.contains(or));
    if !is_place && !found.iter().any(is_permit) {
        return None;
    }
    let clauses = clauses(&compact.text)?;
    let mut ways: Vec<Requirement> = Vec::new();
    let mut has_unnamed = false;
    for (start, end) in clauses {
        let stretch = compact.stretch(start, end);
        let named: Vec<Found> = found
            .iter()
            .filter(|found| stretch.contains(&(found.stretch.end - 1)))
            .cloned()
            .collect();
        let clause = compact.text[start..end].trim_start_matches('、');
        if named.is_empty() {
            if !is_place && is_expected(clause) {
                continue;
            }
            has_unnamed = true;
            let other = Found {
                kind: kind_of_unnamed(clause),
                value: clause.chars().take(60).collect(),
                stretch,
            };
            ways.push(leaf(context, &other, level));
        } else {
            let mut named = linked(context, text, &named, level);
            ways.push(match named.len() {
                1 => named.remove(0),
                _ => Requirement::all(named),
            });
        }
    }
    (has_unnamed && ways.len() > 1).then(|| Requirement::any(ways))
}

/// 又は同認証を受けた工場と提携していること: a sentence of its own that names nothing
/// known, behind a condition that has a name.
pub(super) fn unnamed_way(
    context: &Context,
    sentence: &Stretch,
    before: &[Requirement],
) -> Option<Requirement> {
    let last = match before.last()? {
        Requirement::Leaf(last) => last,
        Requirement::Any { any, .. } => match any.first()? {
            Requirement::Leaf(last) => last,
            _ => return None,
        },
        Requirement::All { .. } => return None,
    };
    let slice = &Compact::new(context.reading.text.folded(), sentence).text;
    let way = or_else(slice).or_else(|| proviso(slice, last.kind))?;
    let can_be_replaced = matches!(
        last.kind,
        LeafKind::Certification
            | LeafKind::Licence
            | LeafKind::Location
            | LeafKind::Experience
            | LeafKind::Insurance
    );
    if !can_be_replaced || last.level != Level::Required || is_expected(way) {
        return None;
    }
    let kind = match last.kind {
        // 技術者の経験を有する場合は、企業としての実績は不要とする.
        LeafKind::Experience => LeafKind::Other,
        _ => kind_of_unnamed(way),
    };
    let other = Found {
        kind,
        value: way.chars().take(60).collect(),
        stretch: sentence.clone(),
    };
    Some(leaf(context, &other, Level::Required))
}

/// What stands behind 又は at the beginning of a sentence.
fn or_else(sentence: &str) -> Option<&str> {
    const OR: [&str; 5] = ["又は", "または", "若しくは", "もしくは", "あるいは"];
    let way = OR.iter().find_map(|or| sentence.strip_prefix(or))?;
    Some(way.trim_start_matches('、'))
}

/// A proviso that lets something else be enough: ただし、1時間以内に復旧できる体制を有する
/// 者は、この限りでない; 拠点がない場合は、設けることを確約すること.
fn proviso(sentence: &str, kind: LeafKind) -> Option<&str> {
    static LACKING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:ただし|但し|なお)?、?[^。]{0,24}?(?:有しない|いない|製造しない|ない|なき)(?:場合|者|方|事業者|とき)(?:に(?:あって|ついて)?)?は、?[^。]{4,}(?:確約|提出|代え|認められ|誓約|整備|証明)")
            .expect("the pattern is well formed")
    });
    const ENOUGH: [&str; 11] = [
        "この限りで",
        "足りる",
        "足ります",
        "ばよい",
        "でもよい",
        "不要とする",
        "代えることができ",
        "提出できること",
        "みなす",
        "みなします",
        "差し支え",
    ];
    /// What narrows a condition or is about other conditions.
    const NARROWS: [&str; 8] = [
        "に限る",
        "に限り",
        "再認定",
        "再審査",
        "義務",
        "適用除外",
        "兼ね",
        "参加できない",
    ];
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    if says(&NARROWS) {
        return None;
    }
    let bare = ["ただし、", "但し、", "なお、"]
        .iter()
        .find_map(|word| sentence.strip_prefix(word));
    let is_enough = bare.is_some() && says(&ENOUGH) && kind != LeafKind::Insurance;
    let is_replaced = kind != LeafKind::Experience && LACKING.is_match(sentence);
    (is_enough || is_replaced).then(|| bare.unwrap_or(sentence))
}

/// Where the descriptions of a sentence begin and end; none if it has only one.
fn clauses(text: &str) -> Option<Vec<(usize, usize)>> {
    static OR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<end>こと|者|方|(?:いる|する|ある|できる)か|(?:有|得|受け)(?:し|ており)|していて|しており)、?(?:又は|または|若しくは|もしくは|あるいは|或いは|それとも)、?|(?:いる|する|ある|受ける)か、").expect("the pattern is well formed")
    });
    const SHUTS_OUT: [&str; 4] = ["該当しない", "でないこと", "でない者", "該当していない"];
    const LENGTHS: std::ops::RangeInclusive<usize> = 7..=140;
    if SHUTS_OUT.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for captures in OR.captures_iter(text) {
        let whole = captures.get(0)?;
        let end = captures.name("end");
        let keeps = end.map_or(whole.start(), |end| end.end());
        // Aを取得していること、Bを取得していること、又は….
        if let Some(end) = end.map(|end| end.as_str()) {
            let comma = format!("{end}、");
            let from = cuts.last().map_or(0, |cut| cut.1);
            let before = text[from..whole.start()].match_indices(&comma);
            cuts.extend(
                before.map(|(position, _)| {
                    (from + position + end.len(), from + position + comma.len())
                }),
            );
        }
        cuts.push((keeps, whole.end()));
    }
    if cuts.is_empty() {
        return None;
    }
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut.1));
    let ends = cuts.iter().map(|cut| cut.0).chain([text.len()]);
    let clauses: Vec<(usize, usize)> = starts.zip(ends).collect();
    let is_clause =
        |(start, end): &(usize, usize)| LENGTHS.contains(&text[*start..*end].chars().count());
    clauses.iter().all(is_clause).then_some(clauses)
}

/// 許可を受ける見込みであること, 同法第8条の届出をした者: the same by a later day or by
/// another article.
fn is_expected(clause: &str) -> bool {
    let clause = clause.replace("配置予定", "");
    [
        "見込",
        "予定",
        "までに取得",
        "までに受け",
        "確実",
        "同法",
        "同条",
    ]
    .iter()
    .any(|word| clause.contains(word))
}
