//! One part of a Word file becomes text, in one pass over its events.
//!
//! Nothing here calls itself: a part may nest a hundred thousand deep.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::headings::Headings;
use crate::row;

/// What is in the file and not on the page: deleted and moved text, the second
/// version of a picture or text box, readings above characters, field codes.
/// Properties are looked into only for the style.
const SKIPPED: &[&str] = &[
    "mc:Fallback",
    "w:del",
    "w:moveFrom",
    "w:rt",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:tabs",
    "w:rPr",
    "w:sectPr",
];

/// Cells and text boxes within one another beyond this are lines: each level
/// copies its text.
const MAX_FLOWS: usize = 32;

/// A part as text, and what went wrong.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) warning: Option<String>,
}

/// Writes down a part; of a damaged one, what stands before the damage.
pub(super) fn text(xml: &[u8], headings: &Headings, limit: usize) -> Written {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    let mut writer = Writer::new(headings);
    let mut warning = None;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => writer.take(&event),
            Err(error) => {
                warning = Some(format!("a part of the file is damaged: {error}"));
                break;
            }
        }
        if writer.written > limit {
            warning = Some("the text is over the limit and was cut off".to_owned());
            break;
        }
    }
    Written {
        text: writer.finish(),
        warning,
    }
}

/// An attribute's value as it is written: names need no escapes.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.value.into_owned())
}

struct Writer<'a> {
    headings: &'a Headings,
    /// How deep in something skipped; zero outside.
    skipping: usize,
    in_text: bool,
    /// The open cells and text boxes, innermost last; the body first.
    flows: Vec<Flow>,
    /// How many cells and text boxes are open beyond the deepest flow.
    beyond: usize,
    /// The finished cells of the open rows, innermost last.
    rows: Vec<Vec<String>>,
    written: usize,
}

/// Text that is laid out by itself.
#[derive(Default)]
struct Flow {
    text: String,
    /// Text boxes that hang on the open paragraph: they follow it.
    boxes: String,
    level: usize,
}

impl<'a> Writer<'a> {
    fn new(headings: &'a Headings) -> Self {
        Writer {
            headings,
            skipping: 0,
            in_text: false,
            flows: vec![Flow::default()],
            beyond: 0,
            rows: Vec::new(),
            written: 0,
        }
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Start(start) => self.open(start),
            Event::Empty(start) if self.skipping == 0 => self.empty(start),
            Event::End(end) => self.close(end.name().as_ref()),
            Event::Text(text) if self.in_text => self.push(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.push(text),
            Event::GeneralRef(entity) if self.in_text => self.push_entity(entity),
            _ => {}
        }
    }

    fn open(&mut self, start: &BytesStart) {
        let name = start.name();
        let name = name.as_ref();
        if self.skipping > 0 || SKIPPED.contains(&name) {
            self.skipping += 1;
            return;
        }
        match name {
            "w:t" => self.in_text = true,
            "w:tr" => self.rows.push(Vec::new()),
            "w:tc" | "w:txbxContent" if self.flows.len() > MAX_FLOWS => self.beyond += 1,
            "w:tc" | "w:txbxContent" => self.flows.push(Flow::default()),
            _ => self.empty(start),
        }
    }

    /// What stands for something by being there.
    fn empty(&mut self, start: &BytesStart) {
        match start.name().as_ref() {
            "w:tab" | "w:ptab" => self.push("\t"),
            "w:br" | "w:cr" => self.push("\n"),
            "w:noBreakHyphen" => self.push("-"),
            "w:pStyle" => {
                let style = attribute(start, "w:val").unwrap_or_default();
                let level = self.headings.level(&style).unwrap_or_default();
                self.flow().level = level;
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "w:t" => self.in_text = false,
            "w:p" => self.flow().end_paragraph(),
            "w:tc" | "w:txbxContent" if self.beyond > 0 => {
                self.beyond -= 1;
                self.flow().end_paragraph();
            }
            "w:tc" => self.close_cell(),
            "w:tr" => self.close_row(),
            "w:txbxContent" => {
                let text = self.close_flow();
                self.flow().boxes.push_str(&text);
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.written += text.len();
        let flow = self.flow();
        if flow.level > 0 && !text.trim().is_empty() {
            flow.text.push_str(&"#".repeat(flow.level));
            flow.text.push(' ');
            flow.level = 0;
        }
        flow.text.push_str(text);
    }

    /// `&amp;` and `&#x3042;`; entities that a file defines itself are not known.
    fn push_entity(&mut self, entity: &BytesRef) {
        if let Ok(Some(character)) = entity.resolve_char_ref() {
            self.push(character.encode_utf8(&mut [0; 4]));
        } else if let Some(text) = quick_xml::escape::resolve_xml_entity(entity) {
            self.push(text);
        }
    }

    fn close_cell(&mut self) {
        let text = self.close_flow().trim().to_owned();
        match self.rows.last_mut() {
            Some(row) => row.push(text),
            None => self.flow().push_line(&text),
        }
    }

    fn close_row(&mut self) {
        let cells = self.rows.pop().unwrap_or_default();
        self.flow().push_line(&row::lay_out(&cells));
    }

    fn close_flow(&mut self) -> String {
        let mut flow = match self.flows.len() {
            1 => return String::new(),
            _ => self.flows.pop().unwrap_or_default(),
        };
        flow.end();
        flow.text
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// Closes what a damaged part left open.
    fn finish(mut self) -> String {
        while self.flows.len() > 1 {
            self.close_cell();
        }
        while !self.rows.is_empty() {
            self.close_row();
        }
        self.flow().end();
        std::mem::take(&mut self.flow().text)
    }
}

impl Flow {
    /// An empty paragraph is a blank line.
    fn end_paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.end();
    }

    fn end(&mut self) {
        self.level = 0;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let boxes = std::mem::take(&mut self.boxes);
        self.text.push_str(&boxes);
    }

    fn push_line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
}
