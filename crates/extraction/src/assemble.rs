//! The fields of one notice, put together.

use std::collections::BTreeMap;

use irefuda_procurement::{
    Category, Confidence, Evidence, Field, JointVenture, Kind, Notice, Part, PartRole, Requirement,
    Source, SourceFile, closes_at,
};

use crate::agency::{self, Agency};
use crate::amendment::Changes;
use crate::checks::{check_order, doubt, warnings};
use crate::explanation::{Explanation, Remarks};
use crate::papers::Papers;
use crate::parts::{self, Divided};
use crate::placing::{self, file_stretches, place};
use crate::reading::Reading;
use crate::requirement::{self, Context};
use crate::text::{Stretch, Text};
use crate::{
    Extractor, Given, amendment, announcement, category, contact, deadlines, kind, number, prices,
    submission, terms, title, together, trade,
};

/// A notice, and the number of the procurement if the papers bear one.
#[derive(Debug)]
pub(crate) struct Numbered {
    pub notice: Notice,
    pub number: Option<String>,
}

/// Divides the text of papers into its documents.
pub(crate) fn divide<'a>(extractor: &Extractor, papers: &'a Papers) -> Divided<'a> {
    let text = Text::new(&papers.raw).with_pages(papers.pages());
    let files = file_stretches(&text, papers);
    let sections = parts::divide(&text, &extractor.roles, &files);
    Divided { text, sections }
}

/// Reads the notice that these papers hold, divided.
pub(crate) fn notice(
    extractor: &Extractor,
    papers: &Papers,
    divided: Divided,
    given: &Given,
) -> Numbered {
    read(extractor, papers, divided, given, Remarks::default()).0
}

/// Reads the notice that these papers hold, and tells why so.
pub(crate) fn explained(
    extractor: &Extractor,
    papers: &Papers,
    given: &Given,
) -> (Notice, Explanation) {
    let divided = divide(extractor, papers);
    let (read, explanation) = read(extractor, papers, divided, given, Remarks::kept());
    (read.notice, explanation)
}

fn read(
    extractor: &Extractor,
    papers: &Papers,
    divided: Divided,
    given: &Given,
    remarks: Remarks,
) -> (Numbered, Explanation) {
    let Divided { mut text, sections } = divided;
    let files = file_stretches(&text, papers);
    let placed = place(&text, papers, &files, &sections);
    text.divide(placed.iter().map(|part| part.raw.start).collect());
    let reading = Reading::new(&text, &sections, extractor);
    let is_asked = remarks.is_kept();
    let reading = reading.with_remarks(remarks);
    let parts = placing::parts(&reading, papers, placed);
    let mut notice = fields(extractor, &reading, parts, source(papers, given));
    take_given(extractor, &mut notice, given);
    notice.id = id(&notice, &reading, &papers.raw);
    let warnings = warnings(&notice);
    notice.warnings.extend(warnings);
    check_order(&mut notice);
    let number = number::of_case(&reading).map(|number| reading.get(&number).to_owned());
    let explanation = match is_asked {
        true => Explanation::of(&reading),
        false => Explanation::default(),
    };
    (Numbered { notice, number }, explanation)
}

fn source(papers: &Papers, given: &Given) -> Source {
    let files: Vec<SourceFile> = papers
        .sheets
        .iter()
        .map(|sheet| sheet.file.source.clone())
        .collect();
    Source {
        path: files[0].path.clone(),
        address: given.address.clone(),
        fetched_at: given.fetched_at.clone(),
        files,
    }
}

