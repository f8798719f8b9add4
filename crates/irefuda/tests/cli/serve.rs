//! `irefuda serve`: starts, answers, stops.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::world::INDEXED;

#[test]
fn it_says_where_it_is_answers_and_stops_when_told() {
    for signal in ["-TERM", "-INT"] {
        let mut server = Server::start();
        for word in ["案件 3 件", "2026-12-01 09:00"] {
            assert!(server.said.contains(word), "{}", server.said);
        }
        assert!(get(server.port, "/healthz").starts_with("HTTP/1.1 200"));
        let status = Command::new("kill")
            .args([signal, &server.child.id().to_string()])
            .status();
        assert!(status.expect("kill").success());
        assert_eq!(
            server.child.wait().expect("ended").code(),
            Some(0),
            "{signal}"
        );
    }
}

#[test]
fn the_command_line_prints_what_the_api_answers() {
    let server = Server::start();
    let response = get(server.port, "/api/v1/notices?q=CAD&prefecture=33");
    let (_, body) = response.split_once("\r\n\r\n").expect("a body");
    let of_api: Value = serde_json::from_str(body).expect(body);
    assert_eq!(of_api, INDEXED.search(&["CAD", "--prefecture", "33"]));
}

#[test]
fn a_taken_port_is_named_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let address = format!("127.0.0.1:{port}");
    let ended = INDEXED.run(&["serve", "--listen", &address]).ends_with(1);
    ended.complains(&[&address, "--listen 127.0.0.1:"]);
}

#[test]
fn an_address_that_is_none_is_named() {
    INDEXED
        .run(&["serve", "--listen", "nonsense"])
        .ends_with(1)
        .complains(&["nonsense"]);
}

/// A server on a free port; it goes when this goes.
struct Server {
    child: Child,
    port: u16,
    /// What it said before its address.
    said: String,
}

impl Server {
    fn start() -> Self {
        let mut command = INDEXED.command(&["serve", "--listen", "127.0.0.1:0"]);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn().expect("the program");
        let mut server = Self {
            child,
            port: 0,
            said: String::new(),
        };
        let output = BufReader::new(server.child.stdout.take().expect("a pipe"));
        for line in output.lines().map(|line| line.expect("UTF-8")) {
            if let Some(port) = line.strip_prefix("http://localhost:") {
                server.port = port.parse().expect("a port");
                break;
            }
            server.said.push_str(&line);
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut response = String::new();
    stream.read_to_string(&mut response).expect("UTF-8");
    response
}
