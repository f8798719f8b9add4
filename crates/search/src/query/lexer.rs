//! Cutting a typed query into signs and terms.

use std::ops::Range;

use super::{Form, QueryError, Scope};
use crate::analysis::normalise;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub sign: Sign,
    /// Where it was typed, in characters.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    Open,
    Close,
    And(Strictness),
    Or(Strictness),
    Not,
    AndNot,
    Field(Scope),
    /// As typed, without its quotation marks or its asterisk.
    Term(String, Form),
}

/// What an operator with nothing to join is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// A mistake: `OR`.
    Strict,
    /// A word like others: または.
    Lenient,
}

const QUOTATION_MARKS: [(char, char); 5] = [
    ('"', '"'),
    ('＂', '＂'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
];

/// The lexemes of a query, and the first parenthesis that has no partner.
pub(super) struct Lexemes {
    pub all: Vec<Lexeme>,
    pub unpaired: Option<QueryError>,
}

pub(super) fn lexemes(typed: &str) -> Lexemes {
    let mut lexer = Lexer {
        characters: typed.chars().collect(),
        position: 0,
        closes: Vec::new(),
        lexemes: Vec::new(),
        unpaired: None,
    };
    while lexer.position < lexer.characters.len() {
        lexer.step();
    }
    Lexemes {
        all: lexer.lexemes,
        unpaired: lexer.unpaired,
    }
}

struct Lexer {
    characters: Vec<char>,
    position: usize,
    /// Where the open groups end.
    closes: Vec<usize>,
    lexemes: Vec<Lexeme>,
    unpaired: Option<QueryError>,
}

impl Lexer {
    /// Takes the lexeme at the present position.
    fn step(&mut self) {
        let start = self.position;
        let first = self.characters[start];
        if first.is_whitespace() {
            self.position += 1;
            return;
        }
        if self.closes.last() == Some(&start) {
            self.closes.pop();
            return self.push(Sign::Close, start + 1);
        }
        if is_open(first)
            && let Some(end) = self.group_end(start)
        {
            self.closes.push(end);
            return self.push(Sign::Open, start + 1);
        }
        let next = self.characters.get(start + 1);
        if matches!(first, '-' | '－' | '−') && next.is_some_and(|next| !next.is_whitespace()) {
            return self.push(Sign::Not, start + 1);
        }
        if let Some(end) = self.quoted_end(start) {
            let inside = self.text(start + 1..end);
            return self.push(Sign::Term(inside, Form::Phrase), end + 1);
        }
        if let Some((scope, end)) = self.field(start) {
            return self.push(Sign::Field(scope), end);
        }
        self.word(start);
    }

    fn push(&mut self, sign: Sign, end: usize) {
        let range = self.position..end;
        self.lexemes.push(Lexeme { sign, range });
        self.position = end;
    }

    fn text(&self, range: Range<usize>) -> String {
        self.characters[range].iter().collect()
    }

    /// Takes a word, which may be an operator.
    fn word(&mut self, start: usize) {
        let mut end = start;
        let mut depth = 0_usize;
        while let Some(character) = self.characters.get(end).copied() {
            let is_close = self.closes.last() == Some(&end);
            let is_phrase = end > start && self.quoted_end(end).is_some();
            if character.is_whitespace() || is_close || is_phrase {
                break;
            }
            if is_open(character) {
                depth += 1;
                self.note_unpaired(end, character);
            } else if is_close_sign(character) {
                if depth == 0 {
                    self.note_unpaired(end, character);
                }
                depth = depth.saturating_sub(1);
            }
            end += 1;
        }
        let typed = self.text(start..end);
        let sign = operator(&typed).unwrap_or_else(|| term(&typed));
        self.push(sign, end);
    }

    /// Remembers a parenthesis that has no partner in the query.
    fn note_unpaired(&mut self, position: usize, character: char) {
        let is_paired = match is_open(character) {
            true => self.partner(position).is_some(),
            false => (0..position).any(|open| self.partner(open) == Some(position)),
        };
        if !is_paired && self.unpaired.is_none() {
            self.unpaired = Some(QueryError {
                column: position + 1,
                reason: format!(
                    "「{character}」に対応する括弧がありません。文字として探すなら引用符で囲んでください \
                     (a parenthesis without its partner; quote it to search for it)"
                ),
            });
        }
    }

    /// Where the group that begins here ends: its partner, if that ends an item.
    fn group_end(&self, start: usize) -> Option<usize> {
        let end = self.partner(start)?;
        let outer = self.closes.last().copied().unwrap_or(usize::MAX);
        let behind = self.characters.get(end + 1).copied();
        let ends = behind.is_none_or(|next| next.is_whitespace() || is_close_sign(next));
        (ends && end < outer && end > start + 1).then_some(end)
    }

    /// The partner of an opening parenthesis.
    fn partner(&self, start: usize) -> Option<usize> {
        if !self.characters.get(start).copied().is_some_and(is_open) {
            return None;
        }
        let mut depth = 0_usize;
        let mut position = start;
        while let Some(character) = self.characters.get(position).copied() {
            if let Some(end) = self.quoted_end(position) {
                position = end;
            } else if is_open(character) {
                depth += 1;
            } else if is_close_sign(character) {
                depth -= 1;
                if depth == 0 {
                    return Some(position);
                }
            }
            position += 1;
        }
        None
    }

    /// Where the phrase that begins here has its closing mark.
    fn quoted_end(&self, start: usize) -> Option<usize> {
        let first = self.characters.get(start)?;
        let (_, partner) = QUOTATION_MARKS
            .iter()
            .find(|(opening, _)| opening == first)?;
        let inside = self.characters[start + 1..].iter();
        let length = inside.take_while(|character| *character != partner).count();
        let end = start + 1 + length;
        (end < self.characters.len()).then_some(end)
    }

    /// The field named here, and where what it holds for begins.
    fn field(&self, start: usize) -> Option<(Scope, usize)> {
        const LONGEST: usize = 16;
        let name = self.characters[start..].iter().take(LONGEST);
        let length = name
            .take_while(|character| !matches!(character, ':' | '：') && !character.is_whitespace())
            .count();
        let colon = start + length;
        if !matches!(self.characters.get(colon), Some(':' | '：')) {
            return None;
        }
        let scope = Scope::named(&self.text(start..colon))?;
        let something_follows = self.characters[colon + 1..]
            .iter()
            .any(|character| !character.is_whitespace());
        something_follows.then_some((scope, colon + 1))
    }
}

fn is_open(character: char) -> bool {
    matches!(character, '(' | '（')
}

fn is_close_sign(character: char) -> bool {
    matches!(character, ')' | '）')
}

fn operator(typed: &str) -> Option<Sign> {
    use Strictness::{Lenient, Strict};
    // Lower case is not folded here: "not" is a word of English texts.
    let folded = irefuda_folding::fold(typed);
    Some(match folded.text() {
        "AND" => Sign::And(Strict),
        "OR" => Sign::Or(Strict),
        "NOT" => Sign::Not,
        "ANDNOT" => Sign::AndNot,
        "and" | "&" | "&&" | "かつ" | "及び" | "および" => Sign::And(Lenient),
        "or" | "|" | "||" | "または" | "又は" | "もしくは" | "若しくは" => {
            Sign::Or(Lenient)
        }
        _ => return None,
    })
}

/// A word, or the beginning of one where it ends with an asterisk.
fn term(typed: &str) -> Sign {
    let is_star = |character: char| matches!(character, '*' | '＊');
    // What stands verbatim is found wherever it begins, so an asterisk before
    // a word says nothing.
    let stem = typed.trim_matches(is_star);
    if stem.is_empty() || normalise(stem).is_empty() {
        return Sign::Term(typed.to_owned(), Form::Word);
    }
    match typed.ends_with(is_star) {
        true => Sign::Term(stem.to_owned(), Form::Prefix),
        false => Sign::Term(stem.to_owned(), Form::Word),
    }
}
