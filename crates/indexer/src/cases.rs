//! Which documents the index has as one case, and the writing of cases.
//!
//! What speaks of a notice may lie in another folder, and be read before it. So
//! nothing is written when it is read: it is kept aside ([`Spill`]) and its head
//! with those of its body. From time to time, and before every commit, what
//! changed is settled: the cases of those bodies are found anew from the heads
//! alone, and written where a document or the set of them is another.
//!
//! The index keeps with each case the documents as they were read, so that one
//! of them can change or go without the files of the others being read again;
//! and the list of files is written for the same commit with the cases in it.
//! So each commit holds the cases of exactly the documents that its list names,
//! and a run that dies loses nothing but time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use irefuda_procurement::{Case, Document, Head, Member, Notice, cases, effective};
use irefuda_search::IndexWriter;

use crate::IndexError;
use crate::spill::Spill;

/// So many documents are settled together. Fewer would find the cases of a body
/// more often than need be, more would keep the writer waiting.
const MOST_UNSETTLED: usize = 4_000;

/// The documents by their heads, and what of them is not written yet.
#[derive(Debug)]
pub(crate) struct Cases {
    heads: HashMap<String, Head>,
    /// The ids of each body's documents.
    bodies: HashMap<String, BTreeSet<String>>,
    /// The ids under which the index has something: not those of later documents
    /// in their cases.
    shown: HashSet<String>,
    /// What was read since it was last settled.
    read: HashSet<String>,
    /// What has to be looked at: what was read, is gone, or has one such beside
    /// it.
    disturbed: Disturbed,
    /// Whether the cases of the index are by other rules.
    is_outdated: bool,
    spill: Spill,
}

#[derive(Debug, Default)]
struct Disturbed {
    bodies: HashSet<String>,
    /// Documents that are gone or name no body.
    alone: HashSet<String>,
}

impl Cases {
    /// What is remembered. If it was linked by other rules, all cases are
    /// written anew.
    pub(crate) fn new(
        heads: HashMap<String, Head>,
        written: &BTreeMap<String, Case>,
        is_current: bool,
        spill: Spill,
    ) -> Self {
        let mut bodies: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (id, head) in &heads {
            if let Some(body) = head.body() {
                bodies.entry(body).or_default().insert(id.clone());
            }
        }
        let documents = written.values().flat_map(|case| case.iter().skip(1));
        let later: HashSet<&str> = documents.map(|document| document.id.as_str()).collect();
        let shown = heads.keys().filter(|id| !later.contains(id.as_str()));
        let shown = shown.cloned().collect();
        let mut disturbed = Disturbed::default();
        if !is_current {
            disturbed.bodies.extend(bodies.keys().cloned());
        }
        Self {
            heads,
            bodies,
            shown,
            read: HashSet::new(),
            disturbed,
            is_outdated: !is_current && !written.is_empty(),
            spill,
        }
    }

    /// Takes a notice that is new or another than before.
    pub(crate) fn put(&mut self, notice: &Notice, head: &Head) -> Result<(), IndexError> {
        self.spill.put(notice)?;
        self.take_out(&notice.id);
        match head.body() {
            Some(body) => {
                let ids = self.bodies.entry(body.clone()).or_default();
                ids.insert(notice.id.clone());
                self.disturbed.bodies.insert(body);
            }
            None => drop(self.disturbed.alone.insert(notice.id.clone())),
        }
        self.heads.insert(notice.id.clone(), head.clone());
        self.read.insert(notice.id.clone());
        Ok(())
    }

    /// Forgets a notice that is in no file any more.
    pub(crate) fn remove(&mut self, id: &str) {
        self.take_out(id);
        self.read.remove(id);
        self.disturbed.alone.insert(id.to_owned());
    }

    fn take_out(&mut self, id: &str) {
        let body = self.heads.remove(id).and_then(|head| head.body());
        if let Some(body) = body
            && let Some(ids) = self.bodies.get_mut(&body)
        {
            ids.remove(id);
            self.disturbed.bodies.insert(body);
        }
    }

