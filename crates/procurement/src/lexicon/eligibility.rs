//! The rows of `eligibility.toml`: what satisfies what.

use serde::Deserialize;

/// By which rules holdings are held against a requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityRules {
    /// Qualifications that include others.
    pub covers: Vec<Covers>,
    /// How names of lists of qualified bidders are taken apart.
    pub lists: ListRules,
    /// Words for offices.
    pub offices: OfficeWords,
    /// Regions of several prefectures.
    pub regions: Regions,
}

/// A qualification that includes others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covers {
    /// Who holds this
    pub value: String,
    /// also meets a condition that asks for one of these.
    pub others: Vec<String>,
}

/// How names of lists of qualified bidders are taken apart.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRules {
    /// Standings that are no body's list (全省庁統一資格).
    pub standings: Vec<String>,
    /// Words of every list; they end the name of its body.
    pub words: Vec<String>,
    /// Behind a field: the list holds more than what it names.
    pub wider: String,
    /// How names of bodies end that keep lists and are no local governments.
    pub bodies: Vec<String>,
    /// Between the names of several bodies.
    pub between: Vec<String>,
    /// What lists are for.
    pub field: Vec<ListField>,
}

/// What a list is for (工事, 物品, 役務).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListField {
    /// Its name.
    pub name: String,
    /// How names of lists write it.
    pub words: Vec<String>,
}

/// Words for offices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeWords {
    /// For the head office.
    pub head: Vec<String>,
    /// For any office, the head office among them.
    pub any: Vec<String>,
}

/// Regions of several prefectures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regions {
    /// What may stand behind a region's name.
    pub endings: Vec<String>,
    /// The regions.
    pub region: Vec<Region>,
}

/// A region of several prefectures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its name without an ending (四国).
    pub name: String,
    /// Its prefectures; of the whole country none.
    pub prefectures: Vec<String>,
    /// Prefectures that only some count among it.
    #[serde(default)]
    pub doubtful: Vec<String>,
}
