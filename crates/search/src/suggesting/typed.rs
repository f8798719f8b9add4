//! What was typed: the word that is being typed, what stands before it, and how
//! it is read.
//!
//! Input methods show kana before they are kanji, and letters before they are
//! kana: 学校きゅう, ふくごうk. All of these lead to readings.

use wana_kana::ConvertJapanese;

use crate::analysis::{normalise, read_aloud, spoken};
use crate::dictionary::Dictionary;

/// Signs before which one word ends and behind which another begins.
const SIGNS: &str = "(（\"“「『|&:：";
/// No syllable begins with more letters than these.
const MOST_PENDING: usize = 3;

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// All before the last word, as it was typed.
    pub head: String,
    /// The last word, as it is analysed.
    pub word: String,
    /// How it is read as far as it goes.
    pub reading: Option<TypedReading>,
}

/// A reading that has been typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TypedReading {
    /// As terms begin.
    pub key: String,
    /// As it was typed in kana; none if in letters.
    pub kana: Option<String>,
    /// Letters of the next syllable.
    pub pending: String,
    /// What the word begins with that is kanji already.
    pub written: String,
}

impl Typed {
    /// Takes what was typed apart; none where no word is being typed.
    pub fn read(typed: &str, dictionary: &Dictionary) -> Option<Self> {
        let is_end = |character: char| character.is_whitespace() || SIGNS.contains(character);
        let start = typed.rfind(is_end).map_or(0, |end| {
            end + typed[end..].chars().next().map_or(0, char::len_utf8)
        });
        let minus = typed[start..].strip_prefix(['-', '－']);
        let start = minus.map_or(start, |rest| typed.len() - rest.len());
        let word = normalise(&typed[start..]).trim().to_owned();
        (!word.is_empty()).then(|| Self {
            head: typed[..start].to_owned(),
            reading: TypedReading::of(&word, dictionary),
            word,
        })
    }
}

impl TypedReading {
    fn of(word: &str, dictionary: &Dictionary) -> Option<Self> {
        if word.chars().all(|character| character.is_ascii_lowercase()) {
            let kana = word.to_hiragana();
            let syllables = kana.trim_end_matches(|character: char| character.is_ascii());
            return Self::new(syllables, None, &kana[syllables.len()..], "");
        }
        let syllables = word.trim_end_matches(|character: char| character.is_ascii_lowercase());
        let pending = &word[syllables.len()..];
        let written = syllables.trim_end_matches(is_hiragana);
        let kana = &syllables[written.len()..];
        if written.is_empty() {
            return Self::new(kana, Some(kana), pending, "");
        }
        let is_kanji = written.ends_with(|last: char| !last.is_ascii());
        let is_unfinished = !kana.is_empty() || !pending.is_empty();
        let beginning = read_aloud(dictionary, written).filter(|_| is_kanji && is_unfinished)?;
        let reading = format!("{beginning}{kana}");
        Self::new(&reading, Some(&reading), pending, written)
    }

    fn new(syllables: &str, kana: Option<&str>, pending: &str, written: &str) -> Option<Self> {
        (pending.len() <= MOST_PENDING).then_some(())?;
        Some(Self {
            key: spoken(syllables)?,
            kana: kana.map(str::to_owned),
            pending: pending.to_owned(),
            written: written.to_owned(),
        })
    }

    /// Whether a term's reading goes on with the syllable that was begun.
    pub fn goes_on(&self, reading: &str) -> bool {
        let rest = reading.strip_prefix(self.key.as_str()).unwrap_or_default();
        self.pending.is_empty() || begins(rest, &self.pending)
    }
}

/// Whether the first syllable of kana begins with these letters.
fn begins(kana: &str, letters: &str) -> bool {
    let syllable: String = kana.chars().take(2).collect();
    let romaji = syllable.to_romaji();
    // Both chi and ti, cha and tya, fu and hu are typed.
    let others = [
        ("ch", "t"),
        ("ch", "ty"),
        ("sh", "s"),
        ("sh", "sy"),
        ("j", "z"),
        ("j", "zy"),
        ("f", "h"),
        ("ts", "t"),
    ];
    let is_typed = |(usual, other): &(&str, &str)| {
        romaji
            .strip_prefix(usual)
            .is_some_and(|rest| format!("{other}{rest}").starts_with(letters))
    };
    romaji.starts_with(letters) || others.iter().any(is_typed)
}

fn is_hiragana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ー')
}
