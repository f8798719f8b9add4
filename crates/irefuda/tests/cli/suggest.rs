//! `irefuda suggest` over three notices.

use crate::world::INDEXED;

#[test]
fn what_was_begun_is_completed() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["じゅうみん"],
            &["住民基本台帳ネットワークシステム", "件名"],
        ),
        (&["soku"], &["測量CADシステム"]),
        (&["岡山市", "hosh"], &["岡山市 保守"]),
        (&["おか"], &["岡山市", "地名", "1 件"]),
        (&["いs", "--limit", "1"], &[]),
        (
            &["学校きゅう", "--format", "json"],
            &[r#""text":"学校給食調理業務""#, r#""kind":"title""#],
        ),
        (
            &["isms", "--format", "json"],
            &[r#""kind":"qualification""#, r#""q":"ISMS""#],
        ),
    ];
    for (arguments, expected) in cases {
        let arguments = [&["suggest"], *arguments].concat();
        INDEXED.run(&arguments).ends_with(0).says(expected);
    }
}

#[test]
fn a_wrong_number_is_named_as_the_option() {
    let ended = INDEXED.run(&["suggest", "清掃", "--limit", "99"]);
    ended.ends_with(2).complains(&["--limit", "1 to 20"]);
}
