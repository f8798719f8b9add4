//! How bids or proposals may be handed in: 電子, 郵送, 持参.

use std::sync::LazyLock;

use irefuda_procurement::{PartRole, Submission};

use crate::outline::Item;
use crate::reading::Reading;
use crate::text::{Stretch, trim};
use crate::vocabulary::Vocabulary;

/// Words of headings of items that say how a bid or proposal is handed in.
const HEADINGS: [&str; 22] = [
    "入札書",
    "見積書",
    "企画提案書",
    "提案書",
    "入札方法",
    "入札の方法",
    "入札方式",
    "入札手続",
    "入札の手続",
    "提出方法",
    "提出の方法",
    "入札執行",
    "入札の執行",
    "入札及び開札",
    "入札期間",
    "入札書の提出",
    "郵便入札",
    "電子入札",
    "入札の日時",
    "入札日時",
    "応募方法",
    "申込方法",
];
/// An item of more characters than this is about more than one thing.
const LONGEST: usize = 900;
const ROLES: [PartRole; 2] = [PartRole::Notice, PartRole::Instructions];

/// The ways, and where the first of them is said.
pub(crate) fn read(reading: &Reading) -> Option<(Vec<Submission>, Stretch)> {
    let mut ways: Vec<(Submission, Stretch)> = Vec::new();
    for section in reading.sections_of(&ROLES) {
        for item in &reading.outlines[section].items {
            if speaks_of_bids(reading, item) {
                ways.extend(of_item(reading, item));
            }
        }
    }
    if ways.is_empty() {
        ways.extend(stated(reading));
    }
    let stretch = ways.first()?.1.clone();
    let mut ways: Vec<Submission> = ways.into_iter().map(|(way, _)| way).collect();
    ways.sort();
    ways.dedup();
    Some((ways, stretch))
}

fn speaks_of_bids(reading: &Reading, item: &Item) -> bool {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(HEADINGS));
    let label = reading.get(&item.label);
    WORDS.find(label).is_some()
        && !["無効", "記載", "様式", "作成", "辞退"]
            .iter()
            .any(|word| label.contains(word))
        && reading.get(&item.whole).chars().nth(LONGEST).is_none()
}

/// Words of each way.
const WORDS: [(Submission, &[&str]); 3] = [
    (
        Submission::Electronic,
        &[
            "電子入札システム",
            "電子入札により",
            "電子入札で",
            "電子入札とする",
            "電子入札案件",
            "電子入札対象",
            "電子メール",
            "Eメール",
            "E-mail",
            "メールで",
            "メールにより",
            "メールに添付",
            "電子申請",
            "入力フォーム",
            "電子調達システム",
            "オンラインで",
            "電子的",
        ],
    ),
    (
        Submission::Post,
        &["郵送", "郵便", "書留", "レターパック", "宅配"],
    ),
    (
        Submission::Hand,
        &["持参", "持込", "持ち込", "直接提出", "投函", "入札箱"],
    ),
];

fn of_item(reading: &Reading, item: &Item) -> Vec<(Submission, Stretch)> {
    let mut ways = Vec::new();
    let start = item.label.start.min(item.body.start);
    let mut position = start;
    for sentence in reading
        .get(&(start..item.whole.end))
        .split_inclusive(['。', '\n'])
    {
        let stretch = trim(reading.text.folded(), position..position + sentence.len());
        position += sentence.len();
        ways.extend(of_sentence(reading, &stretch));
    }
    ways
}

/// The ways that a sentence allows.
fn of_sentence(reading: &Reading, sentence: &Stretch) -> Vec<(Submission, Stretch)> {
    let text = reading.get(sentence);
    let found = WORDS.iter().filter_map(|(way, words)| {
        let (start, word) = words
            .iter()
            .filter_map(|word| Some((text.find(word)?, word)))
            .min()?;
        let is_denied = is_denied(&text[start + word.len()..]);
        let stretch = sentence.start + start..sentence.start + start + word.len();
        (!is_denied).then_some((*way, stretch))
    });
    found.collect()
}

/// 郵送による入札は認めない, 持参不可.
fn is_denied(after: &str) -> bool {
    let clause: String = after.chars().take(34).collect();
    let clause = clause
        .split(['。', '、', '(', '\n'])
        .next()
        .unwrap_or(&clause);
    [
        "認めない",
        "認めません",
        "不可",
        "受け付けない",
        "受付けない",
        "受付しない",
        "できない",
        "できません",
        "によらない",
        "による入札は行わない",
        "受理しない",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

/// Where no item speaks of it: a sentence that says how the whole is done.
fn stated(reading: &Reading) -> Vec<(Submission, Stretch)> {
    const SIGNS: [(&str, Submission); 6] = [
        ("電子入札対象", Submission::Electronic),
        ("電子入札案件", Submission::Electronic),
        ("電子入札により行う", Submission::Electronic),
        ("電子入札システムにより行", Submission::Electronic),
        ("郵便入札", Submission::Post),
        ("郵便による入札", Submission::Post),
    ];
    let mut ways = Vec::new();
    for section in reading.sections_of(&ROLES) {
        let whole = &reading.sections[section].whole;
        for (sign, way) in SIGNS {
            if let Some(start) = reading.get(whole).find(sign) {
                let start = whole.start + start;
                if !is_denied(&reading.text.folded()[start + sign.len()..]) {
                    ways.push((way, start..start + sign.len()));
                }
            }
        }
    }
    ways
}
