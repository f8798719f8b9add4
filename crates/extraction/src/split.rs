//! Several notices in one file: pages on which a body puts one call under the
//! other.

use std::collections::HashSet;
use std::ops::Range;

use irefuda_procurement::PartRole;

use crate::parts::{Divided, Section};
use crate::reading::Reading;
use crate::{Extractor, title};

/// The stretches of the raw text, in bytes, that hold one notice each; together
/// they are the whole text.
pub(crate) fn notices(extractor: &Extractor, divided: &Divided) -> Vec<Range<usize>> {
    let text = &divided.text;
    let is_notice = |section: &&Section| section.role == PartRole::Notice;
    let mut starts = vec![0];
    // A single one is no second, whatever it calls itself.
    if divided.sections.iter().filter(is_notice).nth(1).is_some() {
        let mut titles: HashSet<String> = HashSet::new();
        for section in divided.sections.iter().filter(is_notice) {
            let Some(title) = own_title(extractor, divided, section) else {
                continue;
            };
            if !titles.is_empty() && !titles.contains(&title) {
                starts.push(text.raw_range(&section.whole).start);
            }
            titles.insert(title);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.raw().len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The title that a notice gives itself.
fn own_title(extractor: &Extractor, divided: &Divided, section: &Section) -> Option<String> {
    let alone = [section.clone()];
    let reading = Reading::new(&divided.text, &alone, extractor);
    let title = title::labelled(&reading)?;
    Some(divided.text.get(&title).to_owned())
}
