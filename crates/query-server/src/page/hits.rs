//! Hits as the list shows them.

use irefuda_procurement::eligibility::{Holdings, Prospect};
use irefuda_procurement::{Kind, Moment, judged_as};
use irefuda_search::{Hit, SearchAnswer, SearchRequest, Snippet, Sort};
use jiff::civil::DateTime;

use super::address;
use super::closing::Closing;
use super::dates::When;
use super::history::marks;
use super::marking::{Segment, segments};

/// A hit as the list shows it.
pub(super) struct HitView<'a> {
    /// The notice's address.
    pub address: String,
    /// Its title.
    pub title: Option<&'a str>,
    /// How long one can still get in.
    pub closing: Closing,
    /// The body that buys, with its prefecture.
    pub agency: Option<&'a str>,
    /// Its prefecture, where its name does not say it.
    pub prefecture: Option<&'a str>,
    /// Its department.
    pub department: Option<&'a str>,
    /// What became of it since it was announced: name and label.
    pub marks: Vec<(&'static str, &'static str)>,
    /// The kind, where it is not the usual one.
    pub kind: Option<&'static str>,
    /// Category and subcategory.
    pub category: String,
    /// The procurement method.
    pub method: Option<&'a str>,
    /// The day of the announcement.
    pub announced_on: Option<When>,
    /// Whether the firm may bid.
    pub eligibility: Option<&'a Prospect>,
    /// Certifications and licences that a bidder must hold.
    pub qualifications: &'a [String],
    /// Whether it is the first that does not have all words.
    pub is_first_incomplete: bool,
    /// Words of the query that it does not have.
    pub missing_words: &'a [String],
    /// Passages that show why it was found.
    pub snippets: Vec<SnippetView<'a>>,
    /// Where the document came from.
    pub path: &'a str,
}

/// A passage with its highlights.
pub(super) struct SnippetView<'a> {
    /// The passage, cut at its highlights.
    pub segments: Vec<Segment<'a>>,
    /// The part that it is from, in the notice's page.
    pub address: String,
    /// Its page.
    pub page: Option<u32>,
}

/// The hits of an answer, as a firm that holds this sees them.
pub(super) fn hits<'a>(answer: &'a SearchAnswer, request: &SearchRequest) -> Vec<HitView<'a>> {
    let now = match answer.as_of {
        Moment::At(moment) => moment,
        Moment::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
    };
    let hits = answer.hits.iter();
    let mut views: Vec<HitView> = hits.map(|hit| view(hit, now, &request.holds)).collect();
    let is_incomplete = |view: &&mut HitView| !view.missing_words.is_empty();
    if let Some(first) = views.iter_mut().find(is_incomplete) {
        // In another order those with all words do not come first.
        first.is_first_incomplete = request.effective_sort() == Sort::Relevance;
    }
    views
}

fn view<'a>(hit: &'a Hit, now: DateTime, holdings: &Holdings) -> HitView<'a> {
    let summary = &hit.summary;
    let address = address::notice(&summary.id, holdings);
    let agency = summary.agency.as_deref();
    let prefecture = summary.prefecture.as_deref();
    let goes_without_saying = |name: &&str| agency.is_some_and(|agency| agency.contains(*name));
    let judged_as = judged_as(summary.kind, &summary.marks);
    let category = summary.category.map(|category| category.label());
    let category = [category, summary.subcategory.as_deref()];
    HitView {
        title: summary.title.as_deref(),
        closing: Closing::new(hit.status, judged_as, summary.closes_at, now),
        agency,
        prefecture: prefecture.filter(|name| !goes_without_saying(name)),
        department: summary.department.as_deref(),
        marks: marks(&summary.marks),
        kind: (summary.kind != Kind::TenderNotice).then(|| summary.kind.label()),
        category: category
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" › "),
        method: summary.method.as_deref(),
        announced_on: summary.announced_on.map(When::from),
        eligibility: hit.eligibility.as_ref(),
        qualifications: &summary.qualifications,
        is_first_incomplete: false,
        missing_words: &hit.missing_words,
        snippets: hit
            .snippets
            .iter()
            .map(|snippet| passage(snippet, &address))
            .collect(),
        path: &summary.source.path,
        address,
    }
}

fn passage<'a>(snippet: &'a Snippet, notice: &str) -> SnippetView<'a> {
    SnippetView {
        segments: segments(&snippet.text, &snippet.highlights),
        address: format!("{notice}#part-{}", snippet.part),
        page: snippet.page,
    }
}
