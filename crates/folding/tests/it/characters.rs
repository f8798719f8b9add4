//! Single characters: widths, compatibility forms, variants.

use irefuda_folding::fold;

use crate::{check, check_unchanged};

#[test]
fn widths_become_one() {
    check(&[
        ("ＩＳＯ９００１", "ISO9001"),
        ("ＪＩＳ Ｑ １５００１", "JIS Q 15001"),
        ("２０２４年３月２８日（木）", "2024年3月28日(木)"),
        ("１７：１５", "17:15"),
        ("５％以上", "5%以上"),
        ("［別記］", "[別記]"),
        ("ｲﾚﾌﾀﾞ", "イレフダ"),
        ("ﾌﾟﾗｲﾊﾞｼｰﾏｰｸ", "プライバシーマーク"),
        ("ｻｰﾊﾞｰ･ｼｽﾃﾑ", "サーバー・システム"),
        ("ｳﾞｧｲｵﾘﾝ", "ヴァイオリン"),
        ("｢公告｣｡", "「公告」。"),
        ("￥１，２３４", "¥1,234"),
    ]);
}

#[test]
fn compatibility_forms_are_written_out() {
    check(&[
        ("㈱岡山", "(株)岡山"),
        ("㈲", "(有)"),
        ("㍿", "株式会社"),
        ("100㎡", "100m2"),
        ("5㎞", "5km"),
        ("㋿6年", "令和6年"),
        ("㍻31年", "平成31年"),
        ("㋂14日", "3月14日"),
        ("⑴公告", "(1)公告"),
        ("⒈公告", "1.公告"),
        ("Ⅰ. 概要", "I. 概要"),
        ("ⅳ", "iv"),
        ("№3", "No3"),
        ("℡", "TEL"),
        ("½", "1⁄2"),
        ("…", "..."),
        // Vertical forms, Kangxi radicals, compatibility ideographs.
        ("︵案︶", "(案)"),
        ("﹁公告﹂", "「公告」"),
        ("⾦⼊札", "金入札"),
        ("神\u{fa19}", "神神"),
    ]);
}

#[test]
fn voicing_marks_join_their_kana() {
    check(&[
        ("か\u{3099}", "が"),
        ("ハ\u{309a}", "パ"),
        ("ﾊﾟﾋﾟﾌﾟ", "パピプ"),
        ("ｳﾞ", "ヴ"),
        ("が", "が"),
        ("e\u{301}", "é"),
    ]);
}

/// ①10日 must not become 110日.
#[test]
fn circled_numbers_and_kana_stay() {
    check_unchanged(&["①10日", "⑳", "㉑㉟㊱㊿", "㋐参加申請書", "㋾"]);
    check(&[("①１０日", "①10日"), ("② ３月", "② 3月")]);
}

#[test]
fn variants_become_one() {
    check(&[
        // Wave dashes and tildes.
        ("3月1日〜3月5日", "3月1日~3月5日"),
        ("3月1日～3月5日", "3月1日~3月5日"),
        ("9時∼17時", "9時~17時"),
        // Hyphens and minus signs, also those that NFKC makes.
        ("086‐803‑1119", "086-803-1119"),
        ("1–2", "1-2"),
        ("1−2", "1-2"),
        ("１－２", "1-2"),
        ("1﹣2", "1-2"),
        ("10⁻³", "10-3"),
        ("1₋2", "1-2"),
        ("1︲2", "1-2"),
        // Ideographs.
        ("髙﨑市", "高崎市"),
        ("德島県", "徳島県"),
    ]);
    // The long vowel and the dash are other signs.
    check_unchanged(&["サーバー", "公告―1", "公告—1", "崎高徳", "邊邉辺", "齋斎"]);
}

#[test]
fn spaces_of_all_widths_are_one() {
    check(&[
        ("A\u{3000}B", "A B"),
        ("A\u{a0}B", "A B"),
        ("A\u{2003}B\u{202f}C", "A B C"),
        ("A  B", "A  B"),
        ("A\tB", "A\tB"),
    ]);
}

#[test]
fn line_ends_are_one() {
    check(&[
        ("公告\r\n件名", "公告\n件名"),
        ("公告\r件名", "公告\n件名"),
        ("公告\r\n\r\n件名", "公告\n\n件名"),
        ("公告\n\r件名", "公告\n\n件名"),
        (
            "公告\u{2028}件名\u{2029}場所\u{85}期限",
            "公告\n件名\n場所\n期限",
        ),
        ("公告\u{c}件名", "公告\n件名"),
    ]);
}

#[test]
fn what_carries_no_text_goes() {
    check(&[
        ("\u{feff}公告", "公告"),
        ("公\u{200b}告\u{200d}", "公告"),
        ("葛\u{e0100}城市", "葛城市"),
        ("辻\u{fe00}", "辻"),
        ("入\u{ad}札", "入札"),
        ("公\u{0}告\u{7}", "公告"),
        ("\u{feff}", ""),
        ("", ""),
    ]);
}

#[test]
fn what_is_folded_stays() {
    check_unchanged(&[
        "一般競争入札公告",
        "ISO/IEC27001又はJISQ15001の認証",
        "令和6年3月14日(木)午後5時15分まで",
        "地方自治法施行令(昭和22年政令第16号)第167条の4",
        "A・B・C等級「特定」『案』【重要】〔抜粋〕",
        "#$%&'*+,./:;<=>?@[\\]^_`{|}~",
        "𠮷野家",
        "김치 été ß",
    ]);
}

#[test]
fn all_characters_fold_and_fold_again_to_the_same() {
    let wrong: Vec<(char, String, String)> = ('\0'..=char::MAX)
        .map(|character| (character, fold(&character.to_string()).text().to_owned()))
        .map(|(character, once)| (character, fold(&once).text().to_owned(), once))
        .map(|(character, twice, once)| (character, once, twice))
        .filter(|(_, once, twice)| once != twice)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
