//! Requests that no friend sends.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::client::{check, get};
use crate::running;

#[test]
fn hostile_addresses_are_refused_politely() {
    check(&[
        ("/api/v1/notices?q=%FF", 400, "percent-encoded UTF-8"),
        ("/api/v1/notices?q=%zz", 400, "percent-encoded UTF-8"),
        ("/api/v1/notices?q=%", 400, "percent-encoded UTF-8"),
        ("/?q=%FF", 400, "アドレスを読み取れません"),
        ("/api/v1/notices/%FF", 400, "/api#problem-malformed-request"),
        ("/notices/%FF", 400, "アドレスを読み取れません"),
        (
            "/api/v1/notices/..%2F..%2Fetc%2Fpasswd",
            404,
            "no notice has this id",
        ),
        (
            "/api/v1/notices/../../etc/passwd",
            404,
            "/api#problem-not-found",
        ),
        ("/notices/%00", 404, "ページが見つかりません"),
        (
            "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            200,
            "&#62;&#60;script&#62;",
        ),
        ("/?%3Cscript%3E=1", 400, "&#60;script&#62;"),
        ("/?status=%3Cscript%3E", 400, "&#60;script&#62;"),
        ("/?q=%00%01%7F", 200, "件"),
        (
            "/?q=((((((((\"\"\"\" AND OR NOT * ? ~ ^ [ TO ]",
            400,
            "対応する括弧がありません",
        ),
    ]);
}

#[test]
fn long_queries_are_refused() {
    let long = |characters: usize| "a".repeat(characters);
    check(&[
        (
            &format!("/api/v1/notices?q={}", long(500)),
            200,
            r#""total":0"#,
        ),
        (
            &format!("/api/v1/notices?q={}", long(10_000)),
            400,
            "longer than 500 characters",
        ),
        (&format!("/?q={}", long(10_000)), 400, "500文字まで"),
        (
            &format!("/api/v1/notices?q={}", long(40_000)),
            414,
            "/api#problem-query-too-long",
        ),
        (
            &format!("/api/v1/notices?{}", "lg_code=331007&".repeat(1_000)),
            200,
            r#""total":1"#,
        ),
    ]);
}

#[test]
fn a_page_never_holds_a_script_that_was_asked_for() {
    let body = get("/?q=%3Cscript%3Ealert(1)%3C/script%3E").body;
    assert!(!body.contains("<script>"));
    assert_eq!(body.matches("<script").count(), 1, "the page's own");
}

#[test]
fn what_is_typed_is_bounded_like_a_query() {
    let typed = |text: &str| format!("/api/v1/suggestions?q={}", text.repeat(100));
    for (path, status) in [
        (typed("学校きゅう"), 200),
        (typed("ｋｋｋｋｋ"), 200),
        (typed("((((("), 200),
        (typed("清掃業務委託"), 400),
        ("/api/v1/suggestions?q=%00%01".to_owned(), 200),
        ("/api/v1/suggestions?q=%F4%8F%BF%BF".to_owned(), 200),
    ] {
        assert_eq!(get(&path).status, status, "{path}");
    }
}

/// Sends bytes as they are and reads the first line of the answer.
fn raw(request: &str) -> String {
    let mut stream = TcpStream::connect(running::address()).expect("a connection");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_no_http_is_answered_and_closed() {
    for (request, line) in [
        ("rubbish\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        (
            "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK",
        ),
        ("GET /x\u{7f} HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ] {
        assert_eq!(raw(request), line, "{request}");
    }
}

#[test]
fn a_large_body_is_refused() {
    let line = raw(
        "POST /api/v1/notices HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n",
    );
    assert_eq!(line, "HTTP/1.1 413 Payload Too Large");
}
