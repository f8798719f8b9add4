//! `irefuda doctor`: what is there and what is missing.

use crate::world::{INDEXED, World};

#[test]
fn what_is_there_is_marked() {
    let ended = INDEXED.run(&["doctor"]);
    assert!(matches!(ended.code, Some(0 | 2)), "{ended:#?}");
    ended.says(&["○ 辞書", "○ 索引", "子プロセス", "pdftotext", "tesseract"]);
}

/// Without a search path no tool is found.
#[test]
fn what_is_missing_is_named_with_the_command_that_mends_it() {
    let world = World::new();
    world
        .run(&["doctor", "--dictionary", "nowhere"])
        .ends_with(2)
        .says(&[
            "× 辞書 nowhere",
            "`irefuda dictionary",
            "△ 索引",
            "× pdftotext",
            "apt-get install poppler-utils",
        ]);
}
