//! Files that are wrong in random ways, the same ones for the same seed.
//!
//!     cargo run --release -p irefuda-documents --example fuzz -- [SEED [COUNT]]
//!
//! Takes the samples and changes bytes of the file or of one packed part, and
//! makes pages and Word files of random pieces. All must end in time with a
//! text within the limits or an error. A worker may die; the file that it died
//! of is kept in the folder for temporary files and named, to be looked at. It is not part
//! of the tests: it has no end that means "passed".

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use irefuda_documents::{Error, Limits, Workers, worker};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const PAGE_PIECES: &[&str] = &[
    "BT ",
    "ET ",
    "q ",
    "Q ",
    "/F1 10 Tf ",
    "/F2 1e9 Tf ",
    "/X 0 Tf ",
    "(text) Tj ",
    "<8abf> Tj ",
    "[(a) -3000 (b) 1e30] TJ ",
    "50 700 Td ",
    "0 -14 Td ",
    "1e38 0 Td ",
    "0 1 -1 0 9 9 Tm ",
    "0 0 0 0 0 0 Tm ",
    "7 Tr ",
    "1 0 0 1 5 5 cm ",
    "0 0 0 0 0 0 cm ",
    "0 0 m 0 99 l S ",
    "0 0 99 1 re f ",
    "W n ",
    "1 2 3 4 5 6 c ",
    "/X Do ",
    "BI /W 1 /H 1 ID x EI ",
    "-9 Tz ",
    "99 Tw ",
    "T* ",
    "' ",
];

const WORD_PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:del>",
    "</w:del>",
    "<w:tab/>",
    "<w:br/>",
    "<w:pStyle w:val='1'/>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "入札",
    "a",
    "&amp;",
    "&x;",
    "&#0;",
    "<",
    "<!--",
    "]]>",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .first()
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        return worker::run();
    }
    let number = |at: usize, default: u64| {
        arguments
            .get(at)
            .map_or(default, |it| it.parse().unwrap_or(default))
    };
    let (seed, count) = (number(0, 1), number(1, 1000));
    let seeds = seeds();
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let workers = Workers::new(Limits::default());
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    let mut slowest = 0.0;
    for round in 0..count {
        let (name, bytes) = one(&seeds, &mut random);
        let start = Instant::now();
        let members = workers.read_bytes(&name, &bytes);
        slowest = f64::max(slowest, start.elapsed().as_secs_f64());
        for member in members {
            let outcome = member
                .document
                .as_ref()
                .map_or_else(Error::reason, |_| "text");
            *outcomes.entry(outcome.to_owned()).or_default() += 1;
            if let Err(
                error
                @ (Error::Crashed { .. } | Error::TimedOut { .. } | Error::OutOfMemory { .. }),
            ) = member.document
            {
                let path = std::env::temp_dir()
                    .join(format!("irefuda-fuzz-{seed}-{round}"))
                    .with_extension(name.extension().unwrap_or_default());
                let kept = fs::write(&path, &bytes);
                println!("{error}: {} ({kept:?})", path.display());
            }
        }
    }
    println!("{count} files of seed {seed}, the slowest took {slowest:.1} s: {outcomes:?}");
    ExitCode::SUCCESS
}

/// The samples of all formats that workers read.
fn seeds() -> Vec<(PathBuf, Vec<u8>)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/documents")];
    let mut seeds = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
        {
            let extension = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if ["pdf", "docx", "doc", "xlsx", "xls", "zip"].contains(&extension.as_str()) {
                let bytes = fs::read(&path).unwrap_or_default();
                seeds.push((path, bytes));
            }
        }
    }
    seeds.sort();
    seeds
}

fn one(seeds: &[(PathBuf, Vec<u8>)], random: &mut Random) -> (PathBuf, Vec<u8>) {
    let (path, bytes) = &seeds[random.below(seeds.len())];
    let is_packed = bytes.starts_with(b"PK");
    match random.below(4) {
        0 => (PathBuf::from("a.pdf"), page(&pieces(PAGE_PIECES, random))),
        1 => (PathBuf::from("a.docx"), word(&pieces(WORD_PIECES, random))),
        2 if is_packed => (path.clone(), with_changed_part(bytes, random)),
        _ => (path.clone(), changed(bytes, random)),
    }
}

fn pieces(of: &[&str], random: &mut Random) -> String {
    let count = random.below(300);
    (0..count).map(|_| of[random.below(of.len())]).collect()
}

fn page(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj \
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 7 0 R>>/Font<</F1 5 0 R/F2 6 0 R>>>>/Contents 4 0 R>>endobj \
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj \
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj \
         6 0 obj<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/90ms-RKSJ-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0\
         /BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>endobj \
         7 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 9>>stream\n0 0 9 9 re\nendstream endobj trailer<</Root 1 0 R>>",
        content.len()
    )
    .into_bytes()
}

fn word(body: &str) -> Vec<u8> {
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    packed(&[
        ("[Content_Types].xml".to_owned(), Vec::new()),
        ("word/document.xml".to_owned(), xml.into_bytes()),
    ])
}

fn with_changed_part(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut parts = Vec::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..archive.len() {
            let Ok(mut part) = archive.by_index(index) else {
                continue;
            };
            let (name, mut content) = (
                String::from_utf8_lossy(part.name_raw()).into_owned(),
                Vec::new(),
            );
            if part.read_to_end(&mut content).is_ok() {
                parts.push((name, content));
            }
        }
    }
    let changed_one = random.below(parts.len().max(1));
    if let Some((_, content)) = parts.get_mut(changed_one) {
        *content = changed(content, random);
    }
    packed(&parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let began = writer.start_file(name.as_str(), SimpleFileOptions::default());
        if began.is_ok() {
            let _ = writer.write_all(content);
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn changed(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(20) {
        let at = random.below(bytes.len().max(1));
        let end = (at + random.below(60)).min(bytes.len());
        match random.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = [0, 0x7F, 0xFF, b'9', b'<'][random.below(5)],
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => bytes.extend_from_within(at..end),
            _ => bytes.insert(at.min(bytes.len()), random.below(256) as u8),
        }
    }
    bytes
}

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
