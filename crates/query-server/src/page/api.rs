//! `GET /api`: the API for people, from the same description that programs get.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use crate::clock::Clock;
use crate::error::ServerError;
use crate::problem::{KINDS, ProblemKind};
use crate::router;
use crate::state::ServerState;

use super::frame::Frame;
use super::reference::Reference;

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    reference: Reference,
    problems: &'static [ProblemKind],
}

/// The page of the API.
pub(crate) async fn api(State(state): State<ServerState>) -> Result<Response, ServerError> {
    Ok(Html(page(state.clock).render()?).into_response())
}

fn page(clock: Clock) -> ApiPage {
    ApiPage {
        frame: Frame::new(clock, Some("reference.css")),
        reference: Reference::of(&router::description()),
        problems: &KINDS,
    }
}
