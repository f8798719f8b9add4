//! Eligibility: what the firm holds against what notices require.

use irefuda_procurement::{LeafKind, Level, Notice, Requirement};
use irefuda_search::{Facet, SearchRequest};

use crate::corpus::{Fixture, Saying, ids, lexicon, notice};

fn notices() -> Vec<Notice> {
    let base = |id: &str| notice(id, "清掃業務").place("岡山県", "331007");
    let isms = |notice: Notice| notice.requires(LeafKind::Certification, "ISMS", Level::Required);
    let office =
        |notice: Notice| notice.requires(LeafKind::Location, "岡山市内に本店", Level::Required);
    let listed = |notice: Notice| {
        let list = "岡山市競争入札参加有資格者名簿";
        notice.requires(LeafKind::Registration, list, Level::Required)
    };
    let mut either = isms(notice("either", "印刷"));
    either = either.requires(
        LeafKind::Certification,
        "プライバシーマーク",
        Level::Required,
    );
    either.requirement = Requirement::any(either.requirement.children().to_vec());
    vec![
        isms(listed(base("both"))),
        isms(base("isms")),
        office(base("office")),
        base("tax").requires(LeafKind::Tax, "岡山市税", Level::Required),
        base("unread"),
        base("scored").requires(LeafKind::Certification, "ISMS", Level::Scored),
        either,
    ]
}

/// Ids with what is said of each, in order of the ids.
fn said(fixture: &Fixture, query: &str) -> Vec<String> {
    let answer = fixture.ask(query);
    let mut said: Vec<String> = answer
        .hits
        .iter()
        .map(|hit| match &hit.eligibility {
            None => hit.summary.id.clone(),
            Some(prospect) => {
                let names = |mark: &str, lists: &[Vec<String>]| {
                    let lists = lists
                        .iter()
                        .map(|list| format!(" {mark} {}", list.join("|")));
                    lists.collect::<String>()
                };
                let missing = names("-", &prospect.missing);
                let unsettled = names("?", &prospect.unsettled);
                format!("{} {}{missing}{unsettled}", hit.summary.id, prospect.value)
            }
        })
        .collect();
    said.sort();
    said
}

#[test]
fn each_hit_is_judged() {
    let fixture = Fixture::of(notices());
    assert_eq!(
        said(&fixture, "holds=Pマーク&holds=本店:倉敷市"),
        [
            "both one_short - ISMS ? 岡山市競争入札参加有資格者名簿",
            "either met",
            "isms one_short - ISMS",
            "office one_short - 岡山市内に本店",
            "scored met",
            "tax met",
            "unread unknown",
        ]
    );
    assert_eq!(
        said(&fixture, "q=印刷&holds=登録:なし"),
        ["either unknown ? ISMS|プライバシーマーク"]
    );
    assert_eq!(said(&fixture, "q=印刷"), ["either"]);
}

#[test]
fn it_is_a_facet_like_others_where_something_is_held() {
    let counts = |fixture: &Fixture, query: &str, facet: Facet| {
        let answer = fixture.ask(query);
        let rows = answer.facets[&facet].iter().map(|row| {
            let mark = if row.selected { "*" } else { "" };
            format!("{} {}{mark}", row.label, row.count)
        });
        rows.collect::<Vec<_>>().join(", ")
    };
    use Facet::*;
    let cases: &[(&str, Facet, &str)] = &[
        ("", Eligibility, ""),
        (
            "holds=Pマーク",
            Eligibility,
            "参加できそう 3, あと1つ 2, 不明 2",
        ),
        (
            "holds=Pマーク, 登録:倉敷市",
            Eligibility,
            "参加できそう 3, あと1つ 1, 満たさない 1, 不明 2",
        ),
        (
            "holds=Pマーク&eligibility=met&eligibility=not_met",
            Eligibility,
            "参加できそう 3*, あと1つ 2, 満たさない 0*, 不明 2",
        ),
        (
            "holds=Pマーク&eligibility=met",
            Prefecture,
            "岡山県 2, 不明 1",
        ),
        (
            "holds=Pマーク&prefecture=unknown",
            Eligibility,
            "参加できそう 1",
        ),
        ("holds=ISMS&q=印刷", Eligibility, "参加できそう 1"),
    ];
    let fixture = Fixture::of(notices());
    for (query, facet, expected) in cases {
        assert_eq!(counts(&fixture, query, *facet), *expected, "{query}");
    }
    let answer = fixture.ask("holds=Pマーク&eligibility=one_short");
    let mut found = ids(&answer);
    found.sort_unstable();
    assert_eq!((found, answer.total), (vec!["both", "isms"], 2));
}

/// Later segments bring conditions that earlier ones did not have.
#[test]
fn every_segment_is_judged() {
    let folder = tempfile::TempDir::new_in(crate::corpus::tmp()).expect("a folder");
    let mut writer = crate::corpus::writer(folder.path());
    let lexicon = lexicon();
    let mut searcher = None;
    for (number, value) in ["ISMS", "ISO9001", "KES", "ISMS"].into_iter().enumerate() {
        let notice = notice(&number.to_string(), "清掃");
        let notice = notice.requires(LeafKind::Certification, value, Level::Required);
        writer.put(&notice).expect("put");
        writer.commit().expect("committed");
        let searcher = searcher.get_or_insert_with(|| crate::corpus::open(folder.path(), &lexicon));
        searcher.reload().expect("reloaded");
        let parameters = [("holds", "KES,ISO9001"), ("eligibility", "met")];
        let request = SearchRequest::from_parameters(parameters, &lexicon).expect("a request");
        let now = crate::corpus::NOW.parse().expect("a moment");
        let answer = searcher.search(&request, now).expect("an answer");
        assert_eq!(answer.total, [0, 1, 2, 2][number], "after {value}");
    }
}

#[test]
fn holdings_are_a_parameter() {
    let lexicon = lexicon();
    let read = |parameters: &[(&str, &str)]| {
        SearchRequest::from_parameters(parameters.iter().copied(), &lexicon)
    };
    let typed = [
        ("holds", "Pマーク，警備業"),
        ("holds", "本店：岡山市"),
        ("holds", "Ｐマーク"),
        ("eligibility", "met"),
    ];
    let request = read(&typed).expect("well formed");
    let written = request.to_parameters();
    let written: Vec<(&str, &str)> = written
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        written,
        [
            ("holds", "プライバシーマーク"),
            ("holds", "警備業認定"),
            ("holds", "本店:岡山県岡山市"),
            ("eligibility", "met"),
        ]
    );
    assert_eq!(read(&written), Ok(request));
    for (parameters, says) in [
        (
            &[("eligibility", "met")][..],
            "parameter `eligibility`: it needs what the firm holds",
        ),
        (
            &[("holds", "ISSM")],
            "parameter `holds`: `ISSM`: no certification or licence",
        ),
        (
            &[("holds", "ISMS"), ("eligibility", "yes")],
            "allowed: met, one_short, not_met, unknown",
        ),
    ] {
        let error = read(parameters).expect_err(says).to_string();
        assert!(error.contains(says), "{error}");
    }
}
