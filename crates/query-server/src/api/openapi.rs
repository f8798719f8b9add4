//! `GET /api/v1/openapi.json`.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;

static DESCRIPTION: LazyLock<String> = LazyLock::new(super::openapi_json);

/// この API の定義を読む
///
/// OpenAPI 3.1 の文書を返します。
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "運用",
    responses((status = 200, description = "OpenAPI の文書", body = serde_json::Value)),
)]
pub(crate) async fn openapi() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        DESCRIPTION.as_str(),
    )
}
