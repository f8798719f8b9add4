//! What a document announces (案件の種別) and by which method (入札方式).

use irefuda_procurement::{Kind, Lexicon, PartRole};

use crate::concordance::Group;
use crate::reading::Reading;
use crate::text::{Stretch, is_longer};
use crate::vocabulary::{Found, Vocabulary};

/// The head of a document, in characters: it says what the document is.
const HEAD: usize = 900;
/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 70;
/// The sentence that announces is no longer than this, in characters.
const LONGEST_SENTENCE: usize = 300;
/// Headings among so many first lines say what a document is.
const HEADING_LINES: usize = 12;

/// The phrases of the methods.
#[derive(Debug)]
pub(crate) struct Methods {
    phrases: Vocabulary,
    /// The method of each phrase, as an index into the lexicon.
    methods: Vec<usize>,
}

impl Methods {
    pub fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.methods.iter().enumerate();
        let (phrases, methods): (Vec<&str>, Vec<usize>) = rows
            .flat_map(|(index, method)| {
                method
                    .phrases
                    .iter()
                    .map(move |phrase| (phrase.as_str(), index))
            })
            .unzip();
        let phrases = Vocabulary::new(phrases);
        Self { phrases, methods }
    }

    /// The phrases of all methods.
    pub fn words(&self) -> &Vocabulary {
        &self.phrases
    }

    /// The methods that a line names.
    fn in_line<'a>(
        &'a self,
        reading: &'a Reading,
        line: &'a Stretch,
    ) -> impl Iterator<Item = (usize, Stretch)> + 'a {
        let found = self.phrases.find_iter(reading.get(line));
        let found = found.map(|found| found.moved(line.start));
        self.named(reading, line.end, found)
    }

    /// The methods that a section names.
    fn in_section<'a>(
        &'a self,
        reading: &'a Reading,
        section: usize,
    ) -> impl Iterator<Item = (usize, Stretch)> + 'a {
        let end = reading.sections[section].whole.end;
        self.named(reading, end, reading.words_of(section, Group::Methods))
    }

    fn named<'a>(
        &'a self,
        reading: &'a Reading,
        end: usize,
        found: impl Iterator<Item = Found> + 'a,
    ) -> impl Iterator<Item = (usize, Stretch)> + 'a {
        let text = &reading.text.folded()[..end];
        let found = found.filter(|found| !is_of_a_list(&text[found.end()..]));
        found.map(|found| (self.methods[found.word], found.range()))
    }
}

/// Whether the method's name is part of the name of a list, a rule or a form.
fn is_of_a_list(after: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "参加資格者名簿",
        "参加者名簿",
        "入札参加資格",
        "参加有資格",
        "参加資格審査",
        "有資格者",
        "指名業者",
        "参加者資格",
        "等参加資格",
        "実施要綱",
        "心得",
        "(指名競争",
        "(一般競争",
        "・指名競争",
    ];
    OTHERS.iter().any(|word| after.starts_with(word))
}

/// The signs of all kinds.
#[derive(Debug)]
pub(crate) struct Signs {
    phrases: Vocabulary,
}

impl Signs {
    pub fn new(lexicon: &Lexicon) -> Self {
        let kinds = lexicon.kinds.iter();
        let phrases = kinds.flat_map(|words| words.headings.iter().chain(&words.sentences));
        let phrases = Vocabulary::new(phrases);
        Self { phrases }
    }

    /// Whether each sign stands in a text, by kind and in its order, the
    /// headings' first.
    fn present(&self, text: &str) -> Vec<bool> {
        let mut present = vec![false; self.phrases.len()];
        for found in self.phrases.find_all(text) {
            present[found.word] = true;
        }
        present
    }
}

