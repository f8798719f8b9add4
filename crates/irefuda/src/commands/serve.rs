//! `irefuda serve`: the page and the API over HTTP.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Error, Result, anyhow};
use clap::Args;
use irefuda_query_server::{ServerOptions, serve};
use jiff::civil::DateTime;
use tokio::net::TcpListener;

use crate::exit::Outcome;
use crate::moment::AsOf;
use crate::places::Places;
use crate::signals::Signals;
use crate::terminal;

/// 検索画面と API を公開する / Serve the page and the API
#[derive(Debug, Args)]
#[command(after_help = "\
例 / Examples:
  irefuda serve --listen 127.0.0.1:8081   ほかのポートで / on another port
  irefuda serve --listen 0.0.0.0:8080     ほかの機械からも見えるように / for other machines too

Ctrl-C か SIGTERM で、返事を終えてから止まります / Ctrl-C or SIGTERM stop it gracefully")]
pub(crate) struct Options {
    /// 待ち受けるアドレス / Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    #[arg(env = "IREFUDA_LISTEN", hide_env_values = true)]
    listen: String,

    #[command(flatten)]
    as_of: AsOf,
}

pub(crate) fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let lexicon = places.lexicon()?;
    let searcher = places.searcher(&lexicon)?;
    let notices = searcher.document_count();
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let signals = Signals::listen()?;
        let listener = listen(&options.listen).await?;
        announce(listener.local_addr()?, notices, options.as_of.fixed())?;
        let server = ServerOptions {
            listener,
            searcher,
            lexicon: Arc::clone(&lexicon),
            as_of: options.as_of.fixed(),
        };
        serve(server, stopped(signals)).await?;
        Ok(Outcome::Done)
    })
}

async fn listen(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => taken(address),
            _ => Error::new(error).context(format!("{address} で待ち受けられません")),
        })
}

fn taken(address: &str) -> Error {
    let port = address
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    let next: u16 = port.map_or(8081, |port: u16| port.wrapping_add(1).max(1024));
    anyhow!(
        "{address} はほかのプログラムが使っています。`irefuda serve --listen 127.0.0.1:{next}` \
         のように別のポートを指定してください"
    )
}

fn announce(address: SocketAddr, notices: u64, as_of: Option<DateTime>) -> Result<()> {
    let mut output = terminal::output();
    write!(output, "案件 {notices} 件を公開しています")?;
    if let Some(moment) = as_of {
        write!(
            output,
            "（{} 時点の表示）",
            moment.strftime("%Y-%m-%d %H:%M")
        )?;
    }
    writeln!(output, "。止めるには Ctrl-C")?;
    writeln!(output, "{}", url(address))?;
    output.flush().context("standard output")
}

/// The address as a browser on this machine takes it.
fn url(address: SocketAddr) -> String {
    let ip = address.ip();
    if ip.is_loopback() || ip.is_unspecified() {
        return format!("http://localhost:{}", address.port());
    }
    format!("http://{address}")
}

async fn stopped(mut signals: Signals) {
    signals.stop().await;
    tracing::info!("stopping");
}