    /// Whether it is time to settle.
    pub(crate) fn is_full(&self) -> bool {
        self.read.len() >= MOST_UNSETTLED
    }

    /// What was settled is committed: the index has it.
    pub(crate) fn committed(&mut self) -> Result<(), IndexError> {
        self.spill.clear()
    }

    /// Writes the cases of which a document, or the set of them, is another than
    /// in the index; `written` says what the index has, before and after.
    pub(crate) fn settle(
        &mut self,
        writer: &mut IndexWriter,
        written: &mut BTreeMap<String, Case>,
    ) -> Result<(), IndexError> {
        let now = self.disturbed_cases();
        let shown: HashSet<&str> = now.iter().map(|case| case[0].id.as_str()).collect();
        let documents = now.iter().flatten().map(|document| document.id.as_str());
        let looked_at: HashSet<&str> = documents
            .chain(self.disturbed.alone.iter().map(String::as_str))
            .collect();
        let no_more = looked_at.iter().filter(|id| !shown.contains(*id));
        for id in no_more.filter(|id| self.shown.contains(**id)) {
            writer.remove(id)?;
        }
        for case in &now {
            let has_news = case.iter().any(|document| self.read.contains(&document.id));
            let is_outdated = self.is_outdated && case.len() > 1;
            if has_news || is_outdated || !self.is_written(case, written) {
                self.write(case, writer)?;
            }
        }
        for id in looked_at {
            self.shown.remove(id);
            written.remove(id);
        }
        for case in now {
            self.shown.insert(case[0].id.clone());
            if case.len() > 1 {
                written.insert(case[0].id.clone(), case);
            }
        }
        self.read.clear();
        self.disturbed = Disturbed::default();
        self.is_outdated = false;
        Ok(())
    }

    /// Whether the index has this case of these documents.
    fn is_written(&self, case: &Case, written: &BTreeMap<String, Case>) -> bool {
        let id = &case[0].id;
        match written.get(id) {
            Some(written) => written == case,
            None => case.len() == 1 && self.shown.contains(id),
        }
    }

    /// The cases of what has to be looked at.
    fn disturbed_cases(&self) -> Vec<Case> {
        let mut all = Vec::new();
        for body in &self.disturbed.bodies {
            let ids = self.bodies.get(body).into_iter().flatten();
            let heads: Vec<(&str, &Head)> = ids.map(|id| (id.as_str(), &self.heads[id])).collect();
            all.extend(cases(&heads));
        }
        for id in &self.disturbed.alone {
            let is_bodiless = |head: &Head| head.body().is_none();
            if self.heads.get(id).is_some_and(is_bodiless) {
                all.push(vec![Document {
                    id: id.clone(),
                    applies: true,
                }]);
            }
        }
        // The same order whatever the hashing: the same revisions.
        all.sort();
        all
    }

    fn write(&self, case: &Case, writer: &mut IndexWriter) -> Result<(), IndexError> {
        let mut stored: HashMap<String, Notice> = HashMap::new();
        let mut documents = Vec::with_capacity(case.len());
        for Document { id, .. } in case {
            let mut notice = self.spill.get(id)?.or_else(|| stored.remove(id));
            if notice.is_none() {
                let found = writer.documents(id)?.into_iter();
                stored.extend(found.map(|notice| (notice.id.clone(), notice)));
                notice = stored.remove(id);
            }
            documents.push(notice.ok_or_else(|| IndexError::Lost(id.clone()))?);
        }
        if let [notice] = documents.as_slice() {
            return Ok(writer.put(notice)?);
        }
        let call = documents[0].clone();
        let later = documents.iter().zip(case).skip(1);
        let later = later.map(|(notice, document)| Member {
            notice: notice.clone(),
            applies: document.applies,
        });
        let shown = effective(call, later.collect());
        Ok(writer.put_case(&shown, &documents)?)
    }
}
