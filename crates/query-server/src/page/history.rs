//! What became of a notice since it was announced (経緯).

use irefuda_procurement::{Change, Mark, Moment, Notice, Step};

use super::dates::When;
use super::passages::{Citation, Citations};

/// One of the other documents of the case.
pub(super) struct StepView<'a> {
    /// The day of its announcement.
    pub announced_on: Option<When>,
    /// What it announces.
    pub kind: &'static str,
    /// Its title, where it is another than the notice's.
    pub title: Option<&'a str>,
    /// Its file.
    pub path: &'a str,
    /// Its first part.
    pub part: usize,
    /// Whether it speaks of the call that is shown.
    pub applies: bool,
    /// What it changes.
    pub changes: Vec<ChangeView>,
    /// Where it says what it is.
    pub citation: Option<Citation>,
}

/// Something that was changed.
pub(super) struct ChangeView {
    /// What.
    pub label: &'static str,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// Where it stands.
    pub citation: Option<Citation>,
}

/// The names and labels of marks.
pub(super) fn marks(marks: &[Mark]) -> Vec<(&'static str, &'static str)> {
    let named = marks.iter().map(|mark| (mark.name(), mark.label()));
    named.collect()
}

/// The other documents of the case, in order of announcement.
pub(super) fn steps<'a>(notice: &'a Notice, citations: &mut Citations<'a>) -> Vec<StepView<'a>> {
    let steps = notice.history.iter().enumerate();
    steps
        .map(|(index, step)| view(index, step, notice, citations))
        .collect()
}

fn view<'a>(
    index: usize,
    step: &'a Step,
    notice: &Notice,
    citations: &mut Citations<'a>,
) -> StepView<'a> {
    let kind = step.kind.label();
    let mut change = |(place, change): (usize, &'a Change)| {
        let name = format!("step-{index}-{place}");
        ChangeView {
            label: change.label(),
            before: change.before.as_deref().map(shown),
            after: change.after.as_deref().map(shown),
            citation: citations.cite(name, change.label(), &change.evidence),
        }
    };
    let changes = step.changes.iter().enumerate().map(&mut change).collect();
    let evidence = step.evidence.as_ref();
    StepView {
        announced_on: step.announced_on.map(When::from),
        kind,
        title: step.title.as_deref().filter(|_| step.title != notice.title),
        path: &step.path,
        part: step.part,
        applies: step.applies,
        changes,
        citation: evidence
            .and_then(|evidence| citations.cite(format!("step-{index}"), kind, evidence)),
    }
}

/// A day or moment for people, or the text's own words.
fn shown(words: &str) -> String {
    words
        .parse::<Moment>()
        .map_or_else(|_| words.to_owned(), |moment| When::from(moment).text)
}
