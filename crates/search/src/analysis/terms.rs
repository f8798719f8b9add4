//! Terms that were made before, as tokens of a field without positions.

use tantivy::tokenizer::{Token, TokenStream};

/// The terms of one text.
pub(crate) struct TermStream<'a> {
    pub terms: std::vec::IntoIter<String>,
    pub token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else {
            return false;
        };
        self.token.text = term;
        self.token.position = 0;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