/// The kind and where the sign of it stands.
pub(crate) fn read(
    reading: &Reading,
    signs: &Signs,
    method: Option<&Stretch>,
    method_kind: Option<Kind>,
) -> (Kind, Option<Stretch>) {
    let head = head(reading);
    let present = signs.present(reading.get(&head));
    let mut present = present.iter();
    let headings = headings(reading);
    for words in &reading.lexicon.kinds {
        let mut of_text = |phrases: &'_ [String]| -> Vec<String> {
            let known = phrases.iter().zip(present.by_ref());
            known
                .filter(|(_, is_there)| **is_there)
                .map(|(phrase, _)| phrase.clone())
                .collect()
        };
        let (in_headings, in_sentences) = (of_text(&words.headings), of_text(&words.sentences));
        let signs = |phrases: &[String], stretch: &Stretch| -> Option<Stretch> {
            let text = reading.get(stretch);
            phrases.iter().find_map(|phrase| {
                let mut found = text.match_indices(phrase.as_str());
                let (start, _) = found.find(|(start, phrase)| match words.kind {
                    Kind::Result => is_over(&text[start + phrase.len()..]),
                    Kind::Cancellation => !is_of_a_lot(&text[..*start]),
                    _ => true,
                })?;
                Some(stretch.start + start..stretch.start + start + phrase.len())
            })
        };
        let in_heading = match words.kind {
            Kind::Other => ends_heading(reading, &headings, &in_headings),
            _ => headings.iter().find_map(|line| signs(&in_headings, line)),
        };
        let found = in_heading.or_else(|| signs(&in_sentences, &head));
        if let Some(sign) = found
            && fits(reading, words.kind)
        {
            return announced(words.kind, sign, method_kind);
        }
    }
    by_role(reading, method)
}

/// Whether what follows a sign of a result leaves it one: 落札者の決定方法 and
/// 受託候補者を募集します speak of one to come.
fn is_over(after: &str) -> bool {
    const TO_COME: [&str; 12] = [
        "方法",
        "の方法",
        "基準",
        "の基準",
        "を募集",
        "の募集",
        "の公募",
        "を公募",
        "を選定する",
        "の選定に",
        "予定",
        "の通知",
    ];
    !TO_COME.iter().any(|word| after.starts_with(word))
}

/// Whether the sentence before a cancellation is about one lot of several:
/// 物件番号4は…入札を取りやめました.
fn is_of_a_lot(before: &str) -> bool {
    let sentence = before.rsplit(['。', '\n']).next().unwrap_or(before);
    ["物件番号", "物件", "区分", "ロット"].iter().any(|lot| {
        let mut behind = sentence.match_indices(lot).map(|(at, lot)| at + lot.len());
        behind.any(|behind| {
            let number = sentence[behind..].trim_start_matches(['番', '号', ' ', '第']);
            number.starts_with(|character: char| character.is_ascii_alphanumeric())
        })
    })
}

/// A specification or a contract that speaks of a tender is no call for it.
fn fits(reading: &Reading, kind: Kind) -> bool {
    let role = reading.sections[0].role;
    let is_call = matches!(kind, Kind::TenderNotice | Kind::CallForProposals);
    !is_call
        || !matches!(
            role,
            PartRole::Specification | PartRole::Policy | PartRole::Contract
        )
}

/// A regulation or an article says so at the end of its first headings.
fn ends_heading(reading: &Reading, headings: &[Stretch], phrases: &[String]) -> Option<Stretch> {
    let headings = headings.iter().take(3);
    let mut headings = headings.filter(|line| !announces(reading, line));
    headings.find_map(|line| {
        let text = reading
            .get(line)
            .trim_end_matches(|character: char| !character.is_alphanumeric());
        let phrase = phrases
            .iter()
            .find(|phrase| text.ends_with(phrase.as_str()))?;
        let end = line.start + text.len();
        Some(end - phrase.len()..end)
    })
}

