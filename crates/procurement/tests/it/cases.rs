//! Which documents are one case.

use irefuda_procurement::{Head, Kind, cases};

/// `訂正 庁舎清掃業務委託 day=2026-11-09 no=第12号 of=第3号 on=2026-11-02 case=R8-5 at=岡山市`:
/// a kind, a title or `-`, and what else the document says: `no` is the number
/// of its announcement, `case` that of the procurement.
fn head(row: &str) -> Head {
    let mut words = row.split(' ');
    let kind = words.next().expect("a kind");
    let title = words.next().expect("a title").to_owned();
    let mut head = Head {
        kind: Some(kind.parse::<Kind>().expect(kind)),
        lg_code: Some("331007".parse().expect("a code")),
        agency: Some("岡山市".to_owned()),
        title: (title != "-").then_some(title),
        ..Head::default()
    };
    for word in words {
        let (name, value) = word.split_once('=').expect(word);
        let text = Some(value.to_owned());
        match name {
            "day" => head.announced_on = Some(value.parse().expect(value)),
            "no" => head.notice_number = text,
            "case" => head.number = text,
            "of" => head.amends_number = text,
            "on" => head.amends_day = Some(value.parse().expect(value)),
            "at" => head.agency = text,
            _ => panic!("{word}"),
        }
    }
    head
}

/// The cases, each with its call first; `~` marks what speaks of another call
/// than that. The order in which the heads come does not matter.
fn check(rows: &[&str], expected: &[&[&str]]) {
    let heads: Vec<Head> = rows.iter().copied().map(head).collect();
    let names: Vec<String> = (0..rows.len()).map(|row| row.to_string()).collect();
    let mut all: Vec<(&str, &Head)> = names.iter().map(String::as_str).zip(&heads).collect();
    for _ in 0..2 {
        let mut found: Vec<Vec<String>> = Vec::new();
        for case in cases(&all) {
            let shown = case.iter().map(|document| {
                let mark = if document.applies { "" } else { "~" };
                format!("{mark}{}", document.id)
            });
            found.push(shown.collect());
        }
        found.sort();
        assert_eq!(found, expected, "{rows:#?}");
        all.reverse();
    }
}

const CALL: &str = "入札公告 庁舎清掃業務委託 day=2026-11-02";

#[test]
fn a_later_document_finds_its_notice_by_number_or_title() {
    let together: &[&[&str]] = &[
        &[CALL, "変更 庁舎清掃業務委託 day=2026-11-09"],
        &[CALL, "訂正 庁舎清掃業務委託 day=2026-11-02"],
        &[CALL, "結果 庁舎清掃業務委託"],
        &[
            CALL,
            "中止 庁舎清掃業務委託に係る一般競争入札の中止 day=2026-11-09",
        ],
        &[CALL, "中止 令和8年度庁舎清掃業務委託 day=2026-11-09"],
        &[CALL, "中止 庁舎清掃業務委託 day=2026-11-09 on=2026-11-02"],
        &["公募 清掃 day=2026-11-02", "質問回答 清掃 day=2026-11-09"],
        &[
            "入札公告 - day=2026-11-02 no=第12号",
            "中止 - day=2026-11-09 of=12号",
        ],
        &[
            "入札公告 - day=2026-11-02 no=R8-12",
            "中止 - day=2026-11-09 no=第12号",
        ],
        &[
            "入札公告 - day=2026-11-02 no=岡山市公告第012号",
            "中止 - day=2026-11-09 of=令和8年度公告第12号",
        ],
        &[
            "入札公告 清掃 day=2026-11-02 no=第12号",
            "中止 入札の中止について day=2026-11-09 of=第12号",
        ],
        &[
            "入札公告 庁舎清掃業務委託 day=2026-11-02 no=公告第12号",
            "中止 庁舎清掃業務委託 day=2026-11-09 no=公告第50号 of=公告第50号",
        ],
        &[
            "説明書 庁舎清掃業務委託 day=2026-11-02",
            "中止 庁舎清掃業務委託 day=2026-11-09",
        ],
        // Any number that both bear, in any writing.
        &[
            "入札公告 - day=2026-11-02 no=大村市公告第238号 case=R8委第57号",
            "結果 - day=2026-12-22 case=R8-委-57",
        ],
        &[
            "入札公告 - day=2026-11-02 no=大村市公告第238号 case=R8委第57号",
            "質問回答 - day=2026-11-25 of=R8委-57",
        ],
        &[
            "入札公告 - day=2026-11-02 no=大村市公告第238号 case=R8委第57号",
            "変更 - day=2026-11-25 of=第238号 no=大村市公告第251号",
        ],
        // A title with words left out, where the day agrees.
        &[
            "入札公告 大村市立小中学校校内ネットワーク機器保守及びヘルプデスク業務委託 day=2026-11-12",
            "質問回答 校内ネットワーク機器保守ヘルプデスク業務 day=2026-11-25 on=2026-11-12",
        ],
        &[
            "入札公告 町道大里松原線道路改良工事第2工区 day=2026-11-12",
            "中止 町道大里松原線改良工事第2工区 day=2026-12-14 on=2026-11-12",
        ],
    ];
    for rows in together {
        check(rows, &[&["0", "1"]]);
    }
}

