//! The way back to the raw text, for every text.

use irefuda_folding::{Folded, fold};
use proptest::prelude::*;

/// Texts such as pages have: Japanese, digits, marks, spaces, line ends, and
/// whatever else Unicode has.
pub fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龠ぁ-んァ-ヶー]{1,12}",
        3 => "[0-9０-９]{1,3}",
        3 => "[ 　]{1,3}",
        2 => "[年月日時分、。・（）()「」]",
        2 => "[-‐−－~〜～①-⑳㈱㎡㋿㍻髙﨑]",
        2 => "[ｱ-ﾝﾞﾟ゛゜\u{3099}\u{309a}]{1,4}",
        1 => "[\r\n\t]{1,2}",
        1 => "\\PC{1,4}",
        1 => "[\u{200b}\u{feff}\u{fe00}\u{e0100}\u{301}\u{ad}]",
        1 => Just("令和 6 年 3 月 1 4 日".to_owned()),
        1 => Just("次に掲げる要件をすべて満たす者であって、本市の名簿に登載された\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Each folded character with the raw bytes that it came from.
fn origins(folded: &Folded) -> Vec<(char, std::ops::Range<usize>)> {
    let characters = folded.text().char_indices();
    characters
        .map(|(start, character)| {
            (
                character,
                folded.raw_range(start..start + character.len_utf8()),
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn characters_lead_back_in_order(raw in texts()) {
        let folded = fold(&raw);
        let origins = origins(&folded);
        for (character, range) in &origins {
            prop_assert!(raw.get(range.clone()).is_some_and(|slice| !slice.is_empty()), "{character} comes from {range:?}");
        }
        for pair in origins.windows(2) {
            let ((_, left), (_, right)) = (&pair[0], &pair[1]);
            prop_assert!(left == right || left.end <= right.start, "{left:?} then {right:?}");
        }
    }

    #[test]
    fn ranges_lead_back_from_their_first_to_their_last_character(raw in texts(), ends in (0.0..1.0, 0.0..1.0)) {
        let folded = fold(&raw);
        let origins = origins(&folded);
        if origins.is_empty() {
            return Ok(());
        }
        let pick = |part: f64| (part * origins.len() as f64) as usize;
        let (first, last) = (pick(ends.0).min(pick(ends.1)), pick(ends.0).max(pick(ends.1)));
        let positions: Vec<usize> = folded.text().char_indices().map(|(start, _)| start).chain([folded.text().len()]).collect();
        let range = positions[first]..positions[last + 1];
        let back = folded.raw_range(range.clone());
        prop_assert_eq!(&back, &(origins[first].1.start..origins[last].1.end));
        // And forth again, with what came from the same raw characters.
        let forth = folded.folded_range(back);
        prop_assert!(forth.start <= range.start && range.end <= forth.end, "{forth:?} holds {range:?}");
        prop_assert!(folded.text().get(forth).is_some());
    }

    #[test]
    fn an_empty_range_leads_to_an_empty_range(raw in texts()) {
        let folded = fold(&raw);
        for (start, _) in folded.text().char_indices().chain([(folded.text().len(), ' ')]) {
            let back = folded.raw_range(start..start);
            prop_assert!(back.is_empty() && raw.is_char_boundary(back.start), "{back:?}");
        }
    }

    #[test]
    fn no_raw_range_makes_the_way_forth_panic(raw in texts(), ends in (0.0..1.0, 0.0..1.0)) {
        let folded = fold(&raw);
        let pick = |part: f64| (part * (raw.len() + 1) as f64) as usize;
        let (first, last) = (pick(ends.0).min(pick(ends.1)), pick(ends.0).max(pick(ends.1)));
        let forth = folded.folded_range(first..last);
        prop_assert!(forth.end <= folded.text().len());
        prop_assert!(folded.text().get(forth).is_some(), "{first}..{last}");
    }

    #[test]
    fn nothing_is_made_up(raw in "[一-龠ぁ-んァ-ヶーA-Za-z0-9]{0,200}") {
        let raw = raw.replace(['髙', '德'], "");
        let folded = fold(&raw);
        prop_assert_eq!(folded.text(), raw.as_str());
        prop_assert_eq!(folded.raw_range(0..raw.len()), 0..raw.len());
    }
}

#[test]
fn examples_lead_back() {
    let cases = [
        // Raw text, folded words, the raw words that they came from.
        ("公　告", "公告", "公　告"),
        ("㈱岡山", "株", "㈱"),
        ("㈱岡山", ")岡", "㈱岡"),
        ("ｲﾚﾌﾀﾞ", "ダ", "ﾀﾞ"),
        ("令和 6 年 3 月 1 4 日まで", "14日", "1 4 日"),
        ("葛\u{e0100}城市", "葛", "葛\u{e0100}"),
        (
            "次に掲げる要件をすべて満たす者であって、本市の名簿に登載された\n者であること。",
            "登載された者",
            "登載された\n者",
        ),
        ("\u{feff}１７：１５", "17:15", "１７：１５"),
    ];
    for (raw, words, origin) in cases {
        let folded = fold(raw);
        let start = folded
            .text()
            .find(words)
            .unwrap_or_else(|| panic!("{words} is in {}", folded.text()));
        let range = folded.raw_range(start..start + words.len());
        assert_eq!(&raw[range], origin, "{raw}");
    }
}
