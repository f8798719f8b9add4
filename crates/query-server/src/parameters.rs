//! A query string becomes pairs, strictly.
//!
//! The usual parsers let a stray `%` pass and turn broken UTF-8 into `�`; here
//! both are errors, since a search for something else than what was meant is
//! worse than none.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use irefuda_procurement::Lexicon;
use irefuda_procurement::eligibility::Holdings;
use irefuda_search::{RequestError, SearchRequest, SuggestionRequest};
use percent_encoding::percent_decode_str;

use crate::error::ServerError;

/// The longest query string that is read, in bytes: 500 Japanese characters
/// and two hundred facet values fit.
const MAX_BYTES: usize = 16 << 10;

/// The parameters of a request, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query string.
    pub fn parse(query: &str) -> Result<Self, ServerError> {
        if query.len() > MAX_BYTES {
            return Err(ServerError::QueryTooLong { most: MAX_BYTES });
        }
        if !is_well_encoded(query) {
            return Err(ServerError::QueryEncoding);
        }
        let pairs = form_urlencoded::parse(query.as_bytes());
        Ok(Self(pairs.into_owned().collect()))
    }

    /// The search that they ask for.
    pub fn search_request(&self, lexicon: &Lexicon) -> Result<SearchRequest, RequestError> {
        SearchRequest::from_parameters(self.pairs(), lexicon)
    }

    /// The export that they ask for.
    pub fn export_request(&self, lexicon: &Lexicon) -> Result<SearchRequest, RequestError> {
        SearchRequest::of_export(self.pairs(), lexicon)
    }

    /// How many similar notices are asked for.
    pub fn similar_limit(&self) -> Result<usize, RequestError> {
        irefuda_search::similar_limit(self.pairs())
    }

    /// What has been typed so far.
    pub fn suggestion_request(&self) -> Result<SuggestionRequest, RequestError> {
        SuggestionRequest::from_parameters(self.pairs())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What a firm holds, where nothing else can be said.
    pub fn holdings(&self, lexicon: &Lexicon) -> Result<Holdings, RequestError> {
        if let Some((name, _)) = self.0.iter().find(|(name, _)| name != "holds") {
            let reason = "no such parameter; allowed: holds".to_owned();
            return Err(RequestError::of(name, reason));
        }
        let typed = self.0.iter().map(|(_, value)| value.as_str());
        irefuda_search::holdings(typed, lexicon)
    }

    /// The first value of this name.
    pub fn first(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(given, _)| given == name)?;
        Some(value)
    }

    /// Whether a form sent fields that nobody filled in.
    pub fn has_empty_value(&self) -> bool {
        self.0.iter().any(|(_, value)| value.is_empty())
    }

    /// All parameters but those of this name, as a query string.
    pub fn without(&self, name: &str) -> String {
        let kept = self.0.iter().filter(|(given, _)| given != name);
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .finish()
    }
}

fn is_well_encoded(query: &str) -> bool {
    let escapes = query.split('%').skip(1);
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes();
        digits.len() >= 2 && digits[..2].iter().all(u8::is_ascii_hexdigit)
    };
    escapes.into_iter().all(is_escape) && percent_decode_str(query).decode_utf8().is_ok()
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = ServerError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ServerError> {
        Self::parse(parts.uri.query().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_percent_encoded_utf8_is_refused() {
        for query in ["q=%", "q=%F", "q=%zz", "q=%FF", "%E3%81=1"] {
            assert!(Parameters::parse(query).is_err(), "{query}");
        }
    }

    #[test]
    fn what_is_encoded_well_is_read() {
        for (query, value) in [
            ("q=%E6%B0%B4+a", "水 a"),
            ("q=水", "水"),
            ("q=100%25", "100%"),
            ("q", ""),
        ] {
            let parameters = Parameters::parse(query).expect(query);
            assert_eq!(parameters.first("q"), Some(value), "{query}");
        }
    }

    #[test]
    fn a_parameter_can_be_left_out() {
        let parameters =
            Parameters::parse("q=a&page=0&kind=%E8%A8%82%E6%AD%A3").expect("well-formed");
        assert_eq!(parameters.without("page"), "q=a&kind=%E8%A8%82%E6%AD%A3");
    }
}
