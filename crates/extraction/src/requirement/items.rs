//! The items of a stretch: an item's conditions and those of the items below it.

use irefuda_procurement::{Leaf, LeafKind, Level, Requirement};

use super::joint_venture::{self, Rule};
use super::sentence::{self, sentences};
use super::{Context, without_repetitions};
use crate::outline::{Outline, Style};
use crate::text::{Stretch, trim};

/// An item with those below it.
struct Node {
    ordinal: u32,
    /// Its own text, up to the first item below.
    own: Stretch,
    below: Vec<Node>,
    is_item: bool,
}

/// The conditions that a stretch of the requirement names.
pub(super) fn conditions(context: &Context, stretch: &Stretch) -> Vec<Requirement> {
    let root = tree(context, stretch);
    // A rule for the whole list may stand behind it.
    let text = context.reading.text.folded();
    let stated =
        |node: &Node| !node.below.is_empty() && !Rule::read(&text[node.own.clone()]).is_empty();
    let rules = if root.below.iter().any(stated) {
        Vec::new()
    } else {
        Rule::read(context.reading.get(stretch))
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

/// Reads the items of a stretch anew, so that what stands before it does not
/// count.
fn tree(context: &Context, stretch: &Stretch) -> Node {
    let text = context.reading.text.folded();
    let outline = Outline::read(text, stretch, context.reading.labels);
    let top: Vec<usize> = (0..outline.items.len())
        .filter(|index| outline.items[*index].parent.is_none())
        .collect();
    let own_end = top
        .first()
        .map_or(stretch.end, |first| outline.items[*first].whole.start)
        .clamp(stretch.start, stretch.end);
    let mut root = Node {
        ordinal: 0,
        own: stretch.start..own_end,
        below: Vec::new(),
        is_item: false,
    };
    root.below = nodes(context, &outline, top);
    if root.below.is_empty() {
        split_bullets(text, &mut root);
    }
    root
}

/// The nodes of some items that stand beside each other.
fn nodes(context: &Context, outline: &Outline, items: Vec<usize>) -> Vec<Node> {
    let text = context.reading.text.folded();
    let mut nodes = Vec::new();
    for index in items {
        let node = node(context, outline, index);
        let starts = match outline.items[index].style {
            _ if !node.below.is_empty() => Vec::new(),
            Style::Paren => followers(text, &node, |ordinal| format!("({ordinal})")),
            Style::Kana => followers(text, &node, kana),
            _ => Vec::new(),
        };
        let end = node.own.end;
        let first = node.ordinal;
        let mut last = node;
        for (ordinal, start) in (first + 1..).zip(starts) {
            last.own.end = start;
            split_bullets(text, &mut last);
            nodes.push(last);
            last = Node {
                ordinal,
                own: start..end,
                below: Vec::new(),
                is_item: true,
            };
        }
        if last.ordinal != first {
            split_bullets(text, &mut last);
        }
        nodes.push(last);
    }
    nodes
}

fn kana(ordinal: u32) -> String {
    const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";
    let position = ordinal as usize - 1;
    KANA.chars().skip(position).take(1).collect()
}

/// Where the items that follow a node begin inside its own text, in text that has
/// lost its lines: (1)市内に本店を有する者(2)市税を滞納していない者.
fn followers(text: &str, node: &Node, mark: impl Fn(u32) -> String) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut position = node.own.start;
    for ordinal in (node.ordinal + 1..).take(30) {
        let mark = mark(ordinal);
        if mark.is_empty() || node.ordinal == 0 {
            break;
        }
        let next = text[position..node.own.end]
            .match_indices(&mark)
            .map(|(offset, _)| position + offset)
            .find(|start| {
                let before = text[node.own.start..*start].trim_end_matches(' ');
                let after = &text[start + mark.len()..node.own.end];
                let is_word = !mark.starts_with('(')
                    && after.starts_with(|character| {
                        matches!(
                            character,
                            'ァ'..='ヺ' | 'ー' | '、' | '及' | '又' | 'か' | 'の' | 'に' | 'を'
                        )
                    });
                before.ends_with(['者', 'の', '方', '。', ')'])
                    && (before.ends_with(['者', '方', '。'])
                        || before.ends_with("もの")
                        || before.ends_with("。)"))
                    && !is_word
            });
        let Some(start) = next else {
            break;
        };
        starts.push(start);
        position = start + mark.len();
    }
    starts
}

fn node(context: &Context, outline: &Outline, index: usize) -> Node {
    let text = context.reading.text.folded();
    let item = &outline.items[index];
    let children: Vec<usize> = outline.children(index).collect();
    let end = children
        .first()
        .map_or(item.whole.end, |child| outline.items[*child].whole.start)
        .max(item.label.start);
    let mut node = Node {
        ordinal: item.ordinal,
        own: item.label.start..end,
        below: nodes(context, outline, children),
        is_item: !matches!(item.style, Style::Heading),
    };
    if node.below.is_empty() {
        split_bullets(text, &mut node);
    }
    node
}

const BULLETS: [char; 12] = ['・', '-', '*', '○', '●', '◯', '◇', '◆', '■', '□', '▪', '•'];

/// Lines with bullets are items as well.
fn split_bullets(text: &str, node: &mut Node) {
    let mut starts = Vec::new();
    let mut position = node.own.start;
    for line in text[node.own.clone()].split_inclusive('\n') {
        let bare = line.trim_start();
        if position > node.own.start && bare.starts_with(BULLETS) && !bare.starts_with("---") {
            starts.push(position + line.len() - bare.len());
        }
        position += line.len();
    }
    if starts.len() < 2 {
        starts = glued_marks(text, &node.own);
    }
    if starts.len() < 2 {
        return;
    }
    let ends = starts[1..].iter().copied().chain([node.own.end]);
    node.below = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Node {
            ordinal: 0,
            own: *start..end,
            below: Vec::new(),
            is_item: true,
        })
        .collect();
    node.own.end = starts[0];
}

