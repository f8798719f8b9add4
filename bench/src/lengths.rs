//! Whether extraction keeps its pace on long texts.

use anyhow::Result;
use irefuda_extraction::Extractor;
use irefuda_procurement::SourceFile;

use crate::stopwatch::of_thread;
use crate::table::{self, number};
use crate::workplace::Workplace;

/// A kind of long text.
type Kind = (&'static str, fn(&Workplace, usize) -> String);

const KINDS: [Kind; 4] = [
    ("calls, one after the other", calls),
    ("one call with a long appendix", appendix),
    ("a text without line breaks", one_line),
    ("no notice: one sentence after the other", sentences),
];

/// Extracts from ever longer texts, up to so many bytes, and prints the pace.
pub fn measure(place: &Workplace, most: usize) -> Result<()> {
    let extractor = Extractor::new(&place.lexicon);
    let lengths: Vec<usize> = (4..)
        .map(|power| 10_usize.pow(power))
        .take_while(|length| *length <= most)
        .collect();
    println!("### Extraction by length of the text, MB per CPU second\n");
    let mut heads = vec!["text".to_owned()];
    heads.extend(
        lengths
            .iter()
            .map(|length| format!("{} KB", length / 1_000)),
    );
    let mut rows = Vec::new();
    for (name, text) in KINDS {
        let paces = lengths
            .iter()
            .map(|length| pace(&extractor, &text(place, *length)));
        let mut row = vec![name.to_owned()];
        row.extend(paces.map(number));
        rows.push(row);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table::print(&heads, &rows);
    Ok(())
}

/// MB a second; short texts several times.
fn pace(extractor: &Extractor, text: &str) -> f64 {
    let times = (2_000_000 / text.len()).max(1);
    let (_, took) = of_thread(|| {
        for _ in 0..times {
            std::hint::black_box(extractor.extract(text, SourceFile::default()));
        }
    });
    (text.len() * times) as f64 / took.cpu / 1e6
}

fn calls(place: &Workplace, length: usize) -> String {
    repeat(length, |number| place.generator.text(number) + "\n")
}

fn appendix(place: &Workplace, length: usize) -> String {
    let call = place.generator.text(0);
    let article = |number| {
        format!(
            "第{number}条　{}\n",
            place.generator.text(number).replace(['\n', '　'], "")
        )
    };
    let heading = "\n\n情報セキュリティポリシー\n\n";
    call + heading + &repeat(length, article)
}

fn one_line(place: &Workplace, length: usize) -> String {
    calls(place, length).replace('\n', "")
}

fn sentences(place: &Workplace, length: usize) -> String {
    let lines = |number| {
        let text = place.generator.text(number);
        text.lines()
            .filter(|line| line.contains('。'))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    repeat(length, lines)
}

/// Pieces until it is long enough.
fn repeat(length: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(length * 2);
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text += &piece(number);
    }
    text
}
