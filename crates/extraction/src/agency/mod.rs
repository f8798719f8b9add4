//! Who buys: the body (発注機関), its code, its department.
//!
//! Names of places occur everywhere in a notice: in addresses, in the names of
//! lists, in conditions. Each occurrence speaks for a body by what stands
//! around it, a signature most of all; the body with the most in its favour is
//! taken. A name that two places bear (府中市) gets a code only where the text
//! names the prefecture.

mod address;
mod corporate;
mod department;

use std::collections::HashMap;

use irefuda_procurement::{Lexicon, LgCode, PartRole, Place, PlaceKind};

use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;
pub(crate) use address::prefecture;
pub(crate) use corporate::forms as forms_of_bodies;
pub(crate) use department::read as department;

/// The names of all places and bodies.
#[derive(Debug)]
pub(crate) struct PlaceNames {
    names: Vocabulary,
    /// Whom each name may stand for.
    bearers: Vec<Bearer>,
}

/// Whom a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Bearer {
    /// Governments with these codes.
    Places(Vec<LgCode>),
    /// A body of its own, by its name.
    Body(String),
}

/// The body that buys.
#[derive(Debug, Clone)]
pub(crate) struct Agency {
    pub name: String,
    pub lg_code: Option<LgCode>,
    pub stretch: Stretch,
    /// A school, hospital or office of the body that signs by its own name.
    pub institution: Option<Stretch>,
}

impl PlaceNames {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut codes: HashMap<&str, Vec<LgCode>> = HashMap::new();
        for place in lexicon.places.all() {
            let government = lexicon.places.government(place);
            codes
                .entry(&place.name)
                .or_default()
                .push(government.lg_code);
        }
        for body in lexicon.places.bodies() {
            codes.entry(&body.name).or_default().push(body.lg_code);
        }
        let places = codes
            .into_iter()
            .map(|(name, codes)| (name, Bearer::Places(codes)));
        let national = lexicon.places.national().iter();
        let national = national.map(|body| (body.name.as_str(), Bearer::Body(body.agency.clone())));
        let (names, bearers): (Vec<&str>, Vec<Bearer>) = places.chain(national).unzip();
        let names = Vocabulary::new(names);
        Self { names, bearers }
    }

    /// The names.
    pub fn words(&self) -> &Vocabulary {
        &self.names
    }
}

/// What speaks for a body.
struct Claim {
    bearer: Bearer,
    weight: u32,
    stretch: Stretch,
    institution: Option<Stretch>,
}

pub(crate) fn read(reading: &Reading, names: &PlaceNames) -> Option<Agency> {
    let claims = claims(reading, names);
    let mut totals: HashMap<&Bearer, u32> = HashMap::new();
    for claim in &claims {
        *totals.entry(&claim.bearer).or_default() += claim.weight;
        reading.remark("agency", &claim.stretch, || format!("{} 点", claim.weight));
    }
    let (bearer, _) = totals
        .iter()
        .max_by_key(|(bearer, total)| (**total, std::cmp::Reverse(**bearer)))?;
    let of_body = claims.iter().filter(|claim| claim.bearer == **bearer);
    let best = of_body
        .clone()
        .max_by_key(|claim| (claim.weight, std::cmp::Reverse(claim.stretch.start)))?;
    let (name, lg_code) = match &best.bearer {
        Bearer::Body(name) => (name.clone(), None),
        Bearer::Places(codes) => {
            let place = reading.lexicon.places.by_code(*codes.first()?)?;
            let code = match codes.as_slice() {
                [code] => Some(*code),
                several => told_apart(reading, several),
            };
            (place.name.clone(), code)
        }
    };
    Some(Agency {
        name,
        lg_code,
        stretch: best.stretch.clone(),
        institution: of_body.clone().find_map(|claim| claim.institution.clone()),
    })
}

/// Which of several places of one name is meant: the one whose prefecture the
/// text names, if it names only one of theirs.
fn told_apart(reading: &Reading, codes: &[LgCode]) -> Option<LgCode> {
    let text = reading.text.folded();
    let named = |code: &&LgCode| {
        let place = reading.lexicon.places.by_code(**code);
        place.is_some_and(|place| text.contains(&place.prefecture))
    };
    let mut candidates = codes.iter().filter(named);
    let first = candidates.next()?;
    candidates.next().is_none().then_some(*first)
}

/// Roles of documents that say who buys.
const ROLES: [PartRole; 4] = [
    PartRole::Notice,
    PartRole::Instructions,
    PartRole::Specification,
    PartRole::Result,
];

