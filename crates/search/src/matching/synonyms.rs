//! Synonyms: other ways to say a word, or a part of it.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use irefuda_procurement::Lexicon;

use super::spellings::Spellings;
use crate::analysis::{Morpheme, normalise};
use crate::query::Term;

/// The most other forms that one word gets.
const MOST_VARIANTS: usize = 16;

/// The most words, typed with spaces between, that may be one synonym
/// (JIS Q 15001).
const LONGEST_RUN: usize = 6;

/// The groups of synonyms, in the form in which text is analysed.
pub(crate) struct Synonyms {
    groups: Vec<Vec<String>>,
    /// The group of each form, written without spaces.
    group_of: HashMap<String, usize>,
    /// Finds the forms inside a word; patterns have the index of [`Self::forms`].
    finder: Option<AhoCorasick>,
    forms: Vec<String>,
    spellings: Spellings,
}

/// Words that stand for one thing, and other forms of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub words: Vec<Term>,
    pub alternatives: Vec<Term>,
}

impl Group {
    /// A word without other forms.
    pub fn literal(word: Term) -> Self {
        Self {
            words: vec![word],
            alternatives: Vec::new(),
        }
    }

    /// The words as they were typed.
    pub fn typed(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// A part of a word: as it stands, or a form with its group.
enum Piece<'a> {
    Plain(&'a str),
    Form(&'a str, usize),
}

impl Synonyms {
    pub fn of(lexicon: &Lexicon) -> Self {
        let normalised = |group: &Vec<String>| group.iter().map(|form| normalise(form)).collect();
        let groups: Vec<Vec<String>> = lexicon.synonyms.iter().map(normalised).collect();
        let mut group_of = HashMap::new();
        for (number, group) in groups.iter().enumerate() {
            for form in group
                .iter()
                .map(|form| compact(form))
                .filter(|form| !form.is_empty())
            {
                group_of.entry(form).or_insert(number);
            }
        }
        let mut forms: Vec<String> = group_of.keys().cloned().collect();
        forms.sort();
        let mut builder = AhoCorasick::builder();
        let finder = builder.match_kind(MatchKind::LeftmostLongest).build(&forms);
        Self {
            groups,
            group_of,
            // A lexicon beyond the automaton's limits is searched without the
            // words inside words.
            finder: finder.ok(),
            forms,
            spellings: Spellings::of(&lexicon.variants),
        }
    }

    /// Joins words that are one synonym together, and gives each its other
    /// forms. `analyse` tells where the morphemes of a word lie.
    pub fn expand(
        &self,
        words: &[Term],
        mut analyse: impl FnMut(&str) -> Vec<Morpheme>,
    ) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let (length, mut alternatives) = match self.whole(rest) {
                // Quotation marks ask for these words and no others.
                _ if !first.has_other_forms() => (1, Vec::new()),
                Some((length, group)) => (length, self.others(group, &rest[..length])),
                None => (1, self.variants(first, &analyse(&first.text))),
            };
            if length == 1 && first.has_other_forms() {
                alternatives.extend(self.spellings.others(&first.text));
            }
            let word = |text| Term {
                text,
                form: first.form,
                scope: first.scope,
                range: 0..0,
            };
            groups.push(Group {
                words: rest[..length].to_vec(),
                alternatives: alternatives.into_iter().map(word).collect(),
            });
            rest = &rest[length..];
        }
        groups
    }

    /// The longest run of words at the beginning that is a form, and its group.
    fn whole(&self, words: &[Term]) -> Option<(usize, usize)> {
        let scope = words.first().map(|word| word.scope);
        let is_plain = |word: &&Term| word.has_other_forms() && Some(word.scope) == scope;
        let plain = words.iter().take(LONGEST_RUN).take_while(is_plain).count();
        (1..=plain).rev().find_map(|length| {
            let run: String = words[..length]
                .iter()
                .map(|word| compact(&word.text))
                .collect();
            self.group_of.get(&run).map(|group| (length, *group))
        })
    }

    /// The forms of a group that differ from what was typed; also the same
    /// form, where its words were typed one by one.
    fn others(&self, group: usize, words: &[Term]) -> Vec<String> {
        let is_typed = |form: &&String| matches!(words, [word] if word.text == **form);
        let others = self.groups[group].iter().filter(|form| !is_typed(form));
        others.take(MOST_VARIANTS).cloned().collect()
    }

    /// The word with each form inside it replaced by the others of its group.
    fn variants(&self, word: &Term, morphemes: &[Morpheme]) -> Vec<String> {
        let mut variants = vec![String::new()];
        for piece in self.pieces(&word.text, morphemes) {
            let choices: Vec<&str> = match piece {
                Piece::Plain(text) => vec![text],
                Piece::Form(text, group) => {
                    let forms = self.groups[group].iter().map(String::as_str);
                    std::iter::once(text)
                        .chain(forms.filter(|form| *form != text))
                        .collect()
                }
            };
            let extended = choices.iter().flat_map(|choice| {
                variants
                    .iter()
                    .map(move |variant| format!("{variant}{choice}"))
            });
            variants = extended.take(MOST_VARIANTS + 1).collect();
        }
        variants.retain(|variant| *variant != word.text);
        variants
    }

    /// Takes a word apart where forms begin and end with its morphemes:
    /// ネット is none in インターネット.
    fn pieces<'a>(&self, text: &'a str, morphemes: &[Morpheme]) -> Vec<Piece<'a>> {
        let ends = morphemes
            .iter()
            .flat_map(|morpheme| [morpheme.start, morpheme.end]);
        let boundaries: BTreeSet<usize> = ends.chain([0, text.len()]).collect();
        let mut pieces = Vec::new();
        let mut done = 0;
        for found in self.finder.iter().flat_map(|finder| finder.find_iter(text)) {
            let with_mark = text[found.end()..]
                .strip_prefix('ー')
                .map(|rest| text.len() - rest.len());
            let end = [Some(found.end()), with_mark].into_iter().flatten();
            let end = end.into_iter().find(|end| boundaries.contains(end));
            let (Some(end), true) = (end, boundaries.contains(&found.start())) else {
                continue;
            };
            pieces.push(Piece::Plain(&text[done..found.start()]));
            let form = &self.forms[found.pattern().as_usize()];
            pieces.push(Piece::Form(&text[found.start()..end], self.group_of[form]));
            done = end;
        }
        pieces.push(Piece::Plain(&text[done..]));
        pieces
    }
}

/// Without spaces, since JIS Q 15001 is also written JISQ15001.
fn compact(form: &str) -> String {
    form.split_whitespace().collect()
}
