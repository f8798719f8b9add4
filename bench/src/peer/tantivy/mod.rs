//! tantivy and lindera as one puts them together in an afternoon.

mod document;
mod index;
mod morphemes;
mod search;

pub use index::{Peer, Tokenization};
pub use morphemes::{Morphemes, normalise};
pub use search::PeerSearcher;
