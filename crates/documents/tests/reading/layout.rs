//! How characters on a page and runs in a Word file become lines.

use super::built::{docx, pdf, xlsx};
use super::read_by_worker;

#[test]
fn drawn_characters_become_lines() {
    for (drawn, text) in [
        ("BT /F1 10 Tf 50 700 Td (one line) Tj ET", "one line\n"),
        (
            "BT /F1 10 Tf 50 700 Td (one) Tj 0 -14 Td (two) Tj ET",
            "one\ntwo\n",
        ),
        // Words without spaces between them, as TeX writes them.
        (
            "BT /F1 10 Tf 50 700 Td [(two) -300 (words)] TJ ET",
            "two words\n",
        ),
        ("BT /F1 10 Tf 50 700 Td [(ker) -50 (ned)] TJ ET", "kerned\n"),
        (
            "BT /F1 10 Tf 50 700 Td (cell) Tj 100 0 Td (cell) Tj ET",
            "cell\tcell\n",
        ),
        // A rule between two cells that are near each other.
        (
            "24.5 690 m 24.5 720 l 70.5 690 m 70.5 720 l S BT /F1 10 Tf 50 700 Td (cell) Tj 24 0 Td (next) Tj ET",
            "cell\tnext\n",
        ),
        // A full line of a cell goes on in the next, the next row does not.
        (
            "48 670 m 48 720 l 100 670 m 100 720 l S 48 680 m 100 680 l S \
             BT /F1 10 Tf 50 705 Td (a full line) Tj 0 -12 Td (goes on) Tj 0 -20 Td (row) Tj ET",
            "a full line goes on\nrow\n",
        ),
        // The underline of a word is no rule between cells.
        (
            "50 698 m 90 698 l S BT /F1 10 Tf 50 700 Td (un) Tj (der) Tj ET",
            "under\n",
        ),
        // Bold, drawn twice.
        (
            "BT /F1 10 Tf 50 700 Td (bold) Tj ET BT /F1 10 Tf 50.3 700 Td (bold) Tj ET",
            "bold\n",
        ),
        ("BT /F1 10 Tf 2 Tr 50 700 Td (outlined) Tj ET", "outlined\n"),
        // A page on its side.
        ("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (up) Tj ET", "up\n"),
        (
            "BT /F1 10 Tf 3 Tr 50 700 Td (invisible) Tj ET",
            "invisible\n",
        ),
    ] {
        let document = read_by_worker("a.pdf", &pdf(&[drawn])).unwrap();
        assert_eq!(document.text, text, "{drawn}");
    }
}

#[test]
fn text_behind_a_picture_comes_from_ocr() {
    let picture = "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI";
    for (mode, ocr) in [(3, true), (0, false)] {
        let page = format!("{picture} BT /F1 10 Tf {mode} Tr 50 700 Td (scanned) Tj ET");
        let document = read_by_worker("a.pdf", &pdf(&[&page])).unwrap();
        assert_eq!((document.text.as_str(), document.ocr), ("scanned\n", ocr));
    }
}

#[test]
fn page_numbers_are_dropped_from_three_pages_on() {
    let page = |number: usize| {
        format!(
            "BT /F1 10 Tf 50 800 Td (Title) Tj 0 -40 Td (begins {} here) Tj 0 -600 Td (- {number} -) Tj ET",
            ["one", "two", "three"][number - 1]
        )
    };
    let pages: Vec<String> = (1..=3).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let document = read_by_worker("a.pdf", &pdf(&pages)).unwrap();
    assert_eq!(
        document.text,
        "Title\nbegins one here\nbegins two here\nbegins three here\n"
    );
    assert_eq!(document.pages, [0, 22, 38]);

    let document = read_by_worker("a.pdf", &pdf(&pages[..2])).unwrap();
    assert!(document.text.contains("- 2 -"), "two may be an accident");
}

#[test]
fn word_says_what_is_on_the_page() {
    let paragraph = |runs: &str| format!("<w:p>{runs}</w:p>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    for (body, text) in [
        (paragraph(&run("入札 &amp; &#x516C;告")), "入札 & 公告\n"),
        (
            paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"),
            "a\tb\nc\n",
        ),
        (
            paragraph(
                "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>",
            ),
            "a\n",
        ),
        (
            paragraph(&format!(
                "{}<w:del>{}</w:del>{}",
                run("a"),
                run("b"),
                run("c")
            )),
            "ac\n",
        ),
        (
            paragraph(&format!("{}<w:ins>{}</w:ins>", run("a"), run("b"))),
            "ab\n",
        ),
        (
            paragraph(
                "<w:ruby><w:rt><w:r><w:t>さつ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>札</w:t></w:r></w:rubyBase></w:ruby>",
            ),
            "札\n",
        ),
        (
            paragraph("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>"),
            "a\n",
        ),
        (
            format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
                paragraph(&run("a")),
                paragraph(&run("b")),
                paragraph(&run("c"))
            ),
            "a\tb c\n",
        ),
        (
            paragraph("<w:r><w:instrText>PAGE</w:instrText><w:t>a</w:t></w:r>"),
            "a\n",
        ),
    ] {
        let document = read_by_worker("a.docx", &docx(&body)).unwrap();
        assert_eq!(document.text, text, "{body}");
    }
}

#[test]
fn cells_are_written_as_people_write_them() {
    let row = "<row r='1'><c r='A1'><v>1500</v></c><c r='B1'><v>0.30000000000000004</v></c>\
               <c r='C1' t='str'><v>件名</v></c><c r='D1' t='b'><v>1</v></c>\
               <c r='E1' t='e'><v>#REF!</v></c><c r='F1'><f>A1*2</f></c></row>";
    let far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='A1048576'><v>7</v></c></row>";
    let document = read_by_worker("a.xlsx", &xlsx(&format!("{row}{far}"))).unwrap();
    assert_eq!(document.text, "# 公告\n\n1500\t0.3\t件名\tTRUE\n\n7\n");
}
