//! Grades (等級, 格付): A又はB等級, each grade a condition of its own.

use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::Context;
use super::compact::Compact;
use super::found::Found;

/// The grades that a sentence asks for.
pub(super) fn grades(_: &Context, sentence: &Compact) -> Vec<Found> {
    const LIST: &str = r"[「『\x22]?(?:特?[A-DS]{1,2}|特級)[」』\x22]?(?:の?(?:等級|ランク|級))?(?:(?:、|,|・|又は|または|若しくは|もしくは|及び|/|から|~|か|\s)+[「『\x22]?(?:特?[A-DS]{1,2})[」』\x22]?(?:の?(?:等級|ランク|級))?)*";
    static GRADES: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = format!(
            r"(?:等級|格付け?|ランク|級別|級)[^。A-Z0-9]{{0,24}}?(?P<behind>{LIST})(?:[^A-Za-z0-9]|$)|(?:^|[^A-Za-z0-9])(?P<before>{LIST})(?:」|』)?\s?(?:の?等級|ランク|級|の?格付|に格付|の(?:認定|評価)|\))"
        );
        Regex::new(&pattern).expect("the pattern is well formed")
    });
    static GRADE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("特?[A-DS]{1,2}").expect("the pattern is well formed"));
    let text = &sentence.text;
    if !["等級", "格付", "ランク", "級"]
        .iter()
        .any(|word| text.contains(word))
    {
        return Vec::new();
    }
    if !text.contains(['A', 'B', 'C', 'D', 'S']) && !text.contains("特級") {
        return Vec::new();
    }
    let mut found = Vec::new();
    // 格付がAであること、又はBであって総合評定値が720点以上であること.
    static OR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:又は|または|若しくは|もしくは)[「『]?(?P<grade>特?[A-DS]{1,2})[」』]?(?:の?等級|ランク|級)?(?:であって|であり|で、|で総合|の者で|のもので|の場合)")
            .expect("the pattern is well formed")
    });
    for captures in OR.captures_iter(text) {
        let Some(grade) = captures.name("grade") else {
            continue;
        };
        found.push(Found {
            kind: LeafKind::Grade,
            value: grade.as_str().to_owned(),
            stretch: sentence.stretch(grade.start(), grade.end()),
        });
    }
    if !GRADES.is_match(text) {
        return Vec::new();
    }
    for captures in GRADES.captures_iter(text) {
        let Some(list) = captures.name("behind").or(captures.name("before")) else {
            continue;
        };
        let list_start = list.start();
        if let Some(better) = or_better(list.as_str(), &text[list.end()..]) {
            found.extend(better.map(|grade| Found {
                kind: LeafKind::Grade,
                value: grade.to_string(),
                stretch: sentence.stretch(list_start, list.end()),
            }));
            continue;
        }
        for grade in GRADE.find_iter(list.as_str()) {
            let start = list_start + grade.start();
            found.push(Found {
                kind: LeafKind::Grade,
                value: grade.as_str().to_owned(),
                stretch: sentence.stretch(start, start + grade.len()),
            });
        }
    }
    found
}

/// B以上 is A or B.
fn or_better(grade: &str, rest: &str) -> Option<std::ops::RangeInclusive<char>> {
    let bare = grade.trim_end_matches(['の', '等', '級', '」', '』']);
    let mut letters = bare
        .trim_end_matches("ランク")
        .trim_start_matches(['「', '『'])
        .chars();
    let worst = letters
        .next()
        .filter(|letter| ('B'..='D').contains(letter))?;
    let rest = rest.trim_start_matches(['」', '』', '等', '級']);
    let rest = rest.trim_start_matches("ランク");
    (letters.next().is_none() && rest.starts_with("以上")).then_some('A'..=worst)
}
