//! Parts: the documents that stand one after the other in one file.
//!
//! A part begins with a heading that names a document of a known role (入札説明書,
//! 委任状, 情報セキュリティポリシー). Pages copied from a portal have lost their
//! line breaks; there a title spread by spaces (入 札 説 明 書) or a form's number
//! before its name still shows where a document begins.

use std::iter;
use std::sync::LazyLock;

use irefuda_procurement::{Lexicon, PartRole};
use regex::Regex;

use crate::outline::{Style, ordinal};
use crate::text::{Stretch, Text, is_contents_line, is_longer, trim};
use crate::vocabulary::Vocabulary;

/// One document of the file.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub role: PartRole,
    pub title: Option<Stretch>,
    pub whole: Stretch,
}

/// A text with its parts.
pub(crate) struct Divided<'a> {
    pub text: Text<'a>,
    pub sections: Vec<Section>,
}

/// The headings by which parts are told apart.
#[derive(Debug)]
pub(crate) struct Roles {
    headings: Vocabulary,
    roles: Vec<PartRole>,
}

/// A line of more characters than this has lost its line breaks.
const LONG_LINE: usize = 300;
/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 50;
/// What stands before the first heading belongs to its document if it is no
/// longer than this, in characters: a logo, a date, an address.
const LONGEST_PREAMBLE: usize = 160;
/// The name that stands in a heading before its role is no longer than this, in
/// characters.
const LONGEST_NAME: usize = 12;
/// A heading with less text than this behind it, in characters, begins nothing.
const SHORTEST_PART: usize = 20;

static FORM_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(【\[]?(?:別紙|別記|指定)?\s?(?:第\s?[0-9一二三四五六七八九十]+\s?号の?[0-9]*\s?)?様式(?:\s?第?\s?[0-9一二三四五六七八九十]+(?:号|-[0-9]+)?)?")
        .expect("the pattern is well formed")
});
static INLINE_FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:別紙|別記)?様式第?[0-9]+号?\([^)]{2,30}\)").expect("the pattern is well formed")
});
static SPREAD_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:[\p{Han}\p{Hiragana}\p{Katakana}][ \u{3000}]){2,}[\p{Han}\p{Hiragana}\p{Katakana}]",
    )
    .expect("the pattern is well formed")
});

impl Roles {
    pub fn new(lexicon: &Lexicon) -> Self {
        let phrases = lexicon.roles.iter().flat_map(|words| &words.headings);
        let headings = Vocabulary::new(phrases);
        let roles = lexicon
            .roles
            .iter()
            .flat_map(|words| words.headings.iter().map(|_| words.role));
        Self {
            headings,
            roles: roles.collect(),
        }
    }

    /// The role that a heading names: by the last phrase in it, which must end
    /// it but for brackets and a date.
    fn of_heading(&self, heading: &str) -> Option<PartRole> {
        if !self.headings.is_in(heading) {
            return None;
        }
        let bare = strip_tail(heading);
        let found = self.headings.find_iter(bare).last()?;
        (found.end() == bare.len()).then(|| self.roles[found.word])
    }

    /// The role that a file's name tells: 02_仕様書.pdf, 様式第1号.docx.
    fn of_file_name(&self, name: &str) -> Option<PartRole> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let name = irefuda_folding::fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let found = self.headings.find_iter(name.text()).last();
        let by_heading = found.map(|found| self.roles[found.word]);
        let is_form = name.text().contains("様式");
        is_form.then_some(PartRole::Form).or(by_heading)
    }
}

/// A file in a text of several: where it stands, and what its name says of it.
pub(crate) struct FileStretch<'a> {
    pub whole: Stretch,
    pub name: &'a str,
}

/// Divides the text into parts; there is at least one of each file, and together
/// they are the whole text.
pub(crate) fn divide(text: &Text, roles: &Roles, files: &[FileStretch]) -> Vec<Section> {
    let folded = text.folded();
    let mut heads = line_heads(folded, roles);
    heads.extend(inline_heads(text, roles));
    heads.sort_by_key(|head| head.title.start);
    heads.dedup_by(|later, earlier| later.title.start < earlier.title.end);
    let mut heads = heads.into_iter().peekable();
    let mut sections = Vec::new();
    for file in files {
        let is_inside = |head: &Head| head.title.start < file.whole.end;
        let of_file = iter::from_fn(|| heads.next_if(is_inside)).collect();
        let untitled = roles.of_file_name(file.name).unwrap_or(PartRole::Notice);
        let of_file = join_heads(folded, &file.whole, of_file, untitled);
        sections.extend(resumed(folded, of_file));
    }
    sections
}

struct Head {
    role: PartRole,
    title: Stretch,
    /// Where its part begins: with the line of the title, marks and all.
    start: usize,
}

/// Headings that stand on a line of their own.
fn line_heads(folded: &str, roles: &Roles) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut start = 0;
    for line in folded.split_inclusive('\n') {
        let stretch = trim(folded, start..start + line.len());
        start += line.len();
        if let Some(head) = line_head(folded, stretch, roles) {
            heads.push(head);
        }
    }
    heads
}

