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
        "a ".repeat(250),
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
fn an_empty_query_finds_everything() {
    let fixture = Fixture::of(notices());
    for q in ["", "  ", "\u{3000}"] {
        let answer = fixture.ask_words(q);
        assert_eq!(answer.total, notices().len() as u64);
        assert!(answer.hits.iter().all(|hit| hit.snippets.is_empty()));
    }
}
