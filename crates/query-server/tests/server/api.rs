//! `/api/v1/…` and `/healthz`.

use crate::client::{check, get, request};

#[test]
fn notices_are_found() {
    check(&[
        ("/api/v1/notices", 200, r#""total":37"#),
        (
            "/api/v1/notices?q=ネットワーク 保守",
            200,
            "331007-network-2026",
        ),
        ("/api/v1/notices?q=ネットワーク", 200, r#""highlights":[{"#),
        ("/api/v1/notices?q=&status=", 200, r#""total":37"#),
        ("/api/v1/notices?prefecture=岡山県", 200, r#""total":2"#),
        ("/api/v1/notices?prefecture=33", 200, r#""total":2"#),
        (
            "/api/v1/notices?lg_code=331007&lg_code=332020",
            200,
            r#""total":2"#,
        ),
        ("/api/v1/notices?status=cancelled", 200, "011002-park-2026"),
        (
            "/api/v1/notices?prefecture=unknown",
            200,
            "unknown-scan-2026",
        ),
        ("/api/v1/notices?per_page=5&page=8", 200, r#""page":8"#),
        (
            "/api/v1/notices?closes_to=2026-12-05T00:00:00+09:00",
            200,
            "331007-network-2026",
        ),
        ("/api/v1/notices?q=どこにもない言葉", 200, r#""total":0"#),
        (
            "/api/v1/notices?q=岡山市のネットワークの案件",
            200,
            r#""filters":[{"text":"岡山市の","parameters":[{"name":"lg_code","value":"331007"}],"q_without":"ネットワークの案件"}],"ignored":["案件"]"#,
        ),
        (
            "/api/v1/notices?q=ネットワーク 美術館&match=all",
            200,
            r#""with_all_words":0"#,
        ),
        (
            "/api/v1/notices?q=ネットワーク 美術館",
            200,
            r#""missing_words":["美術館"]"#,
        ),
        ("/api/v1/notices?q=xyzzy", 200, r#""next":null"#),
        (
            "/api/v1/notices?fields=id,lg_code&q=ネットワーク 保守",
            200,
            r#""hits":[{"id":"331007-network-2026","lg_code":"331007"}]"#,
        ),
        (
            "/api/v1/notices?prefecture=岡山県&histogram=closes_at:month",
            200,
            r#""histogram":{"closes_at:month":{"buckets":[{"from":"2026-12-01","to":"2026-12-31","count":"#,
        ),
        (
            "/api/v1/notices?prefecture=岡山県",
            200,
            r#""label":"岡山市","parent":"岡山県","#,
        ),
    ]);
}

#[test]
fn similar_notices_are_told() {
    check(&[
        (
            "/api/v1/notices/331007-network-2026/similar",
            200,
            r#"{"notices":["#,
        ),
        (
            "/api/v1/notices/331007-network-2026/similar?limit=21",
            400,
            "1 to 20",
        ),
        (
            "/api/v1/notices/331007-network-2026/similar?q=a",
            400,
            "allowed: limit",
        ),
        (
            "/api/v1/notices/nothing/similar",
            404,
            "no notice has this id",
        ),
    ]);
}

#[test]
fn what_was_meant_is_told() {
    check(&[
        (
            "/api/v1/notices?q=ネットワク",
            200,
            r#""did_you_mean":[{"q":"ネットワーク","total":"#,
        ),
        ("/api/v1/notices?q=ネットワク", 200, r#""is_applied":true"#),
        ("/api/v1/notices?q=ネットワク", 200, "331007-network-2026"),
        (
            "/api/v1/notices?q=ネットワク&match=all",
            200,
            r#""is_applied":false"#,
        ),
        (
            "/api/v1/notices?q=ネットワク&match=literal",
            200,
            r#""did_you_mean":[]"#,
        ),
        (
            "/api/v1/notices?q=ネットワーク",
            200,
            r#""did_you_mean":[]"#,
        ),
    ]);
    // What is written to a file is what was asked for.
    let lines = get("/api/v1/notices.jsonl?q=ネットワク").body;
    assert_eq!(lines, "");
}

#[test]
fn words_are_completed_while_they_are_typed() {
    check(&[
        (
            "/api/v1/suggestions?q=ねっと",
            200,
            r#""text":"ネットワーク"#,
        ),
        ("/api/v1/suggestions?q=netto", 200, r#""kind":"title""#),
        ("/api/v1/suggestions?q=おかやま", 200, r#""q":"岡山市""#),
        (
            "/api/v1/suggestions?q=岡山市 ﾈｯﾄ",
            200,
            r#""q":"岡山市 ネットワーク"#,
        ),
        (
            "/api/v1/suggestions?q=ネットワーク ",
            200,
            r#"{"suggestions":[]}"#,
        ),
        ("/api/v1/suggestions?q=xyzzy", 200, r#"{"suggestions":[]}"#),
        ("/api/v1/suggestions", 200, r#"{"suggestions":[]}"#),
        ("/api/v1/suggestions?q=a&limit=21", 400, "1 to 20"),
        (
            "/api/v1/suggestions?q=a&limit=0",
            400,
            r#""parameter":"limit""#,
        ),
        ("/api/v1/suggestions?query=a", 400, "allowed: q, limit"),
    ]);
    let few = get("/api/v1/suggestions?q=%E3%81%97&limit=2").json();
    assert_eq!(few["suggestions"].as_array().map(Vec::len), Some(2));
}

#[test]
fn wrong_parameters_are_problems() {
    check(&[
        ("/api/v1/notices?colour=red", 400, r#""parameter":"colour""#),
        (
            "/api/v1/notices?status=opne",
            400,
            "open, closed, cancelled, unknown",
        ),
        ("/api/v1/notices?page=0", 400, r#""parameter":"page""#),
        (
            "/api/v1/notices?page=99999999",
            400,
            r#""parameter":"page""#,
        ),
        ("/api/v1/notices?per_page=101", 400, "1 to 100"),
        ("/api/v1/notices?match=some", 400, "most, all, literal"),
        ("/api/v1/notices?q=清掃 OR", 400, "4文字目"),
        (
            "/api/v1/notices?closes_from=soon",
            400,
            "2026-12-01T17:00:00+09:00",
        ),
        (
            "/api/v1/notices?fields=colour",
            400,
            "allowed: id, title, agency",
        ),
        ("/api/v1/notices?histogram=closes_at", 400, "closes_at:day"),
        ("/api/v1/notices?cursor=xyz", 400, r#""parameter":"cursor""#),
        ("/api/v1/notices?sort=-title", 400, "title:desc"),
        ("/api/v1/notices.csv?page=2", 400, r#""parameter":"page""#),
        (
            "/api/v1/notices.jsonl?colour=red",
            400,
            r#""parameter":"colour""#,
        ),
        ("/api/v1/notices/nothing", 404, "no notice has this id"),
        (
            "/api/v1/notices/331007-network-2026/parts/9",
            404,
            "4 parts",
        ),
        (
            "/api/v1/notices/331007-network-2026/parts/x",
            400,
            r#""parameter":"n""#,
        ),
        ("/api/v1/nothing", 404, "/api#problem-not-found"),
    ]);
}

#[test]
fn a_notice_is_served_with_its_status() {
    check(&[
        (
            "/api/v1/notices/331007-network-2026",
            200,
            r#""status":"open""#,
        ),
        (
            "/api/v1/notices/131016-hall-2026",
            200,
            r#""status":"closed""#,
        ),
        (
            "/api/v1/notices/unknown-scan-2026",
            200,
            r#""status":"unknown""#,
        ),
        (
            "/api/v1/notices/331007-network-2026/parts/0",
            200,
            r#""role":"notice""#,
        ),
        (
            "/api/v1/notices/331007-network-2026/parts/2",
            200,
            "無線アクセスポイント",
        ),
    ]);
}

#[test]
fn eligibility_is_answered_where_something_is_held() {
    check(&[
        (
            "/api/v1/notices?q=ネットワーク&holds=Pマーク&holds=登録:岡山市,本店:岡山市",
            200,
            r#""eligibility":{"value":"met","missing":[],"unsettled":[]}"#,
        ),
        (
            "/api/v1/notices?q=美術館&holds=本店:岡山市",
            200,
            r#""eligibility":{"value":"one_short","missing":[["倉敷市内に本店"]],"unsettled":[["建築物清掃業登録"]]}"#,
        ),
        (
            "/api/v1/notices?holds=Pマーク,登録:岡山市,本店:岡山市&eligibility=met",
            200,
            r#""total":1"#,
        ),
        ("/api/v1/notices", 200, r#""eligibility":[]"#),
        (
            "/api/v1/notices?eligibility=met",
            400,
            r#""parameter":"eligibility""#,
        ),
        ("/api/v1/notices?holds=ISSM", 400, r#""parameter":"holds""#),
        (
            "/api/v1/notices?holds=本店:府中市",
            400,
            "東京都府中市, 広島県府中市",
        ),
        (
            "/api/v1/notices/332020-cleaning-2026?holds=建築物清掃業,本店:岡山市",
            200,
            r#""clauses":[{"verdict":"met","is_open":false,"conditions":[{"kind":"licence","value":"建築物清掃業登録","verdict":"met","evidence":{"quote":"建築物清掃業の登録""#,
        ),
        (
            "/api/v1/notices/331007-network-2026?holds=ISMS",
            200,
            r#""doubt":"not_told""#,
        ),
        (
            "/api/v1/notices/331007-network-2026?q=a",
            400,
            "allowed: holds",
        ),
    ]);
    let plain = get("/api/v1/notices/331007-network-2026").json();
    assert!(plain.get("eligibility").is_none());
}

#[test]
fn the_notice_itself_has_no_text() {
    let answer = get("/api/v1/notices/331007-network-2026");
    assert!(!answer.body.contains("無線アクセスポイント"));
}

#[test]
fn health_says_how_many_notices_there_are() {
    check(&[("/healthz", 200, r#"{"status":"ok","notices":37}"#)]);
}

#[test]
fn every_error_is_a_numbered_problem() {
    for path in [
        "/api/v1/notices?x=1",
        "/api/v1/nothing",
        "/api/v1/notices/x",
        "/api/v1/notices?q=%FF",
    ] {
        let answer = get(path);
        let problem = answer.json();
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(problem["status"], answer.status, "{path}");
        assert_eq!(
            problem["request_id"],
            answer.header("x-request-id"),
            "{path}"
        );
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
    }
}

#[test]
fn other_methods_are_not_allowed() {
    for path in ["/api/v1/notices", "/api/v1/notices/x", "/healthz"] {
        for method in ["POST", "PUT", "DELETE"] {
            let answer = request(method, path, &[]);
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.json()["type"], "/api#problem-method-not-allowed");
            assert_eq!(answer.header("allow"), "GET,HEAD", "{method} {path}");
        }
    }
}

#[test]
fn head_answers_like_get_without_a_body() {
    for (path, status) in [
        ("/api/v1/notices", 200),
        ("/api/v1/nothing", 404),
        ("/", 200),
    ] {
        let answer = request("HEAD", path, &[]);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, ""),
            "{path}"
        );
    }
}

#[test]
fn next_leads_to_the_end() {
    let all = get("/api/v1/notices?per_page=100").json();
    let ids = |answer: &serde_json::Value| -> Vec<String> {
        let hits = answer["hits"].as_array().expect("hits").iter();
        hits.map(|hit| hit["id"].to_string()).collect()
    };
    let mut found = Vec::new();
    let mut answer = get("/api/v1/notices?per_page=10").json();
    loop {
        found.extend(ids(&answer));
        let Some(next) = answer["next"].as_str() else {
            break;
        };
        answer = get(&format!("/api/v1/notices?per_page=10&cursor={next}")).json();
        assert!(answer["page"].is_null());
    }
    assert_eq!(found, ids(&all));
}
