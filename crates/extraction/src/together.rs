//! Which files are one notice: the announcement, its instructions, its
//! specification and its forms, published as a file each.
//!
//! Files belong together when they share the number of the procurement or the
//! core of its title. What comes later and speaks of the notice (訂正, 中止,
//! 結果, 質問回答) stays a notice of its own: it has its own day and meaning.

/// The core of a title, by which files and documents of a case are compared.
pub(crate) use irefuda_folding::letters as core;
use irefuda_procurement::{Kind, LgCode, PartRole};

use crate::assemble::Numbered;

/// What decides whether a file belongs to others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    /// Whether it may be one of several files of a notice.
    pub joins: bool,
    /// Whether it announces: never two such are one notice.
    pub announces: bool,
    /// Whether it is a form, a draft contract or rules, which hardly ever name
    /// the procurement.
    pub is_enclosure: bool,
    /// Its place among the files of its notice.
    pub rank: usize,
    /// The core of its title.
    pub title: Option<String>,
    /// The number of the procurement.
    pub number: Option<String>,
    /// The code of the body.
    pub body: Option<LgCode>,
    /// The file that it is, or the archive that it lies in.
    pub container: String,
}

/// Titles shorter than this, in characters, say too little (清掃業務).
const SHORTEST_TITLE: usize = 6;

impl Traits {
    /// Those of a file in which these notices were found; one with several stays
    /// by itself.
    pub fn of(notices: &[Numbered], container: &str) -> Self {
        let [Numbered { notice, number }] = notices else {
            return Self::default();
        };
        let first = notice
            .parts
            .first()
            .map_or(PartRole::Notice, |part| part.role);
        let is_enclosure = matches!(
            first,
            PartRole::Form | PartRole::Contract | PartRole::Policy
        );
        let announces = matches!(
            notice.kind,
            Kind::TenderNotice | Kind::CallForProposals | Kind::Reissue
        );
        let accompanies = matches!(
            notice.kind,
            Kind::Instructions | Kind::Specification | Kind::Other
        );
        Self {
            joins: announces || accompanies || is_enclosure,
            announces: announces && !is_enclosure,
            is_enclosure,
            rank: rank(notice.kind, first),
            title: notice.title.as_deref().map(core),
            number: number.clone(),
            body: notice.lg_code,
            container: container.to_owned(),
        }
    }

    /// How surely it belongs to the notice that another file leads; none if it
    /// does not.
    fn closeness(&self, leader: &Self) -> Option<usize> {
        let is_other_body =
            self.body.is_some() && leader.body.is_some() && self.body != leader.body;
        if !self.joins || !leader.joins || is_other_body {
            return None;
        }
        match (&self.number, &leader.number) {
            (Some(own), Some(other)) => (own == other).then_some(usize::MAX),
            _ => likeness(self.title.as_deref()?, leader.title.as_deref()?),
        }
    }

    fn is_untitled(&self) -> bool {
        self.joins && !self.announces && self.title.is_none() && self.number.is_none()
    }
}

/// How like two titles are, where one is in the other: the specification may
/// write less of it, or the word 仕様書 behind it.
fn likeness(own: &str, other: &str) -> Option<usize> {
    let (short, long) = match own.len() < other.len() {
        true => (own, other),
        false => (other, own),
    };
    let says_enough = short.chars().count() >= SHORTEST_TITLE;
    // The less of the longer one is left over, the more alike they are.
    (says_enough && long.contains(short)).then(|| usize::MAX / 2 - (long.len() - short.len()))
}

fn rank(kind: Kind, first: PartRole) -> usize {
    match (kind, first) {
        (_, PartRole::Form) => 4,
        (_, PartRole::Contract) => 5,
        (_, PartRole::Policy) => 6,
        (Kind::Instructions, _) | (_, PartRole::Instructions) => 1,
        (Kind::Specification, _) | (_, PartRole::Specification) => 2,
        (Kind::Other, _) => 3,
        _ => 0,
    }
}

/// Groups of files that are one notice, each in the order of its parts; a file
/// by itself is a group of one. `is_one` says that all of them are one notice,
/// as far as they can be.
pub(crate) fn groups(files: &[Traits], is_one: bool) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|index| (files[*index].rank, !files[*index].announces, *index));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in order {
        let group = match is_one {
            true => groups
                .iter()
                .position(|group| files[index].joins && files[group[0]].joins),
            false => closest(&files[index], &groups, files),
        };
        match group {
            Some(group) => groups[group].push(index),
            None => groups.push(vec![index]),
        }
    }
    adopt(&mut groups, files);
    groups.sort();
    groups
}

/// The group to whose leader a file belongs most surely; none if two different
/// ones are as close.
fn closest(file: &Traits, groups: &[Vec<usize>], files: &[Traits]) -> Option<usize> {
    if file.announces {
        return None;
    }
    let leader = |group: usize| &files[groups[group][0]];
    let close = (0..groups.len()).filter_map(|group| Some((file.closeness(leader(group))?, group)));
    let close: Vec<(usize, usize)> = close.collect();
    let most = close.iter().map(|(closeness, _)| *closeness).max()?;
    let mut best = close
        .iter()
        .filter(|(closeness, _)| *closeness == most)
        .map(|(_, group)| *group);
    let first = best.next()?;
    let is_copy = |group: usize| leader(group).title == leader(first).title;
    best.all(is_copy).then_some(first)
}