#[test]
fn what_is_not_sure_is_no_case() {
    let apart: &[&[&str]] = &[
        // Another body, a later notice, a notice of the year before.
        &[CALL, "仕様書 庁舎清掃業務委託 day=2026-11-09"],
        &[
            "入札公告 庁舎清掃業務委託 day=2026-11-10",
            "中止 庁舎清掃業務委託 day=2026-11-09",
        ],
        &[
            "入札公告 庁舎清掃業務委託 day=2025-09-10",
            "中止 庁舎清掃業務委託 day=2026-11-09",
        ],
        // Another day, number, part or year than the document names.
        &[CALL, "中止 庁舎清掃業務委託 day=2026-11-09 on=2026-11-04"],
        &[
            "入札公告 庁舎清掃業務委託 day=2026-11-02 no=第12号",
            "中止 庁舎清掃業務委託 day=2026-11-09 of=第13号",
        ],
        &[CALL, "中止 庁舎清掃業務委託その2 day=2026-11-09"],
        &[
            "入札公告 令和7年度庁舎清掃業務委託 day=2026-02-02",
            "中止 R8年度庁舎清掃業務委託 day=2026-11-09",
        ],
        // Titles that say too little.
        &[
            "入札公告 清掃業務 day=2026-11-02",
            "中止 清掃業務委託 day=2026-11-09",
        ],
        &["入札公告 - day=2026-11-02", "中止 - day=2026-11-09"],
        // The number of another office of the same code, or of the year before.
        &[
            "入札公告 庁舎清掃 day=2026-11-02 no=第12号 at=岡山市立病院",
            "中止 道路補修 day=2026-11-09 no=第12号",
        ],
        &[
            "入札公告 庁舎清掃 day=2025-11-20 no=第12号",
            "中止 道路補修 day=2026-11-09 no=第12号",
        ],
        &[
            "入札公告 庁舎清掃 day=2026-11-02 no=役務第12号",
            "中止 道路補修 day=2026-11-09 of=工事第12号",
        ],
        // One announcement about several procurements, of which one is not here.
        &[
            "入札公告 庁舎清掃業務委託 day=2026-11-02 no=第12号 case=R8-5",
            "中止 道路補修 day=2026-11-09 of=第12号 case=R8-6",
        ],
        // Titles that are alike and do not shorten each other, or say too little;
        // without the day a shortened title is not enough.
        &[
            "入札公告 市立北小学校屋上防水改修工事 day=2026-11-02",
            "中止 市立南小学校屋上防水改修工事 day=2026-11-09 on=2026-11-02",
        ],
        &[
            "入札公告 町道大里松原線道路改良工事第1工区 day=2026-11-02",
            "中止 町道大里松原線改良工事第2工区 day=2026-11-09 on=2026-11-02",
        ],
        &[
            "入札公告 庁舎清掃等業務委託 day=2026-11-02",
            "中止 庁舎業務 day=2026-11-09 on=2026-11-02",
        ],
        &[
            "入札公告 校内ネットワーク機器保守及びヘルプデスク業務委託 day=2026-11-12",
            "質問回答 校内ネットワーク保守ヘルプデスク業務 day=2026-11-25",
        ],
    ];
    for rows in apart {
        check(rows, &[&["0"], &["1"]]);
    }
}

