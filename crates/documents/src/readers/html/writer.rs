//! The tree becomes text, in one walk.
//!
//! Each open table cell has a flow of its own; when its row ends, the cells
//! are laid out in the flow around the table.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::behaviour::{self, Behaviour};
use super::chrome::Furniture;
use super::flow::{Flow, Gap};
use super::hidden::is_hidden;
use super::walk::{Visitor, walk};
use crate::{Limits, row};

/// Tables within tables beyond this are lines: each level copies its text.
const MAX_TABLES: usize = 8;

/// The text of a page or a part of it.
pub(super) struct Written {
    pub(super) text: String,
    /// Whether there is an h1 or h2 with text.
    pub(super) has_heading: bool,
    /// Whether a limit was reached.
    pub(super) is_cut: bool,
}

/// Writes what is beneath the node, without what is hidden and the furniture.
pub(super) fn write(root: NodeRef<Node>, furniture: &Furniture, limits: &Limits) -> Written {
    let mut writer = Writer::new(root.id(), furniture, limits);
    walk(root, &mut writer);
    Written {
        text: writer.page.finish_page(),
        has_heading: writer.has_heading,
        is_cut: writer.is_cut,
    }
}

struct Writer<'a> {
    root: NodeId,
    furniture: &'a Furniture<'a>,
    page: Flow,
    /// The open cells, outermost first.
    cells: Vec<Flow>,
    /// The finished cells of the open rows, outermost first.
    rows: Vec<Vec<String>>,
    /// The next number of each open list, if it has numbers.
    lists: Vec<Option<i64>>,
    tables: usize,
    headings: usize,
    preformatted: usize,
    has_heading: bool,
    is_cut: bool,
    bytes_left: usize,
    cells_left: usize,
}

impl<'a> Writer<'a> {
    fn new(root: NodeId, furniture: &'a Furniture<'a>, limits: &Limits) -> Self {
        Writer {
            root,
            furniture,
            page: Flow::default(),
            cells: Vec::new(),
            rows: Vec::new(),
            lists: Vec::new(),
            tables: 0,
            headings: 0,
            preformatted: 0,
            has_heading: false,
            is_cut: false,
            bytes_left: limits.text_bytes,
            cells_left: limits.table_cells,
        }
    }

    /// Where text goes now.
    fn flow(&mut self) -> &mut Flow {
        self.cells.last_mut().unwrap_or(&mut self.page)
    }

    fn push(&mut self, text: &str) {
        self.is_cut = text.len() > self.bytes_left;
        self.bytes_left = self.bytes_left.saturating_sub(text.len());
        if self.preformatted > 0 {
            self.flow().push_preformatted(text);
        } else {
            self.flow().push(text);
        }
    }

    fn ask(&mut self, gap: Gap) {
        self.flow().ask(gap);
    }

    /// A heading stays on one line. Blocks do end it: the heading that was not
    /// closed must not swallow the page.
    fn ask_line(&mut self) {
        let gap = if self.headings > 0 {
            Gap::Space
        } else {
            Gap::Line
        };
        self.ask(gap);
    }

    /// Beyond the deepest table that is laid out, rows and cells are lines.
    fn behaviour(&self, element: &Element) -> Behaviour {
        match behaviour::of(element.name()) {
            Behaviour::Row | Behaviour::Cell | Behaviour::Term | Behaviour::Definition
                if self.tables > MAX_TABLES =>
            {
                Behaviour::Line
            }
            behaviour => behaviour,
        }
    }

    fn open(&mut self, node: NodeRef<Node>, element: &Element) {
        match self.behaviour(element) {
            Behaviour::Inline => {}
            Behaviour::Line => self.ask_line(),
            Behaviour::Block => self.ask(Gap::Blank),
            Behaviour::Heading(level) => self.open_heading(level),
            Behaviour::Break if self.headings > 0 => self.ask(Gap::Space),
            Behaviour::Break => self.flow().break_line(),
            Behaviour::Preformatted => {
                self.ask(Gap::Blank);
                self.preformatted += 1;
            }
            Behaviour::OrderedList => self.open_list(Some(start_of(element))),
            Behaviour::List => self.open_list(None),
            Behaviour::Item => self.open_item(),
            Behaviour::Table => {
                self.ask(Gap::Blank);
                self.tables += 1;
            }
            Behaviour::Row => self.rows.push(Vec::new()),
            Behaviour::Cell => self.open_cell(),
            Behaviour::Term => {
                self.rows.push(Vec::new());
                self.open_cell();
            }
            Behaviour::Definition if self.is_beside_term(node) => self.open_cell(),
            Behaviour::Definition => self.ask_line(),
        }
    }

