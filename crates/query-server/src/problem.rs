//! What a client is told when a request gets no answer: RFC 9457.
//!
//! The one place that maps errors to HTTP. A 5xx says constant words and the
//! request's id, under which the log has the rest.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::ServerError;

/// エラーの内容(RFC 9457)。`Content-Type` は `application/problem+json`。
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// エラーの種類を表すアドレス。
    #[serde(rename = "type")]
    #[schema(value_type = String, format = "uri-reference", example = "/api#problem-invalid-parameter")]
    kind: String,
    /// エラーの種類の名前。
    #[schema(value_type = String, example = "A parameter cannot be taken")]
    title: &'static str,
    /// HTTP ステータスコード。
    #[schema(example = 400)]
    status: u16,
    /// 何がいけないか。許される値があればそれも示す。
    #[schema(example = "a number from 1 to 100 is expected")]
    pub detail: String,
    /// 原因となったパラメータの名前。
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "per_page")]
    pub parameter: Option<String>,
    /// このリクエストの番号。応答ヘッダ `x-request-id` と同じ。
    #[schema(example = "5f0c2d9be1a34786")]
    pub request_id: String,
}

/// A row of the table of problems: the end of its address, its title, and when
/// it comes, for the API's page.
pub(crate) struct ProblemKind {
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    pub meaning: &'static str,
}

const INVALID_PARAMETER: ProblemKind = ProblemKind {
    name: "invalid-parameter",
    status: StatusCode::BAD_REQUEST,
    title: "A parameter cannot be taken",
    meaning: "パラメータの名前か値が正しくない。parameter と detail を見てください。",
};
const MALFORMED: ProblemKind = ProblemKind {
    name: "malformed-request",
    status: StatusCode::BAD_REQUEST,
    title: "The request is malformed",
    meaning: "アドレスの % の書き方か文字コード(UTF-8)が正しくない。",
};
const NOT_FOUND: ProblemKind = ProblemKind {
    name: "not-found",
    status: StatusCode::NOT_FOUND,
    title: "There is nothing here",
    meaning: "その案件、文書、またはアドレスはない。",
};
const METHOD_NOT_ALLOWED: ProblemKind = ProblemKind {
    name: "method-not-allowed",
    status: StatusCode::METHOD_NOT_ALLOWED,
    title: "The method is not allowed",
    meaning: "GET と HEAD だけを受け付ける。",
};
const TOO_LARGE: ProblemKind = ProblemKind {
    name: "body-too-large",
    status: StatusCode::PAYLOAD_TOO_LARGE,
    title: "The request's body is too large",
    meaning: "本文は要らない。",
};
const TOO_LONG: ProblemKind = ProblemKind {
    name: "query-too-long",
    status: StatusCode::URI_TOO_LONG,
    title: "The query string is too long",
    meaning: "? より後が長すぎる。",
};
const OVERLOADED: ProblemKind = ProblemKind {
    name: "overloaded",
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Too many requests at once",
    meaning: "混み合っている。Retry-After の秒数だけ待ってやり直してください。",
};
const INTERNAL: ProblemKind = ProblemKind {
    name: "internal",
    status: StatusCode::INTERNAL_SERVER_ERROR,
    title: "Something went wrong here",
    meaning: "サーバーの不具合。request_id を添えて運用者に知らせてください。",
};

/// Every problem that the API can answer with.
pub(crate) const KINDS: [ProblemKind; 8] = [
    INVALID_PARAMETER,
    MALFORMED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    TOO_LONG,
    OVERLOADED,
    INTERNAL,
];

/// Seconds after which an overloaded server is worth another try.
const RETRY_AFTER: &str = "2";

impl Problem {
    /// What to say of an error.
    pub fn of(error: &ServerError) -> Self {
        let kind = kind(error);
        let parameter = match error {
            ServerError::Request(error) => Some(error.parameter.clone()),
            _ => None,
        };
        Self {
            kind: format!("/api#problem-{}", kind.name),
            title: kind.title,
            status: kind.status.as_u16(),
            detail: detail(error),
            parameter,
            request_id: String::new(),
        }
    }

    /// The status of the response.
    pub fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Whether trying again soon may help, and after how many seconds.
    pub fn retry_after(&self) -> Option<HeaderValue> {
        let is_overload = self.status_code() == OVERLOADED.status;
        is_overload.then(|| HeaderValue::from_static(RETRY_AFTER))
    }
}

fn kind(error: &ServerError) -> ProblemKind {
    match error {
        ServerError::Request(_) => INVALID_PARAMETER,
        ServerError::QueryEncoding => MALFORMED,
        ServerError::QueryTooLong { .. } => TOO_LONG,
        ServerError::NoSuchNotice | ServerError::NoSuchPart { .. } => NOT_FOUND,
        ServerError::Overloaded | ServerError::TooSlow => OVERLOADED,
        ServerError::Refused(404) => NOT_FOUND,
        ServerError::Refused(405) => METHOD_NOT_ALLOWED,
        ServerError::Refused(413) => TOO_LARGE,
        ServerError::Refused(414) => TOO_LONG,
        ServerError::Refused(400..500) => MALFORMED,
        ServerError::Refused(_)
        | ServerError::Search(_)
        | ServerError::Export(_)
        | ServerError::Work(_)
        | ServerError::Template(_)
        | ServerError::Panic(_) => INTERNAL,
    }
}

fn detail(error: &ServerError) -> String {
    match error {
        ServerError::Request(error) => error.reason.clone(),
        ServerError::QueryEncoding => {
            "the query string must be percent-encoded UTF-8, each % followed by two hexadecimal \
             digits"
                .to_owned()
        }
        ServerError::QueryTooLong { most } => format!("at most {most} bytes are read"),
        ServerError::NoSuchNotice => "no notice has this id".to_owned(),
        ServerError::NoSuchPart { parts } => {
            format!("the notice has {parts} parts, counted from 0")
        }
        ServerError::Overloaded | ServerError::TooSlow => {
            format!("try again after {RETRY_AFTER} seconds")
        }
        ServerError::Refused(404) => "see /api for what there is".to_owned(),
        ServerError::Refused(405) => "allowed: GET, HEAD".to_owned(),
        ServerError::Refused(413) => "no body is expected".to_owned(),
        ServerError::Refused(400..500) => "the address cannot be read".to_owned(),
        _ => "the error has been logged under the request's id".to_owned(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let json = serde_json::to_vec(&self).unwrap_or_default();
        let content_type = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status_code(), Body::from(json)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
        response
    }
}
