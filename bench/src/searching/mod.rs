//! How long answers take, beside bare tantivy.

mod building;
mod measured;
mod questions;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use irefuda_procurement::Moment;
use irefuda_search::{NoticeSearcher, SearchRequest};
use jiff::civil::DateTime;

use crate::machine::{Memory, memory, sizes};
use crate::peer::{Morphemes, Peer, PeerSearcher, Tokenization};
use crate::statistics::median;
use crate::stopwatch::{Took, of_thread};
use crate::table::{self, number};
use crate::workplace::Workplace;
use building::{OURS, PEERS, build};
use measured::Times;
use questions::{Asker, Questions};

/// When the questions are asked.
pub const MOMENT: &str = "2026-12-01T09:00:00";

/// What is to be measured.
pub struct Searching {
    pub count: usize,
    pub threads: usize,
    pub rounds: usize,
    /// Whether to build the indexes even if they are there.
    pub rebuild: bool,
    /// How many of the slowest questions to name.
    pub slowest: usize,
}

/// Both sides, ready to answer.
struct Contenders {
    ours: NoticeSearcher,
    peer: PeerSearcher,
    now: DateTime,
}

/// What came of the questions of one kind.
struct Outcome {
    kind: &'static str,
    ours: Times,
    /// With one hit on the page: finding, ranking and counting, hardly a snippet.
    one_hit: Times,
    peer: Times,
    our_totals: Vec<f64>,
    peer_totals: Vec<f64>,
    /// The longest that each question took us, with its words.
    longest: Vec<(f64, String)>,
}

/// Builds or reuses the indexes, asks, and prints what it took.
pub fn measure(place: &Workplace, searching: &Searching) -> Result<()> {
    let folder = indexes(place, searching)?;
    let before = memory();
    let dictionary = Arc::clone(&place.dictionary);
    let ours = NoticeSearcher::open(&folder.join(OURS), dictionary, Arc::clone(&place.lexicon))?;
    let opened = memory();
    let morphemes = Morphemes::load(&place.dictionary_folder())?;
    let index = Peer::open(
        &folder.join(PEERS),
        Tokenization::Morphemes(Box::new(morphemes.clone())),
    )?;
    let now: DateTime = MOMENT.parse()?;
    let peer = PeerSearcher::open(&index, morphemes, Moment::At(now).ends_timestamp())?;
    let mut contenders = Contenders { ours, peer, now };
    let generator = &place.generator;
    let asker = Asker::new(
        &mut contenders.peer,
        &place.lexicon,
        generator,
        searching.count,
    )?;
    let questions = asker.questions()?;

    let outcomes: Result<Vec<Outcome>> = questions
        .iter()
        .map(|asked| ask(&mut contenders, asked, searching.rounds))
        .collect();
    let outcomes = outcomes?;
    print_times(&contenders, &outcomes);
    print_slowest(&outcomes, searching.slowest);
    print_sizes(&folder);
    print_memory(before, opened, memory());
    Ok(())
}

/// The folder of both indexes, built if need be.
fn indexes(place: &Workplace, searching: &Searching) -> Result<std::path::PathBuf> {
    let count = searching.count;
    let folder = place.of("search", count);
    let is_usable = || {
        let dictionary = Arc::clone(&place.dictionary);
        let lexicon = Arc::clone(&place.lexicon);
        NoticeSearcher::open(&folder.join(OURS), dictionary, lexicon).is_ok()
    };
    if searching.rebuild || !is_usable() {
        let unfinished = place.fresh("unfinished", count)?;
        build(place, &unfinished, count, searching.threads)?;
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::rename(&unfinished, &folder).with_context(|| folder.display().to_string())?;
    }
    Ok(folder)
}

/// Asks in rounds; in each every contender answers every question. The first
/// round only warms up.
fn ask(contenders: &mut Contenders, questions: &Questions, rounds: usize) -> Result<Outcome> {
    let mut outcome = Outcome {
        kind: questions.kind,
        ours: Times::default(),
        one_hit: Times::default(),
        peer: Times::default(),
        our_totals: Vec::new(),
        peer_totals: Vec::new(),
        longest: Vec::new(),
    };
    for request in &questions.requests {
        outcome.our_totals.push(contenders.ours(request)?.0);
        outcome.peer_totals.push(contenders.peer(request)?.0);
        outcome.longest.push((0.0, request.q.clone()));
    }
    for _ in 0..rounds {
        for times in [&mut outcome.ours, &mut outcome.one_hit, &mut outcome.peer] {
            times.begin_round();
        }
        for (request, (longest, _)) in questions.requests.iter().zip(&mut outcome.longest) {
            let (_, took) = contenders.ours(request)?;
            outcome.ours.add(took);
            *longest = longest.max(took.cpu);
            outcome.peer.add(contenders.peer(request)?.1);
            let one_hit = SearchRequest {
                per_page: 1,
                ..request.clone()
            };
            outcome.one_hit.add(contenders.ours(&one_hit)?.1);
        }
    }
    Ok(outcome)
}

