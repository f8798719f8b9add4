//! Text cut into segments at the ends of ranges that may overlap, so that a
//! template can mark them without nesting.

use irefuda_procurement::Span;

/// A stretch of text that the same ranges cover.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether any range covers it.
    pub is_marked: bool,
    /// The ranges that begin with it, by index.
    pub begins: Vec<usize>,
    /// The ranges that end with it, by index.
    pub ends: Vec<usize>,
}

/// Cuts a text at the ends of the ranges, given in Unicode scalar values. An
/// empty range, or one that reaches beyond the text, is left out.
pub(super) fn segments<'a>(text: &'a str, ranges: &[Span]) -> Vec<Segment<'a>> {
    let length = text.chars().count();
    let is_sound = |range: &Span| range.start < range.end && range.end <= length;
    let mut cuts = vec![0, length];
    for range in ranges.iter().filter(|range| is_sound(range)) {
        cuts.extend([range.start, range.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let bytes = byte_positions(text, &cuts);
    let among = |condition: &dyn Fn(&Span) -> bool| -> Vec<usize> {
        let sound = ranges
            .iter()
            .enumerate()
            .filter(|(_, range)| is_sound(range));
        sound
            .filter(|(_, range)| condition(range))
            .map(|(index, _)| index)
            .collect()
    };
    let mut segments = Vec::new();
    for (characters, bytes) in cuts.windows(2).zip(bytes.windows(2)) {
        let (start, end) = (characters[0], characters[1]);
        segments.push(Segment {
            text: &text[bytes[0]..bytes[1]],
            is_marked: !among(&|range| range.start <= start && end <= range.end).is_empty(),
            begins: among(&|range| range.start == start),
            ends: among(&|range| range.end == end),
        });
    }
    segments
}

/// The byte positions of sorted character positions.
fn byte_positions(text: &str, characters: &[usize]) -> Vec<usize> {
    let ends = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()]);
    let mut wanted = characters.iter().copied().peekable();
    let mut positions = Vec::with_capacity(characters.len());
    for (character, byte) in ends.enumerate() {
        if wanted.next_if_eq(&character).is_some() {
            positions.push(byte);
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marked segments in brackets.
    fn shown(text: &str, ranges: &[(usize, usize)]) -> String {
        let ranges: Vec<Span> = ranges
            .iter()
            .map(|&(start, end)| Span { start, end })
            .collect();
        let segments = segments(text, &ranges);
        let show = |segment: &Segment| match segment.is_marked {
            true => format!("[{}]", segment.text),
            false => segment.text.to_owned(),
        };
        segments.iter().map(show).collect()
    }

    #[test]
    fn ranges_are_marked() {
        for (text, ranges, expected) in [
            ("締切は明日", &[(0, 2)][..], "[締切]は明日"),
            ("締切は明日", &[], "締切は明日"),
            ("締切は明日", &[(0, 5)], "[締切は明日]"),
            ("締切は明日", &[(0, 3), (2, 5)], "[締切][は][明日]"),
            ("締切は明日", &[(0, 5), (1, 3)], "[締][切は][明日]"),
            ("締切は明日", &[(3, 9), (4, 4)], "締切は明日"),
            ("𠮷野町", &[(1, 2)], "𠮷[野]町"),
            ("", &[(0, 1)], ""),
        ] {
            assert_eq!(shown(text, ranges), expected, "{text} {ranges:?}");
        }
    }
}
