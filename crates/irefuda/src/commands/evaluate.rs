//! `irefuda evaluate`: how well notices are read, against what a person read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use console::pad_str;
use irefuda_documents::{Limits, Workers};
use irefuda_extraction::Extractor;
use irefuda_extraction::evaluation::{FIELDS, Judgement, Score, Scores, judge};
use irefuda_indexer::FileReader;
use serde_json::{Value, json};

use crate::exit::{Outcome, UsageError};
use crate::places::Places;
use crate::{reasons, terminal};

/// 読み取りの精度を、人が読んだ正解と比べて測る / Measure how well notices are read
#[derive(Debug, Args)]
#[command(after_help = "例 / Examples:
  irefuda evaluate --gold corpus/gold corpus/documents
  irefuda evaluate --gold gold.json DIR --field deadlines
  irefuda evaluate --gold gold.json DIR --json | jq '.scores.closes_at.f1'

正解は corpus/gold と同じ形の JSON（1件、配列、またはそのフォルダ）。\"?\" の項目は測りません。
Gold files are JSON as in corpus/gold: one entry, a list, or a folder of them. Fields
that are \"?\" or missing are not judged. P is precision, R recall, F1 their harmonic mean.")]
pub(crate) struct Options {
    /// 正解のファイル、またはフォルダ / Gold values: a file or a folder
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,

    /// 正解の file が指す文書のフォルダ / Folder of the documents that the gold names
    #[arg(value_name = "DIR")]
    documents: PathBuf,

    /// この項目だけ / Only this field
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,

    /// 食い違いを出さず、表だけ / Only the table, without the disagreements
    #[arg(long)]
    summary: bool,

    /// JSON で出力 / Print JSON
    #[arg(long)]
    json: bool,
}

/// What was judged of one document.
struct Judged {
    file: String,
    judgements: Vec<Judgement>,
}

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    if let Some(field) = options
        .field
        .as_deref()
        .filter(|field| !FIELDS.contains(field))
    {
        let known = FIELDS.join(", ");
        return Err(UsageError(format!(
            "--field {field} は知らない項目です / allowed: {known}"
        ))
        .into());
    }
    let extractor = Extractor::new(&*places.lexicon()?);
    let reader = FileReader::new(&extractor, Workers::new(Limits::default()));
    let mut outcome = Outcome::Done;
    let mut judged: Vec<Judged> = Vec::new();
    let mut scores = Scores::default();
    for gold in golds(&options.gold)? {
        let file = gold["file"]
            .as_str()
            .ok_or_else(|| anyhow!("{}: an entry has no `file`", options.gold.display()))?;
        let (notices, problems) = reader.notices(&options.documents.join(file), file);
        for (path, problem) in problems {
            outcome = Outcome::DoneWithProblems;
            let sentence = reasons::sentence(&problem);
            let _ = writeln!(io::stderr(), "irefuda: {path}: {sentence}");
        }
        let Some(notice) = notices.first() else {
            continue;
        };
        let mut judgements = judge(notice, &gold);
        judgements.retain(|judgement| {
            let field = options.field.as_deref();
            field.is_none_or(|field| field == judgement.field)
        });
        scores.add(&judgements);
        judged.push(Judged {
            file: file.to_owned(),
            judgements,
        });
    }
    let mut output = terminal::output();
    match options.json {
        true => serde_json::to_writer_pretty(&mut output, &as_json(&judged, &scores))?,
        false => print(options, &judged, &scores, &mut output)?,
    }
    writeln!(output)?;
    output.flush()?;
    Ok(outcome)
}

/// The gold entries of a file, or of every JSON file below a folder.
fn golds(path: &Path) -> Result<Vec<Value>> {
    let mut golds = Vec::new();
    for file in files(path)? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let value: Value =
            serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        match value {
            Value::Array(entries) => golds.extend(entries),
            entry => golds.push(entry),
        }
    }
    Ok(golds)
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn print(
    options: &Options,
    judged: &[Judged],
    scores: &Scores,
    output: &mut impl Write,
) -> io::Result<()> {
    if !options.summary {
        for one in judged {
            for judgement in one.judgements.iter().filter(|one| !one.agrees()) {
                print_disagreement(&one.file, judgement, output)?;
            }
        }
    }
    writeln!(output, "{} 件 / notices", judged.len())?;
    let heads = [
        "P",
        "R",
        "F1",
        "正 right",
        "漏 missed",
        "誤 wrong",
        "一致 agree",
    ];
    row("", &heads.map(str::to_owned), output)?;
    for (field, score) in scores.fields() {
        row(field, &cells(score), output)?;
    }
    Ok(())
}

fn print_disagreement(
    file: &str,
    judgement: &Judgement,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "{file}: {}", judgement.field)?;
    for value in &judgement.missed {
        writeln!(output, "  - {value}")?;
    }
    for (value, evidence) in &judgement.wrong {
        let quote = evidence
            .as_ref()
            .map(|evidence| evidence.quote.replace('\n', "⏎"));
        let quote = quote.unwrap_or_default();
        writeln!(output, "  + {value}  ← {quote}")?;
    }
    Ok(())
}

fn cells(score: Score) -> [String; 7] {
    let part = |part: Option<f64>| part.map_or("-".to_owned(), |part| format!("{part:.3}"));
    [
        part(score.precision()),
        part(score.recall()),
        part(score.f1()),
        score.right.to_string(),
        score.missed.to_string(),
        score.wrong.to_string(),
        format!("{}/{}", score.judged - score.differing, score.judged),
    ]
}

fn row(field: &str, cells: &[String; 7], output: &mut impl Write) -> io::Result<()> {
    use console::Alignment::{Left, Right};
    write!(output, "{}", pad_str(field, 16, Left, None))?;
    for cell in cells {
        write!(output, " {}", pad_str(cell, 10, Right, None))?;
    }
    writeln!(output)
}

fn as_json(judged: &[Judged], scores: &Scores) -> Value {
    let of_field = |(field, score): (&str, Score)| {
        let value = json!({
            "precision": score.precision(), "recall": score.recall(), "f1": score.f1(),
            "right": score.right, "missed": score.missed, "wrong": score.wrong,
            "judged": score.judged, "differing": score.differing,
        });
        (field.to_owned(), value)
    };
    let scores: serde_json::Map<String, Value> = scores.fields().map(of_field).collect();
    let disagreements: Vec<Value> = judged
        .iter()
        .flat_map(|one| {
            let differing = one
                .judgements
                .iter()
                .filter(|judgement| !judgement.agrees());
            differing.map(|judgement| {
                let wrong = judgement
                    .wrong
                    .iter()
                    .map(|(value, evidence)| json!({"value": value, "evidence": evidence}));
                json!({
                    "file": one.file, "field": judgement.field, "missed": judgement.missed,
                    "wrong": wrong.collect::<Vec<Value>>(),
                })
            })
        })
        .collect();
    json!({"notices": judged.len(), "scores": scores, "disagreements": disagreements})
}