fn claims(reading: &Reading, names: &PlaceNames) -> Vec<Claim> {
    let text = reading.text.folded();
    let mut claims = Vec::new();
    for (number, section) in reading.sections.iter().enumerate() {
        if matches!(section.role, PartRole::Policy | PartRole::Contract) {
            continue;
        }
        let whole = &section.whole;
        let forms = reading.words_of(number, Group::FormsOfBodies);
        let corporate = corporate::names(text, whole, forms);
        for stretch in &corporate {
            claims.push(Claim {
                bearer: Bearer::Body(text[stretch.clone()].replace(' ', "")),
                weight: weigh_body(text, stretch, section.role),
                stretch: stretch.clone(),
                institution: None,
            });
        }
        let mut corporate = corporate.into_iter().peekable();
        for found in reading.words_of(number, Group::PlaceNames) {
            let stretch = found.range();
            while corporate
                .next_if(|name| name.end <= stretch.start)
                .is_some()
            {}
            if corporate
                .peek()
                .is_some_and(|name| name.start < stretch.end)
            {
                continue;
            }
            let bearer = &names.bearers[found.word];
            let (weight, institution) = match bearer {
                Bearer::Places(_) => weigh(text, &stretch, section.role),
                Bearer::Body(_) => (weigh_body(text, &stretch, section.role), None),
            };
            if weight > 0 {
                claims.push(Claim {
                    bearer: bearer.clone(),
                    weight,
                    stretch,
                    institution,
                });
            }
        }
    }
    for (field, weight) in [("agency", LABELLED), ("portal_agency", OF_PORTAL)] {
        for labelled in reading.labelled(field, &ROLES) {
            claims.extend(labelled_claim(reading, names, &labelled.value, weight));
        }
    }
    claims
}

/// How much a label (発注機関) speaks for the body that stands behind it.
const LABELLED: u32 = 40;
/// How much a portal's own field (組織) does: it names the place where the
/// office lies as often as the body.
const OF_PORTAL: u32 = 12;

/// The body that a label names: of a prefecture with a municipality behind it
/// the municipality.
fn labelled_claim(
    reading: &Reading,
    names: &PlaceNames,
    value: &Stretch,
    weight: u32,
) -> Option<Claim> {
    let text = reading.text.folded();
    let line = reading.first_line(value);
    if corporate::is_name(reading.get(&line)) {
        return Some(Claim {
            bearer: Bearer::Body(reading.get(&line).to_owned()),
            weight,
            stretch: line,
            institution: None,
        });
    }
    let mut found = names.names.find_iter(reading.get(&line));
    let first = found.next().filter(|found| found.start() == 0)?;
    let second = found.next().filter(|second| {
        text[line.start + first.end()..line.start + second.start()]
            .trim()
            .is_empty()
    });
    let found = second.unwrap_or(first);
    Some(Claim {
        bearer: names.bearers[found.word].clone(),
        weight,
        stretch: line.start + found.start()..line.start + found.end(),
        institution: None,
    })
}

/// How much an occurrence of a body's name speaks for it: the signature of its
/// head or of its contracting officer most of all.
fn weigh_body(text: &str, stretch: &Stretch, role: PartRole) -> u32 {
    const HEADS: [&str; 16] = [
        "長",
        "管理者",
        "理事長",
        "代表理事",
        "学長",
        "企業長",
        "組合長",
        "副管理者",
        "契約担当",
        "経理責任者",
        "会計責任者",
        "出納",
        "分任",
        "総長",
        "機構長",
        "支出負担",
    ];
    const OFFICERS: [&str; 8] = [
        "担当官",
        "担当者",
        "担当役",
        "官署支出官",
        "責任者",
        "発注者",
        "契約権者",
        "公告",
    ];
    let is_notice = matches!(
        role,
        PartRole::Notice | PartRole::Instructions | PartRole::Result
    );
    if !is_notice {
        return 1;
    }
    // The head signs behind the name or on the next line.
    let after = text[stretch.end..].trim_start_matches([' ', '\n']);
    let before: String = text[..stretch.start].chars().rev().take(24).collect();
    let before: String = before.chars().rev().collect();
    let own_line = before.rsplit(['\n', '。']).next().unwrap_or(&before);
    let is_signed = HEADS.iter().any(|head| after.starts_with(head))
        || OFFICERS.iter().any(|officer| own_line.contains(officer));
    if is_signed { 60 } else { 2 }
}

