//! What is committed is found, while the server runs and is asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::get_from;
use crate::index;
use crate::notices::numbered;
use crate::running;

const COMMITS: usize = 12;
/// Half of them are found within [`SOON`], and all before it is [`LATE`]: a
/// machine that others use may stand still at times.
const SOON: Duration = Duration::from_secs(1);
const LATE: Duration = Duration::from_secs(20);

#[test]
fn a_commit_is_found_within_a_second_and_no_request_fails() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = index::writer(folder.path());
    for number in 0..50 {
        writer.put(&numbered(number)).expect("put");
    }
    writer.commit().expect("commit");
    let server = running::start_for(index::open(folder.path()));
    let is_over = AtomicBool::new(false);
    let (took, asked) = thread::scope(|scope| {
        let asking = [
            "/api/v1/notices?q=道路&histogram=closes_at:day",
            "/api/v1/notices?sort=title&per_page=100",
        ];
        let clients = asking.map(|path| {
            let is_over = &is_over;
            scope.spawn(move || {
                let mut asked = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let answer = get_from(server, path);
                    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
                    agrees_with_itself(&answer.json());
                    asked += 1;
                }
                asked
            })
        });
        // Also when something fails here, else the clients would ask for ever.
        let over = Over(&is_over);
        let mut took = Vec::new();
        for commit in 0..COMMITS {
            // New ones, one in another's place, and one less.
            for number in [1_000 + 2 * commit, 1_001 + 2 * commit, 40] {
                writer.put(&numbered(number)).expect("put");
            }
            writer.remove(&format!("further-{commit}")).expect("remove");
            writer.commit().expect("commit");
            let committed = Instant::now();
            let new = format!("/api/v1/notices/further-{}", 1_001 + 2 * commit);
            while get_from(server, &new).status != 200 {
                assert!(committed.elapsed() < LATE, "commit {commit} is not found");
                thread::sleep(Duration::from_millis(10));
            }
            took.push(committed.elapsed());
            let gone = format!("/api/v1/notices/further-{commit}");
            assert_eq!(get_from(server, &gone).status, 404);
        }
        drop(over);
        (
            took,
            clients.map(|client| client.join().expect("no failure")),
        )
    });
    let mut sorted = took.clone();
    sorted.sort();
    assert!(sorted[COMMITS / 2] < SOON, "{took:?}");
    assert!(asked.iter().all(|asked| *asked > COMMITS), "{asked:?}");
    let total = get_from(server, "/api/v1/notices").json()["total"].clone();
    assert_eq!(total, 50 + COMMITS);
}

/// Ends the asking.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Every part of an answer is of the same commit.
fn agrees_with_itself(answer: &Value) {
    let total = answer["total"].as_u64().expect("a total");
    let hits = answer["hits"].as_array().expect("hits").len() as u64;
    let per_page = answer["per_page"].as_u64().expect("a number");
    assert_eq!(hits, total.min(per_page));
    let sum = |rows: &Value| -> u64 {
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["count"].as_u64().expect("a count"))
            .sum()
    };
    for facet in ["status", "deadline", "prefecture", "lg_code", "kind"] {
        assert_eq!(sum(&answer["facets"][facet]), total, "{facet}");
    }
    if let Some(days) = answer["histogram"].get("closes_at:day") {
        assert_eq!(
            sum(&days["buckets"]) + days["unknown"].as_u64().expect("a number"),
            total
        );
    }
}
