//! The words of the trade: what has to hold of every word that a clerk may add.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use irefuda_procurement::{
    Category, CategoryWords, DeadlineKind, Kind, LeafKind, Lexicon, PartRole, Qualification,
};

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::compiled_in().expect("the lexicon is well formed"));

/// Every word of every file with where it stands.
fn words() -> Vec<(String, &'static str)> {
    let lexicon = &*LEXICON;
    let mut words: Vec<(String, &'static str)> = Vec::new();
    let mut add = |place: &str, found: &'static [String]| {
        words.extend(found.iter().map(|word| (place.to_owned(), word.as_str())));
    };
    for method in &lexicon.methods {
        add(&format!("method {}", method.name), &method.phrases);
    }
    for category in &lexicon.categories {
        add(&format!("category {}", category.name), &category.endings);
        add(&format!("category {}", category.name), &category.words);
    }
    for row in &lexicon.subcategories {
        add(
            &format!("subcategory {}/{}", row.category, row.name),
            &row.words,
        );
    }
    for row in &lexicon.qualifications {
        add(&format!("qualification {}", row.value), &row.phrases);
        add(&format!("qualification {}", row.value), &row.not_phrases);
    }
    for row in &lexicon.deadlines {
        add(&format!("deadline {}", row.kind), &row.labels);
    }
    add("aside", &lexicon.asides);
    for row in &lexicon.headings {
        add(&format!("heading {}", row.field), &row.labels);
    }
    for row in &lexicon.kinds {
        add(&format!("kind {}", row.kind), &row.headings);
        add(&format!("kind {}", row.kind), &row.sentences);
    }
    for row in &lexicon.roles {
        add(&format!("role {}", row.role), &row.headings);
    }
    let rules = &lexicon.eligibility;
    for field in &rules.lists.field {
        add(&format!("field of lists {}", field.name), &field.words);
    }
    add("words of lists", &rules.lists.words);
    add("standings", &rules.lists.standings);
    add("bodies with lists", &rules.lists.bodies);
    add("head offices", &rules.offices.head);
    add("offices", &rules.offices.any);
    add("endings of regions", &rules.regions.endings);
    for group in &lexicon.synonyms {
        add(&format!("synonyms of {}", group[0]), group);
    }
    words
}

/// The words under which more than one row stands.
fn in_several<'a>(rows: impl Iterator<Item = (String, &'a String)>) -> Vec<String> {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (owner, word) in rows {
        owners
            .entry(word.to_ascii_lowercase())
            .or_default()
            .insert(owner);
    }
    let several = owners.into_iter().filter(|(_, owners)| owners.len() > 1);
    several
        .map(|(word, owners)| format!("{word}: {owners:?}"))
        .collect()
}

/// The words that stand twice in one list.
fn twice(list: &[String]) -> Vec<&String> {
    let mut seen = BTreeSet::new();
    list.iter()
        .filter(|word| !seen.insert(word.to_lowercase()))
        .collect()
}

#[test]
fn no_word_is_empty_or_has_spaces_around_it() {
    for (place, word) in words() {
        assert!(!word.is_empty() && word.trim() == word, "{place}: `{word}`");
    }
}

/// Everything is compared in folded text; a word in another form is never found.
#[test]
fn words_are_in_folded_form() {
    let unfolded: Vec<String> = words()
        .into_iter()
        .filter(|(_, word)| irefuda_folding::fold(word).text() != *word)
        .map(|(place, word)| {
            format!(
                "{place}: {word} should be {}",
                irefuda_folding::fold(word).text()
            )
        })
        .collect();
    assert!(unfolded.is_empty(), "{unfolded:#?}");
}

#[test]
fn no_word_stands_twice_in_its_list() {
    for row in &LEXICON.subcategories {
        assert!(!row.words.is_empty(), "{} has no words", row.name);
        assert!(
            twice(&row.words).is_empty(),
            "{}: {:?}",
            row.name,
            twice(&row.words)
        );
    }
    for row in &LEXICON.qualifications {
        assert!(!row.phrases.is_empty(), "{} has no phrases", row.value);
        assert!(
            twice(&row.phrases).is_empty(),
            "{}: {:?}",
            row.value,
            twice(&row.phrases)
        );
    }
    for row in &LEXICON.deadlines {
        assert!(
            twice(&row.labels).is_empty(),
            "{}: {:?}",
            row.kind,
            twice(&row.labels)
        );
    }
    for row in &LEXICON.headings {
        assert!(
            twice(&row.labels).is_empty(),
            "{}: {:?}",
            row.field,
            twice(&row.labels)
        );
    }
}

