//! `irefuda index --watch`: follows a folder until it is told to stop.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::world::{JUKI, SOKURYO, World};

#[test]
fn a_folder_is_followed_until_the_program_is_told_to_stop() {
    let world = World::new();
    world.write("documents/juki.txt", JUKI);
    let mut command = world.command(&["index", "documents", "--watch", "--every", "1"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program");
    let mut output = BufReader::new(child.stdout.take().expect("an output")).lines();
    let mut wait_for = |words: &str| {
        let mut lines = output.by_ref().map(|line| line.expect("UTF-8"));
        assert!(
            lines.any(|line| line.contains(words)),
            "`{words}` was never said"
        );
    };

    wait_for("案件 1 件");
    world.write("documents/sokuryo.txt", SOKURYO);
    wait_for("案件 2 件");
    assert_eq!(world.count(), 2);
    fs::remove_file(world.path("documents/juki.txt")).expect("a file");
    wait_for("案件 1 件");
    assert_eq!(world.search(&["住民基本台帳"])["total"], 0);

    let status = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(status.expect("kill").success());
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}
