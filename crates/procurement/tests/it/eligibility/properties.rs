//! What holds of every requirement, whatever is held.

use irefuda_procurement::eligibility::{Clause, Criterion, Verdict, clauses, evaluate};
use irefuda_procurement::{Eligibility, LeafKind, Level, Requirement};
use proptest::prelude::*;

use super::tree::leaf;
use super::{LEXICON, holdings};

/// Conditions with what meets them.
const CONDITIONS: [(&str, &str, &str); 9] = [
    ("certification", "ISMS", "ISMS"),
    ("certification", "ISO9001", "ISO9001"),
    ("licence", "警備業認定", "警備業"),
    ("licence", "建設業許可", "特定建設業許可"),
    (
        "registration",
        "岡山市競争入札参加有資格者名簿",
        "登録:岡山市",
    ),
    (
        "registration",
        "倉敷市物品入札参加資格者名簿",
        "登録:倉敷市",
    ),
    ("location", "岡山県内に支店又は営業所", "支店:岡山市"),
    ("location", "与謝郡内に営業所", "支店:京都府与謝野町"),
    ("grade", "A", "等級:A"),
];

/// One thing of each kind that meets nothing, so that every kind is told of.
const TELLS_ALL: &str = "KES, 古物商許可, 登録:札幌市, 等級:S, 本店:札幌市";

fn requirements() -> impl Strategy<Value = Requirement> {
    let deciding = (0..CONDITIONS.len()).prop_map(|number| {
        let (kind, value, _) = CONDITIONS[number];
        leaf(kind, value, Level::Required)
    });
    let other = Just(leaf("experience", "実績", Level::Required));
    let scored = Just(leaf("certification", "KES", Level::Scored));
    let rule = prop_oneof![
        4 => Just(None),
        1 => Just(Some("any member")),
        1 => Just(Some("all members")),
    ];
    let leaves = (prop_oneof![6 => deciding, 1 => other, 1 => scored], rule).prop_map(with_rule);
    leaves.prop_recursive(4, 24, 4, |inner| {
        let nodes = prop::collection::vec(inner, 0..4);
        prop_oneof![
            nodes.clone().prop_map(Requirement::all),
            nodes.prop_map(Requirement::any),
        ]
    })
}

fn with_rule((node, rule): (Requirement, Option<&str>)) -> Requirement {
    match rule {
        Some(rule) => node.with_joint_venture(rule),
        None => node,
    }
}

fn held(numbers: &[usize]) -> String {
    let held = numbers.iter().map(|number| CONDITIONS[*number].2);
    held.collect::<Vec<_>>().join(",")
}

/// The tree evaluated node by node in Kleene's logic: `None` where nothing
/// decides, `Some(None)` where it is unknown.
fn directly(node: &Requirement, typed: &str, by_partner: bool) -> Option<Option<bool>> {
    let rule = match node {
        Requirement::All { joint_venture, .. } | Requirement::Any { joint_venture, .. } => {
            joint_venture
        }
        Requirement::Leaf(leaf) => &leaf.joint_venture,
    };
    let by_partner = rule
        .as_deref()
        .map_or(by_partner, |rule| rule != "all members");
    let children = || {
        let children = node.children().iter();
        children.map(|child| directly(child, typed, by_partner))
    };
    match node {
        Requirement::Leaf(leaf) => {
            let decides = leaf.level == Level::Required && leaf.kind != LeafKind::Experience;
            decides.then(|| {
                let alone = Requirement::Leaf(leaf.clone());
                let made = clauses(&alone, None).expect("a condition");
                let mut condition = made[0].conditions[0].clone();
                condition.by_one_member = by_partner;
                match Criterion::of(&condition, &LEXICON).judge(&holdings(typed)) {
                    Verdict::Met => Some(true),
                    Verdict::NotMet => Some(false),
                    Verdict::Unknown(_) => None,
                }
            })
        }
        Requirement::All { .. } => {
            let told: Vec<Option<bool>> = children().flatten().collect();
            (!told.is_empty()).then(|| match () {
                () if told.contains(&Some(false)) => Some(false),
                () if told.contains(&None) => None,
                () => Some(true),
            })
        }
        Requirement::Any { .. } => {
            let is_open = children().any(|child| child.is_none());
            let told: Vec<Option<bool>> = children().flatten().collect();
            (!told.is_empty()).then(|| match () {
                () if told.contains(&Some(true)) => Some(true),
                () if is_open || told.contains(&None) => None,
                () => Some(false),
            })
        }
    }
}