/// Whether a line is of the sentence that announces: …したいので、○○市契約規則 /
/// 第3条の規定により公告する.
fn announces(reading: &Reading, line: &Stretch) -> bool {
    let mut depth = 0;
    let outside = |character: &char| {
        depth += i32::from(*character == '(') - i32::from(*character == ')');
        depth <= 0 && !character.is_whitespace()
    };
    let text = reading.text.folded()[line.start..].chars();
    let sentence: String = text
        .take(LONGEST_SENTENCE)
        .filter(outside)
        .take_while(|character| *character != '。')
        .collect();
    let verbs = [
        "公告する",
        "公告します",
        "公示する",
        "公示します",
        "告示する",
    ];
    verbs.iter().any(|verb| sentence.contains(verb))
}

fn has_labelled_title(reading: &Reading) -> bool {
    let roles = [
        PartRole::Notice,
        PartRole::Instructions,
        PartRole::Specification,
        PartRole::Result,
    ];
    !reading.labelled("title", &roles).is_empty()
}

/// A tender notice by a method of proposals or quotations is a call for these.
fn announced(kind: Kind, sign: Stretch, method_kind: Option<Kind>) -> (Kind, Option<Stretch>) {
    match (kind, method_kind) {
        (Kind::TenderNotice, Some(by_method)) => (by_method, Some(sign)),
        _ => (kind, Some(sign)),
    }
}

fn by_role(reading: &Reading, method: Option<&Stretch>) -> (Kind, Option<Stretch>) {
    let first = &reading.sections[0];
    let kind = match first.role {
        PartRole::Instructions => Kind::Instructions,
        PartRole::Specification => Kind::Specification,
        PartRole::Result => Kind::Result,
        PartRole::Notice if method.is_some() && has_labelled_title(reading) => Kind::TenderNotice,
        _ => return (Kind::Other, None),
    };
    (kind, first.title.clone().or_else(|| method.cloned()))
}

/// The first lines that look like headings.
fn headings(reading: &Reading) -> Vec<Stretch> {
    let head = head(reading);
    let body = reading.body().start;
    let mut start = head.start;
    let mut lines = Vec::new();
    for line in reading.get(&head).split_inclusive('\n') {
        let stretch = start..start + line.trim_end().len();
        start += line.len();
        // In a portal's own head only the title says what the document is.
        let is_said = start > body || lines.is_empty() || line.starts_with("件名");
        let is_heading = is_said
            && !line.trim().is_empty()
            && !is_longer(line, LONGEST_HEADING)
            && !line.contains(['。', '\t', '|'])
            && !is_navigation(line)
            && !is_item(line);
        if is_heading {
            lines.push(stretch);
        } else if is_longer(line, LONGEST_HEADING)
            && start > body
            && (lines.is_empty() || answers(line))
        {
            lines.push(first_words(reading, stretch));
        }
        if lines.len() == HEADING_LINES {
            break;
        }
    }
    lines
}

/// Whether a line that has lost its breaks begins like answers to questions; a
/// portal gives them the heading of the notice that was asked about.
fn answers(line: &str) -> bool {
    ["質問", "質疑"].iter().any(|word| line.starts_with(word))
}

/// The beginning of a line that has lost its breaks: up to its first item or
/// full stop, no longer than a heading.
fn first_words(reading: &Reading, line: Stretch) -> Stretch {
    let text = reading.get(&line);
    let longest = text.char_indices().nth(LONGEST_HEADING);
    let longest = longest.map_or(text.len(), |(position, _)| position);
    let end = text[..longest].find(['。', '1']).filter(|end| *end > 0);
    line.start..line.start + end.unwrap_or(longest)
}

/// メニュー 入札を探す 落札結果 ログイン: many short words in a line.
fn is_navigation(line: &str) -> bool {
    let words = line.split([' ', '›', '»', '>', '／']);
    let words: Vec<&str> = words.filter(|word| !word.trim().is_empty()).collect();
    words.len() >= 4 && words.iter().all(|word| word.chars().count() <= 10)
}

/// Whether a line is an item of a list or of a table of contents.
fn is_item(line: &str) -> bool {
    let is_mark =
        |character: char| character.is_ascii_digit() || matches!(character, '(' | '①'..='⑳' | '・');
    line.contains("・・・")
        || line
            .trim_start_matches(['-', '#', ' ', '*'])
            .starts_with(is_mark)
}

