//! A reader that has seen enough (`| head`) is no error.

use std::process::Stdio;

use crate::world::{Ended, INDEXED, JUKI};

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    INDEXED.write("long.txt", JUKI);
    let commands: &[&[&str]] = &[
        &["search"],
        &["search", "--format", "json"],
        &["extract", "long.txt"],
        &["completions", "bash"],
        &["--help"],
        &["dictionary"],
    ];
    for arguments in commands {
        let mut child = INDEXED
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        drop(child.stdout.take());
        let ended = Ended::of(&child.wait_with_output().expect("ended")).ends_with(0);
        assert_eq!(ended.stderr, "", "irefuda {}", arguments.join(" "));
    }
}
