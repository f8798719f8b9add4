//! What comes back of a hit: the names that `fields` chooses from, the columns
//! of an export, and the hit in JSON.

use std::str::FromStr;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::answer::Hit;

/// Something that an answer says of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum HitField {
    Id,
    Title,
    Agency,
    Department,
    Prefecture,
    LgCode,
    Municipality,
    Kind,
    Method,
    Category,
    Subcategory,
    AnnouncedOn,
    ClosesAt,
    PriceCeiling,
    Qualifications,
    Marks,
    Source,
    Status,
    Eligibility,
    Score,
    MissingWords,
    Snippets,
}

/// Every field with its name and its heading, in the order of an answer.
const FIELDS: [(HitField, &str, &str); 22] = [
    (HitField::Id, "id", "ID"),
    (HitField::Title, "title", "件名"),
    (HitField::Agency, "agency", "発注機関"),
    (HitField::Department, "department", "担当課"),
    (HitField::Prefecture, "prefecture", "都道府県"),
    (HitField::LgCode, "lg_code", "団体コード"),
    (HitField::Municipality, "municipality", "市区町村"),
    (HitField::Kind, "kind", "種別"),
    (HitField::Method, "method", "入札方式"),
    (HitField::Category, "category", "調達区分"),
    (HitField::Subcategory, "subcategory", "営業種目"),
    (HitField::AnnouncedOn, "announced_on", "公告日"),
    (HitField::ClosesAt, "closes_at", "締切"),
    (
        HitField::PriceCeiling,
        "price_ceiling",
        "予定価格・上限額(円)",
    ),
    (
        HitField::Qualifications,
        "qualifications",
        "必要な認証・許認可",
    ),
    (HitField::Marks, "marks", "公告のあと"),
    (HitField::Source, "source", "ファイル"),
    (HitField::Status, "status", "状態"),
    (HitField::Eligibility, "eligibility", "資格の見込み"),
    (HitField::Score, "score", "一致の度合い"),
    (HitField::MissingWords, "missing_words", "含まない言葉"),
    (HitField::Snippets, "snippets", "抜粋"),
];

impl HitField {
    /// Every field, in the order of an answer.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, _, _)| *field)
    }

    /// The name in queries and answers.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].1
    }

    /// The heading of its column, in Japanese.
    pub fn label(self) -> &'static str {
        FIELDS[self as usize].2
    }
}

impl FromStr for HitField {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::all()
            .find(|field| field.name() == name)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::all().map(Self::name).collect();
                let name: String = name.chars().take(40).collect();
                format!("no field `{name}`; allowed: {}", names.join(", "))
            })
    }
}

/// Some of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HitFields(u32);

impl HitFields {
    /// All of them.
    pub fn all() -> Self {
        HitField::all().collect()
    }

    /// Those of a list that is read apart from its search: without the passages
    /// that show why something was found, and with the firm's prospects if they
    /// are judged.
    pub fn of_a_list(judges: bool) -> Self {
        let is_listed = |field: &HitField| match field {
            HitField::Score | HitField::Snippets => false,
            HitField::Eligibility => judges,
            _ => true,
        };
        HitField::all().filter(is_listed).collect()
    }

    /// Whether a field is one of them.
    pub fn contains(self, field: HitField) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    /// The fields, in the order of an answer.
    pub fn iter(self) -> impl Iterator<Item = HitField> {
        HitField::all().filter(move |field| self.contains(*field))
    }

    /// Reads names with commas between them and adds their fields.
    pub(crate) fn add(self, names: &str) -> Result<Self, String> {
        let names = names.split(',').map(str::trim);
        let named = names.map(str::parse).collect::<Result<Self, String>>()?;
        Ok(Self(self.0 | named.0))
    }

    /// Their names with commas between them.
    pub(crate) fn names(self) -> String {
        let names: Vec<&str> = self.iter().map(HitField::name).collect();
        names.join(",")
    }
}

impl FromIterator<HitField> for HitFields {
    fn from_iter<I: IntoIterator<Item = HitField>>(fields: I) -> Self {
        let bits = fields.into_iter().map(|field| 1 << field as u32);
        Self(bits.fold(0, |set, bit| set | bit))
    }
}

impl Serialize for Hit {
    /// The fields that were asked for.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self.fields.iter() {
            self.serialize_field(field, &mut map)?;
        }
        map.end()
    }
}

impl Hit {
    fn serialize_field<M: SerializeMap>(
        &self,
        field: HitField,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let summary = &self.summary;
        let name = field.name();
        match field {
            HitField::Id => map.serialize_entry(name, &summary.id),
            HitField::Title => map.serialize_entry(name, &summary.title),
            HitField::Agency => map.serialize_entry(name, &summary.agency),
            HitField::Department => map.serialize_entry(name, &summary.department),
            HitField::Prefecture => map.serialize_entry(name, &summary.prefecture),
            HitField::LgCode => map.serialize_entry(name, &summary.lg_code),
            HitField::Municipality => map.serialize_entry(name, &summary.municipality),
            HitField::Kind => map.serialize_entry(name, &summary.kind),
            HitField::Method => map.serialize_entry(name, &summary.method),
            HitField::Category => map.serialize_entry(name, &summary.category),
            HitField::Subcategory => map.serialize_entry(name, &summary.subcategory),
            HitField::AnnouncedOn => map.serialize_entry(name, &summary.announced_on),
            HitField::ClosesAt => map.serialize_entry(name, &summary.closes_at),
            HitField::PriceCeiling => map.serialize_entry(name, &summary.price_ceiling),
            HitField::Qualifications => map.serialize_entry(name, &summary.qualifications),
            HitField::Marks => map.serialize_entry(name, &summary.marks),
            HitField::Source => map.serialize_entry(name, &summary.source),
            HitField::Status => map.serialize_entry(name, &self.status),
            HitField::Eligibility => match &self.eligibility {
                Some(prospect) => map.serialize_entry(name, prospect),
                None => Ok(()),
            },
            HitField::Score => map.serialize_entry(name, &self.score),
            HitField::MissingWords => map.serialize_entry(name, &self.missing_words),
            HitField::Snippets => map.serialize_entry(name, &self.snippets),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_by_its_name() {
        assert_eq!(FIELDS.len(), HitField::Snippets as usize + 1);
        for field in HitField::all() {
            assert_eq!(field.name().parse(), Ok(field));
            assert_eq!(FIELDS[field as usize].0, field);
        }
    }

    #[test]
    fn sets_are_written_as_they_are_read() {
        for (typed, written) in [
            ("title", Some("title")),
            ("title, id", Some("id,title")),
            ("id,id", Some("id")),
            ("", None),
            ("id,", None),
            ("ID", None),
            ("colour", None),
        ] {
            let fields = HitFields::default().add(typed);
            let names = fields.as_ref().ok().map(|fields| fields.names());
            assert_eq!(names.as_deref(), written, "{typed}: {fields:?}");
        }
    }
}
