//! Spaces that mean nothing, and spaces that set apart.

use crate::{check, check_unchanged};

#[test]
fn spread_words_are_joined() {
    check(&[
        ("公　告", "公告"),
        ("入 札 説 明 書", "入札説明書"),
        ("仕　　様　　書", "仕様書"),
        ("入 札 公 告 (案)", "入札公告 (案)"),
        ("　　入　札　公　告", "  入札公告"),
        ("# 入 札 公 告", "# 入札公告"),
        // A word spread over several characters, glued to a run of text.
        ("情 報 セ キ ュ リ ティ", "情報セキュリティ"),
        ("印 刷 製 本 業務", "印刷製本業務"),
        ("公　告\n件　名", "公告\n件名"),
    ]);
}

#[test]
fn labels_and_values_stay_apart() {
    check_unchanged(&[
        "件名 船橋市役所清掃業務",
        "履行場所 岡山市北区大供一丁目",
        "岡山市長 大森雅夫",
        "業務の名称 庁舎 清掃",
        "令和6年2月16日 岡山市長",
        "公告 日時",
    ]);
    check(&[
        ("件名　　船橋市役所清掃業務", "件名  船橋市役所清掃業務"),
        ("件 名 船橋市役所清掃業務", "件名 船橋市役所清掃業務"),
        // Behind four characters that stand alone the rest is taken for the
        // end of their word, as in 印 刷 製 本 業務.
        ("履 行 場 所 市役所本庁舎", "履行場所市役所本庁舎"),
        ("岡山市長　大森雅夫", "岡山市長 大森雅夫"),
    ]);
}

#[test]
fn item_marks_keep_their_space() {
    check_unchanged(&[
        "ア 参加申請書",
        "イ 誓約書",
        "一 概要",
        "- ア 申請書",
        "(1) 件名",
        "1. 件名",
        "① 参加資格",
        "別表\tア 申請書",
    ]);
    check(&[
        ("ア　誓 約 書", "ア 誓約書"),
        ("ア 申 請", "ア 申請"),
        ("1　公　告", "1 公告"),
        ("1 件名", "1 件名"),
    ]);
}

#[test]
fn numbers_and_their_units_are_joined() {
    check(&[
        ("令和 4年10月 4日", "令和4年10月4日"),
        ("令和7 年 3 月 5日", "令和7年3月5日"),
        ("2017 年 3 月 9 日", "2017年3月9日"),
        ("午前 9時 00分", "午前9時00分"),
        ("午後 5 時 1 5 分", "午後5時15分"),
        ("第 3 号", "第3号"),
        ("3 人", "3人"),
        ("10 %", "10%"),
        ("令和　６　年　３　月　１　４　日", "令和6年3月14日"),
        ("3 条 の 4", "3条の 4"),
        ("5 日間", "5日間"),
    ]);
    check_unchanged(&["3 業務", "A 4", "Windows 11 Pro", "1 2", "5 kg"]);
}

#[test]
fn split_digits_are_joined_where_a_unit_or_hyphen_shows_it() {
    check(&[
        ("令和 6 年 3 月 1 4 日", "令和6年3月14日"),
        ("平成 2 7 年 1 2 月 2 5 日", "平成27年12月25日"),
        ("0 8 6 - 8 0 3 - 1 1 9 4", "086-803-1194"),
        ("第 1 6 7 条 の 4", "第167条の 4"),
        ("〒 7 0 0 - 8 5 4 4", "〒 700-8544"),
    ]);
    check_unchanged(&["1 2 3", "3 5 7 kg", "12 34", "086-803 1194", "5 - 10"]);
}

/// Columns of a table and fields of a form are no split number.
#[test]
fn whole_numbers_beside_each_other_stay_apart() {
    check_unchanged(&[
        "令和4 6 30",
        "16 土 入札参加の申込み",
        "10 20 30",
        "1\t2\t3日",
    ]);
}

#[test]
fn spaces_at_the_ends_stay() {
    check_unchanged(&[" ", "   ", " 公告", "公告 ", "\n 公告 \n"]);
}

#[test]
fn a_number_stands_apart_from_a_word_that_begins_like_a_unit() {
    check(&[
        ("2 日 時", "2 日時"),
        ("番号 8-57 件名 庁舎清掃", "番号 8-57 件名 庁舎清掃"),
        ("工事 3 件", "工事 3件"),
        ("第 3 回", "第3回"),
    ]);
    check_unchanged(&["3 期間 契約の日から", "4 回答 ページに掲載する。"]);
}
