//! What is bought: category (調達区分) and subcategory (営業種目), from the title.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use irefuda_procurement::{Category, Lexicon, PartRole};
use regex::Regex;

use crate::reading::Reading;
use crate::text::{Stretch, trim};
use crate::vocabulary::Vocabulary;

/// A category or subcategory and the words that it was read from.
pub(crate) struct Decided<T> {
    pub value: T,
    pub stretch: Stretch,
}

/// The words by which a category and a subcategory are known.
#[derive(Debug)]
pub(crate) struct Trades {
    endings: Words,
    categories: Words,
    /// The endings that decide a subcategory, and its words.
    subcategories: HashMap<Category, (Words, Words)>,
}

impl Trades {
    pub fn new(lexicon: &Lexicon) -> Self {
        let rows = || lexicon.categories.iter().enumerate();
        let endings = rows().map(|(index, row)| (index, &row.endings));
        let categories = rows().map(|(index, row)| (index, &row.words));
        let subcategories = lexicon.categories.iter().map(|category| {
            let rows = || {
                let rows = lexicon.subcategories.iter().enumerate();
                rows.filter(|(_, row)| row.category == category.name)
            };
            let endings = Words::new(rows().map(|(index, row)| (index, &row.endings)));
            let words = Words::new(rows().map(|(index, row)| (index, &row.words)));
            (category.name, (endings, words))
        });
        Self {
            endings: Words::new(endings),
            categories: Words::new(categories),
            subcategories: subcategories.collect(),
        }
    }
}

/// Words of several rows of the lexicon.
#[derive(Debug)]
struct Words {
    words: Vocabulary,
    /// The row of each word.
    rows: Vec<usize>,
}

impl Words {
    fn new<'a>(rows: impl Iterator<Item = (usize, &'a Vec<String>)>) -> Self {
        let words = rows.flat_map(|(row, words)| words.iter().map(move |word| (word, row)));
        let (words, rows): (Vec<&String>, Vec<usize>) = words.unzip();
        let words = Vocabulary::new(words);
        Self { words, rows }
    }

    /// The row of the longest of the words in a text, of equals of the last, and
    /// where that stands.
    fn longest(&self, text: &str, at_end: bool) -> Option<(usize, Stretch)> {
        let found = self.words.find_all(text).into_iter();
        let found = found.filter(|found| !at_end || found.end() == text.len());
        let longest =
            found.max_by_key(|found| (found.len(), found.start(), Reverse(found.word)))?;
        Some((self.rows[longest.word], longest.range()))
    }
}

/// The category: by the title's ending, else by words of the title, else by
/// what stands under 工種 or 業種.
pub(crate) fn category(
    reading: &Reading,
    trades: &Trades,
    title: &Stretch,
) -> Option<Decided<Category>> {
    let bare = without_tail(reading, title);
    let by_ending = of_stretch(reading, &trades.endings, &bare, true);
    let by_words = || of_stretch(reading, &trades.categories, title, false);
    by_ending
        .or_else(by_words)
        .or_else(|| stated(reading, trades))
}

/// What stands under 工種 or 種別, or behind 種別 in a portal's own head.
pub(crate) fn stated(reading: &Reading, trades: &Trades) -> Option<Decided<Category>> {
    let labelled = reading.labelled("category", &[PartRole::Notice, PartRole::Instructions]);
    let by_label = labelled.iter().find_map(|labelled| {
        let line = reading.first_line(&labelled.value);
        of_stretch(reading, &trades.categories, &line, false)
    });
    by_label.or_else(|| {
        let body = reading.body().start;
        let head = &reading.text.folded()[..body];
        let start = head.find("\n種別")? + 1;
        let line = head[start..].lines().next()?;
        of_stretch(
            reading,
            &trades.categories,
            &(start..start + line.len()),
            false,
        )
    })
}

fn of_stretch(
    reading: &Reading,
    words: &Words,
    stretch: &Stretch,
    at_end: bool,
) -> Option<Decided<Category>> {
    let (row, found) = words.longest(reading.get(stretch), at_end)?;
    Some(Decided {
        value: reading.lexicon.categories[row].name,
        stretch: stretch.start + found.start..stretch.start + found.end,
    })
}

