//! A notice goes in, a request finds it: the whole way, on a small index.

mod corpus;
mod deadlines;
mod dictionary;
mod eligibility;
mod evaluation;
mod facets;
mod order;
mod sentences;
mod snippets;
mod verbatim;
mod words;
mod writing;
