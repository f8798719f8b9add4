//! `GET /`: the search page.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use irefuda_procurement::Lexicon;
use irefuda_search::{Direction, SearchAnswer, SearchRequest, Sort, SortColumn};

use crate::clock::Clock;
use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::state::ServerState;

use super::address;
use super::chips::{Chip, chips};
use super::facets::{Group, groups};
use super::frame::Frame;
use super::hits::{HitView, hits};
use super::paging::{Paging, last_page};
use super::understood::UnderstoodView;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    frame: Frame,
    total: u64,
    /// The address of all that was found, as a table.
    export: String,
    /// Numbers of the first and the last hit shown.
    shown: Option<(usize, usize)>,
    /// The address of the last page, when this one lies beyond it.
    last_page: Option<String>,
    with_all_words: u64,
    understood: UnderstoodView,
    chips: Vec<Chip>,
    /// The same words without any filter.
    without_filters: String,
    groups: Vec<Group>,
    /// What the firm holds, as the form has it.
    holds: String,
    ranges: [RangeField; 2],
    /// Parameters that the form keeps.
    kept: Vec<(&'static str, String)>,
    sorts: Vec<SortLink>,
    hits: Vec<HitView<'a>>,
    paging: Paging,
}

/// Two days between which something lies.
struct RangeField {
    label: &'static str,
    name: &'static str,
    from: String,
    to: String,
}

struct SortLink {
    label: &'static str,
    address: String,
    is_present: bool,
}

/// The orders that the page offers; another one can be had by its address.
const SORTS: [Sort; 4] = [
    Sort::Relevance,
    Sort::Closing,
    Sort::By(SortColumn::AnnouncedOn, Direction::Descending),
    Sort::By(SortColumn::PriceCeiling, Direction::Descending),
];

/// The search page. An address with empty fields, as forms make it, or with what
/// only programs have a use for, leads to the one without: the address is the
/// state.
pub(crate) async fn search(
    State(state): State<ServerState>,
    parameters: Parameters,
) -> Result<Response, ServerError> {
    let request = parameters.search_request(&state.lexicon)?;
    let shown = for_people(&request);
    if parameters.has_empty_value() || shown != request {
        return Ok(Redirect::to(&address::search(&shown)).into_response());
    }
    let answer = state.search(request.clone()).await?;
    let page = search_page(&request, &answer, &state.lexicon, state.clock);
    Ok(Html(page.render()?).into_response())
}

fn for_people(request: &SearchRequest) -> SearchRequest {
    SearchRequest {
        page: request.page,
        per_page: request.per_page,
        ..request.without_presentation()
    }
}

fn search_page<'a>(
    request: &SearchRequest,
    answer: &'a SearchAnswer,
    lexicon: &Lexicon,
    clock: Clock,
) -> SearchPage<'a> {
    SearchPage {
        frame: Frame::new(clock, Some("search.css")).with_words(&request.q),
        total: answer.total,
        shown: shown(request, answer),
        last_page: beyond_the_end(request, answer),
        with_all_words: answer.with_all_words,
        understood: UnderstoodView::new(request, answer, lexicon),
        chips: chips(request, answer, lexicon),
        without_filters: without_filters(request),
        groups: groups(answer),
        export: address::export(&as_answered(request, answer)),
        holds: request.holds.to_string(),
        ranges: ranges(request),
        kept: kept(request),
        sorts: sorts(request),
        hits: hits(answer, request),
        paging: Paging::new(request, answer),
    }
}

/// The request of which the hits are, where its words were corrected: an export
/// takes them as they are.
fn as_answered(request: &SearchRequest, answer: &SearchAnswer) -> SearchRequest {
    let mut meant = answer.understood.did_you_mean.iter();
    let applied = meant.find(|meant| meant.is_applied);
    SearchRequest {
        q: applied.map_or_else(|| request.q.clone(), |meant| meant.q.clone()),
        ..request.clone()
    }
}

fn shown(request: &SearchRequest, answer: &SearchAnswer) -> Option<(usize, usize)> {
    let before = (request.page - 1) * request.per_page;
    (!answer.hits.is_empty()).then(|| (before + 1, before + answer.hits.len()))
}

fn beyond_the_end(request: &SearchRequest, answer: &SearchAnswer) -> Option<String> {
    let last = last_page(answer);
    (answer.total > 0 && request.page > last).then(|| {
        let mut request = request.clone();
        request.page = last;
        address::search(&request)
    })
}

fn without_filters(request: &SearchRequest) -> String {
    address::search(&SearchRequest {
        q: request.q.clone(),
        sort: request.sort,
        ..SearchRequest::default()
    })
}

fn ranges(request: &SearchRequest) -> [RangeField; 2] {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        RangeField {
            label: "公告日",
            name: "announced",
            from: day(request.announced_from),
            to: day(request.announced_to),
        },
        RangeField {
            label: "締切日",
            name: "closes",
            from: day(request.closes_from.map(|moment| moment.date())),
            to: day(request.closes_to.map(|moment| moment.date())),
        },
    ]
}

fn kept(request: &SearchRequest) -> Vec<(&'static str, String)> {
    let parameters = request.to_parameters().into_iter();
    parameters
        .filter(|(name, _)| matches!(*name, "match" | "sort" | "per_page"))
        .collect()
}

fn sorts(request: &SearchRequest) -> Vec<SortLink> {
    let link = |sort: Sort| SortLink {
        label: sort.label(),
        address: address::changed(request, |request| request.sort = Some(sort)),
        is_present: request.effective_sort() == sort,
    };
    let makes_sense = |sort: &Sort| *sort != Sort::Relevance || !request.q.is_empty();
    let present = request.effective_sort();
    let other = (!SORTS.contains(&present)).then_some(present);
    let sorts = SORTS.into_iter().filter(makes_sense).chain(other);
    sorts.map(link).collect()
}
