//! Joint ventures (共同企業体): whether firms may bid together, and who of them
//! has to meet a condition.

use std::sync::LazyLock;

use irefuda_procurement::{JointVenture, Leaf, LeafKind, PartRole, Requirement};
use regex::Regex;

use super::rules::Rule;
use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::{Vocabulary, sentences};

/// The words for firms that bid together, and for one that does not.
const WORDS: [&str; 14] = [
    "共同企業体",
    "JV",
    "ジョイントベンチャー",
    "コンソーシアム",
    "共同体",
    "グループ",
    "単体",
    "単独",
    "共同提案",
    "共同で",
    "共同による",
    "連名",
    "連合体",
    "複数の",
];

/// These as they are looked for.
pub(crate) fn words() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(WORDS));
    &VOCABULARY
}

/// Whether firms may bid together, and the passage that says it.
pub(crate) fn joint_venture(reading: &Reading) -> (JointVenture, Option<Stretch>) {
    let mut allowed = None;
    for section in reading.sections_of(&[PartRole::Notice, PartRole::Instructions]) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        let words = reading.words_of(section, Group::JointVentures);
        let words = words.map(|word| word.moved_back(whole.start));
        for line in sentences(text, words) {
            let Some((verdict, found)) = verdict(&text[line.clone()]) else {
                continue;
            };
            let start = whole.start + line.start;
            let stretch = start + found.start..start + found.end;
            match verdict {
                JointVenture::Allowed => allowed = allowed.or(Some(stretch)),
                verdict => return (verdict, Some(stretch)),
            }
        }
    }
    match allowed {
        Some(stretch) => (JointVenture::Allowed, Some(stretch)),
        None => (JointVenture::NotStated, None),
    }
}

/// Whether a sentence only says who may bid together.
pub(super) fn is_about_form(sentence: &str) -> bool {
    words().is_in(sentence) && verdict(sentence).is_some()
}

/// What a sentence says of firms that bid together.
fn verdict(sentence: &str) -> Option<(JointVenture, Stretch)> {
    static REQUIRED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:単独|単体)(?:企業)?(?:での|による|の)(?:参加|応募|入札)は[^。]{0,20}(?:認めない|認めません|できない|できません|不可)|共同企業体(?:であること|に限る[^。)]|に限る。?$|に限り|により行う|とする。|を結成して|を自主結成)|[2-5]者(?:で|により|又は[2-5]者で)構成(?:される|する|した)[^。]{0,14}共同企業体(?:とする|に限る|であること)|共同企業体による(?:条件付|制限付|一般)").expect("the pattern is well formed")
    });
    static NOT_ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:共同企業体|JV|ジョイントベンチャー|共同体|連合体|コンソーシアム|グループ|共同提案|複数の(?:法人|事業者|企業|者|団体)[^。]{0,12}(?:共同|連名|連携|グループ)|共同での?(?:参加|応募|提案|申込み?|入札)|共同による(?:参加|応募|提案|申込み?|入札)|連名)[^。]{0,30}?(?:認めない|認めません|認められません|認めていません|認めておりません|不可|対象としない|対象外|(?:参加|応募|提案|申込み?|入札|申請)(?:する)?(?:こと)?[はが]?(?:できない|できません))|(?:単体|単独)(?:での?)?(?:の?企業|の?事業者|の?法人|の者|の業者|参加|応募|入札)?(?:のみ|に限る|に限り|であること|での参加に限る|とする|とします|での参加とする|で参加するもの|で参加すること|でなければ)|(?:単体|単独)(?:で|による)(?:の)?(?:参加|入札)(?:とし|に限|のみ)|(?:一般競争入札|競争入札)\(単体\)|単体企業であ|単独(?:の企業|企業)とする|^\s*単体の?(?:企業|事業者|法人|者)で、[^。]{0,60}(?:満た|該当)|参加(?:の?形態|形式|方式|者の形態)[\s|:]*(?:単体|単独)(?:企業|の企業)?\s*(?:$|[\n|])").expect("the pattern is well formed")
    });
    static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:共同|連名)(?:で|して|により)(?:参加|応募|提案|申請|申込み?)する(?:場合|とき)|(?:共同提案|複数の(?:事業者|法人|企業|者|団体)|[2-5]者以上の共同|共同事業体|連合体|共同(?:による|での)(?:参加|応募))[^。]{0,20}(?:認める|認めます|認め、|できる|できます|可)|(?:単体|単独|法人|企業|事業者|者|団体)[^。\n]{0,20}?(?:又は|または|若しくは|もしくは|あるいは|、|及び|と)[^。\n]{0,40}?(?:共同企業体|共同体|コンソーシアム|グループ|JV)|(?:共同企業体|共同体|コンソーシアム|グループ|JV|ジョイントベンチャー)(?:による|での|の|で|として|を)?[^。]{0,24}?(?:できる|できます|可能|可とする|可。|認める|認めます|差し支え)|(?:共同企業体|共同体|コンソーシアム|グループ|JV)(?:で|として|により|による)?(?:参加|応募|提案|申請|構成)?(?:する|の)?(?:場合|とき)|(?:共同企業体|共同体|コンソーシアム|グループ|JV)の(?:代表|構成)|(?:共同企業体|共同体|コンソーシアム|グループ|JV)(?:も)?可").expect("the pattern is well formed")
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"他の[^。]{0,20}(?:共同企業体|共同体|グループ|構成員)|(?:同時に|重複して|別に|二以上|2以上)[^。]{0,20}(?:構成員|共同|グループ|単独で応募|単独で参加)|複数の(?:共同|グループ|コンソーシアム|JV)|グループ(?:会社|企業|ウェア|ホーム|討議|ワーク|リーダ|インタビュー)|実績|構成員として|出資比率|社会福祉|施行令|町内会|経常").expect("the pattern is well formed")
    });
    let leaves_open = [
        "又は",
        "または",
        "若しくは",
        "もしくは",
        "できる",
        "これを認める",
        "認めます",
        "可能",
    ]
    .iter()
    .any(|word| sentence.contains(word));
    if let Some(found) = REQUIRED.find(sentence) {
        let is_single_shut_out = found.as_str().starts_with("単");
        if is_single_shut_out
            || !leaves_open
            || sentence.contains("者で構成") && !sentence.contains("単")
        {
            return Some((JointVenture::Required, found.range()));
        }
    }
    if let Some(found) = NOT_ALLOWED.find(sentence) {
        let is_elsewhere = ELSEWHERE
            .find(sentence)
            .is_some_and(|other| !other.as_str().starts_with("経常"));
        return (!is_elsewhere
            || sentence.contains("認め") && !sentence.contains("実績")
            || sentence.contains("とする") && sentence.contains("単体"))
        .then(|| (JointVenture::NotAllowed, found.range()));
    }
    let bare = ELSEWHERE
        .find(sentence)
        .filter(|other| !other.as_str().starts_with("グループ"));
    let is_offered = ["を認め", "も認め", "できるものとする", "場合は", "の場合"]
        .iter()
        .any(|word| sentence.contains(word))
        || sentence.contains("又は");
    if bare.is_some() && !is_offered {
        return None;
    }
    ALLOWED
        .find(sentence)
        .map(|found| (JointVenture::Allowed, found.range()))
}

