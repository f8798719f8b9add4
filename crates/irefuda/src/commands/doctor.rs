//! `irefuda doctor`: what is there, what is missing, what suffers from it, and
//! the command that mends it.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use irefuda_documents::{Limits, Workers, tools};

use crate::exit::Outcome;
use crate::places::Places;
use crate::terminal;

/// 必要なものがそろっているか調べる / Check what is there and what is missing
#[derive(Debug, Args)]
#[command(after_help = "\
終了コード 2: 足りないものがあった（なくてもよいものを除く）
Exit code 2: something is missing that is not optional")]
pub(crate) struct Options {}

/// One thing that was looked at.
struct Finding {
    name: String,
    state: State,
    /// What suffers, and what to do.
    advice: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// Missing, but one can do without.
    Optional,
    Missing,
}

pub(crate) fn run(_options: &Options, places: &Places) -> Result<Outcome> {
    let mut findings = vec![dictionary(places), index(places)];
    findings.extend(tools::list().into_iter().map(tool));
    findings.push(workers());
    print(&findings)?;
    let is_missing = |finding: &Finding| finding.state == State::Missing;
    Ok(match findings.iter().any(is_missing) {
        true => Outcome::DoneWithProblems,
        false => Outcome::Done,
    })
}

fn dictionary(places: &Places) -> Finding {
    let name = format!("辞書 {}", places.dictionary_folder().display());
    finding(name, State::Missing, places.dictionary().map(drop))
}

/// A missing index is no fault: it may not have been made yet.
fn index(places: &Places) -> Finding {
    let name = format!("索引 {}", places.index().path().display());
    let open = || {
        let lexicon = places.lexicon()?;
        places.searcher(&lexicon).map(drop)
    };
    finding(name, State::Optional, open())
}

fn finding(name: String, otherwise: State, opened: Result<()>) -> Finding {
    let advice = opened.err().map(|error| error.to_string());
    let state = if advice.is_none() {
        State::Good
    } else {
        otherwise
    };
    Finding {
        name,
        state,
        advice,
    }
}

fn tool(tool: tools::Tool) -> Finding {
    let state = match (tool.is_there, tool.is_optional) {
        (true, _) => State::Good,
        (false, true) => State::Optional,
        (false, false) => State::Missing,
    };
    let advice = format!("{}が読めません。入れるには: {}", tool.without, tool.install);
    Finding {
        name: tool.name.to_owned(),
        state,
        advice: (!tool.is_there).then_some(advice),
    }
}

/// Whether files can be read in processes that are shut in.
fn workers() -> Finding {
    let missing = Workers::new(Limits::default()).missing_protections();
    let (state, advice) = match missing {
        Ok(missing) if missing.is_empty() => (State::Good, None),
        Ok(missing) => (
            State::Optional,
            Some(format!(
                "この環境では使えない守りがあります: {}",
                missing.join("; ")
            )),
        ),
        Err(error) => (State::Missing, Some(error.to_string())),
    };
    Finding {
        name: "PDF・Office を読む子プロセス".to_owned(),
        state,
        advice,
    }
}

fn print(findings: &[Finding]) -> io::Result<()> {
    let mut output = terminal::output();
    for finding in findings {
        let mark = match finding.state {
            State::Good => "○",
            State::Optional => "△",
            State::Missing => "×",
        };
        writeln!(output, "{mark} {}", finding.name)?;
        if let Some(advice) = &finding.advice {
            writeln!(output, "    {advice}")?;
        }
    }
    output.flush()
}
