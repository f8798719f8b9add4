//! Holdings as they are typed.

use irefuda_procurement::eligibility::{Holdings, MOST_HOLDINGS};

use super::LEXICON;

fn typed(text: &str) -> Result<Holdings, String> {
    let mut holdings = Holdings::default();
    let folded = irefuda_folding::fold(text);
    match holdings.add(folded.text(), &LEXICON) {
        Ok(()) => Ok(holdings),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn each_has_one_way_to_be_written_which_is_taken_again() {
    let cases = [
        // What is typed, and how it is written.
        ("ISMS", "ISMS"),
        ("isms", "ISMS"),
        ("ＩＳＯ／ＩＥＣ 27001", "ISMS"),
        ("Pマーク", "プライバシーマーク"),
        ("警備業", "警備業認定"),
        (
            "Pマーク、ISMS; 警備業\nISO9001",
            "プライバシーマーク, ISMS, 警備業認定, ISO9001",
        ),
        ("ISMS, isms", "ISMS"),
        ("認証:ISMS", "ISMS"),
        ("licence:警備業", "警備業認定"),
        ("全省庁統一資格", "登録:全省庁統一資格"),
        ("登録：岡山市", "登録:岡山市"),
        ("registration:岡山県 物品", "登録:岡山県 物品"),
        ("等級:a", "等級:A"),
        ("等級:A等級", "等級:A"),
        ("格付:特A", "等級:特A"),
        ("grade:岡山市:B", "等級:岡山市B"),
        ("等級:全省庁統一資格C", "等級:全省庁統一資格C"),
        ("本店:岡山市", "本店:岡山県岡山市"),
        ("head_office:岡山県岡山市", "本店:岡山県岡山市"),
        ("営業所:東京都", "支店:東京都"),
        ("支店:東京都府中市", "支店:東京都府中市"),
        ("認証:なし, 登録:none", "認証:なし, 登録:なし"),
        (" , ,", ""),
    ];
    for (text, expected) in cases {
        let holdings = typed(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(holdings.to_string(), expected, "{text}");
        assert_eq!(typed(expected).as_ref(), Ok(&holdings), "{expected}");
    }
}

#[test]
fn what_cannot_be_taken_is_named_with_what_is_allowed() {
    let cases = [
        (
            "ISSM",
            "`ISSM`: no certification or licence has this name; allowed: ",
        ),
        ("マーク", "not a name; near it are: プライバシーマーク"),
        ("産業廃棄物", "several begin so: 産業廃棄物収集運搬業許可, "),
        ("免許:警備業", "`免許` is no prefix; allowed: "),
        ("登録:", "nothing stands behind the colon; allowed: "),
        ("登録:岡山氏", "whose list it is has to be said first"),
        (
            "登録:府中市",
            "several bear this name: 東京都府中市, 広島県府中市",
        ),
        ("等級:よい", "a grade is expected"),
        ("等級:ABC", "a grade is expected"),
        ("本店:オカヤマ", "a prefecture or municipality is expected"),
        (
            "本店:伊達市",
            "several bear this name: 北海道伊達市, 福島県伊達市",
        ),
        ("本店:岡山市, 本店:倉敷市", "a firm has one head office"),
        ("認証:なし, ISMS", "together with none of its kind"),
        ("ISMS, 認証:なし", "together with none of its kind"),
        ("許認可:ISMS", "no certification or licence has this name"),
    ];
    for (text, says) in cases {
        let error = typed(text).expect_err(text);
        assert!(error.contains(says), "{text}: {error}");
    }
}

#[test]
fn one_can_be_taken_away() {
    let holdings = typed("ISMS, 登録:岡山市").expect("well formed");
    assert_eq!(holdings.without("ISMS").to_string(), "登録:岡山市");
    assert!(holdings.without("ISMS").without("登録:岡山市").is_empty());
}

#[test]
fn there_is_a_limit() {
    let long = format!("登録:岡山市{}", "あ".repeat(80));
    assert!(typed(&long).expect_err("long").contains("longer than 60"));
    let places = LEXICON
        .places
        .all()
        .iter()
        .filter(|place| place.prefecture == "北海道");
    let many: Vec<String> = places
        .take(MOST_HOLDINGS + 2)
        .map(|place| format!("支店:{}{}", place.prefecture, place.name))
        .collect();
    let error = typed(&many[1..].join(",")).expect_err("many");
    assert!(error.contains("more than 60 holdings"), "{error}");
}
