//! The labels of deadlines, and of dates that are none.

use aho_corasick::{AhoCorasick, MatchKind};
use irefuda_procurement::{DeadlineKind, Lexicon};

/// The labels of deadlines and of dates that are none.
#[derive(Debug)]
pub(crate) struct DeadlineLabels {
    labels: AhoCorasick,
    /// What each label stands for; nothing for a date that is no deadline.
    kinds: Vec<Vec<DeadlineKind>>,
}

impl DeadlineLabels {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut labels: Vec<&str> = Vec::new();
        let mut kinds: Vec<Vec<DeadlineKind>> = Vec::new();
        let of_deadlines = lexicon.deadlines.iter().flat_map(|words| {
            words
                .labels
                .iter()
                .map(|label| (label.as_str(), Some(words.kind)))
        });
        let of_asides = lexicon.asides.iter().map(|label| (label.as_str(), None));
        for (label, kind) in of_deadlines.chain(of_asides) {
            match labels.iter().position(|known| *known == label) {
                Some(position) => kinds[position].extend(kind),
                None => {
                    labels.push(label);
                    kinds.push(kind.into_iter().collect());
                }
            }
        }
        let labels = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(labels)
            .expect("labels are few and short");
        Self { labels, kinds }
    }

    /// What the label says that stands nearest to the end of a text. `None`
    /// if the text holds no label.
    pub(super) fn last(&self, text: &str) -> Option<&[DeadlineKind]> {
        self.labels
            .find_iter(text)
            .last()
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice())
    }

    /// What the label of a deadline says that stands nearest to the end.
    pub(super) fn last_deadline(&self, text: &str) -> Option<&[DeadlineKind]> {
        let kinds = self
            .labels
            .find_iter(text)
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice());
        kinds.filter(|kinds| !kinds.is_empty()).last()
    }

    /// What the longest label in a text says.
    pub(super) fn longest(&self, text: &str) -> Option<&[DeadlineKind]> {
        let longest = self
            .labels
            .find_iter(text)
            .max_by_key(|found| (found.len(), std::cmp::Reverse(found.start())))?;
        Some(self.kinds[longest.pattern().as_usize()].as_slice())
    }

    /// What the first label in a text says.
    pub(super) fn first(&self, text: &str) -> Option<&[DeadlineKind]> {
        self.labels
            .find(text)
            .map(|found| self.kinds[found.pattern().as_usize()].as_slice())
    }
}
