//! Used hard: killed in the middle of saving, exporting and work; and texts that nobody would write, behind the checksums.
//!
//! `SHADOWLINE_KILLS=200 cargo test --release --test safety -- --nocapture kill` is the long run of the kills;
//! `SHADOWLINE_FUZZ=1000 cargo test --release --test safety -- --nocapture whatever` multiplies the cases of the texts.
#![cfg(feature = "app")]

#[path = "support/killed.rs"]
mod killed;
#[path = "support/program.rs"]
mod program;
#[path = "support/projects.rs"]
mod projects;
#[path = "support/twisted.rs"]
mod twisted;
