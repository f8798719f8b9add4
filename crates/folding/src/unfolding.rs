//! A folded text with what it lacks of the raw one, to be kept in its place.
//!
//! Folding a text is much more work than putting together again what it took
//! apart. Kept are the folded text and, in a few bytes a run, where each of its
//! bytes came from and the raw bytes that differ.

use crate::origins::{Origins, Run};
use crate::{Folded, fold};

/// First byte: the raw text follows as it is, or else its runs.
const WHOLE: u8 = 0;
const RUNS: u8 = 1;

/// Of a run: its raw bytes are the folded ones.
const SAME: usize = 0;
/// Of a run: its raw characters are the full-width forms of its letters, digits
/// and signs.
const WIDE: usize = 1;
/// Of a run: its steps, 1 more than their length in the folded text, and its raw
/// bytes follow.
const OTHER: usize = 2;

impl Folded {
    /// What this text, folded from `raw`, lacks of it.
    pub fn lacking(&self, raw: &str) -> Vec<u8> {
        self.runs_lacking(raw.as_bytes()).unwrap_or_else(|| {
            let mut whole = vec![WHOLE];
            whole.extend_from_slice(raw.as_bytes());
            whole
        })
    }

    /// The raw text and the text folded from it, from the folded text and what it
    /// lacks; none if the two do not belong together.
    pub fn unfold(text: String, lacking: &[u8]) -> Option<(String, Self)> {
        let (kind, rest) = lacking.split_first()?;
        if *kind == WHOLE {
            let raw = str::from_utf8(rest).ok()?.to_owned();
            let folded = fold(&raw);
            return Some((raw, folded));
        }
        let mut reader = Reader(rest);
        let mut raw: Vec<u8> = Vec::with_capacity(text.len() + rest.len());
        let mut runs = Vec::new();
        let mut folded = 0;
        while folded < text.len() {
            let dropped = reader.number()?;
            raw.extend_from_slice(reader.bytes(dropped)?);
            let length = reader.number()?;
            let bytes = text.as_bytes().get(folded..folded.checked_add(length)?)?;
            let kind = reader.number()?;
            let (step, raw_step) = match kind {
                SAME => (1, 1),
                WIDE => (1, WIDTH),
                other => (other - OTHER + 1, reader.number()?),
            };
            if length == 0 || !length.is_multiple_of(step) {
                return None;
            }
            runs.push(Run {
                folded: u32::try_from(folded).ok()?,
                raw: u32::try_from(raw.len()).ok()?,
                step: u32::try_from(step).ok()?,
                raw_step: u32::try_from(raw_step).ok()?,
            });
            match kind {
                SAME => raw.extend_from_slice(bytes),
                WIDE => raw.extend(bytes.iter().flat_map(|byte| wide(*byte))),
                _ => raw.extend_from_slice(reader.bytes((length / step).checked_mul(raw_step)?)?),
            }
            folded += length;
        }
        raw.extend_from_slice(reader.0);
        let origins = Origins::of(runs, u32::try_from(text.len()).ok()?);
        let raw = simdutf8::basic::from_utf8(&raw).ok()?.to_owned();
        Some((raw, Self { text, origins }))
    }

    /// None where a raw character is split among runs.
    fn runs_lacking(&self, raw: &[u8]) -> Option<Vec<u8>> {
        let mut lacking = vec![RUNS];
        let mut position = 0;
        for (run, end) in self.origins.runs() {
            let (folded, start) = (run.folded as usize, run.raw as usize);
            let length = end as usize - folded;
            let (step, raw_step) = (run.step as usize, run.raw_step as usize);
            if !length.is_multiple_of(step) {
                return None;
            }
            let dropped = raw.get(position..start)?;
            position = start + length / step * raw_step;
            let own = raw.get(start..position)?;
            let bytes = &self.text.as_bytes()[folded..end as usize];
            let is_wide = || {
                bytes
                    .iter()
                    .flat_map(|byte| wide(*byte))
                    .eq(own.iter().copied())
            };
            number(&mut lacking, dropped.len());
            lacking.extend_from_slice(dropped);
            number(&mut lacking, length);
            match (step, raw_step) {
                (1, 1) if own == bytes => number(&mut lacking, SAME),
                (1, WIDTH) if is_wide() => number(&mut lacking, WIDE),
                _ => {
                    number(&mut lacking, OTHER + step - 1);
                    number(&mut lacking, raw_step);
                    lacking.extend_from_slice(own);
                }
            }
        }
        lacking.extend_from_slice(raw.get(position..)?);
        Some(lacking)
    }
}

/// Bytes of a full-width form.
const WIDTH: usize = 3;

/// The full-width form of an ASCII sign, U+FF01 for `!` and so on, in UTF-8.
fn wide(sign: u8) -> [u8; WIDTH] {
    let behind = 0xff00 + u32::from(sign.wrapping_sub(0x20));
    let character = char::from_u32(behind).unwrap_or_default();
    let mut bytes = [0; WIDTH];
    character.encode_utf8(&mut bytes);
    bytes
}

/// Writes a number, seven bits a byte, the lowest first.
fn number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }
}
