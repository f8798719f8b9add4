//! Rules for items by their numbers: who of a joint venture has to meet them.

use std::sync::LazyLock;

use regex::Regex;

/// Who has to meet some items, by a rule such as 「(エ)から(オ)の条件については、構成員の
/// いずれかの者が満たしていれば足りる」 or 「代表者が(7)及び(8)の要件を満たすこと」.
#[derive(Debug)]
pub(super) struct Rule {
    /// The first and the last item of each range.
    items: Vec<(u32, u32)>,
    pub who: &'static str,
}

const MARK: &str = r"\(?(?:[ア-ン]|[0-9]{1,2}|[①-⑳])\)?";

impl Rule {
    /// The rules that a text states for the items below it.
    pub fn read(text: &str) -> Vec<Self> {
        static ITEMS_FIRST: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = format!(
                r"(?P<items>{MARK}(?:\s?(?:から|~|ないし|及び|並びに|、)\s?{MARK}(?:まで)?)*)\s?(?:まで)?の?(?:条件|要件|資格)?(?:(?:については|は|にあっては|について)[^。()①-⑳]{{0,40}}?(?P<who>(?:構成員|事業者|企業|団体|法人)のいずれか|いずれかの(?:構成員|事業者|企業|団体|法人|者)|全て|すべて|全員|全(?:構成員|事業者|社|者|団体)|各(?:構成員|事業者|社)|うち1者|代表)|(?P<except>を除き|以外は|を除いて)[^。]{{0,16}}?(?:全|すべて|各構成員))"
            );
            Regex::new(&pattern).expect("the pattern is well formed")
        });
        static WHO_FIRST: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = format!(
                r"(?P<who>代表者|代表構成員|代表企業|代表事業者|代表団体|代表法人|\p{{Han}}{{2,4}}担当(?:者|企業)?|(?:すべて|全て)の(?:構成員|者)|全構成員|構成員の?(?:全員|全て|すべて)|各構成員|いずれかの(?:構成員|者)|構成員のいずれか(?:の者|1者)?|(?:代表(?:者|構成員)以外|(?:その)?他)の構成員)(?:が|は)、?(?:上記|前記)?の?(?P<items>{MARK}(?:\s?(?:から|~|ないし|及び|並びに|、)\s?{MARK}(?:まで)?)*)\s?(?:まで)?の?(?:条件|要件|資格|実績|認証|許可|登録)?を"
            );
            Regex::new(&pattern).expect("the pattern is well formed")
        });
        if !text.contains("構成員") && !text.contains("代表") {
            return Vec::new();
        }
        let captures = ITEMS_FIRST
            .captures_iter(text)
            .chain(WHO_FIRST.captures_iter(text));
        let rules = captures.filter_map(|captures| {
            let items = ranges(&captures["items"]);
            let who = match captures.name("who").map(|who| who.as_str()) {
                // What all have to meet but these, one of them has to.
                None => "any member",
                Some(who) if who.contains("いずれか") || who == "うち1者" => "any member",
                Some(who) if who.contains("他の") || who.contains("以外") => "other members",
                Some(who) if who.starts_with("代表") => "representative",
                Some(who) if who.contains("担当") => "any member",
                Some(_) => "all members",
            };
            (!items.is_empty()).then_some(Self { items, who })
        });
        rules.collect()
    }

    pub fn is_about(&self, ordinal: u32) -> bool {
        self.items
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&ordinal))
    }

    /// The rule for items that are numbered イロハ.
    pub fn in_iroha(&self) -> Self {
        let iroha = |kana: u32| {
            let kana = KANA.chars().nth(kana as usize - 1)?;
            let position = IROHA.chars().position(|other| other == kana)?;
            u32::try_from(position + 1).ok()
        };
        let items = self.items.iter();
        let items = items.filter_map(|(first, last)| Some((iroha(*first)?, iroha(*last)?)));
        Self {
            items: items.collect(),
            who: self.who,
        }
    }
}

const KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシ";

/// (1)及び(3)から(6)まで.
fn ranges(items: &str) -> Vec<(u32, u32)> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<range>から|~|ないし)?\s?\(?(?P<mark>[ア-ン]|[0-9]{1,2}|[①-⑳])")
            .expect("the pattern is well formed")
    });
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for captures in ITEM.captures_iter(items) {
        let Some(ordinal) = ordinal(&captures["mark"]) else {
            continue;
        };
        match ranges
            .last_mut()
            .filter(|_| captures.name("range").is_some())
        {
            Some(range) => range.1 = ordinal,
            None => ranges.push((ordinal, ordinal)),
        }
    }
    ranges
}

fn ordinal(mark: &str) -> Option<u32> {
    const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    mark.parse().ok().or_else(|| {
        let position = [KANA, CIRCLED]
            .iter()
            .find_map(|marks| marks.chars().position(|other| mark.starts_with(other)))?;
        u32::try_from(position + 1).ok()
    })
}
