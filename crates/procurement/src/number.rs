//! The number of a notice, as it is compared: 第12号, 12号 and R8-12 are one.

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The words before it, without those that every number has: 公告.
    words: String,
    /// The year in Reiwa, if it says.
    year: Option<u32>,
    /// Its figures: 第12号の3 has two.
    figures: Vec<u32>,
}

impl Number {
    /// Takes a folded number apart; none if there is no figure in it.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = String::new();
        let mut figures = Vec::new();
        let mut rest = text.replace("令和元", "令和1");
        rest = rest.replace("令和", "R");
        let mut year = None;
        let mut rest = rest.as_str();
        while let Some(first) = rest.chars().next() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits == 0 {
                words.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let figure = rest[..digits].parse::<u32>().ok()?;
            rest = &rest[digits..];
            match year_of(figure, &words, rest) {
                Some(reiwa) if year.is_none() && figures.is_empty() => {
                    year = Some(reiwa);
                    if words.ends_with(['R', 'r']) {
                        words.pop();
                    }
                }
                _ => figures.push(figure),
            }
        }
        // R8 alone is a number, not a year.
        if figures.is_empty() {
            figures.extend(year.take());
        }
        for usual in ["年度", "年"] {
            words = words.replace(usual, "");
        }
        words.retain(|c| c.is_alphanumeric() && !"第号のNo".contains(c));
        (!figures.is_empty()).then_some(Self {
            words,
            year,
            figures,
        })
    }

    /// The figures, which two numbers share that are the same.
    pub fn figures(&self) -> &[u32] {
        &self.figures
    }

    /// Whether both are the same number, as far as they say.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let is_within = self.words.contains(&other.words) || other.words.contains(&self.words);
        let years = self.year.zip(other.year);
        is_within && self.figures == other.figures && years.is_none_or(|(one, other)| one == other)
    }

    /// Whether they are of one kind and differ. Numbers of different kinds (that
    /// of the announcement, that of the procurement) say nothing of each other.
    pub fn is_other_than(&self, other: &Self) -> bool {
        let is_one_kind = self.words == other.words
            && self.figures.len() == other.figures.len()
            && self.year.is_some() == other.year.is_some();
        is_one_kind && !self.is_same_as(other)
    }
}

/// The Reiwa year, if the figure is one: R8-, 令和8年度, 2026-.
fn year_of(figure: u32, before: &str, after: &str) -> Option<u32> {
    let is_reiwa = before.ends_with(['R', 'r']) || after.starts_with("年度");
    match figure {
        1..=99 if is_reiwa => Some(figure),
        2019..=2099 if before.is_empty() || after.starts_with(['年', '-']) => Some(figure - 2018),
        _ => None,
    }
}
