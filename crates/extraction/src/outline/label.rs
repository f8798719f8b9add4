//! Labels: the heading of an item, the head of a table row, a line such as
//! 件名：○○.

use std::collections::HashMap;

use irefuda_procurement::Lexicon;

use crate::text::{Stretch, is_longer, trim};
use crate::vocabulary::Vocabulary;

/// A heading is no longer than this, in characters.
const LONGEST_LABEL: usize = 40;

/// The labels that the lexicon knows, of fields and deadlines.
#[derive(Debug)]
pub(crate) struct Labels {
    known: Vocabulary,
    fields: Vec<Field>,
    /// The fields' labels, and their words.
    of_fields: Vec<FieldLabel>,
    words: Vocabulary,
    /// Those that a heading may end with, by their last character.
    by_last: HashMap<char, Vec<FieldLabel>>,
}

#[derive(Debug)]
struct Field {
    name: String,
    /// The surest first.
    labels: Vec<String>,
}

#[derive(Debug)]
struct FieldLabel {
    label: String,
    /// The number of its field.
    field: usize,
    /// Its place among the field's labels.
    rank: usize,
}

/// A heading that only ends with a label is no longer than this, in characters.
const LONGEST_ENDING: usize = 24;
/// Behind the label that a heading begins with stand no more characters.
const LONGEST_REST: usize = 8;
/// A label that a heading may end with has at least so many characters.
const SHORTEST_END: usize = 4;

impl Labels {
    pub fn new(lexicon: &Lexicon) -> Self {
        let of_fields = lexicon.headings.iter().flat_map(|heading| &heading.labels);
        let of_deadlines = lexicon
            .deadlines
            .iter()
            .flat_map(|deadline| deadline.labels.iter().chain(&deadline.wholes));
        let known = Vocabulary::new(of_fields.chain(of_deadlines));
        let mut fields: Vec<Field> = Vec::new();
        for heading in &lexicon.headings {
            let labels = heading.labels.iter().cloned();
            match fields.iter_mut().find(|field| field.name == heading.field) {
                Some(field) => field.labels.extend(labels),
                None => fields.push(Field {
                    name: heading.field.clone(),
                    labels: labels.collect(),
                }),
            }
        }
        let is_end = |label: &FieldLabel| label.label.chars().count() >= SHORTEST_END;
        let of_fields: Vec<FieldLabel> = field_labels(&fields).collect();
        let mut by_last: HashMap<char, Vec<FieldLabel>> = HashMap::new();
        for label in field_labels(&fields).filter(is_end) {
            if let Some(last) = label.label.chars().next_back() {
                by_last.entry(last).or_default().push(label);
            }
        }
        Self {
            known,
            words: Vocabulary::new(of_fields.iter().map(|label| &label.label)),
            of_fields,
            by_last,
            fields,
        }
    }

    /// The labels of a field, the surest first.
    pub fn of_field(&self, field: &str) -> &[String] {
        let number = self.number_of(field);
        number.map_or(&[], |number| &self.fields[number].labels)
    }

    /// The number by which [`Labels::ranks`] speaks of a field.
    pub fn number_of(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }

    /// The fields that a heading introduces and how sure it is of each: the
    /// position of the label that it begins with, with little behind it, or less
    /// surely ends with.
    pub fn ranks(&self, heading: &str) -> impl Iterator<Item = (usize, usize)> {
        let bare = heading.trim_start_matches(|character: char| !character.is_alphabetic());
        let bare = bare.trim_end_matches(|character: char| !character.is_alphanumeric());
        let joined = joined(bare);
        let bare = joined.as_deref().unwrap_or(bare);
        let mut ranks: Vec<(usize, usize)> = Vec::new();
        let ends = |found: &&FieldLabel| bare.ends_with(found.label.as_str());
        for word in self.words.prefixes(bare) {
            if !is_longer(&bare[word.end()..], LONGEST_REST) {
                let found = &self.of_fields[word.word];
                take_surest(&mut ranks, found.field, found.rank);
            }
        }
        let last = bare.chars().next_back();
        let last = last.filter(|_| !is_longer(bare, LONGEST_ENDING));
        let of_last = last.and_then(|last| self.by_last.get(&last));
        for found in of_last.into_iter().flatten().filter(ends) {
            let rank = found.rank + self.fields[found.field].labels.len();
            take_surest(&mut ranks, found.field, rank);
        }
        ranks.into_iter()
    }

