//! ZIP archives: names, limits, and what lies in them.

use std::path::Path;

use irefuda_documents::{Limits, Member};

use super::built::{docx, pdf, zip};
use super::{read_members, workers};

/// Each member as its name and its text or reason.
fn shown(members: &[Member]) -> Vec<(&str, String)> {
    let shown = |member: &Member| match &member.document {
        Ok(document) => document.text.trim().to_owned(),
        Err(error) => error.reason().to_owned(),
    };
    members
        .iter()
        .map(|member| (member.name.as_deref().unwrap_or("-"), shown(member)))
        .collect()
}

fn check(archive: &[u8], expected: &[(&str, &str)]) {
    let members = read_members("a.zip", archive);
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    assert_eq!(shown(&members), expected);
}

#[test]
fn members_are_read_by_their_own_formats() {
    let page = pdf(&["BT /F1 10 Tf 50 700 Td (page) Tj ET"]);
    let word = docx("<w:p><w:r><w:t>word</w:t></w:r></w:p>");
    let archive = zip(&[
        ("公告/a.pdf", &page),
        ("公告/b.docx", &word),
        ("c.txt", "入札".as_bytes()),
        ("d.jpg", b"\xFF\xD8\xFF\xE0"),
        ("e.txt", b""),
        ("__MACOSX/._a.pdf", b"x"),
    ]);
    check(
        &archive,
        &[
            ("公告/a.pdf", "page"),
            ("公告/b.docx", "word"),
            ("c.txt", "入札"),
            ("d.jpg", "unsupported"),
            ("e.txt", "empty"),
        ],
    );
}

/// The second byte of 表 is a backslash in CP932.
#[test]
fn names_are_decoded() {
    let mut archive = zip(&[("####.txt", b"a"), ("x\\y.txt", b"b")]);
    replace(&mut archive, b"####", b"\x95\x5C\x8E\xA6");
    check(&archive, &[("表示.txt", "a"), ("x/y.txt", "b")]);
}

#[test]
fn names_are_only_names() {
    let archive = zip(&[
        ("../../a.txt", b"a"),
        ("/etc/passwd", b"b"),
        ("C:\\a.txt", b"c"),
    ]);
    check(
        &archive,
        &[
            ("../../a.txt", "a"),
            ("/etc/passwd", "b"),
            ("C:/a.txt", "c"),
        ],
    );
    assert!(!Path::new("../../a.txt").exists());
}

#[test]
fn archives_in_archives_have_a_depth() {
    let mut archive = zip(&[("a.txt", b"deep")]);
    for _ in 0..2 {
        archive = zip(&[("b.zip", &archive)]);
    }
    check(&archive, &[("b.zip/b.zip/a.txt", "deep")]);
    check(
        &zip(&[("b.zip", &archive)]),
        &[("b.zip/b.zip/b.zip", "too-deep")],
    );
}

#[test]
fn encrypted_members_are_told_apart() {
    let mut archive = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
    // The flag of the first one, beside its data and in the directory.
    let directory = find(&archive, b"PK\x01\x02");
    archive[6] |= 1;
    archive[directory + 8] |= 1;
    check(&archive, &[("a.txt", "encrypted"), ("b.txt", "b")]);
}

#[test]
fn what_is_unpacked_is_counted_and_not_believed() {
    let zeros = vec![b' '; 3_000_000];
    let mut archive = zip(&[("a.txt", &zeros), ("b.txt", b"b")]);
    let limits = Limits {
        unpacked_bytes: 1_000_000,
        ..Limits::default()
    };
    let workers = workers(limits);
    let read = |archive: &[u8]| workers.read_bytes(Path::new("a.zip"), archive);
    assert_eq!(
        shown(&read(&archive))[0],
        ("a.txt", "too-large-unpacked".to_owned())
    );

    // It says that it is small.
    let size = 3_000_000u32.to_le_bytes();
    while let Some(place) = archive.windows(4).position(|it| it == size) {
        archive[place..place + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let members = read(&archive);
    let reason = members[0].document.as_ref().unwrap_err().reason();
    assert!(
        ["damaged", "too-large-unpacked"].contains(&reason),
        "{reason}"
    );
}

#[test]
fn a_flood_of_files_is_stopped() {
    let names: Vec<String> = (0..60).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), &b"a"[..]))
        .collect();
    let inner = zip(&files);
    let limits = Limits {
        archive_entries: 100,
        ..Limits::default()
    };
    let members = workers(limits).read_bytes(
        Path::new("a.zip"),
        &zip(&[("b.zip", &inner), ("c.zip", &inner)]),
    );
    let members = shown(&members);
    assert_eq!(members[59], ("b.zip/59.txt", "a".to_owned()));
    assert!(members.contains(&("c.zip", "too-many-entries".to_owned())));
    assert!(members.len() <= 100);
}

/// As in 42.zip: sixteen in each of sixteen, to the bottom.
#[test]
fn a_tree_of_archives_is_stopped() {
    let mut archive = zip(&[("a.txt", &vec![b' '; 1_000_000])]);
    let names: Vec<String> = (0..16).map(|number| format!("{number}.zip")).collect();
    for _ in 0..5 {
        let files: Vec<(&str, &[u8])> = names
            .iter()
            .map(|name| (name.as_str(), &archive[..]))
            .collect();
        archive = zip(&files);
    }
    let members = read_members("42.zip", &archive);
    assert!(members.len() <= 501, "{}", members.len());
    assert!(members.iter().all(|member| member.document.is_err()));
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .position(|it| it == wanted)
        .unwrap()
}

fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    while let Some(place) = bytes.windows(old.len()).position(|it| it == old) {
        bytes[place..place + old.len()].copy_from_slice(new);
    }
}
