//! The items of a stretch: an item's conditions and those of the items below it.

use irefuda_procurement::{Level, Requirement};

use super::alternatives::{form, instead, is_another_way, is_choice, is_exclusion, or_else};
use super::compact::Compact;
use super::joint_venture::{self, Rule};
use super::nodes::{Node, tree};
use super::patterns;
use super::sentence::{self, sentences};
use super::{Context, ways, without_repetitions};
use crate::text::{Stretch, trim};

/// The conditions that a stretch of the requirement names.
pub(super) fn conditions(context: &Context, stretch: &Stretch) -> Vec<Requirement> {
    let root = tree(context, stretch);
    // A rule for the whole list may stand behind it.
    let text = context.reading.text.folded();
    let stated = |node: &Node| {
        !node.below.is_empty() && !Rule::read(&Compact::new(text, &node.own).text).is_empty()
    };
    let rules = if root.below.iter().any(stated) {
        Vec::new()
    } else {
        Rule::read(&Compact::new(text, stretch).text)
    };
    of_node(context, &root, None, &rules)
}

/// What earns points: only what a third party can confirm.
pub(super) fn scored(context: &Context, stretch: &Stretch) -> Vec<Requirement> {
    let root = tree(context, stretch);
    let mut conditions = Vec::new();
    collect_scored(context, &root, &mut conditions);
    conditions
}

fn collect_scored(context: &Context, node: &Node, conditions: &mut Vec<Requirement>) {
    for line in sentences(context.reading.text.folded(), node.own.clone()) {
        conditions.extend(sentence::scored(context, &line));
    }
    for child in &node.below {
        collect_scored(context, child, conditions);
    }
}

fn of_node(
    context: &Context,
    node: &Node,
    rule: Option<&'static str>,
    rules: &[Rule],
) -> Vec<Requirement> {
    let text = context.reading.text.folded();
    let own = text[node.own.clone()].to_owned();
    let mut conditions: Vec<Requirement> = Vec::new();
    let mut whole = trim(text, node.own.clone());
    whole.start = whole.start.min(whole.end);
    let mut of_all: Option<&'static str> = None;
    let mut last_form = None;
    let mut before_last = 0;
    for line in sentences(text, node.own.clone()) {
        let slice = &Compact::new(text, &line).text;
        let mut read = sentence::conditions(context, &line);
        // いずれかの構成員が(3)の実績を有すること: a rule for item (3).
        if !Rule::read(slice).is_empty() && !is_fixed(&read) {
            read.clear();
        }
        if let Some(who) =
            joint_venture::who_of_the_foregoing(slice).filter(|_| read.is_empty() && node.is_item)
        {
            of_all = Some(who);
            continue;
        }
        let who = match patterns::asks_to_take_part_once(slice) {
            true => None,
            false => joint_venture::who(slice)
                .or_else(|| joint_venture::who_is_subject(slice, &read))
                .or(rule),
        };
        if is_another_way(slice, &conditions, &read) {
            let last = conditions.pop();
            let ways = last.into_iter().chain(with_rule(read, who)).collect();
            conditions.push(Requirement::any(ways));
            continue;
        }
        if let Some(way) =
            ways::unnamed_way(context, &line, &conditions).filter(|_| read.is_empty())
        {
            let last = conditions.pop();
            let ways = last.into_iter().chain(with_rule(vec![way], who)).collect();
            conditions.push(Requirement::any(ways));
            continue;
        }
        let form = form(slice);
        let is_other_form = form.is_some() && last_form.is_some() && form != last_form;
        last_form = form;
        if is_other_form && !read.is_empty() && conditions.len() == before_last + 1 {
            let ways = vec![
                one(conditions.split_off(before_last)),
                one(with_rule(read, who)),
            ];
            conditions.push(Requirement::any(ways));
            continue;
        }
        before_last = conditions.len();
        conditions.extend(with_rule(read, who));
    }
    conditions = instead(context, &whole, conditions);
    if is_only_mentioned(&conditions) && node.below.is_empty() && node.is_item {
        let read = sentence::unnamed(context, &whole)
            .filter(|read| conditions.is_empty() || !is_only_mentioned(std::slice::from_ref(read)));
        conditions.extend(with_rule(read.into_iter().collect(), rule));
    }
    if let Some(who) = of_all {
        conditions = with_rule(conditions, Some(who));
    }
    conditions = or_else(context, &whole, conditions);
    if node.below.is_empty() {
        return without_repetitions(conditions);
    }
    let own_rules = Rule::read(&Compact::new(text, &node.own).text);
    let rules = if own_rules.is_empty() {
        rules
    } else {
        &own_rules
    };
    let below_rule = match rules {
        [] => joint_venture::who_of_heading(&own).or(rule),
        _ => rule,
    };
    let below: Vec<Vec<Requirement>> = node
        .below
        .iter()
        .map(|child| {
            let of_child = rules
                .iter()
                .find(|rule| rule.is_about(child.ordinal))
                .map(|rule| rule.who);
            of_node(context, child, of_child.or(below_rule), &[])
        })
        .filter(|child| !child.is_empty())
        .collect();
    if is_choice(&own) && !is_exclusion(&own) && below.len() > 1 {
        conditions.push(Requirement::any(below.into_iter().map(one).collect()));
    } else {
        conditions.extend(below.into_iter().flatten());
    }
    without_repetitions(conditions)
}

/// Whether nothing of some conditions shuts anybody out.
fn is_only_mentioned(conditions: &[Requirement]) -> bool {
    let mut leaves = conditions.iter().flat_map(Requirement::leaves);
    leaves.all(|leaf| leaf.level != Level::Required)
}

/// Whether some of the conditions have a fixed name.
fn is_fixed(conditions: &[Requirement]) -> bool {
    super::fixed(conditions) > 0
}

fn with_rule(conditions: Vec<Requirement>, who: Option<&'static str>) -> Vec<Requirement> {
    match who {
        Some(who) => conditions
            .into_iter()
            .map(|condition| condition.with_joint_venture(who))
            .collect(),
        None => conditions,
    }
}

pub(super) fn one(mut conditions: Vec<Requirement>) -> Requirement {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Requirement::all(conditions),
    }
}
