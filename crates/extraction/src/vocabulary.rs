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
    /// Those of two characters and more, by the hash of the pair that they begin
    /// with, then by that pair, then the longest first, then in the order in
    /// which they were given.
    words: Vec<Word>,
    /// Where the words of each bucket of hashes begin, and where the last ends.
    buckets: Vec<u32>,
    /// Whether a word may begin with a pair of characters, by its hash.
    beginnings: Vec<u64>,
    /// Those of one character, which may be followed by any.
    singles: Vec<Word>,
    /// Whether a character may be one of these, by its last bits; nothing if
    /// there are none.
    lone: Vec<u64>,
    bits: Bits,
}

#[derive(Debug)]
struct Word {
    text: String,
    beginning: Pair,
    /// What stands behind that pair, by which most words are told apart.
    third: Option<char>,
    /// Length of these characters, in bytes.
    known: usize,
    number: usize,
}

/// By so many first bits of their hashes pairs are told apart.
#[derive(Debug, Clone, Copy)]
struct Bits {
    beginnings: u32,
    buckets: u32,
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

    /// The same in a text in which its own begins so many bytes later.
    pub fn moved(self, bytes: usize) -> Self {
        Self {
            start: self.start + bytes,
            end: self.end + bytes,
            ..self
        }
    }

    /// The same in a text that begins so many bytes later.
    pub fn moved_back(self, bytes: usize) -> Self {
        Self {
            start: self.start - bytes,
            end: self.end - bytes,
            ..self
        }
    }

    /// The same under the number that it has elsewhere.
    pub fn as_word(self, word: usize) -> Self {
        Self { word, ..self }
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Characters are told apart by so many bits, pairs by no more.
const MOST_BITS: u32 = 16;

impl Bits {
    /// Few words take little room, so that all of it stays close to the
    /// processor.
    fn of(words: usize) -> Self {
        let own = usize::BITS - words.leading_zeros();
        Self {
            beginnings: (own + 5).min(MOST_BITS),
            buckets: (own + 1).min(MOST_BITS),
        }
    }
}

impl Vocabulary {
    /// The words in the order of their numbers; none of them is empty.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words = words.into_iter().enumerate().filter_map(|(number, word)| {
            let text = word.as_ref().to_owned();
            let beginning = pair(&text)?;
            let third = text.chars().nth(2);
            let known = text.chars().take(3).map(char::len_utf8).sum();
            Some(Word {
                text,
                beginning,
                third,
                known,
                number,
            })
        });
        let (mut words, singles): (Vec<Word>, Vec<Word>) =
            words.partition(|word| word.beginning.1.is_some());
        words.sort_by_key(|word| {
            let pair = word.beginning;
            (hash(pair), pair, Reverse(word.text.len()), word.number)
        });
        let bits = Bits::of(words.len() + singles.len());
        let lone_bits = if singles.is_empty() {
            0
        } else {
            1 << MOST_BITS
        };
        let mut lone = vec![0; lone_bits / 64];
        let mut beginnings = vec![0; (1 << bits.beginnings) / 64 + 1];
        let mut buckets = vec![0; (1 << bits.buckets) + 1];
        for word in &singles {
            set(&mut lone, last_bits(word.beginning.0));
        }
        for word in &words {
            set(&mut beginnings, first_bits(word.beginning, bits.beginnings));
            buckets[first_bits(word.beginning, bits.buckets) + 1] += 1;
        }
        for bucket in 1..buckets.len() {
            buckets[bucket] += buckets[bucket - 1];
        }
        Self {
            words,
            buckets,
            beginnings,
            singles,
            lone,
            bits,
        }
    }

    /// Each word with its number.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let words = self.words.iter().chain(&self.singles);
        words.map(|word| (word.number, word.text.as_str()))
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

    /// Whether any word stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Length of the longest word with which a text begins.
    pub fn prefix(&self, text: &str) -> Option<usize> {
        self.prefixes(text).next().map(Found::len)
    }

    /// The words with which a text begins.
    pub fn prefixes<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let beginning = pair(text).filter(|beginning| self.may_begin(*beginning));
        let found = beginning.map(|beginning| self.at(text, 0, beginning));
        found.into_iter().flatten()
    }

    /// Every word of a text, also those inside others.
    pub fn find_all(&self, text: &str) -> Vec<Found> {
        let mut all = Vec::new();
        self.each(text, |found| all.push(found));
        all
    }

    /// Hands on every word of a text, also those inside others.
    pub fn each(&self, text: &str, mut take: impl FnMut(Found)) {
        let mut position = 0;
        while let Some((start, beginning)) = self.likely(text, position) {
            let rest = &text[start..];
            let third = rest.chars().nth(2);
            for word in self.of_bucket(beginning) {
                if word.begins(beginning, third, rest) {
                    take(word.found(start));
                }
            }
            if self.is_lone(beginning.0) {
                let singles = self.singles.iter();
                let of_first = singles.filter(|word| word.beginning.0 == beginning.0);
                of_first.for_each(|word| take(word.found(start)));
            }
            position = start + beginning.0.len_utf8();
        }
    }

    fn next(&self, text: &str, from: usize) -> Option<Found> {
        let mut position = from;
        while let Some((start, beginning)) = self.likely(text, position) {
            let found = self.at(text, start, beginning).next();
            if found.is_some() {
                return found;
            }
            position = start + beginning.0.len_utf8();
        }
        None
    }

    /// The next position from one on at which a word may begin, and the
    /// characters that stand there.
    fn likely(&self, text: &str, from: usize) -> Option<(usize, Pair)> {
        let mut characters = text[from..].char_indices();
        let (mut position, mut first) = characters.next()?;
        for (next, second) in characters {
            let beginning = (first, Some(second));
            if self.may_begin(beginning) {
                return Some((from + position, beginning));
            }
            (position, first) = (next, second);
        }
        let beginning = (first, None);
        self.may_begin(beginning)
            .then_some((from + position, beginning))
    }

    fn may_begin(&self, beginning: Pair) -> bool {
        is_set(
            &self.beginnings,
            first_bits(beginning, self.bits.beginnings),
        ) || self.is_lone(beginning.0)
    }

    /// Whether a character may be a word.
    fn is_lone(&self, character: char) -> bool {
        !self.lone.is_empty() && is_set(&self.lone, last_bits(character))
    }

    /// The words that stand at a position, the longest first.
    fn at<'a>(
        &'a self,
        text: &'a str,
        position: usize,
        beginning: Pair,
    ) -> impl Iterator<Item = Found> + 'a {
        let rest = &text[position..];
        let third = rest.chars().nth(2);
        let singles = match self.is_lone(beginning.0) {
            true => self.singles.as_slice(),
            false => &[],
        };
        let of_pair = self.of_bucket(beginning).iter();
        let of_pair = of_pair.filter(move |word| word.begins(beginning, third, rest));
        let of_first = singles
            .iter()
            .filter(move |word| word.beginning.0 == beginning.0);
        let there = of_pair.chain(of_first);
        there.map(move |word| word.found(position))
    }

    /// The words of which the hash is that of a pair.
    fn of_bucket(&self, beginning: Pair) -> &[Word] {
        let bucket = first_bits(beginning, self.bits.buckets);
        &self.words[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize]
    }
}

