//! Where to go on: a place in an order, written so that it can stand in an
//! address.
//!
//! The place is the last hit's key and id, not a number of hits: what comes and
//! goes before it moves nothing behind it. A cursor says of which search it is
//! and as of which moment that one judged open and closed.
//!
//! ```text
//! cursor = "1" base64url( checksum JSON )      1 is the version
//! ```

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use irefuda_procurement::Moment;
use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::request::SearchRequest;

const VERSION: &str = "1";
const CHECKSUM_BYTES: usize = 6;
/// No cursor is longer: the id and the beginning of a title fit.
const MAX_LENGTH: usize = 4_000;

/// Behind which hit an answer begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Stands for the search that it goes on with.
    search: String,
    as_of: Moment,
    /// How many of the words were enough for that, as few notices had all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) least_words: Option<usize>,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// A hit's place in an order, the same in all segments and in later commits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub key: u64,
    /// Its title in place of the key, if it is sorted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub id: String,
}

impl Cursor {
    /// The cursor behind a hit of this search.
    pub(crate) fn new(
        request: &SearchRequest,
        as_of: DateTime,
        least_words: Option<usize>,
        place: Place,
    ) -> Self {
        Self {
            search: fingerprint(request),
            as_of: Moment::At(as_of),
            least_words,
            place,
        }
    }

    /// The moment as of which its search was answered.
    pub(crate) fn as_of(&self) -> DateTime {
        match self.as_of {
            Moment::At(moment) => moment,
            Moment::Day(day) => day.to_datetime(Time::midnight()),
        }
    }

    /// Whether it is one of this search.
    pub(crate) fn is_of(&self, request: &SearchRequest) -> bool {
        self.search == fingerprint(request)
    }
}

/// Stands for all that decides which notices are found, and in which order.
fn fingerprint(request: &SearchRequest) -> String {
    let search = SearchRequest {
        sort: Some(request.effective_sort()),
        ..request.without_presentation()
    };
    let mut hasher = blake3::Hasher::new();
    for (name, value) in search.to_parameters() {
        hasher.update(format!("{name}={value}\n").as_bytes());
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

fn checksum(json: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let hash = blake3::hash(json);
    std::array::from_fn(|place| hash.as_bytes()[place])
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_vec(self).map_err(|_| fmt::Error)?;
        let bytes = [&checksum(&json)[..], &json].concat();
        write!(formatter, "{VERSION}{}", BASE64URL_NOPAD.encode(&bytes))
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(encoded) = text.strip_prefix(VERSION) else {
            return Err("not a cursor of this version; begin anew without it".to_owned());
        };
        let damaged = || "damaged; take `next` of the answer before as it is".to_owned();
        if text.len() > MAX_LENGTH {
            return Err(damaged());
        }
        let bytes = BASE64URL_NOPAD
            .decode(encoded.as_bytes())
            .map_err(|_| damaged())?;
        let (sum, json) = bytes.split_at_checked(CHECKSUM_BYTES).ok_or_else(damaged)?;
        if sum != checksum(json) {
            return Err(damaged());
        }
        serde_json::from_slice(json).map_err(|_| damaged())
    }
}
