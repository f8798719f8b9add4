//! Lists of qualified bidders (有資格者名簿) and standings that are no list.

use std::ops::Range;
use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::Context;
use super::compact::Compact;
use super::found::Found;

/// The lists on which a bidder must stand.
pub(super) fn lists(context: &Context, sentence: &Compact) -> Vec<Found> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:(?:[\p{Han}\p{Hiragana}]{2,12}[市町村]、)*[\p{Han}]{2,9}[市町村]又は[\p{Han}]{2,9}[都道府県市町村]の(?:いずれかの)?)?(?:[\p{Han}\p{Hiragana}]{2,9}[都道府県市町村]の?)?(?:(?:物品|役務|業務|工事)[\p{Han}の等・れ、]{0,14}?(?:及び[\p{Han}]{2,10}?)?(?:に係る|の)|(?:物品|役務|業務|工事)[\p{Han}・等]{0,8}?及び(?:役務|業務|物品|委託)(?:等)?|特定調達契約に係る)?(?:[\p{Han}\p{Katakana}ー]|\([^()年]{1,8}\)|等に係る|・|等|れ|競争入札及び指名競争)*名簿",
        )
        .expect("the pattern is well formed")
    });
    const SAYS_LISTED: [&str; 11] = [
        "登載",
        "登録",
        "記載",
        "掲載",
        "搭載",
        "載って",
        "有する",
        "名簿にある",
        "名簿に載",
        "名簿の",
        "名簿(",
    ];
    let slice = &sentence.text;
    if !slice.contains("名簿")
        || !SAYS_LISTED.iter().any(|word| slice.contains(word))
        || slice.contains("全省庁統一資格")
    {
        return Vec::new();
    }
    let found = LIST.find_iter(slice);
    found
        .filter(|found| is_of_suppliers(found.as_str()) && !is_label(slice, found.range()))
        .flat_map(|found| {
            of_several(context, sentence, found.range())
                .or_else(|| of_members(context, sentence, found.range()))
                .unwrap_or_else(|| vec![list(context, sentence, found.range())])
        })
        .collect()
}

/// 当組合又は構成市町(A市、B町及びC町)のいずれかの名簿: the list of each body.
fn of_members(context: &Context, sentence: &Compact, range: Range<usize>) -> Option<Vec<Found>> {
    static MEMBERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<union>[\p{Han}]{0,20})(?:又は|若しくは|及び|、)[\p{Han}]{2,8}\((?P<members>[^()]{3,160}?)(?:をいう。?)?\)の?(?:いずれか|どれか|どちらか)の?(?:(?:令和|平成)?[0-9元・、]+年度の?)?(?P<name>[\p{Han}\p{Katakana}ー・等]{2,30}名簿)$").expect("the pattern is well formed")
    });
    static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:組合|連合|企業団)(?:又は|若しくは)構成[0-9]{0,2}(?P<members>市町村?|町村|団体|市)の(?:いずれかの)?(?:(?:令和|平成)?[0-9元・、]+年度の?)?(?P<name>[\p{Han}\p{Katakana}ー・等]{2,30}名簿)$").expect("the pattern is well formed")
    });
    const FARTHEST: usize = 160;
    let text = &sentence.text[..range.end];
    let start = text.char_indices().rev().nth(FARTHEST);
    let start = start.map_or(0, |(start, _)| start);
    // 当組合又は構成市町村の名簿.
    if let (Some(captures), Some(agency)) = (UNNAMED.captures(&text[start..]), context.agency) {
        let (members, name) = (captures.name("members")?, &captures["name"]);
        let stretch = sentence.stretch(start + members.start(), range.end);
        let values = [
            format!("{agency}{name}"),
            format!("構成{}の{name}", members.as_str()),
        ];
        let found = values.map(|value| Found {
            kind: LeafKind::Registration,
            value,
            stretch: stretch.clone(),
        });
        return Some(found.to_vec());
    }
    let captures = MEMBERS.captures(&text[start..])?;
    let (members, name) = (captures.name("members")?, captures.name("name")?.as_str());
    let places = &context.reading.lexicon.places;
    let named: Vec<&str> = members
        .as_str()
        .split(['、', '・', ','])
        .flat_map(|part| part.split("及び"))
        .flat_map(|part| part.split("又は"))
        .collect();
    let all_named = named.iter().all(|name| !places.by_name(name).is_empty());
    let union = &captures["union"];
    let is_union = ["組合", "連合", "企業団"]
        .iter()
        .any(|kind| union.ends_with(kind));
    let own = context.agency.filter(|_| is_union).into_iter();
    let stretch = sentence.stretch(start + members.start(), range.end);
    let found = own.chain(named).map(|body| Found {
        kind: LeafKind::Registration,
        value: format!("{body}{name}"),
        stretch: stretch.clone(),
    });
    all_named.then(|| found.collect())
}

