//! What may be meant by what has been typed, in JSON.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use irefuda_search::{DEFAULT_SUGGESTIONS, MAX_QUERY_LENGTH, MAX_SUGGESTIONS, SuggestionKind};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::vocabulary::one_of;

/// All parameters of `GET /api/v1/suggestions`.
pub(crate) struct SuggestionParameters;

impl IntoParams for SuggestionParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let of_query = |name: &str, description: String| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .description(Some(description))
        };
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(MAX_QUERY_LENGTH));
        let words = "入力の途中の言葉。最後の言葉を補う。空白で終われば何も返さない。";
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(MAX_SUGGESTIONS))
            .default(Some(json!(DEFAULT_SUGGESTIONS)));
        vec![
            of_query("q", words.to_owned())
                .schema(Some(text))
                .example(Some(json!("清掃 ちょう")))
                .build(),
            of_query(
                "limit",
                format!("候補の数。1〜{MAX_SUGGESTIONS}、既定は {DEFAULT_SUGGESTIONS}。"),
            )
            .schema(Some(number))
            .example(Some(json!(DEFAULT_SUGGESTIONS)))
            .build(),
        ]
    }
}

/// 言葉の候補。よいものから順に。
#[derive(ToSchema)]
#[schema(as = Suggestions)]
pub(crate) struct SuggestionsSchema {
    /// 候補。
    suggestions: Vec<SuggestionSchema>,
}

/// 言葉の候補。
#[derive(ToSchema)]
#[schema(as = Suggestion)]
struct SuggestionSchema {
    /// 前の言葉と合わせた、検索する言葉。
    #[schema(example = "清掃 庁舎")]
    q: String,
    /// 補った言葉。
    #[schema(example = "庁舎")]
    text: String,
    kind: Kind,
    /// 件名か機関名にその言葉がある(地名なら、その地域の)案件の数。数えなかったものにはない。
    #[schema(value_type = u64, required = false)]
    count: Option<u64>,
    /// ひらがなの読み。
    #[schema(value_type = String, required = false, example = "ちょうしゃ")]
    reading: Option<String>,
}

struct Kind;

impl PartialSchema for Kind {
    fn schema() -> RefOr<Schema> {
        let kinds = SuggestionKind::ALL.iter();
        one_of("候補の種類", kinds.map(|kind| (kind.name(), kind.label())))
    }
}

impl ToSchema for Kind {
    fn name() -> std::borrow::Cow<'static, str> {
        "SuggestionKind".into()
    }
}
