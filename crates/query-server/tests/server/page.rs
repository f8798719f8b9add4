//! The page.

use crate::client::{check, get};

#[test]
fn the_search_page_shows_what_was_found() {
    check(&[
        ("/", 200, "<strong>37</strong>件"),
        ("/", 200, "2026年12月1日(火)時点の見本データ"),
        ("/?q=ネットワーク", 200, "<mark>ネットワーク</mark>"),
        (
            "/?q=ネットワーク",
            200,
            r#"href="/notices/331007-network-2026""#,
        ),
        ("/?q=ネットワーク", 200, "あと3日"),
        ("/?q=美術館", 200, "今日まで"),
        ("/?q=大通公園", 200, "closing-cancelled"),
        ("/?q=区民ホール", 200, "締切済み"),
        ("/?prefecture=unknown", 200, "締切不明"),
        ("/?prefecture=岡山県", 200, r#"value="岡山県" checked"#),
        (
            "/?prefecture=岡山県&status=open",
            200,
            r#"class="chip" href="/?status=open""#,
        ),
        ("/?lg_code=331007", 200, "岡山市 <span"),
        (
            "/?announced_from=2026-11-20",
            200,
            r#"name="announced_from" value="2026-11-20""#,
        ),
        (
            "/?prefecture=岡山県",
            200,
            r#"name="lg_code" value="331007""#,
        ),
        (
            "/?category=役務",
            200,
            r#"name="subcategory" value="情報システム""#,
        ),
        (
            "/?prefecture=岡山県&page=1&sort=title",
            200,
            r#"href="/api/v1/notices.csv?prefecture=%E5%B2%A1%E5%B1%B1%E7%9C%8C&#38;sort=title""#,
        ),
        ("/", 200, r#"href="/api/v1/notices.csv" download"#),
        ("/?sort=title:desc", 200, "件名の逆順"),
        ("/?page=2", 200, "21〜37件目"),
        ("/?page=2", 200, r#"aria-current="page""#),
        ("/?page=9", 200, "最後のページを見る"),
    ]);
}

#[test]
fn a_page_without_hits_says_what_to_do() {
    check(&[
        ("/?q=xyzzy&status=open", 200, "条件に合う案件がありません"),
        (
            "/?q=ネットワーク&prefecture=愛知県",
            200,
            "都道府県「愛知県」を外す",
        ),
    ]);
}

#[test]
fn what_was_meant_is_a_link() {
    let network = "%E3%83%8D%E3%83%83%E3%83%88%E3%83%AF%E3%83%BC%E3%82%AF";
    check(&[
        (
            "/?q=ネットワク",
            200,
            "「ネットワク」では見つからないので、",
        ),
        (
            "/?q=ネットワク&status=open",
            200,
            &format!(r#"href="/?q={network}&#38;status=open">「ネットワーク」"#),
        ),
        ("/?q=ネットワク", 200, "「ネットワク」のまま検索する"),
        (
            "/?q=ネットワク",
            200,
            &format!(r#"href="/api/v1/notices.csv?q={network}" download"#),
        ),
        ("/?q=ネットワク&match=all", 200, "もしかして: "),
    ]);
}

#[test]
fn what_was_understood_is_shown_and_can_be_taken_back() {
    check(&[
        // A filter that was read from the words, and the search without it.
        (
            "/?q=岡山市のネットワークの案件",
            200,
            r#"href="/?q=%E3%83%8D%E3%83%83%E3%83%88%E3%83%AF%E3%83%BC%E3%82%AF%E3%81%AE%E6%A1%88%E4%BB%B6""#,
        ),
        (
            "/?q=岡山市のネットワークの案件",
            200,
            "「案件」は除いて検索しました",
        ),
        ("/?q=岡山市のネットワークの案件", 200, "match=literal"),
        (
            "/?q=ネットワーク&match=literal",
            200,
            "入力したとおりの言葉だけで検索しました",
        ),
        // Where few have all words, the others say what they do not have.
        (
            "/?q=ネットワーク 美術館",
            200,
            "ここからは、言葉の一部を含む案件です",
        ),
        ("/?q=ネットワーク 美術館", 200, "<del>美術館</del>"),
        ("/?q=(a OR", 400, "1文字目"),
        ("/?q=a OR", 400, "3文字目"),
        ("/help", 200, "ANDNOT"),
    ]);
}

#[test]
fn where_the_order_mixes_them_nothing_is_said_to_follow() {
    let page = get("/?q=ネットワーク 美術館&sort=closes_at").body;
    assert!(page.contains("<del>美術館</del>"));
    assert!(!page.contains("ここからは"), "{page}");
}

#[test]
fn errors_are_pages_that_name_the_field() {
    check(&[
        ("/?page=0", 400, "「ページ」は1からの数です"),
        ("/?page=99999999", 400, "先頭から10000件"),
        ("/?status=opne", 400, "「状態」に、選べない値"),
        (
            "/?colour=red&q=a",
            400,
            "「colour」という検索条件はありません",
        ),
        ("/?colour=red&q=a", 400, r#"href="/?q=a""#),
        (
            "/?holds=ISSM",
            400,
            "「持っている認証・許認可」を読み取れません",
        ),
        (
            "/?eligibility=met",
            400,
            "「資格の見込み」で絞り込むには、持っている認証・許認可を書いて",
        ),
        (
            "/notices/331007-network-2026?holds=登録:岡山氏",
            400,
            "登録:岡山市",
        ),
        ("/notices/331007-network-2026?colour=red", 400, "colour"),
        ("/?closes_to=soon", 400, "「締切日」を読み取れません"),
        ("/notices/nothing", 404, "ページが見つかりません"),
        ("/nothing", 404, "すべての案件を見る"),
    ]);
}

#[test]
fn a_notice_shows_its_values_with_their_evidence() {
    let path = "/notices/331007-network-2026";
    check(&[
        (path, 200, "<h1>本庁舎ネットワーク機器運用保守業務委託</h1>"),
        (path, 200, "あと3日"),
        (path, 200, "2026年12月4日(金) 17:15"),
        (path, 200, "参加の締切"),
        (path, 200, "いずれかを満たす"),
        (path, 200, "構成員のいずれかが満たせばよい"),
        (path, 200, r##"href="#e-deadline-1""##),
        (path, 200, r#"id="e-deadline-1""#),
        (path, 200, "契約締結日から 2032年3月31日(水)まで"),
        (path, 200, "12月3日になっています"),
        (path, 200, r#"<span class="level">加点</span>"#),
        (path, 200, "無線アクセスポイント"),
        (
            "/notices/unknown-scan-2026",
            200,
            "参加の締切は文書から読み取れません",
        ),
        (
            "/notices/unknown-scan-2026",
            200,
            "条件がないという意味ではありません",
        ),
    ]);
}

/// A firm in 岡山市 that holds a Pマーク and is on the city's list.
const FIRM: &str = "holds=Pマーク,登録:岡山市,本店:岡山市";

#[test]
fn hits_say_whether_the_firm_may_bid() {
    let found = format!("/?q=ネットワーク&{FIRM}");
    let lacking = "/?q=ネットワーク&holds=登録:倉敷市&holds=本店:岡山市";
    check(&[
        (
            &found,
            200,
            r#"<p class="prospect prospect-met"><span class="prospect-label">参加できそう</span></p>"#,
        ),
        (
            &found,
            200,
            r#"name="holds" type="text" value="プライバシーマーク, 登録:岡山市, 本店:岡山県岡山市""#,
        ),
        (&found, 200, "資格の見込み"),
        (&found, 200, r#"name="eligibility" value="met""#),
        // Each holding can be taken away, and stays in links to notices.
        (
            &found,
            200,
            "<span class=\"chip-label\">持っているもの</span> プライバシーマーク",
        ),
        (
            &found,
            200,
            "/notices/331007-network-2026?holds=%E3%83%97%E3%83%A9%E3%82%A4%E3%83%90%E3%82%B7\
             %E3%83%BC%E3%83%9E%E3%83%BC%E3%82%AF&#38;holds=%E7%99%BB%E9%8C%B2%3A",
        ),
        (lacking, 200, "あと1つ"),
        (
            lacking,
            200,
            r#"<span class="prospect-reason">岡山市有資格者名簿（ほかに不明1件）</span>"#,
        ),
        ("/?q=水道&holds=ISMS", 200, "持っている認証・許認可"),
        (
            "/?q=どこにもない言葉&holds=ISMS&eligibility=met",
            200,
            "資格の見込み「参加できそう」を外す",
        ),
    ]);
    // Where nothing is held nothing is said of it.
    let plain = get("/?q=ネットワーク").body;
    assert!(!plain.contains("資格の見込み") && !plain.contains("prospect-"));
    // Without the last holding there is no eligibility to choose by.
    let chosen = get("/?holds=ISMS&eligibility=met").body;
    assert!(chosen.contains(r#"<a class="chip" href="/">"#), "{chosen}");
}

#[test]
fn a_notice_shows_what_is_met() {
    let path = "/notices/331007-network-2026";
    let firm = format!("{path}?{FIRM}");
    let lacking = format!("{path}?holds=認証:なし,登録:倉敷市,本店:東京都港区,支店:倉敷市");
    check(&[
        (path, 200, "条件と比べる"),
        (&firm, 200, "prospect-met"),
        (
            &firm,
            200,
            r#"<span class="verdict verdict-met">満たす</span>"#,
        ),
        (
            &firm,
            200,
            r#"<span class="verdict verdict-by_hand">要確認</span>"#,
        ),
        (&firm, 200, "発注機関の文書で確かめてください"),
        (
            &firm,
            200,
            r#"<input type="hidden" name="holds" value="登録:岡山市">"#,
        ),
        (&firm, 200, "/api/v1/notices/331007-network-2026?holds="),
        (&lacking, 200, "prospect-one_short"),
        (
            &lacking,
            200,
            r#"<span class="verdict verdict-not_met">満たさない</span>"#,
        ),
        (&lacking, 200, "共同企業体の他の構成員が満たしてもよい"),
        (
            "/notices/unknown-scan-2026?holds=ISMS",
            200,
            "条件がないという意味ではありません",
        ),
    ]);
    assert!(!get(path).body.contains("verdict"));
}

#[test]
fn a_case_shows_what_became_of_its_notice() {
    let path = "/notices/131016-hall-2026";
    check(&[
        (
            "/?q=区民ホール",
            200,
            r#"<li class="tag mark-postponed">延期</li>"#,
        ),
        ("/?q=吊物機構", 200, path),
        (path, 200, r#"<h2 id="history">経緯</h2>"#),
        (path, 200, "<del>2026年10月23日(金) 17:00</del>"),
        (path, 200, "<ins>2026年10月30日(金) 17:00</ins>"),
        (path, 200, r##"href="#e-step-1-0""##),
        (
            path,
            200,
            r##"<a href="#part-2">文書を見る</a> tokyo/chiyoda-henkou.pdf"##,
        ),
        (path, 200, "参加申請の変更を確実には反映できませんでした"),
        (path, 200, "要確認"),
        (path, 200, "公告第77号"),
        (path, 200, "24,310,000円（税込）"),
        (path, 200, "03-0000-0000 keiyaku@example.jp"),
        (path, 200, "電子、郵送"),
        // The id of a later document leads to the case.
        (
            "/notices/131016-hall-change",
            200,
            r#"<h2 id="history">経緯</h2>"#,
        ),
    ]);
}

#[test]
fn every_link_within_a_notice_leads_somewhere() {
    links_lead_somewhere("/notices/331007-network-2026", 30);
    links_lead_somewhere("/notices/131016-hall-2026", 10);
}

fn links_lead_somewhere(path: &str, least: usize) {
    let body = get(path).body;
    let targets: Vec<&str> = body
        .split(r##"href="#"##)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(targets.len() > least, "{targets:?}");
    for target in targets {
        assert_eq!(
            body.matches(&format!(r#"id="{target}""#)).count(),
            1,
            "{target}"
        );
    }
}

#[test]
fn documents_are_escaped() {
    let body = get("/notices/332020-cleaning-2026").body;
    assert!(
        !body.contains("<script>") && !body.contains("<b>"),
        "{body}"
    );
    assert!(
        body.contains("&#60;b&#62;太字") || body.contains("&lt;b&gt;太字"),
        "{body}"
    );
}

#[test]
fn fields_left_empty_vanish_from_the_address() {
    let answer = get("/?q=&prefecture=岡山県&announced_from=");
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.header("location"),
        "/?prefecture=%E5%B2%A1%E5%B1%B1%E7%9C%8C"
    );
}

#[test]
fn pages_have_one_script_and_nothing_inline() {
    for path in [
        "/",
        "/?q=ネットワーク",
        "/notices/331007-network-2026",
        "/api",
        "/nothing",
    ] {
        let answer = get(path);
        let scripts: Vec<&str> = answer.body.split("<script").skip(1).collect();
        assert!(
            matches!(scripts.as_slice(), [one] if one.starts_with(r#" src="/static/suggestions.js?v="#)),
            "{path}: {scripts:?}"
        );
        assert!(!answer.body.contains(" style="), "{path}");
        assert!(!answer.body.contains(" onclick="), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self';"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
}

#[test]
fn the_api_is_described_for_people() {
    check(&[
        ("/api", 200, "/api/v1/notices/{id}/parts/{n}"),
        ("/api", 200, r#"id="problem-invalid-parameter""#),
        ("/api", 200, r##"href="#type-SearchAnswer""##),
        ("/api", 200, r#"id="type-SearchAnswer""#),
    ]);
}

#[test]
fn municipalities_are_shown_below_the_chosen_prefectures_alone() {
    for (path, is_shown) in [
        ("/", false),
        ("/?prefecture=高知県", false),
        ("/?prefecture=岡山県", true),
        ("/?lg_code=332020", true),
    ] {
        let body = get(path).body;
        assert_eq!(body.contains(r#"value="331007""#), is_shown, "{path}");
    }
}

#[test]
fn what_only_programs_have_a_use_for_is_left_out_of_the_address() {
    let next = get("/api/v1/notices?per_page=1").json()["next"].clone();
    let next = next.as_str().expect("a cursor");
    for (path, location) in [
        ("/?fields=id&page=2".to_owned(), "/?page=2"),
        ("/?histogram=closes_at:day".to_owned(), "/"),
        (format!("/?cursor={next}"), "/"),
    ] {
        let answer = get(&path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, location),
            "{path}"
        );
    }
}
