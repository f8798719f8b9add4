//! How fast documents become an index, stage by stage, beside bare tantivy.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};
use irefuda_documents::{Limits, Workers};
use irefuda_extraction::Extractor;
use irefuda_indexer::{FileReader, IndexFolder, IndexOptions, Silent};
use irefuda_procurement::Notice;
use irefuda_search::{IndexWriter, WriterOptions};

use crate::generator::name;
use crate::machine::memory;
use crate::parallel::in_order;
use crate::peer::{Morphemes, Peer, Tokenization, normalise};
use crate::statistics::median;
use crate::stopwatch::{Took, of_process};
use crate::table::{self, number};
use crate::workplace::Workplace;

/// What is to be measured.
pub struct Indexing {
    pub count: usize,
    pub threads: usize,
    pub rounds: usize,
}

/// The stage that the others are compared with.
const YARDSTICK: &str = "bare tantivy, bigrams";

const MEMORY: usize = 256 << 20;

/// One thing that is timed.
type Stage<'a> = (&'static str, Box<dyn FnMut() -> Result<Took> + 'a>);

/// Runs every stage in interleaved rounds and prints how fast it was.
pub fn measure(place: &Workplace, indexing: &Indexing) -> Result<()> {
    let Indexing {
        count,
        threads,
        rounds,
    } = *indexing;
    let documents = place.documents(count)?;
    let texts = place.generator.texts(count);
    let normalised: Vec<String> = texts.iter().map(|text| normalise(text)).collect();
    let extractor = Extractor::new(&place.lexicon);
    let (notices, _) = read(&extractor, &documents, count, threads)?;
    let morphemes = Morphemes::load(&place.dictionary_folder())?;

    let bare = |tokenization: fn(&Morphemes) -> Tokenization| {
        let (morphemes, texts) = (&morphemes, &texts);
        move || bare(place, tokenization(morphemes), texts, threads)
    };
    let mut stages: Vec<Stage> = vec![
        (
            "read + extract",
            Box::new(|| Ok(read(&extractor, &documents, count, threads)?.1)),
        ),
        (
            "tokenize + index",
            Box::new(|| write(place, &notices, threads)),
        ),
        (
            "all of it, `index`",
            Box::new(|| whole(place, &documents, count, threads)),
        ),
        (
            "lindera alone",
            Box::new(|| tokenize(&morphemes, &normalised, threads)),
        ),
        (
            "bare tantivy, lindera",
            Box::new(bare(|morphemes| {
                Tokenization::Morphemes(Box::new(morphemes.clone()))
            })),
        ),
        (YARDSTICK, Box::new(bare(|_| Tokenization::Bigrams))),
        (
            "bare tantivy, its default",
            Box::new(bare(|_| Tokenization::Default)),
        ),
    ];
    let mut times: Vec<Vec<Took>> = vec![Vec::new(); stages.len()];
    for _ in 0..rounds {
        for ((_, stage), times) in stages.iter_mut().zip(&mut times) {
            times.push(stage()?);
        }
    }
    let names: Vec<&str> = stages.iter().map(|(name, _)| *name).collect();
    print(&texts, indexing, &names, &times);
    Ok(())
}

fn print(texts: &[String], indexing: &Indexing, names: &[&str], times: &[Vec<Took>]) {
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let lengths: Vec<f64> = texts
        .iter()
        .map(|text| text.chars().count() as f64)
        .collect();
    println!("### Indexing on {} threads\n", indexing.threads);
    println!(
        "{} notices, {} MB of text; median {} characters, mean {}. Medians of {} interleaved rounds.\n",
        indexing.count,
        number(megabytes),
        median(&lengths),
        number(lengths.iter().sum::<f64>() / lengths.len() as f64),
        indexing.rounds,
    );
    let of = |times: &[Took], part: fn(&Took) -> f64| {
        median(&times.iter().map(part).collect::<Vec<_>>())
    };
    let yardstick = names
        .iter()
        .position(|name| *name == YARDSTICK)
        .unwrap_or_default();
    let row = |(name, own): (&&str, &Vec<Took>)| {
        let ratios = own
            .iter()
            .zip(&times[yardstick])
            .map(|(own, other)| other.cpu / own.cpu);
        let wall = of(own, |took| took.wall);
        vec![
            (*name).to_owned(),
            number(megabytes / wall),
            number(indexing.count as f64 / wall),
            number(megabytes / of(own, |took| took.cpu)),
            number(median(&ratios.collect::<Vec<_>>())),
        ]
    };
    let heads = [
        "stage",
        "MB/s",
        "notices/s",
        "MB per CPU second",
        "speed to tantivy with bigrams",
    ];
    table::print(
        &heads,
        &names.iter().zip(times).map(row).collect::<Vec<_>>(),
    );
    println!(
        "Memory at its highest: {} MB, all texts and notices among it.\n",
        number(memory().highest)
    );
}

