//! `irefuda evaluate-search`: how well searching finds what a person would
//! have pulled out, beside plain BM25 and bigrams over the same documents.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use console::pad_str;
use irefuda_indexer::{self as indexer, IndexFolder, IndexOptions, Silent};
use irefuda_search::NoticeSearcher;
use irefuda_search::evaluation::{
    Case, Cases, Complaint, Contest, Engine, Score, Standing, Verdicts,
};
use jiff::civil::DateTime;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::exit::Outcome;
use crate::moment::AsOf;
use crate::places::Places;
use crate::{reasons, terminal};

/// 検索の良さを、人の判断と比べて測る / Measure how well searching finds what a person would
#[derive(Debug, Args)]
#[command(after_help = "例 / Examples:
  irefuda evaluate-search CASES corpus/documents --as-of 2026-12-01
  irefuda evaluate-search synonyms.txt --index index
  irefuda evaluate-search CASES DIR --json | jq '.engines.irefuda.ndcg'

CASES は検索語と判断を書いたファイル（.txt）、またはそのフォルダ。文書のフォルダを示せば、それだけを
一時の索引に入れて測ります。なければ今の索引で測ります。同じ文書に対して、形態素の BM25（いずれかの
語）と 2 文字ずつの索引（すべての語）の結果も並べます。首位・除外は守られた数です。
CASES is a file of queries with judgements (.txt), or a folder of them. Documents are indexed for the
time of the run; without any, the index is asked. The same queries are put to plain BM25 over
morphemes (any word) and to character bigrams (all words, verbatim).")]
pub(crate) struct Options {
    /// 検索の事例のファイル、またはフォルダ / Cases: a file or a folder
    #[arg(value_name = "CASES")]
    cases: PathBuf,

    /// 文書のフォルダ（なければ索引のまま） / Folders of documents; without any, the index as it is
    #[arg(value_name = "DIR")]
    documents: Vec<PathBuf>,

    /// 守られなかった事例を出さず、表だけ / Only the tables, without the cases that fail
    #[arg(long)]
    summary: bool,

    /// JSON で出力 / Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    as_of: AsOf,
}

/// Longer than any run.
const ONE_COMMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A file of cases.
struct CaseFile {
    name: String,
    cases: Cases,
}

/// What came of a file.
struct Judged {
    name: String,
    /// The document without which it is skipped.
    missing: Option<String>,
    /// By engine, as in [`Engine::ALL`].
    scores: [Score; 3],
    failures: Vec<Failure>,
}

/// A case that our search fails.
struct Failure {
    line: usize,
    query: String,
    standing: Standing,
}

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let files = case_files(&options.cases)?;
    let (mut outcome, mut scratch) = (Outcome::Done, None);
    let lexicon = places.lexicon()?;
    let searcher = match options.documents.as_slice() {
        [] => places.searcher(&lexicon)?,
        folders => {
            let folder = scratch.insert(TempDir::new().context("一時のフォルダを作れません")?);
            outcome = index(folders, folder.path(), places)?;
            NoticeSearcher::open(folder.path(), places.dictionary()?, lexicon)?
        }
    };
    let contest = Contest::over(&searcher)?;
    let now = options.as_of.or_now();
    let judged = files
        .iter()
        .map(|file| judge(file, &contest, now))
        .collect::<Result<Vec<Judged>>>()?;
    let mut output = terminal::output();
    match options.json {
        true => serde_json::to_writer_pretty(&mut output, &as_json(&judged, &contest))?,
        false => print(options, &judged, &contest, &mut output)?,
    }
    writeln!(output)?;
    output.flush()?;
    Ok(outcome)
}

/// Indexes the documents for the time of the run; names what cannot be read.
fn index(folders: &[PathBuf], index: &Path, places: &Places) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for folder in folders {
        let (dictionary, lexicon) = (places.dictionary()?, places.lexicon()?);
        let mut work = IndexOptions::new(folder, IndexFolder::new(index), dictionary, lexicon);
        // In one order and one commit: what was replaced on the way counts in the
        // statistics of BM25, and two runs have to agree.
        work.threads = 1;
        work.commit_every = ONE_COMMIT;
        let report = indexer::index(&work, &Silent).context("索引に入れられません")?;
        for (path, problem) in report.problems() {
            outcome = Outcome::DoneWithProblems;
            let sentence = reasons::sentence(problem);
            let _ = writeln!(io::stderr(), "irefuda: {path}: {sentence}");
        }
    }
    Ok(outcome)
}

