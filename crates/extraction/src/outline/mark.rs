//! Item marks: 1, (1), ア, (ア), ①, 第1, イ in the order of the iroha.

/// The system that a mark belongs to. Marks of one style count up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// 第1, 第2章.
    Chapter,
    /// 1, 2. in a heading of Markdown.
    HeadedNumber,
    /// 1, 2. elsewhere.
    Number,
    /// (1).
    Paren,
    /// 1).
    HalfParen,
    /// ①.
    Circled,
    /// ア in the order of the kana table.
    Kana,
    /// イ in the order of the iroha.
    Iroha,
    /// (ア).
    KanaParen,
    /// (イ) in the order of the iroha.
    IrohaParen,
    /// (a), a.
    Letter,
    /// 一, 二.
    Kanji,
    /// I., II.
    Roman,
    /// A Markdown heading without a number; the ordinal is its level.
    Heading,
    /// A line that is a known label.
    Label,
    /// A table row: the first cell is the label.
    Row,
}

/// A mark as it is written: possibly of two styles (イ is the second kana and
/// the first of the iroha).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub style: Style,
    pub ordinal: u32,
    /// Ordinal in the iroha, for kana.
    pub iroha: Option<u32>,
    /// Length in bytes.
    pub length: usize,
}

const KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシ";
const KANJI: &str = "一二三四五六七八九十";
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// The mark with which the text begins, if it begins with one.
pub(super) fn read(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    match first {
        '(' => in_parentheses(text),
        '0'..='9' => number(text),
        '①'..='⑳' => Some(plain(
            Style::Circled,
            first as u32 - '①' as u32 + 1,
            first.len_utf8(),
        )),
        'ア'..='ン' => kana(text, first),
        'a'..='z' => letter(text, first),
        'I' | 'V' | 'X' => roman(text),
        '第' => chapter(text),
        _ => kanji(text, first),
    }
}

/// The style and the number of the mark with which a text begins, of styles that
/// number the headings of a document; none else.
pub(crate) fn ordinal(text: &str) -> Option<(Style, u32)> {
    let mark = read(text)?;
    let is_outer = matches!(
        mark.style,
        Style::Chapter | Style::Number | Style::Roman | Style::Kanji
    );
    is_outer.then_some((mark.style, mark.ordinal))
}

fn plain(style: Style, ordinal: u32, length: usize) -> Mark {
    Mark {
        style,
        ordinal,
        iroha: None,
        length,
    }
}

fn position(table: &str, character: char) -> Option<u32> {
    let position = table.chars().position(|entry| entry == character)?;
    u32::try_from(position + 1).ok()
}

fn in_parentheses(text: &str) -> Option<Mark> {
    let (close, _) = text
        .char_indices()
        .take_while(|(position, _)| *position <= 8)
        .find(|(_, character)| *character == ')')?;
    let inside = text[1..close].trim();
    let length = close + 1;
    if let Some(ordinal) = short_number(inside) {
        return Some(plain(Style::Paren, ordinal, length));
    }
    let mut characters = inside.chars();
    let (character, None) = (characters.next()?, characters.next()) else {
        return None;
    };
    if let Some(ordinal) = position(KANA, character) {
        let iroha = position(IROHA, character);
        return Some(Mark {
            style: Style::KanaParen,
            ordinal,
            iroha,
            length,
        });
    }
    let letter = position(LETTERS, character).map(|ordinal| plain(Style::Letter, ordinal, length));
    letter
        .or_else(|| position(KANJI, character).map(|ordinal| plain(Style::Kanji, ordinal, length)))
}

fn short_number(text: &str) -> Option<u32> {
    let is_short =
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_short)
}

/// `1 `, `1.`, `1、`, `1)`, `1` directly before Japanese text.
fn number(text: &str) -> Option<Mark> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = short_number(&text[..digits])?;
    let rest = &text[digits..];
    let next = rest.chars().next()?;
    match next {
        ')' => Some(plain(Style::HalfParen, ordinal, digits + 1)),
        '.' | '、' | '．' => {
            let is_decimal =
                rest[next.len_utf8()..].starts_with(|after: char| after.is_ascii_digit());
            (!is_decimal).then(|| plain(Style::Number, ordinal, digits + next.len_utf8()))
        }
        ' ' | '\t' => {
            (!is_counted(rest.trim_start())).then(|| plain(Style::Number, ordinal, digits))
        }
        _ => (is_word(next) && !is_counted(rest)).then(|| plain(Style::Number, ordinal, digits)),
    }
}

