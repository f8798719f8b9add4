//! Facets: exact counts, several choices, what is unknown, and their order.

use irefuda_procurement::{Category, Kind, LeafKind, Level, Notice};
use irefuda_search::Facet;

use crate::corpus::{Fixture, Saying, ids, notice};

const OKAYAMA: (&str, &str) = ("岡山県", "331007");
const KURASHIKI: (&str, &str) = ("岡山県", "332020");
const SAPPORO: (&str, &str) = ("北海道", "011002");
const OKAYAMA_PREFECTURE: (&str, &str) = ("岡山県", "330001");

fn notices() -> Vec<Notice> {
    let base = |id: &str, (prefecture, code): (&str, &str)| {
        notice(id, "清掃業務")
            .place(prefecture, code)
            .category(Category::Services)
    };
    let isms = |notice: Notice| notice.requires(LeafKind::Certification, "ISMS", Level::Required);
    let licence =
        |notice: Notice| notice.requires(LeafKind::Licence, "警備業の認定", Level::Required);
    let scored = |notice: Notice| notice.requires(LeafKind::Certification, "ISMS", Level::Scored);
    let tax = |notice: Notice| notice.requires(LeafKind::Tax, "納税", Level::Required);
    vec![
        isms(licence(base("a", OKAYAMA))).closes("2026-06-01"),
        isms(base("b", OKAYAMA)).closes("2026-06-01T10:00:00+09:00"),
        tax(base("c", KURASHIKI)).closes("2026-06-04"),
        tax(scored(base("d", SAPPORO)))
            .closes("2026-06-05T17:00:00+09:00")
            .category(Category::Works),
        base("e", OKAYAMA_PREFECTURE)
            .kind(Kind::Cancellation)
            .closes("2026-07-02"),
        notice("f", "清掃").kind(Kind::Result),
        notice("g", "警備").closes("2026-06-16"),
    ]
}

/// A facet's counts as `label count` in order; chosen ones with an asterisk.
fn counts(fixture: &Fixture, query: &str, facet: Facet) -> String {
    let answer = fixture.ask(query);
    let rows = answer.facets[&facet].iter().map(|row| {
        let mark = if row.selected { "*" } else { "" };
        format!("{} {}{mark}", row.label, row.count)
    });
    rows.collect::<Vec<_>>().join(", ")
}

#[test]
fn counts_are_exact_and_not_narrowed_by_their_own_choice() {
    use Facet::*;
    let cases: &[(&str, Facet, &str)] = &[
        ("", Status, "募集中 4, 終了 2, 中止 1"),
        (
            "",
            Deadline,
            "今日 1, 3日以内 1, 4〜7日 1, 15〜30日 1, 31日以上先 1, 締切済み 1, 不明 1",
        ),
        ("", Prefecture, "北海道 1, 岡山県 4, 不明 2"),
        ("", LgCode, "岡山市 2, 倉敷市 1, 岡山県 1, 札幌市 1, 不明 2"),
        ("", Category, "工事 1, 役務 4, 不明 2"),
        ("", Method, "不明 7"),
        ("", Qualification, "ISMS 2, なし 2, 警備業の認定 1, 不明 3"),
        ("", Kind, "入札公告 5, 中止・取消 1, 結果 1"),
        // With words.
        ("q=清掃", Status, "募集中 3, 終了 2, 中止 1"),
        ("q=清掃", Prefecture, "北海道 1, 岡山県 4, 不明 1"),
        // Another facet's choice narrows.
        ("prefecture=岡山県", Status, "募集中 2, 終了 1, 中止 1"),
        (
            "prefecture=岡山県&status=open",
            Status,
            "募集中 2*, 終了 1, 中止 1",
        ),
        (
            "prefecture=岡山県&status=open",
            Prefecture,
            "北海道 1, 岡山県 2*, 不明 1",
        ),
        (
            "prefecture=岡山県&status=open",
            LgCode,
            "倉敷市 1, 岡山市 1",
        ),
        // Several values of one facet: one of them has to hold.
        (
            "lg_code=331007&lg_code=011002",
            LgCode,
            "岡山市 2*, 倉敷市 1, 岡山県 1, 札幌市 1*, 不明 2",
        ),
        ("lg_code=331007&lg_code=011002", Category, "工事 1, 役務 2"),
        (
            "qualification=ISMS",
            Qualification,
            "ISMS 2*, なし 2, 警備業の認定 1, 不明 3",
        ),
        ("qualification=ISMS", Status, "募集中 1, 終了 1"),
        ("qualification=none", LgCode, "倉敷市 1, 札幌市 1"),
        (
            "qualification=unknown&status=unknown",
            Qualification,
            "不明 0*",
        ),
        (
            "deadline=today&deadline=past",
            Deadline,
            "今日 1*, 3日以内 1, 4〜7日 1, 15〜30日 1, 31日以上先 1, 締切済み 1*, 不明 1",
        ),
        // What was chosen is shown although nothing has it.
        ("category=物品", Category, "工事 1, 物品 0*, 役務 4, 不明 2"),
        // Ranges narrow every facet alike; what has no closing is outside.
        (
            "closes_from=2026-06-04",
            Deadline,
            "3日以内 1, 4〜7日 1, 15〜30日 1, 31日以上先 1",
        ),
        (
            "closes_to=2026-06-04",
            Deadline,
            "今日 1, 3日以内 1, 締切済み 1",
        ),
        (
            "closes_to=2026-06-05T17:00:00",
            Deadline,
            "今日 1, 3日以内 1, 4〜7日 1, 締切済み 1",
        ),
        (
            "closes_from=2026-06-05T17:00:01&closes_to=2026-06-30",
            Deadline,
            "15〜30日 1",
        ),
    ];
    let fixture = Fixture::of(notices());
    for (query, facet, expected) in cases {
        assert_eq!(
            counts(&fixture, query, *facet),
            *expected,
            "{query} {facet}"
        );
    }
}

