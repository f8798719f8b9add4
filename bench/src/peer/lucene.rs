//! Lucene with kuromoji, from Debian's packages; see `peers/LucenePeer.java`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::child::Program;
use super::plain::Plain;
use super::{Answers, Engine};
use crate::stopwatch::Took;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/LucenePeer.java");
const JARS: &str = "/usr/share/java";
/// Debian 12 has it in this version.
const VERSION: &str = "8.7.0";
const PARTS: [&str; 7] = [
    "core",
    "analyzers-common",
    "analyzers-kuromoji",
    "facet",
    "highlighter",
    "memory",
    "queries",
];

/// The engine.
pub struct Lucene;

struct Searcher(Program);

impl Engine for Lucene {
    const NAME: &'static str = "Lucene";

    fn missing() -> Option<&'static str> {
        let has = |jar: PathBuf| jar.exists();
        let are_there = jars().all(has) && Path::new("/usr/bin/javac").exists();
        (!are_there).then_some("Debian's packages liblucene8-java and default-jdk-headless")
    }

    fn build(place: &Path, rows: &Path, folder: &Path, threads: usize) -> Result<Took> {
        let mut program = Program::start(
            java(place)?
                .arg("index")
                .arg(rows)
                .arg(folder)
                .arg(threads.to_string()),
        )?;
        ensure!(program.receive()? == "done", "Lucene did not index");
        program.took()
    }

    fn open(place: &Path, folder: &Path, now: i64) -> Result<Box<dyn Answers>> {
        let mut program =
            Program::start(java(place)?.arg("search").arg(folder).arg(now.to_string()))?;
        ensure!(
            program.receive()? == "ready",
            "Lucene did not open its index"
        );
        Ok(Box::new(Searcher(program)))
    }
}

impl Answers for Searcher {
    fn answer(&mut self, question: &Plain) -> Result<(u64, Took)> {
        self.0.send(&line(question))?;
        let answer = self.0.receive()?;
        let numbers: Vec<f64> = answer.split('\t').flat_map(str::parse).collect();
        let [total, cpu, wall, ..] = numbers.as_slice() else {
            anyhow::bail!("Lucene answered {answer}");
        };
        let took = Took {
            wall: wall / 1e9,
            cpu: cpu / 1e9,
        };
        Ok((*total as u64, took))
    }

    fn memory(&self) -> (f64, f64) {
        self.0.memory()
    }
}

fn jars() -> impl Iterator<Item = PathBuf> {
    PARTS
        .iter()
        .map(|part| Path::new(JARS).join(format!("lucene-{part}-{VERSION}.jar")))
}

/// Java with the peer's program, compiled if need be.
fn java(place: &Path) -> Result<Command> {
    let classes = place.join("lucene-classes");
    fs::create_dir_all(&classes)?;
    let mut path: Vec<String> = jars().map(|jar| jar.display().to_string()).collect();
    let status = Command::new("javac")
        .args(["-cp", &path.join(":"), "-d"])
        .arg(&classes)
        .arg(SOURCE)
        .status()
        .context("javac")?;
    ensure!(status.success(), "the Lucene peer does not compile");
    path.push(classes.display().to_string());
    let mut command = Command::new("java");
    command.args(["-Xmx1g", "-cp", &path.join(":"), "LucenePeer"]);
    Ok(command)
}

fn line(question: &Plain) -> String {
    let seconds = |moment: Option<i64>| moment.map_or(String::new(), |moment| moment.to_string());
    let words: Vec<String> = question.words.iter().map(|any| any.join("|")).collect();
    let filters = question.filters.iter();
    let filters: Vec<String> = filters
        .map(|(facet, value)| format!("{facet}={value}"))
        .collect();
    let sort = match question.by_deadline {
        true => "closes_at",
        false => "relevance",
    };
    [
        question.limit.to_string(),
        sort.to_owned(),
        words.join(" "),
        filters.join(";"),
        seconds(question.closes_from),
        seconds(question.closes_to),
        question.lacking.join(","),
    ]
    .join("\t")
}
