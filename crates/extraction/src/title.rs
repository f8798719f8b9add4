//! The title (件名): what is bought, without the notice's own heading, the bid
//! date or the file's size.

use std::sync::LazyLock;

use irefuda_procurement::{Kind, PartRole};
use regex::Regex;

use crate::reading::Reading;
use crate::text::{Stretch, trim};

/// A title is no longer than this, in characters.
const LONGEST: usize = 120;
/// A document's own heading stands in so many first lines.
const HEADING_LINES: usize = 40;

/// The title and where it stands. What is no notice buys nothing.
pub(crate) fn read(reading: &Reading, kind: Kind) -> Option<Stretch> {
    match kind {
        Kind::Other => return None,
        Kind::Forecast => return forecast(reading),
        _ => {}
    }
    let labelled = labelled(reading);
    let name = labelled
        .clone()
        .filter(|title| !is_list_of_goods(reading.get(title)));
    name.or_else(|| quoted(reading))
        .or_else(|| of_portal(reading))
        .or_else(|| heading(reading))
        .or(labelled)
}

/// 電動ベッド64台、マットレス64枚: what the goods are, under 品名及び数量, where the
/// notice may have a shorter name for all.
fn is_list_of_goods(title: &str) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[0-9]\s?(?:台|灯|組|枚|個|本|着|脚|冊|部|張|セット|式)(?:\s?、|\s+\p{Han})")
            .expect("the pattern is well formed")
    });
    COUNTED.is_match(title)
}

/// The heading of a list of what will be procured (発注見通し).
fn forecast(reading: &Reading) -> Option<Stretch> {
    let text = reading.text.folded();
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').take(HEADING_LINES).map(|line| {
        start += line.len();
        clean(reading, trim(text, start - line.len()..start))
    });
    lines.find(|line| {
        let line = reading.get(line);
        let names = ["発注見通し", "発注の見通し", "発注予定"];
        is_title(line) && names.iter().any(|name| line.contains(name)) && line.contains("年度")
    })
}

/// The title that stands under its label.
pub(crate) fn labelled(reading: &Reading) -> Option<Stretch> {
    let roles = [
        PartRole::Notice,
        PartRole::Instructions,
        PartRole::Result,
        PartRole::Specification,
    ];
    let labelled = reading.labelled("title", &roles);
    labelled
        .into_iter()
        .find_map(|labelled| title(reading, value_line(reading, &labelled.value)))
}

/// The title in a stretch, without what stands around it; none if that is none.
pub(crate) fn title(reading: &Reading, stretch: Stretch) -> Option<Stretch> {
    let title = clean(reading, stretch);
    is_title(reading.get(&title)).then_some(title)
}

/// What a portal's own head gives as the title: behind 件名, or the first line
/// above 発注機関.
fn of_portal(reading: &Reading) -> Option<Stretch> {
    let body = reading.body().start;
    let head = &reading.text.folded()[..body];
    let mut start = 0;
    let mut lines = head.split_inclusive('\n').map(|line| {
        start += line.len();
        trim(reading.text.folded(), start - line.len()..start)
    });
    let first = lines.find(|line| !line.is_empty())?;
    let named = std::iter::once(first.clone())
        .chain(lines)
        .find(|line| reading.get(line).starts_with("件名"));
    let is_above = head[first.end..]
        .trim_start()
        .trim_start_matches("- ")
        .starts_with("発注機関");
    let line = match named {
        Some(line) => {
            let value = reading.get(&line)["件名".len()..].trim_start_matches([':', ' ']);
            line.end - value.len()..line.end
        }
        None if is_above => first,
        None => return None,
    };
    let title = without_suffix(reading, clean(reading, line));
    is_title(reading.get(&title)).then_some(title)
}

/// The first line of a value that is no number of the case.
fn value_line(reading: &Reading, value: &Stretch) -> Stretch {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:令和|平成)?[0-9元]{1,2}年度)?\s?\S{0,12}第?\s?[0-9A-Z-]{1,12}号?$")
            .expect("the pattern is well formed")
    });
    let mut rest = value.clone();
    loop {
        let line = reading.first_line(&rest);
        if line.is_empty() || !NUMBER.is_match(reading.get(&line)) {
            return line;
        }
        rest = line.end..value.end;
    }
}

