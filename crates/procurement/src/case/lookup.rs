//! Which notices a document may speak of at all, found by what they share with
//! it: a number, the day, or a stretch of the title. So a body with ten
//! thousands of notices is not compared each with each.

use std::collections::HashMap;

use jiff::civil::Date;

use super::paper::Paper;
use super::title::{SHORTEST_TITLE, Title};

/// The notices of a body, by place.
#[derive(Debug, Default)]
pub(super) struct Lookup<'a> {
    by_figures: HashMap<&'a [u32], Vec<usize>>,
    by_day: HashMap<Date, Vec<usize>>,
    /// By each stretch of the title of [`SHORTEST_TITLE`] characters; a shorter
    /// title by itself.
    by_stretch: HashMap<&'a str, Vec<usize>>,
    /// By the stretch with which the title begins.
    by_beginning: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Lookup<'a> {
    /// Those of these that may be spoken of.
    pub fn new(papers: &'a [Paper<'a>]) -> Self {
        let mut lookup = Self::default();
        let earlier = papers.iter().enumerate();
        for (place, paper) in earlier.filter(|(_, paper)| paper.may_be_spoken_of()) {
            for number in &paper.numbers {
                push(&mut lookup.by_figures, number.figures(), place);
            }
            if let Some(day) = paper.head.announced_on {
                push(&mut lookup.by_day, day, place);
            }
            let stretches = paper.title.iter().flat_map(stretches);
            for (index, stretch) in stretches.enumerate() {
                push(&mut lookup.by_stretch, stretch, place);
                if index == 0 {
                    push(&mut lookup.by_beginning, stretch, place);
                }
            }
        }
        lookup
    }

    /// The notices that have something in common with a later document, in
    /// order, each once.
    pub fn candidates(&self, later: &Paper) -> Vec<usize> {
        let figures = later.numbers.iter().chain(&later.named);
        let mut found: Vec<usize> = figures
            .filter_map(|number| self.by_figures.get(number.figures()))
            .chain(days(later).filter_map(|day| self.by_day.get(&day)))
            .flatten()
            .copied()
            .collect();
        if let Some(title) = &later.title {
            self.by_title(title, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What contains the title has its rarest stretch; what is contained in it
    /// begins with one of its stretches.
    fn by_title(&self, title: &Title, found: &mut Vec<usize>) {
        let mut rarest: Option<&[usize]> = None;
        for stretch in stretches(title) {
            let having = self.by_stretch.get(stretch).map_or(&[][..], Vec::as_slice);
            if rarest.is_none_or(|rarest| having.len() < rarest.len()) {
                rarest = Some(having);
            }
            found.extend(self.by_beginning.get(stretch).into_iter().flatten());
        }
        found.extend(rarest.unwrap_or_default());
    }
}

/// The day that it names, and those beside it.
fn days(later: &Paper) -> impl Iterator<Item = Date> {
    let day = later.head.amends_day;
    let days = day.map(|day| [day.yesterday().ok(), Some(day), day.tomorrow().ok()]);
    days.into_iter().flatten().flatten()
}

/// Every stretch of [`SHORTEST_TITLE`] characters of a title; all of a shorter
/// one.
fn stretches(title: &Title) -> impl Iterator<Item = &str> {
    let starts = title.rest.char_indices().map(|(start, _)| start);
    let end = title.rest.len();
    let ends = title.rest.char_indices().map(|(start, _)| start);
    let ends = ends.chain([end]).skip(SHORTEST_TITLE);
    let is_short = title.rest.chars().count() < SHORTEST_TITLE;
    let whole = is_short.then_some(title.rest.as_str());
    let stretches = starts.zip(ends).map(|(start, end)| &title.rest[start..end]);
    whole.into_iter().chain(stretches)
}

/// Notes a place once.
fn push<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Vec<usize>>, key: K, place: usize) {
    let places = map.entry(key).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}
