//! Every place of the lexicon.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use irefuda_procurement::{Lexicon, LgCode, Place, PlaceKind};

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::compiled_in().expect("the lexicon is well formed"));

fn all() -> &'static [Place] {
    LEXICON.places.all()
}

/// 47 prefectures; 1,741 municipalities, the special wards among them; 171
/// districts of 20 designated cities since 2024-01-01, when 浜松市 joined its own.
#[test]
fn all_places_are_there() {
    let count = |kind| all().iter().filter(|place| place.kind == kind).count();
    assert_eq!(count(PlaceKind::Prefecture), 47);
    assert_eq!(count(PlaceKind::City), 792);
    assert_eq!(count(PlaceKind::SpecialWard), 23);
    assert_eq!(count(PlaceKind::Town), 743);
    assert_eq!(count(PlaceKind::Village), 183);
    assert_eq!(count(PlaceKind::District), 171);
    let governments = all()
        .iter()
        .filter(|place| !matches!(place.kind, PlaceKind::Prefecture | PlaceKind::District));
    assert_eq!(governments.count(), 1_741);
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<LgCode> = all().iter().map(|place| place.lg_code).collect();
    assert!(codes.is_sorted());
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    for place in all() {
        assert_eq!(
            LEXICON
                .places
                .by_code(place.lg_code)
                .map(|found| &found.name),
            Some(&place.name)
        );
    }
}

#[test]
fn prefectures_go_from_north_to_south() {
    let prefectures: Vec<&Place> = LEXICON.places.prefectures().collect();
    assert_eq!(prefectures.len(), 47);
    assert_eq!(
        prefectures.first().map(|place| place.name.as_str()),
        Some("北海道")
    );
    assert_eq!(
        prefectures.last().map(|place| place.name.as_str()),
        Some("沖縄県")
    );
    for (number, place) in (1..).zip(prefectures) {
        assert_eq!(place.lg_code.number() / 10_000, number, "{}", place.name);
        assert_eq!(place.prefecture, place.name);
    }
}

#[test]
fn each_place_lies_in_the_prefecture_of_its_code() {
    for place in all() {
        let prefecture = LEXICON
            .places
            .by_code(place.lg_code.prefecture())
            .expect("the prefecture is there");
        assert_eq!(prefecture.name, place.prefecture, "{}", place.name);
        assert_eq!(
            place.lg_code.is_prefecture(),
            place.kind == PlaceKind::Prefecture,
            "{}",
            place.name
        );
    }
}

#[test]
fn names_end_with_what_the_place_is() {
    for place in all() {
        let ends: &[char] = match place.kind {
            PlaceKind::Prefecture => &['都', '道', '府', '県'],
            PlaceKind::City => &['市'],
            PlaceKind::SpecialWard | PlaceKind::District => &['区'],
            PlaceKind::Town => &['町'],
            PlaceKind::Village => &['村'],
        };
        assert!(
            place.name.ends_with(ends),
            "{} is no {:?}",
            place.name,
            place.kind
        );
        let county = place
            .name
            .find('郡')
            .filter(|_| matches!(place.kind, PlaceKind::Town | PlaceKind::Village));
        assert!(
            county.is_none() || place.name == "上郡町",
            "{} bears its county",
            place.name
        );
        assert!(
            place
                .kana
                .chars()
                .all(|kana| matches!(kana, 'ぁ'..='ゖ' | 'ー')),
            "{} reads {}",
            place.name,
            place.kana
        );
        assert_eq!(irefuda_folding::fold(&place.name).text(), place.name);
    }
}

#[test]
fn a_district_has_its_citys_government() {
    let mut cities: BTreeMap<&str, usize> = BTreeMap::new();
    for place in all() {
        let government = LEXICON.places.government(place);
        match place.kind {
            PlaceKind::District => {
                assert_eq!(government.kind, PlaceKind::City, "{}", place.name);
                assert!(
                    place.name.starts_with(&government.name),
                    "{} is of {}",
                    place.name,
                    government.name
                );
                assert_eq!(place.prefecture, government.prefecture);
                *cities.entry(&government.name).or_default() += 1;
            }
            _ => assert_eq!(government.lg_code, place.lg_code),
        }
    }
    assert_eq!(cities.len(), 20, "{cities:?}");
    assert_eq!(cities["大阪市"], 24);
    let district = LEXICON.places.by_name("浜松市中央区");
    assert_eq!(
        LEXICON.places.government(district[0]).lg_code.to_string(),
        "221309"
    );
}

#[test]
fn some_names_are_borne_by_several_places() {
    let cases: [(&str, &[&str]); 8] = [
        ("府中市", &["132063", "342084"]),
        ("伊達市", &["012335", "072133"]),
        ("池田町", &["016446", "183822", "204811", "214043"]),
        // Of the city in Kanagawa and of the towns in Miyagi and Fukuoka.
        ("川崎市", &["141305"]),
        ("川崎町", &["043249", "406058"]),
        ("岡山市", &["331007"]),
        ("岡山", &[]),
        ("", &[]),
    ];
    for (name, codes) in cases {
        let found: Vec<String> = LEXICON
            .places
            .by_name(name)
            .iter()
            .map(|place| place.lg_code.to_string())
            .collect();
        assert_eq!(found, codes, "{name}");
    }
}

#[test]
fn bodies_belong_to_governments_and_have_names_of_their_own() {
    let bodies = LEXICON.places.bodies();
    assert!(
        bodies
            .iter()
            .any(|body| body.name == "警視庁" && body.lg_code.to_string() == "130001")
    );
    let names: BTreeSet<&str> = bodies.iter().map(|body| body.name.as_str()).collect();
    assert_eq!(names.len(), bodies.len(), "a body occurs twice");
    for body in bodies {
        let government = LEXICON
            .places
            .by_code(body.lg_code)
            .expect("the government is there");
        assert_ne!(government.kind, PlaceKind::District, "{}", body.name);
        assert!(
            LEXICON.places.by_name(&body.name).is_empty(),
            "{} is also a place",
            body.name
        );
        assert_eq!(irefuda_folding::fold(&body.name).text(), body.name);
    }
}
