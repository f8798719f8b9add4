//! The closed vocabularies: their names in JSON and queries.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use irefuda_procurement::{
    Category, DeadlineKind, JointVenture, Kind, LeafKind, Level, Mark, PartRole, Status,
    UnknownName,
};
use serde::{Serialize, de::DeserializeOwned};

/// Each value has one name, the same in JSON, in print and when it is read.
fn check<T>(all: &[T], label: impl Fn(&T) -> &'static str)
where
    T: Copy
        + Debug
        + PartialEq
        + Display
        + FromStr<Err = UnknownName>
        + Serialize
        + DeserializeOwned,
{
    let names: BTreeSet<String> = all.iter().map(T::to_string).collect();
    assert_eq!(names.len(), all.len(), "{all:?} share a name");
    for value in all {
        let name = value.to_string();
        assert_eq!(name.parse(), Ok(*value));
        assert_eq!(
            serde_json::to_value(value).expect("JSON"),
            serde_json::json!(name)
        );
        assert_eq!(
            serde_json::from_value::<T>(serde_json::json!(name)).expect("JSON"),
            *value
        );
        assert!(!label(value).is_empty());
    }
    let error = "whatever"
        .parse::<T>()
        .expect_err("no such name")
        .to_string();
    assert!(
        error.contains("`whatever`") && names.iter().all(|name| error.contains(name.as_str())),
        "{error}"
    );
    assert!("".parse::<T>().is_err());
}

#[test]
fn names_are_the_same_everywhere() {
    check(Kind::ALL, |value| value.label());
    check(Category::ALL, |value| value.label());
    check(DeadlineKind::ALL, |value| value.label());
    check(LeafKind::ALL, |value| value.label());
    check(Level::ALL, |value| value.label());
    check(PartRole::ALL, |value| value.label());
    check(Status::ALL, |value| value.label());
    check(JointVenture::ALL, |value| value.label());
    check(Mark::ALL, |value| value.label());
}