fn is_word(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a number before this text counts something (1式, 2部, 3月) rather
/// than marking an item (2 日程, 5 回答).
fn is_counted(text: &str) -> bool {
    const ITEMS: [&str; 30] = [
        "日程",
        "日時",
        "時期",
        "名称",
        "回答",
        "通知",
        "部局",
        "分割",
        "分担",
        "件名",
        "人員",
        "種別",
        "種類",
        "社会",
        "組織",
        "番号",
        "本業務",
        "本件",
        "本工事",
        "本入札",
        "本契約",
        "本公告",
        "項目",
        "条件",
        "階層",
        "者の",
        "基本",
        "基準",
        "校正",
        "食材",
    ];
    let counts = text.starts_with(is_counter)
        || text.starts_with("カ所")
        || text.starts_with("カ月")
        || text.starts_with("か所")
        || text.starts_with("か月");
    counts && !ITEMS.iter().any(|item| text.starts_with(item))
}

fn is_counter(character: char) -> bool {
    matches!(
        character,
        '年' | '月'
            | '日'
            | '時'
            | '分'
            | '秒'
            | '円'
            | '部'
            | '式'
            | '台'
            | '名'
            | '枚'
            | '回'
            | '社'
            | '号'
            | '項'
            | '条'
            | '通'
            | '階'
            | '本'
            | '箇'
            | '個'
            | '以'
            | '級'
            | '種'
            | '丁'
            | '番'
            | 'つ'
            | 'ヶ'
            | 'ヵ'
            | '週'
            | '歳'
            | '倍'
            | '泊'
            | '床'
            | '戸'
            | '棟'
            | '校'
            | '缶'
            | '袋'
            | '冊'
            | '組'
            | '基'
            | '棹'
            | '脚'
            | '食'
            | '件'
            | '人'
            | '者'
            | '箱'
            | ','
            | '-'
            | '/'
            | '~'
            | '%'
    )
}

fn kana(text: &str, first: char) -> Option<Mark> {
    let rest = &text[first.len_utf8()..];
    if !rest.starts_with([' ', '.', ')', '、', '\t']) {
        return None;
    }
    let ordinal = position(KANA, first)?;
    let dot = usize::from(rest.starts_with(['.', ')']));
    let length = first.len_utf8() + dot;
    Some(Mark {
        style: Style::Kana,
        ordinal,
        iroha: position(IROHA, first),
        length,
    })
}

fn letter(text: &str, first: char) -> Option<Mark> {
    let rest = &text[1..];
    rest.starts_with([' ', '.', ')'])
        .then(|| position(LETTERS, first).map(|ordinal| plain(Style::Letter, ordinal, 2)))?
}

/// I., II. as folded from Ⅰ and Ⅱ.
fn roman(text: &str) -> Option<Mark> {
    const NUMBERS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let length = text.find(|character| !matches!(character, 'I' | 'V' | 'X'))?;
    let ordinal = NUMBERS
        .iter()
        .position(|number| *number == &text[..length])?;
    let rest = &text[length..];
    let is_mark = rest.starts_with(['.', '、'])
        || rest.starts_with(' ') && rest.trim_start().starts_with(is_word);
    is_mark.then(|| plain(Style::Roman, ordinal as u32 + 1, length))
}

fn chapter(text: &str) -> Option<Mark> {
    let after = &text['第'.len_utf8()..];
    let end =
        after.find(|character: char| !character.is_ascii_digit() && !KANJI.contains(character))?;
    let ordinal = short_number(&after[..end]).or_else(|| kanji_number(&after[..end]))?;
    let rest = &after[end..];
    let unit = ["章", "節", "条"]
        .iter()
        .find(|unit| rest.starts_with(**unit));
    let length = '第'.len_utf8() + end + unit.map_or(0, |unit| unit.len());
    let next = text[length..].chars().next().unwrap_or(' ');
    (unit.is_some() || next == ' ').then(|| plain(Style::Chapter, ordinal, length))
}

fn kanji(text: &str, first: char) -> Option<Mark> {
    let ordinal = position(KANJI, first)?;
    let rest = &text[first.len_utf8()..];
    rest.starts_with([' ', '.', '、'])
        .then(|| plain(Style::Kanji, ordinal, first.len_utf8()))
}

fn kanji_number(text: &str) -> Option<u32> {
    let mut number = 0;
    for character in text.chars() {
        number = match position(KANJI, character)? {
            10 if number == 0 => 10,
            10 => number * 10,
            digit => number + digit,
        };
    }
    (number > 0).then_some(number)
}
