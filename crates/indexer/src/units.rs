//! Which files are looked at together.
//!
//! A notice may lie in several files: the announcement, its instructions, a
//! specification, forms. They are looked for in one folder, or in what lies
//! below a folder with a `notice.toml`; an archive's files count as files of
//! the folder that it lies in. What of them belongs together, the extraction
//! finds out; here only the candidates are gathered.

use std::collections::BTreeMap;

use crate::given::NOTICE_FILE;
use crate::walk::{Found, Walk};

/// A folder with more files than this is a heap: each file is by itself.
const MOST_FILES: usize = 200;

/// So is one with more bytes than this, which would be in memory together.
const MOST_BYTES: u64 = 256 << 20;

/// Files that are looked at together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The path of its file, or of its folder with a `/` at the end.
    pub name: String,
    /// In the order of their names.
    pub files: Vec<Found>,
    /// The `notice.toml` that speaks of them.
    pub notice_file: Option<Found>,
}

impl Unit {
    /// Every file that it depends on.
    pub(crate) fn all_files(&self) -> impl Iterator<Item = &Found> {
        self.files.iter().chain(&self.notice_file)
    }

    /// The size of one of them, in bytes.
    pub(crate) fn size_of(&self, name: &str) -> u64 {
        let file = self.files.iter().find(|file| file.name == name);
        file.map_or(0, Found::size)
    }

    /// Their sizes together.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size()).sum()
    }
}

/// Gathers what the walk met.
pub(crate) fn units(walk: &Walk) -> Vec<Unit> {
    let mut notice_files: BTreeMap<&str, &Found> = BTreeMap::new();
    for file in walk.files.iter().filter(|file| is_notice_file(file)) {
        notice_files.insert(folder_of(&file.name), file);
    }
    let mut folders: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for file in walk.files.iter().filter(|file| !is_notice_file(file)) {
        let claimed = claiming_folder(&file.name, &notice_files);
        let folder = claimed.unwrap_or_else(|| folder_of(&file.name));
        folders.entry(folder).or_default().push(file);
    }
    let units = folders.into_iter().flat_map(|(folder, files)| {
        let notice_file = notice_files.get(folder).copied();
        units_of_folder(folder, files, notice_file)
    });
    units.collect()
}

fn units_of_folder(folder: &str, files: Vec<&Found>, notice_file: Option<&Found>) -> Vec<Unit> {
    let bytes: u64 = files.iter().map(|file| file.size()).sum();
    let is_heap = files.len() > MOST_FILES || bytes > MOST_BYTES;
    let unit = |name: String, files: Vec<Found>| Unit {
        name,
        files,
        notice_file: notice_file.cloned(),
    };
    if is_heap && notice_file.is_none() {
        let alone = files.into_iter().cloned();
        return alone
            .map(|file| unit(file.name.clone(), vec![file]))
            .collect();
    }
    vec![unit(
        format!("{folder}/"),
        files.into_iter().cloned().collect(),
    )]
}

fn is_notice_file(file: &Found) -> bool {
    file.name == NOTICE_FILE || file.name.ends_with(&format!("/{NOTICE_FILE}"))
}

/// The folder that a file lies in; empty for the folder that is indexed.
fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The nearest folder above a file that has a `notice.toml`.
fn claiming_folder<'a>(name: &str, notice_files: &BTreeMap<&'a str, &Found>) -> Option<&'a str> {
    let mut folder = folder_of(name);
    loop {
        if let Some((claiming, _)) = notice_files.get_key_value(folder) {
            return Some(claiming);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder_of(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files, and the units that they make: name, files.
    type Case = (
        &'static [&'static str],
        &'static [(&'static str, &'static [&'static str])],
    );

    #[test]
    fn files_of_a_folder_and_below_a_notice_file_are_together() {
        let cases: &[Case] = &[
            (&[], &[]),
            (&["a.txt"], &[("/", &["a.txt"])]),
            (
                &["a.txt", "b/c.txt", "b/d.pdf"],
                &[("/", &["a.txt"]), ("b/", &["b/c.txt", "b/d.pdf"])],
            ),
            (
                &["b/c.txt", "b/e/f.txt", "b/notice.toml"],
                &[("b/", &["b/c.txt", "b/e/f.txt"])],
            ),
            (
                &["b/e/f.txt", "b/e/notice.toml", "b/g.txt", "b/notice.toml"],
                &[("b/", &["b/g.txt"]), ("b/e/", &["b/e/f.txt"])],
            ),
        ];
        for (names, expected) in cases {
            let walk = Walk {
                files: names.iter().map(|name| Found::test(name)).collect(),
                ..Walk::default()
            };
            let units = units(&walk);
            let shown: Vec<(&str, Vec<&str>)> = units
                .iter()
                .map(|unit| (unit.name.as_str(), names_of(unit)))
                .collect();
            let expected: Vec<(&str, Vec<&str>)> = expected
                .iter()
                .map(|(name, files)| (*name, files.to_vec()))
                .collect();
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn a_heap_of_files_is_no_unit() {
        let walk = Walk {
            files: (0..=MOST_FILES)
                .map(|number| Found::test(&format!("heap/{number:04}.txt")))
                .collect(),
            ..Walk::default()
        };
        let units = units(&walk);
        assert_eq!(units.len(), MOST_FILES + 1);
        assert_eq!(units[7].name, "heap/0007.txt");
    }

    fn names_of(unit: &Unit) -> Vec<&str> {
        unit.files.iter().map(|file| file.name.as_str()).collect()
    }
}
