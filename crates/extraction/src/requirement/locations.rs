//! Where a bidder must have an office: 市内に本店, A市又はB町に本店又は営業所.

use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::Context;
use super::compact::Compact;
use super::found::Found;
use crate::vocabulary::Vocabulary;

/// One place, or a list of them.
const PLACES: &str = r"(?P<places>(?:UNIT)(?:(?:内|の区域)?(?:\([^()]{0,80}\))?(?:、|,|・|及び|又は|または|若しくは|もしくは|及び)(?:UNIT))*)";
const UNIT: &str = r"(?:九州|四国|東北|関東|北陸|東海|近畿|関西|中部)(?:・[\p{Han}]{2,3})?(?:地方|地域|ブロック|管内|圏)?|(?:[ぁ-ゖ]{2,8}|[\p{Han}\p{Katakana}ーヶ々]{1,10}?)[都道府県市区町村郡](?:[\p{Han}]{1,4}[市町村区])?(?:[\p{Han}]{1,8}(?:管内|地域|地方|ブロック|区域|圏域))?|[\p{Han}\p{Katakana}ー・]{1,12}(?:管内|地域|地方|ブロック|圏域|[0-9]+県|[0-9]+市町村?|構成市町村?)|[\p{Han}]{0,3}[0-9]県|(?:本|当|同)?[都道府県市区町村]";
const OFFICE: &str = r"(?:営業所のうち、?主たる(?:営業所|もの)|主たる営業所|従たる営業所|主たる事務所|従たる事務所|本店|本社|支店|支社|営業所|事業所|事務所|出張所|本支店|住所|連絡先|給油所|処分施設|保管施設|保管倉庫|倉庫|(?:屋内)?(?:温水)?プール|店舗|[\p{Han}\p{Katakana}ー]{0,8}の?拠点)";

/// What every office is called by, at least.
static OFFICES: LazyLock<Vocabulary> = LazyLock::new(|| {
    Vocabulary::new([
        "営業所",
        "事務所",
        "本店",
        "本社",
        "支店",
        "支社",
        "事業所",
        "出張所",
        "住所",
        "連絡先",
        "給油所",
        "処分施設",
        "保管施設",
        "倉庫",
        "プール",
        "店舗",
        "拠点",
    ])
});

