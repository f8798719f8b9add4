//! `irefuda search` over three notices.

use console::measure_text_width;
use serde_json::Value;

use crate::world::{INDEXED, has_fields};

/// Arguments, and the files whose notices are found, in any order.
type Case = (&'static [&'static str], &'static [&'static str]);

const JUKI: &str = "okayama/juki.txt";
const SOKURYO: &str = "okayama/sokuryo.txt";
const KYUSHOKU: &str = "hokkaido/kyushoku.html";

#[test]
fn words_and_options_find_the_notice() {
    let cases: &[Case] = &[
        (&[], &[JUKI, SOKURYO, KYUSHOKU]),
        (&["住基ネット"], &[JUKI]),
        (&["住民基本台帳"], &[JUKI]),
        (&["測量CAD"], &[SOKURYO]),
        (&["測量", "CAD"], &[SOKURYO]),
        (&["給食調理"], &[KYUSHOKU]),
        (&["入札公告 -測量"], &[JUKI, KYUSHOKU]),
        (&["存在しない言葉"], &[]),
        (&["--municipality", "岡山市"], &[JUKI]),
        (&["--municipality", "331007"], &[JUKI]),
        (
            &["--municipality", "岡山市", "--municipality", "札幌市"],
            &[JUKI, KYUSHOKU],
        ),
        (&["--prefecture", "岡山県"], &[JUKI, SOKURYO]),
        (&["--qualification", "ISMS"], &[JUKI]),
        (&["--holds", "ISO27001", "--eligible", "met"], &[JUKI]),
        (
            &["--holds", "Pマーク、本店:岡山市", "--eligible", "one_short"],
            &[JUKI],
        ),
        (&["--holds", "Pマーク", "--eligible", "met"], &[]),
        (&["--open"], &[JUKI, KYUSHOKU]),
        (&["--status", "closed"], &[SOKURYO]),
        (&["--closes-before", "2026-12-10"], &[JUKI, SOKURYO]),
        (&["--closes-after", "2026-12-11"], &[KYUSHOKU]),
        (&["--open", "--as-of", "2026-12-11"], &[KYUSHOKU]),
        (&["--announced-from", "2026-11-20"], &[KYUSHOKU]),
        (&["--announced-to", "2026-10-31"], &[SOKURYO]),
        (&["--deadline", "14days"], &[JUKI]),
    ];
    for (arguments, expected) in cases {
        let mut expected: Vec<&str> = expected.to_vec();
        let mut found = paths(&INDEXED.search(arguments));
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "irefuda search {}", arguments.join(" "));
    }
}

#[test]
fn the_order_and_the_page_are_as_asked() {
    let soonest_first = paths(&INDEXED.search(&["--sort", "closes_at"]));
    assert_eq!(soonest_first, [JUKI, KYUSHOKU, SOKURYO]);
    let latest_first = paths(&INDEXED.search(&["--sort", "announced_on"]));
    assert_eq!(latest_first, [KYUSHOKU, JUKI, SOKURYO]);
    let second = INDEXED.search(&["--sort", "closes_at", "--per-page", "1", "--page", "2"]);
    assert_eq!(
        (paths(&second), second["total"].as_u64()),
        (vec![KYUSHOKU.to_owned()], Some(3))
    );
}

#[test]
fn the_whole_result_is_written_as_a_file() {
    let csv = INDEXED.run(&[
        "search",
        "--format",
        "csv",
        "--sort",
        "title",
        "--fields",
        "lg_code,source",
    ]);
    let rows = "\u{feff}団体コード,ファイル\r\n\
                331007,okayama/juki.txt\r\n\
                011002,hokkaido/kyushoku.html\r\n\
                330001,okayama/sokuryo.txt\r\n";
    assert_eq!(csv.ends_with(0).stdout, rows);
    let lines = INDEXED.run(&["search", "--format", "jsonl", "--open"]);
    let lines = lines.ends_with(0).json_lines();
    let found: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["source"]["path"].as_str())
        .collect();
    assert_eq!(found, [JUKI, KYUSHOKU]);
    INDEXED
        .run(&["search", "--format", "csv", "--page", "2"])
        .ends_with(2)
        .complains(&["--page", "an export holds all that is found"]);
}

