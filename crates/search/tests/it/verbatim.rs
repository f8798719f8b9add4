//! Whatever stands in a text verbatim is found, however it was segmented.

use std::sync::LazyLock;

use irefuda_procurement::{Notice, PartRole};
use irefuda_search::SearchRequest;
use proptest::prelude::*;

use crate::corpus::{Fixture, NOW, Saying, notice};

/// Texts with what is hard to segment: names, mixed scripts, tables, symbols.
const TEXTS: [&str; 5] = [
    "次のとおり一般競争入札に付するので、地方自治法施行令（昭和２２年政令第１６号）第１６７条の６第１項の規定により公告する。\n１　業務名　住民基本台帳ネットワークシステム機器賃貸借（長期継続契約）",
    "履行期限\t令和８年３月３１日（火）まで\n予定価格\t１２，３４５，６７８円（税抜）\nISO/IEC27001:2022又はＪＩＳＱ１５００１",
    "髙﨑市立德永小学校給食調理等業務プロポーザル実施要領〜審査会における評価基準は別表①②のとおり",
    "仕様：ｻｰﾊﾞ２台、㈱日本○○製UPS×4・10GbE-SFP+対応スイッチングハブ\u{ff0f}LTO-9テープ装置",
    "ごみ収集運搬（もえるごみ・もえないごみ）すべらかにころがりおちるすきまのないようにとりつけること",
];

fn notices() -> Vec<Notice> {
    let part = |index: usize, text: &str| {
        let role = PartRole::ALL[index % PartRole::ALL.len()];
        notice(&format!("text-{index}"), "件名").part(role, text)
    };
    TEXTS
        .iter()
        .enumerate()
        .map(|(index, text)| part(index, text))
        .collect()
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| Fixture::of(notices()));

fn check(text: usize, q: &str) -> Result<(), TestCaseError> {
    let request = SearchRequest {
        q: q.to_owned(),
        ..SearchRequest::default()
    };
    let answer = FIXTURE.answer(&request, NOW);
    let id = format!("text-{text}");
    let is_found = answer.hits.iter().any(|hit| hit.summary.id == id);
    prop_assert!(is_found, "「{q}」 does not find {id}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_piece_of_a_text_finds_it(text in 0..TEXTS.len(), start in 0_usize..200, length in 2_usize..12) {
        let characters: Vec<char> = TEXTS[text].chars().collect();
        let start = start % (characters.len() - 1);
        let piece = characters[start..].iter().take(length);
        let piece: String = piece.take_while(|character| !character.is_whitespace()).collect();
        // A half-width voicing mark belongs to the kana before it.
        prop_assume!(piece.chars().count() >= 2 && !piece.starts_with(['ﾞ', '-']));
        prop_assume!(!TEXTS[text].contains(&format!("{piece}ﾞ")));
        check(text, &piece)?;
    }

    #[test]
    fn any_query_is_answered(q in "\\PC{0,60}") {
        let request = SearchRequest { q, ..SearchRequest::default() };
        FIXTURE.answer(&request, NOW);
    }
}
