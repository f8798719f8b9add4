//! What holds of every notice, whatever its text says.

use std::collections::BTreeSet;

use irefuda_procurement::{Evidence, Field, JointVenture, Kind, Notice, Part};

/// What is broken in the notices that were read from texts, each with its path;
/// nothing, if all is well.
pub fn broken(texts: &[(&str, &str)], notices: &[Notice]) -> Vec<String> {
    let of_text = texts
        .iter()
        .flat_map(|(path, text)| parts(path, text, notices));
    let mut broken: Vec<String> = of_text.collect();
    let ids: BTreeSet<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
    if notices.is_empty() || ids.len() != notices.len() {
        broken.push(format!("{} ids of {} notices", ids.len(), notices.len()));
    }
    for notice in notices {
        broken.extend(passages(notice));
        broken.extend(fields(notice));
        broken.extend(round_trip(notice));
    }
    broken
}

/// The parts of a file follow each other and are its whole text.
fn parts(path: &str, text: &str, notices: &[Notice]) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut broken = Vec::new();
    let mut position = 0;
    let of_file = |notice: &&Notice, part: &&Part| notice.source.files[part.file].path == path;
    let parts = notices.iter().flat_map(|notice| {
        let parts = notice.parts.iter();
        parts.filter(move |part| of_file(&notice, part))
    });
    for part in parts {
        let own: Vec<char> = part.text.chars().collect();
        let there = characters.get(part.range.start..part.range.end);
        if part.range.start != position || there != Some(&own[..]) {
            broken.push(format!("a part at {:?}, not from {position}", part.range));
        }
        position = part.range.end;
    }
    if position != characters.len() {
        broken.push(format!("parts end at {position} of {}", characters.len()));
    }
    broken
}

/// Every quote is what stands at its place.
fn passages(notice: &Notice) -> Vec<String> {
    let leaves = notice.requirement.leaves().into_iter();
    let named = notice.evidence.iter();
    let evidence = named
        .map(|(field, evidence)| (format!("{field:?}"), evidence))
        .chain(
            notice
                .deadlines
                .iter()
                .map(|deadline| (format!("deadline {}", deadline.kind), &deadline.evidence)),
        )
        .chain(leaves.map(|leaf| (format!("leaf {}", leaf.kind), &leaf.evidence)));
    let wrong = evidence.filter(|(_, evidence)| !stands_there(notice, evidence));
    wrong
        .map(|(name, evidence)| format!("{name}: {evidence:?} is not what stands there"))
        .collect()
}

fn stands_there(notice: &Notice, evidence: &Evidence) -> bool {
    let span = evidence.span;
    notice.parts.get(evidence.part).is_some_and(|part| {
        let length = span.end.saturating_sub(span.start);
        let passage: String = part.text.chars().skip(span.start).take(length).collect();
        passage == evidence.quote && !evidence.quote.is_empty()
    })
}

/// Every field that is set has evidence, and none that is not.
fn fields(notice: &Notice) -> Vec<String> {
    let is_set = [
        (Field::Title, notice.title.is_some()),
        (Field::Agency, notice.agency.is_some()),
        (Field::Department, notice.department.is_some()),
        (Field::LgCode, notice.lg_code.is_some()),
        (Field::Method, notice.method.is_some()),
        (Field::Category, notice.category.is_some()),
        (Field::Subcategory, notice.subcategory.is_some()),
        (Field::AnnouncedOn, notice.announced_on.is_some()),
        (Field::ClosesAt, notice.closes_at.is_some()),
        (Field::ContractPeriod, notice.contract_period.is_some()),
        (Field::Place, notice.place.is_some()),
        (
            Field::JointVenture,
            notice.joint_venture != JointVenture::NotStated,
        ),
        (Field::BidBond, notice.bid_bond.is_some()),
        (Field::ContractBond, notice.contract_bond.is_some()),
        (Field::WtoGpa, notice.wto_gpa),
    ];
    let has = |field| notice.evidence.contains_key(field);
    let wrong = is_set
        .iter()
        .filter(|(field, is_set)| has(field) != *is_set);
    let mut broken: Vec<String> = wrong
        .map(|(field, is_set)| format!("{field:?}: set {is_set}, evidence {}", !is_set))
        .collect();
    // その他 is what remains where no sign was found.
    if notice.kind != Kind::Other && !has(&Field::Kind) {
        broken.push(format!("{} without evidence", notice.kind));
    }
    broken
}

/// A notice comes back from JSON as it was, but for the parts' texts, which it
/// does not carry.
fn round_trip(notice: &Notice) -> Option<String> {
    let json = serde_json::to_string(notice).expect("a notice is JSON");
    let mut back: Notice = match serde_json::from_str(&json) {
        Ok(back) => back,
        Err(error) => return Some(format!("{error} in {json}")),
    };
    for (part, original) in back.parts.iter_mut().zip(&notice.parts) {
        part.text.clone_from(&original.text);
    }
    (back != *notice).then(|| format!("comes back from JSON otherwise: {json}"))
}
