//! Conditions without a name of their own: an item that says that something has
//! to be so, and what it is about.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Requirement};
use regex::Regex;

use super::compact::Compact;
use super::found::Found;
use super::sentence::{ASIDES, DENIALS, leaf, level, sentences};
use super::{Context, joint_venture};
use crate::text::{Stretch, trim};

/// Words of a service that a bidder has to be able to give, whoever gives it.
pub(super) const SERVICE: [&str; 5] = ["体制", "派遣", "駆け付け", "駆けつけ", "拠点"];

/// An item that names nothing known is a condition all the same, if it is said
/// as one.
pub(super) fn unnamed(context: &Context, item: &Stretch) -> Option<Requirement> {
    const LONGEST: usize = 260;
    let item = sentences(context.reading.text.folded(), item.clone())
        .into_iter()
        .next()?;
    let whole = context.reading.get(&item).trim_end().trim_end_matches('。');
    let unbroken = without_remark(&Compact::unbroken(context.reading.text.folded(), &item).text);
    let first = unbroken.as_str();
    let is_condition = [
        "こと",
        "者",
        "もの",
        "方",
        "ない",
        "である",
        "ます",
        "事業者",
        "とする",
        "する",
    ]
    .iter()
    .any(|ending| first.ends_with(ending));
    let bare = first.trim_start_matches(|character: char| !character.is_alphabetic());
    let is_aside = ASIDES.iter().any(|word| bare.starts_with(word))
        || is_step(first) && !first.contains("出資比率")
        || joint_venture::is_about_form(first)
        || ["できない", "できません"]
            .iter()
            .any(|ending| first.ends_with(ending));
    let length = first.chars().count();
    if !is_condition
        || is_aside
        || !(10..=LONGEST).contains(&length)
        || DENIALS.iter().any(|word| first.contains(word))
    {
        return None;
    }
    let kind = kind_of_unnamed(first);
    let value = bare.chars().take(60).collect();
    let stretch = trim(
        context.reading.text.folded(),
        item.start..item.start + whole.len(),
    );
    Some(leaf(
        context,
        &Found {
            kind,
            value,
            stretch,
        },
        level(first),
    ))
}

/// An item of a choice that names nothing known, however it is said: 臨床検査精度管理
/// 調査で総合評点95点以上.
pub(super) fn alternative(context: &Context, item: &Stretch) -> Option<Requirement> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 6..=120;
    let stretch = trim(context.reading.text.folded(), item.clone());
    let text = Compact::unbroken(context.reading.text.folded(), &stretch).text;
    let bare = text.trim_start_matches(|character: char| !character.is_alphabetic());
    let is_aside = ASIDES.iter().any(|word| bare.starts_with(word)) || is_step(bare);
    if is_aside || !LENGTHS.contains(&bare.chars().count()) {
        return None;
    }
    let found = Found {
        kind: kind_of_unnamed(bare),
        value: bare.chars().take(60).collect(),
        stretch,
    };
    Some(leaf(context, &found, Level::Required))
}

/// What a condition without a name is about.
pub(super) fn kind_of_unnamed(text: &str) -> LeafKind {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // 整備士を置く整備工場: the workshop is asked for.
    if text.contains("工場") && says(&["を有", "を保有", "を所有"]) {
        return LeafKind::Other;
    }
    let is_done = says(&["実績", "経験"]);
    let is_of_people = says(&[
        "技術者",
        "配置",
        "従事",
        "常勤",
        "有資格者",
        "雇用",
        "操作員",
        "運転者",
    ]);
    let is_of_rules = says(&["規程", "研修", "提携", "委託契約"]) && !text.contains("配置");
    let is_assigned = text.contains("者を") && says(&["配置", "従事させ", "選任"]);
    if is_done && (!is_assigned || text.contains("実績")) {
        LeafKind::Experience
    } else if says(&SERVICE) || is_of_rules {
        LeafKind::Other
    } else if says(&["履行した", "完了した", "納入した", "受託した"]) {
        LeafKind::Experience
    } else if is_of_people {
        LeafKind::Staff
    } else {
        LeafKind::Other
    }
}

/// Whether an item speaks of the procedure, not of who may take part.
fn is_step(item: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "(?:提出|通知|確認)(?:の日|日|期限|時|締切|期日|の時|の際)|証[^、。]{0,8}を提出でき",
        )
        .expect("the pattern is well formed")
    });
    const STEPS: [&str; 18] = [
        "次の",
        "以下の",
        "下記",
        "様式",
        "申請書",
        "共同企業体",
        "単体",
        "解除する",
        "構成員",
        "提出",
        "入札金額",
        "見積金額",
        "通知",
        "失格",
        "無効",
        "参加資格の確認",
        "取り消",
        "別紙",
    ];
    let bare = DAY.replace_all(item, "");
    // 他の共同企業体の構成員として重複して参加していないこと: who takes part twice.
    let is_once = [
        "参加していないこと",
        "構成員でないこと",
        "構成員となっていないこと",
        "構成員でない者",
    ]
    .iter()
    .any(|ending| item.ends_with(ending));
    if is_once {
        return false;
    }
    let is_of_people = ["役員", "刑", "議員"]
        .iter()
        .any(|word| bare.contains(word));
    STEPS.iter().any(|word| bare.contains(word))
        || bare.contains("確認す")
        || bare.contains("代表者") && !is_of_people
}

/// A sentence without its mark of the end and the remark in brackets before it.
fn without_remark(sentence: &str) -> String {
    let bare = sentence.trim_end().trim_end_matches('。').trim_end();
    let open = bare
        .ends_with(')')
        .then(|| {
            let mut depth = 0_i32;
            bare.char_indices().rev().find_map(|(position, character)| {
                depth += match character {
                    ')' => 1,
                    '(' => -1,
                    _ => 0,
                };
                (depth == 0).then_some(position)
            })
        })
        .flatten();
    bare[..open.unwrap_or(bare.len())].trim_end().to_owned()
}
