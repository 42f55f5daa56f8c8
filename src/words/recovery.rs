//! Words about work that was lost, and about keeping it.

use super::app::{sentence, without_numbers};
use std::fmt::Display;
use std::path::Path;

/// Title of a message about lost work that can't be taken up.
pub const CANT_RECOVER: &str = "This could not be restored";
/// Another window was quicker.
pub const TAKEN_UP: &str = "Another window of Shadowline has already restored or discarded this work. There is nothing left to do here.";
/// A run ended before its first step was kept.
pub const ONLY_PHOTOS: &str = "no step was kept yet, only photos";
/// Small button of the lasting notice and of the start page.
pub const SEE_LOST: &str = "Unsaved work was found…";
/// Takes one up again.
pub const TAKE_UP: &str = "Restore";
/// Throws one away.
pub const THROW_AWAY: &str = "Discard";
/// Throws all old ones away.
pub const THROW_OLD_AWAY: &str = "Discard all older than 30 days";
/// Mark of an old one.
pub const OLD: &str = "older than 30 days";

/// Work can't be kept against a crash.
pub fn not_written(error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    format!(
        "Your work is not being kept against a crash ({error}). Save it, and make room on the disk: this goes away by itself."
    )
}

/// Lost work in a line: when, whose, how much.
pub fn lost_line(when: &str, client: &str, steps: usize) -> String {
    let steps = match steps {
        0 => "nothing readable".to_owned(),
        1 => "1 step".to_owned(),
        steps => format!("{steps} steps"),
    };
    let parts = [when, client.trim(), &steps];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Photos of lost work that aren't there any more.
pub fn photos_lost(count: usize) -> String {
    match count {
        1 => "One photo could not be found again: open it anew.".to_owned(),
        count => format!("{count} photos could not be found again: open them anew."),
    }
}

/// Lost work that can't be read.
pub fn unreadable(why: &str, folder: &Path) -> String {
    format!("{} It stays in {}.", sentence(why), folder.display())
}

/// Lost work that can't be removed.
pub fn not_thrown_away(folder: &Path) -> String {
    format!(
        "{} could not be removed: close other windows of the program and try again.",
        folder.display()
    )
}

/// The program made a mistake and ends.
pub fn fallen(folder: Option<&Path>) -> String {
    let kept = folder.map_or_else(
        || "Nothing was unsaved.".to_owned(),
        |folder| {
            format!(
                "Your work up to the last step is kept in {} and is offered at the next start.",
                folder.display()
            )
        },
    );
    format!("Shadowline has made a mistake and must close. {kept}")
}

/// Mark of a protected project's lost work.
pub const PROTECTED: &str = "protected: its passphrase restores it";
