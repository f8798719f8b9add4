//! Cases, and how answers stand against them.

use irefuda_procurement::{Notice, Source, SourceFile};
use irefuda_search::evaluation::{
    Cases, Complaint, Contest, Document, Engine, Score, Standing, Verdicts,
};

use crate::corpus::{Fixture, NOW, Saying, notice};

fn notices() -> Vec<Notice> {
    let names = [
        ("a/seiso.txt", "庁舎清掃業務委託", "庁舎の清掃。"),
        ("a/gakko.txt", "校舎清掃業務委託", "学校の清掃。"),
        (
            "b/keibi.txt",
            "庁舎警備業務委託",
            "庁舎の警備。清掃はしない。",
        ),
        ("b/system.txt", "システム保守", "システムの保守。"),
    ];
    let notice = |(path, title, text): (&str, &str, &str)| {
        let mut notice = notice(path, title).text(text);
        notice.source = Source::from(SourceFile {
            path: path.to_owned(),
            ..SourceFile::default()
        });
        notice
    };
    names.into_iter().map(notice).collect()
}

/// The numbers of documents by the names of their files.
fn numbers(contest: &Contest, names: &[&str]) -> Vec<usize> {
    let number = |name: &&str| {
        let numbers = contest.named(name);
        assert_eq!(numbers.len(), 1, "{name}");
        numbers[0]
    };
    names.iter().map(number).collect()
}

#[test]
fn an_answer_is_judged_by_its_order() {
    let fixture = Fixture::of(notices());
    let contest = Contest::over(&fixture.searcher).expect("the index is read");
    let case = |text: &str| {
        let cases = Cases::parse(text).expect("a case");
        Verdicts::of(&cases.cases[0], &contest).expect("known documents")
    };
    let verdicts =
        case("検索 清掃\n首位 a/seiso.txt # 庁舎\n2 a/gakko.txt\n下位 b/\n除外 b/system.txt");
    // The best order: 7 + 3 / log2(3).
    let best = 7.0 + 3.0 / 3_f64.log2();
    let cases: &[(&[&str], f64, usize)] = &[
        (&["a/seiso.txt", "a/gakko.txt", "b/keibi.txt"], best, 0),
        (&["a/gakko.txt", "a/seiso.txt"], 3.0 + 7.0 / 3_f64.log2(), 1),
        (
            &["b/keibi.txt", "a/seiso.txt", "a/gakko.txt"],
            7.0 / 3_f64.log2() + 1.5,
            2,
        ),
        (&["a/seiso.txt", "a/gakko.txt", "b/system.txt"], best, 1),
        (&["a/seiso.txt"], 7.0, 1),
        (&[], 0.0, 3),
    ];
    for (answer, gained, complaints) in cases {
        let standing = Standing::judge(&verdicts, &numbers(&contest, answer));
        let ndcg = standing.ndcg.expect("something is graded");
        assert!(
            (ndcg - gained / best).abs() < 1e-9,
            "{answer:?}: {standing:?}"
        );
        assert_eq!(
            standing.complaints.len(),
            *complaints,
            "{answer:?}: {standing:?}"
        );
    }
    let standing = Standing::judge(
        &verdicts,
        &numbers(&contest, &["b/keibi.txt", "a/gakko.txt"]),
    );
    let [keibi, gakko, seiso] =
        numbers(&contest, &["b/keibi.txt", "a/gakko.txt", "a/seiso.txt"])[..]
    else {
        panic!("three documents");
    };
    assert_eq!(
        standing.complaints,
        [
            Complaint::NotFirst {
                instead: Some(keibi)
            },
            Complaint::Above {
                document: keibi,
                rank: 1
            },
            Complaint::Missing {
                document: seiso,
                rank: None
            },
        ]
    );
    assert_eq!(standing.recall_at_top, Some(0.5));
    let mut score = Score::default();
    score.add(&standing);
    score.add(&Standing::judge(&verdicts, &[seiso, gakko]));
    assert_eq!(
        (score.cases, score.held, score.first, score.bans),
        (2, 1, (1, 2), (1, 2))
    );
    assert_eq!(score.recall_at_top(), Some(0.75));
}

#[test]
fn every_engine_answers() {
    let fixture = Fixture::of(notices());
    let contest = Contest::over(&fixture.searcher).expect("the index is read");
    let now = NOW.parse().expect("a moment");
    let paths = |engine: Engine, query: &str| -> Vec<String> {
        let answer = contest.answer(engine, query, now).expect("an answer");
        let path = |document: &Document| document.paths[0].clone();
        let mut paths: Vec<String> = answer
            .into_iter()
            .map(|number| path(&contest.documents()[number]))
            .collect();
        paths.sort();
        paths
    };
    let cleaning = ["a/gakko.txt", "a/seiso.txt", "b/keibi.txt"];
    for engine in Engine::ALL {
        assert_eq!(paths(engine, "清掃"), cleaning, "{engine:?}");
    }
    // Any word, every word, and a word that is none.
    assert_eq!(
        paths(Engine::Bm25, "学校 システム"),
        ["a/gakko.txt", "b/system.txt"]
    );
    assert_eq!(paths(Engine::Bigrams, "学校 システム"), [] as [&str; 0]);
    assert_eq!(paths(Engine::Bigrams, "ステムの"), ["b/system.txt"]);
    for query in ["", " ", "庁", "\"", "。", "\u{3000}a"] {
        for engine in [Engine::Bm25, Engine::Bigrams] {
            assert!(paths(engine, query).len() <= 4, "{engine:?}: {query}");
        }
    }
}

#[test]
fn lines_that_cannot_be_taken_are_named() {
    let cases = [
        ("3 a.txt", 1, "検索"),
        ("検索 清掃\n4 a.txt", 2, "首位, 3, 2, 1, 下位, 除外"),
        ("\n# x\n検索 清掃\n3 a.txt\n2 a.txt", 5, "twice"),
        ("検索 清掃\n検索 警備\n3 a.txt", 1, "清掃"),
        ("検索", 1, "nothing behind"),
    ];
    for (text, line, reason) in cases {
        let error = Cases::parse(text).expect_err(text);
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(error.reason.contains(reason), "{text}: {error}");
    }
    let cases = Cases::parse("要 x.txt\n検索 清掃 業務 # 1\n3 a.txt # 題\n").expect("a file");
    assert_eq!(cases.needs, ["x.txt"]);
    assert_eq!(cases.cases[0].query, "清掃 業務 # 1");
    assert_eq!(cases.cases[0].verdicts[0].1.name, "a.txt");
    let fixture = Fixture::of(notices());
    let contest = Contest::over(&fixture.searcher).expect("the index is read");
    let error = Verdicts::of(&cases.cases[0], &contest).expect_err("no such document");
    assert_eq!(error.line, 3);
    assert!(error.reason.contains("a.txt"), "{error}");
}
