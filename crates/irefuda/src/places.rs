//! Where things are, and how they are opened. What is missing or foreign is
//! named in one sentence, with the command that mends it.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Error, Result, anyhow};
use clap::Args;
use irefuda_indexer::IndexFolder;
use irefuda_procurement::Lexicon;
use irefuda_search::{Dictionary, NoticeSearcher, SearchError};

use crate::stamp::Stamp;

/// Where things are; the same for every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "置き場所 / Places")]
pub(crate) struct Places {
    /// 索引（消しても作り直せる） / The index; it may be deleted and rebuilt
    #[arg(long, global = true, value_name = "DIR", default_value = DEFAULT_INDEX)]
    #[arg(env = "IREFUDA_INDEX", hide_env_values = true)]
    index: PathBuf,

    /// 利用者のデータ / The users' data
    #[arg(long, global = true, value_name = "DIR", default_value = "state")]
    #[arg(env = "IREFUDA_STATE", hide_env_values = true)]
    #[allow(dead_code)] // Saved queries will live here; scripts may name it already.
    state: PathBuf,

    /// 用語集 [既定: 内蔵] / The lexicon [default: compiled in]
    #[arg(long, global = true, value_name = "DIR")]
    #[arg(env = "IREFUDA_LEXICON", hide_env_values = true)]
    lexicon: Option<PathBuf>,

    /// 形態素解析の辞書 [既定: 索引の中の dictionary] / The compiled dictionary [default: dictionary in the index]
    #[arg(long, global = true, value_name = "DIR")]
    #[arg(env = "IREFUDA_DICTIONARY", hide_env_values = true)]
    dictionary: Option<PathBuf>,
}

const DEFAULT_INDEX: &str = "index";

impl Places {
    /// The folder of what is derived.
    pub(crate) fn index(&self) -> IndexFolder {
        IndexFolder::new(&self.index)
    }

    /// The folder of the compiled dictionary.
    pub(crate) fn dictionary_folder(&self) -> PathBuf {
        let usual = || self.index().dictionary();
        self.dictionary.clone().unwrap_or_else(usual)
    }

    /// The words of the trade.
    pub(crate) fn lexicon(&self) -> Result<Arc<Lexicon>> {
        let lexicon = match &self.lexicon {
            Some(folder) => Lexicon::load(folder),
            None => Lexicon::compiled_in(),
        };
        Ok(Arc::new(lexicon.context("用語集を読めません")?))
    }

    /// The compiled dictionary.
    pub(crate) fn dictionary(&self) -> Result<Arc<Dictionary>> {
        Dictionary::open(&self.dictionary_folder()).map_err(|error| self.mending(error))
    }

    /// The index, opened for searching.
    pub(crate) fn searcher(&self, lexicon: &Arc<Lexicon>) -> Result<NoticeSearcher> {
        NoticeSearcher::open(&self.index, self.dictionary()?, Arc::clone(lexicon))
            .map_err(|error| self.mending(error))
    }

    /// The error with the command that mends it, for these places.
    pub(crate) fn mending(&self, error: SearchError) -> Error {
        let sentence = match &error {
            SearchError::NoDictionary(path) => {
                format!(
                    "辞書がありません（{}）。{} で作ってください",
                    path.display(),
                    self.command("dictionary")
                )
            }
            SearchError::BadDictionary { path, .. } => {
                format!(
                    "辞書が壊れているか古いものです（{}）。{} で作り直してください",
                    path.display(),
                    self.command("dictionary --force")
                )
            }
            SearchError::NoIndex(path) => {
                format!(
                    "索引がありません（{}）。{} で作ってください",
                    path.display(),
                    self.command("index")
                )
            }
            SearchError::BadIndex { path, .. } => {
                format!(
                    "索引が壊れているか古いものです（{}）。{} で作り直してください",
                    path.display(),
                    self.command("index --rebuild")
                )
            }
            SearchError::OtherDictionary(path) => {
                format!(
                    "索引は別の辞書で作られています（{}）。{} で作り直してください",
                    path.display(),
                    self.command("index")
                )
            }
            SearchError::Busy(path) => {
                format!(
                    "索引にはほかのプログラムが書き込み中です（{}）。終わるまでお待ちください",
                    path.display()
                )
            }
            _ => return error.into(),
        };
        anyhow!(sentence)
    }

    /// Stands for all that the notices of a file depend on but the file.
    pub(crate) fn made_with(&self) -> Result<String> {
        let mut stamp = Stamp::new();
        stamp.program();
        if let Some(folder) = &self.lexicon {
            stamp.folder(folder)?;
        }
        Ok(stamp.short())
    }

    /// A command that works on the same places.
    fn command(&self, name: &str) -> String {
        let mut command = format!("`irefuda {name}");
        if self.index.as_os_str() != DEFAULT_INDEX {
            command.push_str(&format!(" --index {}", self.index.display()));
        }
        if let Some(dictionary) = &self.dictionary {
            command.push_str(&format!(" --dictionary {}", dictionary.display()));
        }
        command + "`"
    }
}