fn line_head(folded: &str, line: Stretch, roles: &Roles) -> Option<Head> {
    let slice = &folded[line.clone()];
    if slice.starts_with(['-', '|', '・', '('])
        && !slice.starts_with("(様式")
        && !slice.starts_with("(別")
        || slice.contains('\t')
        || is_contents_line(slice)
    {
        return None;
    }
    let bare = slice.trim_start_matches(['#', '*', ' ', '【', '<', '〈', '『', '「', '■']);
    let title = line.end - bare.len()..line.end;
    let bare = bare.trim_end_matches(['*', ' ']);
    if bare.is_empty() || is_longer(bare, LONGEST_HEADING) || bare.contains(['。', '、', ':', ','])
    {
        return None;
    }
    if bare.contains("様式") && FORM_NUMBER.is_match(bare) && !bare.contains(['を', 'は', '~'])
    {
        return Some(Head {
            role: PartRole::Form,
            start: line.start,
            title,
        });
    }
    let role = roles.of_heading(bare)?;
    let is_list = bare.matches("別紙").count() + bare.matches("別添").count() > 1
        || ["及び", "並びに", "又は", "について", "・", "等"]
            .iter()
            .any(|word| bare.contains(word));
    let mut characters = bare.chars();
    let (first, second) = (characters.next()?, characters.next());
    let is_kana = matches!(first, 'ア'..='ン') && matches!(second, Some(' ' | '.' | ')'));
    let is_item = first.is_ascii_digit() || matches!(first, '①'..='⑳') || is_kana;
    (!is_list && !is_item).then_some(Head {
        role,
        start: line.start,
        title,
    })
}

/// A heading without the bracket, the version or the closing mark at its end.
fn strip_tail(heading: &str) -> &str {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\([^()]{1,16}\)|〔[^〕]{1,16}〕|\[[^\]]{1,16}\]|【[^】]{1,16}】|[】」』>〉*]|\s|の?抜粋|案|文)+$").expect("the pattern is well formed")
    });
    TAIL.find(heading)
        .map_or(heading, |tail| &heading[..tail.start()])
}

/// Headings inside lines that have lost their breaks.
fn inline_heads(text: &Text, roles: &Roles) -> Vec<Head> {
    let folded = text.folded();
    let mut heads = Vec::new();
    let mut start = 0;
    for line in folded.split_inclusive('\n') {
        let stretch = start..start + line.len();
        start += line.len();
        if is_longer(line, LONG_LINE) {
            heads.extend(spread_titles(text, &stretch, roles));
            heads.extend(forms_inside(folded, &stretch));
            heads.extend(sentences_that_are_headings(folded, &stretch, roles));
        }
    }
    heads
}

/// Titles whose characters are spread by spaces in the raw text.
fn spread_titles(text: &Text, line: &Stretch, roles: &Roles) -> Vec<Head> {
    let raw_line = text.raw_range(line);
    let mut heads = Vec::new();
    for found in SPREAD_TITLE.find_iter(&text.raw()[raw_line.clone()]) {
        let raw = raw_line.start + found.start()..raw_line.start + found.end();
        let title = text.folded_range(raw);
        // The character glued to the spread title's end is the next word's.
        let mut shorter = shortened(text.folded(), title);
        while !shorter.is_empty() {
            if let Some(role) = roles.of_heading(text.get(&shorter)) {
                heads.push(Head {
                    role,
                    start: shorter.start,
                    title: shorter,
                });
                break;
            }
            let last = text
                .get(&shorter)
                .chars()
                .next_back()
                .map_or(1, char::len_utf8);
            shorter.end -= last;
        }
    }
    heads
}

/// The beginning of a stretch, no longer than a heading.
fn shortened(text: &str, stretch: Stretch) -> Stretch {
    let mut characters = text[stretch.clone()].char_indices();
    let end = characters.nth(LONGEST_HEADING);
    stretch.start..end.map_or(stretch.end, |(length, _)| stretch.start + length)
}

/// 別紙様式第1号(申請書): a form's number and name. In brackets it is only
/// spoken of.
fn forms_inside(folded: &str, line: &Stretch) -> Vec<Head> {
    let found = INLINE_FORM.find_iter(&folded[line.clone()]);
    found
        .map(|found| line.start + found.start()..line.start + found.end())
        .filter(|title| {
            let before = folded[..title.start].chars().next_back().unwrap_or('。');
            let after = folded[title.end..].chars().next().unwrap_or(' ');
            !matches!(before, '(' | '・' | '、' | '「' | 'の')
                && !matches!(
                    after,
                    'に' | 'を' | 'の' | 'で' | 'は' | 'と' | '、' | '。' | ')'
                )
        })
        .map(|title| Head {
            role: PartRole::Form,
            start: title.start,
            title,
        })
        .collect()
}

