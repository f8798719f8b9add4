//! Going on behind a hit, while the index changes.

use irefuda_procurement::{Notice, PriceKind, Status};
use irefuda_search::Sort;

use crate::corpus::{Fixture, NOW, Saying, ids, notice, writer};

/// Notices with few different values, so that ids decide between many.
fn notices() -> Vec<Notice> {
    let numbered = (0..60_u32).map(|number| {
        let mut one = notice(
            &format!("id-{:02}", number * 37 % 60),
            ["清掃業務", "警備業務", "清掃と警備"][number as usize % 3],
        );
        if number % 4 > 0 {
            one = one.closes(["2026-05-20", "2026-06-20", "2026-07-01"][number as usize % 4 - 1]);
        }
        if number % 5 > 0 {
            one = one.announced(&format!("2026-05-{:02}", 10 + number % 5));
        }
        if number % 7 > 2 {
            one = one.place("岡山県", ["331007", "332020"][number as usize % 2]);
        }
        if number % 6 > 3 {
            one = one.costs(PriceKind::Ceiling, u64::from(number % 3) * 1_000);
        }
        if number % 11 == 0 {
            one.title = None;
        }
        one.text("清掃")
    });
    numbered.collect()
}

/// The notices in several segments.
fn fixture() -> Fixture {
    let fixture = Fixture::of([]);
    let mut writer = writer(fixture.folder.path());
    for chunk in notices().chunks(17) {
        for notice in chunk {
            writer.put(notice).expect("put");
        }
        writer.commit().expect("commit");
    }
    fixture.searcher.reload().expect("reload");
    fixture
}

/// Follows `next` to the end; `between` is called with the number of pages read.
fn walk(fixture: &Fixture, query: &str, mut between: impl FnMut(usize)) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    for page in 1.. {
        let answer = fixture.ask(&format!("{query}&cursor={cursor}"));
        found.extend(ids(&answer).into_iter().map(str::to_owned));
        assert_eq!(answer.page.is_none(), page > 1, "{query}");
        let Some(next) = answer.next else { break };
        assert_eq!(answer.hits.len(), answer.per_page, "{query}");
        cursor = next.to_string();
        between(page);
    }
    found
}

#[test]
fn cursors_lead_through_all_that_pages_show() {
    let fixture = fixture();
    for sort in Sort::ALL {
        for q in ["", "清掃"] {
            let query = format!("q={q}&sort={sort}");
            let expected = fixture.ask(&format!("{query}&per_page=100"));
            assert!(expected.next.is_none(), "{query}");
            for per_page in [1, 7, 20, 60] {
                let found = walk(&fixture, &format!("{query}&per_page={per_page}"), |_| ());
                assert_eq!(found, ids(&expected), "{query}, {per_page} a page");
            }
        }
    }
    // From a page's number one can go on by its cursor.
    let second = fixture.ask("page=2&per_page=7");
    let third = fixture.ask("page=3&per_page=7");
    let next = second.next.expect("a cursor");
    let followed = fixture.ask(&format!("cursor={next}&per_page=7"));
    assert_eq!(ids(&followed), ids(&third));
    assert_eq!((followed.page, followed.total), (None, 60));
}

#[test]
fn what_was_there_all_along_comes_once_whatever_is_committed_between() {
    let by_column = Sort::ALL
        .into_iter()
        .filter(|sort| *sort != Sort::Relevance);
    for sort in by_column {
        let fixture = fixture();
        let query = format!("sort={sort}&per_page=6");
        let before = fixture.ask(&format!("sort={sort}&per_page=100"));
        let before: Vec<String> = ids(&before).into_iter().map(str::to_owned).collect();
        let mut removed = Vec::new();
        let mut writer = writer(fixture.folder.path());
        let found = walk(&fixture, &query, |page| {
            // Some come everywhere in the order, and some that were there go.
            for mut new in notices().into_iter().skip(page).step_by(9) {
                new.id = format!("{}-new-{page}", new.id);
                writer.put(&new).expect("put");
            }
            for gone in [page, 59 - page] {
                writer.remove(&before[gone]).expect("remove");
                removed.push(before[gone].clone());
            }
            writer.commit().expect("commit");
            fixture.searcher.reload().expect("reload");
        });
        let is_old = |id: &&String| !id.contains("new");
        let stayed = |id: &&String| is_old(id) && !removed.contains(id);
        let expected: Vec<&String> = before.iter().filter(stayed).collect();
        let seen: Vec<&String> = found.iter().filter(stayed).collect();
        assert_eq!(seen, expected, "{sort}");
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len(), "{sort}: nothing comes twice");
        assert!(found.iter().any(|id| !is_old(&id)), "{sort}: new ones come");
    }
}

#[test]
fn relevance_holds_as_long_as_the_segments_stay() {
    let fixture = fixture();
    let expected = fixture.ask("q=清掃&per_page=100");
    let found = walk(&fixture, "q=清掃&per_page=7", |_| {
        fixture.searcher.reload().expect("reload");
    });
    assert_eq!(found, ids(&expected));
}

