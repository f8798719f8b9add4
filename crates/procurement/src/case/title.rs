//! How like the titles of two documents of a body are.

/// A title without the fiscal year with which it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    year: Option<u32>,
    pub rest: String,
}

/// How like two titles are; the greater, the liker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    /// How many characters they share.
    common: usize,
    is_equal: bool,
}

/// Titles shorter than this, in characters, say too little where one only
/// contains or shortens the other (清掃業務).
pub(super) const SHORTEST_TITLE: usize = 6;

/// So many of a hundred pairs of neighbouring characters a shortened title
/// keeps of the long one's.
const LEAST_SHARED_PAIRS: usize = 70;

/// What stands between the words of a title: whoever shortens one puts others.
const PARTICLES: &str = "のにをとはがでへやるび及並等係";

impl Title {
    /// 令和8年度庁舎清掃業務委託 and the like; none if there is nothing else.
    pub fn read(letters: &str) -> Option<Self> {
        let (year, rest) = match fiscal_year(letters) {
            Some((year, rest)) => (Some(year), rest),
            None => (None, letters),
        };
        let rest = rest.to_owned();
        (!rest.is_empty()).then_some(Self { year, rest })
    }

    /// How like the titles are: equal, or one in the other with nothing beside
    /// it that tells two procurements apart (その2, another fiscal year).
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let (short, long) = self.by_length(other);
        let start = long
            .find(short)
            .filter(|_| !self.is_of_another_year(other))?;
        let common = short.chars().count();
        let is_equal = short.len() == long.len();
        let around = [&long[..start], &long[start + short.len()..]];
        let tells_apart =
            |rest: &str| rest.contains("その") || rest.contains(|sign: char| sign.is_ascii_digit());
        let is_like =
            is_equal || (common >= SHORTEST_TITLE && !around.iter().any(|rest| tells_apart(rest)));
        is_like.then_some(Likeness {
            common,
            is_equal: is_equal && self.year == other.year,
        })
    }

    /// Whether one is the other with words left out: 校内ネットワーク保守業務 of
    /// 市立小中学校の校内ネットワーク機器保守業務委託. Both share most pairs of
    /// neighbouring characters, and the short one has nothing that the long one
    /// has not: 北小学校屋上防水工事 and 南小学校屋上防水工事 are alike, but not
    /// one procurement. Not enough by itself: the day has to agree too.
    pub fn shortens(&self, other: &Self) -> bool {
        let (short, long) = self.by_length(other);
        if self.is_of_another_year(other) || figures(short) != figures(long) {
            return false;
        }
        let (short, long) = (words(short), words(long));
        let mut rest = long.iter();
        let has_all = short.iter().all(|sign| rest.any(|other| other == sign));
        let mut pairs: Vec<&[char]> = long.windows(2).collect();
        pairs.sort_unstable();
        let is_shared = |pair: &&[char]| pairs.binary_search(pair).is_ok();
        let shared = short.windows(2).filter(is_shared).count();
        has_all
            && short.len() >= SHORTEST_TITLE
            && shared * 100 >= (short.len() - 1) * LEAST_SHARED_PAIRS
    }

    fn by_length<'a>(&'a self, other: &'a Self) -> (&'a str, &'a str) {
        match self.rest.len() < other.rest.len() {
            true => (&self.rest, &other.rest),
            false => (&other.rest, &self.rest),
        }
    }

    fn is_of_another_year(&self, other: &Self) -> bool {
        let years = self.year.zip(other.year);
        years.is_some_and(|(one, other)| one != other)
    }
}

/// A title without what stands between its words.
fn words(title: &str) -> Vec<char> {
    let words = title.chars().filter(|sign| !PARTICLES.contains(*sign));
    words.collect()
}

/// その2, 第3工区: what tells parts of one work apart.
fn figures(title: &str) -> Vec<&str> {
    let figures = title.split(|sign: char| !sign.is_ascii_digit());
    figures.filter(|figure| !figure.is_empty()).collect()
}

/// The fiscal year, in Reiwa, with which a title begins, and the rest.
fn fiscal_year(letters: &str) -> Option<(u32, &str)> {
    let (year, rest) = letters.split_once("年度")?;
    let figures = year
        .trim_start_matches("令和")
        .trim_start_matches('R')
        .replace('元', "1");
    let figure: u32 = figures.parse().ok()?;
    match figure {
        1..=99 => Some((figure, rest)),
        2019..=2099 => Some((figure - 2018, rest)),
        _ => None,
    }
}
