//! The program's choice: a command of the command line, or the window.

use crate::cli::{self, Cli, complain, mistyped_command};
use crate::words::Language;
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs the program with the process's arguments: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    if let Err(error) = crate::output::save::clear_on_signals() {
        complain(&format!(
            "signals can't be heard ({error}); a stopped save may leave a .part file"
        ));
    }
    if let Some(sentence) = mistyped_command(std::env::args_os()) {
        complain(&sentence);
        return ExitCode::from(2);
    }
    let asked = Cli::parse();
    let of_system = || Language::of_locale(&sys_locale::get_locale()?);
    asked.language().or_else(of_system).unwrap_or_default().show();
    crate::output::say_by(crate::words::shown);
    cli::run(&asked).unwrap_or_else(|| window(asked.file))
}

/// Opens the window.
#[cfg(feature = "app")]
fn window(file: Option<PathBuf>) -> ExitCode {
    crate::app::run(file)
}

/// Says what there is instead of a window.
#[cfg(not(feature = "app"))]
fn window(_: Option<PathBuf>) -> ExitCode {
    complain("this program was built without its window; `shadowline --help` lists the commands");
    ExitCode::from(2)
}
