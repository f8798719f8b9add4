//! What an element does to the layout of the text.

/// What an element does to the layout of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behaviour {
    /// Nothing: its text runs on in the line.
    Inline,
    /// It begins and ends a line.
    Line,
    /// It stands between blank lines.
    Block,
    /// A heading of this level.
    Heading(usize),
    /// It ends a line and has no content.
    Break,
    Preformatted,
    OrderedList,
    List,
    Item,
    Table,
    Row,
    Cell,
    /// A term of a list of definitions: with the definition behind it, a row.
    Term,
    Definition,
}

/// Elements that begin and end a line.
const LINES: &[&str] = &[
    "address",
    "body",
    "center",
    "details",
    "dir",
    "div",
    "figcaption",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "nav",
    "summary",
    "tbody",
    "tfoot",
    "thead",
];

/// Elements that stand between blank lines.
const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "fieldset",
    "figure",
    "hgroup",
    "hr",
    "main",
    "p",
    "search",
    "section",
];

pub(super) fn of(element: &str) -> Behaviour {
    match element {
        "h1" => Behaviour::Heading(1),
        "h2" => Behaviour::Heading(2),
        "h3" => Behaviour::Heading(3),
        "h4" => Behaviour::Heading(4),
        "h5" => Behaviour::Heading(5),
        "h6" => Behaviour::Heading(6),
        "br" => Behaviour::Break,
        "pre" | "listing" | "xmp" | "plaintext" => Behaviour::Preformatted,
        "ol" => Behaviour::OrderedList,
        "ul" | "menu" => Behaviour::List,
        "li" => Behaviour::Item,
        "table" | "dl" => Behaviour::Table,
        "caption" => Behaviour::Line,
        "tr" => Behaviour::Row,
        "td" | "th" => Behaviour::Cell,
        "dt" => Behaviour::Term,
        "dd" => Behaviour::Definition,
        name if LINES.contains(&name) => Behaviour::Line,
        name if BLOCKS.contains(&name) => Behaviour::Block,
        _ => Behaviour::Inline,
    }
}
