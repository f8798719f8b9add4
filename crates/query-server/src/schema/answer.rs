//! The answer of a search in JSON.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use irefuda_search::Facet;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::eligibility::ProspectSchema;
use super::notice::SpanSchema;
use super::vocabulary::{Category, Kind, Mark, Status};

/// 検索の答え。
#[derive(ToSchema)]
#[schema(as = SearchAnswer)]
pub(crate) struct SearchAnswerSchema {
    /// 見つかった案件の数(正確)。
    total: u64,
    /// そのうち、すべての言葉を含む案件の数。関連度の順では先に並ぶ。残りは言葉の一部を含む。
    with_all_words: u64,
    understood: UnderstoodSchema,
    /// ページ(1から)。cursor で読んだ続きにはない。
    #[schema(value_type = usize, required = false, example = 1)]
    page: Option<usize>,
    /// 1ページの件数。
    #[schema(example = 20)]
    per_page: usize,
    /// 状態を判断した時(日本時間)。
    #[schema(example = "2026-12-01T09:00:00+09:00")]
    as_of: String,
    /// このページの案件。
    hits: Vec<ChosenHit>,
    /// 続きを読む cursor。もうなければ null。
    next: Option<String>,
    facets: Facets,
    /// histogram で求めた件数。名前は closes_at:day など。
    #[schema(value_type = BTreeMap<String, HistogramSchema>, required = false)]
    histogram: BTreeMap<String, HistogramSchema>,
}

/// 日・週・月ごとの件数。
#[derive(ToSchema)]
#[schema(as = Histogram)]
struct HistogramSchema {
    /// 案件のある区間。時の順。
    buckets: Vec<BucketSchema>,
    /// 日付が文書から読み取れない案件の数。
    unknown: u64,
}

/// 区間と、その件数。
#[derive(ToSchema)]
#[schema(as = Bucket)]
struct BucketSchema {
    /// 最初の日(日本時間)。
    #[schema(format = Date, example = "2026-12-01")]
    from: String,
    /// 最後の日。
    #[schema(format = Date, example = "2026-12-01")]
    to: String,
    /// 件数。
    count: u64,
}

/// 見つかった案件。fields を書けば、選んだ項目だけ。
#[derive(ToSchema)]
#[schema(as = Hit)]
pub(super) struct HitSchema {
    /// 案件の ID。
    id: String,
    /// 件名。
    title: Option<String>,
    /// 発注機関。
    #[schema(example = "岡山市")]
    agency: Option<String>,
    /// 担当課。
    department: Option<String>,
    /// 都道府県名。
    #[schema(example = "岡山県")]
    prefecture: Option<String>,
    /// 全国地方公共団体コード(6桁)。
    #[schema(example = "331007")]
    lg_code: Option<String>,
    /// 市区町村名。
    municipality: Option<String>,
    kind: Kind,
    /// 入札方式。
    #[schema(example = "一般競争入札")]
    method: Option<String>,
    category: Option<Category>,
    /// 営業種目。
    #[schema(example = "情報システム")]
    subcategory: Option<String>,
    /// 公告日。
    #[schema(format = Date, example = "2026-12-01")]
    announced_on: Option<String>,
    /// 新しい参加者が間に合う最後の時。
    #[schema(example = "2026-12-01T17:15:00+09:00")]
    closes_at: Option<String>,
    /// 予定価格と上限額のうち最も高い額(円)。
    #[schema(example = 12_000_000)]
    price_ceiling: Option<u64>,
    /// 必要な認証と許認可。
    #[schema(example = json!(["ISMS"]))]
    qualifications: Vec<String>,
    /// 公告のあとに起きたこと。
    marks: Vec<Mark>,
    source: HitSourceSchema,
    status: Status,
    /// 資格の見込み。holds を書いたときだけ。
    #[schema(value_type = ProspectSchema, required = false)]
    eligibility: Option<ProspectSchema>,
    /// 一致の度合い。1つの答えの中でだけ比べられる。
    score: f32,
    /// この案件が含まない言葉。
    missing_words: Vec<String>,
    /// 一致した箇所の抜粋。
    snippets: Vec<SnippetSchema>,
}

/// A hit of which `fields` may have left out anything.
struct ChosenHit;

impl PartialSchema for ChosenHit {
    fn schema() -> RefOr<Schema> {
        let mut schema = HitSchema::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.required.clear();
        }
        schema
    }
}

impl ToSchema for ChosenHit {
    fn name() -> Cow<'static, str> {
        HitSchema::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        HitSchema::schemas(schemas);
    }
}

