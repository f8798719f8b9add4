//! Several notices in one file: pages on which a body puts one call under the
//! other.

use std::collections::HashSet;
use std::ops::Range;

use irefuda_procurement::PartRole;

use crate::parts::{self, FileStretch, Section};
use crate::reading::Reading;
use crate::text::Text;
use crate::{Extractor, TextFile, title};

/// The stretches of the raw text, in bytes, that hold one notice each; together
/// they are the whole text.
pub(crate) fn notices(extractor: &Extractor, file: &TextFile) -> Vec<Range<usize>> {
    let raw = file.text;
    let text = Text::new(raw);
    let whole = FileStretch {
        whole: 0..text.folded().len(),
        name: &file.source.path,
    };
    let sections = parts::divide(&text, &extractor.roles, &[whole]);
    let mut starts = vec![0];
    let mut titles: HashSet<String> = HashSet::new();
    for section in sections
        .iter()
        .filter(|section| section.role == PartRole::Notice)
    {
        let Some(title) = own_title(extractor, &text, section) else {
            continue;
        };
        if !titles.is_empty() && !titles.contains(&title) {
            starts.push(text.raw_range(&section.whole).start);
        }
        titles.insert(title);
    }
    let ends = starts.iter().skip(1).copied().chain([raw.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The title that a notice gives itself.
fn own_title(extractor: &Extractor, text: &Text, section: &Section) -> Option<String> {
    let alone = [section.clone()];
    let reading = Reading::new(text, &alone, &extractor.lexicon, &extractor.labels);
    let is_labelled = !reading.labelled("title", &[PartRole::Notice]).is_empty();
    let title = title::read(&reading).filter(|_| is_labelled)?;
    Some(text.get(&title).to_owned())
}
