//! The conditions of a sentence, joined as the sentence joins them.

use std::sync::LazyLock;

use irefuda_procurement::{Leaf, LeafKind, Level, Requirement};
use regex::Regex;

use super::Context;
use super::connective::{Link, links, splits};
use super::found::{self, Found};
use super::{same_leaf, ways};
use crate::text::{Stretch, trim};
use crate::vocabulary::Vocabulary;

/// Splits at 。 outside of brackets, and at line ends.
pub(super) fn sentences(text: &str, stretch: Stretch) -> Vec<Stretch> {
    let mut sentences = Vec::new();
    let mut depth = 0_i32;
    let mut start = stretch.start;
    for (offset, character) in text[stretch.clone()].char_indices() {
        let end = stretch.start + offset + character.len_utf8();
        match character {
            '(' | '「' => depth += 1,
            ')' | '」' => depth = (depth - 1).max(0),
            '。' if depth == 0 => {
                sentences.push(trim(text, start..end));
                start = end;
            }
            ' ' if depth == 0 && text[end..stretch.end].starts_with(['・', '○', '※', '●']) =>
            {
                sentences.push(trim(text, start..end));
                start = end;
            }
            '\n' if begins_anew(&text[start..end], &text[end..]) => {
                depth = 0;
                sentences.push(trim(text, start..end));
                start = end;
            }
            _ => {}
        }
    }
    sentences.push(trim(text, start..stretch.end));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Whether a blank line, a bullet or a table's row comes next, or the line is
/// one or ends as a sentence does.
fn begins_anew(line: &str, text: &str) -> bool {
    let next = text.trim_start_matches(' ');
    let line = line.trim_end();
    // 参加資格者 and, on the next line, 名簿に: the words go on.
    let goes_on = next.starts_with([
        'で', 'に', 'を', 'は', 'が', 'の', 'と', 'も', '、', '。', ')',
    ]) || ["名簿", "又は", "及び", "若しくは", "並びに"]
        .iter()
        .any(|word| next.starts_with(word));
    line.ends_with(['。', '|'])
        || !goes_on && (line.ends_with('者') || line.ends_with("こと"))
        || line.contains('\t')
        || next.starts_with(['\n', '・', '-', '*', '○', '●', '※', '◯', '◇', '■', '|'])
}

/// Words with which a sentence says that it asks for nothing.
pub(super) const DENIALS: [&str; 23] = [
    "なくてよい",
    "なくても",
    "求めない",
    "求めません",
    "条件ではありません",
    "要件ではありません",
    "条件ではない",
    "要件ではない",
    "条件としない",
    "要件としない",
    "条件としません",
    "要件としません",
    "問わない",
    "問いません",
    "必要ありません",
    "必要はありません",
    "必要がない",
    "必要がありません",
    "要しない",
    "要しません",
    "要さない",
    "差し支えない",
    "差し支えありません",
];

/// Beginnings of sentences that explain a condition.
pub(super) const ASIDES: [&str; 8] = [
    "ただし",
    "但し",
    "なお",
    "また、共同企業体",
    "この場合",
    "※",
    "ここで",
    "前項",
];

/// The conditions that a sentence of the requirement names.
pub(super) fn conditions(context: &Context, sentence: &Stretch) -> Vec<Requirement> {
    let slice = context.reading.get(sentence);
    let bare = slice.trim_start_matches(|character: char| !character.is_alphabetic());
    static DENYING: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(DENIALS));
    let mut denials = DENYING.find_all(slice).into_iter();
    let is_denied = denials.any(|denial| is_outside_of_brackets(slice, denial.start()))
        && !slice.contains("であること");
    let mut found = found::in_sentence(context, sentence);
    if is_denied {
        // What is not asked for, and named all the same.
        found.retain(|found| matches!(found.kind, LeafKind::Certification | LeafKind::Licence));
        return linked(
            context,
            context.reading.text.folded(),
            &found,
            Level::Mentioned,
        );
    }
    if ASIDES.iter().any(|word| bare.starts_with(word)) {
        let shuts_out = ["受けていない", "期間中でない"]
            .iter()
            .any(|word| slice.contains(word));
        // ただし、ISMSの認証を有する場合は、この限りでない.
        let exempts = slice.contains("この限りで");
        let mentions = level(slice) == Level::Mentioned;
        found.retain(|found| match found.kind {
            LeafKind::Exclusion => shuts_out,
            LeafKind::Certification => mentions || exempts,
            LeafKind::Licence => mentions,
            LeafKind::Other => found.value.contains("参加") || found.value.contains("構成員"),
            _ => false,
        });
    }
    // 名簿に登録がない者も応募できます: the list is no condition.
    let is_open = [
        "がない者も",
        "がない方も",
        "がない法人も",
        "のない者も",
        "のない方も",
        "されていない者も",
        "されていない方も",
        "していない者も",
        "していない方も",
    ]
    .iter()
    .any(|word| slice.contains(word))
        && [
            "応募でき",
            "参加でき",
            "応募することができ",
            "参加することができ",
        ]
        .iter()
        .any(|word| slice.contains(word));
    if is_open {
        found.retain(|found| found.kind == LeafKind::Registration);
        return linked(
            context,
            context.reading.text.folded(),
            &found,
            Level::Mentioned,
        );
    }
    if let Some(ways) = ways::described(context, sentence, &found, level(slice)) {
        return vec![ways];
    }
    // ※市内に本店がある方を優先する: beside the conditions.
    let is_note =
        slice.starts_with('※') && found.iter().all(|found| found.kind == LeafKind::Location);
    join(
        context,
        &found,
        if is_note {
            Level::Mentioned
        } else {
            level(slice)
        },
    )
}