/// What is known of the body beside the documents goes before what they say.
fn take_given(extractor: &Extractor, notice: &mut Notice, given: &Given) {
    let Some(code) = given.lg_code.filter(|code| notice.lg_code != Some(*code)) else {
        return;
    };
    if notice.lg_code.is_some() {
        notice
            .warnings
            .push("文書から読み取った発注機関と、添えられた団体コードが異なります。".to_owned());
    }
    (notice.prefecture, notice.municipality) = agency::place_names(&extractor.lexicon, code);
    notice.lg_code = Some(code);
    notice.evidence.remove(&Field::LgCode);
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

/// The method of a call that names none.
const OPEN_TENDER: &str = "一般競争入札";

/// Every field that the text gives.
fn fields(extractor: &Extractor, reading: &Reading, parts: Vec<Part>, source: Source) -> Notice {
    let lexicon = &extractor.lexicon;
    let method = kind::method(reading, &extractor.methods);
    let row = method.as_ref().map(|(index, _)| &lexicon.methods[*index]);
    let (kind, sign) = kind::read(
        reading,
        &extractor.signs,
        method.as_ref().map(|(_, stretch)| stretch),
        row.map(|row| row.kind),
    );
    if let Some(sign) = &sign {
        reading.remark("kind", sign, || kind.to_string());
    }
    if let Some((index, stretch)) = &method {
        reading.remark("method", stretch, || lexicon.methods[*index].name.clone());
    }
    let is_notice = kind != Kind::Other;
    // A call for tenders that all who qualify may answer is 一般競争入札 by law
    // (地方自治法 第234条), also where the notice does not say so.
    let by_law = (kind == Kind::TenderNotice && method.is_none())
        .then(|| {
            lexicon
                .methods
                .iter()
                .position(|row| row.name == OPEN_TENDER)
        })
        .flatten();
    let is_by_law = by_law.is_some();
    let method = method.or(by_law.zip(sign.clone()));
    let is_later = speaks_of_another(kind) || kind == Kind::Reissue;
    let title = match is_later {
        true => amendment::subject(reading, kind),
        false => title::read(reading, kind),
    };
    if let Some(title) = &title {
        let place = if is_labelled(reading, title) {
            "件名の見出し"
        } else {
            "文・標題"
        };
        reading.remark("title", title, || place.to_owned());
    }
    let by_title = |title: &Stretch| category::category(reading, &extractor.trades, title);
    let heading = || category::heading(reading, &extractor.trades);
    let category = title
        .as_ref()
        .and_then(by_title)
        .or_else(|| category::stated(reading, &extractor.trades))
        .or_else(|| by_title(&heading()?))
        .or_else(|| trade::of_list(reading, &extractor.asked_trades));
    let category = category.filter(|_| is_notice);
    let subcategory = category.as_ref().and_then(|category| {
        let is_works = category.value == Category::Works;
        let of_works = || trade::of_works(reading, &extractor.asked_trades);
        let of_stretch = |stretch: &Stretch| {
            category::subcategory(reading, &extractor.trades, stretch, category.value)
        };
        let by_title = || title.as_ref().and_then(of_stretch);
        let by_heading = || of_stretch(&heading()?);
        let by_asked = || trade::asked(reading, &extractor.trades, category.value);
        // A list of works to come is of many trades.
        if !is_call(kind) && !is_later {
            return by_title();
        }
        is_works
            .then(of_works)
            .flatten()
            .or_else(by_title)
            .or_else(by_heading)
            .or_else(by_asked)
    });
    let agency = agency::read(reading, &extractor.names);
    let agency_name = agency.as_ref().map(|agency| agency.name.clone());
    let announced = announcement::read(reading, speaks_of_another(kind), agency_name.as_deref())
        .filter(|_| is_notice && kind != Kind::Specification);
    let lg_code = agency.as_ref().and_then(|agency| agency.lg_code);
    let by_address = || {
        agency.as_ref()?;
        agency::prefecture(reading, &extractor.names)
    };
    let place = lg_code.or_else(by_address);
    let (prefecture, municipality) =
        place.map_or((None, None), |code| agency::place_names(lexicon, code));
    let agency_stretch = agency.as_ref().map(|agency| agency.stretch.clone());
    let (joint_venture, joint_venture_sign) = match is_call(kind) {
        true => requirement::joint_venture(reading),
        false => (JointVenture::NotStated, None),
    };
    // What a result tells of changes was announced before.
    let may_change = is_later && !matches!(kind, Kind::Cancellation | Kind::Result);
    let mut changes = is_later.then(|| match may_change {
        true => amendment::changes(reading, &extractor.deadlines),
        false => Changes::default(),
    });
    let is_open = kind != Kind::Cancellation;
    let mut deadlines = match is_call(kind) {
        true => deadlines::read(
            reading,
            &extractor.deadlines,
            announced.as_ref(),
            changes.as_ref(),
        ),
        false => Vec::new(),
    };
    // A cancellation tells more days than those that it calls off.
    deadlines.retain(|deadline| is_open || deadline.evidence.confidence == Confidence::Certain);
    if let Some(changes) = &mut changes {
        changes.name(reading, &deadlines);
    }
    let closing = closes_at(&deadlines).filter(|_| is_open).cloned();
    let prices = match is_notice {
        true => prices::read(
            reading,
            &extractor.prices,
            changes.as_ref().map_or(&[], |changes| &changes.replaced),
        ),
        false => Vec::new(),
    };
    let submission = submission::read(reading, kind, &deadlines).filter(|_| is_call(kind));

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
    let mut notice = Notice {
        id: String::new(),
        title: values.take_words(Field::Title, title.as_ref()),
        agency: values.take(Field::Agency, agency_name.zip(agency_stretch.clone())),
        department: values
            .take_words(Field::Department, department.as_ref())
            .map(|name| name.replace(' ', "")),
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
        number: values.take_words(Field::Number, number::of_case(reading).as_ref()),
        notice_number: values.take_words(Field::NoticeNumber, number::of_notice(reading).as_ref()),
        prices,
        contact: values.take(Field::Contact, contact::read(reading)),
        submission: values
            .take(Field::Submission, submission)
            .unwrap_or_default(),
        amends: is_later
            .then(|| amendment::target(reading, kind, title.as_ref()))
            .flatten(),
        changes: changes.map(|changes| changes.changes).unwrap_or_default(),
        history: Vec::new(),
        parts,
        evidence: values.evidence,
        warnings: Vec::new(),
        source,
    };
    if is_by_law {
        doubt(&mut notice, &[Field::Method], Confidence::Probable);
    }
    if title.is_some_and(|title| !is_labelled(reading, &title)) {
        let from_title = [Field::Title, Field::Category, Field::Subcategory];
        doubt(&mut notice, &from_title, Confidence::Probable);
    }
    notice
}

/// Whether a title stands under a label.
fn is_labelled(reading: &Reading, title: &Stretch) -> bool {
    let roles = [
        PartRole::Notice,
        PartRole::Instructions,
        PartRole::Result,
        PartRole::Specification,
    ];
    let labelled = reading.labelled("title", &roles);
    labelled
        .iter()
        .any(|labelled| labelled.value.contains(&title.start))
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
pub(crate) fn is_call(kind: Kind) -> bool {
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
        words: &extractor.requirement,
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
    let title = notice.title.as_deref().map(together::core);
    let words = |number: Option<Stretch>| number.map(|number| reading.get(&number).to_owned());
    let name = words(number::of_case(reading)).or(title);
    match (name, notice.announced_on) {
        (Some(name), Some(day)) => {
            add(&name);
            add(&words(number::of_notice(reading)).unwrap_or_default());
            add(&day.to_string());
        }
        _ => add(raw.trim()),
    }
    format!("{code}-{}", &hasher.finalize().to_hex()[..12])
}
