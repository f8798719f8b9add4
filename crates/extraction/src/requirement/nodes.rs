//! The items of a stretch as a tree, also where the text has lost its lines.

use super::Context;
use crate::outline::{Outline, Style};
use crate::text::Stretch;

/// An item with those below it.
pub(super) struct Node {
    pub ordinal: u32,
    /// Its own text, up to the first item below.
    pub own: Stretch,
    pub below: Vec<Node>,
    pub is_item: bool,
}

impl Node {
    /// The node that stands last in the text.
    pub(super) fn tail(&self) -> &Self {
        self.below.last().map_or(self, Self::tail)
    }

    fn tail_mut(&mut self) -> &mut Self {
        if self.below.is_empty() {
            return self;
        }
        let last = self.below.len() - 1;
        self.below[last].tail_mut()
    }
}

/// Reads the items of a stretch anew, so that what stands before it does not
/// count.
pub(super) fn tree(context: &Context, stretch: &Stretch) -> Node {
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
        let tail = node.tail().own.clone();
        let starts = match outline.items[index].style {
            Style::Paren => followers(text, &tail, node.ordinal, |ordinal| format!("({ordinal})")),
            Style::Kana if node.below.is_empty() => followers(text, &tail, node.ordinal, kana),
            _ => Vec::new(),
        };
        let end = tail.end;
        let first = node.ordinal;
        let mut last = node;
        for (ordinal, start) in (first + 1..).zip(starts) {
            last.tail_mut().own.end = start;
            if last.below.is_empty() {
                split_bullets(text, &mut last);
            }
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
fn followers(text: &str, own: &Stretch, first: u32, mark: impl Fn(u32) -> String) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut position = own.start;
    for ordinal in (first + 1..).take(30) {
        let mark = mark(ordinal);
        if mark.is_empty() || first == 0 {
            break;
        }
        let next = text[position..own.end]
            .match_indices(&mark)
            .map(|(offset, _)| position + offset)
            .find(|start| {
                let before = text[own.start..*start].trim_end_matches(' ');
                let after = &text[start + mark.len()..own.end];
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
