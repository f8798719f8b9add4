//! What every request passes through, whatever its address.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::TraceLayer;

use crate::clock::Clock;
use crate::error::ServerError;
use crate::page::error_page;
use crate::problem::Problem;

/// The longest body that is taken; nothing here reads one.
const MAX_BODY_BYTES: usize = 16 << 10;
/// The longest that a request may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// The header that carries a request's number.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing but what this server serves itself; no script in a page's markup.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; \
    script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A request's number, under which the log has it.
#[derive(Debug, Clone)]
struct RequestId(HeaderValue);

/// Puts the layers around the routes; the last is the outermost.
pub(crate) fn with_layers(routes: Router, clock: Clock) -> Router {
    routes
        .layer(RequestBodyLimitLayer::new(MAX_BODY_BYTES))
        .layer(from_fn(limit_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(clock, show_errors))
        .layer(from_fn(protect))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(from_fn(number))
}

async fn limit_time(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(TIME_LIMIT, next.run(request)).await;
    answer.unwrap_or_else(|_| ServerError::TooSlow.into_response())
}

fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let said = panic.downcast_ref::<String>().cloned();
    let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    ServerError::Panic(said.unwrap_or_default()).into_response()
}

/// Gives every error its body: a problem for programs, a page for people.
async fn show_errors(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let refused = || Arc::new(ServerError::Refused(status.as_u16()));
    let error = response.extensions_mut().remove::<Arc<ServerError>>();
    let error = error.unwrap_or_else(refused);
    let mut problem = Problem::of(&error);
    if let Some(id) = id.as_ref().and_then(|id| id.0.to_str().ok()) {
        id.clone_into(&mut problem.request_id);
    }
    log(&error, &problem);
    let retry_after = problem.retry_after();
    let mut shown = if is_for_programs(uri.path()) {
        problem.into_response()
    } else {
        error_page(&error, problem, &uri, clock)
    };
    let headers = shown.headers_mut();
    headers.extend(
        response
            .headers_mut()
            .remove(header::ALLOW)
            .map(|allow| (header::ALLOW, allow)),
    );
    headers.extend(retry_after.map(|seconds| (header::RETRY_AFTER, seconds)));
    shown
}

fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path == "/healthz"
}

fn log(error: &ServerError, problem: &Problem) {
    if problem.status_code().is_server_error() {
        let id = &problem.request_id;
        tracing::error!(request_id = %id, error = error as &dyn std::error::Error, "{error}");
    }
}

async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn span(request: &Request) -> tracing::Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.0.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

async fn number(mut request: Request, next: Next) -> Response {
    let id = RequestId(new_id());
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, id.0);
    response
}

/// Sixteen hexadecimal digits that nobody can foretell.
fn new_id() -> HeaderValue {
    use std::hash::{BuildHasher, RandomState};
    let number = RandomState::new().hash_one(std::time::Instant::now());
    let text = format!("{number:016x}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("0"))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn broken() -> &'static str {
        panic!("the secret of this machine")
    }

    async fn busy() -> ServerError {
        ServerError::Overloaded
    }

    async fn answer(path: &str) -> (axum::http::Response<()>, String) {
        let routes = Router::new()
            .route("/broken", get(broken))
            .route("/api/broken", get(broken))
            .route("/api/busy", get(busy));
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let layered = with_layers(routes, Clock::Running);
        let response = layered.oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        let body = String::from_utf8(body.to_vec()).expect("UTF-8");
        (axum::http::Response::from_parts(head, ()), body)
    }

    #[tokio::test]
    async fn a_panic_is_an_error_without_its_words() {
        for (path, contained) in [
            ("/broken", "問題が起きました"),
            ("/api/broken", "problem-internal"),
        ] {
            let (response, body) = answer(path).await;
            let id = response.headers()[REQUEST_ID].to_str().expect("an id");
            assert_eq!(
                response.status(),
                StatusCode::INTERNAL_SERVER_ERROR,
                "{path}"
            );
            assert!(
                body.contains(contained) && body.contains(id),
                "{path}: {body}"
            );
            assert!(!body.contains("secret"), "{path}: {body}");
        }
    }

    #[tokio::test]
    async fn who_comes_when_it_is_busy_is_told_when_to_come_back() {
        let (response, body) = answer("/api/busy").await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert!(body.contains("problem-overloaded"), "{body}");
    }
}
