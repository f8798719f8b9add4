//! The part of a page that its author marked as the main one, and its title.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::measure::{Size, Sizes, visible_characters};
use super::words::words;

/// Ids and classes of the main part in the pages of municipalities, with their
/// words written together.
const NAMES: &[&str] = &[
    "article",
    "content",
    "contents",
    "honbun",
    "main",
    "mainarea",
    "maincontent",
    "maincontents",
    "tmpcontents",
];

/// A `<main>` of this size is believed, however large the furniture is.
const SUBSTANTIAL: usize = 200;

/// The main part, or the whole page where none is marked.
pub(super) fn find<'a>(page: &'a Html, sizes: &Sizes) -> NodeRef<'a, Node> {
    let largest = |is_it: fn(&Element) -> bool| {
        let elements = page.tree.nodes();
        let found = elements.filter(|node| node.value().as_element().is_some_and(is_it));
        found.max_by_key(|node| sizes.size(*node).characters)
    };
    let whole = sizes.whole();
    let is_believed = |node: &NodeRef<Node>| {
        let size = sizes.size(*node);
        size.characters >= SUBSTANTIAL || is_most(size, whole)
    };
    let main = largest(is_main).filter(is_believed);
    let named = || largest(is_named_main).filter(|node| is_most(sizes.size(*node), whole));
    main.or_else(named).unwrap_or_else(|| page.tree.root())
}

/// Two thirds; links are left out, for a large menu can outweigh a notice.
fn is_most(part: Size, whole: Size) -> bool {
    let plain = |size: Size| size.characters - size.in_links;
    plain(part) > 0 && plain(part) * 3 >= plain(whole) * 2
}

fn is_main(element: &Element) -> bool {
    element.name() == "main" || element.attr("role") == Some("main")
}

/// By name it is a guess: only an element with most of the text is taken.
fn is_named_main(element: &Element) -> bool {
    let id = element.attr("id").into_iter();
    let classes = element.attr("class").unwrap_or_default();
    let mut names = id.chain(classes.split_ascii_whitespace());
    let is_block = matches!(element.name(), "div" | "section" | "td" | "article");
    let is_article = element.name() == "article";
    is_article || is_block && names.any(|name| NAMES.contains(&words(name).concat().as_str()))
}

/// The text of `<title>` on one line.
pub(super) fn title(page: &Html) -> String {
    let is_title = |node: &NodeRef<Node>| {
        let element = node.value().as_element();
        element.is_some_and(|it| it.name() == "title" && it.name.ns.ends_with("xhtml"))
    };
    let Some(title) = page.tree.nodes().find(is_title) else {
        return String::new();
    };
    let texts = title.children().filter_map(|it| it.value().as_text());
    let text: String = texts.map(|text| &**text).collect();
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let title = words.join(" ");
    if visible_characters(&title) == 0 {
        return String::new();
    }
    title
}