    /// Whether a label only says that a time or place follows (提出期限).
    pub fn is_generic(&self, label: &str) -> bool {
        let bare = label.trim_matches(|character: char| !character.is_alphanumeric());
        self.of_field("generic")
            .iter()
            .any(|generic| generic == bare)
    }

    /// Whether a line is a known label and little else.
    pub(super) fn is_label(&self, content: &str) -> bool {
        self.prefix(content)
            .is_some_and(|length| !is_longer(&content[length..], 6))
    }

    /// Whether a text begins with a known label, perhaps behind a word that many
    /// labels may have before them.
    pub(super) fn begins(&self, text: &str) -> bool {
        const MORE: [&str; 6] = ["一般競争入札", "競争入札", "入札", "競争", "公募", "本"];
        let rests = MORE.iter().filter_map(|word| text.strip_prefix(word));
        self.prefix(text).is_some() || rests.into_iter().any(|rest| self.prefix(rest).is_some())
    }

    /// Length of the known label with which the text begins, if a space or a
    /// colon ends it; a label may go on as 参加申込書の提出期限 does.
    pub(super) fn whole_word(&self, text: &str) -> Option<usize> {
        const LONGEST_WORD: usize = 18;
        const ENDS: [&str; 14] = [
            "期限", "期間", "提出", "受付", "日時", "日", "場所", "方法", "通知", "公表", "回答",
            "決定", "締結", "締切",
        ];
        let length = self.prefix(text)?;
        let reach = text.char_indices().nth(LONGEST_WORD);
        let near = &text[..reach.map_or(text.len(), |(position, _)| position)];
        let word = near.find([' ', ':'])?;
        let is_whole = word == length || ENDS.iter().any(|end| text[..word].ends_with(end));
        (is_whole && word >= length).then_some(word)
    }

    /// Length of the known label with which the text begins.
    fn prefix(&self, text: &str) -> Option<usize> {
        self.known.prefix(text)
    }

    /// Length of the known label in the bracket that a text goes on from, if its
    /// characters are set apart: 件 名】.
    fn spaced(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 16;
        let reach = text.char_indices().nth(LONGEST);
        let near = &text[..reach.map_or(text.len(), |(position, _)| position)];
        let inside = &near[..near.find('】')?];
        let label = joined(inside)?;
        (self.prefix(&label) == Some(label.len())).then_some(inside.len())
    }

    /// A line that is a known label, alone or followed by its value: the label,
    /// and where the value begins.
    pub(super) fn line(&self, text: &str, content: Stretch) -> Option<(Stretch, usize)> {
        let slice = &text[content.clone()];
        let bare = slice.trim_start_matches(BULLETS);
        let start = content.start + slice.len() - bare.len();
        let known = self.prefix(bare).or_else(|| self.spaced(bare))?;
        let rest = &bare[known..];
        let closed = rest.trim_start_matches(['】', ']', '〉', '》', '>', ')', '」', '〕']);
        let end = start + known;
        let value = start + known + rest.len() - closed.len();
        let is_label = closed.trim().is_empty()
            || closed.starts_with([':', ' ', '\t', '…', '・'])
            || closed.len() < rest.len();
        if is_label {
            return Some((start..end, skip_separator(text, value..content.end)));
        }
        // 質問書の受付期限： and the like: a known label with more to it.
        let colon = bare.find(':').filter(|colon| {
            !is_longer(&bare[..*colon], LONGEST_LABEL) && !bare[..*colon].contains(['。', '、'])
        })?;
        let label = bare[..colon].trim_end_matches(['*', ' ']);
        Some((
            start..start + label.len(),
            skip_separator(text, start + colon..content.end),
        ))
    }
}

