//! Small files of each format, made here so that they can be wrong in any way.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP of these files, compressed.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file with this body.
pub(super) fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='x'><w:body>{body}</w:body></w:document>"
    );
    docx_of_part(&xml)
}

pub(super) fn docx_of_part(xml: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", xml.as_bytes()),
    ])
}

/// An Excel file with one sheet of these rows.
pub(super) fn xlsx(rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{LINKS}'><sheets><sheet name='公告' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let links = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='r1' Type='{LINKS}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let root = links("officeDocument", "xl/workbook.xml");
    let links = links("worksheet", "worksheets/sheet1.xml");
    let sheet = format!("<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A PDF with a page for each content, in Helvetica as F1.
pub(super) fn pdf(contents: &[&str]) -> Vec<u8> {
    let numbers = (0..contents.len()).map(|page| 4 + 2 * page);
    let kids: String = numbers.map(|number| format!("{number} 0 R ")).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    for content in contents {
        let stream = objects.len() + 2;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {stream} 0 R>>"
        ));
        let length = content.len();
        objects.push(format!("<</Length {length}>>stream\n{content}\nendstream"));
    }
    pdf_of_objects(&objects)
}

/// A PDF of these objects, numbered from 1; the first is its catalog.
pub(super) fn pdf_of_objects(objects: &[String]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let table = pdf.len();
    let size = objects.len() + 1;
    write!(pdf, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    write!(
        pdf,
        "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    )
    .unwrap();
    pdf
}