/// Gives files that name no procurement to the only notice that they can belong
/// to: forms to the only one of the folder, others to the only one of their
/// archive.
fn adopt(groups: &mut Vec<Vec<usize>>, files: &[Traits]) {
    let is_orphan = |group: &Vec<usize>| group.len() == 1 && files[group[0]].is_untitled();
    let (orphans, mut families): (Vec<_>, Vec<_>) = groups.drain(..).partition(is_orphan);
    for orphan in orphans {
        let file = &files[orphan[0]];
        let is_open = |family: &Vec<usize>| {
            let is_near = |member: &usize| files[*member].container == file.container;
            files[family[0]].joins && (file.is_enclosure || family.iter().any(is_near))
        };
        let open: Vec<usize> = (0..families.len())
            .filter(|family| is_open(&families[*family]))
            .collect();
        match open.as_slice() {
            [only] => families[*only].push(orphan[0]),
            _ => groups.push(orphan),
        }
    }
    groups.append(&mut families);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `A` announces, `S` is a specification, `F` a form, `O` another document,
    /// `C` a correction; then the title, a `#` number, an `@` archive.
    fn file(text: &str, index: usize) -> Traits {
        let mut traits = Traits {
            joins: !text.starts_with('C'),
            announces: text.starts_with('A'),
            is_enclosure: text.starts_with('F'),
            rank: ["A", "I", "S", "O", "F"]
                .iter()
                .position(|kind| text.starts_with(kind))
                .unwrap_or_default(),
            container: index.to_string(),
            ..Traits::default()
        };
        for word in text.split(' ').skip(1) {
            if let Some(number) = word.strip_prefix('#') {
                traits.number = Some(number.to_owned());
            } else if let Some(archive) = word.strip_prefix('@') {
                traits.container = archive.to_owned();
            } else {
                traits.title = Some(word.to_owned());
            }
        }
        traits
    }

    fn check(files: &[&str], is_one: bool, expected: &[&[usize]]) {
        let traits: Vec<Traits> = files
            .iter()
            .enumerate()
            .map(|(index, text)| file(text, index))
            .collect();
        assert_eq!(groups(&traits, is_one), expected, "{files:?}");
    }

    #[test]
    fn files_of_one_title_or_number_are_together() {
        check(&[], false, &[]);
        check(&["A 庁舎清掃業務委託"], false, &[&[0]]);
        check(
            &["S 庁舎清掃業務委託", "A 庁舎清掃業務委託"],
            false,
            &[&[1, 0]],
        );
        check(
            &["A 庁舎清掃業務委託", "S 庁舎清掃業務委託仕様書"],
            false,
            &[&[0, 1]],
        );
        check(
            &["A 庁舎清掃業務委託", "S 庁舎警備業務委託"],
            false,
            &[&[0], &[1]],
        );
        check(
            &["A 庁舎清掃業務委託 #12", "S 清掃の仕様 #12"],
            false,
            &[&[0, 1]],
        );
        check(
            &["A 庁舎清掃業務委託 #12", "S 庁舎清掃業務委託 #13"],
            false,
            &[&[0], &[1]],
        );
        check(
            &["I 庁舎清掃業務委託", "S 庁舎清掃業務委託"],
            false,
            &[&[0, 1]],
        );
    }

    #[test]
    fn two_announcements_are_two_notices_and_the_likest_gets_the_specification() {
        check(
            &["A 庁舎清掃業務委託", "A 庁舎清掃業務委託"],
            false,
            &[&[0], &[1]],
        );
        check(
            &[
                "A 庁舎清掃業務委託",
                "A 庁舎清掃業務委託その2",
                "S 庁舎清掃業務委託その2",
            ],
            false,
            &[&[0], &[1, 2]],
        );
        check(
            &[
                "A 庁舎清掃業務委託北",
                "A 庁舎清掃業務委託南",
                "S 庁舎清掃業務委託",
            ],
            false,
            &[&[0], &[1], &[2]],
        );
        check(&["A 清掃業務", "S 清掃業務"], false, &[&[0], &[1]]);
    }

    #[test]
    fn what_names_nothing_goes_to_the_only_one() {
        check(&["A 庁舎清掃業務委託", "F", "F"], false, &[&[0, 1, 2]]);
        check(
            &["A 庁舎清掃業務委託", "A 庁舎警備業務委託", "F"],
            false,
            &[&[0], &[1], &[2]],
        );
        check(&["A 庁舎清掃業務委託", "O"], false, &[&[0], &[1]]);
        check(
            &["A 庁舎清掃業務委託 @z", "O @z", "O"],
            false,
            &[&[0, 1], &[2]],
        );
        check(&["F", "F"], false, &[&[0], &[1]]);
    }

    #[test]
    fn what_speaks_of_a_notice_later_stays_by_itself() {
        check(
            &["A 庁舎清掃業務委託", "C 庁舎清掃業務委託"],
            false,
            &[&[0], &[1]],
        );
        check(
            &["A 庁舎清掃業務委託", "C 庁舎清掃業務委託", "O", "S 図面"],
            true,
            &[&[0, 3, 2], &[1]],
        );
    }
}
