//! What is bought: category (調達区分) and subcategory (営業種目), from the title.

use std::sync::LazyLock;

use irefuda_procurement::{Category, Lexicon, PartRole};
use regex::Regex;

use crate::reading::Reading;
use crate::text::Stretch;

/// A category or subcategory and the words that it was read from.
pub(crate) struct Decided<T> {
    pub value: T,
    pub stretch: Stretch,
}

/// The category: by the title's ending, else by words of the title, else by
/// what stands under 工種 or 業種.
pub(crate) fn category(reading: &Reading, title: &Stretch) -> Option<Decided<Category>> {
    let bare = without_tail(reading, title);
    let by_ending = longest(reading, &bare, |category| &category.endings, true);
    let by_words = || longest(reading, title, |category| &category.words, false);
    let by_label = || {
        let labelled = reading.labelled("category", &[PartRole::Notice, PartRole::Instructions]);
        labelled.iter().find_map(|labelled| {
            let line = reading.first_line(&labelled.value);
            longest(reading, &line, |category| &category.words, false)
        })
    };
    by_ending.or_else(by_words).or_else(by_label)
}

/// The subcategory within a category: the longest word of the title, of equals
/// the last, since the head of a Japanese title stands last.
pub(crate) fn subcategory(
    reading: &Reading,
    title: &Stretch,
    category: Category,
) -> Option<Decided<String>> {
    let rows = reading
        .lexicon
        .subcategories
        .iter()
        .filter(|row| row.category == category);
    let words = rows.flat_map(|row| row.words.iter().map(move |word| (word, &row.name)));
    let (name, stretch) = best_word(reading.get(title), words, false)?;
    Some(Decided {
        value: name.clone(),
        stretch: title.start + stretch.start..title.start + stretch.end,
    })
}

fn longest(
    reading: &Reading,
    stretch: &Stretch,
    words_of: impl Fn(&irefuda_procurement::CategoryWords) -> &Vec<String>,
    at_end: bool,
) -> Option<Decided<Category>> {
    let lexicon: &Lexicon = reading.lexicon;
    let words = lexicon.categories.iter().flat_map(|category| {
        words_of(category)
            .iter()
            .map(move |word| (word, &category.name))
    });
    let (category, found) = best_word(reading.get(stretch), words, at_end)?;
    Some(Decided {
        value: *category,
        stretch: stretch.start + found.start..stretch.start + found.end,
    })
}

/// The longest of the words in a text, of equals the last.
fn best_word<'a, T>(
    text: &str,
    words: impl Iterator<Item = (&'a String, &'a T)>,
    at_end: bool,
) -> Option<(&'a T, Stretch)> {
    let mut best: Option<(&T, Stretch)> = None;
    for (word, value) in words {
        let position = if at_end {
            text.ends_with(word.as_str())
                .then(|| text.len() - word.len())
        } else {
            text.rfind(word.as_str())
        };
        let Some(start) = position else {
            continue;
        };
        let is_better = best
            .as_ref()
            .is_none_or(|(_, found)| (word.len(), start) > (found.len(), found.start));
        if is_better {
            best = Some((value, start..start + word.len()));
        }
    }
    best
}

/// A title without brackets, quantities and 委託 at its end, which say nothing
/// of what is bought.
fn without_tail(reading: &Reading, title: &Stretch) -> Stretch {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\([^()]*\)|[\s　]|一式|その[0-9]+|第?[0-9]+号?|[0-9,]+(?:台|式|個|件|箇所|セット)|の?委託|請負|\(?単価契約\)?)+$").expect("the pattern is well formed")
    });
    match TAIL.find(reading.get(title)) {
        Some(tail) if tail.start() > 0 => title.start..title.start + tail.start(),
        _ => title.clone(),
    }
}
