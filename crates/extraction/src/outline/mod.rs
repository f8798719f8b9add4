//! The outline of a document: its numbered items, labelled lines and table
//! rows, one inside the other.
//!
//! Notices number their items in a dozen styles, without indentation, and pages
//! copied from a portal have lost their line breaks. A mark is therefore taken
//! for an item where it counts on: (2) after (1), ア after nothing. At the start
//! of a line a mark may also skip or begin anew; inside a line it may not.

mod columns;
mod inside;
mod label;
mod mark;

#[cfg(test)]
mod tests;

use irefuda_procurement::Lexicon;

use crate::text::{Stretch, is_contents_line};
pub(crate) use label::Labels;
use mark::Mark;
pub(crate) use mark::Style;
pub(crate) use mark::ordinal;

/// An item with everything that stands below it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub style: Style,
    pub ordinal: u32,
    pub parent: Option<usize>,
    /// From the mark to the end of its last child.
    pub whole: Stretch,
    /// Its heading; empty if it has none.
    pub label: Stretch,
    /// What follows the heading.
    pub body: Stretch,
}

/// The items of a document in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub items: Vec<Item>,
}

impl Outline {
    /// Reads the outline of a part of the text.
    pub fn read(text: &str, part: &Stretch, labels: &Labels) -> Self {
        let mut builder = Builder {
            text,
            labels,
            items: Vec::new(),
            open: Vec::new(),
        };
        let lines = lines(text, part);
        let mut blocks = columns::pair(text, &lines, labels).into_iter().peekable();
        let mut number = 0;
        while number < lines.len() {
            match blocks.next_if(|block| block.lines.start == number) {
                Some(block) => {
                    builder.pairs(&block);
                    number = block.lines.end;
                }
                None => {
                    builder.line(lines[number].clone());
                    number += 1;
                }
            }
        }
        builder.finish(part.end)
    }

    /// The innermost item around a position, and those around it.
    pub fn around(&self, position: usize) -> impl Iterator<Item = &Item> {
        let before = self
            .items
            .partition_point(|item| item.whole.start <= position);
        let chain = std::iter::successors(before.checked_sub(1), |index| self.items[*index].parent);
        chain
            .map(|index| &self.items[index])
            .skip_while(move |item| !item.whole.contains(&position))
    }

    /// The items directly below item `parent`.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = usize> {
        let end = self.items[parent].whole.end;
        let below = (parent + 1..self.items.len())
            .take_while(move |index| self.items[*index].whole.start < end);
        below.filter(move |index| self.items[*index].parent == Some(parent))
    }
}

/// The lines of a part, with their ends.
fn lines(text: &str, part: &Stretch) -> Vec<Stretch> {
    let mut start = part.start;
    let lines = text[part.clone()].split_inclusive('\n');
    lines
        .map(|line| {
            start += line.len();
            start - line.len()..start
        })
        .collect()
}

struct Builder<'a> {
    text: &'a str,
    labels: &'a Labels,
    items: Vec<Item>,
    /// The items that are still open, outermost first.
    open: Vec<usize>,
}

/// A line of this length has lost its line breaks: marks are looked for inside
/// of it as well.
const LONG_LINE: usize = 60;

