//! The department in charge (担当課): the 課 that the notice names first where it
//! says whom to ask, or most, by its longest name (市民生活局区政推進課管理係 rather
//! than 区政推進課), without the body's own name.

use std::collections::HashMap;
use std::sync::LazyLock;

use irefuda_procurement::PartRole;
use regex::Regex;

use super::Agency;
use crate::reading::Reading;
use crate::text::Stretch;

/// What a unit is by the end of its name; a chain of units goes from the first
/// to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// 委員会, 本部, 局.
    Bureau,
    /// 事務局.
    Secretariat,
    /// 部.
    Division,
    /// An office of its own, below or above a 部: 事務所, 病院, 学校.
    Institution,
    /// 課, 室.
    Section,
    /// 係, 班, グループ.
    Desk,
}

/// One unit of a chain.
#[derive(Debug, Clone)]
struct Unit {
    stretch: Stretch,
    rank: Rank,
    is_room: bool,
}

/// A chain of units that the text names.
#[derive(Debug, Clone)]
struct Chain {
    stretch: Stretch,
    /// The unit that tells departments apart: the 課.
    key: Stretch,
    /// Whether it can be nothing but a department.
    is_sure: bool,
    weight: u32,
}

/// A character of a unit's name, or a word of other letters that such names have.
const LETTER: &str = r"(?:[\p{Han}ァ-ヶー・]|ごみ|づくり|くらし|らし|こども|ども|がい|みどり|ふるさと|いきいき|すこやか|ふれあい|しあわせ|みらい|にぎわい|あんしん|しごと|まち|すまい|きずな|こころ|いのち)";

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"{LETTER}+?(?:(?P<bureau>委員会|本部|庁|局|企業団)|(?P<division>部)|(?P<institution>所|センター|院|校|署)|(?P<section>課税課|課)|(?P<room>室)|(?P<desk>係|班|グループ|チーム|担当))"
    ))
    .expect("the pattern is well formed")
});
/// A 課 with any letters directly behind a 部: U&Iときめき課.
static BEHIND_DIVISION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ?(?:[A-Za-z&]{1,8} )?[\p{Han}ァ-ヶー・&A-Za-zぁ-ん]{2,14}?(?:課|室)")
        .expect("the pattern is well formed")
});
/// What may stand before a department's name without belonging to it.
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^.*(?:役所|役場|県庁|府庁|都庁|道庁|庁舎|新館|本館|別館|分館|階|番地|番|号|場所|問合先|問合|照会先|提出先|連絡先|送付先|申込先|担当部局|担当部署|担当課|主管課|発注課|所管課|会場|本庁|郡|^先|^等)")
        .expect("the pattern is well formed")
});

const ROLES: [PartRole; 3] = [PartRole::Notice, PartRole::Instructions, PartRole::Result];

/// Weights of the first name behind a label such as 問合せ先, of the others there,
/// and of one with a telephone number behind it.
const FIRST_LABELLED: u32 = 8;
const LABELLED: u32 = 2;
const REACHED: u32 = 3;

/// The department of a body, and where it stands.
pub(crate) fn read(reading: &Reading, agency: Option<&Agency>) -> Option<Stretch> {
    if let Some(institution) = agency.and_then(|agency| agency.institution.clone()) {
        return Some(institution);
    }
    let name = agency.map_or("", |agency| &agency.name);
    let all = [PartRole::Specification, PartRole::Form];
    let found = [&ROLES[..], &all[..]].into_iter().map(|roles| {
        let mut found = chains(reading, name, roles);
        found.retain(|chain| chain.is_sure || chain.weight > REACHED);
        found
    });
    let found = found.into_iter().find(|found| !found.is_empty())?;
    let mut totals: HashMap<&str, (u32, std::cmp::Reverse<usize>)> = HashMap::new();
    for chain in &found {
        let start = std::cmp::Reverse(chain.stretch.start);
        let total = totals.entry(reading.get(&chain.key)).or_insert((0, start));
        *total = (total.0 + chain.weight, total.1.max(start));
    }
    let (key, _) = totals.into_iter().max_by_key(|(_, total)| *total)?;
    let of_key = found
        .iter()
        .filter(|chain| reading.get(&chain.key) == key)
        .map(|chain| &chain.stretch);
    of_key
        .max_by_key(|stretch| {
            let letters = reading.get(stretch).chars().filter(|letter| *letter != ' ');
            (letters.count(), std::cmp::Reverse(stretch.start))
        })
        .cloned()
}

