//! 全国地方公共団体コード: the six digits that name a local government.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A local government's code: JIS X 0401 prefecture (2 digits), JIS X 0402
/// municipality (3 digits, 000 for the prefecture itself) and a check digit.
///
/// A value of this type has a right check digit; that the government exists is
/// the lexicon's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LgCode(u32);

/// Why six characters are no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LgCodeError {
    /// Not six digits.
    #[error("`{0}` is not a 全国地方公共団体コード: six digits such as 331007 are expected")]
    Form(String),
    /// The last digit does not follow from the others.
    #[error("`{code}` has a wrong check digit: {expected} would be right")]
    CheckDigit {
        /// The code as given.
        code: String,
        /// The digit that belongs at its end.
        expected: u32,
    },
}

impl LgCode {
    /// The prefecture that this government is or lies in.
    pub fn prefecture(self) -> Self {
        let body = self.0 / 10_000 * 1_000;
        Self(body * 10 + check_digit(body))
    }

    /// Whether it is a prefecture's own code.
    pub fn is_prefecture(self) -> bool {
        self.prefecture() == self
    }

    /// The code as a number, for compact columns.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The check digit of a five-digit code, by 総務省's rule: weights 6 to 2,
/// eleven minus the sum modulo eleven, last digit of that.
fn check_digit(body: u32) -> u32 {
    let digits = [body / 10_000, body / 1_000, body / 100, body / 10, body];
    let sum: u32 = digits
        .iter()
        .zip([6, 5, 4, 3, 2])
        .map(|(digit, weight)| digit % 10 * weight)
        .sum();
    (11 - sum % 11) % 10
}

impl FromStr for LgCode {
    type Err = LgCodeError;

    fn from_str(code: &str) -> Result<Self, LgCodeError> {
        let is_six_digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = match code.parse() {
            Ok(number) if is_six_digits => number,
            _ => return Err(LgCodeError::Form(code.chars().take(20).collect())),
        };
        let expected = check_digit(number / 10);
        if number % 10 != expected {
            let code = code.to_owned();
            return Err(LgCodeError::CheckDigit { code, expected });
        }
        Ok(Self(number))
    }
}

impl fmt::Display for LgCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:06}", self.0)
    }
}

impl TryFrom<String> for LgCode {
    type Error = LgCodeError;

    fn try_from(code: String) -> Result<Self, LgCodeError> {
        code.parse()
    }
}

impl From<LgCode> for String {
    fn from(code: LgCode) -> Self {
        code.to_string()
    }
}
