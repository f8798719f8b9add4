//! `GET /api/v1/notices.csv` and `GET /api/v1/notices.jsonl`.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use irefuda_search::ExportFormat;
use tokio::time::sleep;

use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::schema::{ExportParameters, Problems};
use crate::state::{ExportUnderWay, ServerState};

/// How long an export may take. Until it ends it holds the files of its index.
const LIMIT: Duration = Duration::from_secs(15 * 60);
/// How long to wait where others are first.
const PAUSE: Duration = Duration::from_millis(500);

/// 検索結果をすべて CSV で保存する
///
/// 条件に合う案件のすべてを、検索と同じ並び順で返します。Excel でそのまま開けるように、
/// 先頭に BOM の付いた UTF-8、CRLF、RFC 4180 の引用符で、1行目は日本語の見出しです。日付は
/// ISO 8601。数式と読まれる文字(= + - @)で始まる値には ' を付けます。結果は始めたときの
/// 索引のもので、途中で索引が変わっても混ざりません。最後まで送れないときは接続を切ります。
/// 読み取りを止めた接続も切ります。
#[utoipa::path(
    get,
    path = "/api/v1/notices.csv",
    tag = "案件",
    params(ExportParameters),
    responses((status = 200, description = "すべての案件", body = String, content_type = "text/csv"), Problems),
)]
pub(crate) async fn export_csv(
    State(state): State<ServerState>,
    parameters: Parameters,
) -> Result<Response, ServerError> {
    export(state, &parameters, ExportFormat::Csv).await
}

/// 検索結果をすべて JSON Lines で保存する
///
/// 条件に合う案件のすべてを、検索と同じ並び順で、1行に1件(検索の hits の1つと同じ形の JSON)
/// ずつ返します。そのほかは CSV と同じです。
#[utoipa::path(
    get,
    path = "/api/v1/notices.jsonl",
    tag = "案件",
    params(ExportParameters),
    responses((status = 200, description = "すべての案件", body = String, content_type = "application/x-ndjson"), Problems),
)]
pub(crate) async fn export_jsonl(
    State(state): State<ServerState>,
    parameters: Parameters,
) -> Result<Response, ServerError> {
    export(state, &parameters, ExportFormat::JsonLines).await
}

async fn export(
    state: ServerState,
    parameters: &Parameters,
    format: ExportFormat,
) -> Result<Response, ServerError> {
    let request = parameters.export_request(&state.lexicon)?;
    let day = state.now().date();
    let export = state.begin_export(request, format).await?;
    // Before the head of the answer, so that what goes wrong is an error.
    let first = export.beginning().await?;
    let flow = Flow {
        export,
        first: Some(first),
        ends: Instant::now() + LIMIT,
    };
    let body = Body::from_stream(try_unfold(flow, Flow::next));
    let (content_type, ending) = match format {
        ExportFormat::Csv => ("text/csv; charset=utf-8; header=present", "csv"),
        ExportFormat::JsonLines => ("application/x-ndjson; charset=utf-8", "jsonl"),
    };
    let file = format!("attachment; filename=\"notices-{day}.{ending}\"");
    let head = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_DISPOSITION, &file),
    ];
    Ok((head, body).into_response())
}

/// An export on its way to a client. A piece is made when the client has taken
/// the one before; a client that goes away ends it.
struct Flow {
    export: ExportUnderWay,
    first: Option<Vec<u8>>,
    ends: Instant,
}

impl Flow {
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, ServerError> {
        let piece = match self.first.take() {
            Some(first) => first,
            None => self.piece().await.inspect_err(|error| {
                tracing::error!(
                    error = error as &dyn std::error::Error,
                    "an export broke off"
                );
            })?,
        };
        Ok((!piece.is_empty()).then_some((piece, self)))
    }

    /// The next piece, as soon as there is room for it.
    async fn piece(&self) -> Result<Vec<u8>, ServerError> {
        loop {
            if Instant::now() > self.ends {
                return Err(ServerError::TooSlow);
            }
            match self.export.piece().await {
                Err(ServerError::Overloaded) => sleep(PAUSE).await,
                piece => return piece,
            }
        }
    }
}
