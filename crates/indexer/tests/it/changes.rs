//! A second run does what is needed and no more.

use std::fs;
use std::sync::Arc;

use irefuda_indexer::Silent;
use irefuda_search::NoticeSearcher;

use crate::world::{LEXICON, World, dictionary, fate, id, names, notice};

#[test]
fn unchanged_files_are_not_read_again() {
    let world = World::with(&[
        ("a.txt", &notice("庁舎清掃業務")),
        ("b/c.txt", &notice("道路補修")),
    ]);
    assert_eq!(names(&world.run(), "indexed").len(), 2);
    assert_eq!(names(&world.run(), "unchanged").len(), 2);

    world.write("a.txt", notice("庁舎警備業務"));
    let report = world.run();
    assert_eq!(fate(&report, "a.txt").0, "indexed");
    assert_eq!(fate(&report, "b/c.txt").0, "unchanged");
    assert_eq!((report.removed, world.count()), (1, 2));
}

/// What lies beside a changed file is looked at again, for it may belong to it,
/// but what did not change is not written.
#[test]
fn notices_beside_a_changed_file_are_not_written_again() {
    let world = World::with(&[
        ("a.txt", &notice("庁舎清掃業務")),
        ("b.txt", &notice("道路補修")),
    ]);
    world.run();
    let before = world.revision();
    world.write(
        "a.txt",
        notice("庁舎清掃業務").replace("午後5時", "午後3時"),
    );
    let report = world.run();
    assert_eq!(fate(&report, "a.txt").0, "indexed");
    assert_eq!(fate(&report, "b.txt").0, "unchanged");
    assert_eq!(world.revision() - before, 1, "one notice was written");
}

/// As after a crash between the two, or a restored backup.
#[test]
fn a_list_of_another_commit_is_not_believed() {
    let world = World::with(&[("a.txt", &notice("庁舎清掃業務"))]);
    world.run();
    let manifest = world.index_folder().manifest();
    let old = fs::read(&manifest).unwrap();
    world.write("a.txt", notice("道路補修"));
    let the_one = id(&world.run(), "a.txt");
    let new = fs::read(&manifest).unwrap();

    // The run died before the new list was put in place.
    fs::write(&manifest, &old).unwrap();
    fs::write(manifest.with_extension("next.json"), &new).unwrap();
    assert_eq!(fate(&world.run(), "a.txt").0, "unchanged");

    // Only the old list is there.
    fs::write(&manifest, &old).unwrap();
    let _ = fs::remove_file(manifest.with_extension("next.json"));
    assert_eq!(fate(&world.run(), "a.txt").0, "indexed");
    assert!(world.source_of(&the_one).is_some());
    assert_eq!(world.count(), 1);
}

#[test]
fn another_program_or_lexicon_reads_everything_again() {
    let world = World::with(&[("a.txt", &notice("庁舎清掃業務"))]);
    world.run();
    let report = world.run_with(|options| options.made_with = "other".to_owned(), &Silent);
    assert_eq!(fate(&report, "a.txt").0, "indexed");
    assert_eq!(world.count(), 1);
}

#[test]
fn a_copy_is_the_same_notice_and_takes_over_when_the_original_goes() {
    let text = notice("庁舎清掃業務");
    let world = World::with(&[("a.txt", &text), ("b.txt", &text)]);
    let report = world.run();
    let the_one = id(&report, "a.txt");
    let [shared] = report.shared.as_slice() else {
        panic!("one shared notice: {report:#?}")
    };
    assert_eq!(
        (shared.indexed_from.as_str(), shared.also_in.as_slice()),
        ("a.txt", &["b.txt".to_owned()][..])
    );
    assert_eq!(world.source_of(&the_one).as_deref(), Some("a.txt"));

    world.delete("a.txt");
    let report = world.run();
    assert_eq!((report.removed, report.shared.len()), (0, 0));
    assert_eq!(world.source_of(&the_one).as_deref(), Some("b.txt"));
}

#[test]
fn a_moved_file_keeps_its_notice() {
    let world = World::with(&[("old/a.txt", &notice("庁舎清掃業務"))]);
    let the_one = id(&world.run(), "old/a.txt");
    fs::rename(world.path("old"), world.path("new")).unwrap();
    let report = world.run();
    assert_eq!(
        (id(&report, "new/a.txt"), report.removed),
        (the_one.clone(), 0)
    );
    assert_eq!(world.source_of(&the_one).as_deref(), Some("new/a.txt"));
}

#[test]
fn notices_of_another_folder_stay_until_a_rebuild() {
    let world = World::with(&[
        ("one/a.txt", &notice("庁舎清掃業務")),
        ("two/b.txt", &notice("道路補修")),
    ]);
    let folder = |name: &str| world.path(name);
    world.run_with(|options| options.folder = folder("one"), &Silent);
    world.run_with(|options| options.folder = folder("two"), &Silent);
    assert_eq!(world.count(), 2);

    let report = world.run_with(
        |options| {
            options.folder = folder("two");
            options.rebuild = true;
        },
        &Silent,
    );
    assert_eq!(world.count(), 1);
    assert!(
        report.forgotten[0].ends_with("/one"),
        "{:?}",
        report.forgotten
    );
}

#[test]
fn a_lost_or_damaged_list_or_index_is_made_anew() {
    let world = World::with(&[
        ("a.txt", &notice("庁舎清掃業務")),
        ("b.txt", &notice("道路補修")),
    ]);
    let index = world.index_folder();
    let damages: [(&str, &dyn Fn()); 4] = [
        ("no list", &|| fs::remove_file(index.manifest()).unwrap()),
        ("half a list", &|| {
            fs::write(index.manifest(), r#"{"version":1,"#).unwrap()
        }),
        ("list of another version", &|| {
            fs::write(
                index.manifest(),
                r#"{"version":9,"revision":3,"folders":{}}"#,
            )
            .unwrap()
        }),
        ("no index", &|| fs::remove_dir_all(index.notices()).unwrap()),
    ];
    for (damage, cause) in damages {
        world.run();
        cause();
        let report = world.run();
        assert_eq!(names(&report, "indexed").len(), 2, "{damage}");
        assert_eq!(world.count(), 2, "{damage}");
    }
}

#[test]
fn another_dictionary_makes_the_index_anew() {
    let world = World::with(&[("a.txt", &notice("庁舎清掃業務"))]);
    world.run();
    let other = dictionary(
        "other-dictionary",
        "総合評価落札,カスタム名詞,ソウゴウヒョウカラクサツ\n",
    );
    let report = world.run_with(|options| options.dictionary = Arc::clone(&other), &Silent);
    assert_eq!(fate(&report, "a.txt").0, "indexed");
    let index = world.index_folder();
    let searcher = NoticeSearcher::open(index.path(), other, Arc::clone(&LEXICON)).unwrap();
    assert_eq!(searcher.document_count(), 1);
}

/// The same case with another deadline: one notice, whatever is read first.
#[test]
fn of_two_texts_of_a_notice_one_is_indexed_and_always_the_same() {
    let first = notice("庁舎清掃業務");
    let second = first.replace("12月10日（木）", "12月14日（月）");
    let world = World::with(&[("a.txt", &first)]);
    let the_one = id(&world.run(), "a.txt");
    world.write("b.txt", &second);
    let report = world.run();
    assert_eq!(id(&report, "b.txt"), the_one);
    assert_eq!(report.shared[0].also_in, ["b.txt"]);
    for _ in 0..3 {
        assert_eq!(world.source_of(&the_one).as_deref(), Some("a.txt"));
        world.rebuild();
    }
}
