//! The program as a shell sees it: arguments in; output and exit code out.

mod extract;
mod index;
mod pipes;
mod search;
mod serve;
mod usage;
mod world;