/// A label of which the characters are set apart, without the spaces: 件 名.
fn joined(label: &str) -> Option<String> {
    let mut words = label.split(' ').filter(|word| !word.is_empty());
    let is_spaced = label.contains(' ') && words.all(|word| word.chars().count() == 1);
    is_spaced.then(|| label.replace(' ', ""))
}

/// The labels of all fields, the surest of a field first.
fn field_labels(fields: &[Field]) -> impl Iterator<Item = FieldLabel> + '_ {
    fields.iter().enumerate().flat_map(|(field, of_field)| {
        let labels = of_field.labels.iter().enumerate();
        labels.map(move |(rank, label)| FieldLabel {
            label: label.clone(),
            field,
            rank,
        })
    })
}

/// Adds the rank of a field, unless a surer one is known.
fn take_surest(ranks: &mut Vec<(usize, usize)>, field: usize, rank: usize) {
    match ranks.iter_mut().find(|(known, _)| *known == field) {
        Some((_, known)) => *known = rank.min(*known),
        None => ranks.push((field, rank)),
    }
}

const BULLETS: [char; 23] = [
    '・', '●', '○', '◎', '■', '□', '◆', '◇', '▼', '▽', '▲', '△', '★', '☆', '【', '[', '〈', '《',
    '<', '※', '「', '〔', ' ',
];

/// A line without the marks of Markdown and the white space around it.
pub(super) fn content(text: &str, line: Stretch) -> Stretch {
    let line = trim(text, line);
    let slice = &text[line.clone()];
    let bare = slice.trim_start_matches(['#', '-', '*', '>', '|', ' ', '\\']);
    let bare = if slice.starts_with('-') && bare.is_empty() {
        slice
    } else {
        bare
    };
    let start = line.end - bare.len();
    trim(
        text,
        start..start + bare.trim_end_matches(['*', '|', ' ']).len(),
    )
}

/// Splits what follows a mark into the item's label and the start of its body.
pub(super) fn split(text: &str, line: Stretch, labels: &Labels) -> (Stretch, usize) {
    let slice = &text[line.clone()];
    let bare = slice.trim_start_matches([
        ' ', '\t', '.', '、', ':', '*', '【', '[', '「', '<', '■', '○', '〔',
    ]);
    let start = line.start + slice.len() - bare.len();
    let known = labels.prefix(bare);
    let ends_heading = |character: &char| {
        matches!(
            character,
            '\t' | ':' | '。' | '\n' | ' ' | '|' | '…' | '】' | ']'
        )
    };
    // Behind one character too many it is no heading, wherever it ends.
    let glued = glued_value(bare);
    let end = bare[..glued]
        .char_indices()
        .enumerate()
        .find(|(length, (_, character))| *length > LONGEST_LABEL || ends_heading(character))
        .map_or(glued, |(_, (position, _))| position);
    let heading = &bare[..end];
    let is_heading =
        !heading.is_empty() && !is_longer(heading, LONGEST_LABEL) && !bare[end..].starts_with('。');
    match known {
        // 名称及び数量○○業務: the label and its value without anything between.
        Some(known)
            if known < end
                && !is_inflected(&bare[known..])
                && !heading_goes_on(&bare[known..end]) =>
        {
            (
                start..start + known,
                skip_separator(text, start + known..line.end),
            )
        }
        _ if is_heading => (
            start..start + end,
            skip_separator(text, start + end..line.end),
        ),
        Some(known) if known >= end => (
            start..start + known,
            skip_separator(text, start + known..line.end),
        ),
        _ => (start..start, start),
    }
}