/// Marks that stand without a space in text that has lost its lines: ア市内に本店を
/// 有する者イ市内に支店を有する者.
fn glued_marks(text: &str, stretch: &Stretch) -> Vec<usize> {
    let slice = &text[stretch.clone()];
    let is_kana = |character: char| matches!(character, 'ァ'..='ヺ' | 'ー');
    let mut starts: Vec<usize> = Vec::new();
    let mut position = 0;
    for mark in "アイウエオカキクケコサシスセソ".chars() {
        let found = slice[position..]
            .match_indices(mark)
            .find(|(offset, found)| {
                let start = position + offset;
                let before = slice[..start].chars().next_back();
                let after = slice[start + found.len()..].chars().next();
                let begins = before.is_none_or(|before| {
                    matches!(
                        before,
                        '。' | ')' | '者' | 'と' | '点' | '\n' | ' ' | '、' | '方' | 'の'
                    ) || !is_kana(before) && starts.is_empty()
                });
                begins
                    && after.is_some_and(|after| {
                        !is_kana(after)
                            && after != '、'
                            && after != '及'
                            && after != 'か'
                            && after != 'の'
                            && after != '又'
                    })
            });
        let Some((offset, found)) = found else {
            break;
        };
        starts.push(stretch.start + position + offset);
        position += offset + found.len();
    }
    starts
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
    for line in sentences(text, node.own.clone()) {
        let slice = &text[line.clone()];
        let read = sentence::conditions(context, &line);
        if let Some(who) =
            joint_venture::who_of_the_foregoing(slice).filter(|_| read.is_empty() && node.is_item)
        {
            of_all = Some(who);
            continue;
        }
        let who = joint_venture::who(slice).or(rule);
        if is_another_way(slice, &conditions, &read) {
            let last = conditions.pop();
            let ways = last.into_iter().chain(with_rule(read, who)).collect();
            conditions.push(Requirement::any(ways));
            continue;
        }
        conditions.extend(with_rule(read, who));
    }
    if conditions.is_empty() && node.below.is_empty() && node.is_item {
        let read = sentence::unnamed(context, &whole);
        conditions.extend(with_rule(read.into_iter().collect(), rule));
    }
    if let Some(who) = of_all {
        conditions = with_rule(conditions, Some(who));
    }
    conditions = or_else(context, &whole, conditions);
    if node.below.is_empty() {
        return without_repetitions(conditions);
    }
    let own_rules = Rule::read(&own);
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

fn with_rule(conditions: Vec<Requirement>, who: Option<&'static str>) -> Vec<Requirement> {
    match who {
        Some(who) => conditions
            .into_iter()
            .map(|condition| condition.with_joint_venture(who))
            .collect(),
        None => conditions,
    }
}

fn one(mut conditions: Vec<Requirement>) -> Requirement {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Requirement::all(conditions),
    }
}

/// 市内に営業所がある方は、本社が県外であってもかまいません: a sentence that offers
/// another way to meet the condition before it.
fn is_another_way(sentence: &str, before: &[Requirement], read: &[Requirement]) -> bool {
    const OFFERS: [&str; 9] = [
        "かまいません",
        "構いません",
        "かまわない",
        "構わない",
        "でもよい",
        "でも可",
        "足りる",
        "とみなす",
        "とみなします",
    ];
    let kind = |condition: &Requirement| match condition {
        Requirement::Leaf(leaf) if leaf.level == Level::Required => Some(leaf.kind),
        _ => None,
    };
    let (Some(before), [read]) = (before.last(), read) else {
        return false;
    };
    let is_alike = kind(before).is_some_and(|before| {
        matches!(
            before,
            LeafKind::Location | LeafKind::Certification | LeafKind::Licence
        ) && kind(read) == Some(before)
    });
    is_alike && OFFERS.iter().any(|word| sentence.contains(word))
}

