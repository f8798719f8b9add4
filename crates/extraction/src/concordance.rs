//! Where the words of several vocabularies stand, found in one pass over a text
//! that all of them are looked for in.

use std::collections::HashMap;

use crate::text::Stretch;
use crate::vocabulary::{Found, Vocabulary};

/// A vocabulary of which the words are looked for together with others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Methods,
    PlaceNames,
    FormsOfBodies,
    Prices,
    RequirementHeadings,
    JointVentures,
    Points,
    Bonds,
    Submission,
}

/// The words of all groups.
#[derive(Debug)]
pub(crate) struct Groups {
    words: Vocabulary,
    /// The groups that each word belongs to, with its number there.
    members: Vec<Vec<(Group, usize)>>,
}

/// The words of a text by their groups, each in order: of those that begin at
/// one place the longest first.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    of_groups: Vec<Vec<Found>>,
}

impl Groups {
    pub fn new(groups: &[(Group, &Vocabulary)]) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut members: Vec<Vec<(Group, usize)>> = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for (group, vocabulary) in groups {
            for (number, word) in vocabulary.words() {
                let own = *numbers.entry(word).or_insert_with(|| {
                    words.push(word);
                    members.push(Vec::new());
                    words.len() - 1
                });
                members[own].push((*group, number));
            }
        }
        // Of equal words of one group the first is meant.
        for groups in &mut members {
            groups.sort_by_key(|(group, number)| (*group as usize, *number));
            groups.dedup_by_key(|(group, _)| *group);
        }
        Self {
            words: Vocabulary::new(words),
            members,
        }
    }

    /// The words that stand in a stretch of a text.
    pub fn find(&self, text: &str, stretch: &Stretch) -> Occurrences {
        let mut of_groups: Vec<Vec<Found>> = Vec::new();
        of_groups.resize_with(Group::Submission as usize + 1, Vec::new);
        self.words.each(&text[stretch.clone()], |found| {
            for (group, number) in &self.members[found.word] {
                let found = found.moved(stretch.start).as_word(*number);
                of_groups[*group as usize].push(found);
            }
        });
        Occurrences { of_groups }
    }
}

impl Occurrences {
    /// The words of a group from the beginning on, of those that begin at one
    /// place the longest, and none that overlaps one before: as
    /// [`Vocabulary::find_iter`] finds them.
    pub fn of(&self, group: Group) -> impl Iterator<Item = Found> + '_ {
        let mut behind = 0;
        let of_group = self.of_groups[group as usize].iter();
        of_group.copied().filter(move |found| {
            let is_free = found.start() >= behind;
            if is_free {
                behind = found.end();
            }
            is_free
        })
    }
}
