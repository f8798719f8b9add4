//! Compiling and opening of the dictionary.

use std::fs;
use std::path::Path;

use irefuda_search::{DEBIAN_IPADIC, Dictionary};
use tempfile::TempDir;

use crate::corpus::{USER_DICTIONARY, compile, dictionary, tmp};

fn folder() -> TempDir {
    TempDir::new_in(tmp()).expect("a folder")
}

#[test]
fn the_same_sources_make_the_same_dictionary() {
    let folder = folder();
    let target = folder.path().join("dictionary");
    compile(USER_DICTIONARY, &target);
    let again = Dictionary::open(&target).expect("open");
    assert_eq!(again.fingerprint(), dictionary().fingerprint());
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing but the dictionary is left behind");
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let folder = folder();
    let missing = folder.path().join("missing");
    let damaged = folder.path().join("damaged");
    compile("", &damaged);
    fs::write(damaged.join("matrix.mtx"), "cut off").expect("a file");
    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).expect("a folder");
    fs::write(
        foreign.join("manifest.json"),
        r#"{"name":"another program"}"#,
    )
    .expect("a file");
    for path in [missing, damaged, foreign] {
        let Err(error) = Dictionary::open(&path) else {
            panic!("{} was opened", path.display());
        };
        assert!(
            error.to_string().contains("run `irefuda dictionary`"),
            "{error}"
        );
    }
}

#[test]
fn a_failed_compilation_leaves_what_was_there() {
    let folder = folder();
    let target = folder.path().join("dictionary");
    compile("", &target);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let cases = [
        (empty.as_path(), "", "mecab-ipadic"),
        (Path::new(DEBIAN_IPADIC), "一語のみ", "line 1"),
    ];
    for (source, user_dictionary, reason) in cases {
        let Err(error) = Dictionary::compile(source, user_dictionary, &target) else {
            panic!("it was compiled");
        };
        assert!(error.to_string().contains(reason), "{error}");
        Dictionary::open(&target).expect("the old one is still there");
    }
}

#[test]
fn a_folder_of_others_is_not_replaced() {
    let folder = folder();
    fs::write(folder.path().join("letter.txt"), "dear").expect("a file");
    let compiled = Dictionary::compile(Path::new(DEBIAN_IPADIC), "", folder.path());
    assert!(compiled.is_err());
    assert!(folder.path().join("letter.txt").exists());
}
