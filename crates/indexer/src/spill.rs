//! What was read since the last commit, in a file without a name that goes with
//! the process: what is not committed cannot be read back from the index, and
//! all of a rebuild would be too much for the memory.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use irefuda_procurement::Notice;

use crate::IndexError;

/// Notices that are kept aside, by id.
#[derive(Debug)]
pub(crate) struct Spill {
    file: File,
    /// Where the next one goes.
    end: u64,
    /// Where each begins, and its length.
    places: HashMap<String, (u64, usize)>,
}

impl Spill {
    /// An empty one on the disk of this folder.
    pub(crate) fn new(folder: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            file: tempfile::tempfile_in(folder).map_err(IndexError::Spill)?,
            end: 0,
            places: HashMap::new(),
        })
    }

    /// Keeps a notice, in place of the one with the same id.
    pub(crate) fn put(&mut self, notice: &Notice) -> Result<(), IndexError> {
        let packed = pack(notice).map_err(IndexError::Spill)?;
        let written = self.file.write_all_at(&packed, self.end);
        written.map_err(IndexError::Spill)?;
        let place = (self.end, packed.len());
        self.places.insert(notice.id.clone(), place);
        self.end += packed.len() as u64;
        Ok(())
    }

    pub(crate) fn get(&self, id: &str) -> Result<Option<Notice>, IndexError> {
        let Some((start, length)) = self.places.get(id) else {
            return Ok(None);
        };
        let mut packed = vec![0; *length];
        let read = self.file.read_exact_at(&mut packed, *start);
        let notice = read.and_then(|()| unpack(&packed));
        notice.map(Some).map_err(IndexError::Spill)
    }

    /// Forgets all of them.
    pub(crate) fn clear(&mut self) -> Result<(), IndexError> {
        self.places.clear();
        self.end = 0;
        self.file.set_len(0).map_err(IndexError::Spill)
    }
}

/// The texts apart: a notice's JSON leaves them out.
fn pack(notice: &Notice) -> io::Result<Vec<u8>> {
    let texts: Vec<&str> = notice.parts.iter().map(|part| part.text.as_str()).collect();
    let json = serde_json::to_vec(&(notice, texts))?;
    Ok(lz4_flex::compress_prepend_size(&json))
}

fn unpack(packed: &[u8]) -> io::Result<Notice> {
    let json = lz4_flex::decompress_size_prepended(packed).map_err(io::Error::other)?;
    let (mut notice, texts): (Notice, Vec<String>) = serde_json::from_slice(&json)?;
    for (part, text) in notice.parts.iter_mut().zip(texts) {
        part.text = text;
    }
    Ok(notice)
}
