//! Conditions that have no fixed name: lists, places, grades, experience.

use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::Context;
use super::found::Found;
use crate::text::Stretch;

type Pattern = fn(&Context, &Stretch) -> Vec<Found>;

/// Every pattern.
pub(super) const ALL: [Pattern; 6] = [
    lists,
    qualifications_of_bodies,
    locations,
    grades,
    experience,
    points,
];

/// 有資格者名簿: the list of a body on which a bidder must stand.
fn lists(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:[\p{Han}ァ-ヶー]|\((?:指名競争|一般競争|指名)[^()]{0,8}\)|に係る|・|等)+名簿",
        )
        .expect("the pattern is well formed")
    });
    let text = context.reading.text.folded();
    let is_listed = [
        "登載",
        "登録",
        "記載",
        "掲載",
        "搭載",
        "載って",
        "有する",
        "名簿にある",
    ]
    .iter()
    .any(|word| text[sentence.clone()].contains(word));
    let found = LIST
        .find_iter(&text[sentence.clone()])
        .filter(|_| is_listed);
    found
        .map(|found| sentence.start + found.start()..sentence.start + found.end())
        .filter(|stretch| {
            !text[..stretch.start].ends_with('「') && is_of_suppliers(&text[stretch.clone()])
        })
        .map(|stretch| list(context, stretch))
        .collect()
}

fn is_of_suppliers(name: &str) -> bool {
    ["資格者", "有資格", "業者", "登録者", "参加者", "登載者"]
        .iter()
        .any(|word| name.contains(word))
        && !name.starts_with("同名簿")
}

fn list(context: &Context, stretch: Stretch) -> Found {
    static OPEN_TENDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:一般競争|指名競争)\((?:指名競争|一般競争|指名)[^()]*\)入札参加資格(?P<kept>有資格者名簿)|\((?:指名競争|一般競争|指名)[^()]*\)").expect("the pattern is well formed")
    });
    let slice = context.reading.get(&stretch);
    let start = slice
        .rfind("年度")
        .map_or(0, |position| position + "年度".len());
    let stretch = stretch.start + start..stretch.end;
    let slice = context.reading.get(&stretch);
    let name = OPEN_TENDER.replace_all(slice, "$kept");
    Found {
        kind: LeafKind::Registration,
        value: with_body(context, &name),
        stretch,
    }
}

/// A list without a body's name is the list of the body that buys.
fn with_body(context: &Context, name: &str) -> String {
    let places = &context.reading.lexicon.places;
    let bears_name = name
        .char_indices()
        .skip(1)
        .any(|(position, _)| !places.by_name(&name[..position]).is_empty());
    if bears_name {
        return name.to_owned();
    }
    let bare = name.rsplit("に係る").next().unwrap_or(name);
    let bare = bare.trim_start_matches(['市', '県', '町', '村', '区', '本', '当', '等', '・']);
    format!("{}{bare}", context.agency.unwrap_or_default())
}

/// 競争入札参加資格の認定, 全省庁統一資格: a standing that is no list.
fn qualifications_of_bodies(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static STANDING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<national>全省庁統一資格)|(?P<body>[\p{Han}ヶ]{0,8}(?:競争)?入札参加資格)(?:審査(?:の)?(?:結果)?)?(?:の?(?:認定|登録|決定)を受け|を有(?:する|し)|の登録がある)").expect("the pattern is well formed")
    });
    let text = context.reading.get(sentence);
    if text.contains("名簿") && !text.contains("全省庁") {
        return Vec::new();
    }
    let found = STANDING.captures_iter(text).filter_map(|captures| {
        let name = captures.name("national").or(captures.name("body"))?;
        let stretch = sentence.start + name.start()..sentence.start + name.end();
        let value = if captures.name("national").is_some() {
            name.as_str().to_owned()
        } else {
            with_body(context, name.as_str())
        };
        Some(Found {
            kind: LeafKind::Registration,
            value,
            stretch,
        })
    });
    found.collect()
}

