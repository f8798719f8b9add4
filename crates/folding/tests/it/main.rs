//! Folding: what becomes one, what stays apart, and the way back.

mod characters;
mod lines;
mod offsets;
mod spaces;
mod unfolding;

use irefuda_folding::fold;

/// Each raw text folds to the text beside it.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(raw, folded)| fold(raw).text() != *folded)
        .map(|(raw, folded)| {
            format!(
                "\n{raw:?}\n  gives  {:?}\n  not    {folded:?}",
                fold(raw).text()
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

/// Texts that stay as they are.
fn check_unchanged(texts: &[&str]) {
    check(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}
