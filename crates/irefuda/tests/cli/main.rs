//! The program as a shell sees it: arguments in; output and exit code out.

mod cases;
mod did_you_mean;
mod doctor;
mod extract;
mod formats;
mod index;
mod kill;
mod pipes;
mod relevance;
mod search;
mod serve;
mod similar;
mod suggest;
mod usage;
mod watch;
mod world;
