//! Passphrases of the command line: read from a file or standard input, never from an argument or the environment, which
//! other programs see.

use super::files::{self, CommandFiles};
use super::{CliError, text};
use crate::project::{self, FEWEST_LETTERS, Passphrase, PassphraseStrength, Project, ProjectKey};
use std::io::{Cursor, Write};
use std::path::Path;

/// Longest file of a passphrase that is taken, bytes (assumption: whatever is longer is another file by mistake).
const MOST_BYTES: usize = 4096;

/// The passphrase of a file: its text without the line's end.
pub(super) fn read(path: &Path) -> Result<Passphrase, CliError> {
    let wrong = |reason: &str| CliError::Usage(format!("--passphrase-file {}: {reason}", path.display()));
    let bytes = files::read(path)?;
    if bytes.len() > MOST_BYTES {
        return Err(wrong(
            "this is too long for a passphrase; name the file that holds nothing else",
        ));
    }
    let text = text::of_bytes(&bytes).map_err(&wrong)?;
    let passphrase = text.trim_end_matches(['\r', '\n']);
    if passphrase.contains('\n') {
        return Err(wrong("it holds several lines; a passphrase is one line"));
    }
    match passphrase.is_empty() {
        true => Err(wrong("it holds no passphrase")),
        false => Ok(Passphrase::new(passphrase.to_owned())),
    }
}

/// The bytes of a photo or project as they are without a passphrase.
pub(super) fn opened(bytes: Vec<u8>, passphrase: Option<&Passphrase>) -> Result<Vec<u8>, CliError> {
    match (project::is_protected(&bytes), passphrase) {
        (false, _) => Ok(bytes),
        (true, Some(passphrase)) => Ok(project::unprotected(&bytes, passphrase)?),
        (true, None) => Err(CliError::Locked),
    }
}

/// Writes a project beside a command's other files: protected where a passphrase is given.
pub(super) fn save(
    files: &CommandFiles,
    path: &Path,
    project: &Project,
    passphrase: Option<&Passphrase>,
) -> Result<(), CliError> {
    let Some(passphrase) = passphrase else {
        return files.write(path, |out| project::write(project, None, out));
    };
    let mut plain = Cursor::new(Vec::new());
    project::write(project, None, &mut plain)?;
    let bytes = key(passphrase)?.protected(plain.get_ref())?;
    files.write(path, |out| out.write_all(&bytes))
}

/// A key of a new passphrase; one that is too short is refused.
pub(super) fn key(passphrase: &Passphrase) -> Result<ProjectKey, CliError> {
    match passphrase.strength() {
        PassphraseStrength::TooShort => Err(CliError::Usage(format!(
            "the passphrase is too short to protect anything: take at least {FEWEST_LETTERS} letters, better four or five words"
        ))),
        PassphraseStrength::Fair | PassphraseStrength::Long => Ok(ProjectKey::new(passphrase.clone())),
    }
}
