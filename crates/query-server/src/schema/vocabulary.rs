//! The closed vocabularies: their names as an enumeration, with what each
//! means.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A string that is one of these names.
pub(super) fn one_of(
    description: &str,
    names: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> RefOr<Schema> {
    let names: Vec<(&str, &str)> = names.into_iter().collect();
    let meanings: Vec<String> = names.iter().map(|row| meaning(*row)).collect();
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(format!("{description}: {}。", meanings.join("、"))))
        .enum_values(Some(names.iter().map(|(name, _)| *name)))
        .into()
}

fn meaning((name, label): (&str, &str)) -> String {
    if name == label {
        return name.to_owned();
    }
    format!("{name}({label})")
}

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $vocabulary:ident / $description:literal,)+) => {$(
        $(#[$doc])*
        pub(crate) struct $vocabulary;

        impl PartialSchema for $vocabulary {
            fn schema() -> RefOr<Schema> {
                let all = irefuda_procurement::$vocabulary::ALL;
                one_of($description, all.iter().map(|value| (value.name(), value.label())))
            }
        }

        impl ToSchema for $vocabulary {
            fn name() -> Cow<'static, str> {
                stringify!($vocabulary).into()
            }
        }
    )+};
}

vocabularies! {
    Kind / "案件の種別",
    Category / "調達区分",
    DeadlineKind / "期限の種類",
    LeafKind / "参加条件の種類",
    Level / "条件の重さ",
    PartRole / "文書の役割",
    Status / "今から参加できるか",
    JointVenture / "共同企業体での参加",
    Confidence / "値の確かさ",
    Mark / "公告のあとに起きたこと",
    PriceKind / "金額の種類",
    TaxBasis / "消費税を含むか",
    Submission / "提出方法",
    Eligibility / "資格の見込み",
    Doubt / "満たすかどうかが分からない理由",
}
