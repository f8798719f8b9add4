//! The fields of one notice, put together.

use std::collections::BTreeMap;

use irefuda_procurement::{
    Evidence, Field, JointVenture, Kind, Level, Notice, Part, PartRole, Requirement, Source, Span,
    closes_at,
};

use crate::agency::{self, Agency};
use crate::parts::{self, Section};
use crate::reading::Reading;
use crate::requirement::{self, Context};
use crate::text::{Stretch, Text};
use crate::{Extractor, announcement, category, deadlines, kind, number, terms, title};

/// Reads the notice whose text begins with character `position` of its file.
pub(crate) fn notice(extractor: &Extractor, raw: &str, position: usize, source: &Source) -> Notice {
    let mut text = Text::new(raw);
    let sections = parts::divide(&text, &extractor.roles);
    let starts: Vec<usize> = sections
        .iter()
        .map(|section| text.raw_range(&section.whole).start)
        .collect();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(starts.into_iter().skip(1))
        .collect();
    text.divide(starts.clone());
    let reading = Reading::new(&text, &sections, &extractor.lexicon, &extractor.labels);
    let parts = self::parts(&reading, raw, &starts, position);
    let mut notice = fields(extractor, &reading, parts, source);
    notice.id = id(&notice, &reading, raw);
    notice.warnings = warnings(&notice);
    notice
}

fn parts(reading: &Reading, raw: &str, starts: &[usize], mut position: usize) -> Vec<Part> {
    let ends = starts.iter().skip(1).copied().chain([raw.len()]);
    let mut parts = Vec::new();
    for ((section, start), end) in reading.sections.iter().zip(starts).zip(ends) {
        let text = raw[*start..end].to_owned();
        let length = text.chars().count();
        let range = Span {
            start: position,
            end: position + length,
        };
        position += length;
        parts.push(Part {
            role: section.role,
            title: part_title(reading, section),
            range,
            text,
        });
    }
    parts
}

fn part_title(reading: &Reading, section: &Section) -> Option<String> {
    let title = section.title.as_ref()?;
    let title = reading.get(title).trim_matches(['*', '#', ' ', '【', '】']);
    Some(title.to_owned())
}

/// The values of a notice with where each stands.
struct Values<'a> {
    reading: &'a Reading<'a>,
    evidence: BTreeMap<Field, Evidence>,
}

impl Values<'_> {
    /// Takes a value that was found, and notes its evidence; what no words
    /// stand for was not found.
    fn take<T>(&mut self, field: Field, found: Option<(T, Stretch)>) -> Option<T> {
        let (value, stretch) = found?;
        let evidence = self.reading.text.evidence(&stretch);
        if evidence.quote.is_empty() {
            return None;
        }
        self.evidence.insert(field, evidence);
        Some(value)
    }

    /// Takes the words of a stretch as the value.
    fn take_words(&mut self, field: Field, stretch: Option<&Stretch>) -> Option<String> {
        let words = stretch.map(|stretch| (as_written(self.reading, stretch), stretch.clone()));
        self.take(field, words)
    }
}

/// Every field that the text gives.
fn fields(extractor: &Extractor, reading: &Reading, parts: Vec<Part>, source: &Source) -> Notice {
    let lexicon = &extractor.lexicon;
    let method = kind::method(reading, &extractor.methods);
    let row = method.as_ref().map(|(index, _)| &lexicon.methods[*index]);
    let (kind, sign) = kind::read(
        reading,
        method.as_ref().map(|(_, stretch)| stretch),
        row.map(|row| row.kind),
    );
    let is_notice = kind != Kind::Other;
    let announced = announcement::read(reading, speaks_of_another(kind))
        .filter(|_| kind != Kind::Specification);
    let title = title::read(reading);
    let category = title
        .as_ref()
        .and_then(|title| category::category(reading, title));
    let category = category.filter(|_| is_notice);
    let subcategory = title
        .as_ref()
        .zip(category.as_ref())
        .and_then(|(title, category)| category::subcategory(reading, title, category.value));
    let agency = agency::read(reading, &extractor.names);
    let lg_code = agency.as_ref().and_then(|agency| agency.lg_code);
    let (prefecture, municipality) =
        lg_code.map_or((None, None), |code| agency::place_names(lexicon, code));
    let agency_stretch = agency.as_ref().map(|agency| agency.stretch.clone());
    let (joint_venture, joint_venture_sign) = match is_call(kind) {
        true => requirement::joint_venture(reading),
        false => (JointVenture::NotStated, None),
    };
    let deadlines = match is_call(kind) {
        true => deadlines::read(reading, &extractor.deadlines, announced.as_ref()),
        false => Vec::new(),
    };
    let closing = closes_at(&deadlines).cloned();

    let mut values = Values {
        reading,
        evidence: BTreeMap::new(),
    };
    values.take(Field::Kind, sign.map(|sign| ((), sign)));
    values.take(
        Field::JointVenture,
        joint_venture_sign.map(|sign| ((), sign)),
    );
    if let Some(deadline) = &closing {
        values
            .evidence
            .insert(Field::ClosesAt, deadline.evidence.clone());
    }
    let department = agency::department(reading, agency.as_ref());
    let agency_name = agency.as_ref().map(|agency| agency.name.clone());
    Notice {
        id: String::new(),
        title: values.take_words(Field::Title, title.as_ref()),
        agency: values.take(Field::Agency, agency_name.zip(agency_stretch.clone())),
        department: values.take_words(Field::Department, department.as_ref()),
        prefecture,
        lg_code: values.take(Field::LgCode, lg_code.zip(agency_stretch)),
        municipality,
        kind,
        method: values.take(
            Field::Method,
            method
                .filter(|_| is_notice)
                .map(|(index, stretch)| (lexicon.methods[index].name.clone(), stretch)),
        ),
        category: values.take(
            Field::Category,
            category.map(|found| (found.value, found.stretch)),
        ),
        subcategory: values.take(
            Field::Subcategory,
            subcategory.map(|found| (found.value, found.stretch)),
        ),
        announced_on: values.take(Field::AnnouncedOn, announced),
        closes_at: closing.map(|deadline| deadline.at),
        deadlines,
        contract_period: values.take(Field::ContractPeriod, terms::contract_period(reading)),
        place: values.take_words(Field::Place, terms::place(reading).as_ref()),
        requirement: requirement(extractor, reading, agency.as_ref(), kind),
        joint_venture,
        bid_bond: values.take(Field::BidBond, terms::bond(reading, "bid_bond")),
        contract_bond: values.take(Field::ContractBond, terms::bond(reading, "contract_bond")),
        wto_gpa: values
            .take(
                Field::WtoGpa,
                terms::wto_gpa(reading).map(|sign| ((), sign)),
            )
            .is_some(),
        parts,
        evidence: values.evidence,
        warnings: Vec::new(),
        source: source.clone(),
    }
}

