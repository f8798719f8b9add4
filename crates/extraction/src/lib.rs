//! Text becomes a notice.
//!
//! Pure functions: a value with its evidence, or none, with warnings; never an
//! error. The way is: fold the text ([`text`]), divide it into documents
//! ([`parts`]), read the outline of each ([`outline`]) and every date
//! ([`dates`]), then each field from these ([`reading`]).

mod agency;
mod amendment;
mod announcement;
mod assemble;
mod category;
mod checks;
mod concordance;
mod contact;
mod dates;
mod deadlines;
pub mod evaluation;
mod explanation;
mod kind;
mod number;
mod outline;
mod papers;
mod parts;
mod placing;
mod portal;
mod prices;
mod reading;
mod requirement;
mod split;
mod submission;
mod terms;
mod text;
mod title;
mod together;
mod trade;
mod vocabulary;

use std::collections::HashMap;

use irefuda_procurement::{Lexicon, LgCode, Notice, SourceFile};

pub use crate::explanation::{ExplainedItem, ExplainedPart, Explanation, Remark};
pub use crate::papers::TextFile;

use crate::agency::PlaceNames;
use crate::assemble::Numbered;
use crate::category::Trades;
use crate::concordance::{Group, Groups};
use crate::deadlines::DeadlineLabels;
use crate::kind::{Methods, Signs};
use crate::outline::Labels;
use crate::papers::Papers;
use crate::parts::Roles;
use crate::prices::PriceLabels;
use crate::requirement::Words;
use crate::together::Traits;
use crate::trade::AskedTrades;

/// Reads notices out of text, by the words of a lexicon.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    labels: Labels,
    roles: Roles,
    names: PlaceNames,
    methods: Methods,
    signs: Signs,
    trades: Trades,
    asked_trades: AskedTrades,
    deadlines: DeadlineLabels,
    requirement: Words,
    prices: PriceLabels,
    /// The words of these that are looked for in whole documents.
    words: Groups,
}

/// What whoever fetched the documents knows beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Whether the files are one notice, though they may not share a title.
    pub is_one_notice: bool,
    /// Where they were published.
    pub address: Option<String>,
    /// When they were fetched, in their words (RFC 3339).
    pub fetched_at: Option<String>,
    /// The code of the body, which goes before what the documents say.
    pub lg_code: Option<LgCode>,
}

impl Extractor {
    /// Prepares the words of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let names = PlaceNames::new(lexicon);
        let methods = Methods::new(lexicon);
        let requirement = Words::new(lexicon);
        let prices = PriceLabels::new(lexicon);
        let words = Groups::new(&[
            (Group::Methods, methods.words()),
            (Group::PlaceNames, names.words()),
            (Group::FormsOfBodies, agency::forms_of_bodies()),
            (Group::Prices, prices.words()),
            (Group::RequirementHeadings, requirement.headings()),
            (Group::JointVentures, requirement::of_joint_ventures()),
            (Group::Points, requirement::of_points()),
            (Group::Bonds, terms::bonds()),
            (Group::Submission, submission::words()),
        ]);
        Self {
            labels: outline::labels(lexicon),
            roles: Roles::new(lexicon),
            names,
            methods,
            signs: Signs::new(lexicon),
            trades: Trades::new(lexicon),
            asked_trades: AskedTrades::new(lexicon),
            deadlines: DeadlineLabels::new(lexicon),
            requirement,
            prices,
            words,
            lexicon: lexicon.clone(),
        }
    }

    /// Reads the notices of a file's text: at least one, and several where
    /// several calls stand one after the other. A text that is no notice comes
    /// back with the kind その他.
    pub fn extract(&self, text: &str, source: SourceFile) -> Vec<Notice> {
        let container = source.path.clone();
        let file = TextFile {
            text,
            pages: &[],
            source,
            container: &container,
        };
        let read = self.extract_file(&file, &Given::default()).into_iter();
        read.map(|read| read.notice).collect()
    }

    /// The notices of a file's text, each with why it was read so.
    pub fn explain(&self, file: &TextFile) -> Vec<(Notice, Explanation)> {
        let whole = Papers::part_of(file, 0..file.text.len());
        let ranges = split::notices(self, &assemble::divide(self, &whole)).into_iter();
        let explained = ranges.map(|range| {
            let papers = Papers::part_of(file, range);
            assemble::explained(self, &papers, &Given::default())
        });
        explained.collect()
    }

    /// Reads the notices that lie in several files, which may be one notice
    /// together, or several of them: files belong together that share a number
    /// or a title.
    pub fn extract_files(&self, files: &[TextFile], given: &Given) -> Vec<Notice> {
        let read = |file| self.extract_file(file, given);
        let mut alone: Vec<Vec<Numbered>> = files.iter().map(read).collect();
        let traits = alone.iter().zip(files);
        let traits: Vec<Traits> = traits
            .map(|(notices, file)| Traits::of(notices, file.container))
            .collect();
        let mut notices = Vec::new();
        for group in together::groups(&traits, given.is_one_notice) {
            match group.as_slice() {
                [one] => notices.extend(alone[*one].drain(..).map(|read| read.notice)),
                several => {
                    let papers = Papers::of_files(several.iter().map(|index| &files[*index]));
                    let divided = assemble::divide(self, &papers);
                    let mut notice = assemble::notice(self, &papers, divided, given).notice;
                    // Its id must not change when another file comes to it.
                    notice.id.clone_from(&alone[several[0]][0].notice.id);
                    notices.push(notice);
                }
            }
        }
        notices
    }

    fn extract_file(&self, file: &TextFile, given: &Given) -> Vec<Numbered> {
        let whole = Papers::part_of(file, 0..file.text.len());
        let divided = assemble::divide(self, &whole);
        let ranges = split::notices(self, &divided);
        if ranges.len() == 1 {
            return vec![assemble::notice(self, &whole, divided, given)];
        }
        let mut notices: Vec<Numbered> = Vec::new();
        let mut ids: HashMap<String, usize> = HashMap::new();
        for range in ranges {
            let papers = Papers::part_of(file, range);
            let divided = assemble::divide(self, &papers);
            let mut read = assemble::notice(self, &papers, divided, given);
            tell_apart(&mut read.notice.id, &mut ids);
            notices.push(read);
        }
        notices
    }
}

/// Counts the notices of one id in a file: the second and later ones bear their
/// number in the order of the text.
fn tell_apart(id: &mut String, ids: &mut HashMap<String, usize>) {
    let count = ids.entry(id.clone()).or_default();
    *count += 1;
    if *count > 1 {
        *id = format!("{id}-{count}");
    }
}
