//! Similar notices in JSON.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use std::borrow::Cow;

use irefuda_search::{DEFAULT_SIMILAR, MAX_SIMILAR, Relation};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::answer::HitSchema;
use super::vocabulary::one_of;

/// The parameter of `GET /api/v1/notices/{id}/similar`.
pub(crate) struct SimilarParameters;

impl IntoParams for SimilarParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(MAX_SIMILAR))
            .default(Some(json!(DEFAULT_SIMILAR)));
        let description = format!("件数。1〜{MAX_SIMILAR}、既定は {DEFAULT_SIMILAR}。");
        let limit = ParameterBuilder::new()
            .name("limit")
            .parameter_in(ParameterIn::Query)
            .description(Some(description))
            .schema(Some(number))
            .example(Some(json!(DEFAULT_SIMILAR)));
        vec![limit.build()]
    }
}

/// 似た案件。よく似たものから順に。
#[derive(ToSchema)]
#[schema(as = SimilarNotices)]
pub(crate) struct SimilarNoticesSchema {
    /// 似た案件。
    notices: Vec<SimilarNoticeSchema>,
}

/// A hit without what belongs to a search, with why it is similar.
struct SimilarNoticeSchema;

/// What a similar notice does not have of a hit.
const OF_SEARCHES: [&str; 4] = ["score", "snippets", "missing_words", "eligibility"];

impl PartialSchema for SimilarNoticeSchema {
    fn schema() -> RefOr<Schema> {
        let mut schema = HitSchema::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.description = Some("似た案件。".to_owned());
            for name in OF_SEARCHES {
                object.properties.remove(name);
            }
            let relation = one_of(
                "関係",
                Relation::ALL.map(|relation| (relation.name(), relation.label())),
            );
            let words = ArrayBuilder::new()
                .items(ObjectBuilder::new().schema_type(Type::String))
                .description(Some("どちらの件名にもある言葉。めずらしいものから。"));
            object.properties.insert("relation".to_owned(), relation);
            object
                .properties
                .insert("shared_words".to_owned(), words.into());
            object.required = object.properties.keys().cloned().collect();
        }
        schema
    }
}

impl ToSchema for SimilarNoticeSchema {
    fn name() -> Cow<'static, str> {
        "SimilarNotice".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        HitSchema::schemas(schemas);
    }
}
