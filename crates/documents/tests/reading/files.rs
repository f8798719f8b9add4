//! Files that are not there, not files, or too large.

use std::fs;
use std::path::Path;
use std::process::Command;

use irefuda_documents::{Error, Limits, read};

fn reason(path: &Path, limits: &Limits) -> &'static str {
    read(path, limits).unwrap_err().reason()
}

#[test]
fn only_regular_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("fifo.txt");
    let made = Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());

    let limits = Limits::default();
    assert_eq!(reason(folder.path(), &limits), "unreadable");
    assert_eq!(reason(&fifo, &limits), "unreadable");
    assert_eq!(reason(Path::new("/dev/zero"), &limits), "unreadable");
    assert_eq!(
        reason(&folder.path().join("none.txt"), &limits),
        "unreadable"
    );
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    fs::write(&path, "x".repeat(11)).unwrap();

    let limits = |file_bytes| Limits {
        file_bytes,
        ..Limits::default()
    };
    assert!(read(&path, &limits(11)).is_ok());
    let error = read(&path, &limits(10)).unwrap_err();
    assert!(matches!(
        error,
        Error::TooLarge {
            bytes: 11,
            limit: 10
        }
    ));
}

#[test]
fn a_file_whose_length_lies_is_bounded() {
    let status = Path::new("/proc/self/status");
    assert_eq!(fs::metadata(status).unwrap().len(), 0);

    let limits = Limits {
        file_bytes: 10,
        ..Limits::default()
    };
    assert_eq!(reason(status, &limits), "too-large");
    assert!(read(status, &Limits::default()).is_ok());
}

#[test]
fn messages_do_not_name_the_file() {
    let path = Path::new("/no/such/folder/a.txt");
    let message = read(path, &Limits::default()).unwrap_err().to_string();
    assert!(!message.contains("folder"), "{message}");
}
