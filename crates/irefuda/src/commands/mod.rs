//! The commands, one file each. A new one is a file and a line in each list.

mod completions;
mod dictionary;
mod doctor;
mod evaluate;
mod evaluate_search;
mod extract;
mod index;
mod search;
mod serve;
mod similar;
mod suggest;

use anyhow::Result;
use clap::Subcommand;

use crate::exit::Outcome;
use crate::places::Places;

/// What the program can be asked to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(index::Options),
    Search(Box<search::Options>),
    Suggest(suggest::Options),
    Similar(similar::Options),
    Extract(extract::Options),
    Evaluate(evaluate::Options),
    EvaluateSearch(evaluate_search::Options),
    Serve(serve::Options),
    Dictionary(dictionary::Options),
    Doctor(doctor::Options),
    Completions(completions::Options),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self, places: &Places) -> Result<Outcome> {
        match self {
            Self::Index(options) => index::run(&options, places),
            Self::Search(options) => search::run(&options, places),
            Self::Suggest(options) => suggest::run(&options, places),
            Self::Similar(options) => similar::run(&options, places),
            Self::Extract(options) => extract::run(&options, places),
            Self::Evaluate(options) => evaluate::run(&options, places),
            Self::EvaluateSearch(options) => evaluate_search::run(&options, places),
            Self::Serve(options) => serve::run(&options, places),
            Self::Dictionary(options) => dictionary::run(&options, places),
            Self::Doctor(options) => doctor::run(&options, places),
            Self::Completions(options) => completions::run(&options),
        }
    }

    /// Whether it runs until it is stopped, and so logs what it does.
    pub(crate) fn is_service(&self) -> bool {
        matches!(self, Self::Serve(_))
    }
}
