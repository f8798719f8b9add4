//! What a case shows.

use irefuda_procurement::{Field, Mark, Member, Notice, Status, effective};
use jiff::civil::DateTime;
use serde_json::{Value, json};

/// A notice with the deadlines `bid 2026-12-10T17:00:00+09:00` and the changes
/// `deadlines.bid before → after`, where `-` is nothing said.
fn notice(kind: &str, day: &str, deadlines: &[&str], changes: &[&str]) -> Notice {
    let evidence = |quote: &str| json!({"quote": quote, "part": 0, "start": 0, "end": 2});
    let said = |text: &str| match text {
        "-" => Value::Null,
        text => json!(text),
    };
    let deadlines = deadlines.iter().map(|row| {
        let (kind, at) = row.split_once(' ').expect("a kind and a moment");
        json!({"kind": kind, "at": at, "evidence": evidence(row)})
    });
    let changes = changes.iter().map(|row| {
        let (field, words) = row.split_once(' ').expect("a field");
        let (before, after) = words.split_once(" → ").expect("before → after");
        json!({"field": field, "before": said(before), "after": said(after), "evidence": evidence(row)})
    });
    let path = format!("{kind}.txt");
    let mut notice: Notice = serde_json::from_value(json!({
        "id": kind, "title": "庁舎清掃業務委託", "agency": null, "department": null, "prefecture": null,
        "lg_code": null, "municipality": null, "kind": kind, "method": null, "category": null,
        "subcategory": null, "announced_on": day, "deadlines": deadlines.collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
        "closes_at": null, "contract_period": null, "place": null, "requirement": {"all": []},
        "joint_venture": "not stated", "bid_bond": null, "contract_bond": null, "wto_gpa": false,
        "parts": [{"role": "notice", "title": null, "file": 0, "range": {"start": 0, "end": 2}}],
        "evidence": {"kind": evidence(kind)}, "warnings": [],
        "source": {"path": path, "files": [{"path": path, "format": "text", "content_hash": "0"}]},
    }))
    .expect("a notice");
    let closing = irefuda_procurement::closes_at(&notice.deadlines).cloned();
    notice.closes_at = closing.as_ref().map(|deadline| deadline.at);
    let evidence = closing.map(|deadline| (Field::ClosesAt, deadline.evidence));
    notice.evidence.extend(evidence);
    notice
}

fn shown(call: Notice, later: Vec<Notice>) -> Notice {
    let member = |notice| Member {
        notice,
        applies: true,
    };
    effective(call, later.into_iter().map(member).collect())
}

fn call(deadlines: &[&str]) -> Notice {
    notice("入札公告", "2026-11-02", deadlines, &[])
}

/// The bid's deadline and the confidence in it, after one change.
fn check(deadlines: &[&str], kind: &str, stated: &[&str], changes: &[&str], expected: &str) {
    let notice = shown(
        call(deadlines),
        vec![notice(kind, "2026-11-09", stated, changes)],
    );
    let closing = notice.closes_at.map_or("-".to_owned(), |at| at.to_string());
    let evidence = notice.evidence.get(&Field::ClosesAt);
    let confidence = evidence.map_or("-".to_owned(), |evidence| evidence.confidence.to_string());
    let part = evidence.map_or(9, |evidence| evidence.part);
    let warned = if notice.warnings.is_empty() { "" } else { " !" };
    assert_eq!(
        format!("{closing} {confidence} {part}{warned}"),
        expected,
        "{deadlines:?} {stated:?} {changes:?} {:?}",
        notice.warnings
    );
}

const BID: &str = "bid 2026-12-10T17:00:00+09:00";
const BEFORE: &str = "2026-12-10T17:00:00+09:00 doubtful 0 !";

