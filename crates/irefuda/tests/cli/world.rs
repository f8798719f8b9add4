//! A folder of documents, an index, and the program that works on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The moment that the tests call now.
pub const NOW: &str = "2026-12-01T09:00:00+09:00";

/// The dictionary, compiled once by the program itself and kept.
static DICTIONARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command-line/dictionary");
    let mut command = Command::new(env!("CARGO_BIN_EXE_irefuda"));
    let output = command
        .arg("dictionary")
        .arg("--dictionary")
        .arg(&folder)
        .output();
    let output = output.expect("the program");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
});

/// Three notices, indexed once; nobody may change it.
pub static INDEXED: LazyLock<World> = LazyLock::new(|| {
    let world = World::new();
    world.write("documents/okayama/juki.txt", JUKI);
    world.write("documents/okayama/sokuryo.txt", SOKURYO);
    world.write("documents/hokkaido/kyushoku.html", KYUSHOKU);
    world.run(&["index", "documents"]).ends_with(0);
    world
});

/// The samples, indexed once; nobody may change it.
pub static SAMPLES: LazyLock<World> = LazyLock::new(|| {
    let world = World::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/documents");
    world.run(&["index", folder]).ends_with(0);
    world
});

/// An open notice of a city.
pub const JUKI: &str = "\
入札公告

次のとおり一般競争入札に付します。

令和8年11月16日
岡山市長　見本　太郎

1　件名　住民基本台帳ネットワークシステム機器賃貸借及び保守業務
2　履行場所　岡山市北区大供一丁目1番1号
3　入札参加資格
（1）　ISMS（JIS Q 27001）の認証を取得していること。
4　入札書の提出期限　令和8年12月10日（木）午後5時
";

/// A notice that has closed.
pub const SOKURYO: &str = "\
入札公告

次のとおり一般競争入札に付します。

令和8年10月1日
岡山県知事　見本　花子

1　業務名　測量CADシステム更新業務
2　入札書の提出期限　令和8年10月20日（火）午後3時
";

/// An open notice in HTML.
pub const KYUSHOKU: &str = "\
<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>入札公告</title></head><body>
<h1>学校給食調理業務委託に係る一般競争入札の公告</h1>
<p>令和8年11月24日</p><p>札幌市長　見本　一郎</p>
<table><tr><th>件名</th><td>学校給食調理業務委託</td></tr>
<tr><th>入札書の提出期限</th><td>令和8年12月18日（金）午後4時</td></tr></table>
</body></html>
";

/// A folder to work in; the index is in it.
pub struct World(TempDir);

impl World {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// The program in this folder, with the tests' dictionary and moment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_irefuda"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .env("IREFUDA_DICTIONARY", &*DICTIONARY)
            .env("IREFUDA_AS_OF", NOW)
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(&self.command(arguments).output().expect("the program"))
    }

    /// The answer of a search.
    pub fn search(&self, arguments: &[&str]) -> Value {
        let arguments = [&["search", "--format", "json"], arguments].concat();
        self.run(&arguments).ends_with(0).json()
    }

    /// How many notices the index has.
    pub fn count(&self) -> u64 {
        self.search(&[])["total"].as_u64().expect("a total")
    }
}

/// A program that has ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
        }
    }

    /// Checks the exit code, and that nothing panicked.
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }

    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stdout.contains(word), "`{word}` is not in {self:#?}");
        }
        self
    }

    pub fn complains(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is not in {self:#?}");
        }
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// The JSON values of the output, one a line.
    pub fn json_lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).expect(line);
        self.stdout.lines().map(parse).collect()
    }
}

/// Checks that an object has these fields.
pub fn has_fields(object: &Value, fields: &[&str]) {
    for field in fields {
        assert!(
            object.get(field).is_some(),
            "`{field}` is not in {object:#}"
        );
    }
}
