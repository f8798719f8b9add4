//! A bad file is reported with its path and reason; nothing else suffers.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use irefuda_indexer::IndexError;

use crate::world::{World, fate, id, names, notice};

/// A bad file: its name, the reason that the report gives, and how to make it.
type Bad = (&'static str, &'static str, fn(&Path));

const BAD: &[Bad] = &[
    ("blank.txt", "empty", |path| {
        fs::write(path, " \n\u{3000}\n").unwrap()
    }),
    ("broken-link.txt", "unreadable", |path| {
        symlink("nowhere", path).unwrap()
    }),
    ("empty.txt", "empty", |path| fs::write(path, "").unwrap()),
    ("fifo.txt", "unreadable", |path| run("mkfifo", path)),
    ("loop", "link-loop", |path| symlink(".", path).unwrap()),
    ("own-loop.txt", "unreadable", |path| {
        symlink("own-loop.txt", path).unwrap()
    }),
    ("picture.txt", "unsupported", |path| {
        fs::write(path, b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").unwrap()
    }),
    ("random.txt", "unsupported", |path| {
        fs::write(path, noise(4096)).unwrap()
    }),
    ("terabyte.txt", "too-large", |path| {
        File::create(path).unwrap().set_len(1 << 40).unwrap()
    }),
];

#[test]
fn every_bad_file_is_reported_and_the_good_one_is_found() {
    let world = World::with(&[("good.txt", &notice("庁舎清掃業務"))]);
    for (name, _, make) in BAD {
        make(&world.path(name));
    }
    let report = world.run();
    for (name, reason, _) in BAD {
        assert_eq!(fate(&report, name), (*reason, vec![]), "{name}");
    }
    assert_eq!(report.problems().count(), BAD.len());
    assert!(
        report
            .problems()
            .all(|(_, problem)| !problem.message.is_empty())
    );
    assert_eq!(
        world.source_of(&id(&report, "good.txt")).as_deref(),
        Some("good.txt")
    );
    assert_eq!(world.count(), 1);
}

#[test]
fn what_was_indexed_stays_when_its_file_goes_bad() {
    for (name, reason, make) in BAD.iter().filter(|(name, ..)| *name != "loop") {
        let world = World::with(&[(name, &notice("庁舎清掃業務"))]);
        let before = id(&world.run(), name);
        world.delete(name);
        make(&world.path(name));
        let report = world.run();
        assert_eq!(
            fate(&report, name),
            (*reason, vec![before.clone()]),
            "{name}"
        );
        assert!(world.source_of(&before).is_some(), "{name}");

        world.delete(name);
        assert_eq!(world.run().removed, 1, "{name}");
        assert_eq!(world.count(), 0, "{name}");
    }
}

#[test]
fn what_was_indexed_stays_when_its_folder_is_shut() {
    let world = World::with(&[
        ("a/b/deep.txt", &notice("庁舎清掃業務")),
        ("good.txt", &notice("道路補修")),
    ]);
    let before = id(&world.run(), "a/b/deep.txt");
    let shut = world.path("a");
    fs::set_permissions(&shut, Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&shut).is_ok() {
        eprintln!("skipped: permissions do not bind this user (root)");
        return;
    }
    let report = world.run();
    fs::set_permissions(&shut, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fate(&report, "a").0, "unreadable");
    assert_eq!(report.removed, 0);
    assert!(world.source_of(&before).is_some());
}

/// As a share that is not mounted today.
#[test]
fn what_was_indexed_stays_when_a_link_leads_nowhere() {
    let share = World::with(&[("deep.txt", &notice("庁舎清掃業務"))]);
    let world = World::new();
    symlink(share.folder(), world.path("share")).unwrap();
    let before = id(&world.run(), "share/deep.txt");
    drop(share);
    let report = world.run();
    assert_eq!(fate(&report, "share").0, "unreadable");
    assert!(world.source_of(&before).is_some());
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_changes_nothing() {
    let world = World::with(&[("a.txt", &notice("庁舎清掃業務"))]);
    world.run();
    for name in ["missing", "a.txt"] {
        let mut options = world.options();
        options.folder = world.path(name);
        let error = irefuda_indexer::index(&options, &irefuda_indexer::Silent).unwrap_err();
        assert!(matches!(error, IndexError::Folder { .. }), "{error}");
        assert!(error.to_string().contains(name));
    }
    assert_eq!(world.count(), 1);
}

#[test]
fn a_folder_without_documents_is_no_problem() {
    let world = World::new();
    let report = world.run();
    assert!(names(&report, "indexed").is_empty());
    assert_eq!(world.count(), 0);
}

fn run(command: &str, path: &Path) {
    assert!(Command::new(command).arg(path).status().unwrap().success());
}

/// Bytes of every value in no order (a linear congruential generator).
fn noise(length: usize) -> Vec<u8> {
    let mut state: u32 = 1;
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| byte()).collect()
}
