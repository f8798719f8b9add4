//! The notices of the test index, from `notices.json`.
//!
//! A notice stands there as the API answers it, but shorter: fields that are
//! missing are null or empty, parts carry their text, and evidence is the quote
//! alone; where it stands is looked up here. A row with `later_of` is a later
//! document of that notice.

use irefuda_procurement::{Member, Notice, effective};
use serde_json::{Map, Value, json};

/// How many notices there are beside those of the file, so that there are
/// pages to turn.
const FURTHER: usize = 30;

/// Every notice of the test index, each with the documents of its case, if it
/// has several.
pub fn notices() -> Vec<(Notice, Vec<Notice>)> {
    let rows: Vec<Value> =
        serde_json::from_str(include_str!("notices.json")).expect("notices.json");
    let rows: Vec<Value> = rows.into_iter().chain((0..FURTHER).map(further)).collect();
    let of_notice = |later_of: &Value| {
        let rows = rows.iter().filter(|row| row["later_of"] == *later_of);
        rows.cloned().map(notice).collect::<Vec<Notice>>()
    };
    let calls = of_notice(&Value::Null).into_iter();
    calls
        .map(|call| case(call.clone(), of_notice(&json!(call.id))))
        .collect()
}

/// A further notice, one of any number.
pub fn numbered(number: usize) -> Notice {
    notice(further(number))
}

fn case(call: Notice, later: Vec<Notice>) -> (Notice, Vec<Notice>) {
    if later.is_empty() {
        return (call, later);
    }
    let documents = [std::slice::from_ref(&call), &later].concat();
    let member = |notice| Member {
        notice,
        applies: true,
    };
    let later = later.into_iter().map(member).collect();
    (effective(call, later), documents)
}

fn further(number: usize) -> Value {
    json!({
        "id": format!("further-{number}"),
        "title": format!("道路維持修繕工事 その{number}"),
        "agency": "高知市", "prefecture": "高知県", "lg_code": "392014", "municipality": "高知市",
        "kind": "入札公告", "method": "一般競争入札", "category": "工事",
        "announced_on": "2026-11-02", "closes_at": "2027-01-15",
        "parts": [{"role": "notice", "title": "公告", "text": "道路維持修繕工事の入札公告"}],
        "source": {"path": format!("kochi/{number}.txt"), "files": [
            {"path": format!("kochi/{number}.txt"), "format": "text", "content_hash": "ff"},
        ]},
    })
}

fn notice(row: Value) -> Notice {
    let mut full = json!({
        "title": null, "agency": null, "department": null, "prefecture": null, "lg_code": null,
        "municipality": null, "method": null, "category": null, "subcategory": null,
        "announced_on": null, "deadlines": [], "closes_at": null, "contract_period": null,
        "place": null, "requirement": {"all": []}, "joint_venture": "not stated",
        "bid_bond": null, "contract_bond": null, "wto_gpa": false, "evidence": {}, "warnings": [],
    });
    let fields = full.as_object_mut().expect("an object");
    fields.extend(row.as_object().expect("an object").clone());
    let texts = take_texts(fields);
    fill_evidence(fields, &texts);
    let mut notice: Notice = serde_json::from_value(full).expect("a notice");
    for (part, text) in notice.parts.iter_mut().zip(texts) {
        part.text = text;
    }
    notice
}

fn take_texts(fields: &mut Map<String, Value>) -> Vec<String> {
    let mut start = 0;
    let mut texts = Vec::new();
    for part in fields["parts"].as_array_mut().expect("parts") {
        let text = part["text"].as_str().expect("text").to_owned();
        let end = start + text.chars().count();
        part["range"] = json!({"start": start, "end": end});
        start = end;
        texts.push(text);
    }
    texts
}

fn fill_evidence(fields: &mut Map<String, Value>, texts: &[String]) {
    for quote in fields["evidence"]
        .as_object_mut()
        .expect("evidence")
        .values_mut()
    {
        *quote = evidence(quote.as_str().expect("a quote"), texts);
    }
    for place in ["deadlines", "requirement", "prices", "amends", "changes"] {
        if let Some(value) = fields.get_mut(place) {
            fill_quotes(value, texts);
        }
    }
}

/// Gives every object with a quote its evidence.
fn fill_quotes(value: &mut Value, texts: &[String]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| fill_quotes(item, texts)),
        Value::Object(fields) => {
            if let Some(Value::String(quote)) = fields.remove("quote") {
                fields.insert("evidence".to_owned(), evidence(&quote, texts));
            }
            let is_inner = |name: &str| name == "all" || name == "any";
            let inner = fields.iter_mut().filter(|(name, _)| is_inner(name));
            inner.for_each(|(_, value)| fill_quotes(value, texts));
        }
        _ => {}
    }
}

fn evidence(quote: &str, texts: &[String]) -> Value {
    let found = texts
        .iter()
        .enumerate()
        .find_map(|(part, text)| Some((part, text, text.find(quote)?)));
    let (part, text, byte) = found.unwrap_or_else(|| panic!("{quote} stands in no part"));
    let start = text[..byte].chars().count();
    json!({"quote": quote, "part": part, "start": start, "end": start + quote.chars().count()})
}
