//! The items of a stretch: an item's conditions and those of the items below it.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Requirement};

use regex::Regex;

use super::alternatives::{form, instead, is_another_way, is_choice, is_exclusion, or_else};
use super::columns;
use super::compact::Compact;
use super::joint_venture;
use super::nodes::{Node, tree};
use super::patterns;
use super::rules::Rule;
use super::sentence::{self, sentences};
use super::{Context, unnamed, ways, without_repetitions};
use crate::concordance::Group;
use crate::text::{Stretch, trim};

/// The conditions that a stretch of the requirement names.
pub(super) fn conditions(context: &Context, stretch: &Stretch) -> Vec<Requirement> {
    let Some(table) = columns::members(context, stretch) else {
        return of_list(context, stretch);
    };
    let mut conditions = of_list(context, &(stretch.start..table.whole.start));
    conditions.extend(table.conditions);
    conditions.extend(of_list(context, &(table.whole.end..stretch.end)));
    conditions
}

/// The conditions of a stretch that holds no table of members.
fn of_list(context: &Context, stretch: &Stretch) -> Vec<Requirement> {
    let root = tree(context, stretch);
    // A rule for the whole list may stand behind it.
    let text = context.reading.text.folded();
    let stated = |node: &Node| {
        // 1から6までは全ての構成員が満たすこと: a line that only begins as an item does.
        node.below.len() > 1 && !Rule::read(&Compact::new(text, &node.own).text).is_empty()
    };
    let mut rules = Vec::new();
    if !root.below.iter().any(stated) {
        rules = Rule::read(&Compact::new(text, stretch).text);
        if rules.is_empty() {
            rules = rules_elsewhere(context, stretch);
        }
    }
    of_node(context, &root, None, &rules)
}

/// The rules for the items of a list that another item of the notice states: 共同企業体の
/// 参加を認める。この場合、2の(1)から(4)までは全ての構成員が、(5)は代表者が満たすこと.
fn rules_elsewhere(context: &Context, list: &Stretch) -> Vec<Rule> {
    static OF_ANOTHER_ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])[0-9]{1,2}[.の]?\s?\([0-9]{1,2}\)")
            .expect("the pattern is well formed")
    });
    const LONGEST: usize = 600;
    let reading = context.reading;
    let text = reading.text.folded();
    for (section, of) in reading.sections.iter().enumerate() {
        if !(of.whole.start..of.whole.end).contains(&list.start) {
            continue;
        }
        for word in reading.words_of(section, Group::JointVentures) {
            if list.contains(&word.start()) {
                continue;
            }
            // This sentence and the next.
            let rest = &text[word.start()..of.whole.end];
            let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
            let end = rest
                .match_indices('。')
                .nth(1)
                .map_or(rest.len(), |(end, _)| end);
            let near = &rest[..end];
            if near.len() <= LONGEST && OF_ANOTHER_ITEM.is_match(near) {
                let rules = Rule::read(near);
                if !rules.is_empty() {
                    return rules;
                }
            }
        }
    }
    Vec::new()
}

