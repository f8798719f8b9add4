//! Compiling of a dictionary, put in place only when it works.

use std::fs;
use std::path::Path;

use lindera::dictionary::{DictionaryBuilder, Metadata, Schema, load_fs_dictionary};

use super::manifest::Manifest;
use super::{Dictionary, USER_DICTIONARY, Words, source};
use crate::analysis::normalise;
use crate::error::SearchError;

/// A sentence whose segmentation is beyond doubt, and its words.
const KNOWN_SENTENCE: &str = "庁舎の清掃業務を委託する";
const KNOWN_WORDS: [&str; 7] = ["庁舎", "の", "清掃", "業務", "を", "委託", "する"];

pub(super) fn compile(
    source: &Path,
    user_dictionary: &str,
    target: &Path,
) -> Result<(), SearchError> {
    let parent = match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(SearchError::io(parent))?;
    check_target(target)?;
    // Beside the target, so that putting it in place is a rename.
    let workshop = tempfile::Builder::new()
        .prefix(".dictionary-")
        .tempdir_in(parent)
        .map_err(SearchError::io(parent))?;
    let [staged, compiled, replaced] =
        ["staged", "compiled", "replaced"].map(|name| workshop.path().join(name));
    source::stage(source, &staged)?;
    DictionaryBuilder::new(metadata()).build_dictionary(&staged, &compiled)?;
    Words::of(&load_fs_dictionary(&compiled)?).write(&compiled)?;
    write_user_dictionary(user_dictionary, &compiled)?;
    Manifest::of(&compiled)?.write(&compiled)?;
    check(&compiled)?;
    if target.exists() {
        fs::rename(target, &replaced).map_err(SearchError::io(target))?;
    }
    fs::rename(&compiled, target).map_err(SearchError::io(target))
}

/// A folder of somebody else's must not vanish.
fn check_target(target: &Path) -> Result<(), SearchError> {
    let is_empty = || fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    if target.exists() && !Manifest::stands_in(target) && !is_empty() {
        return Err(SearchError::NotOurs(target.to_owned()));
    }
    Ok(())
}

/// IPADIC's form, in UTF-8 as [`source::stage`] writes it. The context ids
/// are those of 名詞,固有名詞,一般; the cost makes a user word win over any
/// other segmentation.
fn metadata() -> Metadata {
    const FIELDS: [&str; 13] = [
        "surface",
        "left_context_id",
        "right_context_id",
        "cost",
        "part_of_speech",
        "part_of_speech_1",
        "part_of_speech_2",
        "part_of_speech_3",
        "conjugation_type",
        "conjugation_form",
        "base_form",
        "reading",
        "pronunciation",
    ];
    let schema =
        |fields: &[&str]| Schema::new(fields.iter().map(|&name| name.to_owned()).collect());
    let mut metadata = Metadata::new(
        "IPADIC".to_owned(),
        "UTF-8".to_owned(),
        -10000,
        1288,
        1288,
        "*".to_owned(),
        true,
        false,
        false,
        schema(&FIELDS),
        schema(&["surface", "part_of_speech", "reading"]),
    );
    metadata.connection_id_mapping = false;
    metadata
}

/// Writes the user dictionary with its surfaces in the form in which text
/// reaches the analyser, without comments.
fn write_user_dictionary(text: &str, compiled: &Path) -> Result<(), SearchError> {
    let mut rows = String::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let [surface, part_of_speech, reading] = fields[..] else {
            return Err(SearchError::UserDictionary {
                line: index + 1,
                text: line.chars().take(80).collect(),
            });
        };
        let surface = normalise(surface);
        rows.push_str(&format!("{surface},{part_of_speech},{reading}\n"));
    }
    let path = compiled.join(USER_DICTIONARY);
    fs::write(&path, rows).map_err(SearchError::io(&path))
}

fn check(compiled: &Path) -> Result<(), SearchError> {
    let dictionary = Dictionary::open(compiled)?;
    let words = dictionary.segment(KNOWN_SENTENCE)?;
    if words == KNOWN_WORDS {
        return Ok(());
    }
    Err(SearchError::BadDictionary {
        path: compiled.to_owned(),
        reason: format!("it segments 「{KNOWN_SENTENCE}」 as {}", words.join("/")),
    })
}
