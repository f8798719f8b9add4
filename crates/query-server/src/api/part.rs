//! `GET /api/v1/notices/{id}/parts/{n}`.

use axum::Json;
use axum::extract::{Path, State};
use irefuda_procurement::PartRole;
use irefuda_search::RequestError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::schema::{Problems, vocabulary};
use crate::state::ServerState;

/// 案件の文書の1つ。
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartText {
    /// 文書の役割。
    #[schema(value_type = vocabulary::PartRole)]
    role: PartRole,
    /// 文書の見出し。
    #[schema(example = "入札説明書")]
    title: Option<String>,
    /// 本文。根拠の位置(start, end)は、この本文の Unicode 文字数で数える。
    text: String,
}

/// 案件の文書を読む
///
/// 公告、説明書、仕様書などの本文を1つずつ返します。
#[utoipa::path(
    get,
    path = "/api/v1/notices/{id}/parts/{n}",
    tag = "案件",
    params(
        ("id" = String, Path, description = "案件の ID"),
        ("n" = u32, Path, description = "何番目の文書か(0から)", example = 0),
    ),
    responses((status = 200, description = "文書", body = PartText), Problems),
)]
pub(crate) async fn part(
    State(state): State<ServerState>,
    Path((id, n)): Path<(String, String)>,
) -> Result<Json<PartText>, ServerError> {
    let number = part_number(&n)?;
    let mut notice = state.notice(id).await?;
    let parts = notice.parts.len();
    if number >= parts {
        return Err(ServerError::NoSuchPart { parts });
    }
    let part = notice.parts.swap_remove(number);
    Ok(Json(PartText {
        role: part.role,
        title: part.title,
        text: part.text,
    }))
}

fn part_number(text: &str) -> Result<usize, RequestError> {
    text.parse().map_err(|_| RequestError {
        parameter: "n".to_owned(),
        reason: "a number from 0 is expected".to_owned(),
    })
}
