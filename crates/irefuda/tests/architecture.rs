//! The rules of the design that a machine can hold.
//!
//! `make check-rules` runs this file alone. A rule that turns out wrong is
//! changed here and in the README's page on the architecture together.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The programs; every other crate is a library.
const BINARIES: &[&str] = &["irefuda", "irefuda-bench"];

/// What only some crates may depend on. The benchmark runs bare tantivy as the
/// peer to compare with.
const FENCED: &[(&str, &[&str])] = &[
    ("tantivy", &["irefuda-search", "irefuda-bench"]),
    ("lindera", &["irefuda-search", "irefuda-bench"]),
    ("axum", &["irefuda-query-server"]),
    ("hyper", &["irefuda-query-server"]),
    ("sqlx", &["irefuda-subscriptions"]),
    ("lettre", &["irefuda-subscriptions"]),
    ("clap", BINARIES),
    ("anyhow", BINARIES),
];

/// Which of our crates a crate may use, besides in its tests.
const MAY_USE: &[(&str, &[&str])] = &[
    ("irefuda-procurement", &[]),
    ("irefuda-folding", &[]),
    ("irefuda-documents", &[]),
    (
        "irefuda-extraction",
        &["irefuda-folding", "irefuda-procurement"],
    ),
    (
        "irefuda-search",
        &["irefuda-folding", "irefuda-procurement"],
    ),
    (
        "irefuda-indexer",
        &[
            "irefuda-documents",
            "irefuda-extraction",
            "irefuda-folding",
            "irefuda-procurement",
            "irefuda-search",
        ],
    ),
    (
        "irefuda-subscriptions",
        &["irefuda-procurement", "irefuda-search"],
    ),
    (
        "irefuda-query-server",
        &[
            "irefuda-procurement",
            "irefuda-search",
            "irefuda-subscriptions",
        ],
    ),
];

/// Crates whose program code does no I/O, and the file that is excused.
const PURE: &[(&str, &str)] = &[
    ("extraction", ""),
    ("folding", ""),
    ("procurement", "lexicon/mod.rs"),
];

/// What code that does I/O is bound to say.
const SIGNS_OF_IO: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::io",
    "println!",
];

/// Names that say nothing about what is in the room.
const EMPTY_NAMES: &[&str] = &["common", "core", "helpers", "misc", "util", "utils"];

/// Folders that are not part of the program, or not written by hand.
const NOT_OURS: &[&str] = &[".git", "target", "index", "state", "node_modules"];

#[test]
fn heavy_dependencies_stay_behind_their_fence() {
    for package in packages() {
        let name = name(&package);
        for (dependency, _) in dependencies(&package) {
            let fence = FENCED
                .iter()
                .find(|(fenced, _)| dependency.starts_with(fenced));
            if let Some((fenced, owners)) = fence {
                let is_inside = owners.contains(&name.as_str());
                assert!(is_inside, "{name} depends on {fenced}: only {owners:?} may");
            }
        }
    }
}

#[test]
fn crates_use_only_what_lies_below_them() {
    for package in packages() {
        let name = name(&package);
        let Some((_, may_use)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            assert!(
                BINARIES.contains(&name.as_str()),
                "{name} is not in MAY_USE"
            );
            continue;
        };
        for (dependency, kind) in dependencies(&package) {
            let is_ours = dependency.starts_with("irefuda");
            let is_fine = !is_ours || kind == "dev" || may_use.contains(&dependency.as_str());
            assert!(is_fine, "{name} must not use {dependency}");
        }
    }
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for package in packages() {
        let manifest = package["manifest_path"].as_str().expect("a path");
        let text = fs::read_to_string(manifest).expect(manifest);
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{manifest} takes no lints"
        );
        assert_eq!(
            package["publish"],
            serde_json::json!([]),
            "{manifest} could be published"
        );
    }
}

