//! Conditions that have no fixed name: experience, points, people. Lists, places
//! and grades have files of their own.

use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::compact::Compact;
use super::found::Found;
use super::unnamed::SERVICE;
use super::{Context, grades, locations, registrations};
use crate::vocabulary::Vocabulary;

type Pattern = fn(&Context, &Compact) -> Vec<Found>;

/// Every pattern.
pub(super) const ALL: [Pattern; 11] = [
    registrations::lists,
    registrations::standings,
    registrations::regions,
    locations::locations,
    grades::grades,
    experience,
    points,
    people,
    building_permits,
    statutes,
    taking_part_once,
];

/// What must have been done before, as a short quote.
fn experience(_: &Context, sentence: &Compact) -> Vec<Found> {
    static REMARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\([^()]*。[^()]*\)").expect("the pattern is well formed"));
    if REMARK.is_match(&sentence.text) {
        let bare = REMARK.replace_all(&sentence.text, "").into_owned();
        let mut found = experience_of(&Compact::of_words(bare));
        for found in &mut found {
            let beginning: String = found.value.chars().take(6).collect();
            let start = sentence.text.find(&beginning).unwrap_or(0);
            found.stretch = sentence.stretch(start, sentence.text.len());
        }
        return found;
    }
    experience_of(sentence)
}

fn experience_of(sentence: &Compact) -> Vec<Found> {
    static IN_BUSINESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<years>[0-9]+年以上)[^。]{0,20}?(?:業として[^。]*?営|営業を(?:営|継続|行)|事業を(?:営|継続))")
            .expect("the pattern is well formed")
    });
    static DONE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[^。]*?実績").expect("the pattern is well formed"));
    let text = &sentence.text;
    let is_in_business = text.contains("業として") || text.contains("業を");
    let in_business = is_in_business.then(|| IN_BUSINESS.captures(text));
    if let Some(captures) = in_business.flatten() {
        let value = format!("{}引き続き業として営む", &captures["years"]);
        let range = captures
            .get(0)
            .map(|found| found.range())
            .unwrap_or_default();
        return vec![Found {
            kind: LeafKind::Experience,
            value,
            stretch: sentence.stretch(range.start, range.end),
        }];
    }
    static DONE_AS_CHIEF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[^。]*?元請[^。]*?(?:完成|完了|施工|履行|実施|納入|竣工)(?:した|させた|し、|しており|している)|[^。]*?[0-9年以降間]{2,}[^。]*?(?:納入|受託|構築|導入|履行|設置|完了|実施)(?:した|し、|して)(?:ことが|者|こと|経験)|[^。]*?(?:年以上|経験)の?[^。]{0,20}(?:経験|実務)を有").expect("the pattern is well formed")
    });
    // What the patterns ask for at the least.
    static VERBS: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::new([
            "元請", "納入", "受託", "構築", "導入", "履行", "設置", "完了", "実施", "経験", "実務",
        ])
    });
    let done = text.contains("実績").then(|| DONE.find(text)).flatten();
    let as_chief = || {
        VERBS
            .is_in(text)
            .then(|| DONE_AS_CHIEF.find(text))
            .flatten()
    };
    let Some(found) = done.or_else(as_chief) else {
        return Vec::new();
    };
    // 業務責任者として、5年以上の経験のある者を配置できること: people.
    static ASSIGNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:者|有資格者|人)を[^。]{0,24}?(?:配置|置く|置け|選任|従事させ|充て)")
            .expect("the pattern is well formed")
    });
    if !text.contains("実績") && !text.contains("元請") && ASSIGNED.is_match(text) {
        return vec![Found {
            kind: LeafKind::Staff,
            value: found.as_str().chars().take(60).collect(),
            stretch: sentence.stretch(found.start(), found.end()),
        }];
    }
    let is_proved = [
        "実績を証明でき",
        "実績を証明した",
        "実績を証する書類を提出できる",
    ]
    .iter()
    .any(|word| text.contains(word));
    if !is_proved
        && ["実績を証", "実績調書", "技術者", "実績として認め"]
            .iter()
            .any(|word| text.contains(word))
        && !text.contains("元請")
    {
        return Vec::new();
    }
    let quote = last_clauses(found.as_str());
    let quote = quote.trim_start_matches(|character: char| !character.is_alphanumeric());
    let start = found.end() - quote.len();
    vec![Found {
        kind: LeafKind::Experience,
        value: quote.to_owned(),
        stretch: sentence.stretch(start, found.end()),
    }]
}

/// The end of a long text, from the beginning of a clause; no more than what
/// follows another condition.
fn last_clauses(text: &str) -> &str {
    let after = [
        "、かつ、",
        "かつ、",
        "であって、",
        "者で、",
        "のうち、",
        "こと、又は",
        "こと又は",
        "者、又は",
        "者又は",
    ]
    .iter()
    .filter_map(|word| text.rfind(word).map(|position| position + word.len()))
    .max();
    let text = &text[after.unwrap_or(0)..];
    const LONGEST: usize = 60;
    let Some((cut, _)) = text.char_indices().rev().nth(LONGEST) else {
        return text;
    };
    let clause = text[cut..]
        .find('、')
        .map_or(0, |comma| comma + '、'.len_utf8());
    &text[cut + clause..]
}