/// 市内に本店, 県内に本店又は営業所等.
fn locations(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<place>[\p{Han}ヶケ]{0,9}?[都道府県市区町村])内[^。、]{0,6}?(?:に|で)[^。、]{0,24}?(?P<office>(?:主たる営業所|本店|本社|支店|支社|営業所|事業所|事務所|本支店)(?:(?:、|・|,|又は|若しくは|または|及び|もしくは|\s)*(?:本店|本社|支店|支社|営業所|事業所|事務所|出張所))*(?:等|\(本店\))?)").expect("the pattern is well formed")
    });
    let text = context.reading.get(sentence);
    let found = OFFICE.captures_iter(text).filter_map(|captures| {
        let (place, office) = (captures.name("place")?, captures.name("office")?);
        let value = format!(
            "{}内に{}",
            place_name(context, place.as_str()),
            office.as_str()
        );
        let whole = captures.get(0)?;
        Some(Found {
            kind: LeafKind::Location,
            value,
            stretch: sentence.start + place.start()..sentence.start + whole.end(),
        })
    });
    found.collect()
}

/// 市 or 本市 is the city that buys.
fn place_name(context: &Context, name: &str) -> String {
    let bare = name.trim_start_matches(['本', '当', '同']);
    let is_unit = bare.chars().count() == 1;
    let Some(agency) = context.agency.filter(|_| is_unit) else {
        return name.to_owned();
    };
    if agency.ends_with(bare) {
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
        .filter(|prefecture| prefecture.ends_with(bare))
        .unwrap_or_else(|| name.to_owned())
}

/// A又はB等級: each grade a condition of its own.
fn grades(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static GRADES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:等級|格付け?|ランク|級別|級)[^。、A-Z0-9]{0,14}?(?P<behind>「?(?:特?[A-DS]{1,2})」?(?:(?:、|,|・|又は|若しくは|及び|/|から|~)「?特?[A-DS]{1,2}」?)*)(?:[^A-Za-z]|$)|(?P<before>「?(?:特?[A-DS]{1,2})」?(?:(?:、|,|・|又は|若しくは|及び|/)「?特?[A-DS]{1,2}」?)*)(?:の?等級|ランク|級|の格付)").expect("the pattern is well formed")
    });
    static GRADE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("特?[A-DS]{1,2}").expect("the pattern is well formed"));
    let text = context.reading.get(sentence);
    let mut found = Vec::new();
    for captures in GRADES.captures_iter(text) {
        if let Some(list) = captures.name("behind").or(captures.name("before")) {
            for grade in GRADE.find_iter(list.as_str()) {
                let start = sentence.start + list.start() + grade.start();
                let stretch = start..start + grade.len();
                found.push(Found {
                    kind: LeafKind::Grade,
                    value: grade.as_str().to_owned(),
                    stretch,
                });
            }
        }
    }
    found
}

/// What must have been done before, as a short quote.
fn experience(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static IN_BUSINESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<years>[0-9]+年以上)[^。]{0,20}?業として[^。]*?営")
            .expect("the pattern is well formed")
    });
    static DONE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[^。]*?実績").expect("the pattern is well formed"));
    let text = context.reading.get(sentence);
    if let Some(captures) = IN_BUSINESS.captures(text) {
        let value = format!("{}引き続き業として営む", &captures["years"]);
        let range = captures
            .get(0)
            .map(|found| found.range())
            .unwrap_or_default();
        return vec![Found {
            kind: LeafKind::Experience,
            value,
            stretch: sentence.start + range.start..sentence.start + range.end,
        }];
    }
    let Some(found) = DONE.find(text) else {
        return Vec::new();
    };
    let quote = found
        .as_str()
        .trim_start_matches(|character: char| !character.is_alphanumeric());
    let start = sentence.start + found.end() - quote.len();
    let value = last_clauses(quote).to_owned();
    vec![Found {
        kind: LeafKind::Experience,
        value,
        stretch: start..sentence.start + found.end(),
    }]
}

/// The end of a long text, from the beginning of a clause.
fn last_clauses(text: &str) -> &str {
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
fn points(context: &Context, sentence: &Stretch) -> Vec<Found> {
    static POINTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"総合評(?:定値|点|価値)[^。]{0,40}?(?P<points>[0-9,]{3,5})点以上")
            .expect("the pattern is well formed")
    });
    let text = context.reading.get(sentence);
    let found = POINTS.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let value = format!("総合評定値{}点以上", captures["points"].replace(',', ""));
        Some(Found {
            kind: LeafKind::Other,
            value,
            stretch: sentence.start + whole.start()..sentence.start + whole.end(),
        })
    });
    found.collect()
}
