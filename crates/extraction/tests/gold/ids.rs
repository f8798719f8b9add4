//! What an id is made from: the table of `tests/cases/ids.txt`.

use std::collections::HashMap;

use irefuda_extraction::Extractor;

use crate::reading::{extractor, source};

const TABLE: &str = include_str!("../cases/ids.txt");

#[test]
fn ids_are_made_from_what_an_amendment_does_not_change() {
    let extractor = extractor();
    let mut letters = Letters::default();
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for row in rows {
        check(&extractor, &mut letters, row);
    }
}

fn check(extractor: &Extractor, letters: &mut Letters, row: &str) {
    let (expected, text) = row.split_once(" | ").expect("ids | text");
    let notices = extractor.extract(&text.replace("\\n", "\n"), source("ids.txt"));
    for notice in &notices {
        assert!(
            notice.title.is_some() && notice.announced_on.is_some() && notice.agency.is_some(),
            "title {:?}, day {:?} and body {:?} are read from {row}",
            notice.title,
            notice.announced_on,
            notice.agency
        );
    }
    let found: Vec<String> = notices
        .iter()
        .map(|notice| letters.of(&notice.id))
        .collect();
    assert_eq!(found.join(" "), expected, "{row}");
}

/// A letter for each id, in the order in which they come.
#[derive(Default)]
struct Letters(HashMap<String, char>);

impl Letters {
    /// The letter of an id, with the counter that may stand behind it.
    fn of(&mut self, id: &str) -> String {
        let (base, counter) = match id.match_indices('-').nth(1) {
            Some((position, _)) => id.split_at(position),
            None => (id, ""),
        };
        let next = char::from(b'a' + u8::try_from(self.0.len()).expect("few ids"));
        let letter = self.0.entry(base.to_owned()).or_insert(next);
        format!("{letter}{counter}")
    }
}
