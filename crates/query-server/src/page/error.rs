//! The page of an error: what is wrong, in the words of the page, and how to
//! go on.

use askama::Template;
use axum::http::Uri;
use axum::response::{Html, IntoResponse, Response};
use irefuda_search::{Facet, MAX_DEPTH, MAX_PER_PAGE, MAX_QUERY_LENGTH, RequestError};

use crate::clock::Clock;
use crate::error::ServerError;
use crate::parameters::Parameters;
use crate::problem::Problem;

use super::frame::Frame;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    heading: &'static str,
    message: String,
    /// What exactly is wrong, where the page has no words of its own for it.
    detail: Option<String>,
    /// The search without the parameter that cannot be taken.
    without: Option<String>,
    request_id: String,
}

/// The page of an error at this address.
pub(crate) fn error_page(
    error: &ServerError,
    problem: Problem,
    uri: &Uri,
    clock: Clock,
) -> Response {
    let parameters = Parameters::parse(uri.query().unwrap_or_default()).unwrap_or_default();
    let status = problem.status_code();
    let words: String = parameters
        .first("q")
        .unwrap_or_default()
        .chars()
        .take(MAX_QUERY_LENGTH)
        .collect();
    let without = problem
        .parameter
        .as_ref()
        .map(|name| format!("/?{}", parameters.without(name)));
    let (heading, message) = words_for(error, status.as_u16());
    let page = ErrorPage {
        frame: Frame::new(clock, None).with_words(&words),
        status: status.as_u16(),
        heading,
        message,
        detail: problem.parameter.is_some().then(|| problem.detail.clone()),
        without,
        request_id: problem.request_id.clone(),
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => problem.into_response(),
    }
}

fn words_for(error: &ServerError, status: u16) -> (&'static str, String) {
    if let ServerError::Request(error) = error {
        return ("検索条件を読み取れません", message(error));
    }
    let (heading, message) = match status {
        404 => (
            "ページが見つかりません",
            "案件が取り下げられたか、アドレスが違う可能性があります。件名や機関名で探してみてください。",
        ),
        405 => ("この操作はできません", "このアドレスは閲覧だけができます。"),
        503 => (
            "混み合っています",
            "少し待ってから、もう一度お試しください。",
        ),
        400..500 => (
            "アドレスを読み取れません",
            "アドレスの一部が壊れているか、長すぎます。検索の言葉を入れ直してください。",
        ),
        _ => (
            "問題が起きました",
            "サーバーの不具合で表示できません。時間をおいて、もう一度お試しください。続くときは下の番号を運用者に知らせてください。",
        ),
    };
    (heading, message.to_owned())
}

fn message(error: &RequestError) -> String {
    let name = error.parameter.as_str();
    let facet = Facet::ALL.into_iter().find(|facet| facet.name() == name);
    if facet == Some(Facet::Eligibility) {
        return "「資格の見込み」で絞り込むには、持っている認証・許認可を書いて、一覧の値を選んでください。".to_owned();
    }
    if let Some(facet) = facet {
        return format!("「{}」に、選べない値が指定されています。", facet.label());
    }
    match name {
        "q" => format!(
            "検索の言葉を読み取れません。{MAX_QUERY_LENGTH}文字まで、括弧と OR などは組になるように書いてください。"
        ),
        "match" => "「言葉の合わせ方」に、選べない値が指定されています。".to_owned(),
        "holds" => "「持っている認証・許認可」を読み取れません。ISMS、Pマーク、警備業のような名前か、登録:岡山市、等級:A、本店:岡山県岡山市、支店:東京都 の形で、コンマで区切って書いてください。".to_owned(),
        "page" => format!("「ページ」は1からの数です。先頭から{MAX_DEPTH}件まで表示できます。"),
        "per_page" => format!("「表示件数」は1から{MAX_PER_PAGE}までの数です。"),
        "cursor" | "fields" | "histogram" => {
            format!("「{name}」に、使えない値が指定されています。")
        }
        "sort" => "「並び順」に、選べない値が指定されています。".to_owned(),
        "announced_from" | "announced_to" => {
            "「公告日」を読み取れません。2026-12-01 の形で指定してください。".to_owned()
        }
        "closes_from" | "closes_to" => {
            "「締切日」を読み取れません。2026-12-01 の形で指定してください。".to_owned()
        }
        _ => format!("「{name}」という検索条件はありません。"),
    }
}
