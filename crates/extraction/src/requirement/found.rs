//! The conditions that a sentence names, one by one.

use std::sync::LazyLock;

use irefuda_procurement::LeafKind;
use regex::Regex;

use super::compact::Compact;
use super::{Context, patterns};
use crate::text::Stretch;

/// One condition and where it is named.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub kind: LeafKind,
    pub value: String,
    pub stretch: Stretch,
}

/// Everything that a sentence names, in the order of the text; what the same
/// place says twice is kept once.
pub(super) fn in_sentence(context: &Context, sentence: &Stretch) -> Vec<Found> {
    let mut found = context
        .words
        .phrases
        .find(context.reading, sentence, context.agency);
    let unbroken = Compact::unbroken(context.reading.text.folded(), sentence);
    found.extend(
        patterns::ALL
            .iter()
            .flat_map(|pattern| pattern(context, &unbroken)),
    );
    leave_out_repeated_meanings(context.reading.get(sentence), sentence.start, &mut found);
    // A rule stands for its reasons where none of them has a name.
    let is_rule = |found: &Found| {
        found.kind == LeafKind::Exclusion
            && found.value.contains('第')
            && found.value.contains('条')
    };
    if found
        .iter()
        .any(|found| found.kind == LeafKind::Exclusion && !is_rule(found))
        && !found
            .iter()
            .any(|found| found.value == "成年被後見人" || found.value == "破産")
    {
        found.retain(|found| {
            !is_rule(found)
                || found.value.starts_with("地方自治法施行令")
                || found.value.starts_with("予算決算")
        });
    }
    // People of a known name speak for those of any.
    if found
        .iter()
        .filter(|found| found.kind == LeafKind::Staff)
        .count()
        > 1
    {
        let general = found
            .iter()
            .rposition(|found| found.kind == LeafKind::Staff);
        let is_general = |index: usize| {
            found[index].stretch.len() > "一級土木施工管理技士".len() * 2
                || found[index].value.contains(['配', '置', '雇'])
        };
        if let Some(index) = general.filter(|index| is_general(*index)) {
            found.remove(index);
        }
    }
    leave_out_permits_of_others(context.reading.text.folded(), sentence, &mut found);
    found.sort_by_key(|found| (found.stretch.start, std::cmp::Reverse(found.stretch.end)));
    let mut kept: Vec<Found> = Vec::new();
    for candidate in found {
        let is_repeated = kept
            .iter()
            .any(|other| other.kind == candidate.kind && other.value == candidate.value);
        let is_inside = kept.iter().any(|other| {
            other.stretch.start <= candidate.stretch.start
                && candidate.stretch.end <= other.stretch.end
                && other.kind != LeafKind::Experience
                // The lists of several bodies stand at one place.
                && (other.kind != candidate.kind || other.stretch != candidate.stretch)
        });
        if !is_repeated && !is_inside {
            kept.push(candidate);
        }
    }
    kept
}

/// 許可を有する者に運搬させることができること, 登録を受けた者に再委託することができる: what
/// others have to hold.
fn leave_out_permits_of_others(folded: &str, sentence: &Stretch, found: &mut Vec<Found>) {
    static LET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^。、又ま]{0,14}?(?:を有する|を受けた|を受けている|の|を取得した|を取得している)(?:者|業者|事業者|会社)(?:に|へ)[^。、]{0,30}?(?:させ|行わせ|委託|依頼|請け負わせ)")
            .expect("the pattern is well formed")
    });
    found.retain(|found| {
        found.kind != LeafKind::Licence
            || !LET.is_match(&folded[found.stretch.end..sentence.end.max(found.stretch.end)])
    });
}

/// What a sentence names twice in different words.
fn leave_out_repeated_meanings(text: &str, start: usize, found: &mut Vec<Found>) {
    let names = |found: &[Found], value: &str| found.iter().any(|found| found.value == value);
    // 設計を受注した会社と資本又は人事面で関連がある者: one reason.
    let is_designer = text.match_indices("設計").any(|(position, _)| {
        let near: String = text[position..].chars().take(16).collect();
        ["受託", "受注", "委託", "請け負", "設計者", "行った", "担当"]
            .iter()
            .any(|word| near.contains(word))
    });
    if is_designer {
        for found in found.iter_mut() {
            if found.value == "資本関係・人的関係" {
                found.value = "設計受託者との関連".to_owned();
            }
        }
    }
    // 設計業務の受託者と資本又は人事面で関連がある者: the same.
    if names(found, "設計受託者との関連") {
        found.retain(|found| found.value != "資本関係・人的関係");
    }
    // The points stand for the evaluation that gives them.
    if found
        .iter()
        .any(|found| found.kind == LeafKind::Other && found.value.starts_with("総合評定値"))
    {
        found.retain(|found| found.value != "経営事項審査");
    }
    // 町に納税義務がない場合は本店の所在地: where the tax is paid.
    if ["滞納", "納税義務", "未納"]
        .iter()
        .any(|word| text.contains(word))
    {
        // 市内に本店を有し、市税の滞納がない者: a condition of its own.
        let is_had = |found: &Found| {
            let (before, behind) = (
                &text[..found.stretch.start - start],
                &text[found.stretch.end - start..],
            );
            let is_remark = before.matches('(').count() > before.matches(')').count();
            !is_remark
                && ["を有", "を置", "を設", "があ", "のある"]
                    .iter()
                    .any(|word| behind.starts_with(word))
        };
        found.retain(|found| found.kind != LeafKind::Location || is_had(found));
        if text.contains("を含む") && found.len() > 1 {
            found.retain(|found| found.value != "国民健康保険税");
        }
    }
    // 国税(法人税、消費税及び地方消費税): these of the taxes.
    let is_listed = |found: &Found| found.value == "国税" && text.contains("国税(");
    if found.iter().any(is_listed) && names(found, "消費税") {
        found.retain(|found| found.value != "国税");
    }
    // 規則第52条の2の電気保安法人: the name and not the rule, that others may fulfil too.
    let is_rule = |found: &Found| {
        let words = &text[found.stretch.start - start..found.stretch.end - start];
        found.kind == LeafKind::Licence && words.contains('第') && words.contains('条')
    };
    let by_name: Vec<String> = found
        .iter()
        .filter(|found| found.kind == LeafKind::Licence && !is_rule(found))
        .map(|found| found.value.clone())
        .collect();
    found.retain(|found| !is_rule(found) || !by_name.contains(&found.value));
    // Which of the two permits it takes depends on the sum that is let out.
    let is_dependent = ["場合", "一般"].iter().any(|word| text.contains(word));
    if names(found, "特定建設業許可") && names(found, "建設業許可") {
        let left_out = if is_dependent {
            "特定建設業許可"
        } else {
            "建設業許可"
        };
        found.retain(|found| found.value != left_out);
    } else if is_dependent && text.contains("下請") && !text.contains("係る特定建設業") {
        found.retain(|found| found.value != "特定建設業許可");
    }
}
