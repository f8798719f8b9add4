//! A notice goes in, a request finds it: the whole way, on a small index.

mod corpus;
mod deadlines;
mod dictionary;
mod eligibility;
mod evaluation;
mod export;
mod facets;
mod histogram;
mod order;
mod paging;
mod sentences;
mod similar;
mod snippets;
mod suggestions;
mod verbatim;
mod words;
mod writing;