#[test]
fn a_search_goes_on_behind_a_hit_and_counts_by_date() {
    let first = INDEXED.search(&["--per-page", "2", "--sort", "announced_on"]);
    let next = first["next"].as_str().expect("a cursor");
    let arguments = [
        "--per-page",
        "2",
        "--sort",
        "announced_on",
        "--cursor",
        next,
    ];
    let second = INDEXED.search(&arguments);
    assert_eq!(paths(&second), [SOKURYO]);
    assert!(second["next"].is_null());
    let counts = INDEXED.search(&["--histogram", "closes_at:month", "--fields", "id"]);
    let buckets = &counts["histogram"]["closes_at:month"]["buckets"];
    assert_eq!(buckets[1]["from"], "2026-12-01");
    assert_eq!(buckets[1]["count"], 2);
    INDEXED
        .run(&["search", "--histogram", "closes_at:month"])
        .ends_with(0)
        .says(&["closes_at:month: 2026-10-01 1  2026-12-01 2  不明 0"]);
}

#[test]
fn json_is_what_the_api_answers() {
    let answer = INDEXED.search(&["住基ネット"]);
    has_fields(&answer, &["total", "hits", "facets"]);
    let hit = &answer["hits"][0];
    has_fields(
        hit,
        &[
            "id",
            "title",
            "agency",
            "prefecture",
            "lg_code",
            "category",
            "method",
            "closes_at",
            "status",
            "score",
            "source",
            "snippets",
        ],
    );
    assert_eq!(hit["lg_code"], "331007");
    assert_eq!(hit["closes_at"], "2026-12-10T17:00:00+09:00");
    assert_eq!(hit["status"], "open");
    has_fields(&hit["snippets"][0], &["text", "part"]);
    has_fields(
        &answer["facets"]["prefecture"][0],
        &["value", "label", "count", "selected"],
    );
}

#[test]
fn the_table_shows_deadline_days_left_and_facets() {
    let table = INDEXED.run(&["search", "--sort", "closes_at"]).ends_with(0);
    let table = table.says(&[
        "3 件（2026-12-01 09:00 現在）",
        "2026-12-10 17:00",
        "あと9日",
        "終了",
        "住民基本台帳ネットワークシステム機器賃貸借及び保守業務",
        JUKI,
        "都道府県: ",
        "岡山県 2",
    ]);
    assert!(!table.stdout.contains('\x1b'), "no colours in a pipe");
    INDEXED
        .run(&["search", "存在しない言葉"])
        .ends_with(0)
        .says(&["0 件"]);
}

#[test]
fn the_table_says_whether_the_firm_may_bid() {
    let firm = ["search", "住基ネット", "--holds", "Pマーク"];
    INDEXED
        .run(&firm)
        .ends_with(0)
        .says(&["［あと1つ: ISMS］", "資格の見込み: あと1つ 1"]);
    let table = INDEXED.run(&["search", "住基ネット"]).ends_with(0).stdout;
    assert!(!table.contains("あと1つ"), "{table}");
}

#[test]
fn the_columns_of_the_table_are_aligned() {
    let table = INDEXED.run(&["search"]).ends_with(0).stdout;
    let column = |word: &str| {
        let line = table.lines().find(|line| line.contains(word)).expect(word);
        measure_text_width(&line[..line.find(word).expect(word)])
    };
    assert_eq!(column("件名"), column("住民基本台帳"));
    assert_eq!(column("件名"), column("学校給食"));
    assert_eq!(column("残り"), column("あと9日"));
}

fn paths(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().expect("hits");
    let path = |hit: &Value| hit["source"]["path"].as_str().expect("a path").to_owned();
    hits.iter().map(path).collect()
}