#[test]
fn open_and_closed_are_judged_by_the_moment_of_the_first_page() {
    let fixture = fixture();
    let first = fixture.ask_at("per_page=20", NOW);
    let next = first.next.as_ref().expect("a cursor");
    let much_later = "2026-12-31T00:00:00";
    let second = fixture.ask_at(&format!("per_page=20&cursor={next}"), much_later);
    assert_eq!(second.as_of, first.as_of);
    let is_open = |status| status == Status::Open;
    assert!(second.hits.iter().any(|hit| is_open(hit.status)));
}

#[test]
fn foreign_and_damaged_cursors_are_refused() {
    let fixture = fixture();
    let first = fixture.ask("q=清掃&status=open&per_page=5&fields=id");
    let cursor = first.next.expect("a cursor").to_string();
    assert!(
        cursor
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
        "{cursor}"
    );
    let middle = cursor.len() / 2;
    let other = if &cursor[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    let changed = format!("{}{other}{}", &cursor[..middle], &cursor[middle + 1..]);
    let cut = &cursor[..middle];
    let cases: &[(String, Option<(&str, &str)>)] = &[
        (format!("q=清掃&status=open&cursor={cursor}"), None),
        (
            format!("q=清掃&status=open&sort=relevance&cursor={cursor}"),
            None,
        ),
        (
            format!("q=清掃&status=open&histogram=closes_at:day&per_page=50&cursor={cursor}"),
            None,
        ),
        (
            format!("q=清掃&cursor={cursor}"),
            Some(("cursor", "of another search")),
        ),
        (
            format!("q=警備&status=open&cursor={cursor}"),
            Some(("cursor", "of another search")),
        ),
        (
            format!("q=清掃&status=open&sort=title&cursor={cursor}"),
            Some(("cursor", "of another search")),
        ),
        (
            format!("q=清掃&status=open&closes_to=2026-12-01&cursor={cursor}"),
            Some(("cursor", "of another search")),
        ),
        (
            format!("q=清掃&status=open&page=2&cursor={cursor}"),
            Some(("page", "not together with cursor")),
        ),
        (format!("cursor={changed}"), Some(("cursor", "damaged"))),
        (format!("cursor={cut}"), Some(("cursor", "damaged"))),
        (format!("cursor={cursor}A"), Some(("cursor", "damaged"))),
        ("cursor=1".to_owned(), Some(("cursor", "damaged"))),
        ("cursor=1===".to_owned(), Some(("cursor", "damaged"))),
        (
            "cursor=清掃".to_owned(),
            Some(("cursor", "not a cursor of this version")),
        ),
        (
            format!("cursor=2{}", &cursor[1..]),
            Some(("cursor", "not a cursor of this version")),
        ),
        (
            format!("cursor=1{}", "A".repeat(9_000)),
            Some(("cursor", "damaged")),
        ),
    ];
    for (query, expected) in cases {
        let request = fixture.request(query);
        match (request, expected) {
            (Ok(_), None) => {}
            (Err(error), Some((parameter, reason))) => {
                assert_eq!(error.parameter, *parameter, "{query}: {error}");
                assert!(error.reason.contains(reason), "{query}: {error}");
            }
            (request, _) => panic!("{query}: {request:?}"),
        }
    }
}

#[test]
fn a_request_is_read_back_from_its_parameters() {
    let fixture = fixture();
    let first = fixture.ask("q=清掃&sort=title:desc&per_page=5");
    let cursor = first.next.expect("a cursor");
    for query in [
        String::new(),
        format!("q=清掃&sort=title:desc&per_page=7&cursor={cursor}"),
        "fields=title,id&histogram=closes_at:day&histogram=announced_on:month".to_owned(),
        "prefecture=33&lg_code=331007&closes_from=2026-12-01&page=3".to_owned(),
    ] {
        let request = fixture.request(&query).expect("a request");
        let parameters = request.to_parameters();
        let pairs = parameters
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let again = irefuda_search::SearchRequest::from_parameters(pairs, &fixture.lexicon);
        assert_eq!(again.as_ref(), Ok(&request), "{query}");
    }
}

/// Few have both words, so that those with one follow. Then more get both.
#[test]
fn a_search_stays_as_wide_as_it_began() {
    let rows = (0..9_u32).map(|number| {
        let title = if number % 3 == 0 {
            "清掃と警備"
        } else {
            "清掃"
        };
        notice(&format!("id-{number}"), title)
    });
    let fixture = Fixture::of(rows);
    let query = "q=清掃 警備&sort=title&per_page=2";
    let mut before = ids(&fixture.ask("q=清掃 警備&sort=title"))
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert_eq!(before.len(), 9);
    let mut writer = writer(fixture.folder.path());
    let mut found = walk(&fixture, query, |page| {
        for number in 0..6 {
            let id = format!("new-{page}-{number}");
            writer.put(&notice(&id, "清掃と警備")).expect("put");
        }
        writer.commit().expect("commit");
        fixture.searcher.reload().expect("reload");
    });
    found.retain(|id| !id.starts_with("new"));
    before.sort();
    found.sort();
    assert_eq!(found, before);
}
