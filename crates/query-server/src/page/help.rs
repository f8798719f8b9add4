//! `GET /help`: how to search.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use crate::error::ServerError;
use crate::state::ServerState;

use super::frame::Frame;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
}

/// The page that tells how to search.
pub(crate) async fn help(State(state): State<ServerState>) -> Result<Response, ServerError> {
    let page = HelpPage {
        frame: Frame::new(state.clock, Some("reference.css")),
    };
    Ok(Html(page.render()?).into_response())
}
