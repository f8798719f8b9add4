//! `GET /api/v1/notices`.

use axum::Json;
use axum::extract::State;
use irefuda_search::SearchAnswer;

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::schema::{Problems, SearchAnswerSchema, SearchParameters};
use crate::state::ServerState;

/// 案件を検索する
///
/// 条件に合う案件を、項目ごとの件数と一致した箇所の抜粋とともに返します。条件がなければ
/// すべての案件を締切が近い順に返します。同じ項目を繰り返すと「いずれか」、
/// 違う項目は「すべて」になります。知らないパラメータはエラーです。
#[utoipa::path(
    get,
    path = "/api/v1/notices",
    tag = "案件",
    params(SearchParameters),
    responses((status = 200, description = "見つかった案件", body = SearchAnswerSchema), Problems),
)]
pub(crate) async fn search_notices(
    State(state): State<ServerState>,
    parameters: Parameters,
) -> Result<Json<SearchAnswer>, ServerError> {
    let request = parameters.search_request(&state.lexicon)?;
    Ok(Json(state.search(request).await?))
}