/// The file, or every text file of the folder but those that are no cases.
fn case_files(path: &Path) -> Result<Vec<CaseFile>> {
    let mut paths = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                paths.push(path);
            }
        }
        paths.sort();
    } else {
        paths.push(path.to_owned());
    }
    if paths.is_empty() {
        return Err(anyhow!("{}: .txt のファイルがありません", path.display()));
    }
    paths.iter().map(|path| case_file(path)).collect()
}

fn case_file(path: &Path) -> Result<CaseFile> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let cases = Cases::parse(&text).with_context(|| path.display().to_string())?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(CaseFile {
        name: name.to_string_lossy().into_owned(),
        cases,
    })
}

fn judge(file: &CaseFile, contest: &Contest, now: DateTime) -> Result<Judged> {
    let is_missing = |name: &&String| contest.named(name).is_empty();
    let mut judged = Judged {
        name: file.name.clone(),
        missing: file.cases.needs.iter().find(is_missing).cloned(),
        scores: Default::default(),
        failures: Vec::new(),
    };
    if judged.missing.is_some() {
        return Ok(judged);
    }
    for case in &file.cases.cases {
        let verdicts = Verdicts::of(case, contest).with_context(|| file.name.clone())?;
        for (engine, score) in Engine::ALL.into_iter().zip(&mut judged.scores) {
            let answer = contest.answer(engine, &case.query, now)?;
            let standing = Standing::judge(&verdicts, &answer);
            score.add(&standing);
            if engine == Engine::Irefuda && !standing.complaints.is_empty() {
                judged.failures.push(Failure::of(case, standing));
            }
        }
    }
    Ok(judged)
}

impl Failure {
    fn of(case: &Case, standing: Standing) -> Self {
        Self {
            line: case.line,
            query: case.query.clone(),
            standing,
        }
    }
}

fn print(
    options: &Options,
    judged: &[Judged],
    contest: &Contest,
    output: &mut impl Write,
) -> io::Result<()> {
    for file in judged {
        if let Some(missing) = &file.missing {
            let name = &file.name;
            writeln!(
                output,
                "{name}: 飛ばしました。文書 {missing} がありません / skipped"
            )?;
        }
        if !options.summary {
            for failure in &file.failures {
                print_failure(&file.name, failure, contest, output)?;
            }
        }
    }
    let cases: usize = judged.iter().map(|file| file.scores[0].cases).sum();
    let documents = contest.documents().len();
    writeln!(
        output,
        "案件 {documents} 件、検索 {cases} 件 / notices, cases"
    )?;
    print_files(judged, output)?;
    writeln!(output)?;
    print_engines(judged, output)
}

fn print_failure(
    file: &str,
    failure: &Failure,
    contest: &Contest,
    output: &mut impl Write,
) -> io::Result<()> {
    let name = |document: usize| named(contest, document);
    writeln!(output, "{file}:{}: {}", failure.line, failure.query)?;
    for complaint in &failure.standing.complaints {
        let line = match *complaint {
            Complaint::NotFirst { instead: None } => "首位 何もない".to_owned(),
            Complaint::NotFirst {
                instead: Some(instead),
            } => format!("首位 ではなく {}", name(instead)),
            Complaint::Missing {
                document,
                rank: None,
            } => format!("- ない      {}", name(document)),
            Complaint::Missing {
                document,
                rank: Some(rank),
            } => format!("- {rank:>2}位     {}", name(document)),
            Complaint::Banned { document, rank } => {
                format!("+ {rank:>2}位 除外 {}", name(document))
            }
            Complaint::Above { document, rank } => format!("+ {rank:>2}位 下位 {}", name(document)),
        };
        writeln!(output, "  {line}")?;
    }
    Ok(())
}

/// The document by the file that announces it, with its title.
fn named(contest: &Contest, document: usize) -> String {
    let document = &contest.documents()[document];
    let path = document.paths.first().map_or("", String::as_str);
    format!("{path} {}", document.title.as_deref().unwrap_or_default())
}

