//! Pieces of titles, and names of bodies: what is offered while somebody types.
//!
//! A piece is one to [`MOST_WORDS`] words of a title in a row: 庁舎, 庁舎清掃,
//! 庁舎清掃業務. Each is a term by its letters and another by its reading, and
//! so is a name from each of its words on. The first character of a term is its
//! [`Shelf`], so that the terms of a shelf that begin alike lie side by side;
//! what is offered stands behind [`OFFERED`] where it is not what leads to it.
//! Pieces of few words are a small vocabulary even where there are a million
//! titles, so that whoever looks for the best continuations goes from there.

use std::ops::Range;
use std::sync::Arc;

use lindera::dictionary::Lattice;
use tantivy::tokenizer::{Token, Tokenizer};

use super::readings::{READING, key, to_hiragana};
use super::terms::TermStream;
use crate::dictionary::Dictionary;

/// The most words of a piece.
const MOST_WORDS: usize = 4;
/// The most that are found by their reading: who types more has turned the
/// first ones into kanji.
const MOST_READ: usize = 3;
/// Longer pieces are sentences; longer names are cut.
const LONGEST: usize = 40;
/// Stands before a text that is a name as a whole.
const NAME: char = '\u{1}';
/// Stands between what leads to an offer and the offer.
const OFFERED: char = '\u{1}';

/// A group of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Pieces of so many words.
    Pieces(usize),
    /// Pieces of so many words by their reading.
    PieceReadings(usize),
    /// Names from one of their words on.
    Names,
    /// The same by their reading.
    NameReadings,
}

impl Shelf {
    fn tag(self) -> char {
        let numbered = |first: char, words: usize| {
            char::from_u32(u32::from(first) + words as u32).unwrap_or(first)
        };
        match self {
            Self::Pieces(words) => numbered('0', words),
            Self::PieceReadings(words) => numbered('`', words),
            Self::Names => 'N',
            Self::NameReadings => 'R',
        }
    }

    /// How a term of it begins that is led to by what begins so.
    pub fn prefix(self, typed: &str) -> String {
        format!("{}{typed}", self.tag())
    }

    /// The terms of it that are led to by just this: from one, and below the
    /// other.
    pub fn exactly(self, key: &str) -> (String, String) {
        let bound = |sign: char| format!("{}{key}{sign}", self.tag());
        (bound(OFFERED), bound(char::from(OFFERED as u8 + 1)))
    }

    /// The most words of a piece on a shelf of this kind.
    pub fn most_words(self) -> usize {
        match self {
            Self::Pieces(_) => MOST_WORDS,
            Self::PieceReadings(_) => MOST_READ,
            Self::Names | Self::NameReadings => 1,
        }
    }

    /// The same offers by their letters.
    pub fn by_letters(self) -> Self {
        match self {
            Self::PieceReadings(words) => Self::Pieces(words),
            Self::NameReadings => Self::Names,
            letters => letters,
        }
    }

    /// The term by which what is offered is led to.
    pub fn term(self, key: &str, offered: &str) -> String {
        match key == offered {
            true => format!("{}{key}", self.tag()),
            false => format!("{}{key}{OFFERED}{offered}", self.tag()),
        }
    }
}

/// What leads to the offer of a term, and the offer.
pub(crate) fn offer(term: &str) -> Option<(&str, &str)> {
    let tag = term.chars().next()?;
    let key = &term[tag.len_utf8()..];
    Some(key.split_once(OFFERED).unwrap_or((key, key)))
}

/// A name as the field takes it.
pub(crate) fn as_name(name: &str) -> String {
    format!("{NAME}{name}")
}

/// Splits a folded title, or a name that was marked as one, into terms.
#[derive(Clone)]
pub(crate) struct PieceTokenizer {
    dictionary: Arc<Dictionary>,
    token: Token,
}

/// A morpheme, as far as pieces go by it.
struct Morpheme {
    bytes: Range<usize>,
    /// In hiragana or katakana; none where it is not known.
    reading: Option<String>,
    role: Role,
}

/// What a morpheme is to the pieces around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Word,
    /// It belongs to the word behind it: 新.
    Prefix,
    /// It belongs to the word before it: 機, 市.
    Suffix,
    /// It stands between words of one piece: の.
    Joint,
    /// No piece goes across it.
    Gap,
}

/// A word: its morphemes, by index.
struct Word {
    morphemes: Range<usize>,
    /// Whether it is in one piece with the word before it.
    follows: bool,
}

impl PieceTokenizer {
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        Self {
            dictionary,
            token: Token::default(),
        }
    }

    fn terms(&self, text: &str) -> Vec<String> {
        let mut terms = match text.strip_prefix(NAME) {
            Some(name) => self.of_name(name),
            None => self.of_title(text),
        };
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn of_title(&self, title: &str) -> Vec<String> {
        let lower = title.to_ascii_lowercase();
        let morphemes = morphemes(&self.dictionary, &lower);
        let words = words(&lower, &morphemes);
        let mut terms = Vec::new();
        for (first, word) in words.iter().enumerate() {
            let begin = morphemes[word.morphemes.start].bytes.start;
            if !may_begin(&lower[begin..]) {
                continue;
            }
            let others = words[first + 1..].iter().take_while(|word| word.follows);
            let piece = std::iter::once(word).chain(others).take(MOST_WORDS);
            for (number, last) in (1..).zip(piece) {
                let end = morphemes[last.morphemes.end - 1].bytes.end;
                let offered = &title[begin..end];
                let length = offered.chars().count();
                if length > LONGEST {
                    break;
                }
                // 市 and 他 alone are no words to search for.
                if length < 2 {
                    continue;
                }
                terms.push(Shelf::Pieces(number).term(&lower[begin..end], offered));
                let span = &morphemes[word.morphemes.start..last.morphemes.end];
                if let Some(reading) = reading(span).filter(|_| number <= MOST_READ) {
                    terms.push(Shelf::PieceReadings(number).term(&reading, offered));
                }
            }
        }
        terms
    }

    fn of_name(&self, name: &str) -> Vec<String> {
        let name: String = name.chars().take(LONGEST).collect();
        let lower = name.to_ascii_lowercase();
        let morphemes = morphemes(&self.dictionary, &lower);
        let mut terms = Vec::new();
        for word in words(&lower, &morphemes) {
            let begin = morphemes[word.morphemes.start].bytes.start;
            terms.push(Shelf::Names.term(&lower[begin..], &name));
            if let Some(reading) = reading(&morphemes[word.morphemes.start..]) {
                terms.push(Shelf::NameReadings.term(&reading, &name));
            }
        }
        terms
    }
}

