//! Money that the documents state: what the body expects to pay (予定価格), the
//! most that a proposal may cost (上限額), the least that a bid may be (最低制限価格).

use std::sync::LazyLock;

use irefuda_procurement::{Lexicon, PartRole, Price, PriceKind, TaxBasis};
use regex::{Captures, Regex};

use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

/// The labels of amounts.
#[derive(Debug)]
pub(crate) struct PriceLabels {
    labels: Vocabulary,
    /// What each stands for; nothing for an amount that is no price.
    kinds: Vec<Option<PriceKind>>,
}

/// An amount stands no further behind its label than this, in characters.
const REACH: usize = 70;
/// What is said of the tax stands no further behind the amount than this, in
/// characters.
const TAX_REACH: usize = 36;

const ROLES: [PartRole; 4] = [
    PartRole::Notice,
    PartRole::Instructions,
    PartRole::Specification,
    PartRole::Result,
];

impl PriceLabels {
    pub fn new(lexicon: &Lexicon) -> Self {
        let fields = [
            ("estimated_price", Some(PriceKind::Estimated)),
            ("ceiling", Some(PriceKind::Ceiling)),
            ("minimum_price", Some(PriceKind::Minimum)),
            ("other_price", None),
        ];
        let mut labels: Vec<&str> = Vec::new();
        let mut kinds = Vec::new();
        for heading in &lexicon.headings {
            let kind = fields.iter().find(|(field, _)| heading.field == *field);
            for label in kind.iter().flat_map(|_| &heading.labels) {
                labels.push(label);
                kinds.extend(kind.map(|(_, kind)| *kind));
            }
        }
        let labels = Vocabulary::new(labels);
        Self { labels, kinds }
    }

    /// The labels.
    pub fn words(&self) -> &Vocabulary {
        &self.labels
    }
}

/// The amounts of a document, in the order of the text; each once, without those
/// that it says no longer hold.
pub(crate) fn read(reading: &Reading, labels: &PriceLabels, replaced: &[Stretch]) -> Vec<Price> {
    let mut prices: Vec<Price> = Vec::new();
    for section in reading.sections_of(&ROLES) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        // What was said of the tax where a table was announced.
        let mut announced = (None, TaxBasis::NotStated);
        let found = reading.words_of(section, Group::Prices);
        let mut found = found.map(|found| found.moved_back(whole.start)).peekable();
        while let Some(label) = found.next() {
            let Some(kind) = labels.kinds[label.word] else {
                continue;
            };
            let limit = found.peek().map_or(text.len(), |next| next.start());
            let behind = &text[label.end()..limit];
            let mut amounts = amounts(behind);
            if amounts.is_empty() {
                let of_all = tax(within(behind, REACH).split('。').next().unwrap_or_default());
                announced = (Some(kind), of_all);
                // 予定価格は、消費税を含みます: a note below.
                let is_note = behind.starts_with('は');
                let earlier = prices
                    .iter_mut()
                    .filter(|price| is_note && price.kind == kind);
                for price in earlier.filter(|price| price.tax == TaxBasis::NotStated) {
                    price.tax = of_all;
                }
            } else if announced.0 == Some(kind) {
                fill(&mut amounts, announced.1);
            }
            for amount in amounts {
                let end = label.end() + amount.range.end;
                let last = whole.start + end - 1;
                if replaced.iter().any(|old| old.contains(&last)) {
                    continue;
                }
                let stretch = whole.start + label.start()..whole.start + end;
                let is_said = prices
                    .iter_mut()
                    .find(|price| (price.kind, price.yen) == (kind, amount.yen));
                match is_said {
                    Some(price) if price.tax == TaxBasis::NotStated => price.tax = amount.tax,
                    Some(_) => {}
                    None => prices.push(Price {
                        kind,
                        yen: amount.yen,
                        tax: amount.tax,
                        evidence: reading.text.evidence(&stretch),
                    }),
                }
            }
        }
    }
    prices
}

