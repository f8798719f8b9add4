//! The addresses of the server: a list, and nothing else.

use axum::Router;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ServerError;
use crate::state::ServerState;
use crate::{api, assets, layers, page};

/// Every address, with the layers around it.
pub(crate) fn router(state: ServerState) -> Router {
    let clock = state.clock;
    let (api, _) = api_router().split_for_parts();
    let routes = api
        .merge(page_router())
        .fallback(nothing_here)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state);
    layers::with_layers(routes, clock)
}

/// The description of the API.
pub(crate) fn description() -> OpenApi {
    api_router().into_openapi()
}

fn api_router() -> OpenApiRouter<ServerState> {
    OpenApiRouter::with_openapi(api::preface())
        .routes(routes!(api::search_notices::search_notices))
        .routes(routes!(api::export::export_csv))
        .routes(routes!(api::export::export_jsonl))
        .routes(routes!(api::suggestions::suggestions))
        .routes(routes!(api::notice::notice))
        .routes(routes!(api::part::part))
        .routes(routes!(api::similar::similar))
        .routes(routes!(api::openapi::openapi))
        .routes(routes!(api::health::health))
}

fn page_router() -> Router<ServerState> {
    Router::new()
        .route("/", get(page::search::search))
        .route("/notices/{id}", get(page::notice::notice))
        .route("/help", get(page::help::help))
        .route("/api", get(page::api::api))
        .route("/static/{*path}", get(assets::asset))
}

async fn nothing_here() -> ServerError {
    ServerError::Refused(404)
}

async fn wrong_method() -> ServerError {
    ServerError::Refused(405)
}
