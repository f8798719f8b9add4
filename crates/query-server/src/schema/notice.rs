//! The notice in JSON.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use std::collections::BTreeMap;

use utoipa::ToSchema;

use super::eligibility::EvaluationSchema;
use super::requirement::RequirementSchema;
use super::vocabulary::{
    Category, Confidence, DeadlineKind, JointVenture, Kind, PartRole, PriceKind, Status,
    Submission, TaxBasis,
};

/// 1つの調達案件。読み取れない値は null。
#[derive(ToSchema)]
#[schema(as = Notice)]
pub(crate) struct NoticeSchema {
    /// 案件の ID。訂正されても変わらない。
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
    /// 発注機関の全国地方公共団体コード(6桁)。
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
    /// すべての期限。時の順。
    deadlines: Vec<DeadlineSchema>,
    /// 新しい参加者が間に合う最後の時。日付、または +09:00 の日時。
    #[schema(example = "2026-12-01T17:15:00+09:00")]
    closes_at: Option<String>,
    /// 履行期間。
    contract_period: Option<ContractPeriodSchema>,
    /// 履行場所。
    place: Option<String>,
    requirement: RequirementSchema,
    joint_venture: JointVenture,
    /// 入札保証金(文書の言葉)。
    bid_bond: Option<String>,
    /// 契約保証金(文書の言葉)。
    contract_bond: Option<String>,
    /// WTO 政府調達協定が適用されると書いてあるか。
    wto_gpa: bool,
    /// 案件番号。
    #[schema(example = "R8委第57号")]
    number: Option<String>,
    /// 公告番号。
    #[schema(example = "大村市公告第238号")]
    notice_number: Option<String>,
    /// 予定価格、上限額、最低制限価格。
    prices: Vec<PriceSchema>,
    /// 連絡先。
    contact: Option<ContactSchema>,
    /// 提出方法。書いていなければ空。
    submission: Vec<Submission>,
    /// この文書が語っている、前の公告(訂正や中止だけが索引にあるとき)。
    amends: Option<AmendsSchema>,
    /// この文書が前の公告から変えること。
    changes: Vec<ChangeSchema>,
    /// 案件のほかの文書(訂正、延期、中止、質問回答、結果、前の公告)。公告の順。この公告に
    /// ついての変更は、上の項目に反映してある。
    history: Vec<StepSchema>,
    /// 文書。1つのファイルに続けて入っていることもある。あとの文書は公告の文書のあとに続く。
    parts: Vec<PartSchema>,
    /// 項目ごとの根拠。項目の名前は title など。
    evidence: BTreeMap<String, EvidenceSchema>,
    /// 人が確かめるべきこと。
    warnings: Vec<String>,
    source: SourceSchema,
    status: Status,
    /// 資格の見込みとその理由。holds を書いたときだけ。
    #[schema(value_type = EvaluationSchema, required = false)]
    eligibility: Option<EvaluationSchema>,
}

/// 期限、または行事の時。
#[derive(ToSchema)]
#[schema(as = Deadline)]
struct DeadlineSchema {
    kind: DeadlineKind,
    /// 最後の時。行事では始まる時。日付だけのときはその日の終わりまで。
    #[schema(example = "2026-12-01T17:15:00+09:00")]
    at: String,
    /// 始まりの時(期間があるとき)。
    #[schema(value_type = String, required = false)]
    from: Option<String>,
    /// 提出方法など。
    #[schema(value_type = String, required = false, example = "郵送可、必着")]
    note: Option<String>,
    evidence: EvidenceSchema,
}

/// 文書に書かれた金額。
#[derive(ToSchema)]
#[schema(as = Price)]
struct PriceSchema {
    kind: PriceKind,
    /// 円。
    #[schema(example = 24310000)]
    yen: u64,
    tax: TaxBasis,
    evidence: EvidenceSchema,
}

/// 連絡先。
#[derive(ToSchema)]
#[schema(as = Contact)]
struct ContactSchema {
    /// 電話番号。
    #[schema(value_type = String, required = false, example = "086-000-0000")]
    phone: Option<String>,
    /// メールアドレス。
    #[schema(value_type = String, required = false, example = "keiyaku@example.jp")]
    email: Option<String>,
}

/// 訂正や中止が語っている、前の公告。
#[derive(ToSchema)]
#[schema(as = Amends)]
struct AmendsSchema {
    /// その番号。
    #[schema(value_type = String, required = false)]
    number: Option<String>,
    /// その公告日。
    #[schema(value_type = String, required = false, format = Date)]
    announced_on: Option<String>,
    evidence: EvidenceSchema,
}

