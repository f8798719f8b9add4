//! Why a file could not be read, in the words of whoever has to mend it.

use irefuda_indexer::Problem;

/// What each reason means; of the others the message says enough.
const MEANINGS: &[(&str, &str)] = &[
    ("crashed", "読み取り中に異常終了しました"),
    ("damaged", "壊れているか、途中で切れています"),
    ("empty", "文字がありません"),
    (
        "encrypted",
        "パスワードが必要です。パスワードのない写しを置いてください",
    ),
    ("internal", "プログラムの不具合です。お知らせください"),
    ("link-loop", "リンクが輪になっています"),
    ("no-worker", "読み取り用の子プロセスを起動できません"),
    ("notice-file", "notice.toml の書き方に誤りがあります"),
    ("out-of-memory", "読み取りに必要なメモリが多すぎます"),
    (
        "scanned",
        "紙をスキャンした画像です。tesseract-ocr と tesseract-ocr-jpn を入れると読めます",
    ),
    ("timed-out", "時間内に読み終わりません"),
    ("too-deep", "書庫の中の書庫が深すぎます"),
    ("too-large", "大きすぎます"),
    ("too-large-unpacked", "展開すると大きすぎます"),
    ("too-many-entries", "書庫の中のファイルが多すぎます"),
    ("undecodable", "文字コードが分かりません"),
    ("unreadable", "開けません"),
    ("unsupported", "読めない形式です"),
];

/// What a reason means.
pub(crate) fn meaning(reason: &str) -> &'static str {
    let found = MEANINGS.iter().find(|(known, _)| *known == reason);
    found.map_or("読めません", |(_, meaning)| meaning)
}

/// The problem in one sentence: its meaning, its code, and the details.
pub(crate) fn sentence(problem: &Problem) -> String {
    let Problem { reason, message } = problem;
    format!("{} [{reason}] {message}", meaning(reason))
}
