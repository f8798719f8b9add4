//! The ways of delivery and other riders of a deadline.

use irefuda_procurement::DeadlineKind;

use super::purpose::sentence_before;
use crate::dates::Mention;
use crate::outline::Item;
use crate::reading::Reading;
use crate::text::Stretch;

/// The ways of delivery and other riders that stand with a deadline.
pub(super) fn note(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
    kind: DeadlineKind,
) -> Option<String> {
    const WAYS: [(&str, &[&str]); 6] = [
        ("郵送", &["郵送", "郵便", "書留"]),
        ("持参", &["持参", "持込"]),
        ("電子", &["電子入札システム", "電子入札", "電子申請"]),
        (
            "電子メール",
            &["電子メール", "Eメール", "メールにより", "E-mail"],
        ),
        ("必着", &["必着", "到達"]),
        ("消印有効", &["消印有効"]),
    ];
    if !matches!(
        kind,
        DeadlineKind::Application
            | DeadlineKind::Registration
            | DeadlineKind::Proposal
            | DeadlineKind::Bid
            | DeadlineKind::Confirmation
    ) {
        return None;
    }
    let item = around.first().map_or(whole, |item| &item.whole);
    let text = reading.text.folded();
    let start = item.start.max(
        mention.stretch.start - sentence_before(&text[item.start..mention.stretch.start]).len(),
    );
    let mut end = (mention.stretch.end + 360).min(item.end.max(mention.stretch.end));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[start..end];
    let found: Vec<&str> = WAYS
        .iter()
        .filter(|(_, words)| words.iter().any(|word| near.contains(word)))
        .map(|(way, _)| *way)
        .collect();
    (!found.is_empty()).then(|| found.join("、"))
}