/// 変わったこと。
#[derive(ToSchema)]
#[schema(as = Change)]
struct ChangeSchema {
    /// 項目の名前。期限は deadlines.bid のように種類とともに、決まった項目でなければ other。
    #[schema(example = "deadlines.bid")]
    field: String,
    /// 変わる前。期限は日付か日時。
    #[schema(value_type = String, required = false, example = "2026-12-10T17:00:00+09:00")]
    before: Option<String>,
    /// 変わったあと。取り下げられたときはない。
    #[schema(value_type = String, required = false, example = "2026-12-20T17:00:00+09:00")]
    after: Option<String>,
    evidence: EvidenceSchema,
}

/// 案件のほかの文書の1つ。
#[derive(ToSchema)]
#[schema(as = Step)]
struct StepSchema {
    /// この文書の ID。この ID でも案件を読める。
    id: String,
    kind: Kind,
    /// 公告日。
    #[schema(format = Date, example = "2026-12-01")]
    announced_on: Option<String>,
    /// 件名。
    title: Option<String>,
    /// ファイルのパス。
    path: String,
    /// この文書の最初の部分が parts の何番目か(0から)。
    part: usize,
    /// 表示している公告についての文書か。再公告の前の公告やその訂正では false。
    applies: bool,
    /// 変わったこと。
    changes: Vec<ChangeSchema>,
    /// 文書の種別の根拠。
    #[schema(value_type = EvidenceSchema, required = false)]
    evidence: Option<EvidenceSchema>,
}

/// 履行期間。日付、または文書の言葉(契約締結日など)。
#[derive(ToSchema)]
#[schema(as = ContractPeriod)]
struct ContractPeriodSchema {
    /// 始まり。
    from: Option<String>,
    /// 終わり。
    to: Option<String>,
}

/// 値が書かれている箇所。
#[derive(ToSchema)]
#[schema(as = Evidence)]
pub(super) struct EvidenceSchema {
    /// その箇所の文字。
    quote: String,
    /// 何番目の文書か(0から)。
    part: usize,
    /// 何ページか(1から、ページのある形式だけ)。
    #[schema(value_type = u32, required = false)]
    page: Option<u32>,
    /// 最初の文字の位置(その文書の本文の Unicode 文字数)。
    start: usize,
    /// 最後の文字の次の位置。
    end: usize,
    confidence: Confidence,
}

/// 案件の文書の1つ。本文は別の API で読む。
#[derive(ToSchema)]
#[schema(as = Part)]
struct PartSchema {
    role: PartRole,
    /// 見出し。
    title: Option<String>,
    /// source.files の何番目のファイルか(0から)。range はそのファイルの文字数で数える。
    file: usize,
    range: SpanSchema,
}

/// 文字の範囲(Unicode 文字数)。
#[derive(ToSchema)]
#[schema(as = Span)]
pub(super) struct SpanSchema {
    /// 最初の文字の位置。
    start: usize,
    /// 最後の文字の次の位置。
    end: usize,
}

/// 文書の出どころ。
#[derive(ToSchema)]
#[schema(as = Source)]
struct SourceSchema {
    /// 読み込んだフォルダの中のパス。複数のときは公告のもの。書庫の中は archive.zip/name。
    path: String,
    /// 公開されていたアドレス(notice.toml にあるとき)。
    #[schema(value_type = String, required = false, example = "https://www.city.example.lg.jp/nyusatsu/1.html")]
    address: Option<String>,
    /// 取得した日時(notice.toml にあるとき)。
    #[schema(value_type = String, required = false, example = "2026-11-20T06:00:00+09:00")]
    fetched_at: Option<String>,
    /// 読み取ったファイル。
    files: Vec<SourceFileSchema>,
}

/// 案件のファイルの1つ。
#[derive(ToSchema)]
#[schema(as = SourceFile)]
struct SourceFileSchema {
    /// 読み込んだフォルダの中のパス。
    path: String,
    /// 読み取った形式。
    #[schema(example = "pdf")]
    format: String,
    /// ファイル(書庫の中なら書庫)の BLAKE3 ハッシュ(16進)。
    content_hash: String,
    /// 画像から文字認識(OCR)で読んだ文字があるか。数字は誤っていることがある。
    #[schema(value_type = bool, required = false)]
    ocr: Option<bool>,
}
