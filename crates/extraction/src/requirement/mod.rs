//! The requirement (参加資格): who may bid, as a tree of conditions.
//!
//! It is read from the items under the heading of the qualification, in the
//! notice or else in the instructions: never from a form, a contract or an
//! appended policy. Each item gives the conditions that it names; 又は and
//! いずれか between them make alternatives, a list of reasons for exclusion does
//! not.

mod compact;
mod connective;
mod found;
mod patterns;
mod phrases;

use std::sync::LazyLock;

use irefuda_procurement::{JointVenture, Leaf, LeafKind, Level, PartRole, Requirement};
use regex::Regex;

use crate::outline::{Item, Outline, Style};
use crate::reading::{Labelled, Reading};
use crate::text::{Stretch, trim};
use connective::{Link, links};
use found::Found;
pub(crate) use phrases::Phrases;

/// What the reading of a requirement needs to know besides the text.
pub(crate) struct Context<'a> {
    pub reading: &'a Reading<'a>,
    pub phrases: &'a Phrases,
    /// Name of the body, for 市内 and 市税.
    pub agency: Option<&'a str>,
}

/// Reads the requirement; one without conditions if the text has none. It
/// stands under the first heading that gives conditions, or in several rows of
/// a table (参加資格①, 参加資格②).
pub(crate) fn read(context: &Context) -> Requirement {
    let labelled = sections(context.reading);
    for section in context.reading.sections_of(&ROLES) {
        let mut read_until = 0;
        let mut conditions = Vec::new();
        let mut headings: Vec<&Labelled> = labelled
            .iter()
            .filter(|labelled| labelled.section == section)
            .collect();
        headings.sort_by_key(|heading| heading.index);
        for heading in headings {
            let goes_on = conditions.is_empty() || heading.item.style == Style::Row;
            if goes_on && heading.item.whole.start >= read_until {
                conditions.extend(of_item(
                    context,
                    &context.reading.outlines[section],
                    heading.index,
                ));
                read_until = heading.item.whole.end;
            }
        }
        if !conditions.is_empty() {
            return Requirement::all(without_repetitions(conditions));
        }
    }
    Requirement::default()
}

const ROLES: [PartRole; 2] = [PartRole::Notice, PartRole::Instructions];

/// Whether firms may bid together, and the passage that says it.
pub(crate) fn joint_venture(reading: &Reading) -> (JointVenture, Option<Stretch>) {
    static NOT_ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:共同企業体|JV|ジョイントベンチャー)[^。]{0,30}(?:認めない|不可|参加できない|参加することはできない|できません)|単体(?:企業)?(?:のみ|に限る|であること|での参加に限る)").expect("the pattern is well formed")
    });
    static REQUIRED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:特定建設工事共同企業体|特定共同企業体|共同企業体)(?:であること|に限る|により行う|を結成して|を自主結成)|[2-5]者で構成(?:される|する)[^。]{0,10}共同企業体").expect("the pattern is well formed")
    });
    static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[^。\n]{0,20}又は[^。\n]{0,20}共同企業体とする|共同企業体(?:による|での|の)(?:参加|応募|入札)[^。]{0,14}(?:できる|可|認める)|共同企業体を(?:結成|構成)[^。]{0,14}(?:できる|可能)").expect("the pattern is well formed")
    });
    // One of these is in whatever the patterns find; most texts have none.
    const SIGNS: [&str; 4] = ["共同企業体", "JV", "ジョイントベンチャー", "単体"];
    let verdicts = [
        (&NOT_ALLOWED, JointVenture::NotAllowed),
        (&ALLOWED, JointVenture::Allowed),
        (&REQUIRED, JointVenture::Required),
    ];
    for section in reading.sections_of(&[PartRole::Notice, PartRole::Instructions]) {
        let whole = &reading.sections[section].whole;
        let is_spoken_of = SIGNS.iter().any(|sign| reading.get(whole).contains(sign));
        for (pattern, verdict) in verdicts.iter().filter(|_| is_spoken_of) {
            if let Some(found) = pattern.find(reading.get(whole)) {
                return (
                    *verdict,
                    Some(whole.start + found.start()..whole.start + found.end()),
                );
            }
        }
    }
    (JointVenture::NotStated, None)
}

