//! `irefuda similar`: notices of the same kind of thing as one.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use console::style;
use irefuda_search::{SimilarNotice, similar_limit};
use serde_json::json;

use crate::exit::{Outcome, UsageError};
use crate::moment::AsOf;
use crate::places::Places;
use crate::terminal;

/// 似た案件（前年度の同じ案件など）を出す / Notices of the same kind of thing as one
#[derive(Debug, Args)]
#[command(after_help = "例 / Examples:
  irefuda similar ID
  irefuda search 庁舎清掃 --format json | jq -r '.hits[0].id' | xargs irefuda similar

件名の言葉、営業種目、必要な認証・許認可、発注機関で比べます。同じくらいなら募集中が先です。
ID は検索結果（--format json）の id。Titles, subcategories, qualifications and bodies are compared.")]
pub(crate) struct Options {
    /// 案件の ID / Id of a notice
    #[arg(value_name = "ID")]
    id: String,

    /// 件数（20 まで） / How many at most, up to 20
    #[arg(long, value_name = "N")]
    limit: Option<String>,

    /// 出力の形式 / Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    as_of: AsOf,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// What the API answers.
    Json,
}

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let limit = options.limit.iter().map(|limit| ("limit", limit.as_str()));
    let limit = similar_limit(limit)
        .map_err(|error| UsageError(format!("--limit の値を使えません: {}", error.reason)))?;
    let lexicon = places.lexicon()?;
    let searcher = places.searcher(&lexicon)?;
    let similar = searcher.similar(&options.id, limit, options.as_of.or_now())?;
    let similar = similar.ok_or_else(|| anyhow!("ID が {} の案件はありません", options.id))?;
    let mut output = terminal::output();
    match options.format {
        Format::Json => {
            serde_json::to_writer(&mut output, &json!({ "notices": similar }))?;
            writeln!(output)?;
        }
        Format::Table => {
            for notice in &similar {
                writeln!(output, "{}", line(notice))?;
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

fn line(similar: &SimilarNotice) -> String {
    let summary = &similar.hit.summary;
    let or_unknown = |value: &Option<String>| value.clone().unwrap_or_else(|| "不明".to_owned());
    let closes_at = summary.closes_at.map(|moment| moment.date().to_string());
    let about = format!(
        "{}  締切 {}  {}  {}",
        similar.hit.status.label(),
        or_unknown(&closes_at),
        similar.relation.label(),
        summary.source.path
    );
    format!(
        "{}  {}  {}",
        or_unknown(&summary.agency),
        or_unknown(&summary.title),
        style(about).dim()
    )
}
