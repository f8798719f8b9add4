//! The indexes that are searched: ours and the peers', over the same notices.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use irefuda_extraction::Extractor;
use irefuda_procurement::{Notice, SourceFile};
use irefuda_search::{IndexWriter, NoticeSearcher, WriterOptions};

use super::Searching;
use crate::parallel::in_order;
use crate::peer::{Engine, Groonga, Lucene, Morphemes, Peer, Row, Tokenization, rows, write_rows};
use crate::stopwatch::{Took, of_process};
use crate::workplace::Workplace;

/// An index with what making it took.
pub struct Built {
    pub name: &'static str,
    pub folder: PathBuf,
    pub took: Took,
}

/// Where an index says what making it took.
const TOOK: &str = "took.txt";

const MEMORY: usize = 256 << 20;

/// Makes one index from a file of notices and a file of rows.
type Make<'a> = Box<dyn FnOnce(&Path) -> Result<Took> + 'a>;

/// The indexes of all contenders that can run here; made if need be.
pub fn indexes(place: &Workplace, searching: &Searching) -> Result<Vec<Built>> {
    let notices = || notices(place, searching);
    let threads = searching.threads;
    let mut built = vec![
        one(
            place,
            searching,
            "ours",
            Box::new(|folder| ours(place, &notices()?, folder, threads)),
        )?,
        one(
            place,
            searching,
            "tantivy",
            Box::new(|folder| bare(place, &notices()?, folder, threads)),
        )?,
    ];
    built.extend(engine::<Lucene>(place, searching)?);
    built.extend(engine::<Groonga>(place, searching)?);
    Ok(built)
}

fn engine<E: Engine>(place: &Workplace, searching: &Searching) -> Result<Option<Built>> {
    if let Some(missing) = E::missing() {
        eprintln!("{} is left out; it needs {missing}", E::NAME);
        return Ok(None);
    }
    let make = |folder: &Path| {
        let rows = notices(place, searching)?.join(ROWS);
        E::build(place.folder(), &rows, folder, searching.threads)
    };
    one(place, searching, E::NAME, Box::new(make)).map(Some)
}

/// The index of one contender.
fn one(
    place: &Workplace,
    searching: &Searching,
    name: &'static str,
    make: Make<'_>,
) -> Result<Built> {
    let folder = place.of(&format!("search-{}", name.to_lowercase()), searching.count);
    let is_ours = name == "ours";
    let is_usable = || match fs::read_to_string(folder.join(TOOK)) {
        Ok(_) if is_ours => {
            let (dictionary, lexicon) = (place.dictionary.clone(), place.lexicon.clone());
            !searching.rebuild && NoticeSearcher::open(&folder, dictionary, lexicon).is_ok()
        }
        read => read.is_ok(),
    };
    if !is_usable() {
        eprintln!("{name}: indexing {} notices", searching.count);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let took = make(&folder)?;
        fs::write(folder.join(TOOK), format!("{} {}", took.wall, took.cpu))?;
    }
    let took = fs::read_to_string(folder.join(TOOK))?;
    let (wall, cpu) = took.split_once(' ').context("wall and CPU time")?;
    Ok(Built {
        name,
        took: Took {
            wall: wall.parse()?,
            cpu: cpu.parse()?,
        },
        folder,
    })
}

const NOTICES: &str = "notices.jsonl";
const ROWS: &str = "rows.tsv";

/// The folder with the notices that all contenders index, as they were read, and
/// as rows.
fn notices(place: &Workplace, searching: &Searching) -> Result<PathBuf> {
    let count = searching.count;
    let folder = place.of("notices", count);
    if folder.exists() {
        return Ok(folder);
    }
    eprintln!("reading {count} notices");
    let unfinished = place.fresh("unfinished", count)?;
    let mut notices = BufWriter::new(File::create(unfinished.join(NOTICES))?);
    let mut write_row = write_rows(&unfinished.join(ROWS))?;
    let extractor = Extractor::new(&place.lexicon);
    let make = |number| {
        let source = SourceFile {
            path: crate::generator::name(number),
            format: "text".to_owned(),
            ..SourceFile::default()
        };
        extractor.extract(&place.generator.text(number), source)
    };
    in_order(count, searching.threads, make, |number, read| {
        for notice in &read {
            // A notice's own JSON is without the texts.
            let texts: Vec<&str> = notice.parts.iter().map(|part| part.text.as_str()).collect();
            serde_json::to_writer(&mut notices, &(notice, texts))?;
            notices.write_all(b"\n")?;
            write_row(&Row::of(notice))?;
        }
        if (number + 1) % 50_000 == 0 {
            eprintln!("{} of {count} notices", number + 1);
        }
        anyhow::Ok(())
    })?;
    notices.flush()?;
    fs::rename(&unfinished, &folder)?;
    Ok(folder)
}

fn ours(place: &Workplace, notices: &Path, folder: &Path, threads: usize) -> Result<Took> {
    let options = WriterOptions {
        threads,
        memory_bytes: MEMORY,
    };
    let mut writer = IndexWriter::open(folder, Arc::clone(&place.dictionary), options)?;
    let file = BufReader::with_capacity(1 << 20, File::open(notices.join(NOTICES))?);
    let (result, took) = of_process(|| {
        for line in file.lines() {
            let (mut notice, texts): (Notice, Vec<String>) = serde_json::from_str(&line?)?;
            for (part, text) in notice.parts.iter_mut().zip(texts) {
                part.text = text;
            }
            writer.put(&notice)?;
        }
        anyhow::Ok(writer.finish()?)
    });
    result?;
    Ok(took)
}

fn bare(place: &Workplace, notices: &Path, folder: &Path, threads: usize) -> Result<Took> {
    let morphemes = Morphemes::load(&place.dictionary_folder())?;
    let peer = Peer::open(folder, Tokenization::Morphemes(Box::new(morphemes)))?;
    let mut writer = peer.writer(threads, MEMORY)?;
    let (result, took) = of_process(|| {
        for row in rows(&notices.join(ROWS))? {
            writer.add_document(peer.notice(&row?))?;
        }
        writer.commit()?;
        anyhow::Ok(writer.wait_merging_threads()?)
    });
    result?;
    Ok(took)
}