/// Drops what stands around a title: brackets with the kind of notice, quotes,
/// quantities, bid dates, file sizes.
fn clean(reading: &Reading, line: Stretch) -> Stretch {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:【[^】]{1,20}】|(?:入札公告|公告|入札情報|募集)\s?[「『]|〔[^〕]{1,20}〕|\[[^\]]{1,20}\]|[「『\s:・#*|]|<[^>]{1,20}>|(?:(?:令和|平成)?[0-9元]{1,2}年度)?\s?[^\s第]{1,8}\s?第[0-9-]+号\s|第[0-9-]+号\s)+").expect("the pattern is well formed")
    });
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\((?:[^()]*(?:入札|[0-9]\s?[KM]B|PDF|入札日|公告|見積|円)[^()]*)\)|[\s　]+(?:一式|1式|[0-9,]+(?:台|式|個|件|箇所|セット|枚|部|冊|組|本|着|棟))|\s?一式(?:\((?:約|概ね)?[0-9,]+[^()]*\))?|[」』\s:|*]|の(?:購入|売買|賃貸借|請負)契約|【[^】]{1,20}】|[\s]?\(?詳細は.*|\s*\(?[0-9]?\)?(?:公募|公告|案件|工事|業務|入札)番号.*|\([0-9]\)(?:数量|規格|納入|履行).*|[\s、]*(?:別紙)?仕様書のとおり.*)+$").expect("the pattern is well formed")
    });
    let mut line = line;
    // (1)件名○○の購入, 件名○○: the label is glued to its value.
    let bare = reading.get(&line).trim_start_matches(['(', ')', '1', ' ']);
    let named = bare.strip_prefix("件名");
    if let Some(named) = named.filter(|named| !named.starts_with(PARTICLES)) {
        line.start = line.end - named.len();
    }
    if let Some(tab) = reading.get(&line).find(['\t', '|']) {
        line.end = line.start + tab;
    }
    if let Some(head) = HEAD.find(reading.get(&line)) {
        line.start += head.end();
    }
    let slice = reading.get(&line);
    if let Some(close) = slice
        .find(['」', '』'])
        .filter(|close| !slice[..*close].contains(['「', '『']))
    {
        line.end = line.start + close;
    }
    if let Some(tail) = TAIL.find(reading.get(&line)) {
        line.end = line.start + tail.start();
    }
    trim(reading.text.folded(), line)
}

/// What a word goes on with.
const PARTICLES: [char; 9] = ['の', 'を', 'は', 'に', 'と', '及', '・', '等', '、'];

fn is_title(title: &str) -> bool {
    let length = title.chars().count();
    let says_nothing = [
        "のとおり",
        "別紙",
        "次のとおり",
        "仕様書",
        "による",
        "参照",
        "及び",
        "に関する",
    ]
    .iter()
    .any(|word| title == *word || title.ends_with("のとおり") || title.ends_with("による"));
    (3..=LONGEST).contains(&length)
        && !title.contains('。')
        && !says_nothing
        && !title.starts_with(PARTICLES)
        && !["同校", "同所", "別紙", "別添", "別表", "本件"]
            .iter()
            .any(|word| title.starts_with(word))
}

/// 「○○業務」の入札, ○○業務について、一般競争入札: a title inside the first
/// sentence.
fn quoted(reading: &Reading) -> Option<Stretch> {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
        const TITLE: &str = r"(?:「(?P<quoted>[^」。]{4,80})」(?:に係る|について|の(?:一般競争|制限付|条件付|指名|公募|入札|委託|受託|調達|契約|業務))|(?:^|[。\n]|により、?|に基づき、?|、)(?P<bare>[^。、\n「」]{4,60}(?:業務|委託|工事|購入|賃貸借|借上げ|調達|修繕|製造|印刷|設計|測量|\([^()]{2,8}\)|[^\p{Hiragana}\d\s()]{2}))(?:の(?:購入|売買|賃貸借|請負|業務委託)?契約|の調達|契約)?(?:について|に係る)";
        Regex::new(&format!("{TITLE}{ANNOUNCED})")).expect("the pattern is well formed")
    });
    for section in
        reading.sections_of(&[PartRole::Notice, PartRole::Instructions, PartRole::Result])
    {
        let whole = &reading.sections[section].whole;
        let head: String = reading.get(whole).chars().take(1500).collect();
        if may_quote(&head)
            && let Some(captures) = SENTENCE.captures(&head)
            && let Some(found) = captures.name("quoted").or(captures.name("bare"))
        {
            let title = clean(
                reading,
                whole.start + found.start()..whole.start + found.end(),
            );
            if is_title(reading.get(&title)) {
                return Some(title);
            }
        }
    }
    None
}