/// A市、B町又はC村のいずれかの名簿: the list of each body, if all are named; else the
/// lists as the text has them.
fn of_several(context: &Context, sentence: &Compact, range: Range<usize>) -> Option<Vec<Found>> {
    static BODIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<bodies>(?:[\p{Han}\p{Katakana}\p{Hiragana}]{1,8}[都道府県市区町村](?:、|,|・))*[\p{Han}\p{Katakana}\p{Hiragana}]{1,8}[都道府県市区町村](?:、|,)?(?:又は|若しくは|もしくは|または)[\p{Han}\p{Katakana}ヶの]{1,10}[都道府県市区町村])の?(?:(?:いずれか|どれか|どちらか|いずれかの市町村?)(?:の|において|における|1つの)?)?(?:(?:令和|平成)?[0-9元・、]+年度(?:の|における|版)?)?(?:(?:物品|役務|業務委託)(?:の|に係る))?(?P<name>[\p{Han}\p{Katakana}・等ー()]{0,30}(?:名簿|参加資格))$").expect("the pattern is well formed")
    });
    const FARTHEST: usize = 80;
    let text = &sentence.text[..range.end];
    let start = text
        .char_indices()
        .rev()
        .nth(FARTHEST)
        .map_or(0, |(start, _)| start);
    let captures = BODIES.captures(&text[start..])?;
    let (bodies, name) = (captures.name("bodies")?, captures.name("name")?.as_str());
    let places = &context.reading.lexicon.places;
    let stretch = sentence.stretch(start + bodies.start(), range.end);
    let parts = bodies.as_str().split(['、', ',', '・']);
    let parts = parts
        .flat_map(|part| part.split("又は"))
        .flat_map(|part| part.split("若しくは"));
    let parts = parts
        .flat_map(|part| part.split("または"))
        .filter(|part| !part.is_empty());
    // What is glued before the first name is cut off.
    let named: Option<Vec<&str>> = parts
        .map(|part| {
            let mut ends = part.char_indices().map(|(position, _)| &part[position..]);
            ends.find(|end| !places.by_name(end).is_empty())
        })
        .collect();
    let found = |value: String| Found {
        kind: LeafKind::Registration,
        value,
        stretch: stretch.clone(),
    };
    match named {
        Some(named) => Some(
            named
                .iter()
                .map(|body| found(format!("{body}{name}")))
                .collect(),
        ),
        None if bodies.as_str().ends_with("内の町村")
            || bodies.as_str().ends_with("内の市町村") =>
        {
            Some(vec![found(format!("{}の{name}", bodies.as_str()))])
        }
        None => None,
    }
}

fn is_of_suppliers(name: &str) -> bool {
    [
        "資格者",
        "有資格",
        "業者",
        "登録者",
        "参加者",
        "登載者",
        "参加資格",
        "登録名簿",
        "競争入札",
    ]
    .iter()
    .any(|word| name.contains(word))
        && !["同名簿", "当該名簿", "役員"]
            .iter()
            .any(|word| name.starts_with(word))
}

/// Whether a name only stands for the list that is named in full behind it: 資格者名簿
/// 令和8年度倉敷市競争入札参加資格者名簿に.
fn is_label(sentence: &str, range: Range<usize>) -> bool {
    const FOLLOWS: [char; 7] = ['に', 'の', 'へ', '又', 'ま', '若', '('];
    let rest = &sentence[range.end..];
    range.start <= 4 && rest.contains("名簿") && !rest.starts_with(FOLLOWS)
}

