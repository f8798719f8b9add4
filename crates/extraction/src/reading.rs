//! A document as the fields read it: text, parts, outlines and dates together.

use std::cell::OnceCell;

use irefuda_procurement::{Lexicon, PartRole};

use crate::dates::{Mention, mentions};
use crate::explanation::Remarks;
use crate::outline::{Item, Labels, Outline};
use crate::parts::Section;
use crate::text::{Stretch, Text, trim};

pub(crate) struct Reading<'a> {
    pub text: &'a Text<'a>,
    pub lexicon: &'a Lexicon,
    pub labels: &'a Labels,
    pub sections: &'a [Section],
    /// The outline of each section.
    pub outlines: Vec<Outline>,
    /// Every date of the text, once one was asked for.
    mentions: OnceCell<Vec<Mention>>,
    /// What was considered for each field.
    pub remarks: Remarks,
}

/// The value under a label.
#[derive(Debug, Clone)]
pub(crate) struct Labelled<'a> {
    pub item: &'a Item,
    /// Its number in the outline of the section.
    pub index: usize,
    /// Which section it stands in.
    pub section: usize,
    /// The value without the white space around it.
    pub value: Stretch,
}

impl<'a> Reading<'a> {
    pub fn new(
        text: &'a Text<'a>,
        sections: &'a [Section],
        lexicon: &'a Lexicon,
        labels: &'a Labels,
    ) -> Self {
        let outline = |section: &Section| Outline::read(text.folded(), &section.whole, labels);
        Self {
            text,
            lexicon,
            labels,
            sections,
            outlines: sections.iter().map(outline).collect(),
            mentions: OnceCell::new(),
            remarks: Remarks::default(),
        }
    }

    /// The same, keeping remarks.
    pub fn with_remarks(self, remarks: Remarks) -> Self {
        Self { remarks, ..self }
    }

    /// The folded text of a stretch.
    pub fn get(&self, stretch: &Stretch) -> &str {
        self.text.get(stretch)
    }

    /// The sections of these roles, those of the first role first.
    pub fn sections_of(&self, roles: &[PartRole]) -> Vec<usize> {
        let of_role = |role: &PartRole| {
            let role = *role;
            (0..self.sections.len()).filter(move |index| self.sections[*index].role == role)
        };
        roles.iter().flat_map(of_role).collect()
    }

    /// The values that stand under labels of a field in sections of these
    /// roles: by role, then by how sure the label is, then in order.
    pub fn labelled(&'a self, field: &str, roles: &[PartRole]) -> Vec<Labelled<'a>> {
        let labels = self.labels.of_field(field);
        let mut values = Vec::new();
        for section in self.sections_of(roles) {
            let mut of_section = Vec::new();
            for (index, item) in self.outlines[section].items.iter().enumerate() {
                if let Some(rank) = label_rank(self.get(&item.label), labels) {
                    let value = trim(self.text.folded(), item.body.clone());
                    of_section.push((
                        rank,
                        Labelled {
                            item,
                            index,
                            section,
                            value,
                        },
                    ));
                }
            }
            of_section.sort_by_key(|(rank, labelled)| (*rank, labelled.item.whole.start));
            values.extend(of_section.into_iter().map(|(_, labelled)| labelled));
        }
        values
    }

    /// Every date of the text.
    pub fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| self.read_mentions())
    }

    /// No date runs from one section into the next.
    fn read_mentions(&self) -> Vec<Mention> {
        let anchor = crate::announcement::anchor(self.text.folded());
        let of_section = |section: &Section| {
            let found = mentions(self.get(&section.whole), anchor);
            let start = section.whole.start;
            found.into_iter().map(move |mention| mention.moved(start))
        };
        self.sections.iter().flat_map(of_section).collect()
    }

    /// The dates of a stretch.
    pub fn mentions_in(&self, stretch: &Stretch) -> &[Mention] {
        let mentions = self.mentions();
        let before =
            |position| mentions.partition_point(|mention| mention.stretch.start < position);
        let start = before(stretch.start);
        &mentions[start..before(stretch.end).max(start)]
    }

    /// The first line of a value that says something, without bullets.
    pub fn first_line(&self, value: &Stretch) -> Stretch {
        let mut start = value.start;
        for line in self.get(value).split_inclusive('\n') {
            let stretch = trim(self.text.folded(), start..start + line.len());
            start += line.len();
            let bare = self
                .get(&stretch)
                .trim_start_matches(['-', '*', '・', '>', '#', ' ']);
            if !bare.is_empty() {
                return stretch.end - bare.len()..stretch.end;
            }
        }
        value.start..value.start
    }
}

/// A heading that only ends with a label is no longer than this, in characters.
const LONGEST_HEADING: usize = 24;

/// How sure a heading is to introduce a field: the position of the label that
/// it begins with, with little behind it, or less surely ends with.
fn label_rank(heading: &str, labels: &[String]) -> Option<usize> {
    let bare = heading.trim_start_matches(|character: char| !character.is_alphabetic());
    let bare = bare.trim_end_matches(|character: char| !character.is_alphanumeric());
    if bare.is_empty() {
        return None;
    }
    let begins = |label: &String| {
        bare.strip_prefix(label.as_str())
            .is_some_and(|rest| rest.chars().count() <= 8)
    };
    let ends = |label: &String| {
        label.chars().count() >= 4
            && bare.chars().count() <= LONGEST_HEADING
            && bare.ends_with(label.as_str())
    };
    labels
        .iter()
        .position(begins)
        .or_else(|| labels.iter().position(ends).map(|rank| rank + labels.len()))
}
