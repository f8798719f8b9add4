//! The samples of every format against the texts that they were made from.

use std::fs;
use std::path::Path;

use irefuda_documents::{Document, Format, Limits, tools};

use super::built::pdf;
use super::{read_by_worker, read_members, sample, workers};

/// A sample, the member in it, what it is, the text in `samples/`, its pages.
const SAMPLES: &[(&str, &str, Format, &str, usize)] = &[
    (
        "toyama/takaoka-gaito-led.pdf",
        "",
        Format::Pdf,
        "takaoka-gaito-led",
        2,
    ),
    (
        "fukui/sabae-ev-lease.pdf",
        "",
        Format::Pdf,
        "sabae-ev-lease",
        1,
    ),
    (
        "wakayama/hashimoto-poster-keijiba.pdf",
        "",
        Format::Pdf,
        "hashimoto-poster-keijiba",
        2,
    ),
    (
        "gunma/takasaki-denshi-keiyaku.pdf",
        "",
        Format::Pdf,
        "takasaki-denshi-keiyaku",
        1,
    ),
    (
        "shiga/otsu-suido-ryokin-proposal.pdf",
        "",
        Format::Pdf,
        "otsu-suido-ryokin",
        6,
    ),
    (
        "yamanashi/kofu-tokutei-kenshin-proposal.pdf",
        "",
        Format::Pdf,
        "kofu-tokutei-kenshin",
        2,
    ),
    (
        "tochigi/sano-hinanjo-bichiku.docx",
        "",
        Format::Docx,
        "sano-hinanjo-bichiku",
        0,
    ),
    (
        "nagasaki/sasebo-doro-daicho.doc",
        "",
        Format::Doc,
        "sasebo-doro-daicho",
        0,
    ),
    (
        "oita/beppu-onsen-roka.xlsx",
        "",
        Format::Xlsx,
        "beppu-onsen-roka",
        0,
    ),
    (
        "iwate/morioka-jimu-isu.xls",
        "",
        Format::Xls,
        "morioka-jimu-isu",
        0,
    ),
    (
        "miyazaki/nobeoka-shogai-system.zip",
        "入札公告.pdf",
        Format::Pdf,
        "nobeoka-shogai-system",
        1,
    ),
    (
        "miyazaki/nobeoka-shogai-system.zip",
        "仕様書（別表あり）.docx",
        Format::Docx,
        "nobeoka-shiyosho",
        0,
    ),
    (
        "tottori/yonago-hall-onkyo.zip",
        "入札公告.docx",
        Format::Docx,
        "yonago-shiminkaikan-onkyo",
        0,
    ),
    (
        "tottori/yonago-hall-onkyo.zip",
        "設計図書.zip/特記仕様書.pdf",
        Format::Pdf,
        "yonago-tokki-shiyosho",
        1,
    ),
    (
        "tottori/yonago-hall-onkyo.zip",
        "設計図書.zip/数量内訳書.xlsx",
        Format::Xlsx,
        "yonago-suryo-uchiwake",
        0,
    ),
];

#[test]
fn samples_say_what_they_were_made_from() {
    for (file, member, format, text, pages) in SAMPLES {
        let document = read(file, member);
        let shown = format!("{file} {member}");
        assert_eq!(document.format, *format, "{shown}");
        assert_eq!(document.pages.len(), *pages, "{shown}");
        assert!(!document.ocr, "{shown}");
        check_in_order(&document.text, text, &shown);
    }
}

/// Every line and every cell, in order and to the last character; line breaks
/// and the width of spaces are the layout's.
fn check_in_order(read: &str, text: &str, shown: &str) {
    let read = without_spaces(read);
    let mut rest = &read[..];
    for piece in pieces(text) {
        let wanted = without_spaces(&piece);
        let place = rest.find(&wanted);
        let place = place.unwrap_or_else(|| panic!("{shown}: {piece} is missing after …{rest}"));
        rest = &rest[place + wanted.len()..];
    }
}