#[test]
fn of_several_the_surest_is_taken_or_none() {
    check(
        &[
            CALL,
            "入札公告 庁舎清掃業務委託その2 day=2026-11-02",
            "中止 庁舎清掃業務委託その2 day=2026-11-09",
        ],
        &[&["0"], &["1", "2"]],
    );
    check(
        &[
            "入札公告 庁舎清掃業務委託 day=2026-04-02",
            CALL,
            "中止 庁舎清掃業務委託 day=2026-11-09",
        ],
        &[&["0"], &["1", "2"]],
    );
    check(
        &[
            "入札公告 庁舎清掃業務委託 day=2026-04-02",
            CALL,
            "中止 庁舎清掃業務委託 day=2026-11-09 on=2026-04-02",
        ],
        &[&["0", "2"], &["1"]],
    );
    // The same title on the same day; the number decides.
    let twice = [
        "入札公告 庁舎清掃業務委託 day=2026-11-02 no=第12号",
        "入札公告 庁舎清掃業務委託 day=2026-11-02 no=第13号",
    ];
    check(
        &[twice[0], twice[1], "中止 庁舎清掃業務委託 day=2026-11-09"],
        &[&["0"], &["1"], &["2"]],
    );
    check(
        &[
            twice[0],
            twice[1],
            "中止 庁舎清掃業務委託 day=2026-11-09 of=13",
        ],
        &[&["0"], &["1", "2"]],
    );
    // Two titles that it shortens, both of its day.
    check(
        &[
            "入札公告 市立北小学校及び南小学校屋上防水改修工事 day=2026-11-02",
            "入札公告 市立北小学校並びに西小学校屋上防水改修工事 day=2026-11-02",
            "中止 市立北小学校屋上防水改修工事 day=2026-11-09 on=2026-11-02",
        ],
        &[&["0"], &["1"], &["2"]],
    );
    // Two titles that both contain it.
    check(
        &[
            "入札公告 庁舎清掃業務委託北 day=2026-11-01",
            "入札公告 庁舎清掃業務委託南 day=2026-11-02",
            "中止 庁舎清掃業務委託 day=2026-11-09",
        ],
        &[&["0"], &["1"], &["2"]],
    );
    // One announcement about several procurements.
    check(
        &[
            "入札公告 庁舎清掃業務委託 day=2026-11-02 no=第12号",
            "入札公告 庁舎警備業務委託 day=2026-11-02 no=第12号",
            "中止 庁舎警備業務委託 day=2026-11-09 of=第12号",
            "中止 - day=2026-11-09 of=第12号",
        ],
        &[&["0"], &["1", "2"], &["3"]],
    );
}

#[test]
fn a_new_call_opens_the_case_anew() {
    let again = "再公告 庁舎清掃業務委託 day=2026-11-20";
    check(
        &[
            CALL,
            "訂正 庁舎清掃業務委託 day=2026-11-04",
            "中止 庁舎清掃業務委託 day=2026-11-10",
            again,
            "訂正 庁舎清掃業務委託 day=2026-11-24",
        ],
        &[&["3", "~0", "~1", "~2", "4"]],
    );
    // Called off on the day of the new call is the old one.
    check(
        &[CALL, "中止 庁舎清掃業務委託 day=2026-11-20", again],
        &[&["2", "~0", "~1"]],
    );
    check(
        &[again, "中止 庁舎清掃業務委託 day=2026-11-20"],
        &[&["0", "1"]],
    );
    // The third call is shown, and what speaks of the second speaks of that.
    check(
        &[
            CALL,
            again,
            "中止 庁舎清掃業務委託 day=2026-11-22",
            "再公告 庁舎清掃業務委託 day=2026-12-01",
        ],
        &[&["3", "~0", "~1", "~2"]],
    );
    check(&[again], &[&["0"]]);
}

/// One body with 20,000 notices and 4,000 later documents: each of them is
/// compared with few.
#[test]
fn many_documents_of_one_body_are_linked_in_no_time() {
    let first: jiff::civil::Date = "2025-01-06".parse().expect("a day");
    let rows: Vec<Head> = (0..24_000)
        .map(|place| {
            let (call, kind) = match place < 20_000 {
                true => (place, "入札公告"),
                false => ((place - 20_000) * 5, "変更"),
            };
            let day = first + jiff::Span::new().days(call / 40);
            let later = day + jiff::Span::new().days(7);
            let title = format!("市道第{call}号線ほか舗装修繕工事");
            match kind {
                "変更" => head(&format!("変更 {title} day={later} of=第{call}号 on={day}")),
                _ => head(&format!("入札公告 {title} day={day} no=第{call}号")),
            }
        })
        .collect();
    let names: Vec<String> = (0..rows.len()).map(|row| row.to_string()).collect();
    let all: Vec<(&str, &Head)> = names.iter().map(String::as_str).zip(&rows).collect();
    let begin = std::time::Instant::now();
    let found = cases(&all);
    let seconds = begin.elapsed().as_secs_f64();
    assert_eq!(found.iter().filter(|case| case.len() == 2).count(), 4_000);
    assert!(seconds < 10.0, "{seconds} seconds without optimisation");
    println!("{seconds}");
}