/// How much an occurrence of a place's name speaks for it as the body.
fn weigh(text: &str, stretch: &Stretch, role: PartRole) -> (u32, Option<Stretch>) {
    let before = text[..stretch.start].chars().next_back().unwrap_or('\n');
    let after = &text[stretch.end..];
    let starts_word =
        !matches!(before, '\u{4e00}'..='\u{9fff}') || matches!(before, '日' | 'は' | '、' | '。');
    if is_elsewhere(after) {
        return (0, None);
    }
    let is_notice = matches!(
        role,
        PartRole::Notice | PartRole::Instructions | PartRole::Result
    );
    if is_signed(after) && starts_word {
        return (
            if is_notice && stands_as_signature(text, stretch) {
                60
            } else {
                2
            },
            None,
        );
    }
    if signs_for_police(after) {
        return (if is_notice { 60 } else { 2 }, None);
    }
    if let Some(length) = institution(after) {
        let institution = stretch.start..stretch.end + length;
        let signs = after[length..].starts_with('長');
        return if signs {
            (60, Some(institution))
        } else {
            (4, None)
        };
    }
    if is_prefecture(text, stretch) {
        return (u32::from(is_notice), None);
    }
    let announces = [
        "公告第",
        "告示第",
        "公示第",
        "公告",
        "契約規則",
        "財務規則",
        "契約事務規則",
        "会計規則",
        "契約規程",
        "役所",
        "役場",
        "県庁",
        "が発注する",
        "教育委員会",
        "上下水道局",
        "水道局",
        "税",
        "競争入札参加",
        "一般競争",
        "入札参加",
        "指名停止",
        "暴力団",
        "の令和",
        "個人情報",
    ];
    let weight = if announces.iter().any(|word| after.starts_with(word)) {
        6
    } else {
        1
    };
    let begins_line = text[..stretch.start]
        .trim_end_matches(['#', ' ', '*'])
        .ends_with('\n')
        || stretch.start == 0;
    (
        if is_notice {
            weight + u32::from(begins_line) * 2
        } else {
            weight
        },
        None,
    )
}

/// Whether the name is part of an address, a condition or another body.
fn is_elsewhere(after: &str) -> bool {
    let near: String = after.chars().take(14).collect();
    near.contains("丁目")
        || near.contains("番地")
        || after.starts_with("警察") && !signs_for_police(after)
        || after.starts_with("公安")
}

/// 岐阜県警察本部長, 岐阜県警察本部会計課長: the prefecture's police buys; in a
/// condition the police only tells of 暴力団.
fn signs_for_police(after: &str) -> bool {
    let Some(rest) = after.strip_prefix("警察本部") else {
        return false;
    };
    let near: String = rest.chars().take(24).collect();
    let word = near.split([' ', '\n', '、', '。']).next().unwrap_or(&near);
    word.ends_with('長') || word.ends_with('課') || word.contains("会計課")
}

/// Whether a name stands where a signature does: at the start of a line, or
/// behind the date or the number of the announcement.
fn stands_as_signature(text: &str, stretch: &Stretch) -> bool {
    let before = text[..stretch.start].trim_end_matches([' ', '#', '*', '>', '|', '\t']);
    before.is_empty() || before.ends_with(['\n', '日', '号', ')', '。', ':'])
}

/// Prefectures are named in addresses and conditions of every city's notice;
/// only a signature or a label speaks for one as the body.
fn is_prefecture(text: &str, stretch: &Stretch) -> bool {
    let name = &text[stretch.clone()];
    name.ends_with(['都', '道', '府', '県'])
}

/// Whether the name is followed by the head's title.
fn is_signed(after: &str) -> bool {
    const TITLES: [&str; 13] = [
        "長",
        "知事",
        "公営企業管理者",
        "上下水道事業管理者",
        "水道事業管理者",
        "病院事業管理者",
        "企業管理者",
        "教育委員会教育長",
        "教育長",
        "企業局長",
        "病院局長",
        "交通局長",
        "上下水道局長",
    ];
    let title = TITLES.iter().find(|title| after.starts_with(**title));
    title.is_some_and(|title| {
        let rest = &after[title.len()..];
        // 県知事の登録, 市長が認める者: spoken of, not signing.
        let rest = rest.trim_start_matches(' ');
        !rest.starts_with([
            '期', '寿', '崎', '部', 'の', 'が', 'に', 'か', 'は', '又', '若', '等',
        ])
    })
}

/// The name of a school or hospital is no longer than this, in characters.
const LONGEST_INSTITUTION: usize = 40;

/// Length of 立○○学校 and its like behind a place's name.
fn institution(after: &str) -> Option<usize> {
    const ENDS: [&str; 12] = [
        "大学校",
        "高等学校",
        "中学校",
        "小学校",
        "支援学校",
        "大学",
        "学校",
        "病院",
        "センター",
        "図書館",
        "美術館",
        "博物館",
    ];
    after.strip_prefix('立')?;
    let name_end: usize = after
        .chars()
        .take(LONGEST_INSTITUTION)
        .take_while(|character| matches!(character, '\u{4e00}'..='\u{9fff}' | 'ァ'..='ー' | '々'))
        .map(char::len_utf8)
        .sum();
    let name = &after[..name_end];
    let ends = ENDS.iter().filter_map(|end| {
        name.find(end)
            .map(|position| (position, position + end.len()))
    });
    ends.min_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)))
        .map(|(_, end)| end)
}

/// The prefecture's name and the municipality's name that belong to a code.
pub(crate) fn place_names(lexicon: &Lexicon, code: LgCode) -> (Option<String>, Option<String>) {
    let prefecture = lexicon
        .places
        .by_code(code.prefecture())
        .map(|place| place.name.clone());
    let is_municipality = |place: &&Place| place.kind != PlaceKind::Prefecture;
    let municipality = lexicon
        .places
        .by_code(code)
        .filter(is_municipality)
        .map(|place| place.name.clone());
    (prefecture, municipality)
}