/// An amount behind a label.
#[derive(Debug)]
struct Amount {
    yen: u64,
    tax: TaxBasis,
    range: Stretch,
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:金|\\|(?P<sign>¥))?\s?(?:(?P<hundred_millions>[0-9,]+(?:\.[0-9]+)?)億)?(?:(?P<ten_thousands>[0-9,]+(?:\.[0-9]+)?)\s?(?P<myriad>千万|百万|十万|万))?(?:(?P<yen>[0-9,]+)\s?(?P<thousand>千)?)?円|¥\s?(?P<bare>[0-9]{1,3}(?:,[0-9]{3})+)|(?P<kanji>[〇一二三四五六七八九十百千万億]{2,20})円")
        .expect("the pattern is well formed")
});
/// What may stand between two amounts of one label: years, 税抜, 月額, 内訳.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s|:、/・*-]*(?:(?:うち|各年度の?|内訳|(?:令和|平成|R)?[0-9元]{1,2}年度|[0-9]+(?:年|か月|箇月|ヶ月)間?|月額|年額|年間|総額|合計|小計|計|初年度|次年度以降|税抜き?|税込み?|消費税(?:及び地方消費税)?(?:を含む|を除く)?|本体価格?|[\p{Han}ァ-ヶー]{2,8}(?:業務|費|分)|構築|運用保守|導入|保守|運用|分|は|の)[\s|:、/・(]*)*金?$")
        .expect("the pattern is well formed")
});

/// The amounts in what stands behind a label: the first, and those that go with it.
fn amounts(behind: &str) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    if ["未満", "以上", "を下回", "を超", "以下", "の範囲", "の制限"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return amounts;
    }
    let mut position = 0;
    let mut of_label = TaxBasis::NotStated;
    loop {
        let near = within(&behind[position..], REACH);
        let Some(found) = AMOUNT.captures(near) else {
            break;
        };
        let Some(range) = found.get(0).map(|whole| whole.range()) else {
            break;
        };
        let (before, after) = (&near[..range.start], &near[range.end..]);
        let (mine, next) = match amounts.is_empty() {
            true => ("", before),
            false => shared(before),
        };
        let goes_on = match amounts.is_empty() {
            true => !before.contains(['。', '×']) && !before.contains("分の"),
            false => BETWEEN.is_match(next),
        };
        if let Some(last) = amounts.last_mut().filter(|_| goes_on) {
            let of_last = tax(mine);
            last.tax = [of_last, last.tax]
                .into_iter()
                .find(|tax| *tax != TaxBasis::NotStated)
                .unwrap_or(of_label);
        }
        let yen = yen(&found).filter(|yen| *yen >= 1_000);
        let Some(yen) = yen.filter(|_| goes_on && !is_threshold(after)) else {
            break;
        };
        let own = tax(next);
        if amounts.is_empty() {
            of_label = own;
        }
        let range = position + range.start..position + range.end;
        position = range.end;
        amounts.push(Amount {
            yen,
            tax: own,
            range,
        });
    }
    if let Some(last) = amounts.last_mut() {
        let behind = of_amount(within(&behind[position..], TAX_REACH));
        let of_last = tax(behind);
        if of_last != TaxBasis::NotStated {
            last.tax = of_last;
        }
    }
    with_its_tax(&mut amounts);
    let stated = amounts.iter().map(|amount| amount.tax);
    let stated = stated.into_iter().find(|tax| *tax != TaxBasis::NotStated);
    fill(&mut amounts, stated.unwrap_or(TaxBasis::NotStated));
    amounts
}

/// 86,460,000円(税抜き 78,600,000円): of which nothing is said, it is the other
/// amount and the tax on it, of ten or eight per cent.
fn with_its_tax(amounts: &mut [Amount]) {
    let bare = amounts
        .iter()
        .find(|amount| amount.tax == TaxBasis::Excluded)
        .map(|amount| amount.yen);
    let is_with_tax = |yen: u64, bare: u64| {
        [110, 108]
            .iter()
            .any(|percent| (bare.saturating_mul(*percent) / 100).abs_diff(yen) <= 1)
    };
    for amount in amounts {
        let is_unsaid = amount.tax == TaxBasis::NotStated;
        if is_unsaid && bare.is_some_and(|bare| is_with_tax(amount.yen, bare)) {
            amount.tax = TaxBasis::Included;
        }
    }
}

