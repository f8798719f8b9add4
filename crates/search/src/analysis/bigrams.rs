//! Pairs of neighbouring characters: what makes sure that whatever stands in
//! a text verbatim can be found, however it was segmented.
//!
//! White space separates. The last character before it stands alone, so that
//! every character begins a term.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The bigrams of a text, one after the other.
pub(crate) fn bigrams(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|run| {
        run.char_indices().map(|(start, first)| {
            let second = start + first.len_utf8();
            let length = run[second..].chars().next().map_or(0, char::len_utf8);
            &run[start..second + length]
        })
    })
}

/// Splits text that was normalised before.
#[derive(Clone, Default)]
pub(crate) struct BigramTokenizer {
    token: Token,
}

/// The bigrams of one text.
pub(crate) struct BigramStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for BigramTokenizer {
    type TokenStream<'a> = BigramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BigramStream<'a> {
        BigramStream {
            rest: text.trim_start(),
            token: &mut self.token,
        }
    }
}

impl TokenStream for BigramStream<'_> {
    fn advance(&mut self) -> bool {
        let mut characters = self.rest.chars();
        let Some(first) = characters.next() else {
            return false;
        };
        let second = characters.next();
        self.token.text.clear();
        self.token.text.push(first);
        self.rest = &self.rest[first.len_utf8()..];
        match second {
            Some(second) if !second.is_whitespace() => self.token.text.push(second),
            _ => self.rest = self.rest.trim_start(),
        }
        // The field has neither positions nor offsets.
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
