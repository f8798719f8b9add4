//! The text query as typed.
//!
//! ```text
//! query  = any
//! any    = all { or all }                 one of them has to hold
//! all    = item { [ and ] item }          every one has to hold
//! item   = [ not ] ( group | term )
//! group  = "(" any ")"
//! term   = [ field ":" ] ( phrase | word [ "*" ] | group )
//! phrase = '"' text '"' | '「' text '」' | '『' text '』' | '“' text '”'
//! word   = characters other than white space, up to the next phrase
//! or     = "OR" | "|" | "または" | "又は" | "もしくは" | "若しくは"
//! and    = "AND" | "&" | "かつ" | "及び" | "および"
//! not    = "-" (directly before an item) | "NOT" | "ANDNOT"
//! field  = 件名 | 機関 | 本文 | 公告 | 説明書 | 仕様書 | 様式 | 規程, or in English
//! ```
//!
//! These are also the operators of 官公需情報ポータル. All of it may be typed in
//! full width; `OR` and `AND` also in lower case. `word*` finds words that begin
//! so.
//!
//! Texts are pasted into search boxes, so a sign is an operator only where it
//! can be one: a parenthesis without its partner or glued to a word
//! (`（仮称）市民会館`), a quotation mark without its partner, a name before a
//! colon that is no field (`TEL:`) and an operator with nothing to join are
//! characters like others. Only where a query uses operators elsewhere are they
//! mistakes, which [`QueryError`] points at.

mod lexer;
mod parser;

use std::ops::Range;

use crate::analysis::normalise;

/// The most words and phrases of a query.
pub(crate) const MAX_TERMS: usize = 64;
/// The deepest nesting of parentheses.
pub(crate) const MAX_NESTING: usize = 8;

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextQuery {
    Term(Term),
    Not(Box<TextQuery>),
    /// Every one of them; of nothing it is everything.
    All(Vec<TextQuery>),
    Any(Vec<TextQuery>),
}

/// What was typed without a space, or in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// In the form in which text is analysed; never empty.
    pub text: String,
    pub form: Form,
    pub scope: Scope,
    /// Where it was typed, in characters of the query.
    pub range: Range<usize>,
}

/// How a term's words have to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Word,
    /// It stood in quotation marks: these words and no others, in a row.
    Phrase,
    /// It ended with an asterisk.
    Prefix,
    /// It is a word of a compound.
    Piece,
}

/// Where a term has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    Anywhere,
    Title,
    Agency,
    /// Any part of the documents.
    Body,
    Notice,
    Instructions,
    Specification,
    Form,
    Policy,
}

/// A mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}文字目: {reason}")]
pub(crate) struct QueryError {
    /// Where, in characters from 1.
    pub column: usize,
    /// What is wrong, in Japanese and English.
    pub reason: String,
}

impl TextQuery {
    /// Reads a query.
    pub fn parse(typed: &str) -> Result<Self, QueryError> {
        parser::parse(typed)
    }

    /// What has to hold, one by one; a query that is no list is its only item.
    pub fn items(&self) -> &[TextQuery] {
        match self {
            Self::All(items) => items,
            item => std::slice::from_ref(item),
        }
    }
}

impl Term {
    /// A term of typed text, if anything of it remains when it is normalised.
    fn new(typed: &str, form: Form, scope: Scope, range: Range<usize>) -> Option<Self> {
        let text = normalise(typed).trim().to_owned();
        (!text.is_empty()).then_some(Self {
            text,
            form,
            scope,
            range,
        })
    }

    /// Whether synonyms and other spellings may stand for it.
    pub fn has_other_forms(&self) -> bool {
        matches!(self.form, Form::Word | Form::Piece)
    }

    /// A word of a compound: for itself, and not wherever its characters stand.
    pub fn piece(text: &str, scope: Scope) -> Self {
        Self {
            form: Form::Piece,
            ..Self::word(text, scope)
        }
    }

    /// A word that was not typed as such, such as a synonym.
    pub fn word(text: impl Into<String>, scope: Scope) -> Self {
        Self {
            text: text.into(),
            form: Form::Word,
            scope,
            range: 0..0,
        }
    }
}

impl Scope {
    /// The names of the fields.
    const NAMES: [(Self, &'static [&'static str]); 8] = [
        (Self::Title, &["件名", "title"]),
        (Self::Agency, &["機関", "発注機関", "発注者", "agency"]),
        (Self::Body, &["本文", "body"]),
        (Self::Notice, &["公告", "notice"]),
        (
            Self::Instructions,
            &["説明書", "入札説明書", "instructions"],
        ),
        (Self::Specification, &["仕様書", "specification"]),
        (Self::Form, &["様式", "form"]),
        (Self::Policy, &["規程", "policy"]),
    ];

    fn named(name: &str) -> Option<Self> {
        let name = normalise(name);
        let mut scopes = Self::NAMES.into_iter();
        scopes.find_map(|(scope, names)| names.contains(&name.as_str()).then_some(scope))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query in a form that shows how it was read.
    fn shown(query: &TextQuery) -> String {
        let list = |items: &[TextQuery]| items.iter().map(shown).collect::<Vec<_>>().join(" ");
        match query {
            TextQuery::Term(term) => {
                let scope = match term.scope {
                    Scope::Anywhere => String::new(),
                    scope => format!("{scope:?}:"),
                };
                match term.form {
                    Form::Word | Form::Piece => format!("{scope}{}", term.text),
                    Form::Phrase => format!("{scope}\"{}\"", term.text),
                    Form::Prefix => format!("{scope}{}*", term.text),
                }
            }
            TextQuery::Not(item) => format!("-{}", shown(item)),
            TextQuery::All(items) => format!("({})", list(items)),
            TextQuery::Any(items) => format!("[{}]", list(items)),
        }
    }

    #[test]
    fn queries_are_read_as_the_table_says() {
        let cases = include_str!("../../tests/cases/queries.txt");
        let lines = cases
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (typed, expected) = line.split_once(" => ").expect("query => reading");
            let read = match TextQuery::parse(typed) {
                Ok(query) => shown(&query),
                Err(error) => format!("! {}", error.column),
            };
            assert_eq!(read, expected, "{typed}");
        }
    }

    #[test]
    fn there_are_limits() {
        let words = |count: usize| "語 ".repeat(count);
        assert!(TextQuery::parse(&words(MAX_TERMS)).is_ok());
        let error = TextQuery::parse(&words(MAX_TERMS + 1)).expect_err("too many");
        assert_eq!(error.column, 2 * MAX_TERMS + 1);
        let nested = |depth: usize| format!("{}語 語{}", "( ".repeat(depth), " )".repeat(depth));
        assert!(TextQuery::parse(&nested(MAX_NESTING)).is_ok());
        assert!(TextQuery::parse(&nested(MAX_NESTING + 1)).is_err());
    }
}