fn rank(eligibility: Eligibility) -> usize {
    match eligibility {
        Eligibility::NotMet => 0,
        Eligibility::OneShort => 1,
        Eligibility::Unknown => 2,
        Eligibility::Met => 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clauses_say_what_the_tree_says(
        requirement in requirements(),
        numbers in prop::collection::vec(0..CONDITIONS.len(), 0..5),
        tells_all in any::<bool>(),
    ) {
        let typed = format!("{},{}", held(&numbers), if tells_all { TELLS_ALL } else { "" });
        let found = evaluate(&requirement, None, &holdings(&typed), &LEXICON).prospect.value;
        let expected = match directly(&requirement, &typed, false) {
            _ if requirement.is_empty() => None,
            None => Some(true),
            Some(answer) => answer,
        };
        let found = match found {
            Eligibility::Met => Some(true),
            Eligibility::Unknown => None,
            Eligibility::OneShort | Eligibility::NotMet => Some(false),
        };
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn holding_more_is_never_worse(
        requirement in requirements(),
        numbers in prop::collection::vec(0..CONDITIONS.len(), 1..6),
    ) {
        let value = |numbers: &[usize]| {
            let typed = format!("{},{TELLS_ALL}", held(numbers));
            evaluate(&requirement, None, &holdings(&typed), &LEXICON).prospect.value
        };
        let (less, more) = (value(&numbers[1..]), value(&numbers));
        prop_assert!(rank(less) <= rank(more), "{less} then {more}");
    }

    #[test]
    fn who_is_one_short_may_bid_with_one_thing_more(
        requirement in requirements(),
        numbers in prop::collection::vec(0..CONDITIONS.len(), 0..5),
    ) {
        let value = |typed: &str| evaluate(&requirement, None, &holdings(typed), &LEXICON).prospect.value;
        let typed = format!("{},{TELLS_ALL}", held(&numbers));
        let is_mended = |more: &&str| rank(value(&format!("{typed},{more}"))) >= 2;
        let mended = CONDITIONS.iter().map(|(_, _, by)| by).filter(|by| is_mended(by)).count();
        match value(&typed) {
            Eligibility::OneShort => prop_assert!(mended > 0),
            Eligibility::NotMet => prop_assert_eq!(mended, 0),
            Eligibility::Unknown | Eligibility::Met => {}
        }
    }

    #[test]
    fn whatever_is_typed_is_taken_or_refused(typed in "\\PC{0,80}|(登録|等級|本店|支店|認証):?[岡山市府中県なしA特、,: ]{0,20}") {
        let mut holdings = irefuda_procurement::eligibility::Holdings::default();
        let _ = holdings.add(&typed, &LEXICON);
    }

    #[test]
    fn whatever_is_asked_for_is_understood_somehow(value in "\\PC{0,60}|[岡山県市内に本店又は、郡()名簿A]{0,30}", kind in 0..5_usize) {
        let kind = ["certification", "licence", "registration", "grade", "location"][kind];
        let requirement = Requirement::all(vec![leaf(kind, &value, Level::Required)]);
        let found = evaluate(&requirement, Some("岡山県"), &holdings(TELLS_ALL), &LEXICON);
        prop_assert_eq!(found.clauses.len(), 1);
    }
}

/// A tree whose clauses would be too many says nothing, and soon.
#[test]
fn a_tree_too_large_for_clauses_is_open() {
    let pair = |number: usize| {
        Requirement::all(vec![
            leaf(
                "registration",
                &format!("第{number}の名簿"),
                Level::Required,
            ),
            leaf("location", &format!("第{number}市に本店"), Level::Required),
        ])
    };
    let large = Requirement::all(vec![
        Requirement::any((0..40).map(pair).collect()),
        leaf("certification", "ISMS", Level::Required),
    ]);
    let made = clauses(&large, None).expect("conditions");
    assert!(made.len() < 50, "{} clauses", made.len());
    let closed: Vec<&Clause> = made.iter().filter(|clause| !clause.is_open).collect();
    assert_eq!(closed.len(), 1, "{closed:?}");
    let value = |typed: &str| {
        evaluate(&large, None, &holdings(typed), &LEXICON)
            .prospect
            .value
    };
    assert_eq!(value("ISMS"), Eligibility::Unknown);
    assert_eq!(value("Pマーク"), Eligibility::OneShort);
    let wide = Requirement::all((0..5_000).map(pair).collect());
    assert_eq!(clauses(&wide, None).expect("conditions").len(), 1);
}
