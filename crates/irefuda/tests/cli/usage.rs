//! Commands that end at once: help, wrong usage, things that are missing.

use crate::world::{INDEXED, World};

/// Arguments, exit code, and what is in the output and in the complaint.
type Case = (
    &'static [&'static str],
    i32,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn commands_that_need_no_index() {
    let cases: &[Case] = &[
        (
            &["--help"],
            0,
            &[
                "index",
                "search",
                "extract",
                "serve",
                "dictionary",
                "IREFUDA_INDEX",
                "終了コード",
            ],
            &[],
        ),
        (&["--version"], 0, &["irefuda 0."], &[]),
        (
            &["help", "search"],
            0,
            &["--municipality", "--closes-before", "IREFUDA_AS_OF", "例"],
            &[],
        ),
        (
            &["help", "index"],
            0,
            &["--rebuild", "--threads", "--report"],
            &[],
        ),
        (&[], 2, &[], &["Usage"]),
        (&["serach"], 2, &[], &["search"]),
        (
            &["search", "--prefectures", "岡山県"],
            2,
            &[],
            &["--prefecture"],
        ),
        (
            &["search", "--as-of", "tomorrow"],
            2,
            &[],
            &["--as-of", "2026-12-01"],
        ),
        (
            &["extract", "--holds", "ISSM", "x.txt"],
            2,
            &[],
            &["--holds の値を使えません", "本店:岡山県岡山市"],
        ),
        (&["search", "--format", "yaml"], 2, &[], &["table", "json"]),
        (&["index", "--threads", "0"], 2, &[], &["--threads"]),
        (&["extract"], 2, &[], &["FILE"]),
        (&["completions", "tcsh"], 2, &[], &["bash", "zsh", "fish"]),
        (
            &["completions", "bash"],
            0,
            &["_irefuda", "--municipality"],
            &[],
        ),
        (&["completions", "zsh"], 0, &["#compdef irefuda"], &[]),
        (&["completions", "fish"], 0, &["complete -c irefuda"], &[]),
    ];
    check(&World::new(), cases);
}

#[test]
fn what_is_missing_is_named_with_the_command_that_mends_it() {
    let cases: &[Case] = &[
        (
            &["search", "清掃"],
            1,
            &[],
            &["索引がありません", "`irefuda index"],
        ),
        (
            &["search", "--index", "elsewhere"],
            1,
            &[],
            &["elsewhere", "`irefuda index --index elsewhere"],
        ),
        (&["serve"], 1, &[], &["索引がありません", "`irefuda index"]),
        (
            &["search", "--dictionary", "none"],
            1,
            &[],
            &[
                "辞書がありません（none）",
                "`irefuda dictionary --dictionary none`",
            ],
        ),
        (
            &["index", "--dictionary", "none"],
            1,
            &[],
            &["辞書がありません", "`irefuda dictionary"],
        ),
        (&["index", "nowhere"], 1, &[], &["nowhere"]),
        (&["index"], 1, &[], &["corpus/documents"]),
        (
            &["search", "--lexicon", "nowhere"],
            1,
            &[],
            &["用語集", "nowhere"],
        ),
        (
            &["dictionary", "--source", "nowhere"],
            1,
            &[],
            &["nowhere", "mecab-ipadic", "--source"],
        ),
    ];
    check(&World::new(), cases);
}

#[test]
fn a_value_that_cannot_be_taken_is_named_by_its_option() {
    let cases: &[Case] = &[
        (
            &["search", "--prefecture", "岡山"],
            2,
            &[],
            &["--prefecture", "岡山県"],
        ),
        (
            &["search", "--municipality", "府中市"],
            2,
            &[],
            &["--municipality", "132063", "342084"],
        ),
        (
            &["search", "--category", "土木"],
            2,
            &[],
            &["--category", "工事"],
        ),
        (
            &["search", "--status", "shut"],
            2,
            &[],
            &["--status", "open"],
        ),
        (
            &["search", "--deadline", "soon"],
            2,
            &[],
            &["--deadline", "7days"],
        ),
        (
            &["search", "--closes-before", "12月"],
            2,
            &[],
            &["--closes-before", "2026-12-01"],
        ),
        (
            &["search", "--announced-from", "2026-13-01"],
            2,
            &[],
            &["--announced-from"],
        ),
        (
            &["search", "--sort", "price"],
            2,
            &[],
            &["--sort", "closes_at"],
        ),
        (
            &["search", "--per-page", "1000"],
            2,
            &[],
            &["--per-page", "100"],
        ),
        (&["search", "--page", "0"], 2, &[], &["--page"]),
    ];
    check(&INDEXED, cases);
}

fn check(world: &World, cases: &[Case]) {
    for (arguments, code, says, complains) in cases {
        eprintln!("irefuda {}", arguments.join(" "));
        world
            .run(arguments)
            .ends_with(*code)
            .says(says)
            .complains(complains);
    }
}