/// Who of a joint venture has to meet the conditions of a sentence.
pub(super) fn who(sentence: &str) -> Option<&'static str> {
    if !["構成員", "代表", "幹事会社"]
        .iter()
        .any(|word| sentence.contains(word))
    {
        return None;
    }
    let any = [
        "構成員のいずれか",
        "いずれかの構成員",
        "構成員のうち",
        "少なくとも1",
        "いずれかの構成団体",
        "構成企業のいずれか",
        "構成員の1者",
        "1者以上の構成員",
        "いずれかの者が満た",
        "うち1者",
        "を行う構成員",
        "を担当する構成員",
        "を分担する構成員",
        "に当たる構成員",
    ];
    let others = [
        "代表者以外の構成員",
        "代表者以外",
        "その他の構成員",
        "他の構成員",
        "代表構成員以外",
    ];
    let all = [
        "全ての構成員",
        "すべての構成員",
        "構成員全員",
        "構成員の全員",
        "構成員の全て",
        "構成員のすべて",
        "各構成員",
        "全構成員",
        "構成員全て",
        "いずれの構成員",
    ];
    let representative = [
        "代表者が",
        "代表者は",
        "代表者にあって",
        "代表者の",
        "代表構成員",
        "代表者たる",
        "代表となる",
        "代表企業",
        "代表事業者",
        "代表者に",
        "代表団体",
        "代表法人",
        "代表会社",
        "代表機関",
        "幹事会社",
    ];
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    if says(&any) {
        Some("any member")
    } else if says(&others) {
        Some("other members")
    } else if says(&all) {
        Some("all members")
    } else if says(&representative)
        && ![
            "代表者印",
            "法人の代表者",
            "代表者の氏名",
            "代表者又は役員",
            "代表者名",
        ]
        .iter()
        .any(|word| sentence.contains(word))
        && [
            "共同",
            "構成員",
            "JV",
            "グループ",
            "単体",
            "コンソーシアム",
            "連合体",
        ]
        .iter()
        .any(|word| sentence.contains(word))
    {
        Some("representative")
    } else {
        None
    }
}

