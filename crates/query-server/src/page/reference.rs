//! The API's description, read from its OpenAPI document for the page.

use serde_json::{Map, Value};
use utoipa::openapi::OpenApi;

/// What the page says of the API.
pub(super) struct Reference {
    /// What stands first.
    pub description: String,
    /// Its endpoints.
    pub operations: Vec<Operation>,
    /// The types of its answers.
    pub types: Vec<Type>,
}

/// An endpoint.
pub(super) struct Operation {
    /// An anchor.
    pub id: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What it does, in a few words.
    pub summary: String,
    /// What it does.
    pub description: String,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// What it answers.
    pub answers: Vec<Answer>,
    /// The statuses of its errors; what they mean is said once for all.
    pub errors: Vec<String>,
}

/// A parameter.
pub(super) struct Parameter {
    pub name: String,
    pub is_in_path: bool,
    pub description: String,
    pub allowed: Vec<String>,
    pub example: Option<String>,
}

/// A response.
pub(super) struct Answer {
    pub status: String,
    pub description: String,
    pub shape: Shape,
}

/// A type of the answers.
pub(super) struct Type {
    pub name: String,
    pub description: String,
    /// Of one that is one of several, those.
    pub alternatives: Vec<Shape>,
    pub properties: Vec<Property>,
}

/// A property of a type.
pub(super) struct Property {
    pub name: String,
    pub description: String,
    pub shape: Shape,
}

/// What a value looks like.
#[derive(Default)]
pub(super) struct Shape {
    /// In words.
    pub text: String,
    /// The type that it names.
    pub type_name: Option<String>,
}

impl Reference {
    pub fn of(document: &OpenApi) -> Self {
        let document = serde_json::to_value(document).unwrap_or_default();
        let types = members(&document["components"]["schemas"]);
        let mut operations = Vec::new();
        for (path, methods) in members(&document["paths"]) {
            for (method, operation) in members(methods) {
                operations.push(read_operation(path, method, operation));
            }
        }
        Self {
            description: text(&document["info"]["description"]),
            operations,
            types: types
                .map(|(name, schema)| read_type(name, schema))
                .collect(),
        }
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace("\n", "")
}

fn read_operation(path: &str, method: &str, operation: &Value) -> Operation {
    let responses = members(&operation["responses"]);
    let (answers, errors): (Vec<_>, Vec<_>) =
        responses.partition(|(status, _)| status.starts_with('2'));
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        parameters: items(&operation["parameters"])
            .map(read_parameter)
            .collect(),
        answers: answers
            .into_iter()
            .map(|(status, response)| read_answer(status, response))
            .collect(),
        errors: errors
            .into_iter()
            .map(|(status, _)| status.clone())
            .collect(),
    }
}

fn read_parameter(parameter: &Value) -> Parameter {
    let schema = &parameter["schema"];
    let allowed = items(&schema["enum"]).chain(items(&schema["items"]["enum"]));
    Parameter {
        name: text(&parameter["name"]),
        is_in_path: parameter["in"] == "path",
        description: text(&parameter["description"]),
        allowed: allowed.map(text).collect(),
        example: example(&parameter["example"]),
    }
}

fn example(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.first().and_then(example),
        other => Some(other.to_string()),
    }
}

fn read_answer(status: &str, response: &Value) -> Answer {
    let mut contents = members(&response["content"]);
    let schema = contents.next().map(|(_, content)| &content["schema"]);
    Answer {
        status: status.to_owned(),
        description: text(&response["description"]),
        shape: schema.map(shape).unwrap_or_default(),
    }
}

fn read_type(name: &str, schema: &Value) -> Type {
    let properties = members(&schema["properties"]);
    Type {
        name: name.to_owned(),
        description: text(&schema["description"]),
        alternatives: items(&schema["oneOf"]).map(shape).collect(),
        properties: properties
            .map(|(name, schema)| read_property(name, schema))
            .collect(),
    }
}

fn read_property(name: &str, schema: &Value) -> Property {
    Property {
        name: name.to_owned(),
        description: text(&schema["description"]),
        shape: shape(schema),
    }
}

/// A schema in words: a named type, an array of one, a plain type; null is
/// said.
fn shape(schema: &Value) -> Shape {
    let choices: Vec<&Value> = items(&schema["oneOf"]).collect();
    if let [null, choice] = choices[..]
        && null["type"] == "null"
    {
        let inner = shape(choice);
        let text = format!("{}または null", inner.text);
        return Shape { text, ..inner };
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let type_name = reference.rsplit('/').next().map(str::to_owned);
        return Shape {
            text: String::new(),
            type_name,
        };
    }
    match &schema["type"] {
        Value::String(name) if name == "array" => {
            let inner = shape(&schema["items"]);
            let text = format!("{}の配列", inner.text);
            Shape { text, ..inner }
        }
        Value::String(name) => plain(type_name(name)),
        Value::Array(names) => {
            let names: Vec<&str> = names
                .iter()
                .filter_map(Value::as_str)
                .map(type_name)
                .collect();
            plain(&names.join("または "))
        }
        _ => Shape::default(),
    }
}

fn plain(text: &str) -> Shape {
    Shape {
        text: text.to_owned(),
        type_name: None,
    }
}

fn type_name(name: &str) -> &str {
    match name {
        "string" => "文字列",
        "integer" => "整数",
        "number" => "数",
        "boolean" => "真偽値",
        "object" => "オブジェクト",
        other => other,
    }
}
