//! The lexicon's qualifications in a sentence.

use std::ops::Range;

use irefuda_procurement::{LeafKind, Lexicon};

use super::compact::Compact;
use super::found::Found;
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

/// The phrases of all qualifications, and those that only look like them, in
/// lower case.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: Vocabulary,
    /// The qualification of each phrase, as an index into the lexicon.
    qualifications: Vec<Option<usize>>,
}

impl Phrases {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut phrases: Vec<String> = Vec::new();
        let mut qualifications = Vec::new();
        for (index, row) in lexicon.qualifications.iter().enumerate() {
            let meant = row.phrases.iter().map(|phrase| (phrase, Some(index)));
            let not_meant = row.not_phrases.iter().map(|phrase| (phrase, None));
            for (phrase, qualification) in meant.chain(not_meant) {
                let phrase: String = phrase.split_whitespace().collect();
                phrases.push(phrase.to_ascii_lowercase());
                qualifications.push(qualification);
            }
        }
        Self {
            phrases: Vocabulary::new(phrases),
            qualifications,
        }
    }

    pub(super) fn find(
        &self,
        reading: &Reading,
        sentence: &Stretch,
        agency: Option<&str>,
    ) -> Vec<Found> {
        let compact = Compact::new(reading.text.folded(), sentence);
        let mut found = Vec::new();
        let lower_case = compact.text.to_ascii_lowercase();
        for phrase in self.phrases.find_iter(&lower_case) {
            let Some(index) = self.qualifications[phrase.word] else {
                continue;
            };
            let row = &reading.lexicon.qualifications[index];
            let stretch = compact.stretch(phrase.start(), phrase.end());
            // ISO9001 5点: the space ends the word.
            if !is_whole_word(reading.text.folded(), stretch.start, stretch.end)
                || !is_asked(row.kind, &compact.text)
            {
                continue;
            }
            let (start, value) = match row.kind {
                LeafKind::Tax => tax(reading, &compact.text, phrase.range(), &row.value, agency),
                _ => (phrase.start(), row.value.clone()),
            };
            found.push(Found {
                kind: row.kind,
                value,
                stretch: compact.stretch(start, phrase.end()),
            });
        }
        found
    }
}

/// Whether a match that begins or ends with a letter or digit is no part of a
/// longer word.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let glued = |left: Option<char>, right: Option<char>| matches!((left, right), (Some(left), Some(right)) if left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric());
    let first = text[start..].chars().next();
    let last = text[..end].chars().next_back();
    !glued(text[..start].chars().next_back(), first) && !glued(last, text[end..].chars().next())
}

/// Taxes are a condition only where arrears are spoken of; people only where
/// they are to be there.
fn is_asked(kind: LeafKind, sentence: &str) -> bool {
    match kind {
        LeafKind::Tax => {
            ["滞納", "未納", "完納", "納付", "納税", "納めて"]
            .iter()
            .any(|word| sentence.contains(word))
            // 税の納付の案内を受託した実績: the work.
            && !sentence.contains("実績")
        }
        _ => true,
    }
}

/// 市税 is the tax of the city that buys, 山形県税 that of the body before it.
fn tax(
    reading: &Reading,
    text: &str,
    phrase: Range<usize>,
    value: &str,
    agency: Option<&str>,
) -> (usize, String) {
    let (start, end) = (phrase.start, phrase.end);
    if text[phrase.clone()].starts_with("都道府県") {
        return (start, value.to_owned());
    }
    const OF_BODIES: [&str; 8] = [
        "市税", "県税", "町税", "村税", "区税", "都税", "府税", "道税",
    ];
    if !OF_BODIES.contains(&value) {
        return (start, value.to_owned());
    }
    // The lexicon's 市税 stands for the taxes of all municipalities: 町税, 村税.
    let is_general =
        text[phrase.clone()].starts_with("市町村") || text[phrase.clone()].starts_with("市区町村");
    let unit = text[phrase]
        .chars()
        .rev()
        .skip(1)
        // 市民税 is 市税.
        .find(|character| *character != '民')
        .unwrap_or('市');
    let before: Vec<(usize, char)> = text[..start].char_indices().rev().take(6).collect();
    let named = before.iter().rev().find_map(|(position, _)| {
        let name = format!("{}{unit}", &text[*position..start]);
        (!reading.lexicon.places.by_name(&name).is_empty()).then_some((*position, name))
    });
    if let Some((position, name)) = named {
        return (position, format!("{name}税"));
    }
    // 市税(本社の所在する市区町村のもの): not that of the body.
    let is_elsewhere = [
        "(本社の所在",
        "(本店の所在",
        "(所在地の",
        "(主たる事務所の所在",
        "(本社所在",
        "(本店所在",
    ]
    .iter()
    .any(|word| text[end..].starts_with(word));
    let Some(agency) = agency.filter(|_| !is_elsewhere) else {
        return (start, value.to_owned());
    };
    // 市町村税 is the tax of the body, whichever it is.
    if agency.ends_with(unit) || is_general && agency.ends_with(['市', '町', '村', '区']) {
        return (start, format!("{agency}税"));
    }
    let prefecture = reading.lexicon.places.by_name(agency);
    let prefecture = prefecture.first().map(|place| place.prefecture.as_str());
    match prefecture.filter(|prefecture| prefecture.ends_with(unit)) {
        Some(prefecture) => (start, format!("{prefecture}税")),
        None => (start, value.to_owned()),
    }
}
