//! Requirements in JSON: `{"all": […]}`, `{"any": […]}`, or a leaf's own fields.

use irefuda_procurement::{LeafKind, Level, Requirement};
use serde_json::{Value, json};

fn leaf(kind: &str, value: &str) -> Value {
    json!({"kind": kind, "value": value, "evidence": {"quote": value, "part": 0, "start": 0, "end": value.chars().count(), "confidence": "certain"}})
}

fn with(mut value: Value, name: &str, text: &str) -> Value {
    value[name] = json!(text);
    value
}

/// What was read is written as it was.
fn check(json: &Value) -> Requirement {
    let requirement: Requirement = serde_json::from_value(json.clone()).expect("a requirement");
    assert_eq!(serde_json::to_value(&requirement).expect("JSON"), *json);
    let text = serde_json::to_string(&requirement).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Requirement>(&text).expect("a requirement"),
        requirement
    );
    requirement
}

#[test]
fn requirements_make_the_round_trip() {
    let cases = [
        json!({"all": []}),
        json!({"any": []}),
        leaf("grade", "A"),
        json!({"all": [leaf("exclusion", "指名停止")]}),
        json!({"all": [
            leaf("exclusion", "地方自治法施行令第167条の4"),
            {"any": [leaf("registration", "岡山市有資格者名簿"), leaf("registration", "岡山市特定調達契約に係る有資格者名簿")]},
            {"any": [leaf("certification", "ISMS"), leaf("certification", "プライバシーマーク")], "joint_venture": "any member"},
            with(leaf("certification", "ISO9001"), "joint_venture", "any member"),
            with(leaf("certification", "ISO14001"), "level", "scored"),
            {"all": [{"any": [leaf("tax", "岡山市税"), {"all": []}]}], "joint_venture": "all members"},
        ]}),
    ];
    for json in cases {
        check(&json);
    }
}

#[test]
fn leaves_come_in_the_order_of_the_text() {
    let requirement = check(&json!({"all": [
        leaf("tax", "1"),
        {"any": [leaf("tax", "2"), {"all": [leaf("tax", "3"), leaf("tax", "4")]}]},
        leaf("tax", "5"),
    ]}));
    let values: Vec<&str> = requirement
        .leaves()
        .iter()
        .map(|leaf| leaf.value.as_str())
        .collect();
    assert_eq!(values, ["1", "2", "3", "4", "5"]);
    assert_eq!(requirement.children().len(), 3);
    assert!(!requirement.is_empty());
}

#[test]
fn what_holds_no_leaf_is_empty() {
    for json in [
        json!({"all": []}),
        json!({"all": [{"any": []}, {"all": [{"any": []}]}]}),
    ] {
        assert!(check(&json).is_empty(), "{json}");
    }
    assert_eq!(Requirement::default(), check(&json!({"all": []})));
}

#[test]
fn a_leaf_is_required_unless_it_says_otherwise() {
    let Requirement::Leaf(leaf) = check(&leaf("certification", "ISMS")) else {
        panic!("a leaf is read as a leaf");
    };
    assert_eq!(
        (leaf.kind, leaf.level, leaf.joint_venture),
        (LeafKind::Certification, Level::Required, None)
    );
}

#[test]
fn the_rule_for_joint_ventures_hangs_on_any_node() {
    for json in [
        json!({"all": []}),
        json!({"any": [leaf("grade", "A")]}),
        leaf("grade", "A"),
    ] {
        let requirement = check(&json).with_joint_venture("any member");
        assert_eq!(
            serde_json::to_value(requirement).expect("JSON")["joint_venture"],
            "any member"
        );
    }
}

#[test]
fn what_is_no_requirement_is_not_read_as_one() {
    for json in [
        json!({}),
        json!([]),
        json!(null),
        json!({"kind": "grade", "value": "A"}),
        json!({"kind": "rank", "value": "A", "evidence": {}}),
        json!({"all": "A"}),
    ] {
        assert!(
            serde_json::from_value::<Requirement>(json.clone()).is_err(),
            "{json}"
        );
    }
}
