//! What is asked for: プライバシーマークが要る, ISMS必須の.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use irefuda_procurement::{LeafKind, Lexicon};
use regex::Regex;

use super::{Found, Meaning};
use crate::analysis::normalise;

/// Names of certifications and licences.
pub(super) struct QualificationNames {
    finder: Option<AhoCorasick>,
    values: Vec<String>,
}

impl QualificationNames {
    pub fn of(lexicon: &Lexicon) -> Self {
        let rows = lexicon.qualifications.iter();
        let rows =
            rows.filter(|row| matches!(row.kind, LeafKind::Certification | LeafKind::Licence));
        let (mut phrases, mut values) = (Vec::new(), Vec::new());
        for row in rows {
            for phrase in std::iter::once(&row.value).chain(&row.phrases) {
                phrases.push(normalise(phrase));
                values.push(row.value.clone());
            }
        }
        let mut builder = AhoCorasick::builder();
        let finder = builder
            .match_kind(MatchKind::LeftmostLongest)
            .build(&phrases);
        Self {
            finder: finder.ok(),
            values,
        }
    }

    /// Qualifications that a sentence says are asked for, or are enough.
    pub fn find(&self, text: &str) -> Vec<Found> {
        static ASKED: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = r"^(?:の?(?:取得|認証|認定|許可|資格|登録))?(?:が|を|の)?(?:要る|いる|必要(?:な|と|で)?|必須(?:の|な|で)?|条件(?:の|に|と)?(?:なって|なる|する)?|求め(?:る|られる|られて|て)|要求(?:する|される)?|要件(?:の|に|と)?)(?:いる|する|される|なる)?|^(?:を|が)?(?:持って(?:い)?れば|持つ(?:会社|企業|業者|事業者)(?:が|で|なら)|あれば|取得していれば|だけ)?で?(?:参加|応募|入札|申請)(?:が|を)?(?:できる|可能な?|出来る)";
            Regex::new(pattern).expect("the pattern is well formed")
        });
        let names = self.finder.iter().flat_map(|finder| finder.find_iter(text));
        let found = names.filter_map(|name| {
            let asked = ASKED.find(&text[name.end()..])?;
            Some(Found {
                bytes: name.start()..name.end() + asked.end(),
                meaning: Meaning::Qualification(self.values[name.pattern().as_usize()].clone()),
            })
        });
        found.collect()
    }
}