/// How a short text is read, in hiragana with its long vowels; none where that
/// is not known of all of it.
pub(crate) fn read_aloud(dictionary: &Dictionary, text: &str) -> Option<String> {
    let morphemes = morphemes(dictionary, &text.to_ascii_lowercase());
    let readings = morphemes.iter().map(|morpheme| morpheme.reading.as_deref());
    Some(in_hiragana(&readings.collect::<Option<String>>()?)).filter(|kana| !kana.is_empty())
}

/// How the beginning of a short text is read, as far as that is known.
pub(crate) fn read_beginning(dictionary: &Dictionary, text: &str) -> String {
    let morphemes = morphemes(dictionary, &text.to_ascii_lowercase());
    let readings = morphemes
        .iter()
        .map_while(|morpheme| morpheme.reading.as_deref());
    in_hiragana(&readings.collect::<String>())
}

fn in_hiragana(kana: &str) -> String {
    kana.chars().map(to_hiragana).collect()
}

fn morphemes(dictionary: &Dictionary, text: &str) -> Vec<Morpheme> {
    let segments = dictionary
        .segmenter
        .segment_with_lattice(text.into(), &mut Lattice::default());
    let mut segments = segments.unwrap_or_default();
    let morpheme = segments.iter_mut().map(|segment| {
        let bytes = segment.byte_start..segment.byte_end;
        let surface = &text[bytes.clone()];
        let known = segment
            .get_detail(READING)
            .filter(|reading| *reading != "*")
            .map(str::to_owned);
        let mut details = segment.details_iter();
        let (part_of_speech, detail) = (details.next(), details.next());
        Morpheme {
            reading: known.or_else(|| is_kana(surface).then(|| surface.to_owned())),
            bytes,
            role: role(
                surface,
                part_of_speech.unwrap_or_default(),
                detail.unwrap_or_default(),
            ),
        }
    });
    morpheme.collect()
}

/// Decides by IPADIC's part of speech.
fn role(surface: &str, part_of_speech: &str, detail: &str) -> Role {
    if !surface.contains(char::is_alphanumeric) {
        return Role::Gap;
    }
    match (part_of_speech, detail) {
        ("助詞", _) if surface == "の" => Role::Joint,
        ("助詞" | "助動詞" | "記号" | "接続詞" | "連体詞" | "副詞", _) => Role::Gap,
        ("接頭詞", _) => Role::Prefix,
        ("名詞", "接尾") if surface == "等" => Role::Gap,
        ("名詞", "接尾") => Role::Suffix,
        _ => Role::Word,
    }
}

/// The words of a text.
fn words(text: &str, morphemes: &[Morpheme]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut follows, mut prefix) = (false, None);
    for (index, morpheme) in morphemes.iter().enumerate() {
        let surface = &text[morpheme.bytes.clone()];
        let touches = |word: &Word| word.morphemes.end == index && follows;
        match morpheme.role {
            Role::Gap => (follows, prefix) = (false, None),
            Role::Joint => prefix = None,
            Role::Prefix => prefix = prefix.or(Some(index)),
            Role::Suffix if words.last().is_some_and(touches) && prefix.is_none() => {
                if let Some(last) = words.last_mut() {
                    last.morphemes.end = index + 1;
                }
            }
            Role::Word | Role::Suffix => {
                let goes_on = surface.starts_with(|first: char| first.is_ascii_digit())
                    && words.last().is_some_and(|last| {
                        touches(last)
                            && text[..morpheme.bytes.start]
                                .ends_with(|before: char| before.is_ascii_alphanumeric())
                    });
                match words.last_mut().filter(|_| goes_on) {
                    // ISO 9001 is one word, however it is cut.
                    Some(last) => last.morphemes.end = index + 1,
                    None => words.push(Word {
                        morphemes: prefix.unwrap_or(index)..index + 1,
                        follows,
                    }),
                }
                (follows, prefix) = (true, None);
            }
        }
    }
    words
}

/// Whether somebody would begin a search so: not with 2台 or a lone 業.
fn may_begin(rest: &str) -> bool {
    !rest.starts_with(|first: char| first.is_ascii_digit())
}

/// The reading of morphemes as terms have it; none where one is not known.
fn reading(morphemes: &[Morpheme]) -> Option<String> {
    let readings = morphemes.iter().map(|morpheme| morpheme.reading.as_deref());
    let kana: String = readings.collect::<Option<String>>()?;
    Some(key(&kana)).filter(|reading| !reading.is_empty())
}

fn is_kana(text: &str) -> bool {
    text.chars()
        .all(|character| matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'))
}

impl Tokenizer for PieceTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        TermStream {
            terms: self.terms(text).into_iter(),
            token: &mut self.token,
        }
    }
}
