//! The notices over HTTP: the API, its description, and the page for people.
//!
//! The only crate that knows axum. It parses a request, asks the searcher and
//! replies; what a search means is said in `irefuda-search`. The page uses
//! nothing that the API does not offer.

mod api;
mod assets;
mod clock;
mod door;
mod error;
mod layers;
mod page;
mod parameters;
mod problem;
mod router;
mod schema;
mod server;
mod stalled;
mod state;

pub use api::openapi_json;
pub use server::{ServerOptions, serve};
