//! `/api/v1/notices.csv` and `.jsonl`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{encoded, get, get_from, request};
use crate::index;
use crate::notices::numbered;
use crate::running;

#[test]
fn the_whole_result_comes_as_a_file() {
    let csv = get("/api/v1/notices.csv?q=道路維持&sort=title");
    let kind = "text/csv; charset=utf-8; header=present";
    let file = "attachment; filename=\"notices-2026-12-01.csv\"";
    assert_eq!(csv.header("content-type"), kind);
    assert_eq!(csv.header("content-disposition"), file);
    assert!(
        csv.body.starts_with("\u{feff}ID,件名,発注機関"),
        "{}",
        csv.body
    );
    assert_eq!(csv.body.matches("\r\n").count(), 31);
    let lines = get("/api/v1/notices.jsonl?fields=id,title");
    assert_eq!(
        lines.header("content-type"),
        "application/x-ndjson; charset=utf-8"
    );
    assert_eq!(lines.body.lines().count(), 37);
    assert!(
        lines
            .body
            .contains("{\"id\":\"331007-network-2026\",\"title\":\"本庁舎")
    );
    let nothing = get("/api/v1/notices.jsonl?q=xyzzy");
    assert_eq!((nothing.status, nothing.body.as_str()), (200, ""));
    let head = request("HEAD", "/api/v1/notices.csv", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

/// A server over notices whose export is much longer than what a connection
/// holds on its way.
fn server_of_much() -> (tempfile::TempDir, SocketAddr) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = index::writer(folder.path());
    for number in 0..1_500 {
        let mut notice = numbered(number);
        notice.source.path = format!("{number}/{}", "x".repeat(30_000));
        writer.put(&notice).expect("put");
    }
    writer.commit().expect("commit");
    let server = running::start_for(index::open(folder.path()));
    (folder, server)
}

/// Asks for everything and reads the first line.
fn begun(server: SocketAddr) -> (String, TcpStream) {
    let mut stream = TcpStream::connect(server).expect("a connection");
    let path = encoded("/api/v1/notices.jsonl");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").expect("a request");
    let mut line = String::new();
    let mut reader = BufReader::with_capacity(16, stream.try_clone().expect("a handle"));
    reader.read_line(&mut line).expect("an answer");
    (line.trim_end().to_owned(), stream)
}

#[test]
fn exports_are_bounded_and_end_with_their_clients() {
    let (_folder, server) = server_of_much();
    let whole = get_from(server, "/api/v1/notices.jsonl");
    assert_eq!(whole.body.lines().count(), 1_500);
    assert!(whole.body.len() > 45_000_000);

    // Clients that read no further hold a place each, and no core.
    let mut under_way = Vec::new();
    let refused = loop {
        let (line, stream) = begun(server);
        if line != "HTTP/1.1 200 OK" {
            break line;
        }
        under_way.push(stream);
        assert!(under_way.len() < 1_000, "nothing bounds them");
    };
    assert_eq!(refused, "HTTP/1.1 503 Service Unavailable");
    assert_eq!(get_from(server, "/api/v1/notices").status, 200);

    // Those that go away make room.
    under_way.clear();
    let gone = Instant::now();
    while begun(server).0 != "HTTP/1.1 200 OK" {
        assert!(gone.elapsed() < Duration::from_secs(10), "no room is made");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_export_goes_on_while_the_index_changes() {
    let (folder, server) = server_of_much();
    let (_, mut stream) = begun(server);
    let mut writer = index::writer(folder.path());
    writer.remove_all().expect("remove");
    writer.commit().expect("commit");
    let changed = Instant::now();
    while get_from(server, "/api/v1/notices").json()["total"] != 0 {
        assert!(changed.elapsed() < Duration::from_secs(10), "no change");
        thread::sleep(Duration::from_millis(20));
    }
    let mut rest = Vec::new();
    let timeout = Some(Duration::from_secs(5));
    stream.set_read_timeout(timeout).expect("a timeout");
    let mut piece = vec![0; 1 << 20];
    while !rest.ends_with(b"0\r\n\r\n") {
        let read = stream.read(&mut piece).expect("the rest");
        assert!(read > 0, "the connection ended early");
        rest.extend_from_slice(&piece[..read]);
    }
    let text = String::from_utf8_lossy(&rest);
    assert_eq!(text.matches("\"id\":\"further-").count(), 1_500);
}
