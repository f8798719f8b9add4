//! A folded text with what it lacks leads back to the raw one.

use irefuda_folding::{Folded, fold};
use proptest::prelude::*;

use crate::offsets::texts;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_raw_text_and_the_way_back_are_kept(raw in texts()) {
        let folded = fold(&raw);
        let lacking = folded.lacking(&raw);
        let unfolded = Folded::unfold(folded.text().to_owned(), &lacking);
        prop_assert_eq!(unfolded, Some((raw, folded)));
    }

    #[test]
    fn any_text_is_kept(raw in ".{0,200}") {
        let folded = fold(&raw);
        let lacking = folded.lacking(&raw);
        let unfolded = Folded::unfold(folded.text().to_owned(), &lacking);
        prop_assert_eq!(unfolded, Some((raw, folded)));
    }

    #[test]
    fn damaged_bytes_are_refused_or_give_some_text(raw in texts(), damage in any::<(usize, u8)>(), cut in any::<usize>()) {
        let folded = fold(&raw);
        let mut lacking = folded.lacking(&raw);
        let place = damage.0 % lacking.len();
        lacking[place] ^= damage.1;
        lacking.truncate(cut % (lacking.len() + 1));
        if let Some((_, unfolded)) = Folded::unfold(folded.text().to_owned(), &lacking) {
            let length = unfolded.text().len();
            unfolded.raw_range(0..length);
        }
    }
}

#[test]
fn little_is_kept_of_a_text_that_hardly_changes() {
    let raw = "入札公告\n次のとおり一般競争入札に付する。\n".repeat(40);
    let folded = fold(&raw);
    assert!(
        folded.lacking(&raw).len() < 16,
        "{:?}",
        folded.lacking(&raw)
    );
    let wide = "令和８年１２月１日（火）\n".repeat(40);
    let lacking = fold(&wide).lacking(&wide);
    assert!(
        lacking.len() < wide.len(),
        "{} of {}",
        lacking.len(),
        wide.len()
    );
}
