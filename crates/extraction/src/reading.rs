//! A document as the fields read it: text, parts, outlines and dates together.

use std::cell::OnceCell;
use std::ops::Index;

use irefuda_procurement::{Lexicon, PartRole};
use jiff::civil::Date;

use crate::Extractor;
use crate::concordance::{Group, Groups, Occurrences};
use crate::dates::{Mention, mentions};
use crate::explanation::Remarks;
use crate::outline::{Item, Labels, Outline};
use crate::parts::Section;
use crate::portal;
use crate::text::{Stretch, Text, trim};
use crate::vocabulary::Found;

pub(crate) struct Reading<'a> {
    pub text: &'a Text<'a>,
    pub lexicon: &'a Lexicon,
    pub labels: &'a Labels,
    pub sections: &'a [Section],
    words: &'a Groups,
    /// The words of each section, once they were asked for.
    occurrences: Vec<OnceCell<Occurrences>>,
    /// The outline of each section.
    pub outlines: Outlines<'a>,
    /// What the items of each section are labelled as, once it was asked for.
    fields: Vec<OnceCell<Vec<FieldItem>>>,
    /// The dates of each section, once one was asked for.
    mentions: Vec<OnceCell<Vec<Mention>>>,
    /// A day near the announcement, once it was asked for.
    anchor: OnceCell<Option<Date>>,
    /// Where the announcement itself stands, on a portal's page.
    body: OnceCell<Stretch>,
    /// What was considered for each field.
    pub remarks: Remarks,
}

/// The outlines of the sections, each read when it is first asked for: most
/// contracts, policies and forms never are.
pub(crate) struct Outlines<'a> {
    text: &'a str,
    sections: &'a [Section],
    labels: &'a Labels,
    read: Vec<OnceCell<Outline>>,
}

impl Outlines<'_> {
    /// The outline of each section, read now if it was not yet.
    pub fn iter(&self) -> impl Iterator<Item = &Outline> {
        (0..self.read.len()).map(|section| &self[section])
    }
}

impl Index<usize> for Outlines<'_> {
    type Output = Outline;

    fn index(&self, section: usize) -> &Outline {
        let whole = &self.sections[section].whole;
        self.read[section].get_or_init(|| Outline::read(self.text, whole, self.labels))
    }
}

/// An item that a field's label introduces.
struct FieldItem {
    field: usize,
    /// How sure the label is; the surest is first.
    rank: usize,
    /// Its number in the outline of the section.
    index: usize,
}

/// The value under a label.
#[derive(Debug, Clone)]
pub(crate) struct Labelled<'a> {
    pub item: &'a Item,
    /// The value without the white space around it.
    pub value: Stretch,
}

impl<'a> Reading<'a> {
    pub fn new(text: &'a Text<'a>, sections: &'a [Section], extractor: &'a Extractor) -> Self {
        let Extractor {
            lexicon,
            labels,
            words,
            ..
        } = extractor;
        let outlines = Outlines {
            text: text.folded(),
            sections,
            labels,
            read: sections.iter().map(|_| OnceCell::new()).collect(),
        };
        Self {
            text,
            lexicon,
            labels,
            sections,
            words,
            occurrences: sections.iter().map(|_| OnceCell::new()).collect(),
            outlines,
            fields: sections.iter().map(|_| OnceCell::new()).collect(),
            mentions: sections.iter().map(|_| OnceCell::new()).collect(),
            anchor: OnceCell::new(),
            body: OnceCell::new(),
            remarks: Remarks::default(),
        }
    }

    /// The same, keeping remarks.
    pub fn with_remarks(self, remarks: Remarks) -> Self {
        Self { remarks, ..self }
    }

    /// Where the announcement itself stands: all of the text, but for what a
    /// portal puts before and behind it.
    pub fn body(&self) -> Stretch {
        let body = self.body.get_or_init(|| portal::body(self.text.folded()));
        body.clone()
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
        let Some(field) = self.labels.number_of(field) else {
            return Vec::new();
        };
        let labelled = |section: usize| {
            let items = self.field_items(section);
            let start = items.partition_point(|found| found.field < field);
            let of_field = items[start..]
                .iter()
                .take_while(move |found| found.field == field);
            of_field.map(move |found| {
                let item = &self.outlines[section].items[found.index];
                Labelled {
                    item,
                    value: trim(self.text.folded(), item.body.clone()),
                }
            })
        };
        let sections = self.sections_of(roles).into_iter();
        sections.flat_map(labelled).collect()
    }

    /// The items of a section that fields' labels introduce: by field, then by
    /// how sure the label is, then in order.
    fn field_items(&self, section: usize) -> &[FieldItem] {
        self.fields[section].get_or_init(|| {
            let items = &self.outlines[section].items;
            let mut found = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let ranks = self.labels.ranks(self.get(&item.label));
                found.extend(ranks.map(|(field, rank)| FieldItem { field, rank, index }));
            }
            found.sort_by_key(|found| (found.field, found.rank, items[found.index].whole.start));
            found
        })
    }

    /// A day near the announcement.
    pub fn anchor(&self) -> Option<Date> {
        let anchor = || crate::announcement::anchor(self.text.folded());
        *self.anchor.get_or_init(anchor)
    }

    /// The words of a group that stand in a section.
    pub fn words_of(&self, section: usize, group: Group) -> impl Iterator<Item = Found> + '_ {
        let whole = &self.sections[section].whole;
        let find = || self.words.find(self.text.folded(), whole);
        self.occurrences[section].get_or_init(find).of(group)
    }

    /// The dates of a section. No date runs from one section into the next.
    pub fn mentions_of(&self, section: usize) -> &[Mention] {
        self.mentions[section].get_or_init(|| {
            let whole = &self.sections[section].whole;
            let found = mentions(self.get(whole), self.anchor()).into_iter();
            found.map(|mention| mention.moved(whole.start)).collect()
        })
    }

    /// The dates of a stretch of one section.
    pub fn mentions_in(&self, stretch: &Stretch) -> &[Mention] {
        let behind = self
            .sections
            .partition_point(|section| section.whole.start <= stretch.start);
        let mentions = self.mentions_of(behind.saturating_sub(1));
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
