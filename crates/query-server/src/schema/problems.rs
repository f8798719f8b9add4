//! The problem responses that every endpoint can give.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{Ref, RefOr};

use crate::problem::KINDS;

/// One response for each status of the table of problems.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut meanings: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for kind in &KINDS {
            meanings
                .entry(kind.status.as_str().to_owned())
                .or_default()
                .push(kind.meaning);
        }
        let response = |(status, meanings): (String, Vec<&str>)| {
            (status, RefOr::T(problem(&meanings.concat())))
        };
        meanings.into_iter().map(response).collect()
    }
}

fn problem(meaning: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(meaning)
        .content("application/problem+json", content)
        .build()
}
