//! `notice.toml`: what whoever fetched the documents knows beside them.
//!
//! ```toml
//! address = "https://www.city.example.lg.jp/nyusatsu/123.html"   # where it was published
//! fetched_at = 2026-11-20T06:00:00+09:00
//! lg_code = "331007"                                             # 全国地方公共団体コード
//! ```
//!
//! All keys may be left out: the file alone says that what lies beside and below
//! it is one notice.

use std::path::Path;

use irefuda_documents::{self as documents, Limits};
use irefuda_extraction::Given;
use irefuda_procurement::LgCode;
use serde::Deserialize;

use crate::Problem;

/// Its name.
pub(crate) const NOTICE_FILE: &str = "notice.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeFile {
    address: Option<String>,
    fetched_at: Option<toml::value::Datetime>,
    lg_code: Option<String>,
}

/// Reads it; what it says wrongly is a problem that names the key.
pub(crate) fn parse(text: &str) -> Result<Given, Problem> {
    let file: NoticeFile = toml::from_str(text).map_err(|error| wrong(error.message()))?;
    let lg_code = file.lg_code.map(|code| {
        code.parse::<LgCode>()
            .map_err(|_| wrong(&format!("lg_code: {code} is no code of six digits")))
    });
    if let Some(address) = &file.address
        && !(address.starts_with("https://") || address.starts_with("http://"))
    {
        return Err(wrong("address: it has to begin with http:// or https://"));
    }
    Ok(Given {
        is_one_notice: true,
        address: file.address,
        fetched_at: file.fetched_at.map(|moment| moment.to_string()),
        lg_code: lg_code.transpose()?,
    })
}

/// Reads it from its path.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Given, Problem> {
    let bytes = documents::bytes(path, limits)?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it has to be UTF-8"))?;
    parse(&text)
}

fn wrong(message: &str) -> Problem {
    Problem {
        reason: "notice-file".to_owned(),
        message: message.to_owned(),
    }
}