/// Amounts of which nothing is said are as the others.
fn fill(amounts: &mut [Amount], tax: TaxBasis) {
    for amount in amounts {
        if amount.tax == TaxBasis::NotStated {
            amount.tax = tax;
        }
    }
}

/// What stands between two amounts: what is said of the first, and what of the
/// second: (税込) | 税抜.
fn shared(between: &str) -> (&str, &str) {
    let opens = between.trim_start_matches([' ', '-']).starts_with('(');
    let cut = match between.find(')') {
        Some(end) if opens => end + ')'.len_utf8(),
        _ if opens => between.rfind('。').map_or(0, |end| end + '。'.len_utf8()),
        _ => 0,
    };
    let (first, second) = between.split_at(cut);
    (first, second.trim_start_matches([' ', '-', '(', '、']))
}

/// What stands behind an amount and speaks of it: a bracket, or the sentence.
fn of_amount(behind: &str) -> &str {
    let in_bracket = behind.trim_start_matches([' ', '-']).starts_with('(');
    match behind.find(')') {
        Some(end) if in_bracket => &behind[..end],
        _ if in_bracket => behind,
        _ => behind.split(['。', '\n', '\t']).next().unwrap_or(behind),
    }
}

/// 予定価格1,000万円以上の…: a limit of a rule, not the price.
fn is_threshold(after: &str) -> bool {
    ["以上", "未満", "を超え", "超"]
        .iter()
        .any(|word| after.starts_with(word))
}

fn yen(found: &Captures) -> Option<u64> {
    if let Some(kanji) = found.name("kanji") {
        return Some(in_kanji(kanji.as_str()));
    }
    let number = |name: &str| -> Option<f64> {
        let digits = found.name(name)?.as_str().replace(',', "");
        digits.parse().ok()
    };
    let myriad = match found.name("myriad").map(|unit| unit.as_str()) {
        Some("千万") => 10_000_000.0,
        Some("百万") => 1_000_000.0,
        Some("十万") => 100_000.0,
        _ => 10_000.0,
    };
    let parts = [
        number("hundred_millions").map(|number| number * 100_000_000.0),
        number("ten_thousands").map(|number| number * myriad),
        number("bare"),
        number("yen").map(|number| match found.name("thousand") {
            Some(_) => number * 1_000.0,
            None => number,
        }),
    ];
    let sum: f64 = parts.iter().flatten().sum();
    (sum > 0.0 && sum < 1e15).then_some(sum.round() as u64)
}

/// 五千七百二十万, 三一四六〇〇〇.
fn in_kanji(written: &str) -> u64 {
    let (mut sum, mut of_myriad, mut digits) = (0u64, 0u64, None);
    for letter in written.chars() {
        let position = "〇一二三四五六七八九"
            .chars()
            .position(|digit| digit == letter);
        if let Some(digit) = position {
            digits = Some(
                digits
                    .unwrap_or(0u64)
                    .saturating_mul(10)
                    .saturating_add(digit as u64),
            );
            continue;
        }
        let unit = match letter {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            _ => 100_000_000,
        };
        if unit < 10_000 {
            of_myriad = of_myriad.saturating_add(digits.take().unwrap_or(1).saturating_mul(unit));
        } else {
            of_myriad = of_myriad.saturating_add(digits.take().unwrap_or(0));
            sum = sum.saturating_add(of_myriad.saturating_mul(unit));
            of_myriad = 0;
        }
    }
    sum.saturating_add(of_myriad)
        .saturating_add(digits.unwrap_or(0))
}

