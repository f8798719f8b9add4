//! The three real notices beside the project. They are not part of it: where
//! their folder is not there, the test says so and checks nothing.

use irefuda_extraction::evaluation::judge;

use crate::corpus;
use crate::reading::{extractor, told};

#[test]
fn real_notices_are_read_as_a_clerk_reads_them() {
    let extractor = extractor();
    let mut wrong = 0;
    for (file, gold) in corpus::seeds().unwrap_or_default() {
        let notices = file.extract(&extractor);
        assert_eq!(notices.len(), 1, "{} holds one notice", file.path);
        for part in &notices[0].parts {
            println!("  part {} {:?} {:?}", part.role, part.title, part.range);
        }
        let judgements = judge(&notices[0], &gold);
        for judgement in judgements.iter().filter(|judgement| !judgement.agrees()) {
            println!("{}: {}", file.path, told(judgement));
            wrong += 1;
        }
    }
    assert_eq!(wrong, 0, "{wrong} values were read otherwise");
}
