//! The labels of deadlines, and of dates that are none.

use std::collections::HashMap;

use irefuda_procurement::{DeadlineKind, Lexicon};

use super::purpose::without_brackets;
use crate::vocabulary::Vocabulary;

/// The labels of deadlines and of dates that are none.
#[derive(Debug)]
pub(crate) struct DeadlineLabels {
    labels: Vocabulary,
    /// What each label stands for; nothing for a date that is no deadline.
    meanings: Vec<Meaning>,
    /// Labels that say something only where they are all of a heading.
    wholes: HashMap<String, Meaning>,
    /// What says that a date is for nothing that bidders do.
    nothing: Meaning,
}

/// A label with what it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    pub label: String,
    pub kinds: Vec<DeadlineKind>,
}

impl DeadlineLabels {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut meanings: Vec<Meaning> = Vec::new();
        let of_deadlines = lexicon.deadlines.iter().flat_map(|words| {
            let labels = words.labels.iter();
            labels.map(|label| (label, Some(words.kind)))
        });
        let of_asides = lexicon.asides.iter().map(|label| (label, None));
        let mut positions: HashMap<&str, usize> = HashMap::new();
        for (label, kind) in of_deadlines.chain(of_asides) {
            let position = *positions.entry(label).or_insert_with(|| {
                meanings.push(Meaning {
                    label: label.clone(),
                    kinds: Vec::new(),
                });
                meanings.len() - 1
            });
            meanings[position].kinds.extend(kind);
        }
        let mut wholes: HashMap<String, Meaning> = HashMap::new();
        for words in &lexicon.deadlines {
            for label in &words.wholes {
                let meaning = wholes.entry(label.clone()).or_default();
                meaning.label.clone_from(label);
                meaning.kinds.push(words.kind);
            }
        }
        let labels = Vocabulary::new(meanings.iter().map(|meaning| &meaning.label));
        Self {
            labels,
            meanings,
            wholes,
            nothing: Meaning {
                label: "通知".to_owned(),
                kinds: Vec::new(),
            },
        }
    }

    /// What the body does by a date is no deadline.
    pub(super) fn nothing(&self) -> &Meaning {
        &self.nothing
    }

    /// The label that stands nearest to the end of a text.
    pub(super) fn last(&self, text: &str) -> Option<&Meaning> {
        let last = self.labels.find_iter(text).last()?;
        Some(&self.meanings[last.word])
    }

    /// What the subject of a sentence says that a date follows directly:
    /// 設計図書は、, 仕様書等は、.
    pub(super) fn subject(&self, own: &str) -> Option<&Meaning> {
        let own = own.trim_end_matches(['、', ' ', '\n']).strip_suffix('は')?;
        let start = own.rfind(|character: char| !character.is_alphanumeric());
        let subject = start.map_or(own, |start| {
            own[start..].trim_start_matches(|character: char| !character.is_alphanumeric())
        });
        self.wholes.get(subject)
    }

    /// The label of a deadline that stands nearest to the end of a text.
    pub(super) fn last_deadline(&self, text: &str) -> Option<&Meaning> {
        let last = self.labels.find_iter(text).filter(|found| {
            let meaning = &self.meanings[found.word];
            !meaning.kinds.is_empty()
        });
        Some(&self.meanings[last.last()?.word])
    }

    /// What a heading says: as a whole, else by the longest label in it, first
    /// without what it explains in brackets (入札書等(資格を証明する書類及び入札書)).
    pub(super) fn of_heading(&self, heading: &str) -> Option<&Meaning> {
        let outside = || self.of_whole_heading(&without_brackets(heading));
        let goes_on = heading.contains('(') && !heading.trim_end().ends_with(')');
        let explained = goes_on.then(outside).flatten();
        let explained = explained.filter(|meaning| !meaning.kinds.is_empty());
        explained.or_else(|| self.of_whole_heading(heading))
    }

    fn of_whole_heading(&self, heading: &str) -> Option<&Meaning> {
        let bare = heading.trim_matches(|character: char| !character.is_alphanumeric());
        let longest = || {
            let found = self.labels.find_iter(heading);
            let longest = found.max_by_key(|found| (found.len(), std::cmp::Reverse(found.start())));
            Some(&self.meanings[longest?.word])
        };
        const TELLS: [&str; 5] = ["通知", "通知日", "通知予定日", "の発表", "の発送"];
        let tells = TELLS.iter().any(|word| bare.ends_with(word));
        let nothing = || tells.then_some(&self.nothing);
        self.wholes.get(bare).or_else(nothing).or_else(longest)
    }

    /// The first label in a text.
    pub(super) fn first(&self, text: &str) -> Option<&Meaning> {
        let first = self.labels.find(text)?;
        Some(&self.meanings[first.word])
    }
}
