//! The command line: arguments to the library's doors. Data goes to stdout, everything else to stderr.

mod args;
mod doctor;
mod dots;
mod error;
mod files;
mod inputs;
mod inspect;
mod progress_bar;
mod render;
mod suggest;
mod tables;
mod text;
mod timelapse;
mod treat;
mod view_args;

pub use args::Cli;
pub use error::CliError;
#[cfg(feature = "app")]
pub(crate) use inputs::demo;
#[cfg(feature = "app")]
pub(crate) use treat::{dot_light, with_ink};

use args::{Command, Talk};
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Runs the program with the process's arguments: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    if let Err(error) = crate::output::save::clear_on_signals() {
        complain(&format!(
            "signals can't be heard ({error}); a stopped save may leave a .part file"
        ));
    }
    if let Some(sentence) = suggest::mistyped_command(std::env::args_os()) {
        complain(&sentence);
        return ExitCode::from(2);
    }
    let cli = Cli::parse();
    let Some(command) = &cli.command else {
        return window(cli.file);
    };
    if let Some(file) = &cli.file {
        complain(&format!(
            "'{}' stands before the command; put it behind, as in `shadowline render photo.jpg -o simulation.png`",
            file.display()
        ));
        return ExitCode::from(2);
    }
    match dispatch(command, &cli.talk) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CliError::Usage(sentence)) => {
            complain(&sentence);
            ExitCode::from(2)
        }
        // Someone has closed our output (`shadowline knobs | head`): nothing is wrong.
        Err(CliError::Io { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Most letters of a complaint: what it quotes from a file or an option may be of any length (assumption: a screenful).
const MOST_LETTERS: usize = 2000;

/// Says what is wrong on standard error, if anyone listens there.
fn complain(sentence: &str) {
    let sentence = crate::project::shortened(sentence, MOST_LETTERS);
    let _ = writeln!(std::io::stderr(), "shadowline: {sentence}");
}

/// Opens the window.
#[cfg(feature = "app")]
fn window(file: Option<std::path::PathBuf>) -> ExitCode {
    crate::app::run(file)
}

/// Says what there is instead of a window.
#[cfg(not(feature = "app"))]
fn window(_: Option<std::path::PathBuf>) -> ExitCode {
    complain("this program was built without its window; `shadowline --help` lists the commands");
    ExitCode::from(2)
}

fn dispatch(command: &Command, talk: &Talk) -> Result<(), CliError> {
    match command {
        Command::Render(options) => render::run(options, talk),
        Command::Timelapse(options) => timelapse::run(options, talk),
        Command::Dots(options) => dots::run(options, talk),
        Command::Inspect(options) => inspect::run(options, talk),
        Command::Knobs { json } => tables::knobs(*json),
        Command::Styles { json } => tables::styles(*json),
        Command::Pigments { json } => tables::pigments(*json),
        Command::Doctor { json } => doctor::run(*json),
        Command::Completions { shell } => tables::completions(*shell),
        Command::Man(options) => tables::man(options),
    }
}
