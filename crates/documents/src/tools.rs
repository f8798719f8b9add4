//! Programs of the system that help with PDFs, looked for once.
//!
//! Everything works without them but for what [`Tool::without`] says.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Where Debian's poppler-data puts the character maps of Japanese fonts.
const POPPLER_DATA: &str = "/usr/share/poppler/cMap";

/// A program of the system, or data for one, and whether it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// What it is called.
    pub name: &'static str,
    /// Whether it was found.
    pub is_there: bool,
    /// Whether one can well do without.
    pub is_optional: bool,
    /// What suffers when it is missing, in Japanese.
    pub without: &'static str,
    /// The command that installs it on Debian.
    pub install: &'static str,
}

/// The tools one by one, for a person to look at.
pub fn list() -> Vec<Tool> {
    let tools = found();
    vec![
        Tool {
            name: "pdftotext",
            is_there: tools.pdftotext.is_some(),
            is_optional: false,
            without: "文字の対応表がない PDF や壊れた PDF",
            install: "apt-get install poppler-utils",
        },
        Tool {
            name: "poppler-data",
            is_there: Path::new(POPPLER_DATA).is_dir(),
            is_optional: false,
            without: "pdftotext に回した、日本語フォントを埋め込んでいない PDF",
            install: "apt-get install poppler-data",
        },
        Tool {
            name: "tesseract",
            is_there: tools.ocr.is_some(),
            is_optional: true,
            without: "紙をスキャンした PDF（任意。1 ページに数秒かかります）",
            install: "apt-get install tesseract-ocr tesseract-ocr-jpn poppler-utils",
        },
    ]
}

/// The names of those that are there, for what depends on them.
pub fn present() -> String {
    let there = list().into_iter().filter(|tool| tool.is_there);
    there.map(|tool| tool.name).collect::<Vec<_>>().join(" ")
}

/// The programs that were found.
pub(crate) struct Tools {
    pub(crate) pdftotext: Option<PathBuf>,
    pub(crate) ocr: Option<Ocr>,
}

/// The two programs that read a picture of a page.
pub(crate) struct Ocr {
    pub(crate) pdftoppm: PathBuf,
    pub(crate) tesseract: PathBuf,
}

pub(crate) fn found() -> &'static Tools {
    static FOUND: OnceLock<Tools> = OnceLock::new();
    FOUND.get_or_init(|| Tools {
        pdftotext: program("pdftotext"),
        ocr: ocr(),
    })
}

fn ocr() -> Option<Ocr> {
    let pdftoppm = program("pdftoppm")?;
    let tesseract = program("tesseract").filter(|path| knows_japanese(path))?;
    Some(Ocr {
        pdftoppm,
        tesseract,
    })
}

fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let candidates = env::split_paths(&path).map(|folder| folder.join(name));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

fn knows_japanese(tesseract: &Path) -> bool {
    let asked = Command::new(tesseract)
        .arg("--list-langs")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let is_japanese = |line: &str| line.trim() == "jpn";
    asked.is_ok_and(|asked| {
        String::from_utf8_lossy(&asked.stdout)
            .lines()
            .any(is_japanese)
    })
}
