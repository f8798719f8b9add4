//! What a person should look at: what could not be read, and what cannot be
//! right.

use irefuda_procurement::{Confidence, Field, Kind, Level, Notice, PartRole, closes_at};

use crate::assemble::is_call;

/// What a person should look at.
pub(crate) fn warnings(notice: &Notice) -> Vec<String> {
    let mut warnings = Vec::new();
    if notice.kind == Kind::Other {
        warnings.push("調達の公告ではないようです。".to_owned());
        return warnings;
    }
    if notice.title.is_none() {
        warnings.push("件名を読み取れませんでした。".to_owned());
    }
    if notice.agency.is_some() && notice.lg_code.is_none() {
        warnings.push("同じ名前の自治体があり、どちらか決められませんでした。".to_owned());
    }
    if is_call(notice.kind)
        && notice.closes_at.is_none()
        && !matches!(notice.kind, Kind::Cancellation | Kind::Result)
    {
        warnings.push("締切を読み取れませんでした。".to_owned());
    }
    let has_notice = notice
        .parts
        .iter()
        .any(|part| matches!(part.role, PartRole::Notice | PartRole::Instructions));
    let asks = notice
        .requirement
        .leaves()
        .iter()
        .any(|leaf| leaf.level == Level::Required);
    if has_notice && !asks && is_call(notice.kind) {
        warnings.push("参加資格を読み取れませんでした。".to_owned());
    }
    warnings
}

/// Checks deadlines against the natural order: question, application, bid,
/// opening. What breaks it is kept, marked as doubtful, and told.
pub(crate) fn check_order(notice: &mut Notice) {
    use irefuda_procurement::DeadlineKind::{Application, Bid, Opening, Question};
    let last_of = |notice: &Notice, kind| {
        let of_kind = notice.deadlines.iter();
        let of_kind = of_kind.filter(|deadline| deadline.kind == kind);
        of_kind.map(|deadline| deadline.at).max()
    };
    for (first, second) in [(Question, Bid), (Application, Opening), (Bid, Opening)] {
        let (Some(earlier), Some(later)) = (last_of(notice, first), last_of(notice, second)) else {
            continue;
        };
        if earlier.date() <= later.date() {
            continue;
        }
        for deadline in &mut notice.deadlines {
            if (deadline.kind, deadline.at) == (first, earlier)
                || (deadline.kind, deadline.at) == (second, later)
            {
                deadline.evidence.confidence = Confidence::Doubtful;
            }
        }
        notice.warnings.push(format!(
            "{}が{}より後になっています。原文を確認してください。",
            first.label(),
            second.label()
        ));
    }
    if let Some(closing) = closes_at(&notice.deadlines) {
        let confidence = closing.evidence.confidence;
        doubt(notice, &[Field::ClosesAt], confidence);
    }
}

/// Notes that values are not certain.
pub(crate) fn doubt(notice: &mut Notice, fields: &[Field], confidence: Confidence) {
    for field in fields {
        if let Some(evidence) = notice.evidence.get_mut(field) {
            evidence.confidence = confidence;
        }
    }
}
