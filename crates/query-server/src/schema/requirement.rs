//! The requirement in JSON: a tree whose nodes say all or any.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use utoipa::ToSchema;

use super::notice::EvidenceSchema;
use super::vocabulary::{LeafKind, Level};

/// 参加条件。all(すべて満たす)、any(いずれかを満たす)、または1つの条件。空の all は、
/// 読み取れた条件がないこと。
#[derive(ToSchema)]
#[schema(as = Requirement)]
#[serde(untagged)]
pub(super) enum RequirementSchema {
    All(AllSchema),
    Any(AnySchema),
    Leaf(LeafSchema),
}

/// すべて満たす。
#[derive(ToSchema)]
#[schema(as = All)]
pub(super) struct AllSchema {
    /// 条件。
    #[schema(no_recursion)]
    all: Vec<RequirementSchema>,
    /// 共同企業体では誰が満たすか。
    #[schema(value_type = String, required = false, example = "any member")]
    joint_venture: Option<String>,
}

/// いずれかを満たす。
#[derive(ToSchema)]
#[schema(as = Any)]
pub(super) struct AnySchema {
    /// 条件。
    #[schema(no_recursion)]
    any: Vec<RequirementSchema>,
    /// 共同企業体では誰が満たすか。
    #[schema(value_type = String, required = false, example = "any member")]
    joint_venture: Option<String>,
}

/// 1つの条件。
#[derive(ToSchema)]
#[schema(as = Leaf)]
pub(super) struct LeafSchema {
    kind: LeafKind,
    /// 条件の値。決まった名前があればそれ、なければ文書の短い言葉。
    #[schema(example = "ISMS")]
    value: String,
    /// 条件の重さ。書いていなければ required(必須)。
    #[schema(value_type = Level, required = false)]
    level: Option<Level>,
    /// 共同企業体では誰が満たすか。
    #[schema(value_type = String, required = false, example = "any member")]
    joint_venture: Option<String>,
    evidence: EvidenceSchema,
}