/// 言葉をどう読み取ったか。
#[derive(ToSchema)]
#[schema(as = Understood)]
struct UnderstoodSchema {
    /// あわせて探した同義語や表記。
    also_searched: Vec<AlsoSearchedSchema>,
    /// 言葉から読み取った絞り込み。
    filters: Vec<UnderstoodFilterSchema>,
    /// 重みをもたない言葉(案件、仕事など)。
    #[schema(example = json!(["案件"]))]
    ignored: Vec<String>,
    /// もしかして: 何も(ほとんど)見つからないときに、より多く見つかる言葉。よいものから3つまで。
    did_you_mean: Vec<DidYouMeanSchema>,
}

/// 意図したかもしれない言葉。
#[derive(ToSchema)]
#[schema(as = DidYouMean)]
struct DidYouMeanSchema {
    /// 検索する言葉。
    #[schema(example = "橋梁点検")]
    q: String,
    /// そのすべての言葉を含む案件の数(絞り込みはそのまま)。
    total: u64,
    /// 入力した言葉では何も見つからないので、この言葉で検索した答えを返しているか。
    is_applied: bool,
}

/// 言葉と、あわせて探した言葉。
#[derive(ToSchema)]
#[schema(as = AlsoSearched)]
struct AlsoSearchedSchema {
    /// 入力された言葉。
    #[schema(example = "住基ネット")]
    word: String,
    /// 同義語や別の表記。
    #[schema(example = json!(["住民基本台帳ネットワーク"]))]
    forms: Vec<String>,
}

/// 言葉から読み取った絞り込み。
#[derive(ToSchema)]
#[schema(as = UnderstoodFilter)]
struct UnderstoodFilterSchema {
    /// それを表す言葉。
    #[schema(example = "今月締切の")]
    text: String,
    /// 同じ意味のパラメータ。
    parameters: Vec<ParameterSchema>,
    /// その言葉を除いた検索の言葉。
    q_without: String,
}

/// 検索のパラメータ。
#[derive(ToSchema)]
#[schema(as = Parameter)]
struct ParameterSchema {
    /// 名前。
    #[schema(example = "closes_to")]
    name: String,
    /// 値。
    #[schema(example = "2026-11-30")]
    value: String,
}

/// 文書の出どころ。
#[derive(ToSchema)]
#[schema(as = HitSource)]
struct HitSourceSchema {
    /// 読み込んだフォルダの中のパス。
    path: String,
}

/// 文書の抜粋。
#[derive(ToSchema)]
#[schema(as = Snippet)]
struct SnippetSchema {
    /// 抜粋。改行は空白になる。
    text: String,
    /// 何番目の文書か(0から)。
    part: usize,
    /// 何ページか(1から、ページのある形式だけ)。
    #[schema(value_type = u32, required = false)]
    page: Option<u32>,
    /// 抜粋の最初の文字の位置(その文書の本文の Unicode 文字数)。
    start: usize,
    /// 抜粋の最後の文字の次の位置。
    end: usize,
    /// 強調する範囲(text の Unicode 文字数)。
    highlights: Vec<SpanSchema>,
}

/// 項目の値と、その件数。
#[derive(ToSchema)]
#[schema(as = FacetCount)]
struct FacetCountSchema {
    /// パラメータに書く値。
    #[schema(example = "open")]
    value: String,
    /// 表示する名前。
    #[schema(example = "募集中")]
    label: String,
    /// 1つ上の項目の値。市区町村なら都道府県、営業種目なら調達区分。
    #[schema(value_type = String, required = false, example = "岡山県")]
    parent: Option<String>,
    /// 件数。
    count: u64,
    /// この検索で選んでいるか。
    selected: bool,
}

/// One property for each facet, so that a new facet needs no line here.
struct Facets;

impl PartialSchema for Facets {
    fn schema() -> RefOr<Schema> {
        let counts = || ArrayBuilder::new().items(Ref::from_schema_name("FacetCount"));
        let object = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some(
                "項目ごとの件数。その項目自身の選択では絞り込まない。unknown(不明)も値の1つ。\
                 都道府県と市区町村、調達区分と営業種目は合わせて1つの選択とみなし、市区町村と\
                 営業種目は、上の項目を選んでいれば、選んだもの(と、その下を選んだもの)の下だけ。\
                 eligibility は holds を書かなければ空。",
            ));
        let property = |object: ObjectBuilder, facet: Facet| {
            let counts = counts().description(Some(facet.label()));
            object.property(facet.name(), counts).required(facet.name())
        };
        Facet::ALL.into_iter().fold(object, property).into()
    }
}

impl ToSchema for Facets {
    fn name() -> Cow<'static, str> {
        "Facets".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push(("FacetCount".to_owned(), FacetCountSchema::schema()));
    }
}
