//! Notices in any number: the same for the same seed, on every machine.
//!
//! What they say is made up, how they say it is not: frequencies of words,
//! lengths, boilerplate and appended documents follow what municipalities
//! publish. No notice is a copy of a real one.

mod notice;
mod schedule;
mod vocabulary;
mod wording;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use irefuda_procurement::Lexicon;

use crate::random::Random;
use notice::Draft;
use vocabulary::Vocabulary;

/// Changes whenever the same seed would give other texts.
pub const VERSION: u32 = 1;

/// Makes notices.
pub struct Generator {
    vocabulary: Vocabulary,
    seed: u64,
}

impl Generator {
    /// A generator with the words of a lexicon.
    pub fn new(lexicon: &Lexicon, seed: u64) -> Self {
        Self {
            vocabulary: Vocabulary::new(lexicon),
            seed,
        }
    }

    /// The text of the notice with this number, from 0.
    pub fn text(&self, number: usize) -> String {
        let random = Random::new(self.seed, number as u64);
        Draft::new(&self.vocabulary, random).write(number + 1)
    }

    /// The texts of the first notices.
    pub fn texts(&self, count: usize) -> Vec<String> {
        (0..count).map(|number| self.text(number)).collect()
    }

    /// Writes the first notices as files, a thousand to a folder.
    pub fn write(&self, count: usize, folder: &Path) -> Result<()> {
        for number in 0..count {
            let path = folder.join(name(number));
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
            fs::write(&path, self.text(number)).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

/// The name of a notice's file.
pub fn name(number: usize) -> String {
    format!("{:03}/{number:06}.txt", number / 1_000)
}
