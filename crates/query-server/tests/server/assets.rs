//! `/static/…`.

use crate::client::{check, get, request};

#[test]
fn only_files_of_the_folder_are_served() {
    check(&[
        ("/static/base.css", 200, "デジタル庁"),
        ("/static/icon.svg", 200, "<svg"),
        ("/static/suggestions.js", 200, "/api/v1/suggestions"),
        ("/static/nothing.css", 404, "ページが見つかりません"),
        ("/static/../Cargo.toml", 404, "ページが見つかりません"),
        (
            "/static/%2e%2e/templates/base.html",
            404,
            "ページが見つかりません",
        ),
    ]);
}

#[test]
fn a_script_says_that_it_is_one() {
    // Browsers run nothing else, as the headers ask them to.
    let kind = get("/static/suggestions.js")
        .header("content-type")
        .to_owned();
    assert_eq!(kind, "text/javascript; charset=utf-8");
}

#[test]
fn a_version_is_kept_for_ever_and_the_rest_asked_for_again() {
    let page = get("/").body;
    let address = page
        .split('"')
        .find(|text| text.starts_with("/static/base.css"))
        .expect("a style sheet");
    assert!(get(address).header("cache-control").contains("immutable"));
    for stale in ["/static/base.css", "/static/base.css?v=0"] {
        assert_eq!(get(stale).header("cache-control"), "no-cache");
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let tag = get("/static/base.css").header("etag").to_owned();
    for (known, status) in [(tag.as_str(), 304), ("\"other\"", 200), ("W/\"x\", *", 304)] {
        let answer = request("GET", "/static/base.css", &[("if-none-match", known)]);
        assert_eq!(answer.status, status, "{known}");
    }
}
