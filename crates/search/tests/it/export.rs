//! The whole result of a search, and what comes back of each hit.

use irefuda_procurement::{Kind, LeafKind, Level, Notice, PriceKind};
use irefuda_search::{Export, ExportFormat, HitFields, SearchRequest};
use serde_json::Value;

use crate::corpus::{Fixture, NOW, Saying, ids, notice, pairs, writer};

fn export(fixture: &Fixture, query: &str) -> Export {
    let request = SearchRequest::of_export(pairs(query), &fixture.lexicon).expect("a request");
    fixture
        .searcher
        .export(request, NOW.parse().expect("a moment"))
        .expect("an export")
}

fn rest(export: &mut Export, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let hits = export.next_hits(most).expect("hits");
        assert!(hits.len() <= most);
        if hits.is_empty() {
            return found;
        }
        found.extend(hits.into_iter().map(|hit| hit.summary.id));
    }
}

/// More than the first three batches hold.
fn many() -> Fixture {
    Fixture::of((0..2_000_u32).map(|number| {
        let day = format!("2026-06-{:02}", 1 + number * 7 % 29);
        notice(&format!("id-{:04}", number * 1_999 % 2_000), "清掃業務").closes(&day)
    }))
}

#[test]
fn an_export_holds_what_pages_show_in_their_order() {
    let fixture = many();
    for query in [
        "",
        "q=清掃",
        "sort=title:desc",
        "q=清掃&sort=announced_on&deadline=7days",
    ] {
        let mut paged = Vec::new();
        for page in 1..=20 {
            let answer = fixture.ask(&format!("{query}&page={page}&per_page=100"));
            paged.extend(ids(&answer).into_iter().map(str::to_owned));
        }
        for most in [100, 5_000] {
            let found = rest(&mut export(&fixture, query), most);
            assert_eq!(found, paged, "{query}");
        }
    }
}

#[test]
fn an_export_is_of_one_moment() {
    let fixture = many();
    let mut under_way = export(&fixture, "");
    let first = under_way.next_hits(10).expect("hits");
    let mut writer = writer(fixture.folder.path());
    writer.remove_all().expect("remove");
    writer.put(&notice("new", "清掃")).expect("put");
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(fixture.ask("").total, 1);
    assert_eq!(first.len() + rest(&mut under_way, 300).len(), 2_000);
}

fn two() -> [Notice; 2] {
    let mut full = notice("id-1", "=HYPERLINK(\"http://example.com\")")
        .place("岡山県", "331007")
        .closes("2026-06-10T17:15:00+09:00")
        .announced("2026-05-01")
        .costs(PriceKind::Ceiling, 12_000_000)
        .requires(LeafKind::Certification, "ISMS", Level::Required)
        .requires(LeafKind::Licence, "警備業の認定", Level::Required)
        .text("清掃, \"一式\"\r\nを行う");
    full.agency = Some("岡山市\n会計課".to_owned());
    full.source.path = "-dir/公告,1.txt".to_owned();
    let mut empty = notice("id-2", "").kind(Kind::Result);
    empty.title = None;
    [full, empty]
}

#[test]
fn csv_is_what_a_spreadsheet_reads() {
    let cases: &[(&str, &str)] = &[
        (
            "",
            "\u{feff}ID,件名,発注機関,担当課,都道府県,団体コード,市区町村,種別,入札方式,調達区分,\
             営業種目,公告日,締切,予定価格・上限額(円),必要な認証・許認可,公告のあと,ファイル,状態,\
             含まない言葉\r\n\
             id-1,\"'=HYPERLINK(\"\"http://example.com\"\")\",\"岡山市\n会計課\",,岡山県,331007,,\
             入札公告,,,,2026-05-01,2026-06-10T17:15:00+09:00,12000000,ISMS、警備業の認定,,\
             \"'-dir/公告,1.txt\",募集中,\r\n\
             id-2,,,,,,,結果,,,,,,,,,,終了,\r\n",
        ),
        (
            "fields=closes_at,id&status=open",
            "\u{feff}ID,締切\r\nid-1,2026-06-10T17:15:00+09:00\r\n",
        ),
        (
            "fields=id,snippets&q=清掃",
            "\u{feff}ID,抜粋\r\nid-1,\"清掃, \"\"一式\"\"  を行う\"\r\n",
        ),
        ("q=どこにもない&fields=id,title", "\u{feff}ID,件名\r\n"),
    ];
    let fixture = Fixture::of(two());
    for (query, expected) in cases {
        assert_eq!(
            written(&fixture, query, ExportFormat::Csv),
            *expected,
            "{query}"
        );
    }
}

#[test]
fn json_lines_are_hits() {
    let fixture = Fixture::of(two());
    for query in ["", "fields=id,source,snippets&q=清掃"] {
        let written = written(&fixture, query, ExportFormat::JsonLines);
        let lines = written
            .lines()
            .map(|line| serde_json::from_str(line).expect(line));
        let lines: Vec<Value> = lines.collect();
        let fields = match query.contains("fields") {
            true => query.to_owned(),
            false => {
                let names = HitFields::of_a_list(false).iter().map(|field| field.name());
                format!("fields={}", names.collect::<Vec<_>>().join(","))
            }
        };
        let answer = serde_json::to_value(fixture.ask(&fields)).expect("JSON");
        assert_eq!(Value::Array(lines), answer["hits"], "{query}");
    }
}

fn written(fixture: &Fixture, query: &str, format: ExportFormat) -> String {
    let mut export = export(fixture, query);
    let mut bytes = format.beginning(export.fields()).expect("a beginning");
    loop {
        let hits = export.next_hits(1).expect("hits");
        if hits.is_empty() {
            return String::from_utf8(bytes).expect("UTF-8");
        }
        bytes.extend(format.written(&hits).expect("rows"));
    }
}

#[test]
fn an_export_takes_no_page() {
    let fixture = Fixture::of([]);
    for (query, parameter) in [
        ("page=1", Some("page")),
        ("per_page=20", Some("per_page")),
        ("cursor=x", Some("cursor")),
        ("histogram=closes_at:day", Some("histogram")),
        ("colour=red", Some("colour")),
        ("page=&q=清掃&fields=id", None),
    ] {
        let request = SearchRequest::of_export(pairs(query), &fixture.lexicon);
        let refused = request.err().map(|error| error.parameter);
        assert_eq!(refused.as_deref(), parameter, "{query}");
    }
}

#[test]
fn only_the_chosen_fields_come_back() {
    let fixture = Fixture::of(two());
    let names = |query: &str| {
        let answer = serde_json::to_value(fixture.ask(query)).expect("JSON");
        let hit = answer["hits"][0].as_object().expect("a hit").clone();
        hit.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    let all = "agency announced_on category closes_at department id kind lg_code marks method \
               missing_words municipality prefecture price_ceiling qualifications score snippets source status \
               subcategory title";
    let cases = [
        ("", all),
        ("fields=id", "id"),
        ("fields=title,id&fields=status", "id status title"),
        ("q=清掃&fields=snippets, score", "score snippets"),
    ];
    for (query, expected) in cases {
        assert_eq!(names(query), expected, "{query}");
    }
    let snippets = &fixture.ask("q=清掃&fields=id").hits[0].snippets;
    assert!(snippets.is_empty(), "what is not wanted is not made");
    for wrong in ["colour", "id,colour", "id,,title", "ID"] {
        let error = fixture
            .request(&format!("fields={wrong}"))
            .expect_err(wrong);
        assert_eq!(error.parameter, "fields");
        assert!(error.reason.contains("price_ceiling"), "{error}");
    }
}
