//! Other ways to meet a condition: what a second sentence offers, what may take
//! the place of a list or a permit, and items of which one is enough.

use std::sync::LazyLock;

use irefuda_procurement::{Leaf, LeafKind, Level, Requirement};
use regex::Regex;

use super::Context;
use super::compact::Compact;
use super::items::one;
use crate::text::Stretch;

/// 市内に営業所がある方は、本社が県外であってもかまいません: a sentence that offers
/// another way to meet the condition before it.
pub(super) fn is_another_way(sentence: &str, before: &[Requirement], read: &[Requirement]) -> bool {
    const OFFERS: [&str; 10] = [
        "この限りで",
        "かまいません",
        "構いません",
        "かまわない",
        "構わない",
        "でもよい",
        "でも可",
        "足りる",
        "とみなす",
        "とみなします",
    ];
    let kind = |condition: &Requirement| match condition {
        Requirement::Leaf(leaf) if leaf.level == Level::Required => Some(leaf.kind),
        // ISMSの認証又はこれらと同等の体制.
        Requirement::Any { any, .. } => match any.first() {
            Some(Requirement::Leaf(leaf)) if leaf.level == Level::Required => Some(leaf.kind),
            _ => None,
        },
        _ => None,
    };
    let goes_on = ["又は", "または", "もしくは", "若しくは"].iter().any(|or| {
        sentence
            .trim_start_matches([' ', '・', '-'])
            .starts_with(or)
    });
    let (Some(before), Some(read)) = (
        before.last(),
        read.first().filter(|_| goes_on || read.len() == 1),
    ) else {
        return false;
    };
    let is_alike = kind(before).is_some_and(|before| {
        matches!(
            before,
            LeafKind::Location | LeafKind::Certification | LeafKind::Licence
        ) && kind(read) == Some(before)
    });
    is_alike && (goes_on || OFFERS.iter().any(|word| sentence.contains(word)))
}

/// Whether a sentence is for those who bid alone or for those who bid together.
pub(super) fn form(sentence: &str) -> Option<&'static str> {
    const FORMS: [(&str, &str); 6] = [
        ("単体", "alone"),
        ("単独", "alone"),
        ("共同企業体", "together"),
        ("共同体", "together"),
        ("グループ", "together"),
        ("コンソーシアム", "together"),
    ];
    let bare = sentence.trim_start_matches(|character: char| {
        !character.is_alphabetic() || matches!(character, 'ア'..='コ')
    });
    let (word, form) = FORMS.iter().find(|(word, _)| bare.starts_with(word))?;
    const NEAR: usize = 16;
    let rest: String = bare[word.len()..].chars().take(NEAR).collect();
    ["にあっては", "の場合", "で参加", "については"]
        .iter()
        .any(|case| rest.contains(case))
        .then_some(form)
}

/// What an item lets take the place of a permit: 認証工場を有し、又は認証工場と提携する
/// こと. Of the two building permits a general one may do as well.
pub(super) fn instead(
    context: &Context,
    item: &Stretch,
    mut conditions: Vec<Requirement>,
) -> Vec<Requirement> {
    static COOPERATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:認証|許可|登録|認定|届出)[^。]{0,40}?(?:又は|または|若しくは|もしくは|あるいは)、?(?P<other>[^。]{0,40}?(?:提携|協力体制|委託契約|業務委託)[^。]*)")
            .expect("the pattern is well formed")
    });
    let unbroken = Compact::unbroken(context.reading.text.folded(), item);
    let text = &unbroken.text;
    let general = [
        "でも可",
        "でもよい",
        "で足りる",
        "可とする",
        "差し支え",
        "でも差",
    ]
    .iter()
    .any(|word| text.contains(word))
        && text.contains("一般建設業");
    for condition in &mut conditions {
        if let Requirement::Leaf(leaf) = condition
            && leaf.value == "特定建設業許可"
            && general
        {
            leaf.value = "建設業許可".to_owned();
        }
    }
    conditions = or_by_papers(context, &unbroken, conditions);
    let is_permit = |condition: &Requirement| matches!(condition, Requirement::Leaf(leaf) if leaf.kind == LeafKind::Licence && leaf.level == Level::Required);
    let mut permits = conditions.iter().filter(|condition| is_permit(condition));
    let (Some(Requirement::Leaf(permit)), None) = (permits.next().cloned(), permits.next()) else {
        return conditions;
    };
    let Some(other) = COOPERATION
        .captures(text)
        .and_then(|captures| captures.name("other"))
    else {
        return conditions;
    };
    let other = Requirement::Leaf(Leaf {
        kind: LeafKind::Other,
        value: other.as_str().chars().take(40).collect(),
        evidence: context
            .reading
            .text
            .evidence(&unbroken.stretch(other.start(), other.end())),
        ..permit
    });
    for condition in &mut conditions {
        if is_permit(condition) {
            *condition = Requirement::any(vec![condition.clone(), other.clone()]);
        }
    }
    conditions
}

