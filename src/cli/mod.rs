//! The command line: arguments to the library's doors. Data goes to stdout, everything else to stderr.

mod all_photos;
mod arg_values;
mod args;
mod batch;
mod board;
mod check;
#[cfg(feature = "app")]
mod client;
mod consult_args;
mod doctor;
mod dots;
mod error;
mod files;
mod guide;
mod inputs;
mod inspect;
#[cfg(feature = "app")]
mod learn;
mod library;
mod moving_args;
mod moving_output;
mod paper_args;
mod passphrase;
mod plan;
mod progress_bar;
#[cfg(feature = "app")]
mod protect;
mod render;
mod report;
mod share;
mod suggest;
mod tables;
mod text;
mod timelapse;
mod treat;
mod turntable;
mod view_args;

pub use args::Cli;
pub use error::CliError;
pub(crate) use suggest::mistyped_command;

use crate::letters;
use args::{Command, TalkOptions};
use std::io::Write;
use std::process::ExitCode;

/// Carries out the command that was asked for: 0 done, 1 failed, 2 wrong usage; none where the window was.
pub(crate) fn run(cli: &Cli) -> Option<ExitCode> {
    let command = cli.command.as_ref()?;
    if let Some(file) = &cli.file {
        complain(&format!(
            "'{}' stands before the command; put it behind, as in `shadowline render photo.jpg -o simulation.png`",
            file.display()
        ));
        return Some(ExitCode::from(2));
    }
    let outcome = dispatch(command, &cli.talk);
    note_missing_letters(&cli.talk);
    Some(match outcome {
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
    })
}

/// Says which letters no font of this computer has, be it in a picture or on paper.
fn note_missing_letters(talk: &TalkOptions) {
    let missing = letters::missing();
    if !missing.is_empty() {
        let scripts = letters::scripts_of(&missing);
        inputs::say(
            talk,
            &format!(
                "note: no font on this computer has {missing} ({scripts}); they appear as boxes. Install one that does (the Noto fonts cover nearly all scripts)"
            ),
        );
    }
}

/// Most letters of a complaint: what it quotes from a file or an option may be of any length (assumption: a screenful).
const MOST_LETTERS: usize = 2000;

/// Says what is wrong on standard error, if anyone listens there.
pub(crate) fn complain(sentence: &str) {
    let sentence = crate::project::shortened(sentence, MOST_LETTERS);
    let _ = writeln!(std::io::stderr(), "shadowline: {sentence}");
}

fn dispatch(command: &Command, talk: &TalkOptions) -> Result<(), CliError> {
    match command {
        Command::Render(options) => render::run(options, talk),
        Command::Timelapse(options) => timelapse::run(options, talk),
        Command::Turntable(options) => turntable::run(options, talk),
        Command::Dots(options) => dots::run(options, talk),
        Command::Plan(options) => plan::run(options, talk),
        Command::Guide(options) => guide::run(options, talk),
        Command::Report(options) => report::run(options, talk),
        Command::Practice => plan::practice(),
        Command::Inspect(options) => inspect::run(options, talk),
        Command::Board(options) => board::run(options, talk),
        Command::Share(options) => share::run(options, talk),
        Command::Batch(options) => batch::run(options, talk),
        Command::Library(options) => library::run(options, talk),
        #[cfg(feature = "app")]
        Command::Client(options) => client::run(options, talk),
        #[cfg(feature = "app")]
        Command::Learn(options) => learn::run(options, talk),
        #[cfg(feature = "app")]
        Command::Protect(options) => protect::protect(options, talk),
        #[cfg(feature = "app")]
        Command::Unprotect(options) => protect::unprotect(options, talk),
        Command::Check(options) => check::run(options, talk),
        Command::Knobs { json } => tables::knobs(*json),
        Command::Cases { json } => tables::cases(*json),
        Command::Styles { json } => tables::styles(*json),
        Command::Pigments { json } => tables::pigments(*json),
        Command::Doctor { json } => doctor::run(*json),
        Command::Completions { shell } => tables::completions(*shell),
        Command::Man(options) => tables::man(options),
    }
}
