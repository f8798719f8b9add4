//! `irefuda extract`: the notices of files, as JSON.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use irefuda_documents::{Limits, Workers};
use irefuda_extraction::Extractor;
use irefuda_indexer::{FileReader, Problem};
use irefuda_procurement::eligibility::{Holdings, evaluate};
use irefuda_procurement::{Lexicon, Notice};

use crate::exit::{Outcome, UsageError};
use crate::moment::AsOf;
use crate::places::Places;
use crate::{reasons, terminal};

/// 文書から案件を読み取り JSON で出力する / Extract the notices of files, one JSON line each
#[derive(Debug, Args)]
#[command(after_help = "例 / Examples:
  irefuda extract koukoku.html | jq '.deadlines'
  irefuda extract --explain koukoku.html
  curl -s https://example.lg.jp/koukoku.html | irefuda extract -")]
pub(crate) struct Options {
    /// ファイル（- は標準入力） / Files; - is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// 出力の形式 / Form of the output
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// なぜそう読んだかを出力する / Tell why: parts, outline, and what spoke for each value
    #[arg(long)]
    explain: bool,

    /// 持っているもの（参加条件と比べる）: ISMS,登録:岡山市,本店:岡山市 / What the firm holds: says whether it may bid
    #[arg(long, value_name = "NAMES", conflicts_with = "explain")]
    holds: Vec<String>,

    #[command(flatten)]
    as_of: AsOf,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line a notice.
    Json,
}

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let lexicon = places.lexicon()?;
    let holdings = irefuda_search::holdings(options.holds.iter().map(String::as_str), &lexicon)
        .map_err(|error| UsageError(format!("--holds の値を使えません: {}", error.reason)))?;
    let firm = Firm {
        holdings,
        lexicon: &lexicon,
    };
    let extractor = Extractor::new(&lexicon);
    let reader = FileReader::new(&extractor, Workers::new(Limits::default()));
    let mut outcome = Outcome::Done;
    for file in &options.files {
        let problems = match options.explain {
            true => explain(&reader, file)?,
            false => {
                let (notices, problems) = read(&reader, file)?;
                print(&notices, &firm, options)?;
                problems
            }
        };
        for (path, problem) in problems {
            outcome = Outcome::DoneWithProblems;
            let _ = writeln!(
                io::stderr(),
                "irefuda: {path}: {}",
                reasons::sentence(&problem)
            );
        }
    }
    Ok(outcome)
}

type Found = (Vec<Notice>, Problems);

fn read(reader: &FileReader<'_>, file: &Path) -> io::Result<Found> {
    if file.as_os_str() != "-" {
        return Ok(reader.notices(file, &file.to_string_lossy()));
    }
    let mut bytes = Vec::new();
    let bound = Limits::default().file_bytes + 1;
    io::stdin().lock().take(bound).read_to_end(&mut bytes)?;
    Ok(reader.notices_of_bytes(&bytes, "-"))
}

type Problems = Vec<(String, Problem)>;

/// Tells why the notices of a file are read as they are.
fn explain(reader: &FileReader<'_>, file: &Path) -> Result<Problems> {
    if file.as_os_str() == "-" {
        let words = "--explain はファイルを指定してください / --explain wants a file, not -";
        return Err(UsageError(words.to_owned()).into());
    }
    let (explained, problems) = reader.explanations(file, &file.to_string_lossy());
    let mut output = terminal::output();
    for (notice, explanation) in explained {
        let title = notice.title.as_deref().unwrap_or("（件名不明）");
        writeln!(output, "# {title}（{}）", notice.kind)?;
        for part in &explanation.parts {
            let heading = part.title.as_deref().unwrap_or_default();
            writeln!(output, "\n== {} {heading}", part.role.label())?;
            for item in &part.items {
                let indent = "  ".repeat(item.depth);
                writeln!(
                    output,
                    "{indent}{} [{}] {}",
                    item.mark, item.label, item.body
                )?;
            }
        }
        writeln!(output)?;
        for remark in &explanation.remarks {
            writeln!(
                output,
                "{}: {} → {}",
                remark.field, remark.passage, remark.verdict
            )?;
        }
        writeln!(output)?;
    }
    output.flush()?;
    Ok(problems)
}

/// Who asks whether it may bid.
struct Firm<'a> {
    holdings: Holdings,
    lexicon: &'a Lexicon,
}

fn print(notices: &[Notice], firm: &Firm, options: &Options) -> io::Result<()> {
    let Format::Json = options.format;
    let mut output = terminal::output();
    for notice in notices {
        let prefecture = notice.prefecture.as_deref();
        let evaluation = (!firm.holdings.is_empty()).then(|| {
            evaluate(
                &notice.requirement,
                prefecture,
                &firm.holdings,
                firm.lexicon,
            )
        });
        let as_of = notice.as_of(options.as_of.or_now());
        serde_json::to_writer(&mut output, &as_of.with_eligibility(evaluation))?;
        writeln!(output)?;
    }
    output.flush()
}
