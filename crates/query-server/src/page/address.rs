//! Links: every state of the search page is an address.

use irefuda_procurement::eligibility::Holdings;
use irefuda_search::SearchRequest;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands unescaped in a path segment.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The address of a search.
pub(super) fn search(request: &SearchRequest) -> String {
    with_parameters("/", request)
}

/// The address of all that a search finds, as CSV.
pub(super) fn export(request: &SearchRequest) -> String {
    with_parameters("/api/v1/notices.csv", &request.without_presentation())
}

fn with_parameters(path: &str, request: &SearchRequest) -> String {
    let parameters = request.to_parameters();
    if parameters.is_empty() {
        return path.to_owned();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    format!("{path}?{}", query.finish())
}

/// The address of a search that differs a little, from its first page on.
pub(super) fn changed(request: &SearchRequest, change: impl FnOnce(&mut SearchRequest)) -> String {
    let mut request = request.clone();
    change(&mut request);
    request.page = 1;
    search(&request)
}

/// The address of a notice, as a firm that holds this sees it.
pub(super) fn notice(id: &str, holdings: &Holdings) -> String {
    let path = format!("/notices/{}", utf8_percent_encode(id, PLAIN));
    if holdings.is_empty() {
        return path;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(holdings.names().map(|name| ("holds", name)));
    format!("{path}?{}", query.finish())
}