#[test]
fn the_middle_does_no_io() {
    for (room, excused) in PURE {
        let source = root().join("crates").join(room).join("src");
        for path in files(&source, "rs") {
            let is_excused = !excused.is_empty() && path.ends_with(excused);
            if is_excused || path.ends_with("tests.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("UTF-8");
            for sign in SIGNS_OF_IO {
                assert!(!text.contains(sign), "{} says {sign}", path.display());
            }
        }
    }
}

#[test]
fn every_source_file_says_what_it_is_for() {
    for path in files(&root(), "rs") {
        let text = fs::read_to_string(&path).expect("UTF-8");
        assert!(
            text.starts_with("//! "),
            "{} does not open with `//!`",
            path.display()
        );
    }
}

#[test]
fn rooms_have_names_of_the_domain() {
    for path in files(&root().join("crates"), "rs") {
        let mut names = path.iter().map(|name| name.to_string_lossy());
        let empty = names.find(|name| EMPTY_NAMES.contains(&name.trim_end_matches(".rs")));
        assert!(empty.is_none(), "{} says nothing", path.display());
    }
}

#[test]
fn every_path_that_a_document_names_exists() {
    let root = root();
    let entries: BTreeSet<String> = fs::read_dir(&root)
        .expect("the root")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    for document in files(&root, "md") {
        if document.starts_with(root.join("corpus/documents")) {
            continue;
        }
        let text = fs::read_to_string(&document).expect("UTF-8");
        for path in named_paths(&text, &entries) {
            assert!(
                root.join(&path).exists(),
                "{} names {path}",
                document.display()
            );
        }
    }
}

#[test]
fn the_tests_command_of_ci_is_the_one_of_the_readme() {
    let text = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    let commands: Vec<&str> = text
        .lines()
        .filter(|line| {
            !line.starts_with('#') && !line.starts_with("set ") && !line.starts_with("cd ")
        })
        .collect();
    assert_eq!(commands, ["make test"]);
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(readme.contains("make test") && readme.contains("make run"));
}

/// Whoever clones this gets its crates from where everybody does.
#[test]
fn nothing_names_a_mirror() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(
            line,
            r#"source = "registry+https://github.com/rust-lang/crates.io-index""#
        );
    }
    for name in ["Makefile", "scripts/setup", "Cargo.toml", ".ci/run"] {
        let text = fs::read_to_string(root().join(name)).expect(name);
        let addresses = text.match_indices("http").map(|(start, _)| &text[start..]);
        for address in addresses {
            let is_known = [
                "http://localhost",
                "https://rustup.rs",
                "http\"",
                "http1",
                "http =",
            ]
            .iter()
            .any(|known| address.starts_with(known));
            assert!(
                is_known,
                "{name}: {}",
                address.lines().next().unwrap_or_default()
            );
        }
    }
}

/// Paths in backquotes that begin with an entry of the top level, up to the
/// first placeholder.
fn named_paths(text: &str, entries: &BTreeSet<String>) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let words = quoted.flat_map(str::split_whitespace);
    let is_path = |word: &&str| {
        let first = word.split('/').next().unwrap_or_default();
        word.contains('/') && entries.contains(first) && !NOT_OURS.contains(&first)
    };
    let is_concrete = |word: &&str| !word.contains(['*', '<', '{', '…', '$']);
    let without_line = |word: &str| word.split([':', '#']).next().unwrap_or_default().to_owned();
    words
        .filter(is_path)
        .filter(is_concrete)
        .map(without_line)
        .collect()
}

/// Every file of ours with this extension below a folder.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !NOT_OURS.contains(&&*name) {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the root")
}

fn packages() -> Vec<Value> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--offline",
            "--no-deps",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn name(package: &Value) -> String {
    package["name"].as_str().expect("a name").to_owned()
}

/// Names of what a package depends on, with the kind (`dev`, `build`, or "").
fn dependencies(package: &Value) -> Vec<(String, String)> {
    let dependencies = package["dependencies"].as_array().expect("dependencies");
    dependencies
        .iter()
        .map(|dependency| {
            (
                name(dependency),
                dependency["kind"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}
