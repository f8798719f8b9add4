//! The requirement (参加資格): who may bid, as a tree of conditions.
//!
//! It is read from what stands under the headings of the qualification, in the
//! notice and in the instructions: never from a form, a contract or an appended
//! policy. Each item gives the conditions that it names; 又は and いずれか between
//! them make alternatives, a list of reasons for exclusion does not. What earns
//! points is read from under the headings of the evaluation.

mod alternatives;
mod columns;
mod compact;
mod connective;
mod found;
mod grades;
mod items;
mod joint_venture;
mod locations;
mod nodes;
mod patterns;
mod phrases;
mod places;
mod registrations;
mod rules;
mod sentence;
mod unnamed;
mod ways;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use irefuda_procurement::{Confidence, Leaf, LeafKind, Level, Lexicon, PartRole, Requirement};

use crate::concordance::Group;
use crate::reading::Reading;
use crate::vocabulary::{Vocabulary, sentences};
pub(crate) use joint_venture::{joint_venture, words as of_joint_ventures};
use phrases::Phrases;
use places::{Headings, Place, Topic};

/// The words by which a requirement is found and read.
#[derive(Debug)]
pub(crate) struct Words {
    phrases: Phrases,
    headings: Headings,
}

impl Words {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            phrases: Phrases::new(lexicon),
            headings: Headings::new(lexicon),
        }
    }

    /// The labels by which places begin and end.
    pub fn headings(&self) -> &Vocabulary {
        self.headings.words()
    }
}

/// What the reading of a requirement needs to know besides the text.
pub(crate) struct Context<'a> {
    pub reading: &'a Reading<'a>,
    pub words: &'a Words,
    /// Name of the body, for 市内 and 市税.
    pub agency: Option<&'a str>,
}

/// Reads the requirement; one without conditions if the text has none. What
/// notice and instructions both say is taken from the one that says more.
pub(crate) fn read(context: &Context) -> Requirement {
    let mut best: Vec<Requirement> = Vec::new();
    let mut scored: Vec<Requirement> = Vec::new();
    for role in [PartRole::Notice, PartRole::Instructions] {
        let places = places::find(context.reading, &context.words.headings, role);
        let mut conditions = of_places(context, &places, Topic::Requirement);
        if fixed(&conditions) < FEWEST && fixed(&best) < FEWEST {
            let guessed = places::by_sign(context.reading, &context.words.headings, role);
            let more = of_places(context, &guessed, Topic::Requirement);
            if fixed(&more) > fixed(&conditions) {
                conditions = more;
            }
        }
        if measure(&conditions) > measure(&best) {
            best = conditions;
        }
        scored.extend(of_places(context, &places, Topic::Scoring));
    }
    if fixed(&best) < FEWEST {
        let elsewhere = elsewhere(context);
        if fixed(&elsewhere) > fixed(&best) {
            best = elsewhere;
        }
    }
    // Pages of the notice may have been taken for a form.
    let forms = places::find(context.reading, &context.words.headings, PartRole::Form);
    scored.extend(of_places(context, &forms, Topic::Scoring));
    scored.extend(places_of_points(context));
    best.extend(scored);
    join_articles(&mut best);
    Requirement::all(without_repetitions(best))
}

/// The articles of one rule that stand in items of their own: 細則第5条 and 細則第6条 are
/// 細則第5条及び第6条.
fn join_articles(conditions: &mut Vec<Requirement>) {
    let rule = |condition: &Requirement| match condition {
        Requirement::Leaf(leaf) if leaf.kind == LeafKind::Exclusion => {
            let (rule, article) = leaf.value.split_once('第')?;
            let is_of_body = ["規則", "規程", "細則", "要領", "要綱"]
                .iter()
                .any(|kind| rule.ends_with(kind));
            is_of_body.then(|| (rule.to_owned(), article.to_owned()))
        }
        _ => None,
    };
    let mut index = 1;
    while index < conditions.len() {
        match (rule(&conditions[index - 1]), rule(&conditions[index])) {
            (Some((rule, _)), Some((other, article))) if rule == other => {
                conditions.remove(index);
                if let Requirement::Leaf(leaf) = &mut conditions[index - 1] {
                    leaf.value = format!("{}及び第{article}", leaf.value);
                }
            }
            _ => index += 1,
        }
    }
}

/// A requirement of fewer conditions is looked for elsewhere.
const FEWEST: usize = 2;

fn of_places(context: &Context, places: &[Place], topic: Topic) -> Vec<Requirement> {
    let mut conditions = Vec::new();
    for place in places.iter().filter(|place| place.topic == topic) {
        let mut read = match topic {
            Topic::Scoring => items::scored(context, &place.stretch),
            _ => items::conditions(context, &place.stretch),
        };
        if !place.is_headed {
            read.iter_mut().for_each(doubt);
        }
        let enough = read.iter().map(|read| read.leaves().len()).sum::<usize>() > 0;
        if enough {
            conditions.extend(read);
        }
    }
    without_repetitions(conditions)
}

