//! The command line as a whole; the options of each command are in its file.

use clap::Parser;

use crate::commands::Command;
use crate::places::Places;

/// 自治体の入札公告・仕様書を検索する / Search the procurement documents of Japanese municipalities
#[derive(Debug, Parser)]
#[command(name = "irefuda", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub places: Places,
}

const AFTER_HELP: &str = "\
例 / Examples:
  irefuda dictionary                      辞書を作る（最初に一度） / once, before all else
  irefuda index corpus/documents          文書を索引に入れる / make the documents searchable
  irefuda search 住基ネット --municipality 岡山市 --open
  irefuda serve                           http://127.0.0.1:8080 で画面と API を出す

終了コード / Exit codes:
  0  できた / done
  1  できなかった / nothing was done
  2  できたが、読めないファイルがあった。または使い方の誤り
     / done, but some files could not be read; or wrong usage

記録の詳しさは IREFUDA_LOG（例: debug）で変えられます / IREFUDA_LOG sets how much is logged";
