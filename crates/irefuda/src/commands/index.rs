//! `irefuda index`: makes a folder of documents searchable.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Error, Result};
use clap::Args;
use clap::builder::RangedU64ValueParser;
use indicatif::{ProgressBar, ProgressStyle};
use irefuda_indexer::{
    self as indexer, IndexError, IndexOptions, Outcome as FileOutcome, Progress, Report, Watch,
};

use crate::exit::Outcome;
use crate::places::Places;
use crate::{reasons, signals, terminal};

/// 文書を索引に入れる / Make a folder of documents searchable
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// 文書のフォルダ / The folder of documents
    #[arg(value_name = "DIR", default_value = "corpus/documents")]
    folder: PathBuf,

    /// 索引を空にして始めからやり直す / Forget what was indexed and start anew
    #[arg(long)]
    rebuild: bool,

    /// 読み取りに使うスレッド数 [既定: CPU の数] / Threads [default: as many as there are CPUs]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    threads: Option<usize>,

    /// ファイルごとの結果を JSON で書き出す / Write what became of each file, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// 終わらずにフォルダを見張り、変わったら索引に反映する / Stay and follow the folder
    #[arg(long, conflicts_with = "rebuild")]
    watch: bool,

    /// 見張る間隔（秒） / Seconds between looks at the folder
    #[arg(long, value_name = "SECONDS", default_value_t = 5, requires = "watch")]
    #[arg(value_parser = RangedU64ValueParser::<u64>::new().range(1..=86_400))]
    every: u64,

    /// 途中の結果を確定する間隔（秒） / Seconds after which a long run makes lasting what it has
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    commit_every: f64,
}

const AFTER_HELP: &str = "\
変わっていないファイルは読み直しません。なくなったファイルの案件は消えます。読めないファイルは
最後に理由とともに示し、前に索引に入れた内容は残します。ほかのフォルダから入れた案件も残ります
（--rebuild を付けると、このフォルダの案件だけになります）。隠しファイルは読みません。
同じフォルダや ZIP にある公告・説明書・仕様書・様式は、件名か番号が同じなら一つの案件です。
訂正・延期・中止・再公告・質問回答・結果は、どこにあっても、語っている公告と一つの案件になります。
notice.toml を置いたフォルダは、その下も含めて一つの案件です（address, fetched_at, lg_code を書けます）。
Unchanged files are not read again; notices of files that are gone go too. Files that cannot be
read are named at the end, and what was indexed from them before stays. So do the notices of other
folders, unless --rebuild is given. Hidden files are left out; symbolic links are followed.
Files of a folder or ZIP that share a title or number are one notice, and so is all below a folder
with a notice.toml, which may give address, fetched_at and lg_code.

終了コード 2: 読めないファイルがあった / Exit code 2: some files could not be read";

/// How many of a long list are shown where the report has them all.
const SHOWN: usize = 10;

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let work = work(options, places)?;
    let stop = signals::stop_flag()?;
    if options.watch {
        return follow(&work, options, places, &stop);
    }
    let report = index(&work, options, places, &stop)?;
    print_summary(&report)?;
    let is_clean = report.problems().next().is_none() && !report.stopped;
    Ok(if is_clean {
        Outcome::Done
    } else {
        Outcome::DoneWithProblems
    })
}

/// Indexes whenever the folder changes, until it is told to stop.
fn follow(
    work: &IndexOptions,
    options: &Options,
    places: &Places,
    stop: &Arc<AtomicBool>,
) -> Result<Outcome> {
    let mut watch = Watch::new(work, Duration::from_secs(options.every));
    let stopped = || stop.load(Ordering::Relaxed);
    let failed = |error| mending(error, places);
    while watch.wait(&stopped).map_err(failed)? {
        let report = index(work, options, places, stop)?;
        print_summary(&report)?;
    }
    Ok(Outcome::Done)
}

/// Indexes once, and names what could not be read.
fn index(
    work: &IndexOptions,
    options: &Options,
    places: &Places,
    stop: &Arc<AtomicBool>,
) -> Result<Report> {
    let waiting = Waiting::new(Arc::clone(stop));
    let report = indexer::index(work, &waiting).map_err(|error| mending(error, places))?;
    waiting.bar.finish_and_clear();
    write_report(&report, options.report.as_deref())?;
    print_problems(&report);
    Ok(report)
}

fn work(options: &Options, places: &Places) -> Result<IndexOptions> {
    let (dictionary, lexicon) = (places.dictionary()?, places.lexicon()?);
    let mut work = IndexOptions::new(&options.folder, places.index(), dictionary, lexicon);
    work.made_with = places.made_with()?;
    work.rebuild = options.rebuild;
    work.threads = options.threads.unwrap_or(work.threads);
    // While it is followed others search it; else it has the machine to itself.
    work.writer.threads = if options.watch {
        1
    } else {
        work.threads.min(2)
    };
    work.commit_every = Duration::from_secs_f64(options.commit_every);
    Ok(work)
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("0 から 86400 までの秒数です / seconds from 0 to 86400".to_owned()),
    }
}