/// A stretch as the document writes it; where white space runs through it, as
/// folding sets it right.
fn as_written(reading: &Reading, stretch: &Stretch) -> String {
    let quote = reading.text.evidence(stretch).quote;
    if quote.contains(char::is_whitespace) {
        reading.get(stretch).to_owned()
    } else {
        quote
    }
}

/// Whether such a document speaks of an earlier announcement.
fn speaks_of_another(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Correction | Kind::Change | Kind::Cancellation | Kind::Result | Kind::Answers
    )
}

/// Whether such a document can set deadlines.
fn is_call(kind: Kind) -> bool {
    !matches!(kind, Kind::Other | Kind::Specification | Kind::Forecast)
}

fn requirement(
    extractor: &Extractor,
    reading: &Reading,
    agency: Option<&Agency>,
    kind: Kind,
) -> Requirement {
    if kind == Kind::Other {
        return Requirement::default();
    }
    requirement::read(&Context {
        reading,
        phrases: &extractor.phrases,
        agency: agency.map(|agency| agency.name.as_str()),
    })
}

/// An id from what an amendment does not change: the body, the number of the
/// procurement or the core of the title, and the day of the announcement; of a
/// document without these its text. The announcement's number does not stand
/// for the title, since one announcement may be about several procurements.
///
/// A correction, a cancellation and a result are documents of their own beside
/// the notice that they speak of.
fn id(notice: &Notice, reading: &Reading, raw: &str) -> String {
    let code = notice
        .lg_code
        .map_or_else(|| "000000".to_owned(), |code| code.to_string());
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(b"\0");
    };
    add(notice.agency.as_deref().unwrap_or_default());
    add(notice.kind.name());
    let title = notice.title.as_deref().map(core);
    let name = number::of_case(reading).or(title);
    match (name, notice.announced_on) {
        (Some(name), Some(day)) => {
            add(&name);
            add(&number::of_notice(reading).unwrap_or_default());
            add(&day.to_string());
        }
        _ => add(raw.trim()),
    }
    format!("{code}-{}", &hasher.finalize().to_hex()[..12])
}

/// A title without what a new edition writes otherwise: widths, spaces, signs.
fn core(title: &str) -> String {
    let title = irefuda_folding::fold(title);
    title
        .text()
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// What a person should look at.
fn warnings(notice: &Notice) -> Vec<String> {
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
    warnings.extend(out_of_order(notice));
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

/// Deadlines against the natural order: question, application, bid, opening.
fn out_of_order(notice: &Notice) -> Option<String> {
    use irefuda_procurement::DeadlineKind::{Application, Bid, Opening, Question};
    let order = [Question, Application, Bid, Opening];
    let last_of = |kind| {
        notice
            .deadlines
            .iter()
            .filter(|deadline| deadline.kind == kind)
            .map(|deadline| deadline.at)
            .max()
    };
    let known: Vec<_> = order
        .into_iter()
        .filter_map(|kind| Some((kind, last_of(kind)?)))
        .collect();
    let bid_after_opening = known
        .windows(2)
        .find(|pair| pair[1].0 == Opening && pair[0].1.date() > pair[1].1.date());
    bid_after_opening.map(|pair| {
        format!(
            "{}が{}より後になっています。原文を確認してください。",
            pair[0].0.label(),
            pair[1].0.label()
        )
    })
}
