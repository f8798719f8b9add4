//! How much visible text each element holds, and how much of it are links.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::hidden::is_hidden;
use super::walk::{Visitor, walk};

/// Visible characters, without spaces.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) characters: usize,
    pub(super) in_links: usize,
}

/// The sizes of all visible elements of a page.
pub(super) struct Sizes {
    by_element: HashMap<NodeId, Size>,
    /// The sizes at the start tags of the elements that are open.
    open: Vec<Size>,
    total: Size,
    open_links: usize,
}

impl Sizes {
    pub(super) fn of(page: &Html) -> Self {
        let mut sizes = Sizes {
            by_element: HashMap::new(),
            open: Vec::new(),
            total: Size::default(),
            open_links: 0,
        };
        walk(page.tree.root(), &mut sizes);
        sizes
    }

    /// The size of one element; nothing if it is hidden.
    pub(super) fn size(&self, node: NodeRef<Node>) -> Size {
        self.by_element.get(&node.id()).copied().unwrap_or_default()
    }

    /// The size of the whole page.
    pub(super) fn whole(&self) -> Size {
        self.total
    }
}

/// Characters without spaces, so that the layout of a text does not count.
pub(super) fn visible_characters(text: &str) -> usize {
    text.chars().filter(|it| !it.is_whitespace()).count()
}

fn is_link(node: NodeRef<Node>) -> bool {
    node.value().as_element().is_some_and(|it| it.name() == "a")
}

impl Visitor for Sizes {
    fn enter(&mut self, node: NodeRef<Node>) -> bool {
        if is_hidden(node) {
            return false;
        }
        if let Some(text) = node.value().as_text() {
            let characters = visible_characters(text);
            self.total.characters += characters;
            if self.open_links > 0 {
                self.total.in_links += characters;
            }
        }
        self.open_links += usize::from(is_link(node));
        self.open.push(self.total);
        true
    }

    fn leave(&mut self, node: NodeRef<Node>) {
        self.open_links -= usize::from(is_link(node));
        let before = self.open.pop().unwrap_or_default();
        let size = Size {
            characters: self.total.characters - before.characters,
            in_links: self.total.in_links - before.in_links,
        };
        if node.value().is_element() {
            self.by_element.insert(node.id(), size);
        }
    }
}
