//! Pairs of neighbouring characters: what makes sure that whatever stands in
//! a text verbatim can be found, however it was segmented.
//!
//! White space separates. The last character before it stands alone, so that
//! every character begins a term. Positions are characters from the beginning,
//! white space among them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Splits text that was normalised before.
#[derive(Clone, Default)]
pub(crate) struct BigramTokenizer {
    token: Token,
}

/// The bigrams of one text.
pub(crate) struct BigramStream<'a> {
    rest: std::str::Chars<'a>,
    /// Where the rest begins, in characters.
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for BigramTokenizer {
    type TokenStream<'a> = BigramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BigramStream<'a> {
        BigramStream {
            rest: text.chars(),
            position: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for BigramStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(first) = self.rest.next() else {
                return false;
            };
            self.position += 1;
            if first.is_whitespace() {
                continue;
            }
            self.token.text.clear();
            self.token.text.push(first);
            let second = self.rest.clone().next();
            if let Some(second) = second.filter(|second| !second.is_whitespace()) {
                self.token.text.push(second);
            }
            self.token.position = self.position - 1;
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
