//! What is asked: requests of each kind, drawn from the notices themselves.

use anyhow::Result;
use irefuda_procurement::{LeafKind, Lexicon};
use irefuda_search::SearchRequest;

use super::{MOMENT, Question};
use crate::generator::Generator;
use crate::peer::{PeerSearcher, Plain};
use crate::random::Random;

/// Requests of each kind.
const OF_EACH: usize = 30;

/// Notices that words are taken from.
const SAMPLE: usize = 400;

/// Phrases that stand in a great part of all notices.
const BOILERPLATE: [&str; 12] = [
    "入札参加資格者名簿",
    "入札参加資格確認申請書",
    "消費税及び地方消費税",
    "地方自治法施行令",
    "契約金額の100分の10以上",
    "予定価格の制限の範囲内",
    "最低の価格をもって有効な入札",
    "指名停止の措置",
    "入札に関する条件に違反した入札",
    "国又は地方公共団体",
    "入札書に記載された金額",
    "条件付一般競争入札",
];

/// Questions of one kind.
pub struct Questions {
    pub kind: &'static str,
    pub questions: Vec<Question>,
}

/// Draws questions.
pub struct Asker<'a> {
    peer: &'a mut PeerSearcher,
    lexicon: &'a Lexicon,
    random: Random,
    /// The words of some notices, each with the part of notices it stands in.
    notices: Vec<Vec<(String, f64)>>,
    titles: Vec<String>,
}

