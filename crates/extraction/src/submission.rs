//! How bids or proposals may be handed in: 電子, 郵送, 持参.
//!
//! A way (持参, 書留郵便) belongs to the paper that was named last before it:
//! 参加申込書は電子メール、提案書は持参又は郵送. So the text is read once in order,
//! with the paper that is spoken of in mind.

use std::sync::LazyLock;

use irefuda_procurement::{Deadline, DeadlineKind, Kind, PartRole, Submission};
use regex::Regex;

use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

const ROLES: [PartRole; 2] = [PartRole::Notice, PartRole::Instructions];

/// What is spoken of, or a way to hand it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A bid or proposal.
    Bid,
    /// Another paper or matter.
    Other,
    Way(Submission),
    /// A way of which the words alone say that bids are handed in so.
    Certain(Submission),
}

const BIDS: [&str; 26] = [
    "入札書",
    "入札方法",
    "入札の方法",
    "入札及び開札",
    "入札・開札",
    "入札、開札",
    "入札日時",
    "入札の日時",
    "入札期間",
    "入札の執行",
    "入札執行",
    "入札手続",
    "入札の場所",
    "紙入札",
    "提案書",
    "企画書",
    "企画提案",
    "見積書の",
    "見積書",
    "応募書類",
    "応募方法",
    "入札に付する",
    "開札の日時",
    "開札日時",
    "開札の場所",
    "提案の提出",
];
const OTHERS: [&str; 47] = [
    "参加表明",
    "参加申込",
    "参加申請",
    "参加希望",
    "参加意向",
    "申請書",
    "申込書",
    "参加資格",
    "資格確認",
    "確認書類",
    "資格審査",
    "質問",
    "質疑",
    "入札説明書",
    "仕様書",
    "設計図書",
    "閲覧",
    "配布",
    "辞退",
    "委任状",
    "契約書",
    "保証金",
    "問合せ",
    "問い合わせ",
    "連絡先",
    "電話",
    "通知",
    "説明会",
    "見学",
    "結果",
    "協定書",
    "回答",
    "返信",
    "返却",
    "返送",
    "証する書",
    "証明書",
    "身分証",
    "落札者",
    "候補者",
    "参加の申込",
    "利用者登録",
    "ICカード",
    "契約の締結",
    "見本",
    "登録申請",
    "内訳書",
];
const WAYS: [(Submission, &[&str]); 3] = [
    (
        Submission::Electronic,
        &[
            "電子入札",
            "電子メール",
            "Eメール",
            "E-mail",
            "メールで",
            "メールにより",
            "メール又は",
            "・メール",
            "電子申請",
            "入力フォーム",
            "申込フォーム",
            "電子調達システム",
            "オンライン",
        ],
    ),
    (
        Submission::Post,
        &["郵送", "郵便", "書留", "レターパック", "宅配"],
    ),
    (
        Submission::Hand,
        &[
            "持参",
            "持參",
            "持込",
            "持ち込",
            "直接提出",
            "投函",
            "入札箱",
            "入礼箱",
            "会場入札",
        ],
    ),
];
const CERTAIN: [(&str, Submission); 6] = [
    ("郵便入札", Submission::Post),
    ("郵便による入札", Submission::Post),
    ("郵便に依る入札", Submission::Post),
    ("郵送による入札", Submission::Post),
    ("電子入札システム", Submission::Electronic),
    ("電子入札共同システム", Submission::Electronic),
];
/// Words with those above inside that are no way.
const NONE: [&str; 8] = [
    "郵便番号",
    "郵便局",
    "電子入札心得",
    "電子入札の心得",
    "電子入札運用",
    "電子入札ヘルプ",
    "書留料",
    "郵便受",
];

/// A way that stands farther behind the paper than this, in bytes, is not its.
const REACH: usize = 1_200;