impl Contenders {
    fn ours(&self, request: &SearchRequest) -> Result<(f64, Took)> {
        let (answer, took) = of_thread(|| self.ours.search(request, self.now));
        Ok((answer?.total as f64, took))
    }

    fn peer(&mut self, request: &SearchRequest) -> Result<(f64, Took)> {
        let (total, took) = of_thread(|| self.peer.search(request));
        Ok((total? as f64, took))
    }
}

fn print_times(contenders: &Contenders, outcomes: &[Outcome]) {
    println!("### Search, {} notices\n", contenders.ours.document_count());
    println!(
        "Milliseconds at p50 / p95 / p99. An answer is 20 hits with snippets, the exact total and \
         nine facets; the peer's 20 hits without snippets, the total and eight facets.\n"
    );
    let heads = [
        "questions",
        "hits, ours (peer)",
        "ours, wall",
        "ours, CPU",
        "of it without the page",
        "tantivy, CPU",
        "tantivy / ours",
    ];
    let row = |outcome: &Outcome| {
        let hits = |totals| median(totals) as u64;
        vec![
            outcome.kind.to_owned(),
            format!(
                "{} ({})",
                hits(&outcome.our_totals),
                hits(&outcome.peer_totals)
            ),
            outcome.ours.wall(),
            outcome.ours.cpu(),
            outcome.one_hit.cpu(),
            outcome.peer.cpu(),
            number(outcome.ours.ratio_of(&outcome.peer)),
        ]
    };
    table::print(&heads, &outcomes.iter().map(row).collect::<Vec<_>>());
    let per_second = |times: fn(&Outcome) -> &Times| {
        let sums = outcomes.iter().map(|outcome| times(outcome).sum());
        let (seconds, answers) = sums.fold((0.0, 0), |sum, each| (sum.0 + each.0, sum.1 + each.1));
        number(answers as f64 / seconds)
    };
    println!(
        "Answers per second and core: {} ours, {} tantivy.\n",
        per_second(|outcome| &outcome.ours),
        per_second(|outcome| &outcome.peer)
    );
}

fn print_slowest(outcomes: &[Outcome], count: usize) {
    let mut all: Vec<(f64, &str, &str)> = Vec::new();
    for outcome in outcomes {
        let longest = outcome.longest.iter();
        all.extend(longest.map(|(seconds, words)| (*seconds, outcome.kind, words.as_str())));
    }
    all.sort_by(|left, right| right.0.total_cmp(&left.0));
    for (seconds, kind, words) in all.into_iter().take(count) {
        println!("- {} ms: {kind}: {words}", number(seconds * 1e3));
    }
    if count > 0 {
        println!();
    }
}

fn print_sizes(folder: &Path) {
    println!("### Size on disk, MB\n");
    let part = |extension: &str| match extension {
        "store" => "stored texts",
        "pos" => "positions",
        "idx" => "postings",
        "term" => "terms",
        "fast" => "columns",
        _ => "the rest",
    };
    let ours = sizes(&folder.join(OURS).join("notices"), part);
    let peers = sizes(&folder.join(PEERS), part);
    let megabytes = |bytes: u64| number(bytes as f64 / 1e6);
    let sum = |sizes: &[(&str, u64)]| sizes.iter().map(|(_, bytes)| bytes).sum::<u64>();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (part, bytes) in &ours {
        let of_peer = peers
            .iter()
            .find(|(known, _)| known == part)
            .map_or(0, |(_, bytes)| *bytes);
        rows.push(vec![
            (*part).to_owned(),
            megabytes(*bytes),
            megabytes(of_peer),
        ]);
    }
    rows.push(vec![
        "all".to_owned(),
        megabytes(sum(&ours)),
        megabytes(sum(&peers)),
    ]);
    table::print(&["part", "ours", "tantivy"], &rows);
}

fn print_memory(before: Memory, opened: Memory, searched: Memory) {
    println!("### Memory, MB\n");
    let row = |name: &str, memory: Memory| {
        vec![
            name.to_owned(),
            number(memory.own),
            number(memory.resident),
            number(memory.highest),
        ]
    };
    let rows = [
        row("before the index is opened", before),
        row("our index opened", opened),
        row("after all questions, the peer's index among it", searched),
    ];
    table::print(
        &["when", "own", "resident with mapped files", "highest"],
        &rows,
    );
}
