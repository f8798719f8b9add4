//! Which words find which notices, and in which order.

use std::sync::LazyLock;

use irefuda_procurement::{Notice, PartRole};

use crate::corpus::{Fixture, Saying, ids, notice};

fn notices() -> Vec<Notice> {
    vec![
        notice("cleaning", "庁舎清掃業務委託")
            .text("次のとおり一般競争入札を行う。清掃業務を委託する。"),
        notice("laundry", "病院リネン類クリーニング")
            .text("リネン類の洗濯を請け負う者を募集する。"),
        notice("system", "財務会計システムの保守")
            .text("システムの保守を行う事業者を選定する。\n防犯は別に定める。"),
        notice("camera", "防犯カメラ等設置工事").text("通学路に防犯カメラを新たに設置する。"),
        notice("network", "住民基本台帳ネットワーク機器の更新").text("機器を更新する。"),
        notice("juki", "住基ネット端末の賃貸借").text("端末を借り入れる。"),
        notice("server", "サーバー機器購入")
            .text("データセンターに置くサーバーを１２，３４５円以内で購入する。"),
        notice("server-stem", "サーバ更新").text("データセンタに置くサーバを更新する。"),
        notice("pmark", "封入封緘業務").text("プライバシーマークを取得していること。"),
        notice("jis", "印刷業務").text("JIS Q 15001 の認証を受けていること。"),
        notice("policy-only", "道路舗装工事").part(
            PartRole::Policy,
            "第1条 情報資産の取扱いには要注意。水質検査の結果は秘密とする。",
        ),
        notice("water", "水質検査業務").text("浄水場の水質検査を行う。"),
        notice("verb", "庁舎警備")
            .text("警備員は巡回しなければならない。契約を取り消す場合がある。"),
    ]
}

#[test]
fn words_find_notices_best_first() {
    let cases: &[(&str, &[&str])] = &[
        // A compound is its morphemes in a row, particles or not.
        ("システム保守", &["system"]),
        ("システムの保守", &["system"]),
        ("防犯カメラ設置", &["camera"]),
        // A phrase never spans the end of a sentence or line.
        ("\"選定防犯\"", &[]),
        // All words are required; a full-width space separates, too.
        ("庁舎　警備", &["verb"]),
        ("庁舎 -清掃", &["verb"]),
        ("庁舎 －警備", &["cleaning"]),
        ("-庁舎 -サーバ -業務 -ネット -システム -工事", &["laundry"]),
        // Quotation marks want the words in a row.
        ("「清掃業務」", &["cleaning"]),
        ("\"業務清掃\"", &[]),
        // Spellings.
        ("サーバー", &["server-stem", "server"]),
        ("サーバ", &["server-stem", "server"]),
        ("データセンタ", &["server", "server-stem"]),
        ("ｻｰﾊﾞｰ機器", &["server"]),
        ("12345円", &["server"]),
        ("12,345", &["server"]),
        ("jisq15001", &["jis", "pmark"]),
        // Verbs in any form.
        ("取り消した", &["verb"]),
        // Synonyms, whole or inside a word; what was typed ranks first.
        ("住基ネット", &["juki", "network"]),
        ("住民基本台帳ネットワーク", &["network", "juki"]),
        ("住基ネット機器", &["network"]),
        ("清掃", &["cleaning", "laundry"]),
        ("\"清掃\"", &["cleaning"]),
        ("Pマーク", &["pmark", "jis"]),
        ("JIS Q 15001", &["jis", "pmark"]),
        // A title beats a text, a text boilerplate.
        ("水質検査", &["water", "policy-only"]),
        // What is no word stands in the text all the same, ranking lower.
        ("台帳", &["network"]),
        ("ットワーク", &["network"]),
        ("ステムの保", &["system"]),
        ("ステムの保 防犯", &["system"]),
        ("防犯 ステムの保 会計", &["system"]),
        ("防犯 -ステムの保", &["camera"]),
        ("ットワ 住基ネッ", &[]),
        ("橋", &[]),
        ("払", &[]),
        ("緘", &["pmark"]),
        ("※", &[]),
        ("第1条 情報", &["policy-only"]),
        ("行う者", &["system"]),
    ];
    let fixture = Fixture::of(notices());
    for (q, expected) in cases {
        let answer = fixture.ask_words(q);
        let mut found = ids(&answer);
        let mut expected = expected.to_vec();
        if ["サーバー", "サーバ", "データセンタ", "jisq15001"].contains(q) {
            found.sort_unstable();
            expected.sort_unstable();
        }
        assert_eq!(found, expected, "q = {q}");
        assert_eq!(answer.total, expected.len() as u64, "q = {q}");
    }
}

#[test]
fn odd_queries_find_nothing_and_never_fail() {
    static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| Fixture::of(notices()));
    let long = [
        "入札参加資格".repeat(83),
        "あ".repeat(500),
        "(".repeat(500),
        "a ".repeat(64),
    ];
    let odd = [
        "\"",
        "\"\"",
        "「」",
        "「",
        "」",
        "-",
        "--",
        "- -",
        "-\"",
        "-\"\"",
        "()",
        "+*?[]{}^$|\\",
        "AND OR NOT",
        "OR",
        "NOT",
        "件名:",
        "(庁舎",
        "庁舎)",
        "（（）",
        "title:庁舎*",
        "~2",
        "。。。",
        "・",
        "ー",
        "ーーーー",
        "\u{3000}\u{3000}あ゛",
        "\0",
        "\u{feff}",
        "\u{309a}\u{309a}",
        "が\u{3099}",
        "🏢🏢",
        "𠮷野家𠮷",
        "ﾞ",
        "…",
        "%_",
        "'; DROP TABLE notices; --",
    ];
    for q in odd.into_iter().chain(long.iter().map(String::as_str)) {
        let answer = FIXTURE.ask_words(q);
        assert!(answer.total <= notices().len() as u64, "q = {q}");
    }
}

