//! The eras of the Japanese calendar.

use irefuda_procurement::Era;

#[test]
fn years_of_an_era_are_western_years() {
    let cases = [
        // 元年.
        ("令和", 1, Some(2019)),
        ("平成", 1, Some(1989)),
        ("昭和", 1, Some(1926)),
        ("大正", 1, Some(1912)),
        ("明治", 1, Some(1868)),
        ("令和", 8, Some(2026)),
        ("昭和", 22, Some(1947)),
        ("昭和", 64, Some(1989)),
        ("平成", 31, Some(2019)),
        // Contracts of several years counted on beyond the era's end.
        ("平成", 32, Some(2020)),
        ("平成", 33, Some(2021)),
        ("令和", 99, Some(2117)),
        // No such year.
        ("令和", 0, None),
        ("令和", -1, None),
        ("令和", 100, None),
        ("令和", 2026, None),
    ];
    for (sign, year, western) in cases {
        let era = Era::from_sign(sign).expect(sign);
        assert_eq!(era.western_year(year), western, "{sign}{year}年");
    }
}

#[test]
fn eras_have_many_signs() {
    let cases: [(&[&str], Option<Era>); 6] = [
        (&["令和", "令", "R", "r", "㋿"], Some(Era::Reiwa)),
        (&["平成", "平", "H", "h", "㍻"], Some(Era::Heisei)),
        (&["昭和", "昭", "S", "s", "㍼"], Some(Era::Showa)),
        (&["大正", "大", "T", "t", "㍽"], Some(Era::Taisho)),
        (&["明治", "明", "M", "m", "㍾"], Some(Era::Meiji)),
        (&["", "和", "慶応", "Ｒ", "R.", "令和6", "A"], None),
    ];
    for (signs, era) in cases {
        for sign in signs {
            assert_eq!(Era::from_sign(sign), era, "{sign}");
        }
    }
}
