//! How long answers take, beside the peers.

mod building;
mod measured;
mod questions;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use irefuda_procurement::Moment;
use irefuda_search::{NoticeSearcher, SearchRequest};
use jiff::civil::DateTime;

use crate::machine::{memory, sizes};
use crate::peer::{
    Answers, Engine, Groonga, Lucene, Morphemes, Peer, PeerSearcher, Plain, Tokenization,
};
use crate::statistics::median;
use crate::stopwatch::{Took, of_thread};
use crate::table::{self, number};
use crate::workplace::Workplace;
use building::{Built, indexes};
use measured::Times;
use questions::{Asker, Questions};

/// When the questions are asked.
pub const MOMENT: &str = "2026-12-01T09:00:00";

/// What is to be measured.
pub struct Searching {
    pub count: usize,
    pub threads: usize,
    pub rounds: usize,
    /// Whether to build our index even if it is there.
    pub rebuild: bool,
    /// How many of the slowest questions to name.
    pub slowest: usize,
    /// Only kinds of questions with this in their name.
    pub only: Option<String>,
    /// Whether to ask ours alone.
    pub alone: bool,
}

/// Somebody who answers.
struct Contender {
    name: &'static str,
    answers: Box<dyn Answer>,
}

/// A question in both forms.
struct Question {
    request: SearchRequest,
    plain: Plain,
}

trait Answer {
    fn answer(&mut self, question: &Question) -> Result<(u64, Took)>;
    fn memory(&self) -> (f64, f64);
}

struct Ours {
    searcher: NoticeSearcher,
    now: DateTime,
    /// Hits on the page, if not what is asked for.
    per_page: Option<usize>,
}

/// What came of the questions of one kind.
struct Outcome {
    kind: &'static str,
    /// By contender.
    times: Vec<Times>,
    totals: Vec<Vec<f64>>,
    /// The longest that each question took us, with its words.
    longest: Vec<(f64, String)>,
}

/// With one hit on the page: finding, ranking and counting, hardly a snippet.
const WITHOUT_PAGE: &str = "of it without the page";

/// Builds or reuses the indexes, asks, and prints what it took.
pub fn measure(place: &Workplace, searching: &Searching) -> Result<()> {
    let built = indexes(place, searching)?;
    let of = |name: &str| built.iter().find(|built| built.name == name);
    let now: DateTime = MOMENT.parse()?;
    let seconds = Moment::At(now).ends_timestamp();

    let before = memory();
    let started = std::time::Instant::now();
    let folder = &of("ours").context("ours is always built")?.folder;
    let searcher = NoticeSearcher::open(
        folder,
        Arc::clone(&place.dictionary),
        Arc::clone(&place.lexicon),
    )?;
    let opened = started.elapsed();
    let after = memory();
    let morphemes = Morphemes::load(&place.dictionary_folder())?;
    let tantivy = of("tantivy").context("tantivy is always built")?;
    let index = Peer::open(
        &tantivy.folder,
        Tokenization::Morphemes(Box::new(morphemes.clone())),
    )?;
    let mut peer = PeerSearcher::open(&index, morphemes, seconds)?;
    let asker = Asker::new(&mut peer, &place.lexicon, &place.generator, searching.count)?;
    let mut questions = asker.questions()?;
    if let Some(only) = &searching.only {
        questions.retain(|asked| asked.kind.contains(only.as_str()));
    }

    let mut contenders = vec![
        ours("ours", &searcher, now, None),
        ours(WITHOUT_PAGE, &searcher, now, Some(1)),
    ];
    if !searching.alone {
        contenders.push(Contender {
            name: "tantivy",
            answers: Box::new(PeerAnswers(Box::new(peer))),
        });
        contenders.extend(
            of(Lucene::NAME)
                .map(|built| open::<Lucene>(place, built, seconds))
                .transpose()?,
        );
        contenders.extend(
            of(Groonga::NAME)
                .map(|built| open::<Groonga>(place, built, seconds))
                .transpose()?,
        );
    }
    let outcomes: Result<Vec<Outcome>> = questions
        .iter()
        .map(|asked| ask(&mut contenders, asked, searching.rounds))
        .collect();
    let outcomes = outcomes?;
    print_times(&contenders, &outcomes, searcher.document_count());
    print_slowest(&outcomes, searching.slowest);
    print_building(&built, searching.count);
    print_sizes(&built);
    println!(
        "Our index was open after {} ms; {} MB more of our own memory for it.\n",
        number(opened.as_secs_f64() * 1e3),
        number(after.own - before.own),
    );
    print_memory(&contenders);
    Ok(())
}

fn ours(
    name: &'static str,
    searcher: &NoticeSearcher,
    now: DateTime,
    per_page: Option<usize>,
) -> Contender {
    let answers = Box::new(Ours {
        searcher: searcher.clone(),
        now,
        per_page,
    });
    Contender { name, answers }
}

fn open<E: Engine>(place: &Workplace, built: &Built, now: i64) -> Result<Contender> {
    let answers = E::open(place.folder(), &built.folder, now)?;
    Ok(Contender {
        name: E::NAME,
        answers: Box::new(PeerAnswers(answers)),
    })
}

impl Answer for Ours {
    fn answer(&mut self, question: &Question) -> Result<(u64, Took)> {
        let request = SearchRequest {
            per_page: self.per_page.unwrap_or(question.request.per_page),
            ..question.request.clone()
        };
        let (answer, took) = of_thread(|| self.searcher.search(&request, self.now));
        Ok((answer?.total, took))
    }

    fn memory(&self) -> (f64, f64) {
        let memory = memory();
        (memory.resident, memory.own)
    }
}

/// Peers see the plain form only.
struct PeerAnswers(Box<dyn Answers>);

