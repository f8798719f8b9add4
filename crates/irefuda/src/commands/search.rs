//! `irefuda search`: asks the index.
//!
//! The options are the parameters of the API under the names that a shell user
//! expects; what they may be, `SearchRequest` says for all.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use clap::{Args, ValueEnum};
use irefuda_procurement::Lexicon;
use irefuda_search::{
    Export, ExportFormat, RequestError, SearchAnswer, SearchError, SearchRequest,
};

use crate::exit::{Outcome, UsageError};
use crate::moment::AsOf;
use crate::places::Places;
use crate::{table, terminal};

/// 案件を検索する / Search the notices
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// 検索する言葉（なければすべて） / Words; without any, all notices
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// 言葉の合わせ方: most（少なければ多くを含むものも）, all（すべて）, literal（入力のまま） / How words are matched
    #[arg(long = "match", value_name = "WAY")]
    matching: Option<String>,

    #[command(flatten)]
    filters: Filters,

    /// 出力の形式: 表、JSON、結果のすべてを CSV か JSON Lines で / Form of the output; csv and jsonl hold the whole result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    as_of: AsOf,
}

/// The options that narrow, order and page.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "絞り込み / Filters（同じものを何度でも / repeatable）")]
struct Filters {
    /// 都道府県の名前か番号 / Prefecture by name or code
    #[arg(long, value_name = "NAME|CODE")]
    prefecture: Vec<String>,
    /// 市区町村の名前か全国地方公共団体コード / Municipality by name or six-digit code
    #[arg(long, value_name = "NAME|CODE")]
    municipality: Vec<String>,
    /// 調達区分: 工事、物品、役務、測量・コンサル、その他 / Category
    #[arg(long, value_name = "NAME")]
    category: Vec<String>,
    /// 営業種目 / Subcategory
    #[arg(long, value_name = "NAME")]
    subcategory: Vec<String>,
    /// 入札方式 / Procurement method
    #[arg(long, value_name = "NAME")]
    method: Vec<String>,
    /// 求められる認証・許認可（ISMS、Pマーク…、none は求めないもの） / Certification or licence asked for
    #[arg(long, value_name = "NAME")]
    qualification: Vec<String>,
    /// 持っているもの: ISMS,Pマーク,登録:岡山市,等級:A,本店:岡山市,支店:東京都 / What the firm holds
    #[arg(long, value_name = "NAMES")]
    holds: Vec<String>,
    /// 資格の見込み（--holds とともに）: met, one_short, not_met, unknown / Eligibility, with --holds
    #[arg(long, value_name = "ANSWER")]
    eligible: Vec<String>,
    /// 種別: 入札公告、公募、訂正… / Kind of notice
    #[arg(long, value_name = "NAME")]
    kind: Vec<String>,
    /// 状態: open, closed, cancelled, unknown / Status
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// まだ参加できるもの（--status open と同じ） / Still open
    #[arg(long)]
    open: bool,
    /// 締切まで: today, 3days, 7days, 14days, 30days, later, past / Time left
    #[arg(long, value_name = "BUCKET")]
    deadline: Vec<String>,
    /// この日（時刻）までに締め切るもの / Closes on this day or before
    #[arg(long, value_name = "TIME")]
    closes_before: Option<String>,
    /// この日（時刻）以後に締め切るもの / Closes on this day or later
    #[arg(long, value_name = "TIME")]
    closes_after: Option<String>,
    /// この日以後に公告されたもの / Announced on this day or later
    #[arg(long, value_name = "DATE")]
    announced_from: Option<String>,
    /// この日までに公告されたもの / Announced on this day or before
    #[arg(long, value_name = "DATE")]
    announced_to: Option<String>,
    /// 並べ方: relevance, closes_at, announced_on, lg_code, title, price_ceiling。後ろに :asc か :desc / Order
    #[arg(
        long,
        value_name = "ORDER",
        help_heading = "並べ方とページ / Order and page"
    )]
    sort: Option<String>,
    /// ページ（1 から） / Page, from 1
    #[arg(
        long,
        value_name = "N",
        help_heading = "並べ方とページ / Order and page"
    )]
    page: Option<String>,
    /// 1 ページの件数 / Hits of a page
    #[arg(
        long,
        value_name = "N",
        help_heading = "並べ方とページ / Order and page"
    )]
    per_page: Option<String>,
    /// 続き（前の JSON の next） / Go on: `next` of the JSON answer before
    #[arg(
        long,
        value_name = "CURSOR",
        help_heading = "並べ方とページ / Order and page"
    )]
    cursor: Option<String>,
    /// 出す項目をコンマで（表のほか） / What comes back of each hit (not in the table)
    #[arg(long, value_name = "NAMES", help_heading = "出力 / Output")]
    fields: Vec<String>,
    /// 日ごとなどの件数: closes_at か announced_on に :day、:week、:month / Counts by date
    #[arg(long, value_name = "DATE:BY", help_heading = "出力 / Output")]
    histogram: Vec<String>,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// What the API answers.
    Json,
    /// All that is found, as the API exports it.
    Csv,
    /// All that is found, a hit a line.
    Jsonl,
}

/// So many hits of an export are written at a time.
const HITS_AT_A_TIME: usize = 1_000;

const AFTER_HELP: &str = "\
例 / Examples:
  irefuda search 住基ネット --municipality 岡山市
  irefuda search --category 役務 --qualification ISMS --open --closes-before 2026-12-20
  irefuda search 岡山県で今月締切の清掃の仕事
  irefuda search '件名:清掃 (庁舎 OR 学校) -病院'
  irefuda search 清掃 --open --holds ISMS,Pマーク,本店:岡山市 --eligible met --eligible one_short
  irefuda search 測量 CAD --prefecture 岡山県 --sort closes_at --format json | jq '.hits[].title'
  irefuda search --open --sort price_ceiling:desc --format csv > 募集中.csv