fn list(context: &Context, sentence: &Compact, range: Range<usize>) -> Found {
    static OPEN_TENDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:一般競争|指名競争)\((?:指名競争|一般競争|指名)[^()]*\)入札参加資格(?P<kept>有資格者名簿)|\((?:指名競争|一般競争|指名)[^()]*\)").expect("the pattern is well formed")
    });
    let slice = &sentence.text[range.clone()];
    let start = ["年度", "年度版", "現在"]
        .iter()
        .filter_map(|word| slice.rfind(word).map(|position| position + word.len()))
        .max()
        .unwrap_or(0);
    // What is glued before the body's name is no part of it.
    let agency = context.agency.filter(|agency| !agency.is_empty());
    let start = slice[start..]
        .find("において")
        .map_or(start, |position| start + position + "において".len());
    let glued = agency.and_then(|agency| slice[start..].rfind(agency));
    let after_other = slice[start..]
        .rfind("者又は")
        .map(|position| position + "者又は".len());
    let start = start + glued.or(after_other).unwrap_or(0);
    let start = range.start + start;
    let name = OPEN_TENDER
        .replace_all(&sentence.text[start..range.end], "$kept")
        .replace("のいずれかの", "の")
        // As scanned pages are often read.
        .replace("エ事", "工事")
        .replace('亊', "事");
    let before = &sentence.text[..start];
    Found {
        kind: LeafKind::Registration,
        value: with_body(context, before, &name),
        stretch: sentence.stretch(start, range.end),
    }
}

/// A list without a body's name is the list of the body that was named before
/// it, or of the body that buys.
fn with_body(context: &Context, before: &str, name: &str) -> String {
    let name = name.trim_start_matches([
        'の', '等', '・', '係', 'イ', 'ロ', 'ア', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク',
    ]);
    let places = &context.reading.lexicon.places;
    let bears_name = name
        .char_indices()
        .skip(1)
        .take_while(|(position, _)| *position <= 40)
        .any(|(position, _)| !places.by_name(&name[..position]).is_empty());
    let agency = context.agency.unwrap_or_default();
    if !agency.is_empty() && name.starts_with(agency) {
        let rest = &name[agency.len()..];
        return format!("{agency}{}", rest.trim_start_matches('の'));
    }
    if bears_name
        || ["企業団", "組合", "広域連合", "事務所"]
            .iter()
            .any(|body| name.contains(body))
    {
        return joined_to_body(context, name);
    }
    let bare = plain(name.trim_start_matches([
        '市', '県', '町', '村', '区', '本', '当', '等', '・', 'の', '、',
    ]));
    let body = body_before(context, before).unwrap_or_else(|| agency.to_owned());
    format!("{body}{bare}")
}

/// 高知県の競争入札参加資格者名簿 is 高知県競争入札参加資格者名簿.
fn joined_to_body(context: &Context, name: &str) -> String {
    let places = &context.reading.lexicon.places;
    if name.contains("又は") {
        return name.to_owned();
    }
    match name.find('の') {
        Some(position) if !places.by_name(&name[..position]).is_empty() => {
            format!(
                "{}{}",
                &name[..position],
                plain(&name[position + 'の'.len_utf8()..])
            )
        }
        _ => name.to_owned(),
    }
}

/// The name of a list without the の before it and the purpose in front of it.
fn plain(name: &str) -> &str {
    let name = name.trim_start_matches(['の', '等']);
    if name.starts_with("物品") || name.starts_with("役務") {
        return name;
    }
    name.rsplit("に係る").next().unwrap_or(name)
}

/// The body named last before the list, as in 美波町の令和8年度の名簿.
fn body_before(context: &Context, before: &str) -> Option<String> {
    const FARTHEST: usize = 60;
    let places = &context.reading.lexicon.places;
    let start = before
        .char_indices()
        .rev()
        .nth(FARTHEST)
        .map_or(0, |(position, _)| position);
    let near = &before[start..];
    for (end, _) in near
        .match_indices('の')
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        let name = near[..end]
            .char_indices()
            .rev()
            .skip(1)
            .take(9)
            .map(|(position, _)| &near[position..end]);
        let longest = name.filter(|name| !places.by_name(name).is_empty()).last();
        if let Some(name) = longest {
            return Some(name.to_owned());
        }
    }
    None
}

