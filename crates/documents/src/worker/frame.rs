//! What parent and worker say to each other: a length of four bytes, the
//! smallest first, then so many bytes. A request is JSON followed by a frame
//! with the file; a reply is JSON.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::{Limits, Member};

/// No frame is longer: a text at its limit, escaped, is shorter.
const MAX_BYTES: u32 = 256 * 1024 * 1024;

/// One file to read; its bytes follow.
#[derive(Serialize, Deserialize)]
pub(crate) struct Request {
    /// Of which only the extension counts.
    pub(crate) name: String,
    pub(crate) limits: Limits,
    /// So many members are known already, from a worker that did not come to
    /// the end.
    pub(crate) skip: usize,
}

/// What a worker says.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reply {
    /// Once, at the start, with the protections that the kernel refused.
    Ready { missing: Vec<String> },
    /// It begins to read this member.
    Begin { name: Option<String> },
    /// It is still at work, and the next step may take longer than usual.
    Heartbeat,
    /// The member that was begun.
    Member(Member),
    /// There are no more members. A worker that retires reads no more files.
    Done { retires: bool },
}

/// Writes one frame, without flushing.
pub(crate) fn write(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok();
    let length = length.filter(|length| *length <= MAX_BYTES);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(bytes)
}

/// Reads one frame; none at the end of the input.
pub(crate) fn read(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u32::from_le_bytes(length);
    if length > MAX_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // It grows as the bytes come: a length alone costs nothing.
    let mut bytes = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}
