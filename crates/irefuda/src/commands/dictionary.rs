//! `irefuda dictionary`: compiles the dictionary of the morphological analyser.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use irefuda_procurement::Lexicon;
use irefuda_search::{DEBIAN_IPADIC, Dictionary};

use crate::exit::Outcome;
use crate::places::Places;
use crate::stamp::Stamp;
use crate::terminal;

/// 形態素解析の辞書を作る / Compile the dictionary of the morphological analyser
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// IPADIC の CSV があるフォルダ / Folder with the CSV files of IPADIC
    #[arg(long, value_name = "DIR", default_value = DEBIAN_IPADIC)]
    #[arg(env = "IREFUDA_IPADIC", hide_env_values = true)]
    source: PathBuf,

    /// 元が変わっていなくても作り直す / Compile even if nothing has changed
    #[arg(long)]
    force: bool,
}

const AFTER_HELP: &str = "\
元は Debian のパッケージ mecab-ipadic です（apt-get install mecab-ipadic）。用語集の
user_dictionary.csv も入ります。どちらも変わっていなければ何もしません。
The source is Debian's package mecab-ipadic; the lexicon's user_dictionary.csv goes in too.
Does nothing if neither has changed.";

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let lexicon = places.lexicon()?;
    let target = places.dictionary_folder();
    check_source(&options.source)?;
    let stamp = stamp(&options.source, &lexicon)?;
    if !options.force && is_current(&target, &stamp) {
        writeln!(terminal::output(), "辞書は最新です: {}", target.display())?;
        return Ok(Outcome::Done);
    }
    compile(&options.source, &lexicon, &target)?;
    fs::write(stamp_file(&target), stamp)?;
    writeln!(terminal::output(), "辞書を作りました: {}", target.display())?;
    Ok(Outcome::Done)
}

fn check_source(source: &Path) -> Result<()> {
    if source.join("Noun.csv").is_file() {
        return Ok(());
    }
    bail!(
        "{} に IPADIC がありません。Debian では `apt-get install mecab-ipadic`、\
         ほかでは `irefuda dictionary --source DIR` で場所を指定してください",
        source.display()
    )
}

fn compile(source: &Path, lexicon: &Lexicon, target: &Path) -> Result<()> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} を作れません", parent.display()))?;
    }
    Dictionary::compile(source, &lexicon.user_dictionary, target).context("辞書を作れません")
}

fn stamp(source: &Path, lexicon: &Lexicon) -> Result<String> {
    let mut stamp = Stamp::new();
    // Words are folded as text is, and another build may fold otherwise.
    stamp.program();
    stamp.text(&lexicon.user_dictionary);
    stamp.folder(source)?;
    Ok(stamp.short())
}

fn is_current(target: &Path, stamp: &str) -> bool {
    let before = fs::read_to_string(stamp_file(target));
    before.is_ok_and(|before| before == stamp) && Dictionary::open(target).is_ok()
}

/// Beside the dictionary, which is replaced as a whole.
fn stamp_file(target: &Path) -> PathBuf {
    target.with_extension("stamp")
}