/// What closes, how sure that is, in which part it stands; `!` warns.
#[test]
fn deadlines_are_changed_or_doubted() {
    let after = "2026-12-20T15:00:00+09:00";
    let sure = "2026-12-20T15:00:00+09:00 certain 1";
    let says = |before: &str| format!("deadlines.bid {before} → {after}");
    let says = |before: &str| [says(before)];
    fn strs(rows: &[String]) -> Vec<&str> {
        rows.iter().map(String::as_str).collect()
    }
    for before in ["2026-12-10T17:00:00+09:00", "2026-12-10", "-"] {
        check(&[BID], "変更", &[], &strs(&says(before)), sure);
    }
    // The only one, though it was another.
    check(
        &[BID],
        "変更",
        &[],
        &strs(&says("2026-12-11")),
        "2026-12-20T15:00:00+09:00 doubtful 1 !",
    );
    // Said before already, or never said.
    check(
        &["bid 2026-12-20T15:00:00+09:00"],
        "訂正",
        &[],
        &strs(&says("2026-12-10")),
        "2026-12-20T15:00:00+09:00 certain 0",
    );
    check(&[], "訂正", &[], &strs(&says("2026-12-10")), sure);
    // One of two, and nobody knows which.
    let two = [BID, "bid 2026-12-09"];
    check(
        &two,
        "変更",
        &[],
        &strs(&says("2026-12-10T17:00:00+09:00")),
        "2026-12-20T15:00:00+09:00 certain 1",
    );
    check(&two, "変更", &[], &strs(&says("-")), BEFORE);
    // A day keeps the hour; words are no moment; what is taken away is gone.
    check(
        &[BID],
        "変更",
        &[],
        &["deadlines.bid 2026-12-10 → 2026-12-20"],
        "2026-12-20T17:00:00+09:00 probable 1",
    );
    check(
        &[BID],
        "変更",
        &[],
        &["deadlines.bid - → 追って通知"],
        BEFORE,
    );
    check(
        &[BID],
        "変更",
        &[],
        &["deadlines.what - → 2026-12-20"],
        BEFORE,
    );
    check(
        &[BID],
        "変更",
        &[],
        &["deadlines.bid 2026-12-10 → -"],
        "- - 9",
    );
    check(&[BID], "変更", &[], &["deadlines.bid - → -"], BEFORE);
    // What does not close does not matter for it.
    check(
        &[BID, "question 2026-11-20", "question 2026-11-21"],
        "変更",
        &[],
        &["deadlines.question - → 2026-11-25"],
        "2026-12-10T17:00:00+09:00 certain 0 !",
    );
    check(
        &[BID],
        "変更",
        &[],
        &["other 仕様書 → 仕様書の差替え"],
        "2026-12-10T17:00:00+09:00 certain 0",
    );
    check(
        &[BID],
        "変更",
        &[],
        &["other １２月１０日（木） → １２月１８日（金）"],
        BEFORE,
    );
    check(
        &[BID],
        "変更",
        &[],
        &["requirement - → 市外も可"],
        "2026-12-10T17:00:00+09:00 certain 0 !",
    );
}

#[test]
fn what_was_not_understood_is_doubted_and_never_open_for_longer() {
    check(&[BID], "変更", &[], &[], BEFORE);
    check(&[BID], "訂正", &[BID], &[], BEFORE);
    check(&[BID], "訂正", &["bid 2026-12-20"], &[], BEFORE);
    check(
        &[BID],
        "訂正",
        &["bid 2026-12-01"],
        &[],
        "2026-12-01 doubtful 1 !",
    );
    check(
        &[BID],
        "訂正",
        &["bid 2026-12-01"],
        &["title - → 清掃"],
        "2026-12-01 doubtful 1 !",
    );
    check(
        &[BID],
        "質問回答",
        &["bid 2026-12-01"],
        &[],
        "2026-12-10T17:00:00+09:00 certain 0",
    );
}

#[test]
fn words_are_changed() {
    let changes = [
        "title 庁舎清掃業務委託 → 本庁舎清掃業務委託",
        "place - → 岡山市北区",
        "contract_period - → 令和9年4月1日から令和10年3月31日まで",
    ];
    let notice = shown(
        call(&[BID]),
        vec![notice("訂正", "2026-11-09", &[], &changes)],
    );
    assert_eq!(notice.title.as_deref(), Some("本庁舎清掃業務委託"));
    assert_eq!(notice.place.as_deref(), Some("岡山市北区"));
    let period = notice.contract_period.expect("a period");
    assert_eq!(period.to.as_deref(), Some("令和10年3月31日"));
    assert_eq!(notice.evidence[&Field::Place].part, 1);
    assert!(notice.warnings.is_empty(), "{:?}", notice.warnings);
}