/// 認証を受けていること。受けていない者は規程を提出すればよい: an alternative to the
/// certifications.
fn or_by_papers(
    context: &Context,
    item: &Compact,
    mut conditions: Vec<Requirement>,
) -> Vec<Requirement> {
    static PAPERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:受けていない|取得していない|有しない|有していない)(?:者|場合|方|事業者)[^。]{0,60}(?:ばよい|れば可|足りる|代え|でもよい|提出する)|(?:ただし|但し)、[^。]{6,80}(?:認め|有する|整備|講じ)[^。]{0,24}この限りで")
            .expect("the pattern is well formed")
    });
    let [condition] = &conditions[..] else {
        return conditions;
    };
    let is_certified = condition
        .leaves()
        .iter()
        .all(|leaf| leaf.kind == LeafKind::Certification && leaf.level == Level::Required);
    let Some(found) = PAPERS.find(&item.text).filter(|_| is_certified) else {
        return conditions;
    };
    let other = Requirement::Leaf(Leaf {
        kind: LeafKind::Other,
        value: found.as_str().chars().take(40).collect(),
        level: Level::Required,
        joint_venture: None,
        evidence: context
            .reading
            .text
            .evidence(&item.stretch(found.start(), found.end())),
    });
    let ways = match conditions.remove(0) {
        Requirement::Any {
            mut any,
            joint_venture,
        } => {
            any.push(other);
            return vec![Requirement::Any { any, joint_venture }];
        }
        condition => vec![condition, other],
    };
    vec![Requirement::any(ways)]
}