#[test]
fn operators_and_fields_narrow_and_widen() {
    let cases: &[(&str, &[&str])] = &[
        ("水質検査 OR リネン", &["laundry", "policy-only", "water"]),
        ("水質検査 ANDNOT 件名:水質", &["policy-only"]),
        ("庁舎 (清掃 OR 警備)", &["cleaning", "verb"]),
        (
            "NOT (庁舎 OR サーバ OR 業務 OR ネット OR システム OR 工事)",
            &["laundry"],
        ),
        // A field is only its own text, however its words were cut.
        ("件名:水質検査", &["water"]),
        ("規程:水質検査", &["policy-only"]),
        ("規程:質検", &["policy-only"]),
        ("件名:質検", &["water"]),
        ("公告:質検査を", &["water"]),
        ("件名:\"財務会計システム\"", &["system"]),
        ("本文:財務会計", &[]),
        ("件名：（リネン OR 警備）", &["laundry", "verb"]),
        // Beginnings of words.
        ("クリーニ*", &["laundry"]),
        ("ーニング*", &[]),
        ("js*", &[]),
        ("ji*", &["jis"]),
        ("住民基本*", &["network"]),
        ("件名:サーバ*", &["server", "server-stem"]),
    ];
    let fixture = Fixture::of(notices());
    for (q, expected) in cases {
        let answer = fixture.ask_words(q);
        let mut found = ids(&answer);
        found.sort_unstable();
        assert_eq!(found, *expected, "q = {q}");
    }
}

#[test]
fn where_few_have_all_words_those_with_most_follow() {
    /// A hit with the words that it does not have.
    type Lacking = (&'static str, &'static [&'static str]);
    let cases: &[(&str, u64, &[Lacking])] = &[
        (
            "庁舎 警備 浄水場",
            0,
            &[
                ("verb", &["浄水場"]),
                ("water", &["庁舎", "警備"]),
                ("cleaning", &["警備", "浄水場"]),
            ],
        ),
        ("庁舎 警備", 1, &[("verb", &[]), ("cleaning", &["警備"])]),
        // A compound that stands nowhere is taken apart.
        (
            "病院サーバ",
            0,
            &[
                ("server-stem", &["病院"]),
                ("server", &["病院"]),
                ("laundry", &["サーバ"]),
            ],
        ),
        // What must not be there is not there.
        ("庁舎 警備 -清掃", 1, &[("verb", &[])]),
        // One word that stands nowhere is not there.
        (
            "庁舎清掃車両",
            0,
            &[
                ("cleaning", &["車両"]),
                ("verb", &["清掃", "車両"]),
                ("laundry", &["庁舎", "車両"]),
            ],
        ),
        ("トンネル", 0, &[]),
    ];
    let fixture = Fixture::of(notices());
    for (q, with_all_words, expected) in cases {
        let answer = fixture.ask(&format!("q={q}"));
        let found: Vec<(&str, Vec<&str>)> = answer
            .hits
            .iter()
            .map(|hit| {
                let missing = hit.missing_words.iter().map(String::as_str);
                (hit.summary.id.as_str(), missing.collect())
            })
            .collect();
        let expected: Vec<(&str, Vec<&str>)> = expected
            .iter()
            .map(|(id, missing)| (*id, missing.to_vec()))
            .collect();
        assert_eq!(found, expected, "q = {q}");
        assert_eq!(answer.with_all_words, *with_all_words, "q = {q}");
        let strict = fixture.ask(&format!("q={q}&match=all"));
        assert_eq!(strict.total, *with_all_words, "q = {q}");
    }
}

#[test]
fn what_was_searched_for_as_well_is_told() {
    let fixture = Fixture::of(notices());
    let answer = fixture.ask("q=庁舎清掃 Pマーク \"清掃\"");
    let told: Vec<(&str, Vec<&str>)> = answer
        .understood
        .also_searched
        .iter()
        .map(|also| {
            let forms = also.forms.iter().map(String::as_str);
            (also.word.as_str(), forms.collect())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("庁舎清掃", vec!["庁舎クリーニング"]),
            ("pマーク", vec!["プライバシーマーク", "jis q 15001"]),
        ]
    );
    let literal = fixture.ask("q=清掃&match=literal");
    assert_eq!(ids(&literal), ["cleaning"]);
    assert!(literal.understood.also_searched.is_empty());
}

#[test]
fn an_empty_query_finds_everything() {
    let fixture = Fixture::of(notices());
    for q in ["", "  ", "\u{3000}"] {
        let answer = fixture.ask_words(q);
        assert_eq!(answer.total, notices().len() as u64);
        assert!(answer.hits.iter().all(|hit| hit.snippets.is_empty()));
    }
}
