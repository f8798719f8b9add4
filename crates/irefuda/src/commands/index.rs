//! `irefuda index`: makes a folder of documents searchable.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Error, Result};
use clap::Args;
use clap::builder::RangedU64ValueParser;
use indicatif::{ProgressBar, ProgressStyle};
use irefuda_indexer::{
    self as indexer, IndexError, IndexOptions, Outcome as FileOutcome, Progress, Report,
};

use crate::exit::Outcome;
use crate::places::Places;
use crate::{signals, terminal};

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
}

const AFTER_HELP: &str = "\
変わっていないファイルは読み直しません。なくなったファイルの案件は消えます。読めないファイルは
最後に理由とともに示し、前に索引に入れた内容は残します。ほかのフォルダから入れた案件も残ります
（--rebuild を付けると、このフォルダの案件だけになります）。隠しファイルは読みません。
Unchanged files are not read again; notices of files that are gone go too. Files that cannot be
read are named at the end, and what was indexed from them before stays. So do the notices of other
folders, unless --rebuild is given. Hidden files are left out; symbolic links are followed.

終了コード 2: 読めないファイルがあった / Exit code 2: some files could not be read";

/// How many of a long list are shown where the report has them all.
const SHOWN: usize = 10;

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let work = work(options, places)?;
    let waiting = Waiting::new(signals::stop_flag()?);
    let report = indexer::index(&work, &waiting).map_err(|error| mending(error, places))?;
    waiting.bar.finish_and_clear();
    write_report(&report, options.report.as_deref())?;
    print_problems(&report);
    print_summary(&report)?;
    let is_clean = report.problems().next().is_none() && !report.stopped;
    Ok(if is_clean {
        Outcome::Done
    } else {
        Outcome::DoneWithProblems
    })
}

fn work(options: &Options, places: &Places) -> Result<IndexOptions> {
    let (dictionary, lexicon) = (places.dictionary()?, places.lexicon()?);
    let mut work = IndexOptions::new(&options.folder, places.index(), dictionary, lexicon);
    work.made_with = places.made_with()?;
    work.rebuild = options.rebuild;
    work.threads = options.threads.unwrap_or(work.threads);
    Ok(work)
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
}

impl Waiting {
    fn new(stop: Arc<AtomicBool>) -> Self {
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} ファイル 残り {eta} {wide_msg}");
        // The bar draws on the standard error, and only on a terminal.
        let bar = ProgressBar::no_length();
        bar.set_style(style.expect("the template is right"));
        Self { bar, stop }
    }
}

impl Progress for Waiting {
    fn started(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn file_done(&self, name: &str, _outcome: &FileOutcome) {
        self.bar.set_message(name.to_owned());
        self.bar.inc(1);
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
        let _ = writeln!(
            output,
            "  {path}: {} [{}] {problem}",
            label(problem.reason),
            problem.reason
        );
    }
}

/// What a reason means, for whoever has to mend it.
fn label(reason: &str) -> &'static str {
    match reason {
        "empty" => "文字がありません",
        "unreadable" => "開けません",
        "too-large" => "大きすぎます",
        "unsupported" => "まだ読めない形式です",
        "undecodable" => "文字コードが分かりません",
        "link-loop" => "リンクが輪になっています",
        "internal" => "プログラムの不具合です。お知らせください",
        _ => "読めません",
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
    output.flush()
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
