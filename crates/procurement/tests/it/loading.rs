//! A lexicon of one's own: a folder with the same files.

use std::fs;
use std::path::Path;

use irefuda_procurement::Lexicon;
use tempfile::TempDir;

const LEXICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/lexicon");

/// A copy of the lexicon, in which the tests then spoil a file.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(LEXICON).expect("the lexicon") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    folder
}

/// What is said of a lexicon in which this file reads so.
fn complaint(file: &str, text: &str) -> String {
    let folder = copy();
    fs::write(folder.path().join(file), text).expect("written");
    Lexicon::load(folder.path())
        .expect_err("the lexicon is spoiled")
        .to_string()
}

/// The files that are compiled in.
fn files() -> Vec<String> {
    let names = fs::read_dir(LEXICON).expect("the lexicon").map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.filter(|name| name != "README.md").collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_the_lexicon() {
    let loaded = Lexicon::load(copy().path()).expect("a copy is well formed");
    let compiled_in = Lexicon::compiled_in().expect("the lexicon is well formed");
    assert_eq!(
        format!("{loaded:?}").len(),
        format!("{compiled_in:?}").len()
    );
    assert_eq!(loaded.synonyms, compiled_in.synonyms);
}

#[test]
fn a_missing_file_is_named() {
    assert_eq!(files().len(), 16);
    for file in files() {
        let folder = copy();
        fs::remove_file(folder.path().join(&file)).expect("removed");
        let error = Lexicon::load(folder.path())
            .expect_err("a file is missing")
            .to_string();
        let path = folder.path().join(&file);
        assert!(
            error.starts_with(&format!("cannot read {} of the lexicon: ", path.display())),
            "{error}"
        );
    }
}

#[test]
fn a_folder_that_is_none_is_one_error() {
    let error = Lexicon::load(Path::new("/nowhere"))
        .expect_err("no folder")
        .to_string();
    assert!(error.starts_with("cannot read /nowhere/"), "{error}");
}

#[test]
fn a_file_of_the_wrong_form_is_named_with_the_place() {
    let header = "lg_code,kind,prefecture,name,kana\n";
    let cases = [
        // What the file then says, and what is said of it.
        (
            "methods.toml",
            "[[method]]\nname = ",
            "methods.toml of the lexicon: TOML parse error at line 2",
        ),
        (
            "methods.toml",
            "[[method]]\nname = \"一般競争入札\"\nphrases = []\nocds = \"open\"\nkind = \"公告\"\n",
            "unknown variant `公告`",
        ),
        (
            "methods.toml",
            "[[method]]\nname = \"一般競争入札\"\nphrases = []\nocds = \"open\"\nkind = \"公募\"\nnote = \"\"\n",
            "unknown field `note`",
        ),
        (
            "categories.toml",
            "[[subcategory]]\ncategory = \"役務\"\nname = \"警備\"\n",
            "categories.toml of the lexicon: ",
        ),
        (
            "qualifications.toml",
            "[[qualification]]\nkind = \"certificate\"\nvalue = \"ISMS\"\nphrases = []\n",
            "unknown variant `certificate`",
        ),
        (
            "deadlines.toml",
            "[[deadline]]\nkind = \"bid\"\nlabels = [\"入札期限\"]\n",
            "missing field `aside`",
        ),
        (
            "headings.toml",
            "heading = 3\n",
            "headings.toml of the lexicon: ",
        ),
        ("kinds.toml", "", "missing field `kind`"),
        (
            "roles.toml",
            "[[role]]\nrole = \"form\"\nheadings = \"申請書\"\n",
            "roles.toml of the lexicon: ",
        ),
        (
            "municipalities.csv",
            &format!("{header}331000,city,岡山県,岡山市,おかやまし\n"),
            "has a wrong check digit: 7 would be right",
        ),
        (
            "municipalities.csv",
            &format!("{header}331007,town,岡山県\n"),
            "municipalities.csv of the lexicon: ",
        ),
        (
            "municipalities.csv",
            &format!("{header}331007,ward,岡山県,岡山市,おかやまし\n"),
            "unknown variant `ward`",
        ),
        (
            "municipalities.csv",
            &format!(
                "{header}331007,city,岡山県,岡山市,おかやまし\n331007,city,岡山県,岡山市,おかやまし\n"
            ),
            "331007 occurs twice",
        ),
        (
            "municipalities.csv",
            &format!("{header}331007,city,岡山県,岡山市,おかやまし\n"),
            "municipalities.csv of the lexicon: 010006 of 石狩振興局 is missing",
        ),
        (
            "bodies.csv",
            "name,lg_code,kana\n警視庁,130001\n",
            "bodies.csv of the lexicon: ",
        ),
        (
            "bodies.csv",
            "name,code,kana\n警視庁,130001,けいしちょう\n",
            "bodies.csv of the lexicon: ",
        ),
    ];
    for (file, text, says) in cases {
        let error = complaint(file, text);
        assert!(
            error.starts_with(&format!("{file} of the lexicon: ")),
            "{error}"
        );
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_named() {
    let folder = copy();
    fs::write(folder.path().join("synonyms.csv"), b"\x8f\x5a\x8a\xee\n").expect("written");
    let error = Lexicon::load(folder.path())
        .expect_err("Shift_JIS")
        .to_string();
    assert!(
        error.contains("synonyms.csv") && error.contains("UTF-8"),
        "{error}"
    );
}

#[test]
fn comments_and_blank_lines_of_csv_are_no_rows() {
    let folder = copy();
    fs::write(
        folder.path().join("synonyms.csv"),
        "# 情報\n\n住基, 住民基本台帳\n# 終わり\nごみ,ゴミ,廃棄物\n",
    )
    .expect("written");
    let lexicon = Lexicon::load(folder.path()).expect("well formed");
    assert_eq!(
        lexicon.synonyms,
        [vec!["住基", "住民基本台帳"], vec!["ごみ", "ゴミ", "廃棄物"]]
    );
}

#[test]
fn stopwords_at_the_end_of_compounds_are_marked() {
    let folder = copy();
    fs::write(
        folder.path().join("stopwords.txt"),
        "# 探し物\n~案件\n\n仕事\n",
    )
    .expect("written");
    let lexicon = Lexicon::load(folder.path()).expect("well formed");
    let words = lexicon.stopwords.iter();
    let words: Vec<(&str, bool)> = words
        .map(|word| (word.word.as_str(), word.is_ending))
        .collect();
    assert_eq!(words, [("案件", true), ("仕事", false)]);
}