static WORDS: LazyLock<(Vocabulary, Vec<Option<Word>>)> = LazyLock::new(|| {
    let bids = BIDS.iter().map(|word| (*word, Some(Word::Bid)));
    let others = OTHERS.iter().map(|word| (*word, Some(Word::Other)));
    let ways = WAYS
        .iter()
        .flat_map(|(way, words)| words.iter().map(|word| (*word, Some(Word::Way(*way)))));
    let certain = CERTAIN
        .iter()
        .map(|(word, way)| (*word, Some(Word::Certain(*way))));
    let none = NONE.iter().map(|word| (*word, None));
    let all = bids.chain(others).chain(ways).chain(certain).chain(none);
    let (words, meanings): (Vec<&str>, Vec<Option<Word>>) = all.unzip();
    (Vocabulary::new(words), meanings)
});

type Found = (Submission, Stretch);

/// The ways, and where the first of them is said.
pub(crate) fn read(
    reading: &Reading,
    kind: Kind,
    deadlines: &[Deadline],
) -> Option<(Vec<Submission>, Stretch)> {
    let mut found: Vec<Found> = in_method(reading);
    if !matches!(kind, Kind::Cancellation | Kind::Result | Kind::Answers) {
        for section in reading.sections_of(&ROLES) {
            in_section(reading, section, &mut found);
        }
        found.extend(in_person(reading, deadlines, &found));
    }
    let stretch = found.first()?.1.clone();
    let mut ways: Vec<Submission> = found.into_iter().map(|(way, _)| way).collect();
    ways.sort();
    ways.dedup();
    Some((ways, stretch))
}

/// 制限付一般競争入札(郵便・事後審査).
fn in_method(reading: &Reading) -> Vec<Found> {
    static METHOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"入札\([^()\n]{0,24}?(?:(?P<post>郵便)|(?P<electronic>電子入札))[^()\n]{0,24}\)",
        )
        .expect("the pattern is well formed")
    });
    let roles = [PartRole::Notice, PartRole::Instructions, PartRole::Result];
    let sections = reading.sections_of(&roles).into_iter();
    let found = sections.filter_map(|section| {
        let whole = &reading.sections[section].whole;
        let found = METHOD.captures(reading.get(whole))?;
        let at = |found: regex::Match| whole.start + found.start()..whole.start + found.end();
        match (found.name("post"), found.name("electronic")) {
            (Some(post), _) => Some((Submission::Post, at(post))),
            (_, Some(electronic)) => Some((Submission::Electronic, at(electronic))),
            _ => None,
        }
    });
    found.collect()
}

/// The words that tell the ways, those that tell which paper is spoken of, and
/// those that look like one of them.
pub(crate) fn words() -> &'static Vocabulary {
    &WORDS.0
}

fn in_section(reading: &Reading, section: usize, found: &mut Vec<Found>) {
    let whole = &reading.sections[section].whole;
    let text = reading.get(whole);
    let meanings = &WORDS.1;
    let mut spoken_of: Option<(Word, usize)> = None;
    for word in reading.words_of(section, Group::Submission) {
        let Some(meaning) = meanings[word.word] else {
            continue;
        };
        let word = word.moved_back(whole.start);
        let (before, after) = (&text[..word.start()], &text[word.end()..]);
        let stretch = whole.start + word.start()..whole.start + word.end();
        let is_of_bid = spoken_of
            .is_some_and(|(word_of, end)| word_of == Word::Bid && word.start() - end < REACH);
        match meaning {
            Word::Bid | Word::Other => spoken_of = Some((meaning, word.end())),
            Word::Certain(way) if !is_denied(after) && is_procedure(before, after) => {
                found.push((way, stretch));
            }
            Word::Way(way) if is_of_bid && !is_denied(after) && !is_contact(before, after) => {
                let is_other_way = way == Submission::Post && is_one_of_two(after);
                found.push((way, stretch.clone()));
                if is_other_way && !has_electronic(found) {
                    found.push((Submission::Hand, stretch));
                }
            }
            _ => {}
        }
    }
}

fn has_electronic(found: &[Found]) -> bool {
    found.iter().any(|(way, _)| *way == Submission::Electronic)
}

