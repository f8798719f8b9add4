//! Passages that show why a notice was found.

use irefuda_procurement::PartRole;
use irefuda_search::Snippet;

use crate::corpus::{Fixture, Saying, notice};

/// A passage with its highlights in brackets.
fn marked(snippet: &Snippet) -> String {
    let mut marked = String::new();
    for (position, character) in snippet.text.chars().enumerate() {
        for highlight in &snippet.highlights {
            if highlight.start == position {
                marked.push('[');
            }
        }
        marked.push(character);
        for highlight in &snippet.highlights {
            if highlight.end == position + 1 {
                marked.push(']');
            }
        }
    }
    marked
}

#[test]
fn passages_are_cut_at_sentences_and_highlight_the_words() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "清掃",
            "次のとおり公告する。\n１　庁舎清掃業務\n２　履行期間",
            &["１　庁舎[清掃]業務 ２　履行期間"],
        ),
        // The text as it stands, not as it was folded.
        (
            "12,345",
            "予定価格は１２３４５円とする。",
            &["予定価格は[１２３４５]円とする。"],
        ),
        (
            "12345",
            "予定価格は１２，３４５円とする。",
            &["予定価格は[１２，３４５]円とする。"],
        ),
        (
            "予定価格",
            "本件の予　定　価　格：１０円",
            &["本件の[予　定　価　格]：１０円"],
        ),
        ("サーバー機器", "ｻｰﾊﾞ機器の購入", &["[ｻｰﾊﾞ機器]の購入"]),
        ("サーバ", "サーバー機器の購入", &["[サーバー]機器の購入"]),
        (
            "ＩＳＭＳ",
            "isms又はＩＳＭＳの認証",
            &["[isms]又は[ＩＳＭＳ]の認証"],
        ),
        ("システム保守", "システムの保守", &["[システム]の[保守]"]),
        (
            "取り消した",
            "契約を取り消すことがある",
            &["契約を[取り消]すことがある"],
        ),
        (
            "住基ネット",
            "住民基本台帳ネットワークの端末",
            &["[住民基本台帳ネットワーク]の端末"],
        ),
        ("ットワ", "ネットワーク", &["ネ[ットワ]ーク"]),
        ("清掃 -警備", "清掃する", &["[清掃]する"]),
    ];
    for (q, text, expected) in cases {
        let fixture = Fixture::of([notice("it", "件名").text(text)]);
        let answer = fixture.ask_words(q);
        let found: Vec<String> = answer
            .hits
            .iter()
            .flat_map(|hit| &hit.snippets)
            .map(marked)
            .collect();
        assert_eq!(found, *expected, "{q} in {text}");
    }
}

#[test]
fn passages_come_from_the_telling_parts_and_say_where_they_stand() {
    let filler = "この文は関係のない内容を述べている。".repeat(20);
    let text = format!("{filler}庁舎の清掃を委託する。{filler}清掃の回数は週二回とする。{filler}");
    let fixture = Fixture::of([notice("it", "件名")
        .part(PartRole::Policy, "清掃の記録は秘密とする。")
        .part(PartRole::Notice, &text)]);
    let answer = fixture.ask("q=清掃");
    let snippets = &answer.hits[0].snippets;
    assert_eq!(snippets.len(), 2);
    for snippet in snippets {
        assert_eq!(snippet.part, 1);
        let length = snippet.span.end - snippet.span.start;
        assert!(length <= 120, "{length} characters");
        let there: String = text.chars().skip(snippet.span.start).take(length).collect();
        assert_eq!(there, snippet.text);
        assert!(snippet.text.ends_with('。'), "{}", snippet.text);
    }
}
