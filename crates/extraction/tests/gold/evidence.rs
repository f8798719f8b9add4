//! Evidence, parts, ids and JSON of every sample and real notice.

use crate::corpus;
use crate::invariants::broken;
use crate::reading::{extractor, source};

#[test]
fn every_value_stands_where_its_evidence_says() {
    let extractor = extractor();
    let files = corpus::files();
    assert!(files.len() >= 48, "only {} files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let notices = file.extract(&extractor);
        let of_file = broken(&file.texts(), &notices).into_iter();
        wrong.extend(of_file.map(|broken| format!("{}: {broken}", file.path)));
        if file.extract(&extractor) != notices {
            wrong.push(format!("{}: reads otherwise a second time", file.path));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Links to a notice last as long as its file's text does, wherever it stands.
#[test]
fn ids_do_not_depend_on_the_path() {
    let extractor = extractor();
    let ids = |text: &str, path: &str| -> Vec<String> {
        let notices = extractor.extract(text, source(path)).into_iter();
        notices.map(|notice| notice.id).collect()
    };
    for document in corpus::files().into_iter().flat_map(|file| file.documents) {
        assert_eq!(
            ids(&document.text, &document.path),
            ids(&document.text, "elsewhere.txt"),
            "{}",
            document.path
        );
    }
}
