//! `GET /api/v1/notices/{id}/similar`.

use axum::Json;
use axum::extract::{Path, State};
use irefuda_search::SimilarNotice;
use serde::Serialize;

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::schema::{Problems, SimilarNoticesSchema, SimilarParameters};
use crate::state::ServerState;

/// Notices of the same kind of thing.
#[derive(Debug, Serialize)]
pub(crate) struct SimilarNotices {
    notices: Vec<SimilarNotice>,
}

/// 似た案件を読む
///
/// 件名の言葉(めずらしいものほど重い)、営業種目、必要な認証・許認可、発注機関が似た案件を、
/// よく似たものから返します。同じくらいなら募集中が先です。同じ機関の以前の同じ案件(前年度など)は
/// relation でわかります。その案件自身と、経緯にある文書は含みません。
#[utoipa::path(
    get,
    path = "/api/v1/notices/{id}/similar",
    tag = "案件",
    params(("id" = String, Path, description = "案件の ID"), SimilarParameters),
    responses((status = 200, description = "似た案件", body = SimilarNoticesSchema), Problems),
)]
pub(crate) async fn similar(
    State(state): State<ServerState>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<SimilarNotices>, ServerError> {
    let limit = parameters.similar_limit()?;
    let notices = state.similar(id, limit).await?;
    Ok(Json(SimilarNotices { notices }))
}