/// The items under a heading of the requirement; not those about its
/// confirmation.
fn sections<'a>(reading: &'a Reading<'a>) -> Vec<Labelled<'a>> {
    let mut labelled = reading.labelled("requirement", &ROLES);
    labelled.retain(|labelled| {
        let heading = reading.get(&labelled.item.label);
        ![
            "確認", "審査", "結果", "通知", "喪失", "取消", "申請", "有無",
        ]
        .iter()
        .any(|word| heading.contains(word))
    });
    labelled
}

/// The conditions of an item and everything below it.
fn of_item(context: &Context, outline: &Outline, index: usize) -> Vec<Requirement> {
    let item = &outline.items[index];
    let children: Vec<usize> = outline.children(index).collect();
    let own_end = children
        .first()
        .map_or(item.whole.end, |child| outline.items[*child].whole.start);
    let own = item.label.end.min(own_end)..own_end;
    if children.is_empty() {
        return of_text(context, item.label.start..item.whole.end);
    }
    let intro = context.reading.get(&own).to_owned();
    let mut conditions = of_text(context, item.label.start..own_end);
    let rule = JointVentureRule::read(context.reading.get(&item.body));
    let below: Vec<Vec<Requirement>> = children
        .iter()
        .map(|child| of_child(context, outline, rule.as_ref(), *child))
        .collect();
    if is_choice(&intro)
        && !is_exclusion(&intro)
        && below.iter().filter(|child| !child.is_empty()).count() > 1
    {
        let alternatives = below.into_iter().filter(|child| !child.is_empty()).map(one);
        conditions.push(Requirement::any(alternatives.collect()));
    } else {
        conditions.extend(below.into_iter().flatten());
    }
    without_repetitions(conditions)
}

fn of_child(
    context: &Context,
    outline: &Outline,
    rule: Option<&JointVentureRule>,
    child: usize,
) -> Vec<Requirement> {
    let conditions = of_item(context, outline, child);
    match rule.filter(|rule| rule.is_about(&outline.items[child])) {
        Some(rule) => conditions
            .into_iter()
            .map(|condition| condition.with_joint_venture(rule.who))
            .collect(),
        None => conditions,
    }
}

fn one(mut conditions: Vec<Requirement>) -> Requirement {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Requirement::all(conditions),
    }
}

/// 次のいずれかに該当する者: one of the items below is enough.
fn is_choice(intro: &str) -> bool {
    static CHOICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:次|以下|下記)[^。]{0,16}いずれか|いずれか(?:の(?:認証|資格|要件|条件|許可)|に該当する|を満たす|1つ|一つ)").expect("the pattern is well formed")
    });
    CHOICE.is_match(intro)
}

/// 次のいずれにも該当しない者: the items below shut out.
fn is_exclusion(intro: &str) -> bool {
    [
        "該当しない",
        "該当する者でない",
        "該当しません",
        "でないこと",
        "いずれにも該当",
        "参加することができない",
        "参加できない",
    ]
    .iter()
    .any(|word| intro.contains(word))
}

/// Who of a joint venture has to meet some items, by a rule such as 「(エ)から(オ)の
/// 条件については、構成員のいずれかの者が満たしていれば足りる」.
struct JointVentureRule {
    first: u32,
    last: u32,
    is_range: bool,
    who: &'static str,
}

impl JointVentureRule {
    /// The rule that a text states for the items below it.
    fn read(text: &str) -> Option<Self> {
        static RULE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\(?(?P<first>[ア-ン]|[0-9]{1,2})\)?\s?(?:(?P<range>から|~|ないし)|及び|、)?\s?(?:\(?(?P<last>[ア-ン]|[0-9]{1,2})\)?)?\s?(?:まで)?の?(?:条件|要件|資格)[^。]{0,40}構成員の(?P<who>いずれか|全て|すべて|うち1者|代表)").expect("the pattern is well formed")
        });
        let captures = RULE.captures(text)?;
        let ordinal = |name: &str| {
            captures
                .name(name)
                .and_then(|found| kana_ordinal(found.as_str()))
        };
        let first = ordinal("first")?;
        Some(Self {
            first,
            last: ordinal("last").unwrap_or(first),
            is_range: captures.name("range").is_some(),
            who: match &captures["who"] {
                "いずれか" | "うち1者" => "any member",
                "代表" => "representative",
                _ => "all members",
            },
        })
    }

    fn is_about(&self, item: &Item) -> bool {
        if self.is_range {
            (self.first..=self.last).contains(&item.ordinal)
        } else {
            [self.first, self.last].contains(&item.ordinal)
        }
    }
}