/// The line at the head of a notice without a title that says what is bought or
/// sold: 市有地を一般競争入札で売却します, 村有林立木売払一般競争入札公告.
pub(crate) fn heading(reading: &Reading, trades: &Trades) -> Option<Stretch> {
    const LINES: usize = 8;
    const LONGEST: usize = 80;
    const ANNOUNCES: [&str; 6] = ["入札", "募集", "公募", "売", "プロポーザル", "見積"];
    let body = reading.body();
    let text = reading.get(&body);
    let mut start = body.start;
    let mut lines = text.split_inclusive('\n').filter_map(|line| {
        let stretch = trim(reading.text.folded(), start..start + line.len());
        start += line.len();
        (!stretch.is_empty()).then_some(stretch)
    });
    let says = |stretch: &Stretch| {
        let decided = of_stretch(reading, &trades.categories, stretch, false);
        decided
            .and_then(|decided| subcategory(reading, trades, stretch, decided.value))
            .is_some()
    };
    lines.by_ref().take(LINES).find_map(|line| {
        let words = reading.get(&line);
        let announces =
            words.chars().count() <= LONGEST && ANNOUNCES.iter().any(|word| words.contains(word));
        if !announces {
            return None;
        }
        // 一般競争入札の実施(交通信号灯器の購入).
        let inside = words
            .find('(')
            .zip(words.rfind(')'))
            .filter(|(open, close)| open < close)
            .map(|(open, close)| line.start + open + 1..line.start + close)
            .filter(says);
        inside.or_else(|| says(&line).then_some(line))
    })
}

/// The subcategory within a category: by the title's ending, else the longest
/// word of the title, of equals the last, since the head of a Japanese title
/// stands last.
pub(crate) fn subcategory(
    reading: &Reading,
    trades: &Trades,
    title: &Stretch,
    category: Category,
) -> Option<Decided<String>> {
    let (endings, words) = trades.subcategories.get(&category)?;
    let bare = without_tail(reading, title);
    let by_ending = endings.longest(reading.get(&bare), true);
    let (row, found) = by_ending.or_else(|| words.longest(reading.get(title), false))?;
    Some(Decided {
        value: reading.lexicon.subcategories[row].name.clone(),
        stretch: title.start + found.start..title.start + found.end,
    })
}

/// A title without brackets, quantities and 委託 at its end, which say nothing
/// of what is bought.
fn without_tail(reading: &Reading, title: &Stretch) -> Stretch {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\([^()]*\)|[\s　]|一式|その[0-9]+|第?[0-9]+号?|[0-9,]+(?:台|式|個|件|箇所|セット)|の?委託|請負|\(?単価契約\)?)+$").expect("the pattern is well formed")
    });
    match TAIL.find(reading.get(title)) {
        Some(tail) if tail.start() > 0 => title.start..title.start + tail.start(),
        _ => title.clone(),
    }
}

#[cfg(test)]
mod tests {
    use irefuda_procurement::{Lexicon, SourceFile};

    use crate::Extractor;

    const CASES: &str = include_str!("../tests/cases/trades.txt");

    fn read(extractor: &Extractor, title: &str, condition: &str) -> String {
        let text = format!(
            "倉敷市公告第1号\n\n 次のとおり一般競争入札を行うので公告する。\n\n令和8年10月1日\n\n\
             倉敷市長 某\n\n1 入札に付する事項\n(1) 件名 {title}\n(2) 履行場所 倉敷市内\n\
             2 入札参加資格\n(1) 地方自治法施行令第167条の4の規定に該当しないこと。\n(2) {condition}\n"
        );
        let notices = extractor.extract(&text, SourceFile::default());
        let category = notices[0].category.map_or("", |category| category.label());
        let subcategory = notices[0].subcategory.as_deref().unwrap_or_default();
        format!("{category} / {subcategory}").trim_end().to_owned()
    }

    #[test]
    fn what_is_bought_is_read_as_the_table_says() {
        let extractor = Extractor::new(&Lexicon::compiled_in().expect("the lexicon is valid"));
        let rows = CASES.lines().filter(|line| line.contains(" => "));
        let wrong: Vec<String> = rows
            .filter_map(|row| {
                let (title, expected) = row.split_once(" => ")?;
                let (title, condition) = title.split_once(" || ").unwrap_or((title, ""));
                let read = read(&extractor, title, condition);
                (read != expected.trim_end()).then(|| format!("{row}, not {read}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