/// Places and categories are trees: what is chosen under a chosen value narrows
/// it, and what is chosen elsewhere comes in addition.
#[test]
fn choices_in_a_tree_go_together() {
    use Facet::{LgCode, Prefecture, Status, Subcategory};
    let kinds = |notice: Notice, category, subcategory: &str| {
        let mut notice = notice.category(category);
        notice.subcategory = Some(subcategory.to_owned());
        notice
    };
    let fixture = Fixture::of([
        kinds(notice("a", "業務"), Category::Services, "情報システム").place("岡山県", "331007"),
        kinds(notice("b", "業務"), Category::Services, "清掃").place("岡山県", "332020"),
        notice("c", "業務")
            .category(Category::Services)
            .place("北海道", "011002"),
        kinds(notice("d", "業務"), Category::Works, "土木").place("北海道", "012025"),
        notice("e", "業務").category(Category::Works),
        notice("f", "業務"),
    ]);
    let cases: &[(&str, &str, Facet, &str)] = &[
        (
            "prefecture=岡山県",
            "a b",
            LgCode,
            "岡山市<岡山県 1, 倉敷市<岡山県 1",
        ),
        (
            "prefecture=岡山県&lg_code=331007",
            "a",
            LgCode,
            "岡山市<岡山県 1*, 倉敷市<岡山県 1",
        ),
        (
            "prefecture=岡山県&lg_code=011002",
            "a b c",
            LgCode,
            "岡山市<岡山県 1, 倉敷市<岡山県 1, 函館市<北海道 1, 札幌市<北海道 1*",
        ),
        (
            "prefecture=岡山県&prefecture=北海道&lg_code=011002",
            "a b c",
            Prefecture,
            "北海道 2*, 岡山県 2*, 不明 2",
        ),
        (
            "lg_code=331007",
            "a",
            Prefecture,
            "北海道 2, 岡山県 2, 不明 2",
        ),
        (
            "lg_code=331007",
            "a",
            LgCode,
            "岡山市<岡山県 1*, 倉敷市<岡山県 1, 函館市<北海道 1, 札幌市<北海道 1, 不明 2",
        ),
        (
            "lg_code=331007&lg_code=unknown",
            "a e f",
            Facet::Category,
            "工事 1, 役務 1, 不明 1",
        ),
        (
            "prefecture=unknown&lg_code=331007",
            "a e f",
            Status,
            "締切不明 3",
        ),
        (
            "category=役務&subcategory=unknown",
            "c",
            Subcategory,
            "情報システム<役務 1, 清掃<役務 1, 不明 1*",
        ),
        (
            "category=役務&subcategory=unknown&subcategory=土木",
            "c d e",
            Facet::Category,
            "工事 2, 役務 3*, 不明 1",
        ),
        (
            "category=役務&subcategory=清掃&category=工事",
            "b d e",
            Subcategory,
            "土木<工事 1, 情報システム<役務 1, 清掃<役務 1*, 不明 2",
        ),
        (
            "category=役務&prefecture=北海道",
            "c",
            LgCode,
            "札幌市<北海道 1",
        ),
        (
            "category=物品&subcategory=土木",
            "d",
            Subcategory,
            "土木<工事 1*, 不明 1",
        ),
    ];
    for (query, expected, facet, rows) in cases {
        let answer = fixture.ask(query);
        let mut found = ids(&answer);
        found.sort_unstable();
        assert_eq!(found.join(" "), *expected, "{query}");
        assert_eq!(answer.total, found.len() as u64, "{query}");
        let shown = answer.facets[facet].iter().map(|row| {
            let parent = row.parent.iter().map(|parent| format!("<{parent}"));
            let mark = if row.selected { "*" } else { "" };
            format!(
                "{}{} {}{mark}",
                row.label,
                parent.collect::<String>(),
                row.count
            )
        });
        let mut shown: Vec<String> = shown.collect();
        let mut rows: Vec<&str> = rows.split(", ").collect();
        shown.sort_unstable();
        rows.sort_unstable();
        assert_eq!(shown, rows, "{query} {facet}");
    }
}

#[test]
fn choices_narrow_the_hits() {
    let cases: &[(&str, &[&str])] = &[
        ("status=open", &["a", "c", "d", "g"]),
        ("status=open&status=cancelled", &["a", "c", "d", "e", "g"]),
        ("status=closed&prefecture=unknown", &["f"]),
        ("prefecture=33&qualification=ISMS", &["a", "b"]),
        (
            "qualification=ISMS&qualification=none",
            &["a", "b", "c", "d"],
        ),
        ("qualification=unknown", &["e", "f", "g"]),
        ("deadline=unknown", &["f"]),
        ("deadline=3days&deadline=7days", &["c", "d"]),
        ("lg_code=330001", &["e"]),
        ("kind=結果", &["f"]),
        ("q=清掃&category=役務&status=open", &["a", "c"]),
    ];
    let fixture = Fixture::of(notices());
    for (query, expected) in cases {
        let answer = fixture.ask(query);
        let mut found = ids(&answer);
        found.sort_unstable();
        assert_eq!(found, *expected, "{query}");
        assert_eq!(answer.total, expected.len() as u64, "{query}");
    }
}

#[test]
fn all_facets_are_always_there() {
    let fixture = Fixture::of([]);
    let answer = fixture.ask("q=清掃");
    assert_eq!(answer.total, 0);
    assert_eq!(answer.facets.len(), Facet::ALL.len());
    assert!(answer.facets.values().all(Vec::is_empty));
}
