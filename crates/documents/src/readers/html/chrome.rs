//! A page's furniture: menus, breadcrumbs, headers, footers, asides, share buttons.
//!
//! Told by the element, by its ARIA role, or by the words in its class and id.
//! Words count as a whole: `table-header` and `search-result` are content,
//! `global-header` and `searchBox` are not. And a guess by words is not
//! believed of an element that holds most of the page's text, unless that text
//! is links.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::measure::Sizes;
use super::words::words;

/// Roles of furniture.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search"];

/// Words that name furniture and nothing else; those of two parts are also
/// found when written apart (`topic-path`).
const TELLING: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "crumb",
    "crumbs",
    "enquete",
    "footernav",
    "gmenu",
    "gnav",
    "gnavi",
    "globalmenu",
    "globalnav",
    "globalnavi",
    "headernav",
    "lnav",
    "lnavi",
    "localmenu",
    "localnav",
    "localnavi",
    "mainmenu",
    "mainnav",
    "mainnavi",
    "navbar",
    "pagenav",
    "pagetop",
    "pankuzu",
    "sidebar",
    "sidemenu",
    "sidenav",
    "sidenavi",
    "skiplink",
    "skiplinks",
    "skipnav",
    "snav",
    "snavi",
    "sns",
    "topicpath",
];

/// Words that name furniture when they stand alone or among [`SETTING`].
const TELLING_ALONE: &[&str] = &[
    "copyright",
    "foot",
    "footer",
    "ft",
    "hd",
    "header",
    "menu",
    "nav",
    "navi",
    "navigation",
    "pan",
    "path",
    "search",
    "share",
    "side",
    "skip",
];

/// Words that say where furniture stands or how it looks.
const SETTING: &[&str] = &[
    "area", "bar", "block", "bottom", "box", "btn", "button", "buttons", "common", "fixed", "form",
    "g", "global", "inner", "l", "layout", "left", "link", "links", "list", "local", "lower",
    "nav", "navi", "outer", "pc", "right", "s", "site", "sp", "sub", "tmp", "top", "upper", "wrap",
    "wrapper",
];

/// Elements that a stylesheet's words can be about without meaning furniture:
/// the whole page, its main part, headings, parts of tables.
const NEVER: &[&str] = &[
    "html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "th", "td", "dt", "dd",
];

/// Decides what is furniture, if anything is to be.
pub(super) struct Furniture<'a> {
    sizes: Option<&'a Sizes>,
}

impl<'a> Furniture<'a> {
    /// Furniture is dropped.
    pub(super) fn dropped(sizes: &'a Sizes) -> Self {
        Furniture { sizes: Some(sizes) }
    }

    /// Furniture is kept: nothing is taken for it.
    pub(super) fn kept() -> Self {
        Furniture { sizes: None }
    }

    pub(super) fn includes(&self, node: NodeRef<Node>) -> bool {
        let (Some(sizes), Some(element)) = (self.sizes, node.value().as_element()) else {
            return false;
        };
        if NEVER.contains(&element.name()) {
            return false;
        }
        is_by_element(node, element) || is_named_so(element) && is_small_or_links(node, sizes)
    }
}

fn is_by_element(node: NodeRef<Node>, element: &Element) -> bool {
    let is_by_role = element.attr("role").is_some_and(|it| ROLES.contains(&it));
    let is_by_name = match element.name() {
        "nav" | "search" => true,
        "header" | "footer" | "aside" => !is_within_content(node),
        _ => false,
    };
    is_by_role || is_by_name
}

/// A header of an article is a heading of the content; beside the article an
/// aside is the news of the day, with dates that are not the notice's.
fn is_within_content(node: NodeRef<Node>) -> bool {
    let names = |it: &Element| matches!(it.name(), "main" | "article" | "section");
    let mut ancestors = node.ancestors();
    ancestors.any(|ancestor| ancestor.value().as_element().is_some_and(names))
}

fn is_named_so(element: &Element) -> bool {
    let id = element.attr("id").into_iter();
    let classes = element.attr("class").unwrap_or_default();
    let mut names = id.chain(classes.split_ascii_whitespace());
    names.any(is_name_of_furniture)
}

fn is_name_of_furniture(name: &str) -> bool {
    let words = words(name);
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    if words.iter().any(|word| is(TELLING, word)) {
        return true;
    }
    if words.windows(2).any(|pair| is(TELLING, &pair.concat())) {
        return true;
    }
    let is_alone = |word: &String| is(TELLING_ALONE, word) || is(SETTING, word);
    words.iter().any(|word| is(TELLING_ALONE, word)) && words.iter().all(is_alone)
}

fn is_small_or_links(node: NodeRef<Node>, sizes: &Sizes) -> bool {
    let size = sizes.size(node);
    let is_small = size.characters * 2 <= sizes.whole().characters;
    let is_links = size.in_links * 10 >= size.characters * 7;
    is_small || is_links
}