/// The places and offices that a sentence asks for.
pub(super) fn locations(context: &Context, sentence: &Compact) -> Vec<Found> {
    static OFFICE_IN: LazyLock<Regex> = LazyLock::new(|| {
        let places = PLACES.replace("UNIT", UNIT);
        let pattern = format!(
            r"{places}(?P<inside>の?(?:区域)?内|管内)?(?:\([^()]{{0,120}}\))?(?:のいずれか|のうちいずれか)?(?P<particle>に|で|の)(?:おいて|ある|所在する)?(?:、)?(?P<gap>[^。、\n]{{0,30}}?)(?P<offices>{OFFICE}(?:\([^()]{{0,60}}\))?(?:(?:、|・|,|/|又は|若しくは|または|及び|もしくは|あるいは|か|その他の|\s)+(?:これに準ずる|委任先の|委任を受けた|[^、。()]{{0,12}}権限(?:の委任を受けた|を(?:委任(?:された|した|する|を受けた)|有する)))?{OFFICE}(?:\([^()]{{0,60}}\))?)*等?)"
        );
        Regex::new(&pattern).expect("the pattern is well formed")
    });
    static IN_PLACE: LazyLock<Regex> = LazyLock::new(|| {
        let places = PLACES.replace("UNIT", UNIT);
        let pattern = format!(
            r"(?P<offices>{OFFICE}(?:(?:、|・|,|又は|若しくは|または|もしくは)+{OFFICE})*等?)(?:\([^()]{{0,40}}\))?(?:の所在地)?(?:が|を|は)、?(?:[^。、\n]{{0,12}}?){places}(?P<inside>の?(?:区域)?内|管内)?(?:\([^()]{{0,80}}\))?(?:のいずれか)?(?:に|で|である)(?:あ|有|置|所在|設|こと|者|登)"
        );
        Regex::new(&pattern).expect("the pattern is well formed")
    });
    const FARTHEST: usize = 600;
    let mut end = sentence.text.len().min(FARTHEST * 4);
    while !sentence.text.is_char_boundary(end) {
        end -= 1;
    }
    let slice = &sentence.text[..end];
    if !OFFICES.is_in(slice) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for pattern in [&OFFICE_IN, &IN_PLACE] {
        for captures in pattern.captures_iter(slice) {
            let (Some(places), Some(offices), Some(whole)) = (
                captures.name("places"),
                captures.name("offices"),
                captures.get(0),
            ) else {
                continue;
            };
            let gap = captures.name("gap").map_or("", |gap| gap.as_str());
            let measures =
                gap.contains("から") && !gap.contains("以前から") && !gap.contains("引き続き");
            // Who opens an office once the work is won may bid without one.
            let is_later = [
                "開始までに",
                "開始日までに",
                "締結までに",
                "締結日までに",
                "契約日までに",
                "締結後",
                "受託後",
                "契約後",
                "落札後",
            ]
            .iter()
            .any(|word| slice[..places.end()].contains(word));
            // 県内の拠点から修理ができる体制: the service.
            let is_from = slice[whole.end()..].starts_with("から");
            let is_elsewhere = measures
                || is_from
                || is_later
                || ["納入", "設置する", "提出", "届", "発注"]
                    .iter()
                    .any(|word| gap.contains(word))
                || whole.as_str().contains("市役所") && !whole.as_str().contains("本店");
            let listed = with_members(
                context,
                &slice[places.start()..whole.end()],
                places.as_str(),
            );
            let Some(list) = place_list(context, listed.as_deref().unwrap_or(places.as_str()))
                .filter(|_| !is_elsewhere)
            else {
                continue;
            };
            let inside = match captures.name("inside").map(|inside| inside.as_str()) {
                Some("管内") => "管内",
                Some(_) => "内",
                None if captures
                    .name("particle")
                    .is_some_and(|found| found.as_str() == "の") =>
                {
                    continue;
                }
                None => "",
            };
            let value = format!("{list}{inside}に{}", office_list(offices.as_str()));
            let start = whole.start().min(places.start());
            let stretch = sentence.stretch(start, whole.end());
            // A市内に本店を有し、営業所を市内に置く者: not what was read in front.
            let is_said = found.iter().any(|other: &Found| {
                other.value == value
                    || other.stretch.start < stretch.end && stretch.start < other.stretch.end
            });
            if !is_said {
                found.push(Found {
                    kind: LeafKind::Location,
                    value,
                    stretch,
                });
            }
        }
    }
    found.sort_by_key(|found| found.stretch.start);
    found
}

/// The places of regions that list them: 丹南地域(鯖江市、越前市), 中国5県(鳥取・島根・
/// 岡山・広島・山口)又は近畿地方(大阪府、兵庫県又は京都府).
fn with_members(context: &Context, text: &str, places: &str) -> Option<String> {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Han}]{1,8}(?:地域|ブロック|圏域|地方|[0-9]県|府県|[0-9]市町村?)\((?P<members>[^()]{3,120})\)")
            .expect("the pattern is well formed")
    });
    // The brackets of the last region stand behind the places.
    let mut end = places.len();
    if text[end..].starts_with('(') {
        end += text[end..].find(')')? + 1;
    }
    let head = &text[..end];
    let replaced = REGION.replace_all(head, |captures: &regex::Captures| {
        members(context, &captures["members"]).unwrap_or_else(|| captures[0].to_owned())
    });
    (replaced != head).then(|| replaced.into_owned())
}

