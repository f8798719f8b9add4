//! What is written is found, stays, and is kept from others.

use std::fs;
use std::sync::Arc;

use irefuda_procurement::{Kind, Mark, Member, Notice, PartRole, Status, effective};
use irefuda_search::{Dictionary, IndexWriter, NoticeSearcher, SearchError, WriterOptions};
use serde_json::Value;
use tempfile::TempDir;

use crate::corpus::{Fixture, Saying, compile, dictionary, ids, lexicon, notice, tmp, writer};

fn folder() -> TempDir {
    TempDir::new_in(tmp()).expect("a folder")
}

fn refusal<T>(result: Result<T, SearchError>) -> String {
    match result {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_notice_comes_back_as_it_was_put() {
    let original: Notice = notice("it", "件名")
        .place("岡山県", "331007")
        .closes("2026-06-10T17:00:00+09:00")
        .announced("2026-05-01")
        .part(PartRole::Notice, "公　告\r\n①庁舎清掃")
        .part(PartRole::Policy, "");
    let fixture = Fixture::of([original.clone()]);
    assert_eq!(fixture.searcher.notice("it").expect("read"), Some(original));
    assert_eq!(fixture.searcher.notice("other").expect("read"), None);
}

#[test]
fn an_open_searcher_takes_commits() {
    let fixture = Fixture::of([notice("old", "庁舎清掃"), notice("other", "警備")]);
    let mut writer = writer(fixture.folder.path());
    writer.put(&notice("new", "学校清掃")).expect("put");
    writer.put(&notice("other", "清掃")).expect("put");
    writer.remove("old").expect("remove");
    fixture.searcher.reload().expect("reload");
    assert_eq!(
        ids(&fixture.ask("q=清掃")),
        ["old"],
        "nothing before the commit"
    );
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(ids(&fixture.ask("q=清掃")), ["other", "new"]);
    assert_eq!(fixture.searcher.document_count(), 2);
    writer.remove_all().expect("remove");
    writer.put(&notice("last", "清掃")).expect("put");
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(ids(&fixture.ask("")), ["last"]);
}

#[test]
fn a_case_is_one_hit_that_every_document_leads_to() {
    let call = notice("call", "庁舎清掃")
        .text("大供一丁目")
        .closes("2026-06-10");
    let cancellation = notice("later", "庁舎清掃")
        .kind(Kind::Cancellation)
        .text("積算の誤り");
    let documents = [call.clone(), cancellation.clone()];
    let later = Member {
        notice: cancellation,
        applies: true,
    };
    let shown = effective(call.clone(), vec![later]);
    let fixture = Fixture::of([notice("other", "警備"), call]);
    let mut writer = writer(fixture.folder.path());
    writer.put_case(&shown, &documents).expect("put");
    assert_eq!(
        writer.documents("call").expect("read").len(),
        1,
        "as committed"
    );
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    for id in ["call", "later"] {
        assert_eq!(writer.documents(id).expect("read"), documents, "{id}");
        let found = fixture.searcher.notice(id).expect("read");
        assert_eq!(found.as_ref(), Some(&shown), "{id}");
    }
    for query in [
        "q=大供",
        "q=積算",
        "status=cancelled",
        "q=庁舎&kind=入札公告",
    ] {
        let answer = fixture.ask(query);
        assert_eq!(ids(&answer), ["call"], "{query}");
        assert_eq!(answer.hits[0].status, Status::Cancelled);
        assert_eq!(answer.hits[0].summary.marks, [Mark::Cancelled]);
    }
    assert_eq!(fixture.ask("status=open").total, 0);
    assert_eq!(fixture.searcher.document_count(), 2);
    writer.put(&documents[0]).expect("put");
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(fixture.searcher.notice("later").expect("read"), None);
    assert_eq!(ids(&fixture.ask("status=open")), ["call"]);
}

/// Deletions are written before the commit that makes them count, in a file that
/// is named by the number of the operation, which the next writer counts again.
#[test]
fn what_a_killed_writer_left_does_not_stop_the_next() {
    let fixture = Fixture::of([notice("old", "庁舎清掃"), notice("other", "警備")]);
    let folder = fixture.folder.path().join("notices");
    let json = |name: &str| -> Value {
        let text = fs::read_to_string(folder.join(name)).expect(name);
        serde_json::from_str(&text).expect(name)
    };
    let meta = json("meta.json");
    let opstamp = meta["opstamp"].as_u64().expect("a number");
    let segment = meta["segments"][0]["segment_id"].as_str().expect("an id");
    let mut managed = json(".managed.json");
    for later in opstamp + 1..opstamp + 9 {
        let name = format!("{}.{later}.del", segment.replace('-', ""));
        fs::write(folder.join(&name), "left behind").expect("a file");
        managed.as_array_mut().expect("names").push(name.into());
    }
    fs::write(folder.join(".managed.json"), managed.to_string()).expect("a file");
    let mut writer = writer(fixture.folder.path());
    writer.remove("old").expect("remove");
    writer.put(&notice("new", "学校清掃")).expect("put");
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(ids(&fixture.ask("q=清掃")), ["new"]);
}

#[test]
fn what_is_discarded_was_never_there() {
    let fixture = Fixture::of([notice("old", "清掃")]);
    let mut writer = writer(fixture.folder.path());
    writer.put(&notice("new", "清掃")).expect("put");
    writer.discard().expect("discard");
    writer.put(&notice("newer", "清掃")).expect("put");
    writer.put(&notice("newer", "清掃")).expect("put");
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    assert_eq!(fixture.ask("q=清掃").total, 2);
}

#[test]
fn several_threads_write_the_same() {
    let folder = folder();
    let options = WriterOptions {
        threads: 2,
        memory_bytes: 0,
    };
    let mut writer = IndexWriter::open(folder.path(), dictionary(), options).expect("a writer");
    for number in 0..500 {
        writer
            .put(&notice(&format!("id-{number}"), "庁舎清掃"))
            .expect("put");
    }
    writer.finish().expect("commit");
    let searcher = NoticeSearcher::open(folder.path(), dictionary(), lexicon()).expect("open");
    assert_eq!(searcher.document_count(), 500);
}

#[test]
fn only_one_writes_at_a_time() {
    let folder = folder();
    let first = writer(folder.path());
    let second = IndexWriter::open(folder.path(), dictionary(), WriterOptions::default());
    let refusal = refusal(second);
    assert!(refusal.contains("another process is writing"), "{refusal}");
    drop(first);
    writer(folder.path());
}

#[test]
fn a_missing_index_is_named() {
    let folder = folder();
    let opened = NoticeSearcher::open(folder.path(), dictionary(), lexicon());
    let refusal = refusal(opened);
    assert!(refusal.contains("run `irefuda index`"), "{refusal}");
}

#[test]
fn an_index_of_another_dictionary_is_refused() {
    let folder = folder();
    drop(writer(folder.path()));
    let other = folder.path().join("dictionary");
    compile("", &other);
    let other = Dictionary::open(&other).expect("open");
    assert_ne!(other.fingerprint(), dictionary().fingerprint());
    let reading = NoticeSearcher::open(folder.path(), Arc::clone(&other), lexicon());
    let writing = IndexWriter::open(folder.path(), other, WriterOptions::default());
    for refusal in [refusal(reading), refusal(writing)] {
        assert!(refusal.contains("another dictionary"), "{refusal}");
        assert!(refusal.contains("irefuda index --rebuild"), "{refusal}");
    }
}

#[test]
fn a_foreign_or_damaged_index_is_refused() {
    let contents = [
        "",
        "{}",
        "nonsense",
        r#"{"segments":[],"schema":[],"opstamp":0}"#,
    ];
    for content in contents {
        let folder = folder();
        let notices = folder.path().join("notices");
        std::fs::create_dir_all(&notices).expect("a folder");
        std::fs::write(notices.join("meta.json"), content).expect("a file");
        let reading = NoticeSearcher::open(folder.path(), dictionary(), lexicon());
        let writing = IndexWriter::open(folder.path(), dictionary(), WriterOptions::default());
        for refusal in [refusal(reading), refusal(writing)] {
            assert!(
                refusal.contains("irefuda index --rebuild"),
                "{content}: {refusal}"
            );
        }
    }
}
