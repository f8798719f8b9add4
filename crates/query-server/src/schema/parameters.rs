//! The parameters of a search, for the API's description. A new facet needs no
//! line here.

use irefuda_procurement::{Category, Eligibility, Kind, Status};
use irefuda_search::{
    DEFAULT_PER_PAGE, DeadlineBucket, Facet, Histogram, HitField, MAX_BUCKETS, MAX_DEPTH,
    MAX_PER_PAGE, MAX_QUERY_LENGTH, Matching, NONE, OF_PAGES, Sort, UNKNOWN,
};
use serde_json::json;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::schema::{ArrayBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};

/// All parameters of `GET /api/v1/notices`.
pub(crate) struct SearchParameters;

impl IntoParams for SearchParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut parameters = vec![words(), matching(), holds()];
        parameters.extend(Facet::ALL.into_iter().map(facet));
        parameters.extend(ranges());
        parameters.extend([sort(), page(), per_page(), cursor(), fields(), histogram()]);
        parameters
    }
}

/// All parameters of an export.
pub(crate) struct ExportParameters;

impl IntoParams for ExportParameters {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut parameters = SearchParameters::into_params(place);
        parameters.retain(|parameter| !OF_PAGES.contains(&parameter.name.as_str()));
        parameters
    }
}

/// The parameter of `GET /api/v1/notices/{id}`.
pub(crate) struct HoldsParameter;

impl IntoParams for HoldsParameter {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![holds()]
    }
}

fn parameter(name: &str, description: impl Into<String>) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .description(Some(description))
}

fn words() -> Parameter {
    let schema = text().max_length(Some(MAX_QUERY_LENGTH));
    let description = "探す言葉。空ならすべての案件。空白で区切るとすべて、OR または | でいずれか、\
        -言葉 または NOT で除外、「」や \"\" でそのままの並び、言葉* で言葉の始まり、( ) でまとまり、\
        件名: 機関: 本文: 公告: 説明書: 仕様書: 様式: 規程: で場所を限る。官公需情報ポータルサイトの \
        AND OR ANDNOT NOT も使える。「今月締切の」「岡山市の」のような言い方は絞り込みとして読み取る。";
    parameter("q", description)
        .schema(Some(schema))
        .example(Some(json!("ネットワーク 保守")))
        .build()
}

fn matching() -> Parameter {
    let description = "言葉の合わせ方。most はすべての言葉を含む案件が少ないとき、多くを含む案件を後に\
        続ける(既定)。all はすべてを含むものだけ。literal は入力したとおりの言葉だけで、同義語も\
        絞り込みの読み取りもしない。";
    let names = Matching::ALL.map(Matching::name);
    parameter("match", description)
        .schema(Some(text().enum_values(Some(names))))
        .example(Some(json!(Matching::All.name())))
        .build()
}

fn holds() -> Parameter {
    let description = "会社が持っているもの。これと参加条件を比べて eligibility(資格の見込み)を答える。\
         繰り返すか、コンマで区切る。認証と許認可は名前だけ(ISMS、Pマーク、警備業)、\
         ほかは 登録:岡山市、登録:岡山県 物品、登録:全省庁統一資格、等級:A、等級:岡山市A、\
         本店:岡山県岡山市、支店:東京都(registration:、grade:、head_office:、branch: でもよい)。\
         書かなかった種類の条件は「不明」とする。1つもない種類は 認証:なし、許認可:なし、登録:なし、等級:なし。\
         所在地は本店を書いたとき、書かなかった支店はないものとする。";
    parameter("holds", description)
        .schema(Some(ArrayBuilder::new().items(text())))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .example(Some(json!(["ISMS,本店:岡山県岡山市"])))
        .build()
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn facet(facet: Facet) -> Parameter {
    let names = names(facet);
    let mut value = text();
    if !names.is_empty() {
        value = value.enum_values(Some(names));
    }
    let description = format!(
        "{}で絞り込む。繰り返すと「いずれか」。{UNKNOWN} は不明。{}",
        facet.label(),
        hint(facet)
    );
    parameter(facet.name(), description)
        .schema(Some(ArrayBuilder::new().items(value)))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .example(Some(json!([example(facet)])))
        .build()
}

/// The values of a facet, where they are few and fixed.
fn names(facet: Facet) -> Vec<&'static str> {
    let mut names: Vec<&str> = match facet {
        Facet::Status => Status::ALL.iter().map(|value| value.name()).collect(),
        Facet::Eligibility => Eligibility::ALL.iter().map(|value| value.name()).collect(),
        Facet::Category => Category::ALL.iter().map(|value| value.name()).collect(),
        Facet::Kind => Kind::ALL.iter().map(|value| value.name()).collect(),
        Facet::Deadline => DeadlineBucket::ALL.map(DeadlineBucket::name).to_vec(),
        _ => return Vec::new(),
    };
    if !names.contains(&UNKNOWN) {
        names.push(UNKNOWN);
    }
    names
}