/// 名簿に登載されていない者は書類を提出すること: an alternative to the list.
fn or_else(
    context: &Context,
    item: &Stretch,
    mut conditions: Vec<Requirement>,
) -> Vec<Requirement> {
    let text = context.reading.get(item);
    let offers = [
        "登載されていない者",
        "登録されていない者",
        "登載のない者",
        "登録のない者",
        "登録がない者",
        "登載がない者",
        "登載されていない場合",
        "登録されていない場合",
        "名簿に登載のない",
        "名簿に登録のない",
        "有しない者は",
        "これと同等の資格",
        "同等の資格を有すると",
    ]
    .iter()
    .find_map(|word| text.find(word));
    let listed_or = ["者又は", "者、又は", "こと又は", "こと、又は", "者若しくは"]
        .iter()
        .filter_map(|word| {
            let position = text.find(word)?;
            let before = &text[..position];
            let is_list = before.ends_with("登載されている")
                || before.ends_with("登録されている")
                || before.ends_with("登載されてい")
                || before.ends_with("登録されてい")
                || before.ends_with("登載されている")
                || before.ends_with("登載された")
                || before.ends_with("登録された");
            let rest = &text[position..];
            let asks_else = ["認められた", "提出", "適格"]
                .iter()
                .any(|word| rest.contains(word));
            (is_list && asks_else && !rest.contains("名簿")).then_some(position + word.len())
        })
        .next();
    let Some(offer) = offers.or(listed_or) else {
        return conditions;
    };
    let rest = &text[offer..];
    let is_alternative = ["提出", "認め", "適格", "添付"]
        .iter()
        .any(|word| rest.contains(word))
        && ![
            "参加できない",
            "参加することができない",
            "見込まれる",
            "までに登載",
            "登載されること",
            "登録されること",
        ]
        .iter()
        .any(|word| rest.contains(word));
    let list = conditions.iter().position(
        |condition| matches!(condition, Requirement::Leaf(leaf) if leaf.kind == LeafKind::Registration),
    );
    if let Some(list) = list.filter(|_| is_alternative) {
        let end = rest.find('。').map_or(text.len(), |end| offer + end);
        let stretch = item.start + offer..item.start + end;
        let other = Requirement::Leaf(Leaf {
            kind: LeafKind::Other,
            value: text[offer..end].chars().take(40).collect(),
            level: Level::Required,
            joint_venture: None,
            evidence: context.reading.text.evidence(&stretch),
        });
        let mut named = vec![conditions.remove(list)];
        // The grade is that of the list.
        while conditions.get(list).is_some_and(is_grade) {
            named.push(conditions.remove(list));
        }
        conditions.insert(list, Requirement::any(vec![one(named), other]));
    }
    conditions
}

fn is_grade(condition: &Requirement) -> bool {
    let leaves = condition.leaves();
    !leaves.is_empty() && leaves.iter().all(|leaf| leaf.kind == LeafKind::Grade)
}

/// 次のいずれかに該当する者: one of the items below is enough.
fn is_choice(intro: &str) -> bool {
    let of_members = [
        "構成員のいずれか",
        "いずれかの構成員",
        "いずれかの者が",
        "構成団体のいずれか",
    ]
    .iter()
    .any(|word| intro.contains(word));
    if of_members {
        return false;
    }
    // 次のア又はイに該当する.
    const MARKS: usize = 14;
    let by_marks = intro.match_indices("次の").any(|(position, next)| {
        let rest = &intro[position + next.len()..];
        let near: String = rest.chars().take(MARKS).collect();
        let begins = rest.starts_with(
            |character: char| matches!(character, 'ア'..='ン' | '①'..='⑳' | '(' | '1'..='9'),
        );
        begins
            && ["又は", "または", "若しくは", "、"]
                .iter()
                .any(|or| near.contains(or))
            && rest.contains("該当")
            && !near.contains("及び")
            && !near.contains("まで")
    });
    by_marks
        || ["いずれか", "どちらか", "何れか", "いづれか"]
            .iter()
            .any(|word| intro.contains(word))
}

/// 次のいずれにも該当しない者: the items below shut out.
fn is_exclusion(intro: &str) -> bool {
    [
        "該当しない",
        "該当する者でない",
        "該当しません",
        "でないこと",
        "いずれにも該当",
        "参加することができない",
        "参加できない",
        "参加できません",
        "応募できない",
        "応募できません",
        "申込みできない",
        "申し込みできない",
        "に該当していない",
        "該当する場合は",
    ]
    .iter()
    .any(|word| intro.contains(word))
}
