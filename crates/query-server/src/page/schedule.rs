//! The deadlines of a notice as a table, in the order of time.

use irefuda_procurement::{Deadline, Notice, closes_at};
use jiff::civil::DateTime;

use super::closing::days_to;
use super::dates::When;
use super::passages::{Citation, Citations};

/// A row of the table.
pub(super) struct Event<'a> {
    /// What has to be done, or happens.
    pub label: &'static str,
    /// When it begins.
    pub from: Option<When>,
    /// The last moment; of an event, when it begins.
    pub at: When,
    /// How far away that is; `None` if it has passed.
    pub remaining: Option<String>,
    /// Ways of delivery and other riders.
    pub note: Option<&'a str>,
    /// Whether a newcomer can get in until then and no longer.
    pub is_closing: bool,
    /// Where it stands.
    pub citation: Option<Citation>,
}

/// The deadlines of a notice in the order of time.
pub(super) fn events<'a>(
    notice: &'a Notice,
    now: DateTime,
    citations: &mut Citations<'a>,
) -> Vec<Event<'a>> {
    let mut deadlines: Vec<&Deadline> = notice.deadlines.iter().collect();
    deadlines.sort_by_key(|deadline| deadline.at);
    let closing = closes_at(&notice.deadlines);
    let mut events = Vec::with_capacity(deadlines.len());
    for (index, deadline) in deadlines.into_iter().enumerate() {
        let label = deadline.kind.label();
        let name = format!("deadline-{index}");
        events.push(Event {
            label,
            from: deadline.from.map(When::from),
            at: deadline.at.into(),
            remaining: days_to(deadline.at, now),
            note: deadline.note.as_deref(),
            is_closing: closing.is_some_and(|closing| std::ptr::eq(closing, deadline)),
            citation: citations.cite(name, label, &deadline.evidence),
        });
    }
    events
}