fn chains(reading: &Reading, agency: &str, roles: &[PartRole]) -> Vec<Chain> {
    let text = reading.text.folded();
    let mut found = Vec::new();
    // Instructions also say where to register.
    let notices = reading.sections_of(&[PartRole::Notice]).into_iter();
    let notices = notices.map(|section| reading.sections[section].whole.clone());
    let notices: Vec<Stretch> = notices.collect();
    for labelled in reading.labelled("department", roles) {
        let mut end = labelled.value.end.min(labelled.value.start + 400);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let named = in_stretch(text, labelled.value.start..end, agency);
        for (index, mut chain) in named.into_iter().enumerate() {
            let is_of_notice = notices
                .iter()
                .any(|part| part.contains(&chain.stretch.start));
            chain.weight = match index {
                0 if is_of_notice => FIRST_LABELLED,
                0 => FIRST_LABELLED / 2,
                _ => LABELLED,
            };
            found.push(chain);
        }
    }
    for section in reading.sections_of(roles) {
        let whole = reading.sections[section].whole.clone();
        for mut chain in in_stretch(text, whole, agency) {
            if is_reached(&text[chain.stretch.end..]) {
                chain.weight += REACHED;
            }
            found.push(chain);
        }
    }
    found
}

/// Whether a telephone number or an address follows.
fn is_reached(after: &str) -> bool {
    let near = after.char_indices().nth(40);
    let near = near.map_or(after, |(end, _)| &after[..end]);
    ["電話", "TEL", "Tel", "tel", "〒", "FAX", "直通", "@"]
        .iter()
        .any(|sign| near.contains(sign))
}

/// The chains of units in a stretch, without the body's own name.
fn in_stretch(text: &str, stretch: Stretch, agency: &str) -> Vec<Chain> {
    let mut chains = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    for unit in units_of(text, &stretch) {
        if units
            .last()
            .is_some_and(|last| !continues(text, last, &unit))
        {
            chains.extend(chain(text, &units, agency));
            units.clear();
        }
        units.push(unit);
    }
    chains.extend(chain(text, &units, agency));
    chains
}

fn units_of(text: &str, stretch: &Stretch) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut position = stretch.start;
    while let Some(found) = UNIT.captures(&text[position..stretch.end]) {
        let (Some(whole), origin) = (found.get(0), position) else {
            break;
        };
        position += whole.end();
        // 学校課, 病院局.
        let goes_on = text[position..stretch.end].chars().next();
        let goes_on = goes_on.filter(|letter| {
            matches!(letter, '課' | '室' | '局')
                && !whole.as_str().ends_with(['課', '室', '係', '班'])
        });
        position += goes_on.map_or(0, char::len_utf8);
        let rank = match () {
            () if matches!(goes_on, Some('課' | '室')) => Rank::Section,
            () if goes_on.is_some() => Rank::Bureau,
            () if whole.as_str().ends_with("事務局") => Rank::Secretariat,
            () if found.name("bureau").is_some() => Rank::Bureau,
            () if found.name("division").is_some() => Rank::Division,
            () if found.name("institution").is_some() => Rank::Institution,
            () if found.name("desk").is_some() => Rank::Desk,
            () => Rank::Section,
        };
        if rank == Rank::Desk && !is_desk(&text[position..stretch.end]) {
            continue;
        }
        units.push(Unit {
            stretch: origin + whole.start()..position,
            rank,
            is_room: text[..position].ends_with('室'),
        });
        if rank <= Rank::Division
            && let Some(section) = behind_division(&text[position..stretch.end])
        {
            let start = position + usize::from(section.starts_with(' '));
            position += section.len();
            units.push(Unit {
                stretch: start..position,
                rank: Rank::Section,
                is_room: section.ends_with('室'),
            });
        }
    }
    units
}

/// A 課 behind a 部 in letters of which other words are made as well.
fn behind_division(after: &str) -> Option<&str> {
    let name = BEHIND_DIVISION.find(after)?.as_str();
    let inside: &str = name.trim_start_matches(' ');
    let is_prose = inside.contains(['を', 'は', 'へ', 'で', 'も', 'び'])
        || inside.contains("から")
        || inside.contains("また")
        || inside.starts_with(['の', 'に', 'が', 'と', 'ま'])
        || inside.contains("担当");
    let is_plain = !inside.contains(|letter: char| matches!(letter, 'ぁ'..='ん' | '&' | 'A'..='z'));
    (!is_prose && !is_plain).then_some(name)
}