impl Builder<'_> {
    fn line(&mut self, line: Stretch) {
        let content = label::content(self.text, line.clone());
        let is_heading = self.text[line.clone()].trim_start().starts_with('#');
        let slice = &self.text[content.clone()];
        if slice.is_empty() || is_contents_line(slice) {
            return;
        }
        let mut rest = content.start;
        let mark = mark::read(slice).map(|mark| if is_heading { headed(mark) } else { mark });
        match mark {
            Some(mark) if self.begins_line(&mark, is_heading) => {
                self.open_item(mark, content.start, content.end);
                rest += mark.length;
            }
            _ if label::is_row(slice) => self.row(content.clone()),
            _ if is_heading => self.heading(line.clone(), content.clone()),
            _ => self.labelled_line(content.clone()),
        }
        // Items stand in the order of the text, and a row's may begin behind
        // its first cell.
        let last = self.items.last().map_or(0, |item| item.whole.start);
        rest = rest.max(last);
        if content.len() > LONG_LINE || self.text[rest..content.end].contains(['(', '①']) {
            self.inside(rest, content.end);
        }
    }

    /// Labels whose values stand in a block behind them become items that span
    /// just the value.
    fn pairs(&mut self, block: &columns::Block) {
        let depth = self
            .depth_of(Style::Label)
            .unwrap_or_else(|| self.depth_below_labels());
        self.close(depth, block.pairs[0].1.start);
        for (label, value) in &block.pairs {
            let parent = self.open.last().copied();
            self.items.push(Item {
                style: Style::Label,
                ordinal: 0,
                parent,
                whole: value.clone(),
                label: label.clone(),
                body: value.clone(),
            });
        }
    }

    /// Looks for marks inside a line.
    fn inside(&mut self, start: usize, end: usize) {
        let mut position = start;
        let is_long = end - start > LONG_LINE;
        let is_start = |character: char| is_mark_start(character) || is_long && character == ' ';
        while let Some(offset) = self.text[position..end].find(is_start) {
            position += offset;
            if self.text[position..].starts_with(' ') {
                position = self.label_inside(position + 1, end);
                continue;
            }
            position += match self.mark_inside(start, position, end) {
                Some((skip, mark)) => {
                    self.open_item(mark, position + skip, end);
                    skip + mark.length
                }
                None => skip_run(&self.text[position..end]),
            };
        }
    }

    /// A known label between spaces, in a line that has lost its breaks, becomes
    /// an item (件名 ○○業務 履行場所 市内). Where to look on.
    fn label_inside(&mut self, position: usize, end: usize) -> usize {
        let rest = &self.text[position..end];
        let length = self.labels.whole_word(rest);
        let Some(length) = length.filter(|length| rest[..*length].chars().nth(1).is_some()) else {
            return position;
        };
        // The heading of an item is no item of its own.
        let is_own = |item: &Item| {
            let is_value = item.style == Style::Label || item.label.is_empty();
            item.label.contains(&position) || is_value && item.body.start == position
        };
        if self.items.last().is_some_and(is_own) {
            return position + length;
        }
        let depth = self.depth_of(Style::Label).filter(|depth| {
            self.open[*depth..]
                .iter()
                .all(|index| matches!(self.items[*index].style, Style::Label | Style::Row))
        });
        self.close(depth.unwrap_or(self.open.len()), position);
        let body = position + length;
        self.push(Style::Label, 0, position, position..body, body);
        body
    }

    /// The mark at a position inside a line if it counts on, and how many
    /// digits of a number stand glued before it. A number before a known label
    /// may also begin anew or leave some out: headings get lost.
    fn mark_inside(&self, line_start: usize, position: usize, end: usize) -> Option<(usize, Mark)> {
        let skip = self.glued_digits(line_start, position, end);
        let at = position + skip;
        let mark = mark::read(&self.text[at..end])?;
        let after = &self.text[at + mark.length..end];
        let before = &self.text[line_start..at];
        let is_known = self.labels.begins(after.trim_start());
        let counts_on = self.counts_on(&mark).is_some()
            || is_known && mark.style == Style::Number && self.may_be_next(&mark);
        let is_set_off = mark.style != Style::Number
            || after.starts_with(' ')
            || before.trim_end().ends_with('。')
            || is_known;
        let is_free = skip > 0
            || inside::may_precede(mark.style, before)
            || is_known && !inside::is_spoken_of(mark.style, before);
        (counts_on && is_set_off && is_free && inside::may_follow(mark.style, after))
            .then_some((skip, mark))
    }

    /// Whether a number may stand for the next heading though the one before is
    /// not open: the first that was found, or one of the next few.
    fn may_be_next(&self, mark: &Mark) -> bool {
        match self.depth_of(mark.style) {
            Some(depth) => {
                let last = self.items[self.open[depth]].ordinal;
                (last + 1..=last + 3).contains(&mark.ordinal)
            }
            None => mark.ordinal <= 9,
        }
    }

    /// How many digits at a position belong to what stands before: in
    /// `023-643-84312 入札` and `番号 081 競争` the mark is the last digit.
    fn glued_digits(&self, line_start: usize, position: usize, end: usize) -> usize {
        let after = &self.text[position..end];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_telephone = ends_with_hyphen(&self.text[line_start..position]);
        if is_telephone && (5..=6).contains(&digits) {
            return 4;
        }
        let is_next = |length: &usize| {
            let mark = mark::read(&after[digits - length..]);
            mark.is_some_and(|mark| {
                let rest = &after[digits - length + mark.length..];
                mark.style == Style::Number
                    && self.counts_on(&mark).is_some()
                    && self.labels.begins(rest.trim_start())
            })
        };
        let whole = mark::read(after).is_some_and(|mark| self.counts_on(&mark).is_some());
        let length = (1..digits.min(3)).find(is_next);
        length
            .filter(|_| !whole)
            .map_or(0, |length| digits - length)
    }

    /// Where in the stack of open items a mark counts on: the depth that stays
    /// open, the style and ordinal it then has.
    fn counts_on(&self, mark: &Mark) -> Option<(usize, Style, u32)> {
        let mut readings = readings(mark);
        for (style, ordinal) in readings.clone() {
            if let Some(depth) = self.depth_of(style)
                && self.items[self.open[depth]].ordinal + 1 == ordinal
            {
                return Some((depth, style, ordinal));
            }
        }
        let begins =
            |(style, ordinal): &(Style, u32)| *ordinal == 1 && self.depth_of(*style).is_none();
        readings
            .find(begins)
            .map(|(style, ordinal)| (self.open.len(), style, ordinal))
    }

    fn depth_of(&self, style: Style) -> Option<usize> {
        self.open
            .iter()
            .rposition(|index| self.items[*index].style == style)
    }

    /// Whether a mark at the start of a line is taken for an item.
    fn begins_line(&self, mark: &Mark, is_heading: bool) -> bool {
        if self.counts_on(mark).is_some() {
            return true;
        }
        let Some(depth) = self.depth_of(mark.style) else {
            return is_heading || mark.ordinal <= 3;
        };
        let last = self.items[self.open[depth]].ordinal;
        mark.ordinal == 1 || is_heading || (last + 1..=last + 3).contains(&mark.ordinal)
    }

    fn open_item(&mut self, mark: Mark, start: usize, line_end: usize) {
        let (depth, style, ordinal) = self.counts_on(&mark).unwrap_or_else(|| {
            let depth = self.depth_of(mark.style);
            let is_late = mark.style == Style::Number && mark.ordinal > 1;
            let depth = depth.unwrap_or_else(|| match is_late {
                true => self.depth_below_headings(),
                false => self.depth_below_labels(),
            });
            (depth, mark.style, mark.ordinal)
        });
        self.close(depth, start);
        let after_mark = start + mark.length;
        let (label, body) = label::split(self.text, after_mark..line_end, self.labels);
        self.push(style, ordinal, start, label, body);
    }

    /// The depth at which an item of a new style is opened: below the open
    /// items, but not inside a table row.
    fn depth_below_labels(&self) -> usize {
        let is_row = |index: &usize| self.items[*index].style == Style::Row;
        self.open.iter().position(is_row).unwrap_or(self.open.len())
    }

    /// The depth of a heading that says nothing of its own: inside what is open,
    /// beside another such.
    fn depth_below_generic(&self) -> usize {
        let is_generic = |index: &usize| {
            let item = &self.items[*index];
            item.style == Style::Label && self.labels.is_generic(&self.text[item.label.clone()])
        };
        self.open
            .iter()
            .position(is_generic)
            .unwrap_or_else(|| self.depth_below_labels())
    }

    /// The depth below headings of Markdown and of chapters.
    fn depth_below_headings(&self) -> usize {
        let is_other = |index: &usize| {
            let style = self.items[*index].style;
            !matches!(style, Style::Heading | Style::HeadedNumber | Style::Chapter)
        };
        self.open
            .iter()
            .position(is_other)
            .unwrap_or(self.open.len())
    }

    fn row(&mut self, content: Stretch) {
        let depth = self.depth_of(Style::Row).unwrap_or(self.open.len());
        self.close(depth, content.start);
        let mut cell = content.start;
        for (label, body) in label::cells(self.text, content, self.labels) {
            self.close(depth, cell);
            cell = body.end;
            self.push(Style::Row, 0, label.start, label, body.start);
        }
    }

    fn heading(&mut self, line: Stretch, content: Stretch) {
        let level = self.text[line]
            .trim_start()
            .bytes()
            .take_while(|byte| *byte == b'#')
            .count() as u32;
        let stays = |index: &usize| {
            let item = &self.items[*index];
            item.style == Style::Heading && item.ordinal < level
        };
        let depth = self
            .open
            .iter()
            .position(|index| !stays(index))
            .unwrap_or(self.open.len());
        self.close(depth, content.start);
        let end = content.end;
        self.push(Style::Heading, level, content.start, content, end);
    }

    fn labelled_line(&mut self, content: Stretch) {
        let Some((label, body)) = self.labels.line(self.text, content.clone()) else {
            return;
        };
        let depth = match self.labels.is_generic(&self.text[label.clone()]) {
            true => self.depth_below_generic(),
            false => self
                .depth_of(Style::Label)
                .unwrap_or_else(|| self.depth_below_labels()),
        };
        self.close(depth, content.start);
        self.push(Style::Label, 0, content.start, label, body);
    }

    fn push(&mut self, style: Style, ordinal: u32, start: usize, label: Stretch, body: usize) {
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            let around = &mut self.items[parent];
            around.label.end = around.label.end.min(start).max(around.label.start);
            around.body.start = around.body.start.min(start).max(around.label.end);
        }
        self.open.push(self.items.len());
        self.items.push(Item {
            style,
            ordinal,
            parent,
            whole: start..start,
            label,
            body: body..body,
        });
    }

    /// Closes the open items from this depth on.
    fn close(&mut self, depth: usize, end: usize) {
        for index in self.open.drain(depth..) {
            let item = &mut self.items[index];
            item.whole.end = end;
            item.body.end = end.max(item.body.start);
        }
    }

    fn finish(mut self, end: usize) -> Outline {
        self.close(0, end);
        Outline { items: self.items }
    }
}

