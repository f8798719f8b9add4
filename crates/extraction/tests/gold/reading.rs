//! What the tests need to read a document, and how they write down what came
//! out otherwise than a person read it.

use irefuda_extraction::Extractor;
use irefuda_extraction::evaluation::Judgement;
use irefuda_procurement::{Lexicon, SourceFile};

pub fn extractor() -> Extractor {
    Extractor::new(&Lexicon::compiled_in().expect("the lexicon is well formed"))
}

pub fn source(path: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        ..SourceFile::default()
    }
}

/// A disagreement in a few lines.
pub fn told(judgement: &Judgement) -> String {
    let mut lines = vec![judgement.field.to_owned()];
    lines.extend(
        judgement
            .missed
            .iter()
            .map(|value| format!("   missed {value}")),
    );
    let wrong = judgement.wrong.iter().map(|(value, evidence)| {
        let quote = evidence.as_ref().map(|evidence| evidence.quote.as_str());
        format!("   wrong  {value}  <- {}", quote.unwrap_or_default())
    });
    lines.extend(wrong);
    lines.join("\n")
}