type Parameters = Vec<(&'static str, String)>;

impl<'a> Asker<'a> {
    /// Reads some notices for their words.
    pub fn new(
        peer: &'a mut PeerSearcher,
        lexicon: &'a Lexicon,
        generator: &Generator,
        count: usize,
    ) -> Result<Self> {
        let mut notices = Vec::new();
        let mut titles = Vec::new();
        for sample in 0..SAMPLE.min(count) {
            let text = generator.text(sample * (count / SAMPLE).max(1));
            titles.push(title(&text).to_owned());
            let mut words = peer.words(&text);
            words.retain(|word| is_telling(word));
            words.sort_unstable();
            words.dedup();
            let mut with_parts = Vec::new();
            for word in words {
                if let Some(frequency) = peer.frequency(&word)? {
                    with_parts.push((word, frequency as f64 / count as f64));
                }
            }
            notices.push(with_parts);
        }
        Ok(Self {
            peer,
            lexicon,
            random: Random::new(7, 7),
            notices,
            titles,
        })
    }

    /// All kinds.
    pub fn questions(mut self) -> Result<Vec<Questions>> {
        let asked: Vec<(&str, Vec<Parameters>)> = vec![
            ("common word", self.words(0.2..1.0)),
            ("rare word", self.words(0.000_05..0.001)),
            ("compound", self.compounds()),
            (
                "phrase of boilerplate",
                BOILERPLATE.iter().map(|text| q(text)).collect(),
            ),
            ("piece of a word or two", self.pieces()),
            ("2-3 words", self.several(" ")),
            ("2-3 words, any of them", self.several(" OR ")),
            ("word and filters", self.filtered()),
            ("filters only, by deadline", self.filters()),
            ("what a firm may bid for", self.eligible()),
            ("everything, by deadline", vec![Vec::new()]),
        ];
        let lexicon = self.lexicon;
        let questions = asked.into_iter().map(|(kind, asked)| {
            let questions = asked.iter().map(|parameters| {
                let borrowed = parameters
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()));
                let request = SearchRequest::from_parameters(borrowed, lexicon)?;
                let plain = Plain::of(&request, lexicon);
                anyhow::Ok(Question { request, plain })
            });
            Ok(Questions {
                kind,
                questions: questions.collect::<Result<_, _>>()?,
            })
        });
        questions.collect()
    }

    /// Single words that stand in such a part of all notices.
    fn words(&mut self, parts: std::ops::Range<f64>) -> Vec<Parameters> {
        let all = self.notices.iter().flatten();
        let mut words: Vec<&str> = all
            .filter(|(_, part)| parts.contains(part))
            .map(|(word, _)| word.as_str())
            .collect();
        words.sort_unstable();
        words.dedup();
        self.random.shuffle(&mut words);
        words.into_iter().take(OF_EACH).map(q).collect()
    }

    /// Words of the trade that consist of several.
    fn compounds(&mut self) -> Vec<Parameters> {
        let words = self.lexicon.subcategories.iter().flat_map(|row| &row.words);
        let mut compounds: Vec<&String> = words
            .filter(|word| self.peer.words(word).len() > 1)
            .collect();
        self.random.shuffle(&mut compounds);
        compounds
            .into_iter()
            .take(OF_EACH)
            .map(|word| q(word))
            .collect()
    }

    /// Three to five characters out of the middle of a title, wherever words
    /// begin: what only its characters find.
    fn pieces(&mut self) -> Vec<Parameters> {
        let piece = |_| {
            let title: Vec<char> = self.random.pick(&self.titles).chars().collect();
            let length = self.random.between(3, 5).min(title.len());
            let start = self.random.below(title.len() - length + 1);
            q(&title[start..start + length].iter().collect::<String>())
        };
        (0..OF_EACH).map(piece).collect()
    }

    /// Words that stand in the same notice.
    fn several(&mut self, by: &str) -> Vec<Parameters> {
        let several = |_| {
            let notice = self.random.pick(&self.notices);
            let middling: Vec<&str> = notice
                .iter()
                .filter(|(_, part)| (0.002..0.7).contains(part))
                .map(|(word, _)| word.as_str())
                .collect();
            let count = self.random.between(2, 3);
            let words: Vec<&str> = (0..count).map(|_| *self.random.pick(&middling)).collect();
            q(&words.join(by))
        };
        (0..OF_EACH).map(several).collect()
    }

    fn filtered(&mut self) -> Vec<Parameters> {
        let words = self.words(0.01..0.5);
        let filters = self.filters();
        words
            .into_iter()
            .zip(filters)
            .map(|(word, filters)| [word, filters].concat())
            .collect()
    }

    /// A word, and what a firm with three qualifications may bid for.
    fn eligible(&mut self) -> Vec<Parameters> {
        let all = self
            .lexicon
            .qualifications
            .iter()
            .filter(|one| matches!(one.kind, LeafKind::Certification | LeafKind::Licence));
        let names: Vec<&str> = all.map(|one| one.value.as_str()).collect();
        let words = self.words(0.01..0.5);
        let eligible = words.into_iter().map(|mut asked| {
            for _ in 0..3 {
                asked.push(("holds", (*self.random.pick(&names)).to_owned()));
            }
            // Few notices ask for qualifications alone: of the others it is not
            // known without a place on their lists.
            for may in ["met", "unknown"] {
                asked.push(("eligibility", may.to_owned()));
            }
            asked
        });
        eligible.collect()
    }

    /// A prefecture, a category, and still open.
    fn filters(&mut self) -> Vec<Parameters> {
        let prefectures: Vec<&str> = self
            .lexicon
            .places
            .prefectures()
            .map(|place| place.name.as_str())
            .collect();
        let filter = |_| {
            vec![
                ("prefecture", (*self.random.pick(&prefectures)).to_owned()),
                (
                    "category",
                    (*self.random.pick(&["工事", "役務", "物品"])).to_owned(),
                ),
                ("closes_from", format!("{MOMENT}+09:00")),
            ]
        };
        (0..OF_EACH).map(filter).collect()
    }
}

fn q(text: &str) -> Parameters {
    vec![("q", text.to_owned())]
}

/// The title in a generated text: it stands after its label.
fn title(text: &str) -> &str {
    let lines = text.lines().filter_map(|line| line.strip_prefix("　(1) "));
    lines
        .filter_map(|line| Some(line.split_once('　')?.1))
        .next()
        .unwrap_or("工事")
}

/// Whether anybody would search for it.
fn is_telling(word: &str) -> bool {
    let is_kana = |character: char| matches!(character, 'ぁ'..='ん');
    word.chars().count() > 1 && !word.contains(|each: char| is_kana(each) || each.is_ascii())
}
