//! May we bid? Cases in `cases.txt`, and what holds of every requirement.

mod holdings;
mod properties;
mod tree;

use std::sync::LazyLock;

use irefuda_procurement::Lexicon;
use irefuda_procurement::eligibility::{Evaluation, Holdings, evaluate};
use tree::tree;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::compiled_in().expect("the lexicon is well formed"));

fn holdings(typed: &str) -> Holdings {
    let mut holdings = Holdings::default();
    let folded = irefuda_folding::fold(typed);
    let added = holdings.add(folded.text(), &LEXICON);
    added.unwrap_or_else(|error| panic!("{error}"));
    holdings
}

/// The answer as `cases.txt` writes it.
fn written(evaluation: &Evaluation) -> String {
    let lists = |mark: &str, lists: &[Vec<String>]| {
        let lists = lists
            .iter()
            .map(|names| format!(" {mark} {}", names.join("|")));
        lists.collect::<String>()
    };
    format!(
        "{}{}{}",
        evaluation.prospect.value,
        lists("-", &evaluation.prospect.missing),
        lists("?", &evaluation.prospect.unsettled)
    )
}

#[test]
fn holdings_are_held_against_requirements() {
    let (mut requirement, mut prefecture) = (None, None);
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("cases.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(text) = line.strip_prefix("tree ") {
            requirement = Some(tree(text));
        } else if let Some(name) = line.strip_prefix("in ") {
            prefecture = Some(name);
        } else {
            let (held, expected) = line.split_once(" -> ").expect("holdings -> answer");
            let requirement = requirement.as_ref().expect("a tree stands before it");
            let found = evaluate(requirement, prefecture, &holdings(held), &LEXICON);
            count += 1;
            if written(&found) != expected {
                wrong.push(format!("{line}\n    is {}", written(&found)));
            }
        }
    }
    assert!(count > 100, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reasons_come_with_their_evidence() {
    let requirement = tree(
        "all(exclusion:指名停止, certification:ISMS, any(licence:警備業認定, other:委託できること), \
         experience:同種の業務, certification:ISO9001~scored)",
    );
    let found = evaluate(&requirement, None, &holdings("Pマーク, 警備業"), &LEXICON);
    let json = serde_json::to_value(&found).expect("JSON");
    let said: Vec<String> = json["clauses"]
        .as_array()
        .expect("clauses")
        .iter()
        .map(|clause| {
            let condition = &clause["conditions"][0];
            format!(
                "{} {} {} {}",
                clause["verdict"],
                clause["is_open"],
                condition["value"],
                condition["evidence"]["quote"]
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            r#""not_met" false "ISMS" "ISMS""#,
            r#""met" true "警備業認定" "警備業認定""#
        ]
    );
    let to_check: Vec<&str> = found
        .to_check
        .iter()
        .map(|leaf| leaf.value.as_str())
        .collect();
    assert_eq!(to_check, ["指名停止", "委託できること", "同種の業務"]);
    let leaves: Vec<Option<&str>> = found
        .leaves
        .iter()
        .map(|verdict| verdict.map(|verdict| verdict.name()))
        .collect();
    assert_eq!(
        leaves,
        [None, Some("not_met"), Some("met"), None, None, None]
    );
}

#[test]
fn the_reason_is_a_few_words() {
    let cases = [
        // A requirement, what is held, and what is said of it.
        ("certification:ISMS", "ISMS", ""),
        ("certification:ISMS", "警備業", "ISMS"),
        ("all()", "ISMS", "参加条件を読み取れません"),
        (
            "all(any(certification:ISMS, certification:プライバシーマーク), licence:警備業認定)",
            "KES",
            "ISMSまたはプライバシーマーク（ほかに不明1件）",
        ),
        (
            "all(certification:ISMS, certification:ISO9001, certification:ISO14001, certification:FSC)",
            "KES",
            "ISMS、ISO9001、ISO14001、ほか1件",
        ),
    ];
    for (requirement, held, expected) in cases {
        let found = evaluate(&tree(requirement), None, &holdings(held), &LEXICON);
        assert_eq!(found.prospect.reason(), expected, "{requirement}");
    }
}