/// Files to notices, on all threads.
fn read(
    extractor: &Extractor,
    documents: &Path,
    count: usize,
    threads: usize,
) -> Result<(Vec<Notice>, Took)> {
    let reader = FileReader::new(extractor, Workers::new(Limits::default()));
    let mut all = Vec::with_capacity(count);
    let work = |number| reader.notices(&documents.join(name(number)), &name(number));
    let (result, took) = of_process(|| {
        in_order(count, threads, work, |_, (notices, problems)| {
            all.extend(notices);
            match problems.into_iter().next() {
                Some((path, problem)) => Err(anyhow!("{path}: {problem}")),
                None => Ok(()),
            }
        })
    });
    result?;
    Ok((all, took))
}

/// Notices to an index.
fn write(place: &Workplace, notices: &[Notice], threads: usize) -> Result<Took> {
    let folder = place.fresh("writing", notices.len())?;
    let options = writer(threads);
    let mut writer = IndexWriter::open(&folder, Arc::clone(&place.dictionary), options)?;
    let (result, took) = of_process(|| {
        for notice in notices {
            writer.put(notice)?;
        }
        writer.finish()
    });
    result?;
    Ok(took)
}

/// Files to an index, as the program does it.
fn whole(place: &Workplace, documents: &Path, count: usize, threads: usize) -> Result<Took> {
    let folder = IndexFolder::new(place.fresh("whole", count)?);
    let options = IndexOptions {
        threads,
        writer: writer(threads),
        ..IndexOptions::new(
            PathBuf::from(documents),
            folder,
            Arc::clone(&place.dictionary),
            Arc::clone(&place.lexicon),
        )
    };
    let (report, took) = of_process(|| irefuda_indexer::index(&options, &Silent));
    let indexed = report?.indexed().count();
    anyhow::ensure!(indexed == count, "{indexed} of {count} files were indexed");
    Ok(took)
}

fn writer(threads: usize) -> WriterOptions {
    WriterOptions {
        threads,
        memory_bytes: MEMORY,
    }
}

/// Words, and nothing done with them.
fn tokenize(morphemes: &Morphemes, normalised: &[String], threads: usize) -> Result<Took> {
    let (_, took) = of_process(|| {
        std::thread::scope(|scope| {
            for first in 0..threads {
                let mut morphemes = morphemes.clone();
                scope.spawn(move || {
                    let own = normalised.iter().skip(first).step_by(threads);
                    std::hint::black_box(own.map(|text| morphemes.count(text)).sum::<usize>())
                });
            }
        });
    });
    Ok(took)
}

/// Texts to an index of bare tantivy.
fn bare(
    place: &Workplace,
    tokenization: Tokenization,
    texts: &[String],
    threads: usize,
) -> Result<Took> {
    let folder = place.fresh("bare", texts.len())?;
    let peer = Peer::open(&folder, tokenization)?;
    let (result, took) = of_process(|| {
        let mut writer = peer.writer(threads, MEMORY)?;
        for text in texts {
            writer.add_document(peer.text(&normalise(text)))?;
        }
        writer.commit()?;
        Ok::<_, anyhow::Error>(writer.wait_merging_threads()?)
    });
    result?;
    Ok(took)
}
