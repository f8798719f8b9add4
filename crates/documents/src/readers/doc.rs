//! Word 97 to 2003.
//!
//! The library's own text output lets deleted text through, so its model is
//! written down here.

use undoc::doc::DocParser;
use undoc::model::RevisionType;
use undoc::{Block, Cell, Paragraph, Table};

use super::{Reader, Reading, compound};
use crate::sample::Sample;
use crate::tidy::tidy;
use crate::{Error, Format, Limits, row};

pub(super) const READER: Reader = Reader {
    format: Format::Doc,
    extensions: &["doc", "dot"],
    recognises,
    read,
};

/// New Office files with a password are compound files, too.
fn recognises(sample: &Sample) -> bool {
    compound::has_stream(sample.bytes, &["WordDocument", compound::ENCRYPTED])
}

fn read(bytes: &[u8], _: &Limits) -> Result<Reading, Error> {
    if compound::has_stream(bytes, &[compound::ENCRYPTED]) {
        return Err(Error::Encrypted);
    }
    let mut parser = DocParser::from_bytes(bytes.to_vec()).map_err(from_undoc)?;
    let document = parser.parse().map_err(from_undoc)?;
    let mut text = String::new();
    for section in &document.sections {
        push_paragraphs(&mut text, section.header.as_deref());
        for block in &section.content {
            push_block(&mut text, block);
        }
        push_paragraphs(&mut text, section.footer.as_deref());
    }
    Ok(Reading {
        text: tidy(&text),
        ..Reading::default()
    })
}

fn from_undoc(error: undoc::Error) -> Error {
    match error {
        undoc::Error::Encrypted => Error::Encrypted,
        other => Error::damaged(other),
    }
}

fn push_block(text: &mut String, block: &Block) {
    match block {
        Block::Paragraph(paragraph) => push_paragraph(text, paragraph),
        Block::Table(table) => push_table(text, table),
        Block::Note { content, .. } => push_paragraphs(text, Some(content)),
        Block::PageBreak | Block::SectionBreak => text.push('\n'),
        Block::Image { .. } => {}
    }
}

fn push_paragraphs(text: &mut String, paragraphs: Option<&[Paragraph]>) {
    for paragraph in paragraphs.unwrap_or_default() {
        push_paragraph(text, paragraph);
    }
}

fn push_paragraph(text: &mut String, paragraph: &Paragraph) {
    if paragraph.heading.is_heading() {
        let marks = usize::from(paragraph.heading.level());
        text.push_str(&"#".repeat(marks));
        text.push(' ');
    }
    text.push_str(&words(paragraph));
    text.push('\n');
}

fn words(paragraph: &Paragraph) -> String {
    let kept = |run: &&undoc::TextRun| run.revision != RevisionType::Deleted;
    let mut words = String::new();
    for run in paragraph.runs.iter().filter(kept) {
        words.push_str(&run.text);
        if run.line_break || run.page_break {
            words.push('\n');
        }
    }
    words
}

fn push_table(text: &mut String, table: &Table) {
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(cell_text).collect();
        text.push_str(&row::lay_out(&cells));
        text.push('\n');
    }
}

fn cell_text(cell: &Cell) -> String {
    let mut text = String::new();
    push_paragraphs(&mut text, Some(&cell.content));
    for table in &cell.nested_tables {
        push_table(&mut text, table);
    }
    text.trim().to_owned()
}