/// 係長 and 係る are no 係, 担当する and 担当者 no 担当.
fn is_desk(after: &str) -> bool {
    ![
        "長", "る", "わ", "員", "官", "す", "し", "者", "課", "部", "職", "技", "所", "教", "で",
    ]
    .iter()
    .any(|word| after.starts_with(word))
}

/// Whether a unit belongs to the one before it.
fn continues(text: &str, last: &Unit, next: &Unit) -> bool {
    let between = &text[last.stretch.end..next.stretch.start];
    if !matches!(between, "" | " " | "  ") {
        return false;
    }
    match (last.rank, next.rank) {
        (Rank::Institution, Rank::Bureau) => false,
        (Rank::Institution, _) => true,
        (Rank::Section, Rank::Section) => {
            last.is_room != next.is_room && (between.is_empty() || next.is_room)
        }
        (last, next) => last < next,
    }
}

fn chain(text: &str, units: &[Unit], agency: &str) -> Option<Chain> {
    const NOT_A_SECTION: [&str; 17] = [
        "会議室",
        "入札室",
        "更衣室",
        "教室",
        "担当課",
        "主管課",
        "発注課",
        "所管課",
        "各課",
        "相談室",
        "議室",
        "浴室",
        "関係課",
        "当課",
        "研修室",
        "執行課",
        "応接室",
    ];
    let last = units.last()?;
    let (mut start, end) = (units.first()?.stretch.start, last.stretch.end);
    let is_none = |unit: &&Unit| {
        let name = &text[unit.stretch.clone()];
        NOT_A_SECTION.iter().any(|word| name.ends_with(word))
    };
    if units.iter().any(|unit| is_none(&unit)) {
        return None;
    }
    start = behind_agency(text, start, end, agency);
    let first = units.iter().find(|unit| unit.stretch.end > start)?;
    if let Some(prefix) = PREFIX.find(&text[start..first.stretch.end]) {
        start += prefix.end();
    }
    start += text[start..end].len() - text[start..end].trim_start_matches(['・', ' ', 'ー']).len();
    let is_section = |unit: &&Unit| unit.rank == Rank::Section;
    let section = units.iter().rev().find(is_section);
    let key = section.unwrap_or(last).stretch.clone();
    let key = key.start.max(start)..key.end;
    let length = text.get(start..end)?.chars().count();
    let is_department = key.start < key.end
        && (3..=40).contains(&length)
        && match section {
            // Which body's, nobody knows.
            Some(_) => &text[start..end] != "事務室",
            None => last.rank == Rank::Secretariat || units.len() > 1 && last.rank > Rank::Division,
        };
    // A single 室 is as often a room.
    let is_sure = |section: &Unit| !section.is_room || units.len() > 1;
    is_department.then_some(Chain {
        stretch: start..end,
        key,
        is_sure: section.is_some_and(is_sure),
        weight: 1,
    })
}

/// Where the body's name ends in a stretch, or, if it began before, behind it.
fn behind_agency(text: &str, start: usize, end: usize, agency: &str) -> usize {
    if agency.is_empty() {
        return start;
    }
    if let Some(position) = text[start..end].rfind(agency) {
        return start + position + agency.len();
    }
    let cuts = agency.char_indices().map(|(cut, _)| cut).skip(1);
    let mut cut = cuts.filter(|cut| {
        text[..start].ends_with(&agency[..*cut]) && text[start..end].starts_with(&agency[*cut..])
    });
    cut.next().map_or(start, |cut| start + agency.len() - cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, agency: &str, expected: &[&str]) {
        let folded = irefuda_folding::fold(text);
        let text = folded.text();
        let chains = in_stretch(text, 0..text.len(), agency);
        let names: Vec<&str> = chains
            .iter()
            .map(|chain| &text[chain.stretch.clone()])
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn units_make_chains_without_the_name_of_the_body() {
        check(
            "問合せ先　岡山市 財政局　財務部　契約課 業務委託係 電話",
            "岡山市",
            &["財政局 財務部 契約課 業務委託係"],
        );
        check("総務課 財政課", "", &["総務課", "財政課"]);
        check("総務部総務課長が認める者", "", &["総務部総務課"]);
        check("契約課に係る事項は契約担当者に", "", &["契約課"]);
        check(
            "県土整備事務所総務課契約係",
            "",
            &["県土整備事務所総務課契約係"],
        );
        check("広報部U&I ときめき課", "", &["広報部U&I ときめき課"]);
        check("総務部から契約課へ", "", &["契約課"]);
        check("担当課入札室", "", &[]);
    }
}
