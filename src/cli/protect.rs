//! `shadowline protect` and `shadowline unprotect`.

use super::args::TalkOptions;
use super::consult_args::ProtectArgs;
use super::files::{self, CommandFiles};
use super::inputs::say;
use super::{CliError, passphrase};
use crate::project::{self, Passphrase, ProjectError};
use std::io::Write;

/// `shadowline protect`: closes a project where it lies, and the copies that the window has kept beside it.
pub(super) fn protect(args: &ProtectArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let (plain, passphrase, files) = subject(args)?;
    if project::is_protected(&plain) {
        return Err(CliError::Usage(format!(
            "{} is protected already; take the passphrase away with `shadowline unprotect` to give another one",
            args.project.display()
        )));
    }
    let found = project::read(&plain, &project::ArchiveLimits::default())?;
    let key = passphrase::key(&passphrase)?;
    let closed = key.protected(&plain)?;
    // What replaces the only copy is opened once before.
    if project::unprotected(&closed, &passphrase)? != plain {
        return Err(ProjectError::WrongPassphrase.into());
    }
    files.write(&args.project, |out| out.write_all(&closed))?;
    let copies = crate::store::protect_copies(&args.project, &found, &key);
    let copies = copies.map_err(CliError::io(&args.project))?;
    let beside = match copies {
        0 => String::new(),
        count => format!(", and {count} kept beside it"),
    };
    say(
        talk,
        &format!(
            "protected{beside}. A lost passphrase is lost work: nobody can open the project without it. Copies elsewhere (a backup, \
             a cloud folder) are not protected"
        ),
    );
    Ok(())
}

/// `shadowline unprotect`: opens a project where it lies.
pub(super) fn unprotect(args: &ProtectArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let (bytes, passphrase, files) = subject(args)?;
    if !project::is_protected(&bytes) {
        return Err(CliError::Usage(format!(
            "{} is not protected",
            args.project.display()
        )));
    }
    let plain = project::unprotected(&bytes, &passphrase)?;
    project::read(&plain, &project::ArchiveLimits::default())?;
    files.write(&args.project, |out| out.write_all(&plain))?;
    say(
        talk,
        "whoever has the file can open it now; copies that were protected before keep their passphrase",
    );
    Ok(())
}

fn subject(args: &ProtectArgs) -> Result<(Vec<u8>, Passphrase, CommandFiles<'_>), CliError> {
    if files::is_stream(&args.project) {
        return Err(CliError::Usage(
            "name the project's file: it is written where it lies".into(),
        ));
    }
    let files = CommandFiles::writing_only([args.project.clone()])
        .reading("passphrase file", Some(&args.passphrase_file))
        .check()?;
    let passphrase = passphrase::read(&args.passphrase_file)?;
    Ok((files::read(&args.project)?, passphrase, files))
}
