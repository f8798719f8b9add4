//! What surrounds every page.

use irefuda_procurement::eligibility::Holdings;
use irefuda_search::SuggestionKind;
use serde_json::{Map, Value};

use crate::assets;
use crate::clock::Clock;

use super::dates::day_text;

/// What surrounds every page.
pub(super) struct Frame {
    /// The addresses of the style sheets.
    pub styles: Vec<String>,
    /// The address of the script that completes words.
    pub script: String,
    /// The address of the icon.
    pub icon: String,
    /// The day at which a demonstration stands still.
    pub stands_still_on: Option<String>,
    /// The words in the search box.
    pub q: String,
    /// What the firm holds, where the page has no field for it.
    pub holds: Vec<String>,
}

impl Frame {
    /// The names of the kinds of suggestions in JSON, for the script.
    pub fn suggestion_kinds(&self) -> String {
        let label = |kind: SuggestionKind| (kind.name().to_owned(), Value::from(kind.label()));
        let labels: Map<String, Value> = SuggestionKind::ALL.into_iter().map(label).collect();
        Value::Object(labels).to_string()
    }

    /// The frame of a page that has a style sheet of its own, or none.
    pub fn new(clock: Clock, style: Option<&str>) -> Self {
        let styles = ["base.css"].into_iter().chain(style);
        Self {
            styles: styles.map(assets::address).collect(),
            script: assets::address("suggestions.js"),
            icon: assets::address("icon.svg"),
            stands_still_on: clock.stopped_at().map(|moment| day_text(moment.date())),
            q: String::new(),
            holds: Vec::new(),
        }
    }

    /// The frame with what the firm holds: a search goes on with it.
    pub fn with_holdings(self, holdings: &Holdings) -> Self {
        let holds = holdings.names().map(str::to_owned).collect();
        Self { holds, ..self }
    }

    /// The frame with these words in its search box.
    pub fn with_words(self, words: &str) -> Self {
        let q = words.to_owned();
        Self { q, ..self }
    }
}