#[test]
fn categories_are_all_there_and_share_no_word() {
    let names: Vec<Category> = LEXICON.categories.iter().map(|row| row.name).collect();
    assert_eq!(names, Category::ALL);
    let endings = LEXICON.categories.iter().map(|row| (row, &row.endings));
    let words = LEXICON.categories.iter().map(|row| (row, &row.words));
    let owned = |(row, list): (&CategoryWords, &'static Vec<String>)| {
        list.iter()
            .map(|word| (row.name.to_string(), word))
            .collect::<Vec<_>>()
    };
    for shared in [
        in_several(endings.flat_map(owned)),
        in_several(words.flat_map(owned)),
    ] {
        assert!(shared.is_empty(), "{shared:#?}");
    }
    for row in &LEXICON.categories {
        let is_ocds = matches!(
            row.ocds.as_deref(),
            None | Some("goods" | "works" | "services")
        );
        assert!(is_ocds, "{}: {:?} is not of OCDS", row.name, row.ocds);
    }
}

#[test]
fn a_word_names_one_subcategory_of_a_category() {
    for category in Category::ALL {
        let rows = LEXICON
            .subcategories
            .iter()
            .filter(|row| row.category == *category);
        let shared = in_several(
            rows.clone()
                .flat_map(|row| row.words.iter().map(|word| (row.name.clone(), word))),
        );
        assert!(shared.is_empty(), "{category}: {shared:#?}");
        let names: Vec<String> = rows.map(|row| row.name.clone()).collect();
        assert!(twice(&names).is_empty(), "{category}: {:?}", twice(&names));
    }
}

#[test]
fn methods_have_their_own_names_and_phrases() {
    for method in &LEXICON.methods {
        assert!(
            method.phrases.contains(&method.name),
            "{} is not among its phrases",
            method.name
        );
        assert!(
            matches!(
                method.ocds.as_str(),
                "open" | "selective" | "limited" | "direct"
            ),
            "{}: {}",
            method.name,
            method.ocds
        );
        assert!(
            matches!(method.kind, Kind::TenderNotice | Kind::CallForProposals),
            "{}: {}",
            method.name,
            method.kind
        );
    }
    let shared = in_several(
        LEXICON
            .methods
            .iter()
            .flat_map(|row| row.phrases.iter().map(|phrase| (row.name.clone(), phrase))),
    );
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn a_phrase_asks_for_one_qualification() {
    let name = |row: &Qualification| format!("{}:{}", row.kind, row.value);
    let shared = in_several(
        LEXICON
            .qualifications
            .iter()
            .flat_map(|row| row.phrases.iter().map(move |phrase| (name(row), phrase))),
    );
    assert!(shared.is_empty(), "{shared:#?}");
    let values: Vec<String> = LEXICON.qualifications.iter().map(name).collect();
    assert!(twice(&values).is_empty(), "{:?}", twice(&values));
}

#[test]
fn what_code_reads_is_not_in_the_list_of_qualifications() {
    for row in &LEXICON.qualifications {
        let is_by_name = matches!(
            row.kind,
            LeafKind::Certification
                | LeafKind::Licence
                | LeafKind::Exclusion
                | LeafKind::Tax
                | LeafKind::Insurance
                | LeafKind::Staff
        );
        assert!(is_by_name, "{}: {}", row.kind, row.value);
    }
}

/// A longer phrase that is none has to contain a phrase, of its own row or of
/// another that it is kept from; else it does nothing.
#[test]
fn what_is_no_qualification_holds_the_phrase_of_one() {
    let compact = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    for row in &LEXICON.qualifications {
        for phrase in &row.not_phrases {
            let holds = row.phrases.iter().any(|inner| {
                compact(phrase).contains(&compact(inner)) && compact(phrase) != compact(inner)
            });
            assert!(
                holds,
                "{}: {phrase} contains none of its phrases",
                row.value
            );
        }
    }
}

#[test]
fn each_deadline_has_labels() {
    let kinds: BTreeSet<DeadlineKind> = LEXICON.deadlines.iter().map(|row| row.kind).collect();
    assert_eq!(kinds.len(), LEXICON.deadlines.len(), "a kind stands twice");
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DeadlineKind::ALL);
    assert!(LEXICON.deadlines.iter().all(|row| !row.labels.is_empty()));
    assert!(!LEXICON.asides.is_empty());
}

