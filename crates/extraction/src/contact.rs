//! How to reach the office in charge: the first telephone number and the first
//! mail address that the documents give.

use std::sync::LazyLock;

use irefuda_procurement::{Contact, PartRole};
use regex::Regex;

use crate::reading::Reading;
use crate::text::Stretch;

const ROLES: [PartRole; 4] = [
    PartRole::Notice,
    PartRole::Instructions,
    PartRole::Specification,
    PartRole::Result,
];

/// The contact and where its first part stands.
pub(crate) fn read(reading: &Reading) -> Option<(Contact, Stretch)> {
    let phone = find(reading, phone);
    let email = find(reading, email);
    let stretch = phone
        .iter()
        .chain(&email)
        .map(|(_, stretch)| stretch.clone());
    let stretch = stretch.min_by_key(|stretch| stretch.start)?;
    let contact = Contact {
        phone: phone.map(|(number, _)| number),
        email: email.map(|(address, _)| address),
    };
    Some((contact, stretch))
}

fn find(
    reading: &Reading,
    first: impl Fn(&str) -> Option<(String, Stretch)>,
) -> Option<(String, Stretch)> {
    reading.sections_of(&ROLES).into_iter().find_map(|section| {
        let whole = &reading.sections[section].whole;
        let (value, found) = first(reading.get(whole))?;
        Some((value, whole.start + found.start..whole.start + found.end))
    })
}

/// A number behind 電話 or TEL; one behind FAX is none.
fn phone(text: &str) -> Option<(String, Stretch)> {
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:電話(?:番号)?|(?i:TEL)|☎|直通|代表)[\s:.()・=|/\]】]{0,6}(?:番号)?[\s:]{0,2}(?:直通|代表)?[\s:)]{0,2}(?P<number>0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4})",
        )
        .expect("the pattern is well formed")
    });
    let found = PHONE.captures(text)?.name("number")?;
    let number = found.as_str().replace(['(', ')'], "-");
    Some((number, found.range()))
}

fn email(text: &str) -> Option<(String, Stretch)> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
            .expect("the pattern is well formed")
    });
    let found = ADDRESS.find(text)?;
    let address = found.as_str().trim_end_matches(['.', '-']);
    Some((
        address.to_owned(),
        found.start()..found.start() + address.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: Option<&str>, address: Option<&str>) {
        let folded = irefuda_folding::fold(text);
        let value = |found: Option<(String, Stretch)>| found.map(|(value, _)| value);
        assert_eq!(value(phone(folded.text())).as_deref(), number, "{text}");
        assert_eq!(value(email(folded.text())).as_deref(), address, "{text}");
    }

    #[test]
    fn the_first_number_and_address_are_taken() {
        check(
            "電話 086-000-1194 FAX 086-000-1195",
            Some("086-000-1194"),
            None,
        );
        check(
            "ＴＥＬ：０８６（０００）１１９４（内線 3）",
            Some("086-000-1194"),
            None,
        );
        check("FAX 086-000-1195", None, None);
        check("電話番号：（直通）03-0000-1111", Some("03-0000-1111"), None);
        check(
            "メール keiyaku@city.example.lg.jp。",
            None,
            Some("keiyaku@city.example.lg.jp"),
        );
    }
}
