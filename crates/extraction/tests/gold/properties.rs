//! What holds of any text: mixtures of what real forms are made of, and samples
//! that were cut and put together wrongly.

use std::sync::LazyLock;

use irefuda_extraction::{Extractor, Given, TextFile};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::corpus;
use crate::invariants::broken;
use crate::reading::{extractor, source};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(extractor);
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let documents = corpus::files().into_iter().flat_map(|file| file.documents);
    documents.map(|document| document.text).collect()
});

/// Pieces of forms, one a line; see the file.
static FRAGMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = include_str!("../cases/fragments.txt").lines();
    let fragments = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    fragments
        .map(|fragment| fragment.replace("\\n", "\n").replace("\\t", "\t"))
        .collect()
});

fn check(text: &str) -> Result<(), TestCaseError> {
    let notices = EXTRACTOR.extract(text, source("any.txt"));
    let broken = broken(&[("any.txt", text)], &notices);
    prop_assert!(broken.is_empty(), "{text:?}\n{}", broken.join("\n"));
    Ok(())
}

/// Texts on which one of these properties once failed.
#[test]
fn texts_that_once_broke_are_read() {
    let texts = [
        // A date that ran on into the heading of the next part.
        &format!(
            "一般競争入札公告\n{}入札参加申請の期限\n令和８年５月１日\n正午一般競争入札公告\n{}",
            "入札に付する事項は、次のとおりとする。\n".repeat(10),
            "入札に付する事項は、次のとおりとする。\n".repeat(3)
        ),
        // A mark in a row's cell before the cell that is the label.
        "参加資格\n㋐別紙様式第2号（誓約書）①⓪㉑|件名|プロポーザル実施要領a)１　業務名　",
        // A place without a word.
        "プロポーザルへの参加を辞退します。\n### 1.3 対象施設\n\n|",
    ];
    for text in texts {
        let broken = broken(
            &[("any.txt", text)],
            &EXTRACTOR.extract(text, source("any.txt")),
        );
        assert!(broken.is_empty(), "{text:?}\n{}", broken.join("\n"));
    }
}

/// A stretch of a sample, cut anywhere.
fn cut() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<Index>(), 1..2000usize).prop_map(|(text, start, length)| {
        let text = text.get(&TEXTS);
        let start = start.index(text.chars().count());
        text.chars().skip(start).take(length).collect()
    })
}

/// A fragment, or sometimes any characters at all.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => any::<Index>().prop_map(|index| index.get(&FRAGMENTS).clone()),
        1 => proptest::collection::vec(any::<char>(), 1..4).prop_map(String::from_iter),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn mixtures_of_fragments_have_their_evidence(
        fragments in proptest::collection::vec(fragment(), 1..120)
    ) {
        check(&fragments.concat())?;
    }

    #[test]
    fn samples_cut_and_put_together_have_their_evidence(
        cuts in proptest::collection::vec(cut(), 1..4)
    ) {
        check(&cuts.concat())?;
    }

    #[test]
    fn files_together_have_their_evidence(
        cuts in proptest::collection::vec(cut(), 1..5),
        is_one_notice: bool,
    ) {
        let paths: Vec<String> = (0..cuts.len()).map(|number| format!("{number}.pdf")).collect();
        let texts: Vec<(&str, &str)> = paths.iter().map(String::as_str).zip(cuts.iter().map(String::as_str)).collect();
        let files: Vec<TextFile> = texts
            .iter()
            .map(|(path, text)| TextFile { text, pages: &[0], source: source(path), container: path })
            .collect();
        let given = Given { is_one_notice, ..Given::default() };
        let notices = EXTRACTOR.extract_files(&files, &given);
        // Cuts of the same place may be two files of one id: the index settles that.
        let mut broken = broken(&texts, &notices);
        broken.retain(|fault| !fault.contains(" ids of "));
        prop_assert!(broken.is_empty(), "{texts:?}\n{}", broken.join("\n"));
    }

    #[test]
    fn samples_with_fragments_inside_have_their_evidence(
        text in cut(),
        fragments in proptest::collection::vec((any::<Index>(), fragment()), 1..12)
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, fragment) in fragments {
            let place = place.index(characters.len() + 1);
            characters.splice(place..place, fragment.chars());
        }
        check(&characters.into_iter().collect::<String>())?;
    }
}
