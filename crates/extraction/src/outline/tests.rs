//! The texts of `tests/cases/outline`, each with its items beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use irefuda_folding::fold;
use irefuda_procurement::Lexicon;

use super::{Item, Outline, labels};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/outline");

#[test]
fn items_are_read_with_their_labels_and_values() {
    let lexicon = Lexicon::compiled_in().expect("the lexicon is well formed");
    let labels = labels(&lexicon);
    let mut wrong = String::new();
    for (name, text) in texts() {
        let folded = fold(&text);
        let outline = Outline::read(folded.text(), &(0..folded.text().len()), &labels);
        let read = written(&outline, folded.text());
        let expected = fs::read_to_string(Path::new(FOLDER).join(format!("{name}.expected.txt")));
        if expected.as_ref().ok() != Some(&read) {
            wrong += &format!("\n--- {name} is read as\n{read}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The texts by name.
fn texts() -> BTreeMap<String, String> {
    let files = fs::read_dir(FOLDER).expect("the folder is there");
    let paths = files.map(|file| file.expect("readable").path());
    let text = |path: std::path::PathBuf| {
        let name = path.file_name()?.to_str()?.strip_suffix(".txt")?.to_owned();
        let is_text = !name.ends_with(".expected");
        is_text.then(|| (name, fs::read_to_string(path).expect("readable")))
    };
    let texts: BTreeMap<String, String> = paths.filter_map(text).collect();
    assert!(!texts.is_empty(), "{FOLDER} holds no texts");
    texts
}

/// An item a line, below its parent: style, ordinal, label and own value.
fn written(outline: &Outline, text: &str) -> String {
    let items = outline.items.iter().enumerate();
    items
        .map(|(index, item)| {
            let own_end = outline
                .children(index)
                .next()
                .map_or(item.body.end, |child| outline.items[child].whole.start);
            let value = &text[item.body.start.min(own_end)..own_end];
            // The marks of Markdown before the next item are of no meaning.
            let value = value.trim_end_matches([' ', '\n', '#', '-', '*', '|']);
            format!(
                "{}{:?} {} | {} | {}\n",
                "  ".repeat(depth(outline, item)),
                item.style,
                item.ordinal,
                text[item.label.clone()].trim(),
                value
                    .trim_start()
                    .replace('\n', " / ")
                    .replace('\t', " \\t ")
            )
        })
        .collect()
}

fn depth(outline: &Outline, item: &Item) -> usize {
    let parents = std::iter::successors(item.parent, |parent| outline.items[*parent].parent);
    parents.count()
}
