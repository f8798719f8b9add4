//! The department in charge (担当課): the 課 that the notice names most, by its
//! longest name (市民生活局区政推進課 rather than 区政推進課).

use std::collections::HashMap;
use std::sync::LazyLock;

use irefuda_procurement::PartRole;
use regex::Regex;

use super::Agency;
use crate::reading::Reading;
use crate::text::Stretch;

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[\p{Han}ァ-ヶー・]|ごみ|まちづくり|くらし|こども|子ども|みどり|ふるさと)*?(?:課|室|事務局|事務所|センター|学校|病院|局|部)(?:(?:[\p{Han}ァ-ヶー・]|ごみ|まちづくり|くらし|こども|子ども|みどり|ふるさと)*?(?:課|室))*").expect("the pattern is well formed")
});
/// What may stand before a department's name without belonging to it.
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^.*(?:役所|役場|県庁|府庁|都庁|道庁|庁舎|新館|本館|別館|[0-9]階|番地|番|号)")
        .expect("the pattern is well formed")
});

/// The department of a body, and where it stands.
pub(crate) fn read(reading: &Reading, agency: Option<&Agency>) -> Option<Stretch> {
    if let Some(institution) = agency.and_then(|agency| agency.institution.clone()) {
        return Some(institution);
    }
    let found = occurrences(reading, agency.map_or("", |agency| &agency.name));
    let mut totals: HashMap<&str, u32> = HashMap::new();
    for (stretch, weight) in &found {
        *totals.entry(last_unit(reading.get(stretch))).or_default() += weight;
    }
    let (unit, _) = totals
        .into_iter()
        .max_by_key(|(unit, total)| (*total, std::cmp::Reverse(*unit)))?;
    let of_unit = found
        .iter()
        .filter(|(stretch, _)| last_unit(reading.get(stretch)) == unit);
    let longest =
        of_unit.max_by_key(|(stretch, _)| (stretch.len(), std::cmp::Reverse(stretch.start)))?;
    Some(longest.0.clone())
}

fn occurrences(reading: &Reading, agency: &str) -> Vec<(Stretch, u32)> {
    let mut found = Vec::new();
    let roles = [PartRole::Notice, PartRole::Instructions, PartRole::Result];
    for labelled in reading.labelled("department", &roles) {
        let near = labelled.value.start..labelled.value.end.min(labelled.value.start + 400);
        found.extend(
            names(reading, near, agency)
                .into_iter()
                .map(|name| (name, 4)),
        );
    }
    for section in reading.sections_of(&roles) {
        let whole = reading.sections[section].whole.clone();
        found.extend(
            names(reading, whole, agency)
                .into_iter()
                .map(|name| (name, 1)),
        );
    }
    found
}

/// The names of departments in a stretch, without the body's own name.
fn names(reading: &Reading, stretch: Stretch, agency: &str) -> Vec<Stretch> {
    let text = reading.text.folded();
    let mut end = stretch.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = NAME.find_iter(&text[stretch.start..end]);
    let names = found.map(|found| stretch.start + found.start()..stretch.start + found.end());
    names
        .filter_map(|name| without_prefix(text, name, agency))
        .collect()
}

fn without_prefix(text: &str, name: Stretch, agency: &str) -> Option<Stretch> {
    let mut start = name.start;
    if let Some(prefix) = PREFIX.find(&text[start..name.end]) {
        start += prefix.end();
    }
    if let Some(position) = text[start..name.end]
        .find(agency)
        .filter(|_| !agency.is_empty())
    {
        start += position + agency.len();
    }
    let slice = &text[start..name.end];
    let length = slice.chars().count();
    let ends = slice.ends_with('課') || slice.ends_with('室') && length > 3;
    const NOT_A_DEPARTMENT: [&str; 12] = [
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
    ];
    let is_department = ends
        && (3..=24).contains(&length)
        && !NOT_A_DEPARTMENT.iter().any(|word| slice.ends_with(word));
    is_department.then_some(start..name.end)
}

/// The last unit of a chain of units: 区政推進課 of 市民生活局区政推進課.
fn last_unit(name: &str) -> &str {
    let body = &name[..name.len() - name.chars().next_back().map_or(0, char::len_utf8)];
    let cut = body
        .rfind(['局', '部', '課'])
        .map_or(0, |position| position + '局'.len_utf8());
    if name[cut..].chars().count() < 3 {
        name
    } else {
        &name[cut..]
    }
}