/// By file: ours, with the peers' nDCG beside it.
fn print_files(judged: &[Judged], output: &mut impl Write) -> io::Result<()> {
    let heads = [
        "件", "nDCG@10", "bm25", "bigrams", "R@10", "R@50", "首位", "除外", "守",
    ];
    row("", &heads.map(str::to_owned), output)?;
    for file in judged.iter().filter(|file| file.missing.is_none()) {
        let [ours, bm25, bigrams] = &file.scores;
        let cells = [
            ours.cases.to_string(),
            part(ours.ndcg()),
            part(bm25.ndcg()),
            part(bigrams.ndcg()),
            part(ours.recall_at_top()),
            part(ours.recall_at_depth()),
            of(ours.first),
            of(ours.bans),
            of((ours.held, ours.cases)),
        ];
        row(&file.name, &cells, output)?;
    }
    Ok(())
}

/// Over all files, by engine.
fn print_engines(judged: &[Judged], output: &mut impl Write) -> io::Result<()> {
    let heads = ["nDCG@10", "R@10", "R@50", "首位", "除外", "守"];
    row("", &heads.map(str::to_owned), output)?;
    for (engine, score) in totals(judged) {
        let cells = [
            part(score.ndcg()),
            part(score.recall_at_top()),
            part(score.recall_at_depth()),
            of(score.first),
            of(score.bans),
            of((score.held, score.cases)),
        ];
        row(engine.name(), &cells, output)?;
    }
    Ok(())
}

fn totals(judged: &[Judged]) -> [(Engine, Score); 3] {
    let mut totals = Engine::ALL.map(|engine| (engine, Score::default()));
    for file in judged {
        for ((_, total), score) in totals.iter_mut().zip(&file.scores) {
            *total += *score;
        }
    }
    totals
}

fn part(part: Option<f64>) -> String {
    part.map_or("-".to_owned(), |part| format!("{part:.3}"))
}

fn of((count, all): (usize, usize)) -> String {
    format!("{count}/{all}")
}

fn row(name: &str, cells: &[String], output: &mut impl Write) -> io::Result<()> {
    use console::Alignment::{Left, Right};
    write!(output, "{}", pad_str(name, 20, Left, None))?;
    for cell in cells {
        write!(output, " {}", pad_str(cell, 8, Right, None))?;
    }
    writeln!(output)
}

fn as_json(judged: &[Judged], contest: &Contest) -> Value {
    let score = |score: &Score| {
        json!({
            "cases": score.cases, "held": score.held, "ndcg": score.ndcg(),
            "recall_at_10": score.recall_at_top(), "recall_at_50": score.recall_at_depth(),
            "first": {"held": score.first.0, "asked": score.first.1},
            "banned": {"held": score.bans.0, "asked": score.bans.1},
        })
    };
    let by_engine = |scores: &[(Engine, Score)]| {
        let named = |(engine, one): &(Engine, Score)| (engine.name().to_owned(), score(one));
        Value::Object(scores.iter().map(named).collect())
    };
    let file = |file: &Judged| {
        let scores: Vec<(Engine, Score)> = Engine::ALL.into_iter().zip(file.scores).collect();
        let failures = file.failures.iter().map(|one| failure(one, contest));
        json!({
            "name": file.name, "skipped_for": file.missing, "engines": by_engine(&scores),
            "failures": failures.collect::<Vec<Value>>(),
        })
    };
    json!({
        "notices": contest.documents().len(),
        "engines": by_engine(&totals(judged)),
        "files": judged.iter().map(file).collect::<Vec<Value>>(),
    })
}

fn failure(failure: &Failure, contest: &Contest) -> Value {
    let name = |document: usize| contest.documents()[document].paths.first();
    let complaint = |complaint: &Complaint| match *complaint {
        Complaint::NotFirst { instead } => {
            json!({"not_first": {"instead": instead.and_then(name)}})
        }
        Complaint::Missing { document, rank } => {
            json!({"missing": {"document": name(document), "rank": rank}})
        }
        Complaint::Banned { document, rank } => {
            json!({"banned": {"document": name(document), "rank": rank}})
        }
        Complaint::Above { document, rank } => {
            json!({"above": {"document": name(document), "rank": rank}})
        }
    };
    let complaints = failure.standing.complaints.iter().map(complaint);
    json!({
        "line": failure.line, "query": failure.query, "ndcg": failure.standing.ndcg,
        "complaints": complaints.collect::<Vec<Value>>(),
    })
}
