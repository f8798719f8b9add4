//! The three real notices beside the project. They are not part of it: where
//! their folder is not there, the test says so and checks nothing.

use crate::comparison::{disagreements, extractor};
use crate::corpus;

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
        for found in disagreements(&notices[0], &gold) {
            println!("{}: {found}", file.path);
            wrong += 1;
        }
    }
    assert_eq!(wrong, 0, "{wrong} values were read otherwise");
}
