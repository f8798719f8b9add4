//! `GET /api/v1/suggestions`.

use axum::Json;
use axum::extract::State;
use irefuda_search::Suggestion;
use serde::Serialize;

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::schema::{Problems, SuggestionParameters, SuggestionsSchema};
use crate::state::ServerState;

/// What the last word may become.
#[derive(Debug, Serialize)]
pub(crate) struct Suggestions {
    suggestions: Vec<Suggestion>,
}

/// 入力の途中から言葉を補う
///
/// 最後の言葉を、件名の言葉、発注機関、地名、認証・許認可、用語から補います。漢字、かな、
/// ローマ字、変換の途中のもの(学校きゅう)のどれでもよく、前の言葉はそのままにして、それとともに
/// 見つかるものだけを返します。そのように始まるもの、案件の多いものが先です。検索して何も
/// 見つからない言葉は返しません。
#[utoipa::path(
    get,
    path = "/api/v1/suggestions",
    tag = "案件",
    params(SuggestionParameters),
    responses((status = 200, description = "言葉の候補", body = SuggestionsSchema), Problems),
)]
pub(crate) async fn suggestions(
    State(state): State<ServerState>,
    parameters: Parameters,
) -> Result<Json<Suggestions>, ServerError> {
    let request = parameters.suggestion_request()?;
    let suggestions = state.suggest(request).await?;
    Ok(Json(Suggestions { suggestions }))
}
