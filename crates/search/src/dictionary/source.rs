//! The source of IPADIC, brought into the form in which text reaches the
//! analyser.
//!
//! Text is folded before it is segmented, so words of the dictionary that are
//! written in full width (（, Ｔシャツ) could never be met. Their surfaces are
//! folded like text. Words of the trade are spelt with and without a last
//! long-vowel mark (サーバー, サーバ), whereas IPADIC mostly knows one of both:
//! the other one is added, so that both are segmented alike.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::EUC_JP;

use crate::analysis::{is_katakana, normalise, without_long_vowel};
use crate::error::SearchError;

const DEFINITIONS: [&str; 3] = ["char.def", "matrix.def", "unk.def"];

/// Parts of speech whose katakana words get their other spelling.
const NOUNS: [&str; 3] = ["名詞,一般,", "名詞,サ変接続,", "名詞,固有名詞,一般,"];

/// A line of a CSV file: what stands in the text, and all the rest.
struct Row {
    surface: String,
    rest: String,
}

/// Writes the source's files in UTF-8 into a new folder.
pub(super) fn stage(source: &Path, staged: &Path) -> Result<(), SearchError> {
    fs::create_dir_all(staged).map_err(SearchError::io(staged))?;
    for name in DEFINITIONS {
        let text = read(source, &source.join(name))?;
        write(&staged.join(name), &text)?;
    }
    let mut rows = Vec::new();
    for path in csv_files(source)? {
        let text = read(source, &path)?;
        rows.extend(text.lines().filter_map(row));
    }
    if rows.is_empty() {
        return Err(SearchError::NoDictionarySource(source.to_owned()));
    }
    let spellings = other_spellings(&rows);
    rows.extend(spellings);
    write(&staged.join("words.csv"), &to_csv(&rows))
}

fn csv_files(source: &Path) -> Result<Vec<PathBuf>, SearchError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(source).map_err(SearchError::io(source))? {
        let path = entry.map_err(SearchError::io(source))?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    // The order of the folder is the machine's; the fingerprint must not be.
    paths.sort();
    Ok(paths)
}

fn read(source: &Path, path: &Path) -> Result<String, SearchError> {
    let bytes = fs::read(path).map_err(|_| SearchError::NoDictionarySource(source.to_owned()))?;
    Ok(EUC_JP.decode(&bytes).0.into_owned())
}

fn write(path: &Path, text: &str) -> Result<(), SearchError> {
    fs::write(path, text).map_err(SearchError::io(path))
}

/// A line with its surface folded, unless it is of plain letters or has a
/// digit: a lone full-width A or １ would break up words and numbers that the
/// analyser otherwise takes as a whole, and １日 be unlike 11日.
fn row(line: &str) -> Option<Row> {
    let (surface, rest) = line.split_once(',')?;
    let folded = normalise(surface);
    let is_word = folded.chars().any(|character| !character.is_whitespace());
    let is_plain = folded.bytes().all(|byte| byte.is_ascii_alphabetic())
        || folded.contains(|character: char| character.is_ascii_digit());
    (is_word && !is_plain).then(|| Row {
        surface: folded,
        rest: rest.to_owned(),
    })
}

/// Rows for the other spelling of katakana nouns, where it is missing.
fn other_spellings(rows: &[Row]) -> Vec<Row> {
    let known: HashSet<&str> = rows.iter().map(|row| row.surface.as_str()).collect();
    let is_noun = |row: &&Row| {
        let part_of_speech = row.rest.splitn(4, ',').nth(3).unwrap_or_default();
        NOUNS.iter().any(|noun| part_of_speech.starts_with(noun))
    };
    let nouns = rows
        .iter()
        .filter(|row| is_katakana(&row.surface))
        .filter(is_noun);
    let spellings = nouns.filter_map(|row| {
        let surface = other_spelling(&row.surface)?;
        (!known.contains(surface.as_str())).then(|| Row {
            surface,
            rest: row.rest.clone(),
        })
    });
    spellings.collect()
}

/// サーバ for サーバー and the reverse; none where a long vowel is not likely.
fn other_spelling(word: &str) -> Option<String> {
    let stem = without_long_vowel(word);
    if stem != word {
        return Some(stem.to_owned());
    }
    let is_long_enough = word.chars().count() >= 3;
    let may_be_long = word.ends_with([
        'ア', 'ィ', 'ウ', 'カ', 'ガ', 'サ', 'ザ', 'タ', 'ダ', 'チ', 'ナ', 'バ', 'パ', 'マ', 'ャ',
        'ュ', 'ョ', 'ラ', 'リ',
    ]);
    (is_long_enough && may_be_long).then(|| format!("{word}ー"))
}

fn to_csv(rows: &[Row]) -> String {
    let mut csv = String::new();
    for Row { surface, rest } in rows {
        if surface.contains([',', '"']) {
            csv.push_str(&format!("\"{}\",{rest}\n", surface.replace('"', "\"\"")));
        } else {
            csv.push_str(&format!("{surface},{rest}\n"));
        }
    }
    csv
}
