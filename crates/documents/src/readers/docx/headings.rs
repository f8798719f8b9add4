//! Which paragraph styles are headings: `styles.xml` knows them by number.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::part::attribute;

/// Levels (1 to 9) by the id of the style.
#[derive(Default)]
pub(super) struct Headings(HashMap<String, usize>);

impl Headings {
    /// Of damaged styles, those before the damage.
    pub(super) fn of(styles: &[u8]) -> Self {
        let mut levels = HashMap::new();
        let text = String::from_utf8_lossy(styles);
        let mut reader = Reader::from_str(&text);
        let mut style = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(start) if is(&start, "w:style") => {
                    style = attribute(&start, "w:styleId");
                }
                Event::Start(start) | Event::Empty(start) if is(&start, "w:name") => {
                    let level = attribute(&start, "w:val").and_then(|name| level(&name));
                    if let (Some(style), Some(level)) = (&style, level) {
                        levels.insert(style.clone(), level);
                    }
                }
                _ => {}
            }
        }
        Headings(levels)
    }

    pub(super) fn level(&self, style: &str) -> Option<usize> {
        self.0.get(style).copied()
    }
}

fn is(start: &BytesStart, name: &str) -> bool {
    start.name().as_ref() == name
}

/// The built-in names are English in every language's Word.
fn level(name: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