/// What is said of consumption tax.
fn tax(text: &str) -> TaxBasis {
    const EXCLUDED: [&str; 14] = [
        "税抜",
        "税別",
        "税を除",
        "税額を除",
        "税等を除",
        "相当額を除",
        "税を含まない",
        "額を含まない",
        "税抜き",
        "除く",
        "含まない",
        "含まず",
        "税等抜",
        "除いた",
    ];
    const INCLUDED: [&str; 11] = [
        "うち消費税",
        "税込",
        "税を含",
        "税額を含",
        "相当額を含",
        "税等を含",
        "込み",
        "含む",
        "含み",
        "税等込",
        "含めた",
    ];
    let position = |words: &[&str]| words.iter().filter_map(|word| text.find(word)).min();
    match (position(&EXCLUDED), position(&INCLUDED)) {
        (Some(excluded), Some(included)) if included < excluded => TaxBasis::Included,
        (Some(_), _) => TaxBasis::Excluded,
        (None, Some(_)) => TaxBasis::Included,
        (None, None) => TaxBasis::NotStated,
    }
}

/// The beginning of a text, this many characters.
fn within(text: &str, length: usize) -> &str {
    let end = text.char_indices().nth(length);
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u64, TaxBasis)>) {
        check_all(text, &expected.into_iter().collect::<Vec<_>>());
    }

    fn check_all(text: &str, expected: &[(u64, TaxBasis)]) {
        let folded = irefuda_folding::fold(text);
        let read = amounts(folded.text());
        let read: Vec<(u64, TaxBasis)> = read.iter().map(|read| (read.yen, read.tax)).collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn several_amounts_go_with_one_label() {
        use TaxBasis::{Excluded, Included, NotStated};
        check_all(
            " 86,460,000円（税抜き 78,600,000円）",
            &[(86_460_000, Included), (78_600_000, Excluded)],
        );
        check_all(
            "（税込み）¥63,470,000-（税抜き ¥57,700,000-）",
            &[(63_470_000, Included), (57_700_000, Excluded)],
        );
        check_all(
            " 118,690,000円（税込） 107,900,000円（税抜）",
            &[(118_690_000, Included), (107_900_000, Excluded)],
        );
        check_all(
            "\t24,640,000円（消費税及び地方消費税を含む）\nうち令和8年度分 5,280,000円",
            &[(24_640_000, Included), (5_280_000, Included)],
        );
        check_all(
            "\t月額 5,720千円、3年間の総額 205,920千円（いずれも消費税及び地方消費税10％を含む）",
            &[(5_720_000, Included), (205_920_000, Included)],
        );
        check_all(
            " 59,400,000円（消費税及び地方消費税を含む。税抜 54,000,000円）",
            &[(59_400_000, Included), (54_000_000, Excluded)],
        );
        check_all(
            " 10,000,000円\t入札保証金 500,000円",
            &[(10_000_000, NotStated)],
        );
        check_all(
            " 金五千七百二十万円（消費税及び地方消費税の額を含む。）",
            &[(57_200_000, Included)],
        );
        check_all(
            " 金一億二千三百四万円（うち消費税の額 千百万円）",
            &[(123_040_000, Included)],
        );
        check_all("未満の入札 51,000,000円", &[]);
    }

    #[test]
    fn amounts_are_read_in_every_writing() {
        use TaxBasis::{Excluded, Included, NotStated};
        check(" 12,345,000円（税込）", Some((12_345_000, Included)));
        check(
            "：金９，４６０千円（消費税及び地方消費税を含む。）",
            Some((9_460_000, Included)),
        );
        check(" 1億2,000万円 税抜", Some((120_000_000, Excluded)));
        check(" 3.5億円", Some((350_000_000, NotStated)));
        check("　５００万円以内とする。", Some((5_000_000, NotStated)));
        check("（税抜） 7,700,000円", Some((7_700_000, Excluded)));
        check(
            "は、49,500,000円（消費税及び地方消費税の額を含む。）とする",
            Some((49_500_000, Included)),
        );
        check("が1,000万円以上の工事", None);
        check("は事後に公表する。100円", None);
        check("の100分の10 5,000円", None);
    }
}