/// 競争入札参加資格の認定, 全省庁統一資格: a standing that is no list.
pub(super) fn standings(context: &Context, sentence: &Compact) -> Vec<Found> {
    static STANDING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<body>(?:[\p{Han}ヶ\p{Katakana}ー・]{0,20}の)?(?:[\p{Han}\p{Katakana}ーヶれ・]|等)*(?:競争)?入札(?:等)?参加(?:有)?資格(?:登録業者|者)?)(?:審査(?:の)?(?:結果)?)?(?:\([^()]*\))?(?:(?:[^。\n]{0,40}?)(?:認定|登録|決定|格付)(?:を受け|され|の|を有|がある|を|し)|を有(?:する|し)|がある|であ|で、)").expect("the pattern is well formed")
    });
    let text = &sentence.text;
    if let Some(position) = text.find("全省庁統一資格") {
        return vec![Found {
            kind: LeafKind::Registration,
            value: "全省庁統一資格".to_owned(),
            stretch: sentence.stretch(position, position + "全省庁統一資格".len()),
        }];
    }
    if text.contains("名簿") || !text.contains("資格") || !text.contains("参加") {
        return Vec::new();
    }
    static EXAMINED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?P<body>[\p{Han}ヶ]{1,4}[都道府県市町村区])(?:知事|長)の審査を受け[^。]{0,60}?)?(?P<name>(?:一般|指名)?競争入札(?:等)?に参加する(?:者に必要な|ことができる)?資格)(?:を有する|がある)(?:もの)?と(?:認め|認定|決定)")
            .expect("the pattern is well formed")
    });
    if let Some(captures) = EXAMINED.captures(text)
        && let Some(name) = captures.name("name")
    {
        let body = captures.name("body").map(|body| body.as_str());
        let body = body.or(context.agency).unwrap_or_default();
        return vec![Found {
            kind: LeafKind::Registration,
            value: format!("{body}{}", name.as_str()),
            stretch: sentence.stretch(name.start(), name.end()),
        }];
    }
    let found = STANDING.captures_iter(text).filter_map(|captures| {
        let name = captures.name("body")?;
        // 入札参加資格の再審査を受け、認定されていること: after an insolvency.
        if ["停止", "制限", "確認", "の再", "再"]
            .iter()
            .any(|word| text[name.end()..].starts_with(word))
        {
            return None;
        }
        if let Some(several) = of_several(context, sentence, name.range()) {
            return Some(several);
        }
        let stretch = sentence.stretch(name.start(), name.end());
        let start = name
            .as_str()
            .rfind("年度")
            .map_or(0, |position| position + "年度".len());
        let before = &text[..name.start()];
        Some(vec![Found {
            kind: LeafKind::Registration,
            value: with_body(context, before, &name.as_str()[start..]),
            stretch,
        }])
    });
    found.flatten().collect()
}

/// 関東・甲信越地域の競争参加資格 of the national standing.
pub(super) fn regions(_: &Context, sentence: &Compact) -> Vec<Found> {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:競争参加(?:を希望する)?地域|希望する地域|参加地域|地域区分)が?「?[\p{Han}・]{2,8}|[\p{Han}・]{2,8}」?(?:の)?地域(?:の|における|を|に)[^。]{0,24}?(?:資格|登録|希望|参加)").expect("the pattern is well formed")
    });
    let text = &sentence.text;
    if !text.contains("地域")
        || !["統一資格", "競争参加資格"]
            .iter()
            .any(|word| text.contains(word))
    {
        return Vec::new();
    }
    let found = REGION.find(text).map(|found| Found {
        kind: LeafKind::Other,
        value: found.as_str().to_owned(),
        stretch: sentence.stretch(found.start(), found.end()),
    });
    found.into_iter().collect()
}
