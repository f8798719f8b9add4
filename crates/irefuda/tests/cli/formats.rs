//! Files of every format on the way from a folder to a search.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::world::{JUKI, World};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/documents");

/// The samples that are neither text nor HTML, by the path below the folder.
fn samples() -> Vec<String> {
    let mut names = Vec::new();
    for folder in fs::read_dir(SAMPLES).expect("the samples") {
        for file in fs::read_dir(folder.expect("a folder").path()).expect("a folder") {
            let path = file.expect("a file").path();
            let extension = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if !["txt", "md", "html"].contains(&extension.as_str()) {
                let name = path.strip_prefix(SAMPLES).expect("below the samples");
                names.push(name.to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    names
}

fn a_pdf() -> String {
    let mut names = samples().into_iter();
    names
        .find(|name| name.ends_with(".pdf"))
        .expect("a sample of pdf")
}

fn copy(world: &World, name: &str) {
    let bytes = fs::read(Path::new(SAMPLES).join(name)).expect("a sample");
    world.write(&format!("documents/{name}"), bytes);
}

/// Who reads which file with which words: the text goes all the way.
#[test]
fn documents_of_every_format_are_indexed_and_found_with_their_pages() {
    let world = World::new();
    let names = samples();
    for extension in ["pdf", "docx", "doc", "xlsx", "xls", "zip"] {
        let is_one = |name: &String| name.ends_with(&format!(".{extension}"));
        assert!(names.iter().any(is_one), "no sample of {extension}");
    }
    names.iter().for_each(|name| copy(&world, name));
    world
        .run(&["index", "documents", "--report", "report.json"])
        .ends_with(0)
        .says(&["形式: ", "pdf ", "docx ", "xlsx "]);
    let report = fs::read_to_string(world.path("report.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let indexed: Vec<&str> = report["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| {
            assert_eq!(file["outcome"], "indexed", "{file}");
            file["path"].as_str().expect("a path")
        })
        .collect();
    assert_eq!(indexed, names);

    let all = world.search(&["--per-page", "100"]);
    assert!(all["total"].as_u64() >= Some(names.len() as u64), "{all}");
    for hit in all["hits"].as_array().expect("hits") {
        assert!(!hit["title"].is_null(), "{hit}");
    }
}

#[test]
fn evidence_in_a_pdf_says_its_page() {
    let world = World::new();
    let name = a_pdf();
    copy(&world, &name);
    let notices = world
        .run(&["extract", &format!("documents/{name}")])
        .ends_with(0)
        .json_lines();
    let evidence = notices[0]["evidence"].as_object().expect("evidence");
    assert!(!evidence.is_empty());
    for (field, evidence) in evidence {
        assert!(evidence["page"].as_u64() >= Some(1), "{field}: {evidence}");
    }
}

/// A rebuild takes the texts of slow formats from the cache; damaged, they are
/// read anew, and they go with their files.
#[test]
fn texts_that_were_slow_to_read_are_kept() {
    let world = World::new();
    let name = a_pdf();
    copy(&world, &name);
    world.run(&["index", "documents"]).ends_with(0);
    let before = world.search(&[]);
    let kept = || -> Vec<_> {
        let shelves = fs::read_dir(world.path("index/texts")).expect("a cache");
        let files = shelves
            .flat_map(|shelf| fs::read_dir(shelf.expect("a shelf").path()).expect("a shelf"));
        files.map(|file| file.expect("a file").path()).collect()
    };
    assert_eq!(kept().len(), 1);

    world.run(&["index", "documents", "--rebuild"]).ends_with(0);
    assert_eq!(world.search(&[]), before);
    fs::write(&kept()[0], b"no text").expect("a damaged cache");
    world.run(&["index", "documents", "--rebuild"]).ends_with(0);
    assert_eq!(world.search(&[]), before);

    fs::remove_file(world.path(&format!("documents/{name}"))).expect("a file");
    world.run(&["index", "documents"]).ends_with(0);
    assert_eq!(kept().len(), 0);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let world = World::new();
    world.write("documents/juki.txt", JUKI);
    let pdf = a_pdf();
    let bytes = fs::read(Path::new(SAMPLES).join(pdf)).expect("a sample");
    world.write("documents/cut.pdf", &bytes[..bytes.len() / 3]);
    world.write(
        "documents/zeichnung.jtd",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more",
    );
    world.write("documents/broken.zip", b"PK\x03\x04 and no more");
    let ended = world.run(&["index", "documents"]).ends_with(2);
    let ended = ended.complains(&["broken.zip", "zeichnung.jtd"]);
    ended.says(&["案件 ", "読めない理由: "]);
    assert!(world.search(&["住民基本台帳"])["total"].as_u64() >= Some(1));

    // The same again, without reading the bad files a second time.
    let ended = world.run(&["index", "documents"]).ends_with(2);
    ended.complains(&["broken.zip", "zeichnung.jtd"]);
}

const SPECIFICATION: &str = "\
住民基本台帳ネットワークシステム機器賃貸借及び保守業務　仕様書

1　業務名　住民基本台帳ネットワークシステム機器賃貸借及び保守業務
2　機器の構成　統合端末 12台、生体認証装置 12台
3　保守　故障の連絡から4時間以内に技術者を派遣すること。
";

const FORM: &str = "\
様式第1号

一般競争入札参加資格確認申請書

　　令和　　年　　月　　日
岡山市長　様
　　　所在地
　　　商号又は名称
　　　代表者職氏名
上記の入札に参加したいので、関係書類を添えて申請します。
";

#[test]
fn files_of_one_procurement_in_a_folder_are_one_notice() {
    let world = World::new();
    world.write("documents/juki/01_koukoku.txt", JUKI);
    world.run(&["index", "documents"]).ends_with(0);
    let id = world.search(&[])["hits"][0]["id"].clone();

    world.write("documents/juki/02_shiyousho.txt", SPECIFICATION);
    world.write("documents/juki/03_youshiki.txt", FORM);
    world.run(&["index", "documents"]).ends_with(0);
    let found = world.search(&["「生体認証装置」"]);
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["id"], id, "the same notice as before");
    assert_eq!(found["hits"][0]["source"]["path"], "juki/01_koukoku.txt");
    assert_eq!(found["hits"][0]["closes_at"], "2026-12-10T17:00:00+09:00");
    assert_eq!(world.count(), 1);

    // A file that goes takes its part along.
    fs::remove_file(world.path("documents/juki/02_shiyousho.txt")).expect("a file");
    world.run(&["index", "documents"]).ends_with(0);
    assert_eq!(world.search(&["「生体認証装置」"])["total"], 0);
    assert_eq!(world.count(), 1);
}

#[test]
fn a_notice_file_says_what_belongs_together_and_where_it_came_from() {
    let world = World::new();
    world.write("documents/case/koukoku.txt", JUKI);
    world.write(
        "documents/case/files/zumen.txt",
        "別図　配線の系統\n\n1階　HUB 3台\n2階　HUB 2台\n",
    );
    world.write(
        "documents/case/notice.toml",
        "address = \"https://www.city.example.lg.jp/1.html\"\nfetched_at = 2026-11-20T06:00:00+09:00\nlg_code = \"331007\"\n",
    );
    world.run(&["index", "documents"]).ends_with(0);
    let found = world.search(&["配線の系統"]);
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["closes_at"], "2026-12-10T17:00:00+09:00");
    assert_eq!(world.count(), 1);

    world.write("documents/case/notice.toml", "lg_code = \"12\"\n");
    world.run(&["index", "documents"]).ends_with(2).complains(&[
        "case/notice.toml",
        "[notice-file]",
        "lg_code",
    ]);
    assert_eq!(world.count(), 1);
}
