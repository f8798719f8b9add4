//! Which files are read, and what they are called.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use irefuda_indexer::{IndexFolder, Silent};

use crate::world::{World, fate, names, notice};

#[test]
fn hidden_files_and_the_index_itself_are_left_out() {
    let text = notice("庁舎清掃業務");
    let world = World::with(&[
        ("a.txt", &text),
        (".hidden.txt", &text),
        (".git/config", &text),
        ("index/notes.txt", &text),
    ]);
    let inside = IndexFolder::new(world.path("index"));
    let report = world.run_with(|options| options.index = inside.clone(), &Silent);
    assert_eq!(names(&report, "indexed"), ["a.txt".to_owned()].into());
    assert_eq!(report.files.len(), 1);
}

#[test]
fn links_are_followed() {
    let elsewhere = World::with(&[
        ("deep/b.txt", &notice("道路補修")),
        ("c.txt", &notice("橋梁点検")),
    ]);
    let world = World::new();
    symlink(elsewhere.path("deep"), world.path("deep")).unwrap();
    symlink(elsewhere.path("c.txt"), world.path("c.txt")).unwrap();
    let report = world.run();
    assert_eq!(
        names(&report, "indexed"),
        ["c.txt".to_owned(), "deep/b.txt".to_owned()].into()
    );
}

/// Names in Shift_JIS come out of ZIP files that were made on Windows.
#[test]
fn names_that_are_no_utf_8_work_and_stay_apart() {
    let world = World::new();
    for (name, title) in [
        (b"\x8C\xF6\x8D\x90.txt", "庁舎清掃業務"),
        (b"\x8E\x64\x97\x6C.txt", "道路補修"),
    ] {
        fs::write(world.folder().join(OsStr::from_bytes(name)), notice(title)).unwrap();
    }
    let report = world.run();
    assert_eq!(fate(&report, r"\x8C\xF6\x8D\x90.txt").0, "indexed");
    assert_eq!(fate(&report, r"\x8Ed\x97l.txt").0, "indexed");
    assert_eq!(names(&world.run(), "unchanged").len(), 2);
    assert_eq!(world.count(), 2);
}