/// Where a value begins that is glued to its heading: a date, the first item
/// below it (入札書の提出(1)郵送による場合), or a sentence (申込書の提出この入札に…).
fn glued_value(text: &str) -> usize {
    const SIGNS: [&str; 17] = [
        "令和",
        "平成",
        "(1)",
        "(ア)",
        "①",
        "同年",
        "同月",
        "20",
        "この入札",
        "この公告",
        "この契約",
        "本入札に",
        "本業務に",
        "参加資格があると",
        "仕様書等は",
        "入札説明書は",
        "次により",
    ];
    let reach = text.char_indices().nth(LONGEST_LABEL + 1);
    let near = &text[..reach.map_or(text.len(), |(position, _)| position)];
    let is_value = |sign: &str, position: usize| {
        let rest = &near[position + sign.len()..];
        let begins = match sign {
            "令和" | "平成" => {
                rest.starts_with(|c: char| c.is_ascii_digit() || c == '元' || c == ' ')
                    && !rest.contains("年度")
            }
            "同年" | "同月" | "20" => {
                rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('日')
            }
            _ => true,
        };
        let goes_on = near[..position].ends_with([
            'ら', 'は', 'の', 'に', 'を', 'が', 'で', 'と', 'り', '、', ',', 'た', '及', '又',
        ]);
        let is_item = matches!(sign, "(1)" | "(ア)" | "①");
        begins && (is_item || !goes_on)
    };
    // Only the first of each sign counts.
    let mut seen = [false; SIGNS.len()];
    for (position, _) in near.char_indices() {
        for (sign, seen) in SIGNS.iter().zip(&mut seen) {
            if !*seen && near[position..].starts_with(sign) {
                *seen = true;
                if position > 0 && is_value(sign, position) {
                    return position;
                }
            }
        }
    }
    text.len()
}

/// Whether the text goes on with a particle, so that what stands before is part
/// of a sentence or a longer heading.
fn is_inflected(rest: &str) -> bool {
    rest.starts_with([
        'の', 'を', 'は', 'が', 'に', 'で', 'と', 'へ', 'も', '、', '及', '並', '又', '等', '・',
        '(', '終', '開', '受', '提', '期', '方', '場', '日', '時',
    ])
}

/// Whether what follows a known label looks like the rest of a heading.
fn heading_goes_on(rest: &str) -> bool {
    !is_longer(rest, 4)
}

/// Whether a line is a row of a table: cells between tabs, or in Markdown
/// between bars.
pub(super) fn is_row(content: &str) -> bool {
    let is_rule = content
        .chars()
        .all(|character| matches!(character, '-' | '|' | ':' | ' ' | '='));
    (content.contains('\t') || content.contains('|')) && !is_rule
}

/// The labelled cells of a table row: the first cell labels the second; where
/// the third cell is a known label, it labels the fourth.
pub(super) fn cells(text: &str, row: Stretch, labels: &Labels) -> Vec<(Stretch, Stretch)> {
    let separator = if text[row.clone()].contains('\t') {
        '\t'
    } else {
        '|'
    };
    let mut starts = vec![row.start];
    starts.extend(
        text[row.clone()]
            .match_indices(separator)
            .map(|(offset, _)| row.start + offset + 1),
    );
    let is_label = |cell: usize| {
        let end = starts.get(cell + 1).map_or(row.end, |next| next - 1);
        let slice = text[starts[cell]..end].trim();
        labels.prefix(slice.trim_start_matches(BULLETS)).is_some()
            && !is_longer(slice, LONGEST_LABEL)
    };
    let mut heads: Vec<usize> = (0..starts.len().saturating_sub(1))
        .filter(|cell| is_label(*cell))
        .collect();
    if heads.is_empty() {
        heads.push(0);
    }
    heads.dedup_by(|later, earlier| *later == *earlier + 1);
    let ends: Vec<usize> = heads[1..]
        .iter()
        .map(|head| starts[*head])
        .chain([row.end])
        .collect();
    heads
        .iter()
        .zip(ends)
        .map(|(head, end)| {
            (
                trim(text, starts[*head]..starts[head + 1] - 1),
                starts[head + 1]..end,
            )
        })
        .collect()
}

fn skip_separator(text: &str, stretch: Stretch) -> usize {
    let slice = &text[stretch.clone()];
    stretch.start + slice.len()
        - slice
            .trim_start_matches([':', ' ', '\t', '\n', '|', '…', '・', '】', ']'])
            .len()
}
