//! Runs over real folders, with a real dictionary and a real index.

mod bad_files;
mod cases;
mod changes;
mod interruption;
mod model;
mod walking;
mod world;
