//! `GET /notices/{id}`: one notice with its documents.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use irefuda_procurement::eligibility::{Evaluation, Holdings, Prospect};
use irefuda_procurement::{Field, Notice};
use irefuda_search::DEFAULT_SIMILAR;
use jiff::civil::DateTime;

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::state::ServerState;

use super::address;
use super::closing::Closing;
use super::conditions::Conditions;
use super::facts::{self, Fact};
use super::frame::Frame;
use super::history::{StepView, marks, steps};
use super::passages::{Citation, Citations, PartView};
use super::schedule::{Event, events};
use super::similar::{SimilarView, similar_views};

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    frame: Frame,
    title: Option<&'a str>,
    title_citation: Option<Citation>,
    agency: Option<&'a str>,
    department: Option<&'a str>,
    closing: Closing,
    /// What became of it since it was announced: name and label.
    marks: Vec<(&'static str, &'static str)>,
    history: Vec<StepView<'a>>,
    events: Vec<Event<'a>>,
    conditions: Conditions<'a>,
    /// What the firm holds, as the form has it.
    holds: String,
    /// Whether it may bid.
    eligibility: Option<&'a Prospect>,
    procurement: Vec<Fact>,
    contract: Vec<Fact>,
    warnings: &'a [String],
    similar: Vec<SimilarView<'a>>,
    parts: Vec<PartView<'a>>,
    source: &'a irefuda_procurement::Source,
    /// The notice in JSON.
    json: String,
}

/// The page of a notice.
pub(crate) async fn notice(
    State(state): State<ServerState>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ServerError> {
    let holdings = parameters.holdings(&state.lexicon)?;
    let notice = state.notice(id).await?;
    let similar = state.similar(notice.id.clone(), DEFAULT_SIMILAR).await?;
    let evaluation = state.evaluate(&notice, &holdings);
    let frame = Frame::new(state.clock, Some("notice.css")).with_holdings(&holdings);
    let firm = Firm {
        holdings: &holdings,
        evaluation: evaluation.as_ref(),
    };
    let now = state.now();
    let page = NoticePage {
        similar: similar_views(&similar, &holdings, now),
        ..notice_page(&notice, &firm, now, frame)
    };
    Ok(Html(page.render()?).into_response())
}

/// Who looks at the notice.
struct Firm<'a> {
    holdings: &'a Holdings,
    evaluation: Option<&'a Evaluation>,
}

fn notice_page<'a>(
    notice: &'a Notice,
    firm: &Firm<'a>,
    now: DateTime,
    frame: Frame,
) -> NoticePage<'a> {
    let mut citations = Citations::new(notice);
    let status = notice.status(now);
    NoticePage {
        frame,
        title: notice.title.as_deref(),
        title_citation: facts::cite(Field::Title, "件名", notice, &mut citations),
        agency: notice.agency.as_deref(),
        department: notice.department.as_deref(),
        closing: Closing::new(status, notice.judged_as(), notice.closes_at, now),
        marks: marks(&notice.marks()),
        history: steps(notice, &mut citations),
        events: events(notice, now, &mut citations),
        conditions: Conditions::new(&notice.requirement, firm.evaluation, &mut citations),
        holds: firm.holdings.to_string(),
        eligibility: firm.evaluation.map(|evaluation| &evaluation.prospect),
        procurement: facts::procurement(notice, &mut citations),
        contract: facts::contract(notice, &mut citations),
        warnings: &notice.warnings,
        similar: Vec::new(),
        parts: citations.parts(),
        source: &notice.source,
        json: format!("/api/v1{}", address::notice(&notice.id, firm.holdings)),
    }
}
