//! The facets as groups of check boxes: municipalities under the prefectures
//! that are chosen, subcategories under the categories.

use irefuda_search::{Facet, FacetCount, SearchAnswer, UNKNOWN};

/// How many options are shown before the rest is folded away.
const SHOWN: usize = 8;

/// A facet, or two of which one lies under the other.
pub(super) struct Group {
    /// Its heading.
    pub label: &'static str,
    /// Whether any of its options has others under it.
    pub is_tree: bool,
    /// The options that are always shown.
    pub options: Vec<Choice>,
    /// Those that are folded away.
    pub more: Vec<Choice>,
    /// Whether one of those is chosen.
    pub is_open: bool,
}

/// A check box.
pub(super) struct Choice {
    /// The name of the query parameter.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// The value for people.
    pub label: String,
    /// How many notices have it.
    pub count: u64,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// What lies under it, if it or some of that is chosen.
    pub children: Vec<Choice>,
    /// Whether it or something under it is chosen.
    pub is_open: bool,
}

/// The groups of an answer, in the order of the facets.
pub(super) fn groups(answer: &SearchAnswer) -> Vec<Group> {
    let is_top = |facet: &Facet| facet.parent().is_none();
    let groups = Facet::ALL.into_iter().filter(is_top).filter_map(|facet| {
        let is_below = |fine: &Facet| fine.parent() == Some(facet);
        let choices = match Facet::ALL.into_iter().find(is_below) {
            Some(fine) => tree(answer, facet, fine),
            None => choices(answer, facet),
        };
        (!choices.is_empty()).then(|| group(facet, choices))
    });
    groups.collect()
}

fn group(facet: Facet, mut options: Vec<Choice>) -> Group {
    let is_tree = options.iter().any(|choice| !choice.children.is_empty());
    let more = options.split_off(options.len().min(shown(options.len())));
    Group {
        is_tree,
        label: match facet {
            Facet::Prefecture => "地域",
            _ => facet.label(),
        },
        is_open: more.iter().any(|choice| choice.is_open),
        options,
        more,
    }
}

/// A fold that hides one or two options saves nothing.
fn shown(options: usize) -> usize {
    if options <= SHOWN + 2 { options } else { SHOWN }
}

fn choices(answer: &SearchAnswer, facet: Facet) -> Vec<Choice> {
    let counts = counts(answer, facet);
    counts.map(|count| choice(facet, count)).collect()
}

fn counts(answer: &SearchAnswer, facet: Facet) -> impl Iterator<Item = &FacetCount> {
    let counts = answer.facets.get(&facet).into_iter().flatten();
    counts.filter(|count| count.count > 0 || count.selected)
}

fn choice(facet: Facet, count: &FacetCount) -> Choice {
    Choice {
        name: facet.name(),
        value: count.value.to_string(),
        label: count.label.to_string(),
        count: count.count,
        is_chosen: count.selected,
        children: Vec::new(),
        is_open: count.selected,
    }
}

/// The choices of a facet with those of a finer one under them. What belongs
/// under none of them comes last.
fn tree(answer: &SearchAnswer, coarse: Facet, fine: Facet) -> Vec<Choice> {
    let mut roots = choices(answer, coarse);
    let mut orphans = Vec::new();
    for count in counts(answer, fine) {
        let mut child = choice(fine, count);
        let is_parent = |root: &&mut Choice| Some(root.value.as_str()) == count.parent.as_deref();
        if let Some(root) = roots.iter_mut().find(is_parent) {
            root.is_open |= child.is_chosen;
            root.children.push(child);
        } else if child.is_chosen || child.value != UNKNOWN {
            child.label = format!("{}: {}", fine.label(), child.label);
            orphans.push(child);
        }
    }
    for root in roots.iter_mut().filter(|root| !root.is_open) {
        root.children.clear();
    }
    roots.extend(orphans);
    roots
}
