//! What holds for any bytes at all: no panic, one kind of line end, no NUL.

use std::path::Path;

use irefuda_documents::{Limits, read_bytes};
use proptest::prelude::*;

const NAMES: &[&str] = &["a.html", "a.txt", "a.md", "a"];

fn check(name: &str, bytes: &[u8]) {
    let limits = Limits {
        text_bytes: 10_000,
        ..Limits::default()
    };
    if let Ok(document) = read_bytes(Path::new(name), bytes, &limits) {
        assert!(!document.text.contains(['\r', '\0']));
        assert!(!document.text.trim().is_empty());
        assert!(document.text.len() <= limits.text_bytes);
    }
}

/// Pieces that HTML is made of, so that arbitrary rows of them reach the
/// corners of the tree builder and of the layout.
const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<caption>",
    "<ul>",
    "<ol start=-9>",
    "<li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<h3>",
    "<p>",
    "</p>",
    "<br>",
    "<pre>",
    "</pre>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<ruby>",
    "<rt>",
    "<select>",
    "<option>",
    "<svg>",
    "<math>",
    "<td hidden>",
    "<template>",
    "</template>",
    "<main>",
    "</main>",
    "<nav>",
    "<header>",
    "<div class=gnav>",
    "<form>",
    "</form>",
    "<button>",
    "<frameset>",
    "<body>",
    "</body>",
    "</html>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#13;",
    "&#0;",
    "&nbsp;",
    "&lt",
    "入札",
    "a b\n",
    "\u{3000}",
    "\r",
    "\t",
    "<",
    ">",
    "<plaintext>",
    "<textarea>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in 0..NAMES.len()) {
        check(NAMES[name], &bytes);
    }

    /// Without control characters, so that it is not just binary data.
    #[test]
    fn any_printable_bytes(bytes in prop::collection::vec(0x20u8.., 0..500), name in 0..NAMES.len()) {
        check(NAMES[name], &bytes);
    }

    #[test]
    fn any_text(text in ".{0,500}", name in 0..NAMES.len()) {
        check(NAMES[name], text.as_bytes());
    }

    #[test]
    fn any_row_of_tags(pieces in prop::collection::vec(0..PIECES.len(), 0..200)) {
        let html: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        check("a.html", html.as_bytes());
    }
}

/// The cases with bytes changed, taken out and doubled, always in the same way.
#[test]
fn mutated_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut random = Random(20261120);
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for _ in 0..20 {
            check("a.html", &mutated(&bytes, &mut random));
        }
    }
}

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..10 {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(4) {
            0 => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            _ => bytes.insert(at, b"<>&\"\x1B\x80"[random.below(6)]),
        }
        bytes.push(b'.');
    }
    bytes
}

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
