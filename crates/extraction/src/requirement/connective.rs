//! How the conditions of a sentence are linked: 又は and its like, or not.

use irefuda_procurement::LeafKind;

use super::found::Found;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    And,
    Or,
    /// Only a comma: as the next link says.
    Comma,
}

/// The link between each condition and the next.
///
/// Reasons for exclusion and taxes are always all to be met: who must not be in
/// arrears with 県税又は消費税 must have paid both.
pub(super) fn links(text: &str, found: &[Found], ends_in_equal: bool) -> Vec<Link> {
    let mut links: Vec<Link> = found
        .windows(2)
        .map(|pair| link(text, &pair[0], &pair[1]))
        .collect();
    // A、B又はこれらと同等のもの.
    let mut next = if ends_in_equal { Link::Or } else { Link::And };
    for link in links.iter_mut().rev() {
        if *link == Link::Comma {
            *link = next;
        }
        next = *link;
    }
    links
}

/// Where a sentence goes over to another description of who may take part: 本店を
/// 有する者、又は支店を有する者. The numbers of the conditions that begin one.
pub(super) fn splits(text: &str, found: &[Found]) -> Vec<usize> {
    let mixed = found.len() > 2 || found.windows(2).any(|pair| pair[0].kind != pair[1].kind);
    if !mixed {
        return Vec::new();
    }
    let is_split = |index: &usize| {
        let (left, right) = (&found[index - 1], &found[*index]);
        let shuts_out = |found: &Found| {
            matches!(
                found.kind,
                LeafKind::Exclusion | LeafKind::Tax | LeafKind::Insurance | LeafKind::Grade
            )
        };
        let has_people = [left, right]
            .iter()
            .any(|found| found.kind == LeafKind::Staff);
        if shuts_out(left) || shuts_out(right) || left.stretch.end > right.stretch.start {
            return false;
        }
        let between = &text[left.stretch.end..right.stretch.start];
        ["又は", "または", "若しくは", "もしくは"].iter().any(|or| {
            between.find(or).is_some_and(|position| {
                let before = between[..position].trim_end_matches(['、', ',', ' ']);
                // 主任技術者又は監理技術者 are people, not who takes part.
                before.ends_with("こと")
                    || !has_people && (before.ends_with('者') || before.ends_with("もの"))
            })
        })
    };
    (1..found.len()).filter(is_split).collect()
}

fn link(text: &str, left: &Found, right: &Found) -> Link {
    let is_shutting_out = |found: &Found| {
        matches!(
            found.kind,
            LeafKind::Exclusion | LeafKind::Tax | LeafKind::Insurance
        )
    };
    let alternatives = |kind| {
        matches!(
            kind,
            LeafKind::Certification
                | LeafKind::Licence
                | LeafKind::Registration
                | LeafKind::Grade
                | LeafKind::Location
                | LeafKind::Staff
        )
    };
    // 賠償責任保険又はサイバー保険に加入していること.
    if left.kind == LeafKind::Insurance
        && right.kind == LeafKind::Insurance
        && left.stretch.end <= right.stretch.start
        && matches!(
            text[left.stretch.end..right.stretch.start].trim(),
            "又は" | "若しくは" | "または" | "もしくは" | "あるいは"
        )
    {
        return Link::Or;
    }
    if is_shutting_out(left)
        || is_shutting_out(right)
        || !alternatives(left.kind)
        || !alternatives(right.kind)
    {
        return Link::And;
    }
    // The lists of several bodies; B以上.
    if matches!(left.kind, LeafKind::Registration | LeafKind::Grade)
        && left.kind == right.kind
        && left.stretch == right.stretch
    {
        return Link::Or;
    }
    // 電気管理技術者又は電気保安法人.
    let stand_side_by_side = left.stretch.end <= right.stretch.start && {
        let mut between = text[left.stretch.end..right.stretch.start].to_owned();
        between.retain(|character| !character.is_whitespace());
        ["又は", "または", "若しくは", "もしくは"].contains(&between.as_str())
    };
    if stand_side_by_side {
        return Link::Or;
    }
    let mixes = left.kind != right.kind
        && !(matches!(left.kind, LeafKind::Certification | LeafKind::Licence)
            && matches!(right.kind, LeafKind::Certification | LeafKind::Licence));
    if mixes || left.stretch.end > right.stretch.start {
        return Link::And;
    }
    let between = &text[left.stretch.end..right.stretch.start];
    // No one has two grades.
    const NEAR: usize = 30;
    if left.kind == LeafKind::Grade && between.len() <= NEAR {
        return Link::Or;
    }
    let says_or = [
        "又は",
        "または",
        "若しくは",
        "もしくは",
        "あるいは",
        "或いは",
        "いずれか",
        "どちらか",
        "か、",
    ]
    .iter()
    .any(|word| between.contains(word));
    if says_or {
        return Link::Or;
    }
    let is_list = between
        .chars()
        .all(|character| "、,・「」()/ \n".contains(character));
    if is_list { Link::Comma } else { Link::And }
}
