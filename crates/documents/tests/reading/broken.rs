//! Files for workers that are broken or made to hurt. Each yields a text within
//! the limits or an error, and the next file is read as if nothing had been.

use std::path::Path;
use std::time::{Duration, Instant};

use irefuda_documents::Limits;

use super::built::{docx, docx_of_part, pdf, pdf_of_objects, xlsx, zip};
use super::{WORKERS, sample, workers};

/// A worker's processor time and some more, on a machine that is busy.
const SOON: Duration = Duration::from_secs(60);

/// Reads it, then a good file; the texts or reasons.
fn check(name: &str, bytes: &[u8]) -> Vec<String> {
    let start = Instant::now();
    let members = WORKERS.read_bytes(Path::new(name), bytes);
    assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    assert!(!members.is_empty(), "{name}");
    let good = WORKERS.read_bytes(Path::new("a.pdf"), &pdf(&["BT /F1 10 Tf (good) Tj ET"]));
    assert_eq!(
        good[0].document.as_ref().unwrap().text,
        "good\n",
        "after {name}"
    );
    let outcomes = members.into_iter().map(|member| match member.document {
        Ok(document) => document.text,
        Err(error) => error.reason().to_owned(),
    });
    outcomes.collect()
}

const OF_EACH_FORMAT: &[&str] = &[
    "fukui/sabae-ev-lease.pdf",
    "gunma/takasaki-denshi-keiyaku.pdf",
    "tochigi/sano-hinanjo-bichiku.docx",
    "nagasaki/sasebo-doro-daicho.doc",
    "oita/beppu-onsen-roka.xlsx",
    "iwate/morioka-jimu-isu.xls",
    "tottori/yonago-hall-onkyo.zip",
];

#[test]
fn files_that_were_cut_off() {
    for file in OF_EACH_FORMAT {
        let bytes = sample(file);
        for part in [1, 10, 50, 90, 99] {
            check(file, &bytes[..bytes.len() * part / 100]);
        }
    }
}

#[test]
fn noise_behind_a_true_beginning() {
    let mut state = 20_261_122u64;
    let mut noise = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as u8
    };
    for magic in [
        &b"%PDF-1.7\n"[..],
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ] {
        for extension in ["pdf", "zip", "docx", "doc", "xlsx", "xls", "jtd"] {
            let mut bytes = magic.to_vec();
            bytes.extend(std::iter::repeat_with(&mut noise).take(4000));
            check(&format!("a.{extension}"), &bytes);
        }
    }
}

#[test]
fn a_pdf_with_ten_million_operators() {
    let operators = "q Q ".repeat(5_000_000);
    let text = "BT /F1 10 Tf 50 700 Td (end) Tj ET";
    check("a.pdf", &pdf(&[&format!("{operators}{text}")]));
}

#[test]
fn a_pdf_with_far_too_much_text() {
    let text = format!(
        "BT /F1 10 Tf 50 700 Td {} ET",
        "(aaaaaaaaaa) Tj ".repeat(300_000)
    );
    let limits = Limits {
        text_bytes: 100_000,
        ..Limits::default()
    };
    let members = workers(limits).read_bytes(Path::new("a.pdf"), &pdf(&[&text, &text]));
    let document = members[0].document.as_ref().unwrap();
    assert!(document.text.len() <= 100_001);
}

#[test]
fn a_pdf_whose_objects_lead_in_circles() {
    let objects = |pages: &str, page: &str, form: &str| {
        pdf_of_objects(&[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            pages.to_owned(),
            page.to_owned(),
            form.to_owned(),
        ])
    };
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 4 0 R>>";
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 10>>stream\n/X Do /X Do\nendstream";
    check(
        "kids.pdf",
        &objects("<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>", page, form),
    );
    check(
        "form.pdf",
        &objects("<</Type/Pages/Count 1/Kids[3 0 R]>>", page, form),
    );
    check(
        "count.pdf",
        &objects("<</Type/Pages/Count 2147483647/Kids[3 0 R]>>", page, form),
    );
    check(
        "stream.pdf",
        &objects(
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            "<</Length 4 0 R>>stream\nendstream",
        ),
    );
}

#[test]
fn a_pdf_of_arrays_in_arrays() {
    let arrays = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    check(
        "a.pdf",
        &pdf_of_objects(&["<</Type/Catalog/Pages 2 0 R>>".to_owned(), arrays]),
    );
}

#[test]
fn a_pdf_with_fifty_thousand_pages_is_cut() {
    let pages = vec!["BT /F1 10 Tf 50 700 Td (page) Tj ET"; 50_000];
    let members = WORKERS.read_bytes(Path::new("a.pdf"), &pdf(&pages));
    let document = members[0].document.as_ref().unwrap();
    assert_eq!(document.pages.len(), Limits::default().pages);
    assert!(document.warnings[0].contains("はじめの 2000 ページ"));
}

#[test]
fn xml_of_any_depth() {
    for name in ["w:p", "w:tc", "w:tr", "w:tbl", "w:txbxContent", "w:del"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let text = "<w:r><w:t>仕様書</w:t></w:r>";
        let body = format!("{}{text}{}", open.repeat(100_000), close.repeat(100_000));
        let outcome = check("a.docx", &docx(&body));
        let expected = if name == "w:del" {
            "empty"
        } else {
            "仕様書"
        };
        assert_eq!(outcome[0].trim(), expected, "{name}");
        check("a.docx", &docx(&format!("{}{text}", open.repeat(100_000))));
    }
}

#[test]
fn a_billion_laughs() {
    let mut entities = String::from("<!ENTITY a0 'ha'>");
    for level in 1..10 {
        let before = format!("&a{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{level} '{before}'>"));
    }
    let xml = format!(
        "<!DOCTYPE x [{entities}]><w:document><w:body><w:p><w:r><w:t>入札&a9;</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(check("a.docx", &docx_of_part(&xml)), ["入札\n"]);
}

#[test]
fn office_files_that_unpack_to_far_too_much() {
    let limits = Limits {
        unpacked_bytes: 2_000_000,
        ..Limits::default()
    };
    let workers = workers(limits);
    let spaces = vec![b' '; 5_000_000];
    let part = String::from_utf8(spaces.clone()).unwrap();
    let sheet = zip(&[
        ("[Content_Types].xml", b""),
        ("xl/workbook.xml", b"<a/>"),
        ("xl/sharedStrings.xml", &spaces),
    ]);
    for (name, bytes) in [
        ("a.docx", docx(&part)),
        ("a.xlsx", xlsx(&part)),
        ("b.xlsx", sheet),
    ] {
        let members = workers.read_bytes(Path::new(name), &bytes);
        let reason = members[0].document.as_ref().unwrap_err().reason();
        assert_eq!(reason, "too-large-unpacked", "{name}");
    }
}

#[test]
fn a_sheet_with_one_cell_far_away() {
    let far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='A1048576'><v>7</v></c></row>";
    assert_eq!(check("a.xlsx", &xlsx(far)), ["# 公告\n\n7\n"]);
    let wrong = "<row r='99999999999'><c r='ZZZZZZZ1'><v>1</v></c></row>";
    check("a.xlsx", &xlsx(wrong));
}
