//! Text under construction: spaces collapsed, breaks kept until they are needed.
//!
//! A break is not written but remembered, and the strongest one wins when the
//! next visible character comes; so there is never a break too many, whatever
//! the elements around it were.

use crate::tidy::is_invisible;

/// What stands between the last character and the next, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    #[default]
    None,
    Space,
    Tab,
    Line,
    Blank,
}

impl Gap {
    fn as_str(self) -> &'static str {
        match self {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Tab => "\t",
            Gap::Line => "\n",
            Gap::Blank => "\n\n",
        }
    }
}

/// Text under construction.
#[derive(Default)]
pub(super) struct Flow {
    text: String,
    gap: Gap,
    /// The mark of a list item or heading whose text has not come yet.
    mark: String,
}

impl Flow {
    /// Adds text as a browser shows it: a run of spaces is one space.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_space = is_collapsible(first);
            let other = |it: char| is_collapsible(it) != is_space;
            let (run, after) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
            if is_space {
                self.push_space(run, after);
            } else {
                self.push_word(run);
            }
            rest = after;
        }
    }

    /// Adds text with its own lines and indents.
    pub(super) fn push_preformatted(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        for (number, line) in text.split(['\n', '\r']).enumerate() {
            if number > 0 {
                self.break_line();
            }
            if !line.trim().is_empty() {
                self.push_word(&line.replace('\u{A0}', " "));
            }
        }
    }

    /// Adds what is laid out already.
    pub(super) fn push_laid_out(&mut self, text: &str) {
        if !text.is_empty() {
            self.fill_gap();
            self.text.push_str(text);
        }
    }

    /// Asks for at least this gap. After a mark there is none: the first block
    /// of a list item stands beside its mark.
    pub(super) fn ask(&mut self, gap: Gap) {
        if self.mark.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// A `<br>`: ends the line, or makes a blank one if it is ended already.
    pub(super) fn break_line(&mut self) {
        let gap = if self.gap < Gap::Line {
            Gap::Line
        } else {
            Gap::Blank
        };
        self.ask(gap);
    }

    /// Puts a list item's mark before the next text. Of items that begin with
    /// an item the numbers stay, and one bullet is enough.
    pub(super) fn mark_item(&mut self, mark: &str) {
        self.mark = format!("{}{mark}", self.number());
    }

    /// A heading's mark stands first in the line, before an item's number.
    pub(super) fn mark_heading(&mut self, level: usize) {
        self.mark = format!("{} {}", "#".repeat(level), self.number());
    }

    /// The mark that waits, unless it is a bullet.
    fn number(&self) -> &str {
        if self.mark == "- " { "" } else { &self.mark }
    }

    /// Forgets the mark if no text came; true if some did.
    pub(super) fn settle_mark(&mut self) -> bool {
        let is_used = self.mark.is_empty();
        self.mark.clear();
        is_used
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text, without spaces at its end.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    /// The text as a file: its last line is ended too.
    pub(super) fn finish_page(self) -> String {
        let mut text = self.finish();
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// A line end in the source is no space between two characters of a script
    /// that has none (CSS Text 3, segment breaks); everything else is one.
    fn push_space(&mut self, run: &str, after: &str) {
        let is_line_end = run.contains(['\n', '\r']);
        let last = self
            .text
            .chars()
            .next_back()
            .filter(|_| self.gap == Gap::None);
        let next = after.chars().next();
        let is_wide = |it: Option<char>| it.is_some_and(is_wide);
        if !(is_line_end && is_wide(last) && is_wide(next)) {
            self.ask(Gap::Space);
        }
    }

    fn push_word(&mut self, word: &str) {
        let mut visible = word.chars().filter(|it| *it == '\t' || !is_invisible(*it));
        if let Some(first) = visible.next() {
            self.fill_gap();
            self.text.push(first);
            self.text.extend(visible);
        }
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(self.gap.as_str());
        }
        self.text.push_str(&self.mark);
        self.mark.clear();
        self.gap = Gap::None;
    }
}

/// The spaces of HTML, and the no-break space that old pages lay out with. The
/// ideographic space is a character like any other.
fn is_collapsible(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{0C}' | '\u{A0}')
}

/// Kana, kanji and full-width forms.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}')
}