/// A role's phrase at the beginning of a sentence, behind at most a name, and
/// with no particle behind it: a heading that ran into the text.
fn sentences_that_are_headings(folded: &str, line: &Stretch, roles: &Roles) -> Vec<Head> {
    let slice = &folded[line.clone()];
    let mut heads = Vec::new();
    for found in roles.headings.find_iter(slice) {
        let before = &slice[..found.start()];
        let name: usize = before
            .chars()
            .rev()
            .take(LONGEST_NAME)
            .take_while(|character| matches!(character, '\u{4e00}'..='\u{9fff}'))
            .map(char::len_utf8)
            .sum();
        let sentence = found.start() - name;
        let begins_sentence = before[..sentence].ends_with(['。', '-', '\n']);
        let after = slice[found.end()..].trim_start();
        let is_boilerplate = matches!(
            roles.roles[found.word],
            PartRole::Policy | PartRole::Contract
        );
        if is_boilerplate && begins_sentence && !continues(after) {
            let title = line.start + sentence..line.start + found.end();
            heads.push(Head {
                role: roles.roles[found.word],
                start: title.start,
                title,
            });
        }
    }
    heads
}

/// Whether a text goes on with a particle or a bracket.
fn continues(text: &str) -> bool {
    text.starts_with([
        'の', 'を', 'は', 'が', 'に', 'で', 'と', 'も', '、', '。', '及', '並', '又', '等', ')',
        '」', '・', '(',
    ])
}

/// Makes parts of a file's text between the headings; `untitled` is the role of
/// what stands before the first.
fn join_heads(folded: &str, file: &Stretch, heads: Vec<Head>, untitled: PartRole) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let preamble = heads.first().map_or(file.end, |head| head.title.start);
    let preamble = folded[file.start..preamble].trim().chars().count();
    if preamble > LONGEST_PREAMBLE || heads.is_empty() {
        sections.push(Section {
            role: untitled,
            title: None,
            whole: file.clone(),
        });
    }
    for head in heads {
        let start = if sections.is_empty() {
            file.start
        } else {
            head.start
        };
        if let Some(last) = sections.last_mut() {
            let length = folded[last.whole.start..start].trim().chars().count();
            let title = last
                .title
                .as_ref()
                .map_or(0, |title| folded[title.clone()].chars().count());
            if length < title + SHORTEST_PART {
                last.title = Some(head.title);
                last.role = head.role;
                continue;
            }
            last.whole.end = start;
        }
        sections.push(Section {
            role: head.role,
            title: Some(head.title),
            whole: start..file.end,
        });
    }
    sections
}

/// Documents that go on behind a form or an appendix which was only named in them:
/// there the numbers of their headings count on.
fn resumed(folded: &str, sections: Vec<Section>) -> Vec<Section> {
    let mut all: Vec<Section> = Vec::new();
    // The document that may go on, and its last number.
    let mut open: Option<(PartRole, Style, u32)> = None;
    for section in sections {
        let is_appended = matches!(
            section.role,
            PartRole::Form | PartRole::Contract | PartRole::Policy
        );
        if !is_appended {
            open = last_number(folded, &section.whole, None)
                .map(|(style, number)| (section.role, style, number));
            all.push(section);
            continue;
        }
        let rest = open.and_then(|(role, style, number)| {
            let start = counting_on(folded, &section.whole, style, number)?;
            let whole = start..section.whole.end;
            let number = last_number(folded, &whole, Some((style, number)))?;
            open = Some((role, number.0, number.1));
            Some(Section {
                role,
                title: None,
                whole,
            })
        });
        let end = rest
            .as_ref()
            .map_or(section.whole.end, |rest| rest.whole.start);
        all.push(Section {
            whole: section.whole.start..end,
            ..section
        });
        all.extend(rest);
    }
    all
}

/// The marks with which the lines of a stretch begin, and where.
fn numbers<'a>(
    folded: &'a str,
    whole: &Stretch,
) -> impl Iterator<Item = (usize, (Style, u32))> + 'a {
    let mut start = whole.start;
    let lines = folded[whole.clone()].split_inclusive('\n');
    lines.filter_map(move |line| {
        let at = start;
        start += line.len();
        let bare = line.trim_start_matches(['#', '*', ' ']);
        (!is_contents_line(line)).then_some((at, ordinal(bare)?))
    })
}

/// The number up to which the headings count: from one, or on from another.
fn last_number(folded: &str, whole: &Stretch, from: Option<(Style, u32)>) -> Option<(Style, u32)> {
    numbers(folded, whole).fold(from, |last, (_, (style, number))| match last {
        None => (number == 1).then_some((style, number)),
        Some((own, last)) if style == own && number == last + 1 => Some((own, number)),
        last => last,
    })
}

/// Where headings count on from a number, if the first of their style does.
fn counting_on(folded: &str, whole: &Stretch, style: Style, number: u32) -> Option<usize> {
    let mut of_style = numbers(folded, whole).filter(|(_, (own, _))| *own == style);
    let (start, (_, first)) = of_style.next()?;
    (first == number + 1 && number > 1).then_some(start)
}
