//! What a visitor does not see, or cannot read as text.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// Elements whose content is not text: programs, pictures, form controls, and
/// the readings over kanji, which would stand in the middle of a word.
const NOT_TEXT: &[&str] = &[
    "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input",
    "noembed", "noframes", "noscript", "object", "option", "rp", "rt", "rtc", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];

pub(super) fn is_hidden(node: NodeRef<Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let is_not_text = NOT_TEXT.contains(&element.name()) && !is_button_in_heading(node, element);
    is_not_text || is_hidden_by_attribute(element)
}

/// Folding sections have their heading's words on a button.
fn is_button_in_heading(node: NodeRef<Node>, element: &Element) -> bool {
    let parent = node.parent().and_then(|parent| parent.value().as_element());
    let in_heading = |it: &Element| matches!(it.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    element.name() == "button" && parent.is_some_and(in_heading)
}

fn is_hidden_by_attribute(element: &Element) -> bool {
    let is_aria_hidden = element.attr("aria-hidden") == Some("true");
    element.attr("hidden").is_some()
        || is_aria_hidden
        || element.attr("style").is_some_and(is_hiding_style)
}

fn is_hiding_style(style: &str) -> bool {
    let mut style = style.to_ascii_lowercase();
    style.retain(|it| !it.is_ascii_whitespace());
    let mut declarations = style.split(';');
    declarations.any(|it| it.starts_with("display:none") || it.starts_with("visibility:hidden"))
}
