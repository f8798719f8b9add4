//! Where the documents of a notice lie in its files, and the parts that they
//! become.

use std::iter;
use std::ops::Range;

use irefuda_procurement::{Part, Span};

use crate::papers::Papers;
use crate::parts::{FileStretch, Section};
use crate::reading::Reading;
use crate::text::Text;

/// Where the files stand in the folded text; together they are all of it.
pub(crate) fn file_stretches<'a>(text: &Text, papers: &Papers<'a>) -> Vec<FileStretch<'a>> {
    let starts = papers
        .sheets
        .iter()
        .map(|sheet| text.folded_range(sheet.range.clone()).start);
    let starts: Vec<usize> = iter::once(0).chain(starts.skip(1)).collect();
    let ends = starts.iter().copied().skip(1).chain([text.folded().len()]);
    let wholes = starts.iter().zip(ends).map(|(start, end)| *start..end);
    let names = papers
        .sheets
        .iter()
        .map(|sheet| sheet.file.source.path.as_str());
    let stretches = wholes.zip(names);
    stretches
        .map(|(whole, name)| FileStretch { whole, name })
        .collect()
}

/// A part in the raw text.
pub(crate) struct Placed {
    /// Which of the sheets it is on.
    pub sheet: usize,
    /// In bytes of the raw text.
    pub raw: Range<usize>,
}

/// The parts of a file are the whole file, white space and all.
pub(crate) fn place(
    text: &Text,
    papers: &Papers,
    files: &[FileStretch],
    sections: &[Section],
) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for section in sections {
        let sheet = files.partition_point(|file| file.whole.end <= section.whole.start);
        let sheet = sheet.min(files.len() - 1);
        let range = papers.sheets[sheet].range.clone();
        let mut start = range.start;
        if let Some(last) = placed.last_mut().filter(|last| last.sheet == sheet) {
            start = text.raw_range(&section.whole).start;
            last.raw.end = start;
        }
        placed.push(Placed {
            sheet,
            raw: start..range.end,
        });
    }
    placed
}

/// The parts of a notice, with their texts.
pub(crate) fn parts(reading: &Reading, papers: &Papers, placed: Vec<Placed>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (section, Placed { sheet, raw }) in reading.sections.iter().zip(placed) {
        let before = parts.last().filter(|last| last.file == sheet);
        let start = before.map_or_else(|| papers.sheets[sheet].position(), |last| last.range.end);
        let text = papers.raw[raw].to_owned();
        let range = Span {
            start,
            end: start + text.chars().count(),
        };
        parts.push(Part {
            role: section.role,
            title: part_title(reading, section),
            file: sheet,
            range,
            text,
        });
    }
    parts
}

fn part_title(reading: &Reading, section: &Section) -> Option<String> {
    let title = section.title.as_ref()?;
    let title = reading.get(title).trim_matches(['*', '#', ' ', '【', '】']);
    Some(title.to_owned())
}