    fn close(&mut self, node: NodeRef<Node>, element: &Element) {
        match behaviour::of(element.name()) {
            Behaviour::Table => self.tables -= 1,
            Behaviour::Preformatted => self.preformatted -= 1,
            _ => {}
        }
        match self.behaviour(element) {
            Behaviour::Inline | Behaviour::Break => {}
            Behaviour::Line => self.ask_line(),
            Behaviour::Block | Behaviour::Preformatted | Behaviour::Table => self.ask(Gap::Blank),
            Behaviour::Heading(level) => self.close_heading(level),
            Behaviour::OrderedList | Behaviour::List => self.close_list(),
            Behaviour::Item => {
                self.flow().settle_mark();
                self.ask(Gap::Line);
            }
            Behaviour::Row => self.close_row(),
            Behaviour::Cell => self.close_cell(),
            Behaviour::Term => {
                self.close_cell();
                if !next_element(node).is_some_and(|next| self.is_beside_term(next)) {
                    self.close_row();
                }
            }
            Behaviour::Definition if self.is_beside_term(node) => {
                self.close_cell();
                self.close_row();
            }
            Behaviour::Definition => self.ask_line(),
        }
    }

    /// Whether it is the definition right behind its term: both are a row, as in
    /// a table of two columns.
    fn is_beside_term(&self, node: NodeRef<Node>) -> bool {
        let mut before = node.prev_siblings();
        let before = before.find(|sibling| sibling.value().is_element());
        is(node, "dd")
            && before.is_some_and(|before| is(before, "dt") && !self.leaves_out(before))
            && !self.leaves_out(node)
    }

    fn leaves_out(&self, node: NodeRef<Node>) -> bool {
        // The root was chosen as the main part, whatever its class says.
        is_hidden(node) || node.id() != self.root && self.furniture.includes(node)
    }

    fn open_heading(&mut self, level: usize) {
        self.ask(Gap::Blank);
        if self.headings == 0 {
            self.flow().mark_heading(level);
        }
        self.headings += 1;
    }

    fn close_heading(&mut self, level: usize) {
        self.headings -= 1;
        if self.headings == 0 && self.flow().settle_mark() && level <= 2 {
            self.has_heading = true;
        }
        self.ask(Gap::Blank);
    }

    /// A list within a list goes on line by line.
    fn open_list(&mut self, number: Option<i64>) {
        let gap = if self.lists.is_empty() {
            Gap::Blank
        } else {
            Gap::Line
        };
        self.ask(gap);
        self.lists.push(number);
    }

    fn close_list(&mut self) {
        self.lists.pop();
        let gap = if self.lists.is_empty() {
            Gap::Blank
        } else {
            Gap::Line
        };
        self.ask(gap);
    }

    fn open_item(&mut self) {
        self.ask(Gap::Line);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
        self.flow().mark_item(&mark);
    }

    fn open_cell(&mut self) {
        if self.cells_left == 0 {
            self.is_cut = true;
        }
        self.cells_left = self.cells_left.saturating_sub(1);
        self.cells.push(Flow::default());
    }

    fn close_cell(&mut self) {
        let text = self.cells.pop().unwrap_or_default().finish();
        match self.rows.last_mut() {
            Some(row) => row.push(text),
            None => self.push_row(&text),
        }
    }

    fn close_row(&mut self) {
        let cells = self.rows.pop().unwrap_or_default();
        self.push_row(&row::lay_out(&cells));
    }

    fn push_row(&mut self, row: &str) {
        self.ask(Gap::Line);
        self.flow().push_laid_out(row);
        self.ask(Gap::Line);
    }
}

fn is(node: NodeRef<Node>, name: &str) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| element.name() == name)
}

fn next_element(node: NodeRef<Node>) -> Option<NodeRef<Node>> {
    let mut after = node.next_siblings();
    after.find(|sibling| sibling.value().is_element())
}

fn start_of(list: &Element) -> i64 {
    let start = list.attr("start");
    start.and_then(|it| it.trim().parse().ok()).unwrap_or(1)
}

impl Visitor for Writer<'_> {
    fn enter(&mut self, node: NodeRef<Node>) -> bool {
        if self.is_cut || self.leaves_out(node) {
            return false;
        }
        match node.value() {
            Node::Text(text) => self.push(text),
            Node::Element(element) => self.open(node, element),
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: NodeRef<Node>) {
        if let Node::Element(element) = node.value() {
            self.close(node, element);
        }
    }
}
