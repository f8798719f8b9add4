//! Codes of local governments: form and check digit.

use irefuda_procurement::{LgCode, LgCodeError};
use proptest::prelude::*;

#[test]
fn right_codes_are_read_and_printed() {
    // Published by 総務省; of 北海道 the leading zero counts.
    for code in [
        "010006", "011002", "131016", "132063", "221309", "281000", "331007", "342084", "473821",
    ] {
        let read: LgCode = code.parse().expect(code);
        assert_eq!(read.to_string(), code);
        assert_eq!(String::from(read), code);
        assert_eq!(code.parse::<u32>(), Ok(read.number()));
    }
}

#[test]
fn a_wrong_check_digit_is_told_with_the_right_one() {
    let cases = [
        ("331000", 7),
        ("331008", 7),
        ("010000", 6),
        ("221300", 9),
        ("132060", 3),
    ];
    for (code, right) in cases {
        let error = code.parse::<LgCode>().expect_err(code);
        assert_eq!(
            error,
            LgCodeError::CheckDigit {
                code: code.to_owned(),
                expected: right
            }
        );
        assert_eq!(
            error.to_string(),
            format!("`{code}` has a wrong check digit: {right} would be right")
        );
    }
}

#[test]
fn what_is_not_six_digits_is_no_code() {
    for text in [
        "",
        "33100",
        "3310070",
        "33100７",
        "３３１００７",
        "33100a",
        "+33100",
        "-33100",
        " 331007",
        "331007 ",
        "岡山",
    ] {
        let error = text.parse::<LgCode>().expect_err(text);
        assert_eq!(error, LgCodeError::Form(text.to_owned()));
        assert!(
            error.to_string().contains("six digits such as 331007"),
            "{error}"
        );
    }
    let long = "あ"
        .repeat(1_000)
        .parse::<LgCode>()
        .expect_err("too long")
        .to_string();
    assert!(long.chars().count() < 120, "{long}");
}

#[test]
fn a_code_leads_to_its_prefecture() {
    let cases = [
        ("331007", "330001", false),
        ("330001", "330001", true),
        ("011002", "010006", false),
        ("010006", "010006", true),
        ("131016", "130001", false),
    ];
    for (code, prefecture, is_prefecture) in cases {
        let code: LgCode = code.parse().expect(code);
        assert_eq!(code.prefecture().to_string(), prefecture);
        assert_eq!(code.is_prefecture(), is_prefecture, "{code}");
    }
}

#[test]
fn a_code_is_a_string_in_json() {
    let code: LgCode = serde_json::from_str("\"010006\"").expect("a code");
    assert_eq!(serde_json::to_string(&code).expect("JSON"), "\"010006\"");
    let error = serde_json::from_str::<LgCode>("\"010000\"")
        .expect_err("a wrong digit")
        .to_string();
    assert!(error.contains("6 would be right"), "{error}");
    assert!(
        serde_json::from_str::<LgCode>("331007").is_err(),
        "a number has lost the zeros before it"
    );
}

proptest! {
    /// Of the ten codes with the same five digits just one is right, and the
    /// error of the others names it.
    #[test]
    fn five_digits_have_one_check_digit(body in 0_u32..100_000) {
        let right: Vec<u32> = (0..10).filter(|digit| format!("{body:05}{digit}").parse::<LgCode>().is_ok()).collect();
        prop_assert_eq!(right.len(), 1);
        for digit in (0..10).filter(|digit| *digit != right[0]) {
            let code = format!("{body:05}{digit}");
            let error = LgCodeError::CheckDigit { code: code.clone(), expected: right[0] };
            prop_assert_eq!(code.parse::<LgCode>(), Err(error));
        }
    }
}
