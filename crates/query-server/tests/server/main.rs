//! The server as its clients see it: a real one, over a real small index.
//!
//! One server serves all tests; it stands still at 2026-12-01 09:00. The files
//! follow the addresses; a case is a line of a table.

mod client;
mod index;
mod notices;
mod running;

mod api;
mod assets;
mod export;
mod fresh;
mod hostile;
mod page;
mod schema;
mod shutdown;