/// What follows a title and について or に係る.
const ANNOUNCED: &str = r"、?(?:次の|下記の|左記の)?(?:とおり|[0-9]区分に分けて)?(?:、)?(?:公募型|簡易公募型|一般競争|条件付|制限付|事後審査|指名競争|プロポーザル|企画競争|受託|入札|見積)";

/// Whether a text has what stands behind a title inside a sentence.
fn may_quote(text: &str) -> bool {
    static GOES_ON: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!("^{ANNOUNCED}")).expect("the pattern is well formed"));
    let mut quotes = text.match_indices('」');
    let is_quoted =
        quotes.any(|(position, quote)| text[position + quote.len()..].starts_with(['に', 'の']));
    let is_spoken_of = || {
        ["について", "に係る"].iter().any(|words| {
            let mut found = text.match_indices(words);
            found.any(|(position, words)| GOES_ON.is_match(&text[position + words.len()..]))
        })
    };
    is_quoted || is_spoken_of()
}

/// A heading without what says how the thing is bought.
fn without_suffix(reading: &Reading, title: Stretch) -> Stretch {
    static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:に係る|の|に関する|について|に伴う)?(?:公募型|簡易公募型|指名型)?(?:プロポーザル|企画競争|企画提案|一般競争入札|条件付|制限付|事後審査|入札|見積|オープンカウンタ|受託(?:者|候補者)|事業者|参加者|参加事業者|委託先|の?公募|募集|質問|質疑|の?実施(?:について|要領|要項|要綱|の|に|し|する|$)|仕様書|特記仕様|落札|結果).*$").expect("the pattern is well formed")
    });
    let suffix = SUFFIX.find(reading.get(&title));
    let end = suffix
        .filter(|suffix| suffix.start() > 0)
        .map_or(title.end, |suffix| title.start + suffix.start());
    trim(reading.text.folded(), title.start..end)
}

/// The title inside the document's own heading: ○○業務 of ○○業務委託仕様書 or
/// ○○業務に係る公募型プロポーザル実施要領.
fn heading(reading: &Reading) -> Option<Stretch> {
    /// Fields of portals, of which the values are glued to their names.
    const FIELDS: [&str; 8] = [
        "種別",
        "組織",
        "入札区分",
        "公示日",
        "取得日",
        "カテゴリ",
        "公示種別",
        "納入期限",
    ];
    let mut start = 0;
    let text = reading.text.folded();
    for line in text.split_inclusive('\n').take(HEADING_LINES) {
        let stretch = trim(text, start..start + line.len());
        start += line.len();
        let bare = reading
            .get(&stretch)
            .trim_start_matches(['#', '*', ' ', '■']);
        if FIELDS.iter().any(|field| bare.starts_with(field)) {
            continue;
        }
        let title = clean(reading, stretch.end - bare.len()..stretch.end);
        let title = without_suffix(reading, title);
        let says_what = [
            "業務",
            "委託",
            "工事",
            "購入",
            "賃貸借",
            "借上げ",
            "調達",
            "修繕",
            "事業",
            "製造",
            "設計",
            "測量",
            "印刷",
            "運営",
            "整備",
            "作成",
            "保守",
            "管理",
        ];
        if is_title(reading.get(&title))
            && says_what
                .iter()
                .any(|word| reading.get(&title).ends_with(word))
        {
            return Some(title);
        }
    }
    None
}
