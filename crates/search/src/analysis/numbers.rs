//! Numbers as one term: 12,345 is 12345 and 3.5 is 3.5.

/// Where the number that begins at `start` ends, if one begins there.
pub(crate) fn number_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = digits_end(bytes, start);
    if end == start {
        return None;
    }
    while bytes.get(end) == Some(&b',') && digits_end(bytes, end + 1) == end + 4 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && digits_end(bytes, end + 1) > end + 1 {
        end = digits_end(bytes, end + 1);
    }
    Some(end)
}

/// A number of four or more digits as texts mostly write it: 12,345 for 12345.
pub(crate) fn grouped(term: &str) -> Option<String> {
    let is_plain = term.len() > 3 && term.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| {
        let mut grouped = String::new();
        for (position, digit) in term.char_indices() {
            if position > 0 && (term.len() - position).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    })
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    let digits = bytes[start.min(bytes.len())..].iter();
    start + digits.take_while(|byte| byte.is_ascii_digit()).count()
}