fn mending(error: IndexError, places: &Places) -> Error {
    match error {
        IndexError::Search(error) => places.mending(error),
        other => Error::new(other).context("索引に入れられません"),
    }
}

/// Whoever waits: sees a bar on a terminal, and may press Ctrl-C.
struct Waiting {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    files: AtomicUsize,
    problems: AtomicUsize,
    all_files: AtomicUsize,
}

impl Waiting {
    fn new(stop: Arc<AtomicBool>) -> Self {
        Self {
            // The bar draws on the standard error, and only on a terminal.
            bar: ProgressBar::no_length(),
            stop,
            files: AtomicUsize::new(0),
            problems: AtomicUsize::new(0),
            all_files: AtomicUsize::new(0),
        }
    }

    fn style(&self, template: &str) {
        let style = ProgressStyle::with_template(template);
        self.bar.set_style(style.expect("the template is right"));
    }
}

impl Progress for Waiting {
    fn comparing(&self, units: usize) {
        self.style("{bar:30} 前回と比べています {pos}/{len}");
        self.bar.set_length(units as u64);
    }

    fn compared(&self) {
        self.bar.inc(1);
    }

    fn started(&self, files: usize, bytes: u64) {
        self.style("{bar:10} {bytes}/{total_bytes} {bytes_per_sec} 残り {eta} {wide_msg}");
        self.all_files.store(files, Ordering::Relaxed);
        self.bar.reset();
        self.bar.set_length(bytes);
    }

    fn file_done(&self, name: &str, bytes: u64, outcome: &FileOutcome) {
        if matches!(outcome, FileOutcome::Problem { .. }) {
            self.problems.fetch_add(1, Ordering::Relaxed);
        }
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        let (all, problems) = (&self.all_files, &self.problems);
        let (all, problems) = (
            all.load(Ordering::Relaxed),
            problems.load(Ordering::Relaxed),
        );
        self.bar.inc(bytes);
        self.bar
            .set_message(format!("{files}/{all} 読めず{problems} {name}"));
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn write_report(report: &Report, path: Option<&Path>) -> Result<()> {
    let Some(path) = path else {
        return Ok(());
    };
    let write = || -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        serde_json::to_writer_pretty(&mut file, report)?;
        file.flush()
    };
    write().with_context(|| format!("{} に書けません", path.display()))
}

/// On the standard error; if that is closed, the exit code still tells.
fn print_problems(report: &Report) {
    let mut output = io::stderr().lock();
    let count = report.problems().count();
    if count > 0 {
        let _ = writeln!(output, "読めなかったもの: {count}");
    }
    for (path, problem) in report.problems() {
        let path = if path.is_empty() { "." } else { path };
        let _ = writeln!(output, "  {path}: {}", reasons::sentence(problem));
    }
}

fn print_summary(report: &Report) -> io::Result<()> {
    let mut output = terminal::output();
    print_shared(report, &mut output)?;
    for folder in &report.forgotten {
        writeln!(
            output,
            "始めから作り直したため、このフォルダももう一度索引に入れてください: {folder}"
        )?;
    }
    if report.stopped {
        writeln!(
            output,
            "中断しました。そこまでの結果は残ります（--rebuild では前の索引のままです）"
        )?;
    }
    writeln!(
        output,
        "{}: 案件 {} 件（登録したファイル {}、変更なし {}、読めず {}、消えた案件 {}）",
        report.folder,
        report.notice_count(),
        report.indexed().count(),
        report.unchanged().count(),
        report.problems().count(),
        report.removed,
    )?;
    print_counts("形式", report.formats.iter(), &mut output)?;
    let reasons = report.reasons();
    let reasons = reasons
        .iter()
        .map(|(reason, count)| (reasons::meaning(reason), count));
    print_counts("読めない理由", reasons, &mut output)?;
    output.flush()
}

/// One line of what there is how often, if there is anything.
fn print_counts<'a>(
    name: &str,
    counts: impl Iterator<Item = (impl Display, &'a usize)>,
    output: &mut impl Write,
) -> io::Result<()> {
    let counts: Vec<String> = counts
        .map(|(what, count)| format!("{what} {count}"))
        .collect();
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(output, "  {name}: {}", counts.join("、"))
}

fn print_shared(report: &Report, output: &mut impl Write) -> io::Result<()> {
    for shared in report.shared.iter().take(SHOWN) {
        let others = shared.also_in.join("、");
        writeln!(output, "同じ案件です: {} = {others}", shared.indexed_from)?;
    }
    let rest = report.shared.len().saturating_sub(SHOWN);
    if rest > 0 {
        writeln!(
            output,
            "同じ案件がほかに {rest} 組あります（--report ですべて）"
        )?;
    }
    Ok(())
}