impl Answer for PeerAnswers {
    fn answer(&mut self, question: &Question) -> Result<(u64, Took)> {
        self.0.answer(&question.plain)
    }

    fn memory(&self) -> (f64, f64) {
        self.0.memory()
    }
}

/// Asks in rounds; in each every contender answers every question. The first
/// rounds only warm up: Java compiles what it runs often.
fn ask(contenders: &mut [Contender], questions: &Questions, rounds: usize) -> Result<Outcome> {
    const WARM_UP: usize = 3;
    let mut outcome = Outcome {
        kind: questions.kind,
        times: contenders.iter().map(|_| Times::default()).collect(),
        totals: vec![Vec::new(); contenders.len()],
        longest: Vec::new(),
    };
    let asked = &questions.questions;
    outcome.longest = asked
        .iter()
        .map(|question| (0.0, question.request.q.clone()))
        .collect();
    for round in 0..WARM_UP + rounds {
        if round >= WARM_UP {
            outcome.times.iter_mut().for_each(Times::begin_round);
        }
        for (question, (longest, _)) in asked.iter().zip(&mut outcome.longest) {
            for (number, contender) in contenders.iter_mut().enumerate() {
                let (total, took) = contender.answers.answer(question)?;
                if round < WARM_UP {
                    continue;
                }
                outcome.times[number].add(took);
                if number == 0 {
                    *longest = longest.max(took.cpu);
                }
                if round == WARM_UP {
                    outcome.totals[number].push(total as f64);
                }
            }
        }
    }
    Ok(outcome)
}

fn print_times(contenders: &[Contender], outcomes: &[Outcome], count: u64) {
    println!("### Search, {count} notices\n");
    println!(
        "CPU milliseconds at p50 / p95 / p99, and how many times longer than ours it is (median \
         of the rounds). An answer is 20 hits with snippets, the exact total and all facets; \
         tantivy's has no snippets.\n"
    );
    let mut heads = vec![
        "questions".to_owned(),
        "hits".to_owned(),
        "wall, ours".to_owned(),
    ];
    heads.extend(contenders.iter().map(|contender| contender.name.to_owned()));
    let row = |outcome: &Outcome| {
        let hits: Vec<String> = outcome
            .totals
            .iter()
            .map(|totals| (median(totals) as u64).to_string())
            .collect();
        let mut row = vec![
            outcome.kind.to_owned(),
            hits.join(", "),
            outcome.times[0].wall(),
        ];
        for (number_of, times) in outcome.times.iter().enumerate() {
            let ratio = outcome.times[0].ratio_of(times);
            row.push(match number_of {
                0 => times.cpu(),
                _ => format!("{} ({}×)", times.cpu(), number(ratio)),
            });
        }
        row
    };
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table::print(&heads, &outcomes.iter().map(row).collect::<Vec<_>>());
    let per_second = contenders.iter().enumerate().map(|(number_of, contender)| {
        let sums = outcomes
            .iter()
            .map(|outcome| outcome.times[number_of].sum());
        let (seconds, answers) = sums.fold((0.0, 0), |sum, each| (sum.0 + each.0, sum.1 + each.1));
        format!("{} {}", contender.name, number(answers as f64 / seconds))
    });
    println!(
        "Answers per second and core, all questions: {}.\n",
        per_second.collect::<Vec<_>>().join(", ")
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

fn print_building(built: &[Built], count: usize) {
    println!("### Indexing of notices that were read before, {count} notices\n");
    let row = |built: &Built| {
        vec![
            built.name.to_owned(),
            number(count as f64 / built.took.wall),
            number(count as f64 / built.took.cpu),
        ]
    };
    let heads = ["index", "notices a second", "notices a CPU second"];
    table::print(&heads, &built.iter().map(row).collect::<Vec<_>>());
}

fn print_sizes(built: &[Built]) {
    println!("### Size on disk, MB\n");
    let part = |extension: &str| match extension {
        "store" | "fdt" => "stored texts",
        "pos" => "positions",
        "idx" | "doc" => "postings",
        "term" | "tim" | "tip" => "terms",
        "fast" | "dvd" => "columns",
        _ => "the rest",
    };
    let parts = [
        "stored texts",
        "positions",
        "postings",
        "terms",
        "columns",
        "the rest",
    ];
    let row = |built: &Built| {
        let inside = Path::new(&built.folder).join("notices");
        let folder = if inside.exists() {
            inside
        } else {
            built.folder.clone()
        };
        let sizes = sizes(&folder, part);
        let of = |part: &str| {
            sizes
                .iter()
                .filter(|(known, _)| *known == part)
                .map(|(_, bytes)| bytes)
                .sum::<u64>()
        };
        let megabytes = |bytes: u64| number(bytes as f64 / 1e6);
        let mut row = vec![built.name.to_owned()];
        row.extend(parts.iter().map(|part| megabytes(of(part))));
        row.push(megabytes(sizes.iter().map(|(_, bytes)| bytes).sum()));
        row
    };
    let mut heads = vec!["index"];
    heads.extend(parts);
    heads.push("all");
    table::print(&heads, &built.iter().map(row).collect::<Vec<_>>());
}

fn print_memory(contenders: &[Contender]) {
    println!("### Memory after all questions, MB\n");
    println!("tantivy's is in the same process as ours.\n");
    let others = contenders
        .iter()
        .filter(|contender| contender.name != WITHOUT_PAGE);
    let row = |contender: &Contender| {
        let (resident, own) = contender.answers.memory();
        vec![contender.name.to_owned(), number(own), number(resident)]
    };
    let heads = ["process", "own", "with mapped files"];
    table::print(&heads, &others.map(row).collect::<Vec<_>>());
}
