//! The single-valued fields of a notice as a table. What the documents do not
//! say is shown as such.

use irefuda_procurement::{ContractPeriod, Field, JointVenture, Notice, Price};
use jiff::civil::Date;

use super::dates::day_text;
use super::passages::{Citation, Citations};

/// A row of the table.
pub(super) struct Fact {
    /// What it is.
    pub label: &'static str,
    /// Its value; `None` if the documents do not say.
    pub value: Option<String>,
    /// Where it stands.
    pub citation: Option<Citation>,
}

/// Who buys what, and how.
pub(super) fn procurement<'a>(notice: &'a Notice, citations: &mut Citations<'a>) -> Vec<Fact> {
    let place = [notice.prefecture.as_deref(), notice.municipality.as_deref()];
    let category = notice.category.map(|category| category.label());
    let category = [category, notice.subcategory.as_deref()];
    let rows = [
        ("案件番号", Field::Number, notice.number.clone()),
        (
            "公告番号",
            Field::NoticeNumber,
            notice.notice_number.clone(),
        ),
        ("発注機関", Field::Agency, notice.agency.clone()),
        ("担当課", Field::Department, notice.department.clone()),
        ("地域", Field::LgCode, joined(&place, " ")),
        ("種別", Field::Kind, Some(notice.kind.label().to_owned())),
        ("入札方式", Field::Method, notice.method.clone()),
        ("調達区分", Field::Category, joined(&category, " › ")),
        (
            "公告日",
            Field::AnnouncedOn,
            notice.announced_on.map(day_text),
        ),
    ];
    let contact = ("連絡先", Field::Contact, contact(notice));
    let rows = rows.into_iter().chain([contact]);
    rows.map(|row| fact(row, notice, citations)).collect()
}

/// What the contract says.
pub(super) fn contract<'a>(notice: &'a Notice, citations: &mut Citations<'a>) -> Vec<Fact> {
    let joint_venture = notice.joint_venture;
    let is_stated = joint_venture != JointVenture::NotStated;
    let period = notice.contract_period.as_ref().and_then(period);
    let rows = [
        ("履行期間", Field::ContractPeriod, period),
        ("履行場所", Field::Place, notice.place.clone()),
        (
            "共同企業体",
            Field::JointVenture,
            is_stated.then(|| joint_venture.label().to_owned()),
        ),
        ("入札保証金", Field::BidBond, notice.bid_bond.clone()),
        (
            "契約保証金",
            Field::ContractBond,
            notice.contract_bond.clone(),
        ),
        ("提出方法", Field::Submission, submission(notice)),
        (
            "WTO政府調達協定",
            Field::WtoGpa,
            notice.wto_gpa.then(|| "適用".to_owned()),
        ),
    ];
    let mut facts = prices(notice, citations);
    facts.extend(rows.map(|row| fact(row, notice, citations)));
    facts
}

/// A row for each amount.
fn prices<'a>(notice: &'a Notice, citations: &mut Citations<'a>) -> Vec<Fact> {
    if notice.prices.is_empty() {
        return vec![Fact {
            label: "予定価格・上限額",
            value: None,
            citation: None,
        }];
    }
    let prices = notice.prices.iter().enumerate();
    let fact = |(index, price): (usize, &'a Price)| Fact {
        label: price.kind.label(),
        value: Some(format!("{}円（{}）", grouped(price.yen), price.tax.label())),
        citation: citations.cite(
            format!("price-{index}"),
            price.kind.label(),
            &price.evidence,
        ),
    };
    prices.map(fact).collect()
}

/// 24,310,000
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn contact(notice: &Notice) -> Option<String> {
    let contact = notice.contact.as_ref()?;
    joined(&[contact.phone.as_deref(), contact.email.as_deref()], " ")
}

fn submission(notice: &Notice) -> Option<String> {
    let ways: Vec<Option<&str>> = notice
        .submission
        .iter()
        .map(|way| Some(way.label()))
        .collect();
    joined(&ways, "、")
}

/// A link to the evidence of a field.
pub(super) fn cite<'a>(
    field: Field,
    label: &str,
    notice: &'a Notice,
    citations: &mut Citations<'a>,
) -> Option<Citation> {
    let name = format!("{field:?}").to_lowercase();
    citations.cite(name, label, notice.evidence.get(&field)?)
}

fn fact<'a>(
    (label, field, value): (&'static str, Field, Option<String>),
    notice: &'a Notice,
    citations: &mut Citations<'a>,
) -> Fact {
    let citation = value
        .as_ref()
        .and_then(|_| cite(field, label, notice, citations));
    Fact {
        label,
        value,
        citation,
    }
}

fn joined(parts: &[Option<&str>], separator: &str) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().copied().collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

fn period(period: &ContractPeriod) -> Option<String> {
    match (&period.from, &period.to) {
        (Some(from), Some(to)) => Some(format!("{}から {}まで", day(from), day(to))),
        (Some(from), None) => Some(format!("{}から", day(from))),
        (None, Some(to)) => Some(format!("{}まで", day(to))),
        (None, None) => None,
    }
}

/// A day for people, or the text's own words.
fn day(text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), day_text)
}