言葉はすべてを含むものを探し、少なければ多くを含むものを後に続けます。OR でいずれか、- か NOT で除外、
「」でその並びのまま、( ) でまとまり、言葉* で言葉の始まり、件名: 機関: 仕様書: などで場所を限ります。
--holds は会社が持っているもの。書いていない種類の条件は「不明」、1つもない種類は 認証:なし、許認可:なし、登録:なし、等級:なし。
見込みは文書から読み取れた条件だけによるもので、参加できるかどうかは発注機関の文書で確かめてください。
日付は 2026-12-01 か 2026-12-01T17:00:00+09:00。
Notices with all words come first, those with most follow. OR, - or NOT, 「」 or quotation
marks for phrases, ( ), word*, and fields such as 件名: (title:) and 仕様書: (specification:).
--holds is what the firm holds; conditions of a kind that it does not speak of are unknown. What is said of
eligibility is what the documents say as far as they were read.
Dates are 2026-12-01 or 2026-12-01T17:00:00+09:00.";

/// An option, the parameter that it sets, and the values given.
type Given<'a> = (&'static str, &'static str, Vec<&'a str>);

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let lexicon = places.lexicon()?;
    let request = options.request(&lexicon)?;
    let searcher = places.searcher(&lexicon)?;
    let now = options.as_of.or_now();
    let failed = |error| options.failed(error);
    let export = || searcher.export(request.clone(), now).map_err(failed);
    let answer = || searcher.search(&request, now).map_err(failed);
    match options.format {
        Format::Json => print_json(&answer()?)?,
        Format::Table => table::print(&answer()?, terminal::width(), &mut terminal::output())?,
        Format::Csv => print_all(export()?, ExportFormat::Csv)?,
        Format::Jsonl => print_all(export()?, ExportFormat::JsonLines)?,
    }
    Ok(Outcome::Done)
}

fn print_all(mut export: Export, format: ExportFormat) -> Result<()> {
    let mut output = terminal::output();
    output.write_all(&format.beginning(export.fields())?)?;
    loop {
        let hits = export.next_hits(HITS_AT_A_TIME)?;
        if hits.is_empty() {
            break;
        }
        output.write_all(&format.written(&hits)?)?;
    }
    Ok(output.flush()?)
}

fn print_json(answer: &SearchAnswer) -> io::Result<()> {
    let mut output = terminal::output();
    if io::stdout().is_terminal() {
        serde_json::to_writer_pretty(&mut output, answer)?;
    } else {
        serde_json::to_writer(&mut output, answer)?;
    }
    writeln!(output)?;
    output.flush()
}

impl Options {
    fn request(&self, lexicon: &Lexicon) -> Result<SearchRequest, UsageError> {
        let query = self.query.join(" ");
        let given = self.given(&query);
        let parameters = given.iter().flat_map(|(_, parameter, values)| {
            values.iter().map(move |value| (*parameter, *value))
        });
        let request = match self.format {
            Format::Table | Format::Json => SearchRequest::from_parameters(parameters, lexicon),
            Format::Csv | Format::Jsonl => SearchRequest::of_export(parameters, lexicon),
        };
        request.map_err(|error| refused(&given, &error))
    }

    fn given<'a>(&'a self, query: &'a str) -> Vec<Given<'a>> {
        let mut given = self.filters.given();
        given.push(("QUERY", "q", vec![query]));
        given.push(("--match", "match", all(&self.matching)));
        given
    }

    /// What a search failed of, under the name of the option if one is at fault.
    fn failed(&self, error: SearchError) -> anyhow::Error {
        match error {
            SearchError::Request(error) => refused(&self.given(""), &error).into(),
            error => error.into(),
        }
    }
}

/// The error under the name of the option, not of the parameter.
fn refused(given: &[Given<'_>], error: &RequestError) -> UsageError {
    let mut options = given.iter().filter(|(_, _, values)| !values.is_empty());
    let option = options.find(|(_, parameter, _)| *parameter == error.parameter);
    let option = option.map_or(error.parameter.as_str(), |(option, _, _)| option);
    UsageError(format!("{option} の値を使えません: {}", error.reason))
}

impl Filters {
    fn given(&self) -> Vec<Given<'_>> {
        let open = if self.open { vec!["open"] } else { Vec::new() };
        vec![
            ("--prefecture", "prefecture", all(&self.prefecture)),
            ("--municipality", "lg_code", all(&self.municipality)),
            ("--category", "category", all(&self.category)),
            ("--subcategory", "subcategory", all(&self.subcategory)),
            ("--method", "method", all(&self.method)),
            ("--qualification", "qualification", all(&self.qualification)),
            ("--holds", "holds", all(&self.holds)),
            ("--eligible", "eligibility", all(&self.eligible)),
            ("--kind", "kind", all(&self.kind)),
            ("--status", "status", all(&self.status)),
            ("--open", "status", open),
            ("--deadline", "deadline", all(&self.deadline)),
            ("--closes-before", "closes_to", all(&self.closes_before)),
            ("--closes-after", "closes_from", all(&self.closes_after)),
            (
                "--announced-from",
                "announced_from",
                all(&self.announced_from),
            ),
            ("--announced-to", "announced_to", all(&self.announced_to)),
            ("--sort", "sort", all(&self.sort)),
            ("--page", "page", all(&self.page)),
            ("--per-page", "per_page", all(&self.per_page)),
            ("--cursor", "cursor", all(&self.cursor)),
            ("--fields", "fields", all(&self.fields)),
            ("--histogram", "histogram", all(&self.histogram)),
        ]
    }
}

fn all<'a>(values: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    values.into_iter().map(String::as_str).collect()
}
