//! The style sheets, the script and the icons, carried inside the program.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::ServerError;
use crate::parameters::Parameters;

#[derive(RustEmbed)]
#[folder = "../../web/static"]
struct Assets;

/// The parameter that names a version.
const VERSION: &str = "v";
/// An address that names a version always means the same content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The address of a file of `web/static`, in its present version.
pub(crate) fn address(path: &str) -> String {
    match Assets::get(path) {
        Some(file) => format!("/static/{path}?{VERSION}={}", version(&file)),
        None => format!("/static/{path}"),
    }
}

/// `GET /static/{*path}`.
pub(crate) async fn asset(
    Path(path): Path<String>,
    parameters: Parameters,
    request: HeaderMap,
) -> Result<Response, ServerError> {
    let file = Assets::get(&path).ok_or(ServerError::Refused(404))?;
    let version = version(&file);
    let is_named = parameters.first(VERSION) == Some(&version);
    let tag = format!("\"{version}\"");
    let headers = [
        (
            header::CACHE_CONTROL,
            if is_named { FOR_EVER } else { ASK_AGAIN }.to_owned(),
        ),
        (header::ETAG, tag.clone()),
    ];
    if is_known(&request, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let content_type = [(header::CONTENT_TYPE, content_type(&path))];
    Ok((headers, content_type, Body::from(file.data)).into_response())
}

fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get(header::IF_NONE_MATCH);
    let known = known
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut tags = known
        .split(',')
        .map(|known| known.trim().trim_start_matches("W/"));
    tags.any(|known| known == tag || known == "*")
}

fn version(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
