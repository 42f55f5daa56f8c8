//! The command line: arguments to the library's doors. Data goes to stdout, everything else to stderr.

mod args;
mod doctor;
mod dots;
mod error;
mod inputs;
mod inspect;
mod render;
mod sites_cache;
mod tables;

pub use args::Cli;
pub use error::CliError;

use args::Command;
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs the program with the process's arguments: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(&cli) {
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

fn dispatch(cli: &Cli) -> Result<(), CliError> {
    match &cli.command {
        Command::Render(options) => render::run(options, &cli.talk),
        Command::Dots(options) => dots::run(options, &cli.talk),
        Command::Inspect(options) => inspect::run(options, &cli.talk),
        Command::Knobs { json } => tables::knobs(*json),
        Command::Styles { json } => tables::styles(*json),
        Command::Doctor { json } => doctor::run(*json),
        Command::Completions { shell } => tables::completions(*shell),
        Command::Man => tables::man(Cli::command()),
    }
}
