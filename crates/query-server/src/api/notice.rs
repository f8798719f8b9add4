//! `GET /api/v1/notices/{id}`.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::schema::{HoldsParameter, NoticeSchema, Problems};
use crate::state::ServerState;

/// 案件を1件読む
///
/// 読み取ったすべての値を、根拠(どの文書の何文字目か)とともに返します。
/// 文書の本文は含みません。訂正、延期、中止などの文書は公告とともに1つの案件で、
/// history がその経緯です。それらの文書の ID でも同じ案件を返します(転送はしません)。
/// holds を書くと、参加条件を満たすかどうかを理由とともに eligibility で答えます。
#[utoipa::path(
    get,
    path = "/api/v1/notices/{id}",
    tag = "案件",
    params(("id" = String, Path, description = "案件の ID(検索結果の id)、またはその経緯にある文書の ID"), HoldsParameter),
    responses((status = 200, description = "案件", body = NoticeSchema), Problems),
)]
pub(crate) async fn notice(
    State(state): State<ServerState>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ServerError> {
    let holdings = parameters.holdings(&state.lexicon)?;
    let notice = state.notice(id).await?;
    let evaluation = state.evaluate(&notice, &holdings);
    let answer = notice.as_of(state.now()).with_eligibility(evaluation);
    Ok(Json(answer).into_response())
}
