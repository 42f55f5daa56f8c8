//! Folders and files that nobody else on this computer may read: they hold clients' photos, names and days.

use crate::output::save::atomically;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::Path;

/// Makes a folder (and those above it) that only its owner may enter; one that is there already is closed to others.
///
/// # Errors
/// It can't be made.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    // A folder of another owner can't be closed, and need not be: it is used as it is.
    let _ = close(path, 0o700);
    Ok(())
}

/// Writes a whole file that only its owner may read.
///
/// # Errors
/// Whatever the file system or `write` reports; what was there before stays then.
pub(super) fn file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    atomically(path, |writer| {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let only_mine = std::fs::Permissions::from_mode(0o600);
            writer.get_ref().set_permissions(only_mine)?;
        }
        write(writer)
    })?;
    // A file that was open to others before keeps its rights when it is replaced.
    close(path, 0o600)
}

/// A file to append to that only its owner may read.
///
/// # Errors
/// It can't be opened.
pub(super) fn appended(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Takes everybody else's rights away. Where there are none (Windows), the user's own folder is closed to others anyway.
#[cfg_attr(not(unix), allow(unused_variables))]
pub(super) fn close(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Flushes a folder's list of names, so that a new file is found again after a power cut.
pub(super) fn flush_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
