//! The command line: arguments to the library's doors. Data goes to stdout, everything else to stderr.

mod args;
mod doctor;
mod dots;
mod error;
mod inputs;
mod inspect;
mod render;
pub(crate) mod sites_cache;
mod tables;
mod timelapse;
mod treat;

pub use args::Cli;
pub use error::CliError;
pub(crate) use inputs::demo;
pub(crate) use treat::dot_light;

use args::{Command, Talk};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs the program with the process's arguments: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let Some(command) = &cli.command else {
        // A word that is neither a file nor like one is a command with a slip.
        return match &cli.file {
            Some(word) if word.extension().is_none() && !word.exists() => {
                let word = word.display();
                eprintln!(
                    "shadowline: there is no command and no file '{word}'; `shadowline --help` lists the commands"
                );
                ExitCode::from(2)
            }
            _ => window(cli.file),
        };
    };
    if let Some(file) = &cli.file {
        eprintln!(
            "shadowline: '{}' stands before the command; put it behind, as in `shadowline render photo.jpg -o simulation.png`",
            file.display()
        );
        return ExitCode::from(2);
    }
    match dispatch(command, &cli.talk) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CliError::Usage(sentence)) => {
            eprintln!("shadowline: {sentence}");
            ExitCode::from(2)
        }
        // Someone has closed our output (`shadowline knobs | head`): nothing is wrong.
        Err(CliError::Io { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("shadowline: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the window.
#[cfg(feature = "app")]
fn window(file: Option<std::path::PathBuf>) -> ExitCode {
    crate::app::run(file)
}

/// Says what there is instead of a window.
#[cfg(not(feature = "app"))]
fn window(_: Option<std::path::PathBuf>) -> ExitCode {
    eprintln!(
        "shadowline: this program was built without its window; `shadowline --help` lists the commands"
    );
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
        Command::Man => tables::man(Cli::command()),
    }
}
