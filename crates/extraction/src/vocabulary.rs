//! Finding many words in a text at once.
//!
//! An automaton over bytes walks through every character of Japanese text, since
//! all of them begin with the same few bytes. Here two characters at a time are
//! looked up in a set of bits, and hardly any pair begins a word.

use std::cmp::Reverse;
use std::ops::Range;

/// Words that are looked for together.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// By the characters that they begin with, then the longest first, then in
    /// the order in which they were given.
    words: Vec<Word>,
    /// Whether a word may begin with a character, by its last bits.
    firsts: Vec<u64>,
    /// Whether a word may begin with a pair of characters, by its hash.
    beginnings: Vec<u64>,
    /// Those of one character, which may be followed by any.
    singles: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    text: String,
    beginning: Pair,
    number: usize,
}

/// The first two characters of a text; of a text of one, one.
type Pair = (char, Option<char>);

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its number in the order in which the words were given.
    pub word: usize,
    start: usize,
    end: usize,
}

impl Found {
    pub fn start(self) -> usize {
        self.start
    }

    pub fn end(self) -> usize {
        self.end
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Characters and hashes of pairs are told apart by so many bits.
const BITS: u32 = 16;

impl Vocabulary {
    /// The words in the order of their numbers; none of them is empty.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words = words.into_iter().enumerate().filter_map(|(number, word)| {
            let text = word.as_ref().to_owned();
            let beginning = pair(&text)?;
            Some(Word {
                text,
                beginning,
                number,
            })
        });
        let (mut words, singles): (Vec<Word>, Vec<Word>) =
            words.partition(|word| word.beginning.1.is_some());
        words.sort_by_key(|word| (word.beginning, Reverse(word.text.len()), word.number));
        let mut firsts = vec![0; 1 << (BITS - 6)];
        let mut beginnings = firsts.clone();
        for word in words.iter().chain(&singles) {
            set(&mut firsts, last_bits(word.beginning.0));
            set(&mut beginnings, hash(word.beginning));
        }
        Self {
            words,
            firsts,
            beginnings,
            singles,
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len() + self.singles.len()
    }

    /// The words of a text from its beginning on, of those that begin at one
    /// place the longest, and none that overlaps one before.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let mut position = 0;
        std::iter::from_fn(move || {
            let found = self.next(text, position)?;
            position = found.end;
            Some(found)
        })
    }

    /// The first word of a text, of those that begin there the longest.
    pub fn find(&self, text: &str) -> Option<Found> {
        self.next(text, 0)
    }

    /// Length of the longest word with which a text begins.
    pub fn prefix(&self, text: &str) -> Option<usize> {
        let beginning = pair(text)?;
        let found = self.at(text, 0, beginning).next();
        found.map(Found::len)
    }

    /// Every word of a text, also those inside others.
    pub fn find_all(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (position, beginning) in pairs(text, 0) {
            if self.may_begin(beginning) {
                found.extend(self.at(text, position, beginning));
            }
        }
        found
    }

    fn next(&self, text: &str, from: usize) -> Option<Found> {
        let mut likely = pairs(text, from).filter(|(_, beginning)| self.may_begin(*beginning));
        likely.find_map(|(position, beginning)| self.at(text, position, beginning).next())
    }

    fn may_begin(&self, beginning: Pair) -> bool {
        let begins = || {
            let mut singles = self.singles.iter();
            is_set(&self.beginnings, hash(beginning))
                || singles.any(|word| word.beginning.0 == beginning.0)
        };
        is_set(&self.firsts, last_bits(beginning.0)) && begins()
    }

    /// The words that stand at a position, the longest first.
    fn at<'a>(
        &'a self,
        text: &'a str,
        position: usize,
        beginning: Pair,
    ) -> impl Iterator<Item = Found> + 'a {
        let start = self
            .words
            .partition_point(|word| word.beginning < beginning);
        let of_pair = self.words[start..]
            .iter()
            .take_while(move |word| word.beginning == beginning);
        let there = of_pair
            .chain(&self.singles)
            .filter(move |word| text[position..].starts_with(word.text.as_str()));
        there.map(move |word| Found {
            word: word.number,
            start: position,
            end: position + word.text.len(),
        })
    }
}

fn pair(text: &str) -> Option<Pair> {
    let mut characters = text.chars();
    characters.next().map(|first| (first, characters.next()))
}

/// The characters of a text from a position on, each with the next.
fn pairs(text: &str, from: usize) -> impl Iterator<Item = (usize, Pair)> {
    let mut characters = text[from..].char_indices();
    let mut next = characters.next();
    std::iter::from_fn(move || {
        let (offset, first) = next?;
        next = characters.next();
        Some((from + offset, (first, next.map(|(_, second)| second))))
    })
}

fn set(bits: &mut [u64], bit: usize) {
    bits[bit >> 6] |= 1 << (bit & 63);
}

fn is_set(bits: &[u64], bit: usize) -> bool {
    bits[bit >> 6] >> (bit & 63) & 1 == 1
}

fn last_bits(character: char) -> usize {
    character as usize & ((1 << BITS) - 1)
}

fn hash((first, second): Pair) -> usize {
    let second = second.map_or(0, u32::from);
    let mixed = (u32::from(first) << 15 ^ second).wrapping_mul(0x9e37_79b1);
    (mixed >> (32 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], text: &str, longest: &[&str], all: &[&str]) {
        let vocabulary = Vocabulary::new(words);
        let words_of = |found: Vec<Found>| -> Vec<&str> {
            let of_number = |found: &Found| {
                assert_eq!(words[found.word], &text[found.range()]);
                words[found.word]
            };
            found.iter().map(of_number).collect()
        };
        let found = vocabulary.find_iter(text).collect();
        assert_eq!(words_of(found), longest, "{text}");
        assert_eq!(words_of(vocabulary.find_all(text)), all, "{text}");
    }

    #[test]
    fn the_longest_words_are_found_from_the_left() {
        let words = ["入札", "一般競争入札", "競争入札", "院", "入札公告", "A"];
        check(&words, "", &[], &[]);
        check(&words, "公告", &[], &[]);
        check(&words, "入札", &["入札"], &["入札"]);
        check(
            &words,
            "一般競争入札公告",
            &["一般競争入札"],
            &["一般競争入札", "競争入札", "入札公告", "入札"],
        );
        check(&words, "病院A入", &["院", "A"], &["院", "A"]);
        check(&words, "入入札", &["入札"], &["入札"]);
    }

    #[test]
    fn of_equal_words_the_first_is_found() {
        let vocabulary = Vocabulary::new(["公告", "入札", "公告"]);
        let numbers: Vec<usize> = vocabulary
            .find_iter("公告")
            .map(|found| found.word)
            .collect();
        assert_eq!(numbers, [0]);
        assert_eq!(vocabulary.prefix("入札公告"), Some("入札".len()));
        assert_eq!(vocabulary.prefix("の入札"), None);
    }
}