/// 名簿に登載されていない者は書類を提出すること: an alternative to the list.
pub(super) fn or_else(
    context: &Context,
    item: &Stretch,
    mut conditions: Vec<Requirement>,
) -> Vec<Requirement> {
    let text = context.reading.get(item);
    let offers = [
        "登載されていない者",
        "登録されていない者",
        "登載のない者",
        "登録のない者",
        "登録がない者",
        "登載がない者",
        "登載されていない場合",
        "登録されていない場合",
        "名簿に登載のない",
        "名簿に登録のない",
        "有しない者は",
        "有していない場合",
        "有しない場合",
        "有していない者",
        "登録のない事業者",
        "申請を終えている者を含",
        "申請中の者を含",
        "申請を行っている者を含",
        "申請している者を含",
        "申請した者を含",
        "審査を受けている者を含",
        "登載のない事業者",
        "未登録の",
        "未登載の",
        "これと同等の資格",
        "同等の資格を有すると",
    ]
    .iter()
    .find_map(|word| text.find(word));
    let listed_or = ["者又は", "者、又は", "こと又は", "こと、又は", "者若しくは"]
        .iter()
        .filter_map(|word| {
            let position = text.find(word)?;
            let before = &text[..position];
            let is_list = before.ends_with("登載されている")
                || before.ends_with("登録されている")
                || before.ends_with("登載されてい")
                || before.ends_with("登録されてい")
                || before.ends_with("登載されている")
                || before.ends_with("登載された")
                || before.ends_with("登録された");
            let rest = &text[position..];
            let asks_else = [
                "認められた",
                "提出",
                "適格",
                "申請を済ませ",
                "申請中",
                "申請をして",
                "申請して",
            ]
            .iter()
            .any(|word| rest.contains(word));
            (is_list && asks_else && !rest.contains("名簿")).then_some(position + word.len())
        })
        .next();
    let Some(offer) = offers.or(listed_or) else {
        return conditions;
    };
    let rest = &text[offer..];
    let is_alternative = [
        "特定調達契約に係る",
        "者を含",
        "提出",
        "認め",
        "適格",
        "添付",
        "申請を済ませ",
        "申請中",
        "申請をして",
        "申請して",
    ]
    .iter()
    .any(|word| rest.contains(word))
        && ![
            "参加できない",
            "参加することができない",
            "見込まれる",
            "までに登載",
            "登載されること",
            "登録されること",
        ]
        .iter()
        .any(|word| rest.contains(word));
    let list = conditions.iter().position(
        |condition| matches!(condition, Requirement::Leaf(leaf) if leaf.kind == LeafKind::Registration),
    );
    if let Some(list) = list.filter(|_| is_alternative) {
        let end = rest.find('。').map_or(text.len(), |end| offer + end);
        let stretch = item.start + offer..item.start + end;
        let other = Requirement::Leaf(Leaf {
            kind: LeafKind::Other,
            value: text[offer..end].chars().take(40).collect(),
            level: Level::Required,
            joint_venture: match &conditions[list] {
                Requirement::Leaf(leaf) => leaf.joint_venture.clone(),
                _ => None,
            },
            evidence: context.reading.text.evidence(&stretch),
        });
        let mut named = vec![conditions.remove(list)];
        // The grade is that of the list.
        while conditions.get(list).is_some_and(is_grade) {
            named.push(conditions.remove(list));
        }
        conditions.insert(list, Requirement::any(vec![one(named), other]));
    }
    conditions
}

fn is_grade(condition: &Requirement) -> bool {
    let leaves = condition.leaves();
    !leaves.is_empty() && leaves.iter().all(|leaf| leaf.kind == LeafKind::Grade)
}

/// 次のいずれかに該当する者: one of the items below is enough.
pub(super) fn is_choice(intro: &str) -> bool {
    let of_members = [
        "構成員のいずれか",
        "いずれかの構成員",
        "いずれかの者が",
        "構成団体のいずれか",
    ]
    .iter()
    .any(|word| intro.contains(word));
    if of_members {
        return false;
    }
    // 次のア又はイに該当する.
    const MARKS: usize = 14;
    let by_marks = intro.match_indices("次の").any(|(position, next)| {
        let rest = &intro[position + next.len()..];
        let near: String = rest.chars().take(MARKS).collect();
        let begins = rest.starts_with(
            |character: char| matches!(character, 'ア'..='ン' | '①'..='⑳' | '(' | '1'..='9'),
        );
        begins
            && ["又は", "または", "若しくは", "、"]
                .iter()
                .any(|or| near.contains(or))
            && rest.contains("該当")
            && !near.contains("及び")
            && !near.contains("まで")
    });
    by_marks
        || [
            "いずれか",
            "どちらか",
            "何れか",
            "いづれか",
            "一つに該当",
            "1つに該当",
            "のうち一つ",
            "のうち1つ",
        ]
        .iter()
        .any(|word| intro.contains(word))
}

/// 次のいずれにも該当しない者: the items below shut out.
pub(super) fn is_exclusion(intro: &str) -> bool {
    [
        "該当しない",
        "該当する者でない",
        "該当しません",
        "でないこと",
        "いずれにも該当",
        "参加することができない",
        "参加できない",
        "参加できません",
        "応募できない",
        "応募できません",
        "申込みできない",
        "申し込みできない",
        "に該当していない",
        "該当する場合は",
    ]
    .iter()
    .any(|word| intro.contains(word))
}