/// 総合評定値650点以上 of the business evaluation (経営事項審査).
fn points(_: &Context, sentence: &Compact) -> Vec<Found> {
    static POINTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"総合評(?:定値|点|価値)[^。]{0,40}?(?P<points>[0-9,]{3,5})\s?点以上")
            .expect("the pattern is well formed")
    });
    let text = &sentence.text;
    if !text.contains("点以上") {
        return Vec::new();
    }
    let found = POINTS.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let value = format!("総合評定値{}点以上", captures["points"].replace(',', ""));
        Some(Found {
            kind: LeafKind::Other,
            value,
            stretch: sentence.stretch(whole.start(), whole.end()),
        })
    });
    found.collect()
}

/// 専任の責任者を配置: people who are to be there, whoever they are.
fn people(_: &Context, sentence: &Compact) -> Vec<Found> {
    static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[\p{Han}\p{Katakana}ー]{0,10}(?:技術者|責任者|担当者|有資格者|技能者|資格を有する者|技師|従事者|運転手|運転者|操作員|現場代理人))[^。、]{0,30}?(?:、[^。、]{0,20}(?:期間|専任|常時)[^。、]{0,12}、?(?:専任|常時)?[^。、]{0,12}?)?(?:配置|置く|置け|置き|雇用|従事させ|常駐|選任|確保|常勤)").expect("the pattern is well formed")
    });
    // Who they are, and what is done with them.
    static SUBJECTS: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::new([
            "技術者",
            "責任者",
            "担当者",
            "有資格者",
            "技能者",
            "資格を有する者",
            "技師",
            "従事者",
            "運転手",
            "運転者",
            "操作員",
            "現場代理人",
        ])
    });
    static VERBS: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::new([
            "配置",
            "置く",
            "置け",
            "置き",
            "雇用",
            "従事させ",
            "常駐",
            "選任",
            "確保",
            "常勤",
        ])
    });
    let text = &sentence.text;
    if !SUBJECTS.is_in(text) || !VERBS.is_in(text) {
        return Vec::new();
    }
    if SERVICE.iter().any(|word| text.contains(word)) && !text.contains("資格") {
        return Vec::new();
    }
    let found = PEOPLE.find(text).map(|found| Found {
        kind: LeafKind::Staff,
        value: found.as_str().to_owned(),
        stretch: sentence.stretch(found.start(), found.end()),
    });
    found.into_iter().collect()
}

/// 建設業法による土木工事業の許可: the permit of a trade.
fn building_permits(_: &Context, sentence: &Compact) -> Vec<Found> {
    static PERMIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Han}\p{Katakana}・]{1,12}(?:工事業|工業)」?(?:に係る|に関して|について|として|の|に関する)?、?(?:一般)?(?:建設業(?:法[^。、]{0,14}?)?の?)?(?:許可|「許可」)").expect("the pattern is well formed")
    });
    let text = &sentence.text;
    if !text.contains("許可") || text.contains("特定建設業") {
        return Vec::new();
    }
    let found = PERMIT.find(text).map(|found| Found {
        kind: LeafKind::Licence,
        value: "建設業許可".to_owned(),
        stretch: sentence.stretch(found.start(), found.end()),
    });
    found.into_iter().collect()
}

/// 国立大学法人富山大学契約事務取扱規則第4条及び第5条の規定に該当しない: reasons for
/// exclusion that a rule lists, under the rule's own name.
fn statutes(_: &Context, sentence: &Compact) -> Vec<Found> {
    static STATUTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<rule>[\p{Han}\p{Katakana}ー]{1,24}(?:の[\p{Han}]{2,16}に関する)?(?:法|法律|規則|規程|細則|要綱|要領)第[0-9]+条(?:の[0-9]+)?(?:(?:第[0-9]+[項号]|、|及び|又は|から|第[0-9]+条|まで)*第[0-9]+[条項号])?)(?:まで|各号|[ア-ンイロハ])*(?:の規定|のいずれ|の各号|に(?:規定|掲げ|該当|定め))[^。]{0,24}?(?:該当しない|者でない|該当する者でない|該当していない)").expect("the pattern is well formed")
    });
    let text = &sentence.text;
    let shuts_out = ["該当しない", "でない", "該当していない"];
    if !text.contains('条') || !shuts_out.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let found = STATUTE.captures(text).and_then(|captures| {
        let rule = captures.name("rule")?;
        let name = rule.as_str();
        let is_named = ["停止", "暴力", "排除", "施行令", "会計令"]
            .iter()
            .any(|word| captures[0].contains(word));
        // A city's own contract rules list only what others list as well.
        let is_body = ["法人", "機構", "大学", "研究所", "事業団", "協会", "法第"]
            .iter()
            .any(|word| name.contains(word));
        (!is_named && is_body).then(|| Found {
            kind: LeafKind::Exclusion,
            value: name.to_owned(),
            stretch: sentence.stretch(rule.start(), rule.end()),
        })
    });
    found.into_iter().collect()
}

static TWICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[^。]*(?:二以上の|2以上の|二つ以上の|他の共同|重ねて|重複して|組合員は)[^。]{0,40}(?:参加|応募|申込み?|構成員|なる)[^。]{0,12}(?:できない|できません|認めない|認めません)").expect("the pattern is well formed")
});

/// Whether a sentence only says that nobody takes part twice.
pub(super) fn asks_to_take_part_once(sentence: &str) -> bool {
    TWICE.is_match(sentence)
}

/// 組合員は単独で参加することができない: who takes part twice takes part not at all.
fn taking_part_once(_: &Context, sentence: &Compact) -> Vec<Found> {
    let found = TWICE.find(&sentence.text).map(|found| Found {
        kind: LeafKind::Other,
        value: found.as_str().trim_start().chars().take(60).collect(),
        stretch: sentence.stretch(found.start(), found.end()),
    });
    found.into_iter().collect()
}
