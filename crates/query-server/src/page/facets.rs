//! The facets as groups of check boxes: municipalities under their prefecture,
//! subcategories under their category.

use irefuda_procurement::{Lexicon, LgCode};
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
    /// What lies under it.
    pub children: Vec<Choice>,
    /// Whether it or something under it is chosen.
    pub is_open: bool,
}

/// The groups of an answer, in the order of the facets.
pub(super) fn groups(answer: &SearchAnswer, lexicon: &Lexicon) -> Vec<Group> {
    let groups = Facet::ALL.into_iter().filter_map(|facet| {
        let choices = match facet {
            Facet::Prefecture => tree(answer, facet, Facet::LgCode, |code| {
                prefecture(code, lexicon)
            }),
            Facet::Category => tree(answer, facet, Facet::Subcategory, |name| {
                category(name, lexicon)
            }),
            Facet::LgCode | Facet::Subcategory => return None,
            _ => choices(answer, facet),
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
    let counts = answer
        .facets
        .get(&facet)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let worth_showing = |count: &&FacetCount| count.count > 0 || count.selected;
    counts
        .iter()
        .filter(worth_showing)
        .map(|count| choice(facet, count))
        .collect()
}

fn choice(facet: Facet, count: &FacetCount) -> Choice {
    Choice {
        name: facet.name(),
        value: count.value.clone(),
        label: count.label.clone(),
        count: count.count,
        is_chosen: count.selected,
        children: Vec::new(),
        is_open: count.selected,
    }
}

/// The choices of a facet with those of a finer one under them. What belongs
/// under none of them comes last.
fn tree(
    answer: &SearchAnswer,
    coarse: Facet,
    fine: Facet,
    parent: impl Fn(&str) -> Option<String>,
) -> Vec<Choice> {
    let mut roots = choices(answer, coarse);
    let mut orphans = Vec::new();
    for mut child in choices(answer, fine) {
        let parent = parent(&child.value);
        let is_parent = |root: &&mut Choice| Some(&root.value) == parent.as_ref();
        if let Some(root) = roots.iter_mut().find(is_parent) {
            root.is_open |= child.is_chosen;
            root.children.push(child);
        } else if child.is_chosen || child.value != UNKNOWN {
            child.label = format!("{}: {}", fine.label(), child.label);
            orphans.push(child);
        }
    }
    roots.extend(orphans);
    roots
}

fn prefecture(code: &str, lexicon: &Lexicon) -> Option<String> {
    let code: LgCode = code.parse().ok()?;
    Some(lexicon.places.by_code(code)?.prefecture.clone())
}

fn category(subcategory: &str, lexicon: &Lexicon) -> Option<String> {
    let mut rows = lexicon.subcategories.iter();
    let row = rows.find(|row| row.name == subcategory)?;
    Some(row.category.name().to_owned())
}