/// The names that a bracket lists, if all are places; 鳥取 is 鳥取県.
fn members(context: &Context, list: &str) -> Option<String> {
    let places = &context.reading.lexicon.places;
    let names = list.split(['、', '・', ',']);
    let names = names.flat_map(|part| part.split("及び"));
    let names = names.flat_map(|part| part.split("又は"));
    let full = names.map(|name| {
        if name.ends_with(['市', '町', '村', '区', '県', '郡', '府', '都', '道']) {
            return Some(name.to_owned());
        }
        let units = ["県", "府", "都", "市"].iter();
        let mut full = units.map(|unit| format!("{name}{unit}"));
        full.find(|name| !places.by_name(name).is_empty())
    });
    let full: Vec<String> = full.collect::<Option<_>>()?;
    (full.len() > 1).then(|| full.join("、"))
}

/// The places as `A、B又はC`; none if one of them is no place.
fn place_list(context: &Context, places: &str) -> Option<String> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:内|の区域)?(?:\([^()]*\))?(?:、|,|・|及び|又は|または|若しくは|もしくは)")
            .expect("the pattern is well formed")
    });
    let names: Vec<String> = SEPARATOR
        .split(places)
        .filter(|name| !name.is_empty())
        .map(|name| place_name(context, name))
        .collect();
    let is_place = names.iter().all(|name| {
        ![
            "当該市",
            "地区",
            "学区",
            "校区",
            "行政区",
            "市場",
            "都市",
            "各市",
            "同市",
            "他市",
        ]
        .iter()
        .any(|word| name.ends_with(word))
    });
    (is_place && !names.is_empty()).then(|| joined(&names))
}

/// `A、B又はC`.
fn joined(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}又は{last}", others.join("、")),
        None => String::new(),
    }
}

/// The offices as `本店、支店又は営業所`.
fn office_list(offices: &str) -> String {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(OFFICE).expect("the pattern is well formed"));
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\([^()]*\)").expect("the pattern is well formed"));
    let bare = ASIDE.replace_all(offices, "");
    let has_secondary = bare.contains("従たる");
    let mut names: Vec<String> = Vec::new();
    for name in NAME.find_iter(&bare) {
        let name = match name.as_str() {
            "本社" => "本店",
            "主たる事務所" if bare.contains("営業所") || bare.contains("本店") => "本店",
            "主たる営業所" if !has_secondary => "本店",
            name if name.starts_with("営業所のうち") => "本店",
            "支社" => "支店",
            "本支店" => "本店又は支店",
            name => name,
        };
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    joined(&names)
}

/// 市 or 本市 is the city that buys; what is glued before a name is cut off.
fn place_name(context: &Context, name: &str) -> String {
    const BEFORE: [&str; 15] = [
        "までに",
        "または",
        "もしくは",
        "若しくは",
        "あるいは",
        "又は",
        "及び",
        "かつ",
        "次の",
        "であって",
        "として",
        "ただし",
        "日現在",
        "において",
        "おいて",
    ];
    let mut bare = name.trim();
    for word in BEFORE {
        if let Some(position) = bare.rfind(word) {
            bare = &bare[position + word.len()..];
        }
    }
    // The mark of an item that is glued to the name: エ伊達市.
    let places = &context.reading.lexicon.places;
    let mut after_mark = bare.chars();
    if after_mark
        .next()
        .is_some_and(|mark| matches!(mark, 'ア'..='ン'))
        && places.by_name(bare).is_empty()
        && (!places.by_name(after_mark.as_str()).is_empty()
            || after_mark.as_str().starts_with('市'))
    {
        bare = after_mark.as_str();
    }
    // As scanned pages are often read: 山ロ県.
    let mouth = bare.replace('ロ', "口");
    if mouth != bare && !places.by_name(&mouth).is_empty() {
        return mouth;
    }
    let unit = bare.trim_start_matches(['本', '当', '同']);
    let is_unit = unit.chars().count() == 1;
    let Some(agency) = context.agency.filter(|_| is_unit) else {
        return bare.to_owned();
    };
    if agency.ends_with(unit) {
        return agency.to_owned();
    }
    let place = context
        .reading
        .lexicon
        .places
        .by_name(agency)
        .first()
        .map(|place| place.prefecture.clone());
    place
        .filter(|prefecture| prefecture.ends_with(unit))
        .unwrap_or_else(|| bare.to_owned())
}
