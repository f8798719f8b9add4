//! Writing of the index.

use std::path::Path;
use std::sync::Arc;

use irefuda_procurement::Notice;
use tantivy::directory::error::LockError;
use tantivy::{IndexReader, ReloadPolicy, TantivyError, Term};

use crate::dictionary::Dictionary;
use crate::document::document;
use crate::error::SearchError;
use crate::index;
use crate::lookup;
use crate::schema::Fields;
use crate::stamp::Stamp;

/// The one writer of an index. As long as it lives, no other process can open
/// one.
pub struct IndexWriter {
    writer: tantivy::IndexWriter,
    /// What was committed.
    reader: IndexReader,
    fields: Fields,
    /// As of the last commit.
    committed: Stamp,
    /// As it will be with the next one.
    stamp: Stamp,
}

/// How much of the machine a writer may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that analyse and write: one while also serving, two for bulk
    /// loads; more bring nothing.
    pub threads: usize,
    /// Memory for what is not yet on disk, for all threads together.
    pub memory_bytes: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            threads: 1,
            memory_bytes: 64 << 20,
        }
    }
}

/// tantivy refuses to work with less for a thread.
const LEAST_MEMORY: usize = 16 << 20;

impl IndexWriter {
    /// Opens the index in the folder, and creates it if there is none.
    pub fn open(
        index: &Path,
        dictionary: Arc<Dictionary>,
        options: WriterOptions,
    ) -> Result<Self, SearchError> {
        let folder = index::folder(index);
        let existing = index::open(&folder, &dictionary)?;
        let is_new = existing.is_none();
        let index = match existing {
            Some(index) => index,
            None => index::create(&folder, &dictionary)?,
        };
        // Before the writer, which would fail on a foreign schema.
        let stamp = match is_new {
            true => Stamp::new(&dictionary),
            false => Stamp::read(&folder, &index, &dictionary)?,
        };
        let threads = options.threads.max(1);
        let memory = options.memory_bytes.max(threads * LEAST_MEMORY);
        let writer = index.writer_with_num_threads(threads, memory);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let mut writer = Self {
            reader: reader.try_into()?,
            writer: writer.map_err(|error| busy(&folder, error))?,
            fields: Fields::schema().1,
            committed: stamp.clone(),
            stamp,
        };
        if is_new {
            writer.commit()?;
        }
        // A writer that was killed in a commit leaves files under the names that
        // this one would give to its own, and refuse to overwrite.
        writer.writer.garbage_collect_files().wait()?;
        Ok(writer)
    }

    /// Adds a notice, in place of the one with the same id.
    pub fn put(&mut self, notice: &Notice) -> Result<(), SearchError> {
        self.put_case(notice, &[])
    }

    /// Adds the notice that a case shows, in place of the one with the same id;
    /// keeps the documents of the case for [`Self::documents`]. Their texts have
    /// to be the notice's parts, one document after the other.
    pub fn put_case(&mut self, notice: &Notice, documents: &[Notice]) -> Result<(), SearchError> {
        self.remove(&notice.id)?;
        let document = document(&self.fields, notice, documents, self.stamp.revision)?;
        self.writer.add_document(document)?;
        Ok(())
    }

    /// The documents of the case that this document belongs to, each as it was
    /// read by itself, as of the last commit.
    pub fn documents(&self, id: &str) -> Result<Vec<Notice>, SearchError> {
        let found = lookup::stored(&self.reader.searcher(), &self.fields, id)?;
        found.map_or_else(|| Ok(Vec::new()), |stored| stored.documents(id))
    }

    /// Removes a notice, if it is there.
    pub fn remove(&mut self, id: &str) -> Result<(), SearchError> {
        self.writer
            .delete_term(Term::from_field_text(self.fields.id, id));
        self.stamp.revision += 1;
        Ok(())
    }

    /// Removes every notice.
    pub fn remove_all(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        self.stamp.revision += 1;
        Ok(())
    }

    /// Rises with every change; the next commit will have this one. Two commits
    /// of an index with the same revision hold the same.
    pub fn revision(&self) -> u64 {
        self.stamp.revision
    }

    /// Makes everything since the last commit lasting and visible to readers.
    pub fn commit(&mut self) -> Result<(), SearchError> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&self.stamp.to_payload());
        commit.commit()?;
        self.committed = self.stamp.clone();
        Ok(self.reader.reload()?)
    }

    /// Forgets everything since the last commit.
    pub fn discard(&mut self) -> Result<(), SearchError> {
        self.writer.rollback()?;
        self.stamp = self.committed.clone();
        Ok(())
    }

    /// Commits, and waits until what merges of segments are under way are
    /// done; worth its time at the end of a bulk load.
    pub fn finish(mut self) -> Result<(), SearchError> {
        self.commit()?;
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}

fn busy(folder: &Path, error: TantivyError) -> SearchError {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy(folder.to_owned()),
        error => error.into(),
    }
}