/// What parts say that are no notice. A specification asks for something under a
/// heading of the requirement; of other parts only a whole list counts, since a
/// page of the notice may have been taken for one of them.
fn elsewhere(context: &Context) -> Vec<Requirement> {
    const WHOLE: usize = 4;
    let parts = [
        (PartRole::Specification, 1),
        (PartRole::Contract, WHOLE),
        (PartRole::Form, WHOLE),
        (PartRole::Result, FEWEST),
    ];
    for (role, fewest) in parts {
        let places = places::find(context.reading, &context.words.headings, role);
        let mut conditions = of_places(context, &places, Topic::Requirement);
        if fixed(&conditions) >= fewest {
            conditions.extend(of_places(context, &places, Topic::Scoring));
            conditions.iter_mut().for_each(doubt);
            return conditions;
        }
    }
    Vec::new()
}

/// What says that points are given.
pub(crate) fn of_points() -> &'static Vocabulary {
    static SIGNS: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::new([
            "加点",
            "評価項目は",
            "点を与",
            "技術点",
            "評価点",
            "評価します",
            "(1点)",
            "(2点)",
            "(3点)",
            "(5点)",
        ])
    });
    &SIGNS
}

/// Sentences that give points for something without a heading of the evaluation.
fn places_of_points(context: &Context) -> Vec<Requirement> {
    let reading = context.reading;
    let mut conditions = Vec::new();
    for section in reading.sections_of(&[PartRole::Notice, PartRole::Instructions]) {
        let whole = &reading.sections[section].whole;
        let signs = reading.words_of(section, Group::Points);
        let signs = signs.map(|sign| sign.moved_back(whole.start));
        for line in sentences(reading.get(whole), signs) {
            let end = end_outside_of_brackets(reading.get(whole), line.clone());
            let line = whole.start + line.start..whole.start + end;
            conditions.extend(sentence::scored(context, &line));
        }
    }
    conditions
}

/// Where a sentence ends of which the full stop stood inside of brackets: 環境への配慮
/// 10点(エコアクション21を含む。)及び….
fn end_outside_of_brackets(text: &str, sentence: Range<usize>) -> usize {
    const MOST: usize = 4;
    let mut end = sentence.end;
    for _ in 0..MOST {
        let slice = &text[sentence.start..end];
        if slice.matches('(').count() <= slice.matches(')').count() || slice.ends_with('\n') {
            break;
        }
        end = text[end..].find(['。', '\n']).map_or(text.len(), |stop| {
            end + stop + text[end + stop..].chars().next().map_or(1, char::len_utf8)
        });
    }
    end
}

/// How much some conditions say: those of a fixed name first.
fn measure(conditions: &[Requirement]) -> (usize, usize) {
    let leaves = conditions.iter().flat_map(Requirement::leaves);
    (fixed(conditions), leaves.count())
}

/// How many conditions have a fixed name.
fn fixed(conditions: &[Requirement]) -> usize {
    let leaves = conditions.iter().flat_map(Requirement::leaves);
    leaves
        .filter(|leaf| {
            !matches!(
                leaf.kind,
                LeafKind::Experience | LeafKind::Staff | LeafKind::Other
            )
        })
        .count()
}

/// Marks every condition as understood from running text.
fn doubt(condition: &mut Requirement) {
    match condition {
        Requirement::All { all, .. } => all.iter_mut().for_each(doubt),
        Requirement::Any { any, .. } => any.iter_mut().for_each(doubt),
        Requirement::Leaf(leaf) => leaf.evidence.confidence = Confidence::Probable,
    }
}

/// The conditions without those that were said before.
fn without_repetitions(conditions: Vec<Requirement>) -> Vec<Requirement> {
    let mut kept: Vec<Requirement> = Vec::new();
    for condition in conditions {
        let is_said = kept.iter().any(|other| {
            *other == condition || same_leaf(other, &condition) || covers(other, &condition)
        });
        if !is_said {
            kept.push(condition);
        }
    }
    kept
}

fn same_leaf(left: &Requirement, right: &Requirement) -> bool {
    match (left, right) {
        (Requirement::Leaf(left), Requirement::Leaf(right)) => same(left, right),
        (left, right) => {
            let (left_leaves, right_leaves) = (left.leaves(), right.leaves());
            left.children().len() == right.children().len()
                && left_leaves.len() == right_leaves.len()
                && matches!(
                    (left, right),
                    (Requirement::Any { .. }, Requirement::Any { .. })
                )
                && left_leaves
                    .iter()
                    .zip(&right_leaves)
                    .all(|(left, right)| same(left, right))
        }
    }
}

fn same(left: &Leaf, right: &Leaf) -> bool {
    left.kind == right.kind
        && left.value == right.value
        && left.joint_venture == right.joint_venture
        && (left.level == Level::Scored) == (right.level == Level::Scored)
}

/// Whether a leaf only repeats one of the alternatives or exclusions before it.
fn covers(earlier: &Requirement, later: &Requirement) -> bool {
    let Requirement::Leaf(later) = later else {
        return false;
    };
    let repeats = matches!(
        later.kind,
        LeafKind::Exclusion
            | LeafKind::Certification
            | LeafKind::Licence
            | LeafKind::Registration
            | LeafKind::Tax
            | LeafKind::Insurance
    );
    repeats
        && earlier.leaves().iter().any(|leaf| {
            leaf.kind == later.kind
                && leaf.value == later.value
                && (leaf.joint_venture.is_none() || leaf.joint_venture == later.joint_venture)
                && (leaf.level == Level::Scored) == (later.level == Level::Scored)
        })
}