fn hint(facet: Facet) -> String {
    match facet {
        Facet::Eligibility => {
            "holds とともに使う。met は参加できそう、one_short はあと1つ足りない、\
         not_met は2つ以上足りない。"
                .to_owned()
        }
        Facet::Prefecture => "名前、2桁または6桁のコード。".to_owned(),
        Facet::LgCode => format!(
            "6桁の全国地方公共団体コード、または1つしかない名前。{}",
            under(facet)
        ),
        Facet::Subcategory => under(facet),
        Facet::Qualification => format!("別名でもよい。{NONE} は認証・許認可を求めない案件。"),
        _ => String::new(),
    }
}

/// How a choice goes together with one in the facet above.
fn under(facet: Facet) -> String {
    let coarse = facet.parent().map_or("", Facet::name);
    format!(
        "{coarse} とは木のように合わせる: 選んだ {coarse} の下の値を選べばそれだけに絞り、選んで\
         いない {coarse} の下の値は加える。"
    )
}

fn example(facet: Facet) -> &'static str {
    match facet {
        Facet::Status => Status::Open.name(),
        Facet::Deadline => DeadlineBucket::SevenDays.name(),
        Facet::Eligibility => Eligibility::Met.name(),
        Facet::Prefecture => "岡山県",
        Facet::LgCode => "331007",
        Facet::Category => Category::Services.name(),
        Facet::Subcategory => "情報システム",
        Facet::Method => "一般競争入札",
        Facet::Qualification => "ISMS",
        Facet::Kind => Kind::TenderNotice.name(),
    }
}

fn ranges() -> Vec<Parameter> {
    let rows = [
        ("announced_from", "公告日がこの日以後。", "2026-11-01"),
        ("announced_to", "公告日がこの日以前。", "2026-11-30"),
        (
            "closes_from",
            "締切がこの時以後。日付または日時。",
            "2026-12-01",
        ),
        (
            "closes_to",
            "締切がこの時以前。日付または日時。",
            "2026-12-15T17:00:00+09:00",
        ),
    ];
    let range = |(name, description, example): (&str, &str, &str)| {
        let mut schema = text();
        if name.starts_with("announced") {
            schema = schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
        }
        parameter(name, description)
            .schema(Some(schema))
            .example(Some(json!(example)))
            .build()
    };
    rows.map(range).to_vec()
}

fn sort() -> Parameter {
    let meanings = Sort::ALL.map(|sort| format!("{}({})", sort.name(), sort.label()));
    let description = format!(
        "並び順: {}。書かなければ、言葉があるときは関連度、ないときは締切が近い順(募集中、不明、\
         終了の順)。値のない案件は、どちら向きでも最後。price_ceiling は予定価格と上限額のうち\
         最も高い額。title は文字コードの順。",
        meanings.join("、")
    );
    parameter("sort", description)
        .schema(Some(text().enum_values(Some(Sort::ALL.map(Sort::name)))))
        .example(Some(json!(Sort::Closing.name())))
        .build()
}

fn page() -> Parameter {
    let description =
        format!("ページ(1から)。先頭から{MAX_DEPTH}件まで読める。その先は cursor で。");
    parameter("page", description)
        .schema(Some(number(MAX_DEPTH, 1)))
        .example(Some(json!(1)))
        .build()
}

fn per_page() -> Parameter {
    parameter("per_page", format!("1ページの件数({MAX_PER_PAGE}まで)。"))
        .schema(Some(number(MAX_PER_PAGE, DEFAULT_PER_PAGE)))
        .example(Some(json!(DEFAULT_PER_PAGE)))
        .build()
}

fn cursor() -> Parameter {
    let description = "続きの位置。前の答えの next をそのまま書く。ほかの条件と sort は変えない\
        (per_page と fields は変えてよい)。page とは一緒に使えない。続きを読むあいだに索引が\
        変わっても、はじめから最後まであって並びの値の変わらない案件は、二度出ることも抜ける\
        こともない。状態は最初の答えの as_of で判断する。関連度の順だけは、索引が変わると\
        点数が変わるので、そのあいだに前後した案件は二度出るか抜けることがある。";
    parameter("cursor", description)
        .schema(Some(text()))
        .build()
}

fn fields() -> Parameter {
    let description = "応答に含める案件の項目。コンマで区切るか繰り返す。書かなければすべて。";
    let names = HitField::all().map(HitField::name);
    let value = text().enum_values(Some(names));
    parameter("fields", description)
        .schema(Some(ArrayBuilder::new().items(value)))
        .style(Some(ParameterStyle::Form))
        .explode(Some(false))
        .example(Some(json!(["id", "title", "closes_at"])))
        .build()
}

fn histogram() -> Parameter {
    let description = format!(
        "日本時間の日・週(月曜から)・月ごとの件数を histogram に返す。繰り返してよい。締切の件数は\
         closes_from と closes_to では、公告日の件数は announced_from と announced_to では\
         絞り込まない(ほかの条件では絞り込む)。{MAX_BUCKETS}区間まで。"
    );
    let value = text().enum_values(Some(Histogram::NAMES));
    parameter("histogram", description)
        .schema(Some(ArrayBuilder::new().items(value)))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .example(Some(json!(["closes_at:day"])))
        .build()
}

fn number(most: usize, default: usize) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1.0))
        .maximum(Some(u32::try_from(most).unwrap_or(u32::MAX)))
        .default(Some(json!(default)))
}
