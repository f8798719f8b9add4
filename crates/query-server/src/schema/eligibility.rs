//! Whether a firm may bid, in JSON.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use utoipa::ToSchema;

use super::notice::EvidenceSchema;
use super::requirement::LeafSchema;
use super::vocabulary::{Doubt, Eligibility, LeafKind};

/// 資格の見込み。文書から読み取れた、認証、許認可、名簿登載、等級、所在地の必須の条件を、holds に
/// 書かれたものと比べた結果。法的な判断ではない。
#[derive(ToSchema)]
#[schema(as = Prospect)]
pub(super) struct ProspectSchema {
    value: Eligibility,
    /// 足りないもの。それぞれの配列の、どれか1つがあればよい。
    #[schema(example = json!([["ISMS", "プライバシーマーク"]]))]
    missing: Vec<Vec<String>>,
    /// 満たすかどうかが分からない条件。それぞれの配列の、どれか1つを満たせばよい。
    #[schema(example = json!([["岡山市内に本店"]]))]
    unsettled: Vec<Vec<String>>,
}

/// 資格の見込みと、その理由。
#[derive(ToSchema)]
#[schema(as = Evaluation)]
pub(super) struct EvaluationSchema {
    value: Eligibility,
    /// 足りないもの。それぞれの配列の、どれか1つがあればよい。
    missing: Vec<Vec<String>>,
    /// 満たすかどうかが分からない条件。それぞれの配列の、どれか1つを満たせばよい。
    unsettled: Vec<Vec<String>>,
    /// 満たすべきこと。すべてを、それぞれの条件のどれか1つで満たす。
    clauses: Vec<ClauseSchema>,
    /// 見込みに入っていない必須の条件(実績、技術者、納税、欠格事由など)。人が確かめる。
    to_check: Vec<LeafSchema>,
}

/// 満たすべきこと。条件のどれか1つでよい。
#[derive(ToSchema)]
#[schema(as = Clause)]
struct ClauseSchema {
    verdict: Verdict,
    /// ほかにも、ここでは判断できない満たし方があるか。
    is_open: bool,
    /// 条件。
    conditions: Vec<ConditionSchema>,
}

/// 条件と、満たすかどうか。
#[derive(ToSchema)]
#[schema(as = Condition)]
struct ConditionSchema {
    kind: LeafKind,
    /// 条件の値。
    #[schema(example = "ISMS")]
    value: String,
    verdict: Verdict,
    /// 分からない理由。
    #[schema(value_type = Doubt, required = false)]
    doubt: Option<Doubt>,
    evidence: EvidenceSchema,
}

/// 満たすか: met(満たす)、not_met(満たさない)、unknown(不明)。
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
enum Verdict {
    Met,
    NotMet,
    Unknown,
}
