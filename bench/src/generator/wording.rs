//! The sentences that notices are made of, from the files of `wording/`.

use crate::random::{Random, Skew};

/// The lines of a file, to be drawn by Zipf's law.
pub struct Wording {
    lines: Vec<&'static str>,
    skew: Skew,
}

impl Wording {
    /// Reads a file with a sentence a line; `#` begins a comment.
    pub fn of(file: &'static str) -> Self {
        let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
        Self {
            skew: Skew::zipf(lines.len(), 0.7),
            lines,
        }
    }

    /// One line.
    pub fn draw(&self, random: &mut Random) -> &'static str {
        self.lines[self.skew.draw(random)]
    }

    /// Lines without end, none of them again before `spacing` others.
    pub fn without_repetition(
        &self,
        random: &mut Random,
        count: usize,
        spacing: usize,
    ) -> Vec<&'static str> {
        let spacing = spacing.min(self.lines.len() / 2);
        let mut drawn: Vec<&str> = Vec::with_capacity(count);
        while drawn.len() < count {
            let line = self.draw(random);
            if !drawn
                .iter()
                .rev()
                .take(spacing)
                .any(|recent| *recent == line)
            {
                drawn.push(line);
            }
        }
        drawn
    }
}

/// Puts values in the place of `{names}`.
pub fn fill(sentence: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut filled = String::with_capacity(sentence.len() * 2);
    let mut rest = sentence;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        filled.push_str(before);
        filled.push_str(&value(name));
        rest = after;
    }
    filled + rest
}
