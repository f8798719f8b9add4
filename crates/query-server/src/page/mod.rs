//! The page for people: server-rendered, and working without script.
//!
//! One file a page (`search`, `notice`, `api`, `error`); the other files make
//! from the API's values what the templates in `web/templates` show.

mod address;
pub(crate) mod api;
mod chips;
mod closing;
mod conditions;
mod dates;
mod error;
mod facets;
mod facts;
mod frame;
pub(crate) mod help;
mod history;
mod hits;
mod marking;
pub(crate) mod notice;
mod paging;
mod passages;
mod reference;
mod schedule;
pub(crate) mod search;
mod similar;
mod understood;

pub(crate) use error::error_page;
