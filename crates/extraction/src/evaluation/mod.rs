//! How well notices are read: what the program read against what a person
//! wrote down (gold values), field by field.
//!
//! Every field is a set of values, of one or none where it is single-valued. A
//! value that both have is right; one that only the person has was missed, and
//! one that only the program has is wrong. Fields that the gold does not name,
//! or has as `"?"`, are not judged.

mod expected;
mod found;
mod scores;
mod shape;

use irefuda_procurement::{Evidence, Notice};
use serde_json::Value;

pub use scores::{Score, Scores};

/// The fields that are judged, in the order of the report.
pub const FIELDS: [&str; 28] = [
    "title",
    "agency",
    "department",
    "prefecture",
    "lg_code",
    "kind",
    "method",
    "category",
    "subcategory",
    "announced_on",
    "deadlines",
    "periods",
    "closes_at",
    "status",
    "contract_period",
    "leaves",
    "levels",
    "requirement",
    "joint_venture",
    "bid_bond",
    "contract_bond",
    "wto_gpa",
    "prices",
    "phone",
    "email",
    "submission",
    "amends",
    "changes",
];

/// A field of a notice against its gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// One of [`FIELDS`].
    pub field: &'static str,
    /// Values that are right.
    pub right: usize,
    /// Values of the gold that were not read.
    pub missed: Vec<String>,
    /// Values that were read and are not in the gold, with their evidence.
    pub wrong: Vec<(String, Option<Evidence>)>,
}

impl Judgement {
    /// Whether everything was read as the person read it.
    pub fn agrees(&self) -> bool {
        self.missed.is_empty() && self.wrong.is_empty()
    }
}

/// Judges every field of a notice that its gold names.
pub fn judge(notice: &Notice, gold: &Value) -> Vec<Judgement> {
    let judged = FIELDS.iter().filter_map(|field| {
        let expected = expected::values(field, gold)?;
        Some(compare(field, expected, found::values(field, notice)))
    });
    judged.collect()
}

fn compare(
    field: &'static str,
    expected: Vec<String>,
    found: Vec<(String, Option<Evidence>)>,
) -> Judgement {
    let mut judgement = Judgement {
        field,
        right: 0,
        missed: expected,
        wrong: Vec::new(),
    };
    for value in found {
        let same = judgement
            .missed
            .iter()
            .position(|expected| *expected == value.0);
        match same {
            Some(position) => {
                judgement.missed.swap_remove(position);
                judgement.right += 1;
            }
            None => judgement.wrong.push(value),
        }
    }
    judgement.missed.sort();
    judgement
}

/// A period as it is compared: however the day of the contract is written
/// (契約締結の日, 契約日), it is the same.
fn period(from: &str, to: &str) -> String {
    let from = comparable(from)
        .replace("契約締結の日", "契約日")
        .replace("契約締結日", "契約日")
        .replace("契約の日", "契約日");
    format!("{from} - {}", comparable(to))
}

/// Widths of characters and spaces do not matter.
fn comparable(text: &str) -> String {
    irefuda_folding::fold(text)
        .text()
        .split_whitespace()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_right_missed_or_wrong() {
        let judgement = compare(
            "leaves",
            vec!["A".to_owned(), "B".to_owned()],
            vec![("B".to_owned(), None), ("C".to_owned(), None)],
        );
        assert_eq!(judgement.right, 1);
        assert_eq!(judgement.missed, ["A"]);
        assert_eq!(judgement.wrong, [("C".to_owned(), None)]);
        let mut scores = Scores::default();
        scores.add(&[judgement]);
        let score = scores.of("leaves");
        assert_eq!(
            (score.precision(), score.recall(), score.f1()),
            (Some(0.5), Some(0.5), Some(0.5))
        );
    }

    #[test]
    fn what_the_gold_leaves_open_is_not_judged() {
        let gold = serde_json::json!({"title": "?", "kind": "入札公告", "prices": []});
        assert_eq!(expected::values("title", &gold), None);
        assert_eq!(expected::values("agency", &gold), None);
        assert_eq!(
            expected::values("kind", &gold),
            Some(vec!["入札公告".to_owned()])
        );
        assert_eq!(expected::values("prices", &gold), Some(Vec::new()));
    }
}