/// The beginning of the announcement, with a portal's own head before it.
fn head(reading: &Reading) -> Stretch {
    let text = reading.text.folded();
    let body = reading.body().start;
    let end = text[body..].char_indices().nth(HEAD);
    0..end.map_or(text.len(), |(position, _)| body + position)
}

/// The method, as an index into the lexicon, and where it stands: under its
/// label, else the first that the notice, the instructions or the specification
/// names. A condition set on an open tender makes it a conditional one.
pub(crate) fn method(reading: &Reading, methods: &Methods) -> Option<(usize, Stretch)> {
    let roles = [
        PartRole::Notice,
        PartRole::Instructions,
        PartRole::Result,
        PartRole::Specification,
    ];
    let labelled = reading
        .labelled("method", &roles)
        .into_iter()
        .find_map(|labelled| {
            let line = reading.first_line(&labelled.value);
            methods.in_line(reading, &line).next()
        });
    let named = || {
        let sections = reading.sections_of(&roles).into_iter();
        let mut occurrences: Vec<(usize, Stretch)> = Vec::new();
        for section in sections {
            let found = methods.in_section(reading, section);
            occurrences.extend(found.take(MOST_OCCURRENCES));
        }
        occurrences.retain(|(index, stretch)| may_be_meant(reading, *index, stretch));
        let body = reading.body().start;
        let announced = occurrences
            .iter()
            .filter(|(_, stretch)| stretch.start >= body)
            .find(|(_, stretch)| is_announced(reading, stretch));
        announced.or(occurrences.first()).cloned()
    };
    let (method, stretch) = labelled.or_else(named)?;
    Some(conditional(reading, methods, method).unwrap_or((method, stretch)))
}

/// So many occurrences of methods are looked at in a section.
const MOST_OCCURRENCES: usize = 12;

/// Whether a text goes on as the sentence does that announces a method: other
/// methods stand in menus and in clauses.
fn is_announced(reading: &Reading, stretch: &Stretch) -> bool {
    const VERBS: [&str; 14] = [
        "に付",
        "を行",
        "を実施",
        "を執行",
        "により",
        "の公告",
        "公告",
        "の実施",
        "に参加",
        "実施要",
        "に係る",
        "方式",
        "の参加",
        "を次の",
    ];
    let after = &reading.text.folded()[stretch.end..];
    let after = match after.strip_prefix('(') {
        Some(inside) => inside.split_once(')').map_or(after, |(_, rest)| rest),
        None => after,
    };
    VERBS.iter().any(|verb| after.starts_with(verb))
}

/// A clause says that 随意契約 may follow a tender that failed; only where the
/// document begins, or asks who else could do it, is it the method.
fn may_be_meant(reading: &Reading, method: usize, stretch: &Stretch) -> bool {
    const ASKED: [&str; 6] = [
        "の相手方",
        "に係る公募",
        "の公募",
        "公募",
        "を予定",
        "事前確認",
    ];
    if reading.lexicon.methods[method].name != "随意契約" {
        return true;
    }
    let text = reading.text.folded();
    let own = reading.get(stretch);
    own != "随意契約" && own != "随契"
        || text[..stretch.start].chars().nth(LONGEST_HEADING).is_none()
        || ASKED
            .iter()
            .any(|word| text[stretch.end..].starts_with(word))
}

/// 一般競争入札 that is called 条件付, 制限付 or 事後審査型 elsewhere in the notice.
fn conditional(reading: &Reading, methods: &Methods, method: usize) -> Option<(usize, Stretch)> {
    let name = |index: usize| reading.lexicon.methods[index].name.as_str();
    if name(method) != "一般競争入札" {
        return None;
    }
    reading
        .sections_of(&[PartRole::Notice, PartRole::Instructions])
        .into_iter()
        .find_map(|section| {
            methods
                .in_section(reading, section)
                .find(|(index, _)| name(*index) == "条件付一般競争入札")
        })
}
