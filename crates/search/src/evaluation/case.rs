//! Files of cases, as a procurement clerk edits them.
//!
//! ```text
//! file    = { line }
//! line    = blank | "#" comment | needs | query | verdict
//! needs   = "要" name              without this document the file is skipped
//! query   = "検索" text            begins a case
//! verdict = ( "首位" | "3" | "2" | "1" | "下位" | "除外" ) name [ "#" comment ]
//! name    = path of a document below the folder of documents; one that ends
//!           in "/" stands for every document below it
//! ```

use std::fmt;

/// The cases of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// Without these documents none of the cases can be judged.
    pub needs: Vec<String>,
    /// In the order of the file.
    pub cases: Vec<Case>,
}

/// A query with what a person says of the documents. What is not named is
/// irrelevant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The words, as typed.
    pub query: String,
    /// What was said of which documents, in the order of the file.
    pub verdicts: Vec<(Grade, Named)>,
}

/// What a person says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// Has to be first; of several any one. Exactly what is looked for.
    First,
    /// 3: exactly this, 2: fits, 1: related.
    Relevant(u8),
    /// Must not stand above what is looked for or fits.
    Below,
    /// Must not be on the first page.
    Banned,
}

/// A document or folder that a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The line, from 1.
    pub line: usize,
    /// The name.
    pub name: String,
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct CaseError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is allowed.
    pub reason: String,
}

const NEEDS: &str = "要";
const QUERY: &str = "検索";

impl Grade {
    /// Every grade, in the order in which a case names them.
    pub const ALL: [Self; 6] = [
        Self::First,
        Self::Relevant(3),
        Self::Relevant(2),
        Self::Relevant(1),
        Self::Below,
        Self::Banned,
    ];

    /// The word that a line begins with.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "首位",
            Self::Relevant(3) => "3",
            Self::Relevant(2) => "2",
            Self::Relevant(_) => "1",
            Self::Below => "下位",
            Self::Banned => "除外",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl Cases {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        let mut file = Self::default();
        for (line, content) in (1..).zip(text.lines()) {
            let content = content.trim();
            if !content.is_empty() && !content.starts_with('#') {
                file.add(line, content)
                    .map_err(|reason| CaseError { line, reason })?;
            }
        }
        let empty = file.cases.iter().find(|case| case.verdicts.is_empty());
        match empty {
            Some(case) => Err(CaseError {
                line: case.line,
                reason: format!("nothing is said of any document for `{}`", case.query),
            }),
            None => Ok(file),
        }
    }

    fn add(&mut self, line: usize, content: &str) -> Result<(), String> {
        let (word, rest) = content
            .split_once(char::is_whitespace)
            .ok_or_else(|| format!("`{content}` has nothing behind it"))?;
        let rest = rest.trim();
        if word == QUERY {
            self.cases.push(Case {
                line,
                query: rest.to_owned(),
                verdicts: Vec::new(),
            });
            return Ok(());
        }
        let name = rest.split_once(" #").map_or(rest, |(name, _)| name);
        let name = name.trim().to_owned();
        if word == NEEDS {
            self.needs.push(name);
            return Ok(());
        }
        let grade = Grade::ALL.into_iter().find(|grade| grade.word() == word);
        let grade = grade.ok_or_else(|| {
            let words = Grade::ALL.map(Grade::word).join(", ");
            format!("`{word}` is unknown; allowed: {NEEDS}, {QUERY}, {words}")
        })?;
        let case = self.cases.last_mut();
        let case = case.ok_or_else(|| format!("a {QUERY} has to come before `{word}`"))?;
        let is_known = case.verdicts.iter().any(|(_, named)| named.name == name);
        if is_known {
            return Err(format!("`{name}` is named twice for `{}`", case.query));
        }
        case.verdicts.push((grade, Named { line, name }));
        Ok(())
    }
}