#[test]
fn the_history_says_what_became_of_the_call() {
    let postponed = notice(
        "変更",
        "2026-11-09",
        &[],
        &["deadlines.bid - → 2026-12-20T15:00:00+09:00"],
    );
    let cancelled = notice("中止", "2026-11-16", &[], &[]);
    let result = notice("結果", "2026-11-17", &[], &[]);
    let cases: [(&[&Notice], Status, &[Mark]); 5] = [
        (&[], Status::Open, &[]),
        (&[&postponed], Status::Open, &[Mark::Postponed]),
        (
            &[&postponed, &cancelled],
            Status::Cancelled,
            &[Mark::Postponed, Mark::Cancelled],
        ),
        (&[&result], Status::Closed, &[Mark::Closed]),
        (
            &[&cancelled, &result],
            Status::Cancelled,
            &[Mark::Cancelled, Mark::Closed],
        ),
    ];
    let now: DateTime = "2026-12-01T09:00:00".parse().expect("a moment");
    for (later, status, expected) in cases {
        let later: Vec<Notice> = later.iter().copied().cloned().collect();
        let count = later.len();
        let notice = shown(call(&[BID]), later);
        assert_eq!(notice.status(now), status);
        assert_eq!(notice.marks(), expected);
        assert_eq!(
            (notice.history.len(), notice.parts.len()),
            (count, count + 1)
        );
        for (index, step) in notice.history.iter().enumerate() {
            assert_eq!(step.part, index + 1);
            assert_eq!(notice.parts[step.part].file, index + 1);
            assert_eq!(notice.source.files[index + 1].path, step.path);
            assert_eq!(step.evidence.as_ref().expect("evidence").part, index + 1);
            for change in &step.changes {
                assert_eq!(change.before.as_deref(), Some("2026-12-10T17:00:00+09:00"));
            }
        }
    }
}

#[test]
fn what_spoke_of_another_call_changes_nothing() {
    let again = notice("再公告", "2026-11-20", &[BID], &[]);
    let cancelled = notice("中止", "2026-11-10", &[], &[]);
    let earlier = [call(&["bid 2026-11-12"]), cancelled].map(|notice| Member {
        notice,
        applies: false,
    });
    let notice = effective(again.clone(), earlier.into());
    let now: DateTime = "2026-12-01T09:00:00".parse().expect("a moment");
    assert_eq!(notice.status(now), Status::Open);
    assert_eq!(notice.marks(), [Mark::Reissued]);
    assert_eq!((&notice.id, notice.closes_at), (&again.id, again.closes_at));
}

/// The amounts of a call after one change of them.
fn check_prices(known: &[u64], stated: &[u64], change: &str, expected: &[u64], is_sure: bool) {
    let with = |mut notice: Notice, amounts: &[u64]| {
        let price = |yen: &u64| {
            let evidence = json!({"quote": "金", "part": 0, "start": 0, "end": 1});
            let price =
                json!({"kind": "予定価格", "yen": yen, "tax": "included", "evidence": evidence});
            serde_json::from_value(price).expect("a price")
        };
        notice.prices = amounts.iter().map(price).collect();
        notice
    };
    let later = with(notice("変更", "2026-11-09", &[], &[change]), stated);
    let shown = shown(with(call(&[BID]), known), vec![later]);
    let amounts: Vec<u64> = shown.prices.iter().map(|price| price.yen).collect();
    assert_eq!(amounts, expected, "{change}");
    let is_warned = shown
        .warnings
        .iter()
        .any(|warning| warning.contains("金額"));
    assert_eq!(is_warned, !is_sure, "{change} {:?}", shown.warnings);
}

#[test]
fn amounts_are_replaced_by_those_that_are_stated() {
    let change = "prices 11,880,000円 → 13,200千円";
    check_prices(&[11_880_000], &[13_200_000], change, &[13_200_000], true);
    check_prices(
        &[11_880_000, 2_970_000],
        &[13_200_000],
        change,
        &[13_200_000, 2_970_000],
        true,
    );
    check_prices(&[], &[13_200_000], change, &[13_200_000], true);
    check_prices(&[11_880_000], &[], change, &[11_880_000], false);
    check_prices(&[5_000, 6_000], &[7_000], change, &[5_000, 6_000], false);
}
