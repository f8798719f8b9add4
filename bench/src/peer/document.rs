//! A notice as the peer takes it.

use irefuda_procurement::{LeafKind, Level, Notice};
use tantivy::TantivyDocument;

use super::Peer;
use super::morphemes::normalise;

impl Peer {
    /// The document of a text without anything else.
    pub fn text(&self, text: &str) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.body, text);
        document
    }

    /// The document of a notice.
    pub fn notice(&self, notice: &Notice) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        if let Some(title) = &notice.title {
            document.add_text(self.fields.title, normalise(title));
        }
        for part in &notice.parts {
            document.add_text(self.fields.body, normalise(&part.text));
        }
        if let Some(moment) = notice.closes_at {
            document.add_i64(self.fields.closes_at, moment.ends_timestamp());
        }
        for (field, values) in self.fields.facets.into_iter().zip(values(notice)) {
            for value in values {
                document.add_text(field, value);
            }
        }
        document
    }
}

/// The values of each facet.
fn values(notice: &Notice) -> [Vec<String>; 7] {
    let qualifications = notice.requirement.leaves().into_iter().filter(|leaf| {
        matches!(leaf.kind, LeafKind::Certification | LeafKind::Licence)
            && leaf.level == Level::Required
    });
    let mut qualifications: Vec<String> = qualifications.map(|leaf| leaf.value.clone()).collect();
    qualifications.sort_unstable();
    qualifications.dedup();
    [
        Vec::from_iter(notice.prefecture.clone()),
        Vec::from_iter(notice.lg_code.map(|code| code.to_string())),
        Vec::from_iter(notice.category.map(|category| category.name().to_owned())),
        Vec::from_iter(notice.subcategory.clone()),
        Vec::from_iter(notice.method.clone()),
        qualifications,
        vec![notice.kind.name().to_owned()],
    ]
}
