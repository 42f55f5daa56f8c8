//! The built program from outside.

mod batch;
mod board;
mod check;
mod client;
mod end_to_end;
mod files;
#[cfg(unix)]
mod hostile_files;
#[cfg(feature = "app")]
mod learn;
mod library;
mod paper;
mod project;
#[cfg(feature = "app")]
mod protect;
mod share;
mod talk;
mod told;
mod turntable;

#[path = "../support/program.rs"]
mod program;
#[path = "../support/projects.rs"]
mod projects;
