//! Where the benchmarks keep what they make, and what they all need.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use irefuda_procurement::Lexicon;
use irefuda_search::{DEBIAN_IPADIC, Dictionary};

use crate::generator::{self, Generator};

/// A folder that may be deleted at any time.
pub struct Workplace {
    folder: PathBuf,
    pub lexicon: Arc<Lexicon>,
    pub dictionary: Arc<Dictionary>,
    pub generator: Generator,
    seed: u64,
}

impl Workplace {
    /// Opens the folder; compiles the dictionary if there is none.
    pub fn open(folder: &Path, seed: u64) -> Result<Self> {
        let lexicon = Lexicon::compiled_in()?;
        let dictionary = folder.join("dictionary");
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        if Dictionary::open(&dictionary).is_err() {
            eprintln!("compiling the dictionary");
            let source = Path::new(DEBIAN_IPADIC);
            Dictionary::compile(source, &lexicon.user_dictionary, &dictionary)?;
        }
        Ok(Self {
            dictionary: Dictionary::open(&dictionary)?,
            generator: Generator::new(&lexicon, seed),
            lexicon: Arc::new(lexicon),
            folder: folder.to_owned(),
            seed,
        })
    }

    /// Everything is below it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The compiled dictionary, for peers that read it themselves.
    pub fn dictionary_folder(&self) -> PathBuf {
        self.folder.join("dictionary")
    }

    /// A folder for things of this name made from so many notices.
    pub fn of(&self, name: &str, count: usize) -> PathBuf {
        let version = generator::VERSION;
        self.folder
            .join(format!("{name}-{count}-seed{}-v{version}", self.seed))
    }

    /// An empty folder for things of this name.
    pub fn fresh(&self, name: &str, count: usize) -> Result<PathBuf> {
        let folder = self.of(name, count);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(folder)
    }

    /// The first notices as files, written once.
    pub fn documents(&self, count: usize) -> Result<PathBuf> {
        let folder = self.of("documents", count);
        if !folder.exists() {
            eprintln!("writing {count} notices");
            let unfinished = self.fresh("unfinished", count)?;
            self.generator.write(count, &unfinished)?;
            fs::rename(&unfinished, &folder)?;
        }
        Ok(folder)
    }
}