/// Whether some items are numbered イロハ.
fn is_iroha(text: &str, nodes: &[Node]) -> bool {
    let begins = |node: &Node, mark: char| {
        let own = text[node.own.clone()].trim_start_matches([' ', '-', '・', '(', '*']);
        let before = text[..node.own.start].trim_end_matches([' ', '.', ')', '、', '*']);
        own.starts_with(mark) || before.ends_with(mark)
    };
    matches!(nodes, [first, second, ..] if begins(first, 'イ') && begins(second, 'ロ'))
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
    let mut row = Row::default();
    for line in sentences(text, node.own.clone()) {
        let (line, tag) = without_tag(text, line);
        row.begin(text, &line, conditions.len());
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
        if let Some(who) = tag {
            let read = with_rule(read, Some(who));
            let of_row = conditions.split_off(row.first.min(conditions.len()));
            conditions.extend(with_rule(of_row, Some(who)));
            conditions.extend(read);
            continue;
        }
        if let Some(first) = first_without_name(context, &whole, &line, &conditions, slice)
            && !read.is_empty()
        {
            let read = one(with_rule(read, who));
            conditions.push(Requirement::any(vec![first, read]));
            continue;
        }
        if is_another_way(slice, &conditions, &read) {
            let last = conditions.pop();
            let read = one(with_rule(read, who));
            let ways = last.into_iter().chain([read]).collect();
            conditions.push(Requirement::any(ways));
            continue;
        }
        if let Some(way) =
            ways::unnamed_way(context, &line, &conditions).filter(|_| read.is_empty())
        {
            let last = conditions.pop();
            conditions.push(match last {
                Some(Requirement::Any {
                    mut any,
                    joint_venture,
                }) => {
                    any.push(way);
                    Requirement::Any { any, joint_venture }
                }
                last => {
                    let ways = last.into_iter().chain(with_rule(vec![way], who));
                    Requirement::any(ways.collect())
                }
            });
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
    conditions = one_grade(instead(context, &whole, conditions));
    if is_only_mentioned(&conditions) && node.below.is_empty() && node.is_item {
        let read = unnamed::unnamed(context, &whole)
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
    let in_iroha: Vec<Rule> = match is_iroha(text, &node.below) {
        true => rules.iter().map(Rule::in_iroha).collect(),
        false => Vec::new(),
    };
    let rules = if in_iroha.is_empty() {
        rules
    } else {
        &in_iroha
    };
    let below_rule = match rules {
        [] => joint_venture::who_of_heading(&own).or(rule),
        _ => rule,
    };
    let is_chosen = is_choice(&own) && !is_exclusion(&own);
    let mut below: Vec<Vec<Requirement>> = Vec::new();
    let mut unnamed: Vec<Vec<Requirement>> = Vec::new();
    let mut of_list = below_rule;
    for (index, child) in node.below.iter().enumerate() {
        // 2-2 代表構成員は、次の要件を満たすこと: a line between two lists.
        let before = index.checked_sub(1).map(|before| &node.below[before]);
        if let Some(before) = before.filter(|before| child.ordinal == 1 && before.ordinal > 1) {
            let tail = &text[before.tail().own.clone()];
            of_list = joint_venture::who_of_heading(tail).or(below_rule);
        }
        let of_child = rules
            .iter()
            .find(|rule| rule.is_about(child.ordinal))
            .map(|rule| rule.who);
        let read = of_node(context, child, of_child.or(of_list), &[]);
        if read.is_empty() && is_chosen {
            let other = unnamed::alternative(context, &child.own).into_iter();
            unnamed.push(with_rule(other.collect(), of_child.or(of_list)));
        }
        if !read.is_empty() {
            below.push(read);
        }
    }
    // Who meets what has no name has met the choice as well.
    if below.iter().any(|read| is_fixed(read)) {
        below.extend(unnamed.into_iter().filter(|read| !read.is_empty()));
    }
    if is_chosen && below.len() > 1 {
        conditions.push(Requirement::any(below.into_iter().map(one).collect()));
    } else {
        conditions.extend(below.into_iter().flatten());
    }
    without_repetitions(one_grade(conditions))
}

/// Where the conditions of a table's row begin.
#[derive(Default)]
struct Row {
    /// The first condition of the row.
    first: usize,
    /// Where the last sentence began.
    last: Option<usize>,
}

impl Row {
    fn begin(&mut self, text: &str, line: &Stretch, conditions: usize) {
        let start = self.last.replace(line.start);
        if start.is_none_or(|start| text[start.min(line.start)..line.start].contains('\n')) {
            self.first = conditions;
        }
    }
}

/// A sentence without the cell behind it that says who of a joint venture has to
/// meet what stands in the row.
fn without_tag(text: &str, line: Stretch) -> (Stretch, Option<&'static str>) {
    let slice = text[line.clone()].trim_end_matches([' ', '|', '\n']);
    let cell = slice.rfind(['\t', '|']).map_or(0, |end| end + 1);
    let is_cell = cell > 0
        || text[..line.start]
            .trim_end_matches(' ')
            .ends_with(['\t', '|']);
    match joint_venture::who_of_tag(&slice[cell..]).filter(|_| is_cell) {
        Some(who) => (line.start..line.start + cell, Some(who)),
        None => (line, None),
    }
}

/// 等級がAであること。等級がBの場合は…: no one has two grades.
fn one_grade(conditions: Vec<Requirement>) -> Vec<Requirement> {
    let rule = |condition: &Requirement| -> Option<Option<String>> {
        let leaves = condition.leaves();
        let is_grade = !leaves.is_empty()
            && leaves
                .iter()
                .all(|leaf| leaf.kind == LeafKind::Grade && leaf.level == Level::Required);
        is_grade.then(|| leaves[0].joint_venture.clone())
    };
    let mut kept: Vec<Requirement> = Vec::new();
    for condition in conditions {
        let of_grade = rule(&condition);
        let before = kept
            .iter()
            .position(|other| of_grade.is_some() && rule(other) == of_grade);
        match before {
            Some(before) if names_all(&kept[before], &condition) => {}
            Some(before) => {
                let other = kept.remove(before);
                kept.insert(before, Requirement::any(vec![other, condition]));
            }
            None => kept.push(condition),
        }
    }
    kept
}

/// The first sentence of an item that names nothing known, before one that offers
/// another way: 一般社団法人であること。又は、受託した実績を有すること.
fn first_without_name(
    context: &Context,
    item: &Stretch,
    line: &Stretch,
    before: &[Requirement],
    sentence: &str,
) -> Option<Requirement> {
    let goes_on = ["又は", "または", "もしくは", "若しくは"]
        .iter()
        .any(|or| sentence.starts_with(or));
    if !goes_on || !before.is_empty() || line.start <= item.start {
        return None;
    }
    unnamed::unnamed(context, &(item.start..line.start))
}

/// Whether an earlier condition names all that a later one names.
fn names_all(earlier: &Requirement, later: &Requirement) -> bool {
    let named = earlier.leaves();
    let is_named = |value: &str| named.iter().any(|leaf| leaf.value == value);
    later.leaves().iter().all(|leaf| is_named(&leaf.value))
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

pub(super) fn with_rule(
    conditions: Vec<Requirement>,
    who: Option<&'static str>,
) -> Vec<Requirement> {
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
