//! `irefuda index`, and what a search finds afterwards.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::world::{JUKI, KYUSHOKU, SOKURYO, World};

#[test]
fn problems_are_named_at_the_end_and_the_exit_code_remembers() {
    let world = World::new();
    world.write("documents/juki.txt", JUKI);
    world
        .run(&["index", "documents"])
        .ends_with(0)
        .says(&["案件 1 件", "登録したファイル 1"]);
    world
        .run(&["index", "documents"])
        .ends_with(0)
        .says(&["案件 1 件", "変更なし 1"]);

    world.write("documents/empty.txt", "");
    world.write("documents/binary.dat", b"\0\x01\x02\xFF\0\0\0\x03");
    world.write("documents/juki.txt", [0_u8; 64]);
    let ended = world
        .run(&["index", "documents", "--report", "report.json"])
        .ends_with(2);
    let ended = ended.complains(&[
        "読めなかったもの: 3",
        "empty.txt",
        "[empty]",
        "binary.dat",
        "[unsupported]",
        "juki.txt",
    ]);
    assert!(
        !ended.stderr.contains('\x1b') && !ended.stderr.contains('\r'),
        "no bar in a pipe"
    );
    assert_eq!(
        world.search(&["住基ネット"])["total"],
        1,
        "what was indexed stays"
    );

    let report = fs::read_to_string(world.path("report.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["files"][0]["path"], "binary.dat");
    assert_eq!(report["files"][0]["outcome"], "problem");
    assert_eq!(report["files"][0]["reason"], "unsupported");
}

#[test]
fn a_rebuild_starts_anew() {
    let world = World::new();
    world.write("one/juki.txt", JUKI);
    world.write("two/sokuryo.txt", SOKURYO);
    world.run(&["index", "one"]).ends_with(0);
    world.run(&["index", "two"]).ends_with(0);
    assert_eq!(world.count(), 2);
    world
        .run(&["index", "two", "--rebuild"])
        .ends_with(0)
        .says(&["/one"]);
    assert_eq!(world.count(), 1);
}

#[test]
fn copies_are_one_notice_and_the_run_says_so() {
    let world = World::new();
    world.write("documents/a.txt", JUKI);
    world.write("documents/b.txt", JUKI);
    world
        .run(&["index", "documents"])
        .ends_with(0)
        .says(&["a.txt = b.txt", "案件 1 件"]);
    assert_eq!(world.count(), 1);
}

/// Whenever it dies, the last commit is there and the next run completes it.
#[test]
fn a_run_that_is_killed_loses_nothing() {
    let world = World::new();
    world.write("documents/kyushoku.html", KYUSHOKU);
    world.run(&["index", "documents"]).ends_with(0);
    for number in 0..400 {
        let text = JUKI.replace("賃貸借", &format!("賃貸借その{number}"));
        world.write(&format!("documents/{number}.txt"), text);
    }
    for milliseconds in [40, 150, 400] {
        let mut child = world
            .command(&["index", "documents"])
            .spawn()
            .expect("the program");
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("killed, or ended before");
        child.wait().expect("ended");
        assert_eq!(world.search(&["給食"])["total"], 1);
    }
    world
        .run(&["index", "documents"])
        .ends_with(0)
        .says(&["案件 401 件"]);
    assert_eq!(world.count(), 401);
}

#[test]
fn an_interrupted_run_keeps_what_it_has() {
    let world = World::new();
    for number in 0..2_000 {
        let text = JUKI.replace("賃貸借", &format!("賃貸借その{number}"));
        world.write(&format!("documents/{number}.txt"), text);
    }
    let mut child = world.command(&["index", "documents", "--threads", "1"]);
    let mut child = child.spawn().expect("the program");
    thread::sleep(Duration::from_millis(400));
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill").success());
    let code = child.wait().expect("ended").code();
    // Ended before the signal, or by it with what it had.
    assert!(matches!(code, Some(0 | 2)), "{code:?}");
    world
        .run(&["index", "documents"])
        .ends_with(0)
        .says(&["案件 2000 件"]);
}

#[test]
fn another_user_dictionary_makes_the_index_anew() {
    let world = World::new();
    world.write("documents/juki.txt", JUKI);
    world.run(&["index", "documents"]).ends_with(0);
    copy_lexicon(&world);
    world.write(
        "lexicon/user_dictionary.csv",
        "賃貸借及び保守,カスタム名詞,チンタイシャクオヨビホシュ\n",
    );
    let places = ["--lexicon", "lexicon", "--dictionary", "other"];
    world
        .run(&[&["dictionary"], &places[..]].concat())
        .ends_with(0)
        .says(&["辞書を作りました"]);
    world
        .run(&[&["dictionary"], &places[..]].concat())
        .ends_with(0)
        .says(&["辞書は最新です"]);
    let foreign = world.run(&[&["search", "保守"], &places[..]].concat());
    foreign
        .ends_with(1)
        .complains(&["別の辞書", "`irefuda index --dictionary other`"]);
    world
        .run(&[&["index", "documents"], &places[..]].concat())
        .ends_with(0)
        .says(&["登録したファイル 1"]);
    world
        .run(&[&["search", "保守"], &places[..]].concat())
        .ends_with(0)
        .says(&["1 件"]);
}

fn copy_lexicon(world: &World) {
    let lexicon = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/lexicon");
    for entry in fs::read_dir(lexicon).expect("the lexicon") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        world.write(&format!("lexicon/{name}"), fs::read(&path).expect("a file"));
    }
}
