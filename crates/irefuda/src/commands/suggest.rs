//! `irefuda suggest`: what may be meant by what has been typed so far.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use console::style;
use irefuda_search::{Suggestion, SuggestionRequest};
use serde_json::json;

use crate::exit::{Outcome, UsageError};
use crate::places::Places;
use crate::terminal;

/// 入力の途中から検索の言葉の候補を出す / Suggest how a query may go on
#[derive(Debug, Args)]
#[command(after_help = "例 / Examples:
  irefuda suggest ふくごう
  irefuda suggest fukugou
  irefuda suggest '清掃 ちょう'
  irefuda suggest 学校きゅう --format json | jq -r '.suggestions[].text'

最後の言葉を、件名の言葉、発注機関、地名、認証・許認可、用語から補います。かな、ローマ字、漢字とかなの
混ざったもの、全角・半角のどれでもかまいません。数は、件名か機関名にその言葉がある案件の数です。
The last word is completed from words of titles, bodies, places, qualifications and words of the trade,
by letters or by reading. The number is that of the notices with it in their title or name.")]
pub(crate) struct Options {
    /// 入力の途中の言葉 / What has been typed so far
    #[arg(value_name = "PREFIX", required = true)]
    typed: Vec<String>,

    /// 候補の数（20 まで） / How many at most, up to 20
    #[arg(long, value_name = "N")]
    limit: Option<String>,

    /// 出力の形式 / Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
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
    let typed = options.typed.join(" ");
    let limit = options.limit.iter().map(|limit| ("limit", limit.as_str()));
    let parameters = [("q", typed.as_str())].into_iter().chain(limit);
    let request = SuggestionRequest::from_parameters(parameters).map_err(|error| {
        let option = if error.parameter == "q" {
            "PREFIX"
        } else {
            "--limit"
        };
        UsageError(format!("{option} の値を使えません: {}", error.reason))
    })?;
    let lexicon = places.lexicon()?;
    let suggestions = places.searcher(&lexicon)?.suggest(&request)?;
    let mut output = terminal::output();
    match options.format {
        Format::Json => {
            serde_json::to_writer(&mut output, &json!({ "suggestions": suggestions }))?;
            writeln!(output)?;
        }
        Format::Table => {
            for suggestion in &suggestions {
                writeln!(output, "{}", line(suggestion))?;
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

/// The query to run, what it is, and how many notices have it.
fn line(suggestion: &Suggestion) -> String {
    let count = suggestion.count.map(|count| format!("{count} 件"));
    let about = [Some(suggestion.kind.label().to_owned()), count];
    let about: Vec<String> = about.into_iter().flatten().collect();
    format!("{}  {}", suggestion.q, style(about.join(" ")).dim())
}
