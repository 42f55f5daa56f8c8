//! The built program from outside.

mod end_to_end;
mod files;
#[cfg(unix)]
mod hostile_files;
mod project;
mod talk;
mod told;
mod turntable;

#[path = "../support/program.rs"]
mod program;
#[path = "../support/projects.rs"]
mod projects;
