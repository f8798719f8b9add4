//! `GET /healthz`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::state::ServerState;

/// サーバーの状態。
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// 応答できるときは `ok`。
    #[schema(value_type = String, example = "ok")]
    status: &'static str,
    /// 検索できる案件の数。
    #[schema(example = 1234)]
    notices: u64,
}

/// サーバーの状態を確かめる
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "運用",
    responses((status = 200, description = "応答できる", body = Health)),
)]
pub(crate) async fn health(State(state): State<ServerState>) -> Json<Health> {
    Json(Health {
        status: "ok",
        notices: state.document_count(),
    })
}
