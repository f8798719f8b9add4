//! Similar notices as the page of a notice lists them.

use irefuda_procurement::eligibility::Holdings;
use irefuda_procurement::judged_as;
use irefuda_search::SimilarNotice;
use jiff::civil::DateTime;

use super::address;
use super::closing::Closing;
use super::dates::When;

/// A similar notice.
pub(super) struct SimilarView<'a> {
    pub address: String,
    pub title: Option<&'a str>,
    pub agency: Option<&'a str>,
    /// How the two are related.
    pub relation: &'static str,
    /// How long one can still get in.
    pub closing: Closing,
    /// The day of the announcement.
    pub announced_on: Option<When>,
}

/// Similar notices, as a firm that holds this goes on to them.
pub(super) fn similar_views<'a>(
    similar: &'a [SimilarNotice],
    holdings: &Holdings,
    now: DateTime,
) -> Vec<SimilarView<'a>> {
    let view = |similar: &'a SimilarNotice| {
        let summary = &similar.hit.summary;
        let judged_as = judged_as(summary.kind, &summary.marks);
        SimilarView {
            address: address::notice(&summary.id, holdings),
            title: summary.title.as_deref(),
            agency: summary.agency.as_deref(),
            relation: similar.relation.label(),
            closing: Closing::new(similar.hit.status, judged_as, summary.closes_at, now),
            announced_on: summary.announced_on.map(When::from),
        }
    };
    similar.iter().map(view).collect()
}
