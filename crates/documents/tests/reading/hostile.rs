//! Files that are broken or made to hurt: they end soon and say something.

use std::path::Path;
use std::time::{Duration, Instant};

use irefuda_documents::{Document, Limits, read_bytes};

/// Far above what any of these takes, far below a quadratic run.
const SOON: Duration = Duration::from_secs(30);

fn read_soon(html: &str, limits: &Limits) -> Document {
    let start = Instant::now();
    let document = read_bytes(Path::new("a.html"), html.as_bytes(), limits).unwrap();
    assert!(start.elapsed() < SOON, "it took {:?}", start.elapsed());
    document
}

/// However a page is nested, its words are found in it.
fn check_deep(open: &str, close: &str) {
    let count = 100_000;
    let html = format!(
        "<html><p>入札公告</p>{}仕様書{}<p>以上",
        open.repeat(count),
        close.repeat(count)
    );
    let text = read_soon(&html, &Limits::default()).text;
    for word in ["入札公告", "仕様書", "以上"] {
        assert!(text.contains(word), "{word} is lost in {open}");
    }
}

#[test]
fn deep_nesting_is_read() {
    check_deep("<div>", "</div>");
    check_deep("<div>", "");
    check_deep("<b id=x>", "</b>");
    check_deep("<ul><li>", "</ul>");
    check_deep("<table><tr><td>", "</table>");
    check_deep("<span class=a>", "");
    check_deep("<p><font size=1>", "");
    check_deep("<a href=x><div>", "");
    check_deep("<blockquote></body><!-- -->", "");
    check_deep("<ruby>", "</ruby>");
    check_deep("<q><table>", "");
    check_deep("<template><div></template><i>", "");
}

#[test]
fn a_tree_of_moderate_depth_is_laid_out() {
    let html = format!("{}仕様書{}", "<div>".repeat(400), "</div>".repeat(400));
    let document = read_soon(&html, &Limits::default());
    assert_eq!(document.text, "仕様書\n");
    assert!(document.warnings.is_empty());
}

#[test]
fn tables_in_tables_are_laid_out() {
    let html = format!("{}仕様書", "<table><tr><td>".repeat(100));
    assert_eq!(read_soon(&html, &Limits::default()).text, "仕様書\n");
}

#[test]
fn copies_of_unclosed_formatting_do_not_fill_the_memory() {
    let unclosed: String = (0..400).map(|id| format!("<b id={id}>")).collect();
    let html = format!("<p>{unclosed}{}", "<p>仕様書".repeat(20_000));
    let document = read_soon(&html, &Limits::default());
    assert!(document.text.contains("仕様書"));
}

#[test]
fn a_tag_with_too_many_attributes_ends() {
    let attributes: String = (0..600_000).map(|number| format!(" a{number}")).collect();
    let limits = Limits {
        html_time: Duration::from_secs(1),
        ..Limits::default()
    };
    let document = read_soon(&format!("<p>入札公告<p{attributes}>仕様書"), &limits);
    assert_eq!(document.text, "入札公告\n\n仕様書\n");
    assert_eq!(document.warnings.len(), 1);
}

#[test]
fn a_giant_line_is_read() {
    let line = "入札公告".repeat(1_000_000);
    let html = format!("<html><p>{line}");
    assert_eq!(
        read_soon(&html, &Limits::default()).text.len(),
        line.len() + 1
    );
}

#[test]
fn a_page_over_a_limit_is_cut_with_a_warning() {
    let rows = "<tr><td>項目<td>内容".repeat(1000);
    let html = format!("<html><h1>入札公告</h1><table>{rows}</table>");
    for limits in [
        Limits {
            table_cells: 100,
            ..Limits::default()
        },
        Limits {
            text_bytes: 1000,
            ..Limits::default()
        },
        Limits {
            html_nodes: 1000,
            ..Limits::default()
        },
        Limits {
            html_time: Duration::ZERO,
            ..Limits::default()
        },
    ] {
        let document = read_soon(&html, &limits);
        assert!(document.text.len() <= limits.text_bytes);
        assert!(document.text.contains("入札公告"), "{limits:?}");
        assert!(document.text.contains("項目\t内容\n"), "{limits:?}");
        assert!(!document.warnings.is_empty(), "{limits:?}");
    }
}

#[test]
fn a_stripped_page_keeps_lines_and_cells() {
    let limits = Limits {
        html_time: Duration::ZERO,
        ..Limits::default()
    };
    let html = "<html><style>p{}</style><SCRIPT>a</b>c</SCRIPT><h1>入札&amp;公告</h1><!-- x > y -->\
        <table><tr><th>項目<td>a < b<tr><td>期限<td>正午</table><p>以上<br>終わり<";
    let text = read_soon(html, &limits).text;
    assert_eq!(
        text,
        "入札&公告\n\n項目\ta < b\n期限\t正午\n\n以上\n終わり<\n"
    );
}