/// A mark in a heading of Markdown: lists below it count for themselves.
fn headed(mark: Mark) -> Mark {
    match mark.style {
        Style::Number => Mark {
            style: Style::HeadedNumber,
            ..mark
        },
        _ => mark,
    }
}

/// The styles and ordinals that a mark can have, the likeliest first: イ is also
/// of the iroha, and converters lose the sign of a heading.
fn readings(mark: &Mark) -> impl Iterator<Item = (Style, u32)> + Clone {
    let other = match mark.style {
        Style::Kana => mark.iroha.map(|iroha| (Style::Iroha, iroha)),
        Style::KanaParen => mark.iroha.map(|iroha| (Style::IrohaParen, iroha)),
        Style::HeadedNumber => Some((Style::Number, mark.ordinal)),
        Style::Number => Some((Style::HeadedNumber, mark.ordinal)),
        _ => None,
    };
    std::iter::once((mark.style, mark.ordinal)).chain(other)
}

fn is_mark_start(character: char) -> bool {
    matches!(character, '(' | '0'..='9' | '①'..='⑳' | 'ア'..='ン' | '第')
}

/// Length of the run of digits or kana at the start, which holds no further
/// mark; otherwise of one character.
fn skip_run(text: &str) -> usize {
    let same = |character: char| character.is_ascii_digit() || matches!(character, 'ァ'..='ー');
    let first = text.chars().next().map_or(0, char::len_utf8);
    if !text.starts_with(same) {
        return first;
    }
    text.find(|character| !same(character))
        .unwrap_or(text.len())
}

/// Whether a text ends in the middle of a telephone number.
fn ends_with_hyphen(before: &str) -> bool {
    let digits = before.strip_suffix('-');
    digits.is_some_and(|digits| digits.ends_with(|character: char| character.is_ascii_digit()))
}

/// The labels that a lexicon knows.
pub(crate) fn labels(lexicon: &Lexicon) -> Labels {
    Labels::new(lexicon)
}