/// 郵送する場合は, 郵送による場合は: the others bring theirs.
fn is_one_of_two(after: &str) -> bool {
    ["する場合", "による場合", "の場合", "にあっては", "のときは"]
        .iter()
        .any(|words| after.starts_with(words))
}

/// 電子入札システムで提出する, or a cell of a table; a menu's link says nothing, nor
/// does 電子入札システムの休止.
fn is_procedure(before: &str, after: &str) -> bool {
    const STOPS: [&str; 5] = ["の休止", "の停止", "の障害", "の運用", "の操作"];
    let is_cell = before.trim_end_matches(' ').ends_with(['\t', '|']);
    let goes_on = [
        "で",
        "により",
        "にて",
        "による",
        "によって",
        "を利用",
        "を使用",
        "対象",
        "案件",
        "とする",
        "。",
        "(",
        "に限",
        "から",
        "・",
        "、",
        "で)",
        "方式",
        "又は",
        "にあって",
        "の場合",
    ];
    let after = after.trim_start_matches([')', ' ']);
    !STOPS.iter().any(|word| after.starts_with(word))
        && (is_cell || goes_on.iter().any(|word| after.starts_with(word)))
}

/// 電子メール keiyaku@…, 電子データを電子メールで: no way to hand in the paper itself.
fn is_contact(before: &str, after: &str) -> bool {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:アドレス)?[\s:(]{0,3}[A-Za-z0-9._+-]+@")
            .expect("the pattern is well formed")
    });
    let near: String = after.chars().take(60).collect();
    before.ends_with("電子データを") || ADDRESS.is_match(&near)
}

/// 郵送による入札は認めない, 持参不可, 持参、電子メール及び普通郵便は不可.
fn is_denied(after: &str) -> bool {
    static DENIED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<between>[^。\n]{0,48}?)(?:認め(?:ない|ません|ず)|不可|受け?付け?(?:ない|ません|しない)|受付(?:しない|しません)|できない|できません|によらない|行わない|受理しない|利用しない|使用しない|対象外)")
            .expect("the pattern is well formed")
    });
    // What the pattern asks for at the least.
    static DENIALS: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::new([
            "認め",
            "不可",
            "受付",
            "受け付",
            "できない",
            "できません",
            "によらない",
            "行わない",
            "受理しない",
            "利用しない",
            "使用しない",
            "対象外",
        ])
    });
    let clause: String = after.chars().take(70).collect();
    let denied = DENIALS.is_in(&clause).then(|| DENIED.captures(&clause));
    let Some(denied) = denied.flatten() else {
        return false;
    };
    let between = denied.name("between").map_or("", |found| found.as_str());
    let goes_on = [
        "とし",
        "限る",
        "限り",
        "し、",
        "こと",
        "ください",
        "提出し",
        "場合",
        "ただし",
        "とする",
    ];
    !goes_on.iter().any(|words| between.contains(words)) && !between.starts_with(')')
}

/// Bids that are due when they are opened are brought there, where nothing says
/// that they are sent by a system.
fn in_person(reading: &Reading, deadlines: &[Deadline], found: &[Found]) -> Option<Found> {
    let of_kind = |kind| {
        let of_kind = deadlines.iter();
        of_kind.filter(move |deadline| deadline.kind == kind)
    };
    let bid = of_kind(DeadlineKind::Bid).find(|bid| {
        let is_same = |opening: &Deadline| opening.at == bid.at;
        of_kind(DeadlineKind::Opening).any(is_same)
    })?;
    let quote = bid.evidence.quote.as_str();
    let is_moment = matches!(bid.at, irefuda_procurement::Moment::At(_));
    let sections = reading.sections_of(&ROLES).into_iter();
    let stretch = sections
        .filter_map(|section| {
            let whole = &reading.sections[section].whole;
            let start = whole.start + reading.get(whole).find("開札")?;
            Some(start..start + "開札".len())
        })
        .next();
    let stretch = stretch.filter(|_| !quote.is_empty() && is_moment && !has_electronic(found))?;
    Some((Submission::Hand, stretch))
}
