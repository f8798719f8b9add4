//! Money that the documents state: what the body expects to pay (予定価格), the
//! most that a proposal may cost (上限額), the least that a bid may be (最低制限価格).

use std::sync::LazyLock;

use irefuda_procurement::{Lexicon, PartRole, Price, PriceKind, TaxBasis};
use regex::{Captures, Regex};

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
}

/// The amounts of a document, in the order of the text; each once.
pub(crate) fn read(reading: &Reading, labels: &PriceLabels) -> Vec<Price> {
    let mut prices: Vec<Price> = Vec::new();
    for section in reading.sections_of(&ROLES) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        let mut found = labels.labels.find_iter(text).peekable();
        while let Some(label) = found.next() {
            let Some(kind) = labels.kinds[label.word] else {
                continue;
            };
            let limit = found.peek().map_or(text.len(), |next| next.start());
            let near = within(&text[label.end()..limit], REACH);
            if let Some((yen, tax, stretch)) = amount(text, near, label.start(), label.end()) {
                let stretch = whole.start + stretch.start..whole.start + stretch.end;
                let is_said = prices
                    .iter_mut()
                    .find(|price| (price.kind, price.yen) == (kind, yen));
                match is_said {
                    Some(price) if price.tax == TaxBasis::NotStated => price.tax = tax,
                    Some(_) => {}
                    None => prices.push(Price {
                        kind,
                        yen,
                        tax,
                        evidence: reading.text.evidence(&stretch),
                    }),
                }
            }
        }
    }
    prices
}

/// The amount in what stands behind a label: yen, tax, and where both stand.
fn amount(text: &str, near: &str, label: usize, start: usize) -> Option<(u64, TaxBasis, Stretch)> {
    static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:金|\\|¥)?\s?(?:(?P<hundred_millions>[0-9,]+(?:\.[0-9]+)?)億)?(?:(?P<ten_thousands>[0-9,]+(?:\.[0-9]+)?)(?P<myriad>千万|百万|十万|万))?(?:(?P<yen>[0-9,]+)(?P<thousand>千)?)?円")
            .expect("the pattern is well formed")
    });
    let found = AMOUNT.captures(near)?;
    let whole = found.get(0)?;
    let before = &near[..whole.start()];
    let after = &near[whole.end()..];
    if before.contains(['。', '×']) || is_threshold(after) || before.contains("分の") {
        return None;
    }
    let yen = yen(&found)?;
    let end = start + whole.end();
    let behind = within(&text[end..], TAX_REACH);
    let behind = behind.split(['。', '\n']).next().unwrap_or(behind);
    let tax = tax(before, behind);
    (yen >= 1_000).then_some((yen, tax, label..end))
}

/// 予定価格1,000万円以上の…: a limit of a rule, not the price.
fn is_threshold(after: &str) -> bool {
    ["以上", "未満", "を超え", "超"]
        .iter()
        .any(|word| after.starts_with(word))
}

fn yen(found: &Captures) -> Option<u64> {
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
        number("yen").map(|number| match found.name("thousand") {
            Some(_) => number * 1_000.0,
            None => number,
        }),
    ];
    let sum: f64 = parts.iter().flatten().sum();
    (sum > 0.0 && sum < 1e15).then_some(sum.round() as u64)
}

/// What is said of consumption tax before or behind an amount.
fn tax(before: &str, behind: &str) -> TaxBasis {
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
    const INCLUDED: [&str; 10] = [
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
    for text in [behind, before] {
        let position = |words: &[&str]| words.iter().filter_map(|word| text.find(word)).min();
        match (position(&EXCLUDED), position(&INCLUDED)) {
            (Some(excluded), Some(included)) if included < excluded => return TaxBasis::Included,
            (Some(_), _) => return TaxBasis::Excluded,
            (None, Some(_)) => return TaxBasis::Included,
            (None, None) => {}
        }
    }
    TaxBasis::NotStated
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
        let folded = irefuda_folding::fold(text);
        let text = folded.text();
        let read = amount(text, within(text, REACH), 0, 0);
        assert_eq!(read.map(|(yen, tax, _)| (yen, tax)), expected, "{text}");
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