fn pieces(text: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let text = fs::read_to_string(folder.join(text).with_extension("txt")).unwrap();
    let lines = text.lines().filter(|line| *line != "---");
    let words = lines.map(|line| line.trim_start_matches(['=', '>', '#']));
    words
        .flat_map(|line| line.split('\t'))
        .map(str::to_owned)
        .collect()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

#[test]
fn rows_of_tables_are_lines() {
    for (file, row) in [
        (
            "toyama/takaoka-gaito-led.pdf",
            "開札\t令和8年12月22日（火）午前10時 高岡市役所5階501会議室\n",
        ),
        ("shiga/otsu-suido-ryokin-proposal.pdf", "引継ぎの計画\t15\n"),
        (
            "yamanashi/kofu-tokutei-kenshin-proposal.pdf",
            "価格\t提案価格\t15\n",
        ),
        (
            "tochigi/sano-hinanjo-bichiku.docx",
            "2\t間仕切りテント\t幅 2.1m、屋根付き、難燃\t450張\n",
        ),
        (
            "nagasaki/sasebo-doro-daicho.doc",
            "開札\t令和8年12月9日（水）午前10時30分\t契約監理課\n",
        ),
        ("oita/beppu-onsen-roka.xlsx", "公告日\t2026-11-25\n"),
        (
            "oita/beppu-onsen-roka.xlsx",
            "\n# 施設一覧\n\n番号\t施設名\tろ過装置\t点検回数（年）\n",
        ),
        (
            "iwate/morioka-jimu-isu.xls",
            "1\t事務用椅子（肘付き、背メッシュ）\t48\t脚\n",
        ),
    ] {
        let text = read(file, "").text;
        assert!(text.contains(row), "{file}: {row} is not in {text}");
    }
}

/// A cell with several lines does not end its row.
#[test]
fn a_cell_after_one_with_several_lines_is_in_the_same_row() {
    let text = read("yamanashi/kofu-tokutei-kenshin-proposal.pdf", "").text;
    assert!(text.contains("に基づくものであるか。\t40\n"), "{text}");
}

#[test]
fn headers_and_footers_do_not_interrupt() {
    let document = read("shiga/otsu-suido-ryokin-proposal.pdf", "");
    assert!(
        document
            .text
            .contains("からダウンロードするこ\nとができる。")
    );
    assert_eq!(
        document.text.matches("実施要領\n").count(),
        2,
        "the header stays once"
    );
    assert!(!document.text.contains("- 1 -") && !document.text.contains("- 6 -"));
    for (page, begin) in [(1, "４ 参加資格\n"), (2, "５ 日程\n"), (5, "10 その他\n")] {
        assert!(document.text[document.pages[page]..].starts_with(begin));
    }
}

#[test]
fn what_is_deleted_or_drawn_twice_is_not_said() {
    let text = read("tochigi/sano-hinanjo-bichiku.docx", "").text;
    assert!(text.contains("参加申請\t令和8年12月8日（火）午後5時まで\n"));
    assert!(!text.contains("12月1日（火）正午"));
    assert_eq!(text.matches("見本（実在の案件ではありません）").count(), 1);
}

#[test]
fn a_number_that_stands_upright_belongs_to_its_vertical_line() {
    let text = read("wakayama/hashimoto-poster-keijiba.pdf", "").text;
    assert!(
        text.contains("\n八　入札及び開札　令和八年十二月18日午前十時、橋本市役所三階大会議室\n")
    );
}

fn read(file: &str, member: &str) -> Document {
    let name = (!member.is_empty()).then(|| member.to_owned());
    let members = read_members(file, &sample(file));
    let member = members.into_iter().find(|member| member.name == name);
    let member = member.unwrap_or_else(|| panic!("{file} has no {name:?}"));
    member.document.unwrap()
}

#[test]
fn a_password_is_asked_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let locked = fs::read(folder.join("needs-password.pdf")).unwrap();
    let error = read_by_worker("a.pdf", &locked).unwrap_err();
    assert_eq!(error.reason(), "encrypted");
}

/// Where no OCR is installed, the error says what to do.
#[test]
fn a_scan_is_read_by_ocr_or_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let scan = fs::read(folder.join("scan.pdf")).unwrap();
    let has_ocr = tools::list()
        .iter()
        .any(|tool| tool.name == "tesseract" && tool.is_there);
    let result = read_by_worker("scan.pdf", &scan);
    if has_ocr {
        let document = result.unwrap();
        assert!(document.ocr && document.warnings[0].contains("OCR"));
        assert!(
            document.text.contains("入札の中止について"),
            "{}",
            document.text
        );
        return;
    }
    let error = result.unwrap_err();
    assert_eq!(error.reason(), "scanned");
    assert!(error.to_string().contains("tesseract-ocr-jpn"));
}

#[test]
fn a_scan_is_left_alone_when_ocr_is_switched_off() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let limits = Limits {
        ocr_pages: 0,
        ..Limits::default()
    };
    let members = workers(limits).read(&folder.join("scan.pdf"));
    assert_eq!(
        members[0].document.as_ref().unwrap_err().reason(),
        "scanned"
    );
}

/// Some programs name glyphs `g1`, `g2`: nothing tells what they are.
#[test]
fn a_page_of_nameless_glyphs_is_as_good_as_a_picture() {
    let page = "BT /F1 10 Tf 50 700 Td (\\001\\002\\001) Tj ET";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[1/g1/g2]>>>>";
    let bytes = String::from_utf8(pdf(&[page])).unwrap();
    let bytes = bytes.replace("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font);
    let limits = Limits {
        ocr_pages: 0,
        ..Limits::default()
    };
    let members = workers(limits).read_bytes(Path::new("a.pdf"), bytes.as_bytes());
    assert_eq!(
        members[0].document.as_ref().unwrap_err().reason(),
        "scanned"
    );
}
