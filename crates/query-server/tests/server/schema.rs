//! Real answers against the API's own description. A field that the
//! description does not name is an error here.

use serde_json::{Value, json};

use crate::client::get;

/// The description's schemas, each closed to properties that it does not name.
fn schemas() -> Value {
    let document: Value =
        serde_json::from_str(&irefuda_query_server::openapi_json()).expect("JSON");
    let mut schemas = document["components"]["schemas"].clone();
    for schema in schemas.as_object_mut().expect("schemas").values_mut() {
        if schema.get("properties").is_some() {
            schema["additionalProperties"] = json!(false);
        }
    }
    schemas
}

#[test]
fn answers_are_as_described() {
    let schemas = schemas();
    for (path, name) in [
        ("/api/v1/notices", "SearchAnswer"),
        ("/api/v1/notices?q=ネットワーク", "SearchAnswer"),
        (
            "/api/v1/notices?q=ネットワーク&status=closed",
            "SearchAnswer",
        ),
        ("/api/v1/notices?q=ネットワク", "SearchAnswer"),
        ("/api/v1/notices?holds=Pマーク,本店:岡山市", "SearchAnswer"),
        ("/api/v1/notices?fields=id,title", "SearchAnswer"),
        (
            "/api/v1/notices?histogram=closes_at:week&histogram=announced_on:day",
            "SearchAnswer",
        ),
        ("/api/v1/notices/331007-network-2026", "Notice"),
        (
            "/api/v1/notices/331007-network-2026?holds=Pマーク,本店:岡山市",
            "Notice",
        ),
        ("/api/v1/notices/332020-cleaning-2026", "Notice"),
        ("/api/v1/notices/unknown-scan-2026", "Notice"),
        ("/api/v1/notices/131016-hall-change", "Notice"),
        ("/api/v1/notices/331007-network-2026/parts/0", "PartText"),
        ("/api/v1/notices/unknown-scan-2026/parts/0", "PartText"),
        ("/api/v1/suggestions?q=ねっと", "Suggestions"),
        ("/api/v1/suggestions?q=お", "Suggestions"),
        (
            "/api/v1/notices/331007-network-2026/similar",
            "SimilarNotices",
        ),
        ("/healthz", "Health"),
        ("/api/v1/notices?page=0", "Problem"),
        ("/api/v1/nothing", "Problem"),
    ] {
        let schema = json!({
            "$ref": format!("#/components/schemas/{name}"),
            "components": {"schemas": schemas},
        });
        let validator = jsonschema::validator_for(&schema).expect(name);
        let answer = get(path).json();
        let errors: Vec<String> = validator
            .iter_errors(&answer)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
}

#[test]
fn a_hit_has_every_field_that_is_described() {
    let described = schemas()["Hit"]["properties"].clone();
    let hit = get("/api/v1/notices?holds=ISMS").json()["hits"][0].clone();
    let names = |object: &Value| object.as_object().expect("an object").clone();
    for name in names(&described).keys() {
        assert!(names(&hit).contains_key(name), "{name}");
    }
}

#[test]
fn every_parameter_with_its_example_is_taken() {
    let document = get("/api/v1/openapi.json").json();
    let parameters = document["paths"]["/api/v1/notices"]["get"]["parameters"]
        .as_array()
        .expect("parameters")
        .clone();
    assert_eq!(parameters.len(), 23);
    let next = get("/api/v1/notices?per_page=1&holds=ISMS").json()["next"].clone();
    for parameter in parameters {
        let name = parameter["name"].as_str().expect("a name");
        let example = match &parameter["example"] {
            // It has none that would be valid for ever.
            Value::Null if name == "cursor" => next.clone(),
            Value::Array(values) => values[0].clone(),
            other => other.clone(),
        };
        let example = example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned);
        // Eligibility needs what the firm holds.
        let path = format!("/api/v1/notices?{name}={example}&holds=ISMS");
        assert_eq!(get(&path).status, 200, "{path}");
    }
}

#[test]
fn every_reference_has_its_schema() {
    let text = irefuda_query_server::openapi_json();
    let schemas = schemas();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(schemas.get(name).is_some(), "{name}");
    }
}
