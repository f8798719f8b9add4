//! The API: one file an endpoint, and its description.
//!
//! The comments on handlers and schemas are what readers of `/api` see, hence
//! in Japanese.

pub(crate) mod export;
pub(crate) mod health;
pub(crate) mod notice;
pub(crate) mod openapi;
pub(crate) mod part;
pub(crate) mod search_notices;
pub(crate) mod similar;
pub(crate) mod suggestions;

use utoipa::openapi::tag::Tag;
use utoipa::openapi::{ComponentsBuilder, Info, OpenApi, OpenApiBuilder};

use crate::problem::Problem;

/// The API's description (OpenAPI 3.1), as `/api/v1/openapi.json` serves it.
pub fn openapi_json() -> String {
    let description = crate::router::description();
    serde_json::to_string_pretty(&description).unwrap_or_default()
}

/// What stands before the list of addresses.
pub(crate) fn preface() -> OpenApi {
    let mut info = Info::new("Irefuda API", "1");
    info.description = Some(
        "自治体の調達案件を検索する API です。鍵は要りません。応答は UTF-8 の JSON、\
         日時は日本時間(+09:00)です。値が文書から読み取れないときは null になり、\
         絞り込みでは unknown(不明)として数えます。"
            .to_owned(),
    );
    let tags = [
        ("案件", "案件を探し、読む。"),
        ("運用", "サーバーの状態と、この API の定義。"),
    ];
    let tag = |(name, description): (&str, &str)| {
        let mut tag = Tag::new(name);
        tag.description = Some(description.to_owned());
        tag
    };
    OpenApiBuilder::new()
        .info(info)
        .tags(Some(tags.map(tag)))
        .components(Some(
            ComponentsBuilder::new().schema_from::<Problem>().build(),
        ))
        .build()
}
