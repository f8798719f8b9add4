//! What is understood of a sentence: filters, and words that weigh nothing.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Notice};

use crate::corpus::{Fixture, Saying, ids, notice};

/// A Wednesday.
const NOW: &str = "2026-06-17T09:00:00";

fn notices() -> Vec<Notice> {
    vec![
        notice("okayama", "庁舎清掃業務委託")
            .place("岡山県", "331007")
            .closes("2026-06-25T17:00:00+09:00")
            .announced("2026-06-16")
            .text("庁舎の清掃を行う者を募集する。"),
        notice("kurashiki", "学校清掃業務")
            .place("岡山県", "332020")
            .closes("2026-08-10T17:00:00+09:00")
            .announced("2026-06-02")
            .text("岡山市にある事務所に清掃の書類を提出すること。"),
        notice("fuchu-tokyo", "公園清掃業務")
            .place("東京都", "132063")
            .closes("2026-06-19")
            .announced("2026-06-10")
            .requires(LeafKind::Certification, "ISMS", Level::Required)
            .text("公園の清掃。ISMSの認証が必要。"),
        notice("fuchu-hiroshima", "市道清掃業務")
            .place("広島県", "342084")
            .closes("2026-07-31")
            .announced("2026-05-20")
            .text("市道の清掃。東京都の例による。"),
        notice("chuo", "中央公園の警備")
            .place("大阪府", "271004")
            .text("公園の警備。"),
        notice("verbatim", "標語の印刷").text("標語は「岡山市で今月締切の清掃の仕事」とする。"),
    ]
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| Fixture::of(notices()));

#[test]
fn sentences_are_understood_as_the_table_says() {
    type List = &'static [&'static str];
    // What was understood as filters, what weighs nothing, and what is found.
    let cases: &[(&str, List, List, List)] = &[
        (
            "岡山で今月締切の清掃の仕事",
            &[
                "岡山で: prefecture=岡山県",
                "今月締切の: closes_from=2026-06-01 closes_to=2026-06-30",
            ],
            &["仕事"],
            &["okayama"],
        ),
        (
            "8月に締め切られる清掃案件",
            &["8月に締め切られる: closes_from=2026-08-01 closes_to=2026-08-31"],
            &["案件"],
            &["kurashiki"],
        ),
        (
            "岡山市の清掃の案件を探しています",
            &["岡山市の: lg_code=331007"],
            &["案件", "探し"],
            &["okayama"],
        ),
        // Two cities bear the name.
        (
            "府中市の清掃の仕事",
            &["府中市の: lg_code=132063 lg_code=342084"],
            &["仕事"],
            &["fuchu-hiroshima", "fuchu-tokyo"],
        ),
        (
            "ISMSが必要な清掃の案件",
            &["ISMSが必要な: qualification=ISMS"],
            &["案件"],
            &["fuchu-tokyo"],
        ),
        (
            "清掃 6月20日までの締切",
            &["6月20日までの締切: closes_from=2026-06-17 closes_to=2026-06-20"],
            &[],
            &["fuchu-tokyo"],
        ),
        (
            "清掃 締切は来月以降",
            &["締切は来月以降: closes_from=2026-07-01"],
            &[],
            &["fuchu-hiroshima", "kurashiki"],
        ),
        (
            "今週公告された清掃",
            &["今週公告された: announced_from=2026-06-15 announced_to=2026-06-21"],
            &[],
            &["okayama"],
        ),
        (
            "３日以内に締め切る　清掃",
            &["３日以内に締め切る: closes_from=2026-06-17 closes_to=2026-06-20"],
            &[],
            &["fuchu-tokyo"],
        ),
        (
            "まだ応募できる学校の清掃",
            &["まだ応募できる: status=open"],
            &[],
            &["kurashiki"],
        ),
        // Words that weigh nothing are left out, as long as others remain.
        (
            "清掃 案件 東京",
            &[],
            &["案件"],
            &["fuchu-hiroshima", "fuchu-tokyo"],
        ),
        ("案件", &[], &[], &[]),
        (
            "四国地方の清掃",
            &[
                "四国地方の: prefecture=徳島県 prefecture=香川県 prefecture=愛媛県 prefecture=高知県",
            ],
            &[],
            &[],
        ),
        (
            "関東の清掃の仕事",
            &[
                "関東の: prefecture=茨城県 prefecture=栃木県 prefecture=群馬県 prefecture=埼玉県 prefecture=千葉県 prefecture=東京都 prefecture=神奈川県",
            ],
            &["仕事"],
            &["fuchu-tokyo"],
        ),
        // No place, no sentence: a compound.
        ("中央公園の警備", &[], &[], &["chuo"]),
        ("公園の警備", &[], &[], &["chuo"]),
        // What stands in a notice means itself.
        ("岡山市で今月締切の清掃の仕事", &[], &[], &["verbatim"]),
        // A place as a word is where a notice is from, or speaks of.
        (
            "岡山市 清掃",
            &[],
            &[],
            &["kurashiki", "okayama", "verbatim"],
        ),
        ("岡山県 清掃", &[], &[], &["kurashiki", "okayama"]),
    ];
    for (q, filters, ignored, expected) in cases {
        let answer = FIXTURE.ask_at(&format!("q={q}&match=all"), NOW);
        let told: Vec<String> = answer
            .understood
            .filters
            .iter()
            .map(|filter| {
                let parameters = filter
                    .parameters
                    .iter()
                    .map(|parameter| format!("{}={}", parameter.name, parameter.value));
                format!(
                    "{}: {}",
                    filter.text,
                    parameters.collect::<Vec<_>>().join(" ")
                )
            })
            .collect();
        assert_eq!(told, *filters, "q = {q}");
        assert_eq!(answer.understood.ignored, *ignored, "q = {q}");
        let mut found = ids(&answer);
        found.sort_unstable();
        assert_eq!(found, *expected, "q = {q}");
    }
}

#[test]
fn what_was_understood_can_be_taken_back() {
    let answer = FIXTURE.ask_at("q=岡山で 今月締切の清掃", NOW);
    let without: Vec<&str> = answer
        .understood
        .filters
        .iter()
        .map(|filter| filter.q_without.as_str())
        .collect();
    assert_eq!(without, ["岡山で 清掃"]);
    let literal = FIXTURE.ask_at("q=今月締切の清掃&match=literal", NOW);
    assert!(literal.understood.filters.is_empty());
    assert_eq!(ids(&literal), ["verbatim"]);
    // What was chosen is not overruled by what was typed.
    let chosen = FIXTURE.ask_at("q=岡山市の清掃の仕事&lg_code=332020", NOW);
    assert_eq!(ids(&chosen), ["kurashiki"]);
}

#[test]
fn a_place_comes_first() {
    let answer = FIXTURE.ask_at("q=岡山市 清掃&match=all", NOW);
    assert_eq!(ids(&answer)[0], "okayama");
    let answer = FIXTURE.ask_at("q=東京 清掃&match=all", NOW);
    assert_eq!(ids(&answer)[0], "fuchu-tokyo");
}
