//! An index run that is killed at any moment loses nothing.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::world::World;

const KILLS: u32 = 100;
const FILES: u32 = 40;

/// Numbers in no order, the same each time (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % bound
    }
}

fn notice(number: u32, day: u32) -> String {
    format!(
        "入札公告\n\n次のとおり一般競争入札に付します。\n\n令和8年11月{day}日\n岡山市長　見本　太郎\n\n\
         1　件名　第{number}地区公園清掃業務委託\n2　入札書の提出期限　令和8年12月{day}日　午後5時\n"
    )
}

fn cancellation(number: u32) -> String {
    format!(
        "入札中止公告\n\n令和8年11月28日\n岡山市長　見本　太郎\n\n下記の入札を中止する。\n\n\
         1　件名　第{number}地区公園清掃業務委託\n"
    )
}

/// Changes, adds or removes a file, the specification beside it, or what calls
/// it off in another folder.
fn change(world: &World, dice: &mut Dice) {
    let (number, day) = (dice.below(FILES), dice.below(28) + 1);
    let path = format!("documents/{number:02}/koukoku.txt");
    let later = format!("documents/chushi/{number:02}.txt");
    match dice.below(6) {
        4 => world.write(&later, cancellation(number)),
        5 => drop(fs::remove_file(world.path(&later))),
        0 => drop(fs::remove_file(world.path(&path))),
        1 => world.write(
            &format!("documents/{number:02}/shiyousho.txt"),
            format!("仕様書\n\n1　業務名　第{number}地区公園清掃業務委託\n2　回数　年{day}回\n"),
        ),
        _ => world.write(&path, notice(number, day)),
    }
}

fn start(world: &World, arguments: &[&str]) -> Child {
    let mut command = world.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program")
}

/// Every hit, without the paging.
fn state(world: &World, index: &str) -> BTreeSet<String> {
    let answer = world.search(&["--index", index, "--per-page", "100"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert_eq!(answer["total"].as_u64(), Some(hits.len() as u64));
    hits.iter().map(Value::to_string).collect()
}

#[test]
fn killed_a_hundred_times_it_ends_as_if_undisturbed() {
    let world = World::new();
    let mut dice = Dice(1);
    for number in 0..FILES {
        world.write(
            &format!("documents/{number:02}/koukoku.txt"),
            notice(number, 9),
        );
    }
    let run = [
        "index",
        "documents",
        "--commit-every",
        "0.02",
        "--threads",
        "2",
    ];
    let begun = Instant::now();
    assert!(start(&world, &run).wait().expect("ended").success());
    let whole = begun.elapsed().max(Duration::from_millis(50));

    let mut killed = 0;
    for _ in 0..KILLS {
        for _ in 0..dice.below(6) {
            change(&world, &mut dice);
        }
        let mut child = start(&world, &run);
        thread::sleep(whole * dice.below(1000) / 1000);
        killed += u32::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("killed");
        child.wait().expect("ended");
        // What was committed is searchable at any time.
        assert!(world.run(&["search", "公園"]).code == Some(0));
    }
    assert!(
        killed > KILLS / 4,
        "only {killed} were killed in their work"
    );

    world.run(&run).ends_with(0);
    world
        .run(&["index", "documents", "--index", "other"])
        .ends_with(0);
    let (killed, undisturbed) = (state(&world, "index"), state(&world, "other"));
    let differences: Vec<&String> = killed.symmetric_difference(&undisturbed).collect();
    assert!(differences.is_empty(), "{differences:#?}");
}
