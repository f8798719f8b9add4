//! Requests, and what is expected of the answers.

use std::net::SocketAddr;
use std::sync::LazyLock;

use ureq::Agent;
use ureq::http::{Response, Uri};

use crate::running;

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    let config = Agent::config_builder();
    config
        .http_status_as_error(false)
        .max_redirects(0)
        // The server may close a connection whose body it has not read.
        .max_idle_connections(0)
        .build()
        .new_agent()
});

const LONGEST_BODY: u64 = 1 << 28;

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub body: String,
    head: Response<()>,
}

impl Answer {
    /// A header, empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.head.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Gets an address such as `/?q=a`; Japanese may stand in it.
pub fn get(path: &str) -> Answer {
    request("GET", path, &[])
}

/// Gets an address of another server.
pub fn get_from(server: SocketAddr, path: &str) -> Answer {
    request_to(server, "GET", path, &[])
}

/// Asks with any method and headers.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    request_to(running::address(), method, path, headers)
}

fn request_to(server: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let uri: Uri = format!("http://{server}{}", encoded(path))
        .parse()
        .expect(path);
    let mut request = ureq::http::Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = AGENT.run(request.body(()).expect(path)).expect(path);
    let (head, mut body) = response.into_parts();
    Answer {
        status: head.status.as_u16(),
        body: body
            .with_config()
            .limit(LONGEST_BODY)
            .read_to_string()
            .expect(path),
        head: Response::from_parts(head, ()),
    }
}

/// Escapes what may not stand in an address.
pub fn encoded(path: &str) -> String {
    let may_stand =
        |character: char| character.is_ascii_graphic() && !"\"<>^`{|}[]".contains(character);
    let escape = |character: char| match character {
        character if may_stand(character) => character.to_string(),
        other => other
            .to_string()
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect(),
    };
    path.chars().map(escape).collect()
}

/// Gets each path and looks at the status and for a text in the body.
pub fn check(cases: &[(&str, u16, &str)]) {
    for (path, status, contained) in cases {
        let answer = get(path);
        let start: String = answer.body.chars().take(2_000).collect();
        assert_eq!(answer.status, *status, "{path}: {start}");
        assert!(
            answer.body.contains(contained),
            "{path} lacks {contained}: {}",
            answer.body
        );
    }
}
