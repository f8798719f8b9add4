//! From lexemes to a query.

use super::lexer::{Lexeme, Lexemes, Sign, Strictness, lexemes};
use super::{Form, MAX_NESTING, MAX_TERMS, QueryError, Scope, Term, TextQuery};

pub(super) fn parse(typed: &str) -> Result<TextQuery, QueryError> {
    let Lexemes { all, unpaired } = lexemes(typed);
    let is_operand = |lexeme: &Lexeme| matches!(lexeme.sign, Sign::Term(..));
    let is_strict = |lexeme: &Lexeme| match lexeme.sign {
        Sign::Or(strictness) | Sign::And(strictness) => strictness == Strictness::Strict,
        Sign::Open | Sign::Field(_) | Sign::AndNot => true,
        Sign::Not => lexeme.range.len() > 1,
        Sign::Close | Sign::Term(..) => false,
    };
    if all.iter().any(is_operand)
        && all.iter().any(is_strict)
        && let Some(error) = unpaired
    {
        return Err(error);
    }
    // Operators alone are the words that were meant.
    let as_words = !all.iter().any(is_operand);
    let mut parser = Parser {
        typed: typed.chars().collect(),
        lexemes: all,
        next: 0,
        terms: 0,
        as_words,
    };
    parser.any(Scope::Anywhere, 0)
}

struct Parser {
    typed: Vec<char>,
    lexemes: Vec<Lexeme>,
    next: usize,
    terms: usize,
    as_words: bool,
}

impl Parser {
    fn peek(&self) -> Option<&Sign> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.sign)
    }

    fn error<T>(&self, lexeme: usize, reason: String) -> Result<T, QueryError> {
        let column = self
            .lexemes
            .get(lexeme)
            .map_or(self.typed.len(), |lexeme| lexeme.range.start + 1);
        Err(QueryError { column, reason })
    }

    fn any(&mut self, scope: Scope, nesting: usize) -> Result<TextQuery, QueryError> {
        let mut ways = vec![self.all(scope, nesting)?];
        while let Some(Sign::Or(_)) = self.peek() {
            self.next += 1;
            ways.push(self.all(scope, nesting)?);
        }
        ways.retain(|way| *way != TextQuery::All(Vec::new()));
        Ok(match ways.len() {
            0 => TextQuery::All(Vec::new()),
            1 => ways.remove(0),
            _ => TextQuery::Any(ways),
        })
    }

    fn all(&mut self, scope: Scope, nesting: usize) -> Result<TextQuery, QueryError> {
        let mut items = Vec::new();
        loop {
            match self.peek() {
                None | Some(Sign::Close) => break,
                Some(Sign::Or(_)) if self.joins(self.next) => break,
                Some(Sign::And(_)) if self.joins(self.next) => self.next += 1,
                _ => items.extend(self.item(scope, nesting)?),
            }
        }
        Ok(match items.as_slice() {
            [TextQuery::Term(_) | TextQuery::All(_) | TextQuery::Any(_)] => items.remove(0),
            _ => TextQuery::All(items),
        })
    }

    /// Whether an operator stands between two items.
    fn joins(&self, operator: usize) -> bool {
        let is_begin = |sign: &Sign| {
            matches!(
                sign,
                Sign::Term(..) | Sign::Open | Sign::Field(_) | Sign::Not | Sign::AndNot
            )
        };
        let is_end = |sign: &Sign| matches!(sign, Sign::Term(..) | Sign::Close);
        let before = operator.checked_sub(1).map(|before| &self.lexemes[before]);
        let behind = self.lexemes.get(operator + 1);
        before.is_some_and(|lexeme| is_end(&lexeme.sign))
            && behind.is_some_and(|lexeme| is_begin(&lexeme.sign))
    }

    /// An item; none where nothing of it remains.
    fn item(&mut self, scope: Scope, nesting: usize) -> Result<Option<TextQuery>, QueryError> {
        let start = self.next;
        let Some(sign) = self.peek().cloned() else {
            return Ok(None);
        };
        self.next += 1;
        if self.as_words {
            return self.typed_word(start, scope);
        }
        match sign {
            Sign::Term(text, form) => self.term(start, &text, form, scope),
            Sign::Open if nesting == MAX_NESTING => self.error(
                start,
                format!("括弧が深すぎます({MAX_NESTING}重まで) (parentheses nest too deep)"),
            ),
            Sign::Open => {
                let inside = self.any(scope, nesting + 1)?;
                if let Some(Sign::Close) = self.peek() {
                    self.next += 1;
                }
                Ok((inside != TextQuery::All(Vec::new())).then_some(inside))
            }
            Sign::Field(scope) => self.operand(start, scope, nesting),
            Sign::Not | Sign::AndNot => {
                let item = self.operand(start, scope, nesting)?;
                Ok(item.map(|item| TextQuery::Not(Box::new(item))))
            }
            Sign::Or(Strictness::Lenient) | Sign::And(Strictness::Lenient) => {
                self.typed_word(start, scope)
            }
            Sign::Or(Strictness::Strict) | Sign::And(Strictness::Strict) => {
                self.nothing_to_join(start)
            }
            Sign::Close => Ok(None),
        }
    }

    /// What stands behind a field or a negation.
    fn operand(
        &mut self,
        start: usize,
        scope: Scope,
        nesting: usize,
    ) -> Result<Option<TextQuery>, QueryError> {
        match self.peek() {
            Some(Sign::Term(..) | Sign::Open | Sign::Field(_) | Sign::Not) => {
                self.item(scope, nesting)
            }
            _ => self.nothing_to_join(start),
        }
    }

    fn nothing_to_join<T>(&self, lexeme: usize) -> Result<T, QueryError> {
        let typed = self.text(lexeme);
        self.error(
            lexeme,
            format!(
                "「{typed}」の前か後ろに言葉がありません。文字として探すなら引用符で囲んでください \
                 (an operator with nothing to join; quote it to search for it)"
            ),
        )
    }

    fn text(&self, lexeme: usize) -> String {
        let range = self.lexemes[lexeme].range.clone();
        self.typed[range].iter().collect()
    }

    /// A sign as the characters that it is.
    fn typed_word(&mut self, lexeme: usize, scope: Scope) -> Result<Option<TextQuery>, QueryError> {
        let text = self.text(lexeme);
        self.term(lexeme, &text, Form::Word, scope)
    }

    fn term(
        &mut self,
        lexeme: usize,
        typed: &str,
        form: Form,
        scope: Scope,
    ) -> Result<Option<TextQuery>, QueryError> {
        let range = self.lexemes[lexeme].range.clone();
        let Some(term) = Term::new(typed, form, scope, range) else {
            return Ok(None);
        };
        self.terms += 1;
        if self.terms > MAX_TERMS {
            return self.error(
                lexeme,
                format!("言葉が多すぎます({MAX_TERMS}個まで) (more than {MAX_TERMS} words)"),
            );
        }
        Ok(Some(TextQuery::Term(term)))
    }
}
