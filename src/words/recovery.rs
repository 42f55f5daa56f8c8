//! Words about work that was lost, and about keeping it.

use super::app::{sentence, without_numbers};
use super::catalogue::said;
use std::fmt::Display;
use std::path::Path;

said! {
    /// Title of a message about lost work that can't be taken up.
    cant_recover = "lost-cant-recover";
    /// Another window was quicker.
    taken_up = "lost-taken-up";
    /// A run ended before its first step was kept.
    only_photos = "lost-only-photos";
    /// Small button of the lasting notice and of the start page.
    see_lost = "lost-see-lost";
    /// Takes one up again.
    take_up = "lost-take-up";
    /// Throws one away.
    throw_away = "lost-throw-away";
    /// Throws all old ones away.
    throw_old_away = "lost-throw-old-away";
    /// Mark of an old one.
    old = "lost-old";
}

/// Work can't be kept against a crash.
pub fn not_written(error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("lost-not-written", error)
}

/// Lost work in a line: when, whose, how much.
pub fn lost_line(when: &str, client: &str, steps: usize) -> String {
    let steps = told!("lost-steps", steps);
    let parts = [when, client.trim(), &steps];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Photos of lost work that aren't there any more.
pub fn photos_lost(count: usize) -> String {
    told!("lost-photos-lost", count)
}

/// Lost work that can't be read.
pub fn unreadable(why: &str, folder: &Path) -> String {
    told!(
        "lost-unreadable",
        sentence = sentence(why),
        path = folder.display().to_string()
    )
}

/// Lost work that can't be removed.
pub fn not_thrown_away(folder: &Path) -> String {
    told!("lost-not-thrown-away", path = folder.display().to_string())
}

/// The program made a mistake and ends.
pub fn fallen(folder: Option<&Path>) -> String {
    match folder {
        Some(folder) => told!("lost-fallen-kept", path = folder.display().to_string()),
        None => said("lost-fallen").to_owned(),
    }
}

said! {
    /// Mark of a protected project's lost work.
    protected = "lost-protected";
}