/// Who has to meet what a sentence asks of 代表者, where it is nothing that is asked of
/// the head of a firm.
pub(super) fn who_is_subject(sentence: &str, read: &[Requirement]) -> Option<&'static str> {
    let bare = sentence.trim_start_matches(|character: char| !character.is_alphabetic());
    let is_of_firms = |leaf: &&Leaf| {
        matches!(
            leaf.kind,
            LeafKind::Location
                | LeafKind::Licence
                | LeafKind::Grade
                | LeafKind::Registration
                | LeafKind::Experience
                | LeafKind::Staff
        )
    };
    let begins = [
        "代表者は",
        "代表者が",
        "代表者にあっては",
        "代表者については",
    ]
    .iter()
    .any(|subject| bare.starts_with(subject));
    let mut leaves = read.iter().flat_map(Requirement::leaves);
    (begins && leaves.any(|leaf| is_of_firms(&leaf))).then_some("representative")
}

/// Who has to meet the conditions under a heading or an introduction.
pub(super) fn who_of_heading(intro: &str) -> Option<&'static str> {
    const LONGEST: usize = 80;
    let last = intro
        .trim_end()
        .rsplit(['。', '\n'])
        .find(|part| part.contains(char::is_alphabetic))?;
    // ○全員=すべての構成員、○代表=代表構成員: what the tags of a table mean.
    let is_legend = last.contains('=') || last.contains("全員") && last.contains("代表");
    if last.chars().count() > LONGEST
        || is_legend
        || last.contains('、') && last.contains("及び") && last.contains("代表")
    {
        return None;
    }
    // What all have to meet is what a requirement asks for anyway.
    if let Some(who) = who(last).filter(|who| *who != "all members") {
        return Some(who);
    }
    let heading = intro.trim_start_matches(|character: char| !character.is_alphabetic());
    let is_heading = |words: &[&str]| words.iter().any(|word| heading.starts_with(word));
    if is_heading(&[
        "代表者以外",
        "その他の構成員",
        "他の構成員",
        "代表構成員以外",
        "構成員の要件",
        "構成員(代表者以外",
    ]) {
        Some("other members")
    } else if is_heading(&[
        "代表者",
        "代表構成員",
        "代表企業",
        "代表となる",
        "共同企業体の代表者",
        "特定建設工事共同企業体の代表者",
    ]) {
        Some("representative")
    } else {
        None
    }
}

/// Who a tag names, behind an item or in the last cell of its row: 【代表構成員】,
/// ○代表, いずれかの構成員.
pub(super) fn who_of_tag(tag: &str) -> Option<&'static str> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[【\[〔(<○◯◎●※]*(?:共同企業体の|JVの)?(?:(?P<all>(?:全て|すべて|全部)の?構成員|全構成員|全員|各構成員|全社|全者|構成員の?(?:全員|全て|すべて))|(?P<any>いずれかの?(?:構成員|者|1者|一者)|構成員の(?:うち)?いずれか(?:の?(?:1者|一者|者))?|(?:1|一)(?:者|社)(?:以上)?)|(?P<others>(?:その)?他の構成員|代表(?:者|構成員)?以外の?構成員|代表(?:者|構成員)?以外)|代表(?:者|構成員|企業|団体|事業者|法人)?)(?:が満たすこと|のみ)?[】\]〕)>]*(?:\s*\([^()]{1,40}\))?。?$").expect("the pattern is well formed")
    });
    let captures = TAG.captures(tag.trim())?;
    let names = |group| captures.name(group).is_some();
    Some(match () {
        () if names("all") => "all members",
        () if names("any") => "any member",
        () if names("others") => "other members",
        () => "representative",
    })
}

/// Whether a sentence without conditions says who has to meet those before it:
/// 共同企業体の場合は、いずれかの構成員が満たせばよい.
pub(super) fn who_of_the_foregoing(sentence: &str) -> Option<&'static str> {
    const MEETS: [&str; 6] = ["満た", "足りる", "足り", "有すれば", "該当す", "備え"];
    const LONGEST: usize = 80;
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let bare = sentence.trim();
    // 【代表構成員】 behind an item.
    const LONGEST_TAG: usize = 20;
    if let Some(who) = who_of_tag(bare) {
        return Some(who);
    }
    if bare.starts_with(['【', '[', '〔', '(', '<']) && bare.chars().count() <= LONGEST_TAG {
        return who(&format!("構成員{bare}"));
    }
    let refers_to_items = !Rule::read(sentence).is_empty();
    if refers_to_items || sentence.chars().count() > LONGEST || !says(&MEETS) {
        return None;
    }
    who(sentence)
}
