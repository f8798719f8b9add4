//! Lines that a page's width broke.

use crate::{check, check_unchanged};

/// Twenty-eight characters that end inside a sentence.
const LONG: &str = "次に掲げる要件をすべて満たす者であって、本市の名簿に登載された";

#[test]
fn lines_broken_inside_a_sentence_are_joined() {
    check(&[
        (
            &format!("{LONG}\n者であること。"),
            &format!("{LONG}者であること。"),
        ),
        (
            &format!("{LONG}\n{LONG}\n者。"),
            &format!("{LONG}{LONG}者。"),
        ),
        // Indented by the page, and broken with Windows' line end.
        (
            &format!("{LONG}\n    者であること。"),
            &format!("{LONG}者であること。"),
        ),
        (
            &format!("{LONG}\r\n者であること。"),
            &format!("{LONG}者であること。"),
        ),
        (
            &format!("{LONG}\n第二位の者"),
            &format!("{LONG}\n第二位の者"),
        ),
    ]);
}

#[test]
fn what_separates_lines_stays() {
    let lines = [
        // A short line is a label or a heading.
        "件名\n船橋市役所清掃業務",
        "入札公告\n次のとおり一般競争入札を行う。",
        // A blank line.
        &format!("{LONG}\n\n者であること。"),
        // The sentence is over.
        &format!("{LONG}者。\n本市の名簿"),
        &format!("{LONG}者」\n本市の名簿"),
        // Something new begins.
        &format!("{LONG}\nア 申請書"),
        &format!("{LONG}\n一、申請書"),
        &format!("{LONG}\n(1) 申請書"),
        &format!("{LONG}\n1 申請書"),
        &format!("{LONG}\n① 申請書"),
        &format!("{LONG}\n第1章"),
        &format!("{LONG}\n・申請書"),
        &format!("{LONG}\n※申請書"),
        &format!("{LONG}\n【重要】"),
        &format!("{LONG}\n「申請書」"),
        &format!("{LONG}\n記"),
        &format!("{LONG}\nA社"),
        &format!("{LONG}\n2026年"),
        // Rows of tables.
        &format!("{LONG}\t入札\n者であること。"),
        &format!("{LONG}\n者\tあり"),
        &format!("| {LONG}\n者であること。"),
        // Headings and hard breaks of Markdown.
        &format!("# {LONG}\n者であること。"),
        &format!("{LONG}  \n者であること。"),
    ];
    check_unchanged(&lines);
}

/// A line ends early only where the page does: beside a much longer one it was
/// not broken.
#[test]
fn only_lines_as_long_as_the_page_was_wide_are_joined() {
    let wide = format!("{LONG}{LONG}。");
    check_unchanged(&[
        &format!("{wide}\n{LONG}\n者であること。"),
        &format!("{LONG}\n者であること。\n{wide}"),
    ]);
    let too_wide = LONG.repeat(3);
    check_unchanged(&[&format!("{too_wide}\n者であること。")]);
}

#[test]
fn a_line_may_be_short_by_a_character_or_two() {
    let shorter: String = LONG.chars().skip(2).collect();
    check(&[(
        &format!("{LONG}\n{shorter}\n者。"),
        &format!("{LONG}{shorter}者。"),
    )]);
}

/// Inside a date no item begins, however long the lines around it are.
#[test]
fn dates_broken_by_the_page_are_joined() {
    let wide = format!("{LONG}{LONG}。");
    check(&[
        (
            &format!("{wide}\n{LONG}、令和8年11月16\n  日(月)までに、申請をすること。"),
            &format!("{wide}\n{LONG}、令和8年11月16日(月)までに、申請をすること。"),
        ),
        (
            &format!("{LONG}、回答は、令和8年12\n月4日(金)までに行う。\n{wide}"),
            &format!("{LONG}、回答は、令和8年12月4日(金)までに行う。\n{wide}"),
        ),
        (
            &format!("{LONG}、令和8年\n12月4日\n"),
            &format!("{LONG}、令和8年12月4日\n"),
        ),
        (
            &format!("{LONG}、令和8年12月4日\n(金曜日)正午"),
            &format!("{LONG}、令和8年12月4日(金曜日)正午"),
        ),
        (
            &format!("{wide}\n{LONG}、最終日は、午\n  後3時までとする。"),
            &format!("{wide}\n{LONG}、最終日は、午後3時までとする。"),
        ),
    ]);
    check_unchanged(&[
        &format!("{LONG}第1項から第3\n月曜日に行う。"),
        &format!("{LONG}の令和8年\n1 入札に付する事項"),
        &format!("{LONG}12月4日\n(1) 提出書類"),
        "令和8年12\n月4日",
    ]);
}
