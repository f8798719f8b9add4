//! Reading is linear: a text eight times as long takes about eight times as
//! long, whatever it repeats. Quadratic reading takes 64 times as long, so the
//! bound lies in the middle; times are noisy, and the best of a few runs counts.

use std::time::{Duration, Instant};

use irefuda_extraction::Extractor;

use crate::reading::{extractor, source};

const PIECES: &str = include_str!("../cases/repetitions.txt");

/// Length of the longer text, in bytes.
const LENGTH: usize = 500_000;
/// The shorter text is this part of it.
const PART: usize = 8;
/// The longer text takes less than this many times as long.
const MOST: u32 = 24;
/// The runs after which a text is taken to be slow.
const RUNS: usize = 3;

/// Before the repetitions, so that they are read as a notice's.
const HEAD: &str = "一般競争入札公告\n令和8年5月1日\n高槻市長 山田太郎\n1 件名 灯油の購入\n2 入札参加資格 次の者\n";

#[test]
fn reading_is_linear() {
    let extractor = extractor();
    let pieces = PIECES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let slow: String = pieces
        .filter_map(|piece| check(&extractor, piece))
        .collect();
    assert!(slow.is_empty(), "{slow}");
}

/// How slow the reading of repetitions is, if it is.
fn check(extractor: &Extractor, piece: &str) -> Option<String> {
    let (part, whole) = (repeated(piece, LENGTH / PART), repeated(piece, LENGTH));
    let (mut short, mut long) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        short = short.min(time(extractor, &part));
        long = long.min(time(extractor, &whole));
        if long < MOST * short {
            println!("{piece}: {short:?}, {long:?}");
            return None;
        }
    }
    Some(format!(
        "\n{piece}: {short:?}, {PART} times as much {long:?}"
    ))
}

fn time(extractor: &Extractor, text: &str) -> Duration {
    let start = Instant::now();
    let notices = extractor.extract(text, source("any.txt"));
    let time = start.elapsed();
    assert!(!notices.is_empty());
    time
}

/// A text of about this length in bytes.
fn repeated(piece: &str, length: usize) -> String {
    let piece = piece.replace("\\n", "\n").replace("\\t", "\t");
    let mut text = HEAD.to_owned();
    let mut count = 0;
    while text.len() < length {
        count += 1;
        text += &piece.replace("{n}", &count.to_string());
    }
    text
}
