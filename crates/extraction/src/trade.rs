//! What is bought, from who may bid: the trade (業種, 工種) under which a bidder
//! must stand on the list, and the list itself.
//!
//! A title often leaves it open (トイレ改修工事 is work of 管 or of 建築); the list
//! asked for says it. The subcategories of works are the trades of the
//! Construction Business Act, so there the list goes before the title.

use std::collections::HashMap;

use irefuda_procurement::{Category, Lexicon, PartRole};

use crate::category::{self, Decided, Trades};
use crate::reading::Reading;
use crate::text::Stretch;
use crate::vocabulary::Vocabulary;

/// The words by which the trade is known that a bidder must stand for.
#[derive(Debug)]
pub(crate) struct AskedTrades {
    /// What the trades of works are called in lists and permits.
    works: Vocabulary,
    /// The subcategory of each, as an index into the lexicon.
    of_works: Vec<usize>,
    /// What names a category in the name of a list or behind it.
    lists: Vocabulary,
    of_lists: Vec<Category>,
}

impl AskedTrades {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut works: HashMap<String, usize> = HashMap::new();
        for (index, row) in lexicon.subcategories.iter().enumerate() {
            if row.category == Category::Works {
                let name = &row.name;
                for form in [
                    format!("{name}工事"),
                    format!("{name}一式"),
                    // As scanned pages are often read.
                    format!("{name}エ事"),
                    format!("{name}ー式"),
                    format!("「{name}」"),
                    format!("\"{name}\""),
                ] {
                    works.entry(form).or_insert(index);
                }
                // とび・土工 stands for とび・土工・コンクリート, タイル for its like.
                if let Some((short, _)) = name.rsplit_once('・') {
                    works.entry(format!("{short}工事")).or_insert(index);
                }
            }
        }
        let mut works: Vec<(String, usize)> = works.into_iter().collect();
        works.sort();
        let (works, of_works): (Vec<String>, Vec<usize>) = works.into_iter().unzip();
        let (lists, of_lists) = LISTS.iter().copied().unzip::<_, _, Vec<_>, Vec<_>>();
        Self {
            works: Vocabulary::new(works),
            of_works,
            lists: Vocabulary::new(lists),
            of_lists,
        }
    }
}

/// How lists name what they are for.
const LISTS: [(&str, Category); 20] = [
    ("建設工事", Category::Works),
    ("建設エ事", Category::Works),
    ("工事請負", Category::Works),
    ("測量・建設コンサルタント", Category::Consultancy),
    ("建設コンサルタント", Category::Consultancy),
    ("測量等", Category::Consultancy),
    ("建設関連業務", Category::Consultancy),
    ("物品の販売", Category::Goods),
    ("物品の製造", Category::Goods),
    ("物品の買受け", Category::Goods),
    ("物品", Category::Goods),
    ("物件の買入れ", Category::Goods),
    ("役務の提供", Category::Services),
    ("役務", Category::Services),
    ("業務委託", Category::Services),
    ("委託業務", Category::Services),
    ("一般委託", Category::Services),
    ("サービス", Category::Services),
    ("施設維持管理", Category::Services),
    ("賃貸借", Category::Services),
];

const PARTS: [PartRole; 2] = [PartRole::Notice, PartRole::Instructions];

/// How far behind a label or a list the trade stands, in characters.
const NEAR: usize = 60;

/// The trade of works that a list, a label or a permit asks for.
pub(crate) fn of_works(reading: &Reading, trades: &AskedTrades) -> Option<Decided<String>> {
    const BEFORE: [&str; 6] = ["工種", "工事種別", "工事の種類", "業種", "種目", "名簿"];
    const BEHIND: [&str; 2] = ["建設業", "工事業"];
    let decided = |stretch: Stretch, word: usize| Decided {
        value: reading.lexicon.subcategories[trades.of_works[word]]
            .name
            .clone(),
        stretch,
    };
    for section in reading.sections_of(&PARTS) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        let mut signs: Vec<usize> = BEFORE
            .iter()
            .flat_map(|sign| {
                text.match_indices(sign)
                    .map(|(start, sign)| start + sign.len())
            })
            .collect();
        signs.sort_unstable();
        for start in signs {
            let near = line_behind(&text[start..]);
            if let Some(found) = trades.works.find_all(near).first() {
                let start = whole.start + start;
                return Some(decided(
                    start + found.start()..start + found.end(),
                    found.word,
                ));
            }
        }
        // 電気工事業に係る特定建設業の許可.
        let permits = BEHIND
            .iter()
            .filter_map(|sign| text.find(sign).map(|start| start + sign.len()));
        let Some(end) = permits.min() else {
            continue;
        };
        let start = text[..end]
            .char_indices()
            .rev()
            .nth(NEAR / 2)
            .map_or(0, |(start, _)| start);
        if let Some(found) = trades.works.find_all(&text[start..end]).last() {
            let start = whole.start + start;
            return Some(decided(
                start + found.start()..start + found.end(),
                found.word,
            ));
        }
    }
    None
}

/// What stands near behind a label, in its line or the cell below it.
fn line_behind(text: &str) -> &str {
    let begin = text.len()
        - text
            .trim_start_matches([' ', '\n', '\t', '|', ':', '】', ')'])
            .len();
    let end = text[begin..]
        .char_indices()
        .take(NEAR)
        .take_while(|(_, character)| !matches!(character, '。' | '\n'))
        .last()
        .map_or(begin, |(position, character)| {
            begin + position + character.len_utf8()
        });
    &text[..end]
}

/// The category of the list on which a bidder must stand, if it is for one only:
/// 物品購入等競争入札参加資格者名簿, 名簿(測量・建設コンサルタント等), 全省庁統一資格
/// 「物品の販売」.
pub(crate) fn of_list(reading: &Reading, trades: &AskedTrades) -> Option<Decided<Category>> {
    for section in reading.sections_of(&PARTS) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        for sign in ["名簿", "統一資格"] {
            let Some(end) = text.find(sign).map(|start| start + sign.len()) else {
                continue;
            };
            let start = text[..end]
                .char_indices()
                .rev()
                .take(NEAR / 2)
                .take_while(|(_, character)| !matches!(character, '。' | '\n'))
                .last()
                .map_or(end, |(start, _)| start);
            let end = end + line_behind(&text[end..]).len();
            let found = trades.lists.find_all(&text[start..end]);
            let mut categories = found.iter().map(|found| trades.of_lists[found.word]);
            let Some(first) = categories.next() else {
                continue;
            };
            if categories.all(|category| category == first) {
                let start = whole.start + start;
                return Some(Decided {
                    value: first,
                    stretch: start + found[0].start()..start + found[0].end(),
                });
            }
        }
    }
    None
}

/// The subcategory by the words of the trade that a list is asked for: 営業種目「電気・
/// 通信機器」, 業種「データ入力」.
pub(crate) fn asked(
    reading: &Reading,
    trades: &Trades,
    category: Category,
) -> Option<Decided<String>> {
    const SIGNS: [&str; 6] = ["営業種目", "業種", "種目", "中分類", "小分類", "名簿"];
    for section in reading.sections_of(&PARTS) {
        let whole = &reading.sections[section].whole;
        let text = reading.get(whole);
        for sign in SIGNS {
            let Some(start) = text.find(sign).map(|start| start + sign.len()) else {
                continue;
            };
            let end = start + line_behind(&text[start..]).len();
            let place = whole.start + start..whole.start + end;
            let decided = category::subcategory(reading, trades, &place, category);
            if decided.is_some() {
                return decided;
            }
        }
    }
    None
}
