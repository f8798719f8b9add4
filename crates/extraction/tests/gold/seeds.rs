//! The three real notices beside the project. They are not part of it: where
//! their folder is not there, the test says so and checks nothing.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::comparison::{disagreements, extractor, source};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

#[test]
fn real_notices_are_read_as_a_clerk_reads_them() {
    let Ok(gold) = fs::read_to_string(Path::new(FOLDER).join("gold.json")) else {
        println!("skipped: there is no folder of real notices at {FOLDER}");
        return;
    };
    let gold: Vec<Value> = serde_json::from_str(&gold).expect("gold.json is JSON");
    let extractor = extractor();
    let mut wrong = 0;
    for entry in &gold {
        let file = entry["file"].as_str().expect("each entry names its file");
        let text = fs::read_to_string(Path::new(FOLDER).join(file)).expect("the seed is there");
        let notices = extractor.extract(&text, source(file));
        assert_eq!(notices.len(), 1, "{file} holds one notice");
        for part in &notices[0].parts {
            println!("  part {} {:?} {:?}", part.role, part.title, part.range);
        }
        for found in disagreements(&notices[0], entry) {
            println!(
                "{file}: {}\n   expected {}\n   found    {}",
                found.field, found.expected, found.found
            );
            wrong += 1;
        }
    }
    assert_eq!(wrong, 0, "{wrong} values were read otherwise");
}
