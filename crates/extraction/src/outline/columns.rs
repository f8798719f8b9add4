//! Labels first, values later: pages that lost their table put all row heads
//! first and all cells after them, in the same order.

use std::ops::Range;

use super::label::{self, Labels};
use crate::text::{Stretch, is_longer};

/// A block of labels with the block of their values.
pub(super) struct Block {
    /// The lines of both, by number.
    pub lines: Range<usize>,
    /// Each label with its value.
    pub pairs: Vec<(Stretch, Stretch)>,
}

/// A block has at least so many labels.
const FEWEST: usize = 4;
/// A row head is no longer than this, in characters.
const LONGEST: usize = 14;

/// The blocks among the lines of a part.
pub(super) fn pair(text: &str, lines: &[Stretch], labels: &Labels) -> Vec<Block> {
    let contents: Vec<(usize, Stretch)> = lines
        .iter()
        .enumerate()
        .map(|(number, line)| (number, label::content(text, line.clone())))
        .filter(|(_, content)| !content.is_empty())
        .collect();
    let runs = runs(text, &contents, labels);
    let mut blocks = Vec::new();
    let mut first = 0;
    while first < contents.len() {
        let Run { lines: run, known } = runs[first];
        let values = contents
            .get(first + run..first + 2 * run)
            .unwrap_or_default();
        let is_block = run >= FEWEST && 2 * known > run && values.len() == run;
        if is_block {
            let pairs = contents[first..first + run]
                .iter()
                .zip(values)
                .map(|((_, label), (_, value))| (label.clone(), value.clone()));
            blocks.push(Block {
                lines: contents[first].0..contents[first + 2 * run - 1].0 + 1,
                pairs: pairs.collect(),
            });
            first += 2 * run;
        } else {
            first += 1;
        }
    }
    blocks
}

/// The lines from one on that may be labels.
#[derive(Clone, Copy, Default)]
struct Run {
    lines: usize,
    /// How many of them are labels that the lexicon knows.
    known: usize,
}

/// The run that begins with each line, counted from the last line back.
fn runs(text: &str, contents: &[(usize, Stretch)], labels: &Labels) -> Vec<Run> {
    let mut runs = vec![Run::default(); contents.len()];
    let mut next = Run::default();
    for (run, (_, content)) in runs.iter_mut().zip(contents).rev() {
        let content = &text[content.clone()];
        if may_be_label(content) {
            run.lines = next.lines + 1;
            run.known = next.known + usize::from(labels.is_label(content));
        }
        next = *run;
    }
    runs
}

fn may_be_label(content: &str) -> bool {
    !is_longer(content, LONGEST)
        && !content.contains(['\t', ':', '。', '|'])
        && !content.contains(|character: char| character.is_ascii_digit())
}
