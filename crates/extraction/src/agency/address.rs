//! The prefecture of a body that is no place (独立行政法人, 一部事務組合): that of the
//! addresses in its notice, where they agree.

use std::collections::BTreeSet;

use irefuda_procurement::{LgCode, PartRole};

use super::{Bearer, PlaceNames};
use crate::concordance::Group;
use crate::reading::Reading;

/// An address goes on within so many characters behind its city.
const REACH: usize = 14;

/// The prefecture in which all addresses of the notice lie: 福岡県太宰府市石坂4丁目,
/// 大館市字中城20番地. None where they lie in several.
pub(crate) fn prefecture(reading: &Reading, names: &PlaceNames) -> Option<LgCode> {
    let text = reading.text.folded();
    let mut prefectures: BTreeSet<LgCode> = BTreeSet::new();
    for section in reading.sections_of(&[PartRole::Notice, PartRole::Instructions]) {
        let mut places = reading
            .words_of(section, Group::PlaceNames)
            .filter_map(|found| match &names.bearers[found.word] {
                Bearer::Places(codes) => Some((found.range(), codes)),
                Bearer::Body(_) => None,
            })
            .peekable();
        while let Some((stretch, codes)) = places.next() {
            let mut of_codes = codes.iter().map(|code| code.prefecture());
            let first = of_codes.next()?;
            if of_codes.any(|other| other != first) {
                continue;
            }
            let rest = text[stretch.end..].trim_start_matches(' ');
            let next = text.len() - rest.len();
            let is_prefecture = codes == &[first];
            let goes_on = match is_prefecture {
                true => {
                    places.peek().is_some_and(|(city, _)| city.start == next) || in_county(rest)
                }
                false => is_street(rest),
            };
            if goes_on {
                prefectures.insert(first);
            }
        }
    }
    let mut prefectures = prefectures.into_iter();
    let only = prefectures.next()?;
    prefectures.next().is_none().then_some(only)
}

/// Whether a county follows: 熊本県 上益城郡.
fn in_county(rest: &str) -> bool {
    let mut name = rest.chars().take(5).skip(1);
    name.any(|character| character == '郡')
}

fn is_street(rest: &str) -> bool {
    let near: String = rest.chars().take(REACH).collect();
    let near = near
        .split(['、', '。', '\n', '('])
        .next()
        .unwrap_or_default();
    near.contains("丁目") || near.contains("番地") || near.contains("番") && near.contains('号')
}