/// Whether no bracket is open at a position.
fn is_outside_of_brackets(sentence: &str, position: usize) -> bool {
    let before = &sentence[..position];
    before.matches('(').count() <= before.matches(')').count()
}

/// What a line of the evaluation gives points for.
pub(super) fn scored(context: &Context, sentence: &Stretch) -> Vec<Requirement> {
    let mut found = found::in_sentence(context, sentence);
    found.retain(|found| matches!(found.kind, LeafKind::Certification | LeafKind::Location));
    linked(
        context,
        context.reading.text.folded(),
        &found,
        Level::Scored,
    )
}

/// 取得している場合は写しを提出, outside of brackets.
fn is_paper_if_held(sentence: &str) -> bool {
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\([^()]*\)").expect("the pattern is well formed"));
    const IF_HELD: [&str; 5] = [
        "場合",
        "取得している者",
        "受けている者",
        "取得しているとき",
        "受けているとき",
    ];
    if !sentence.contains("写し") && !sentence.contains("証明書") {
        return false;
    }
    let bare = ASIDE.replace_all(sentence, "");
    bare.contains("写し") && IF_HELD.iter().any(|word| bare.contains(word))
}

/// 加点, 望ましい: a condition that is not required.
pub(super) fn level(sentence: &str) -> Level {
    if ["加点", "評価の対象", "評価点"]
        .iter()
        .any(|word| sentence.contains(word))
    {
        Level::Scored
    } else if [
        "望ましい",
        "望まれる",
        "努める",
        "可能であれば",
        "優先",
        "考慮",
    ]
    .iter()
    .any(|word| sentence.contains(word))
        || is_paper_if_held(sentence)
    {
        Level::Mentioned
    } else {
        Level::Required
    }
}

/// Joins what a sentence names: alternatives where 又は links them, and where
/// 者、又は links whole descriptions.
fn join(context: &Context, found: &[Found], level: Level) -> Vec<Requirement> {
    let text = context.reading.text.folded();
    let mut groups: Vec<Vec<Requirement>> = Vec::new();
    let mut rest = found;
    for split in splits(text, found) {
        let (group, more) = rest.split_at(split - (found.len() - rest.len()));
        groups.push(linked(context, text, group, level));
        rest = more;
    }
    groups.push(linked(context, text, rest, level));
    if groups.len() == 1 {
        return groups.remove(0);
    }
    let alternatives = groups.into_iter().map(|mut group| match group.len() {
        1 => group.remove(0),
        _ => Requirement::all(group),
    });
    vec![Requirement::any(alternatives.collect())]
}

pub(super) fn linked(
    context: &Context,
    text: &str,
    found: &[Found],
    level: Level,
) -> Vec<Requirement> {
    let ends_in_equal = found
        .last()
        .is_some_and(|last| equal(context, last, None, level).is_some());
    let links = links(text, found, ends_in_equal);
    let mut conditions: Vec<Requirement> = Vec::new();
    let mut index = 0;
    while index < found.len() {
        let mut end = index + 1;
        while end < found.len() && links[end - 1] == Link::Or {
            end += 1;
        }
        let mut leaves: Vec<Requirement> = Vec::new();
        for found in &found[index..end] {
            let leaf = leaf(context, found, level);
            if !leaves.iter().any(|other| same_leaf(other, &leaf)) {
                leaves.push(leaf);
            }
        }
        let next = found.get(end).map(|found| found.stretch.start);
        leaves.extend(equal(context, &found[end - 1], next, level));
        if leaves.len() > 1 {
            conditions.push(Requirement::any(leaves));
        } else {
            conditions.append(&mut leaves);
        }
        index = end;
    }
    conditions
}

/// 又はこれらと同等の認証: an alternative to the certifications before it.
fn equal(
    context: &Context,
    last: &Found,
    next: Option<usize>,
    level: Level,
) -> Option<Requirement> {
    static EQUAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^。\n]{0,24}?(?:又は|または|若しくは|もしくは|あるいは)、?(?P<equal>[^。、\n]{0,14}?(?:同等|準ずる|準じ|相当する|類する)[^。、\n]{0,30})").expect("the pattern is well formed")
    });
    if last.kind != LeafKind::Certification {
        return None;
    }
    let text = context.reading.text.folded();
    let end = next.unwrap_or(text.len()).max(last.stretch.end);
    let found = EQUAL
        .captures(&text[last.stretch.end..end])?
        .name("equal")?;
    let stretch = last.stretch.end + found.start()..last.stretch.end + found.end();
    let equal = Found {
        kind: LeafKind::Other,
        value: found.as_str().to_owned(),
        stretch,
    };
    Some(leaf(context, &equal, level))
}

pub(super) fn leaf(context: &Context, found: &Found, level: Level) -> Requirement {
    Requirement::Leaf(Leaf {
        kind: found.kind,
        value: found.value.clone(),
        level,
        joint_venture: None,
        evidence: context.reading.text.evidence(&found.stretch),
    })
}
