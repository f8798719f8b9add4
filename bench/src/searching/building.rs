//! The indexes that are searched: ours and the peer's, over the same notices.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use irefuda_extraction::Extractor;
use irefuda_procurement::{Notice, SourceFile};
use irefuda_search::{IndexWriter, WriterOptions};

use crate::parallel::in_order;
use crate::peer::{Morphemes, Peer, Tokenization};
use crate::workplace::Workplace;

/// Where ours is, below the folder of an index.
pub const OURS: &str = "ours";
/// Where the peer's is.
pub const PEERS: &str = "peer";

const MEMORY: usize = 256 << 20;

/// Builds both indexes in the folder.
pub fn build(place: &Workplace, folder: &Path, count: usize, threads: usize) -> Result<()> {
    for part in [OURS, PEERS] {
        fs::create_dir_all(folder.join(part))?;
    }
    let options = WriterOptions {
        threads,
        memory_bytes: MEMORY,
    };
    let dictionary = Arc::clone(&place.dictionary);
    let mut ours = IndexWriter::open(&folder.join(OURS), dictionary, options)?;
    let morphemes = Morphemes::load(&place.dictionary_folder())?;
    let peer = Peer::open(
        &folder.join(PEERS),
        Tokenization::Morphemes(Box::new(morphemes)),
    )?;
    let mut peers = peer.writer(threads, MEMORY)?;

    let extractor = Extractor::new(&place.lexicon);
    let make = |number| notices(place, &extractor, number);
    in_order(count, threads, make, |number, notices| {
        for notice in &notices {
            ours.put(notice)?;
            peers.add_document(peer.notice(notice))?;
        }
        if (number + 1) % 10_000 == 0 {
            eprintln!("{} of {count} notices", number + 1);
        }
        anyhow::Ok(())
    })?;
    ours.finish()?;
    peers.commit()?;
    Ok(peers.wait_merging_threads()?)
}

fn notices(place: &Workplace, extractor: &Extractor, number: usize) -> Vec<Notice> {
    let source = SourceFile {
        path: crate::generator::name(number),
        format: "text".to_owned(),
        ..SourceFile::default()
    };
    extractor.extract(&place.generator.text(number), source)
}