fn kana_ordinal(mark: &str) -> Option<u32> {
    const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";
    mark.parse().ok().or_else(|| {
        let position = KANA.chars().position(|kana| mark.starts_with(kana))?;
        u32::try_from(position + 1).ok()
    })
}

/// The conditions of running text, sentence by sentence.
fn of_text(context: &Context, stretch: Stretch) -> Vec<Requirement> {
    sentences(context.reading.text.folded(), stretch)
        .into_iter()
        .flat_map(|sentence| of_sentence(context, &sentence))
        .collect()
}

/// Splits at 。 outside of brackets, and at line ends.
fn sentences(text: &str, stretch: Stretch) -> Vec<Stretch> {
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
            '\n' if begins_anew(&text[end..]) => {
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

/// Whether a blank line or a bullet comes next.
fn begins_anew(text: &str) -> bool {
    let line = text.trim_start_matches(' ');
    line.starts_with(['\n', '・', '-', '*', '○', '●', '※', '◯', '◇', '■'])
}

fn of_sentence(context: &Context, sentence: &Stretch) -> Vec<Requirement> {
    let slice = context.reading.get(sentence);
    let bare = slice.trim_start_matches(|character: char| !character.is_alphabetic());
    let is_denied = [
        "条件ではありません",
        "要件ではありません",
        "条件ではない",
        "要件ではない",
        "条件としない",
        "要件としない",
        "問わない",
        "問いません",
        "必要ありません",
    ];
    if is_denied.iter().any(|word| slice.contains(word)) {
        return Vec::new();
    }
    if ["ただし", "なお", "また、共同企業体", "この場合"]
        .iter()
        .any(|word| bare.starts_with(word))
    {
        return Vec::new();
    }
    let found = found::in_sentence(context, sentence);
    let level = level(slice);
    join(context, &found, level)
}

/// 加点, 望ましい: a condition that is not required.
fn level(sentence: &str) -> Level {
    if ["加点", "評価の対象", "評価点"]
        .iter()
        .any(|word| sentence.contains(word))
    {
        Level::Scored
    } else if [
        "望ましい",
        "努める",
        "写しを添付",
        "写しを提出",
        "可能であれば",
    ]
    .iter()
    .any(|word| sentence.contains(word))
    {
        Level::Mentioned
    } else {
        Level::Required
    }
}

/// Joins what a sentence names: alternatives where 又は links them.
fn join(context: &Context, found: &[Found], level: Level) -> Vec<Requirement> {
    let text = context.reading.text.folded();
    let links = links(text, found);
    let mut conditions: Vec<Requirement> = Vec::new();
    let mut index = 0;
    while index < found.len() {
        let mut end = index + 1;
        while end < found.len() && links[end - 1] == Link::Or {
            end += 1;
        }
        let mut leaves: Vec<Requirement> = found[index..end]
            .iter()
            .map(|found| leaf(context, found, level))
            .collect();
        leaves.dedup_by(|later, earlier| same_leaf(later, earlier));
        if leaves.len() > 1 {
            conditions.push(Requirement::any(leaves));
        } else {
            conditions.append(&mut leaves);
        }
        index = end;
    }
    conditions
}

fn leaf(context: &Context, found: &Found, level: Level) -> Requirement {
    Requirement::Leaf(Leaf {
        kind: found.kind,
        value: found.value.clone(),
        level,
        joint_venture: None,
        evidence: context.reading.text.evidence(&found.stretch),
    })
}

/// The conditions without those that were said before.
fn without_repetitions(conditions: Vec<Requirement>) -> Vec<Requirement> {
    let mut kept: Vec<Requirement> = Vec::new();
    for condition in conditions {
        let is_said = kept
            .iter()
            .any(|other| same_leaf(other, &condition) || covers(other, &condition));
        if !is_said {
            kept.push(condition);
        }
    }
    kept
}

fn same_leaf(left: &Requirement, right: &Requirement) -> bool {
    match (left, right) {
        (Requirement::Leaf(left), Requirement::Leaf(right)) => {
            left.kind == right.kind && left.value == right.value
        }
        _ => false,
    }
}

/// Whether a leaf only repeats one of the alternatives or exclusions before it.
fn covers(earlier: &Requirement, later: &Requirement) -> bool {
    let Requirement::Leaf(later) = later else {
        return false;
    };
    let repeats = matches!(
        later.kind,
        LeafKind::Exclusion | LeafKind::Certification | LeafKind::Licence
    );
    repeats
        && earlier
            .leaves()
            .iter()
            .any(|leaf| leaf.kind == later.kind && leaf.value == later.value)
}
