//! A call, and what is said of it later in other folders.

use serde_json::Value;

use crate::world::{Ended, World};

const CALL: &str = "\
入札公告

次のとおり一般競争入札に付します。

令和8年11月2日
岡山市長　見本　太郎

1　件名　本庁舎清掃業務委託
2　履行場所　岡山市北区大供一丁目1番1号
3　入札書の提出期限　令和8年12月10日（木）午後5時
";

const POSTPONEMENT: &str = "\
入札期日の変更について（変更公告）

令和8年11月10日
岡山市長　見本　太郎

令和8年11月2日付けで公告した下記の入札について、次のとおり変更する。

1　件名　本庁舎清掃業務委託
2　変更内容
入札書の提出期限
変更前　令和8年12月10日（木）午後5時
変更後　令和8年12月18日（金）午後5時
";

const CANCELLATION: &str = "\
入札中止公告

令和8年11月20日
岡山市長　見本　太郎

令和8年11月2日付けで公告した下記の入札は、積算に誤りがあったため中止する。

1　件名　本庁舎清掃業務委託
2　中止の理由　積算の誤り
";

fn index(world: &World) -> Ended {
    world.run(&["index", "documents"]).ends_with(0)
}

/// The one hit, and its notice as the list of files names its documents.
fn the_one(world: &World) -> Value {
    let answer = world.search(&[]);
    assert_eq!(answer["total"], 1, "{answer:#}");
    let statuses = answer["facets"]["status"].as_array().expect("a facet");
    assert_eq!(statuses.len(), 1, "a case counts once: {statuses:#?}");
    answer["hits"][0].clone()
}

fn marks(hit: &Value) -> Vec<&str> {
    let marks = hit["marks"].as_array().expect("marks");
    marks.iter().filter_map(Value::as_str).collect()
}

#[test]
fn a_postponed_and_cancelled_call_is_one_hit() {
    let world = World::new();
    world.write("documents/11-02/koukoku.txt", CALL);
    index(&world);
    let open = the_one(&world);
    assert_eq!((&open["status"], marks(&open)), (&"open".into(), vec![]));

    world.write("documents/11-10/henkou.txt", POSTPONEMENT);
    world.write("documents/11-20/chushi.txt", CANCELLATION);
    index(&world).says(&["案件 1 件（登録したファイル 2、変更なし 1"]);
    let hit = the_one(&world);
    assert_eq!(
        (&hit["status"], &hit["id"]),
        (&"cancelled".into(), &open["id"])
    );
    assert!(marks(&hit).contains(&"cancelled"), "{hit:#}");
    assert_eq!(world.search(&["積算の誤り"])["total"], 1);
    assert_eq!(world.search(&["--open"])["total"], 0);
    let table = world.run(&["search"]).ends_with(0);
    table.says(&["1 件", "・中止", "11-02/koukoku.txt"]);

    world
        .run(&["index", "documents", "--report", "report.json"])
        .ends_with(0);
    let report = std::fs::read_to_string(world.path("report.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let documents = report["cases"][0].as_array().expect("a case");
    assert_eq!(
        documents.len(),
        3,
        "the call and a history of two: {report:#}"
    );

    std::fs::remove_file(world.path("documents/11-20/chushi.txt")).expect("removed");
    index(&world).says(&["消えた案件 1"]);
    let hit = the_one(&world);
    assert_eq!(hit["status"], "open");
    // As postponed; if the change was not understood, a person is told to look.
    let is_postponed =
        marks(&hit) == ["postponed"] && hit["closes_at"] == "2026-12-18T17:00:00+09:00";
    let is_doubted = marks(&hit) == ["changed", "doubtful"];
    assert!(is_postponed || is_doubted, "{hit:#}");
}