impl Word {
    /// Whether a text begins with the word, of which the first characters are
    /// known.
    fn begins(&self, beginning: Pair, third: Option<char>, text: &str) -> bool {
        let is_alike = self.beginning == beginning && (self.third.is_none() || self.third == third);
        is_alike && text.as_bytes()[self.known..].starts_with(&self.text.as_bytes()[self.known..])
    }

    fn found(&self, position: usize) -> Found {
        Found {
            word: self.number,
            start: position,
            end: position + self.text.len(),
        }
    }
}

/// The sentences and lines of a text in which words were found, with their full
/// stops and line ends. No word has one of these inside.
pub(crate) fn sentences<'a>(
    text: &'a str,
    found: impl Iterator<Item = Found> + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    const ENDS: [char; 2] = ['。', '\n'];
    let mut behind = 0;
    found.filter_map(move |found| {
        let before = text.get(behind..found.start)?;
        let start = before.rfind(ENDS).map_or(behind, |end| {
            behind + end + before[end..].chars().next().map_or(1, char::len_utf8)
        });
        let rest = &text[found.end..];
        behind = rest.find(ENDS).map_or(text.len(), |end| {
            found.end + end + rest[end..].chars().next().map_or(1, char::len_utf8)
        });
        Some(start..behind)
    })
}

fn pair(text: &str) -> Option<Pair> {
    let mut characters = text.chars();
    characters.next().map(|first| (first, characters.next()))
}

fn set(bits: &mut [u64], bit: usize) {
    bits[bit >> 6] |= 1 << (bit & 63);
}

fn is_set(bits: &[u64], bit: usize) -> bool {
    bits[bit >> 6] >> (bit & 63) & 1 == 1
}

fn last_bits(character: char) -> usize {
    character as usize & ((1 << MOST_BITS) - 1)
}

/// The first bits of a pair's hash, so many.
fn first_bits(pair: Pair, bits: u32) -> usize {
    (hash(pair) >> (u32::BITS - bits)) as usize
}

fn hash((first, second): Pair) -> u32 {
    let second = second.map_or(0, u32::from);
    (u32::from(first) << 15 ^ second).wrapping_mul(0x9e37_79b1)
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