/// Under two kinds a label gives both: a day for bids that is the opening's as
/// well. Any other pair would be a mistake, and so would a label of a deadline
/// among the dates that are none.
#[test]
fn only_bid_days_are_also_openings() {
    let mut kinds: BTreeMap<&str, Vec<DeadlineKind>> = BTreeMap::new();
    for row in &LEXICON.deadlines {
        for label in &row.labels {
            kinds.entry(label).or_default().push(row.kind);
        }
    }
    for (label, kinds) in &kinds {
        assert!(
            kinds.len() == 1 || *kinds == [DeadlineKind::Bid, DeadlineKind::Opening],
            "{label}: {kinds:?}"
        );
        assert!(
            !LEXICON.asides.iter().any(|aside| aside == label),
            "{label} is a deadline and none"
        );
    }
}

#[test]
fn the_fields_that_are_read_have_headings() {
    let fields: Vec<&str> = LEXICON
        .headings
        .iter()
        .map(|row| row.field.as_str())
        .collect();
    let expected = [
        "title",
        "agency",
        "portal_agency",
        "department",
        "announced_on",
        "contract_period",
        "place",
        "method",
        "category",
        "requirement",
        "scoring",
        "bid_bond",
        "contract_bond",
        "estimated_price",
        "ceiling",
        "minimum_price",
        "other_price",
        "case_number",
        "notice_number",
        "generic",
        "section",
    ];
    assert_eq!(fields, expected);
    for row in &LEXICON.headings {
        assert!(!row.labels.is_empty(), "{} has no labels", row.field);
    }
}

#[test]
fn kinds_and_roles_have_signs() {
    for row in &LEXICON.kinds {
        assert!(
            !row.headings.is_empty() || !row.sentences.is_empty(),
            "{} has no sign",
            row.kind
        );
    }
    let roles: BTreeSet<PartRole> = LEXICON.roles.iter().map(|row| row.role).collect();
    assert_eq!(roles.into_iter().collect::<Vec<_>>(), PartRole::ALL);
    let shared = in_several(LEXICON.roles.iter().flat_map(|row| {
        row.headings
            .iter()
            .map(|heading| (row.role.to_string(), heading))
    }));
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn synonyms_are_groups_of_different_words() {
    for group in &LEXICON.synonyms {
        assert!(group.len() >= 2, "{group:?} says nothing");
        assert!(twice(group).is_empty(), "{group:?}");
    }
    let shared = in_several(
        LEXICON
            .synonyms
            .iter()
            .enumerate()
            .flat_map(|(line, group)| {
                group
                    .iter()
                    .map(move |word| (format!("{line} {}", group[0]), word))
            }),
    );
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn the_user_dictionary_has_three_columns() {
    let mut surfaces = BTreeSet::new();
    for line in LEXICON.user_dictionary.lines() {
        let columns: Vec<&str> = line.split(',').collect();
        assert_eq!(columns.len(), 3, "{line}");
        assert!(columns.iter().all(|column| !column.is_empty()), "{line}");
        assert!(
            columns[2]
                .chars()
                .all(|kana| matches!(kana, 'ァ'..='ヶ' | 'ー')),
            "{line}"
        );
        assert!(surfaces.insert(columns[0]), "{line} occurs twice");
    }
}

/// What satisfies what speaks of things that there are.
#[test]
fn rules_of_eligibility_name_what_there_is() {
    let is_qualification =
        |value: &String| LEXICON.qualifications.iter().any(|row| row.value == *value);
    for row in &LEXICON.eligibility.covers {
        assert!(is_qualification(&row.value), "{}", row.value);
        assert!(row.others.iter().all(is_qualification), "{:?}", row.others);
    }
    let is_prefecture = |name: &String| {
        LEXICON
            .places
            .prefectures()
            .any(|place| place.name == *name)
    };
    for region in &LEXICON.eligibility.regions.region {
        let mut members = region.prefectures.iter().chain(&region.doubtful);
        assert!(members.all(is_prefecture), "{}", region.name);
        assert!(twice(&region.prefectures).is_empty(), "{}", region.name);
        let in_both = |name: &&String| region.doubtful.contains(name);
        assert!(
            !region.prefectures.iter().any(|name| in_both(&name)),
            "{}",
            region.name
        );
    }
}
