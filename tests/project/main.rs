//! The project: its file, its history, and hard use: killed in the middle of saving, exporting and work; and texts that
//! nobody would write, behind the checksums.
//!
//! `SHADOWLINE_KILLS=200 cargo test --release --test project -- --nocapture kill` is the long run of the kills;
//! `SHADOWLINE_FUZZ=1000 cargo test --release --test project -- --nocapture whatever` multiplies the cases of the texts; `scripts/fuzz`
//! looks for new ones.

mod file;
mod golden;
mod history;
#[cfg(feature = "app")]
mod killed;
#[cfg(feature = "app")]
mod twisted;

#[cfg(feature = "app")]
#[path = "../support/doors.rs"]
mod doors;
#[cfg(feature = "app")]
#[path = "../support/kept.rs"]
mod kept;
#[cfg(feature = "app")]
#[path = "../support/program.rs"]
mod program;
#[path = "../support/projects.rs"]
mod projects;
#[cfg(feature = "app")]
#[path = "../support/twist.rs"]
mod twist;

#[cfg(feature = "app")]
use program::hostile;
