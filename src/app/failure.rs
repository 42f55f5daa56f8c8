//! Failures are seen, however the program was started: on standard error, in the notes, and in a box where nobody reads
//! standard error.

use crate::store::{notes, save_at_the_last};
use crate::words::app::{PROGRAM, sentence};
use std::io::IsTerminal;

/// Says why the program can't go on.
pub(super) fn say(text: &str) {
    eprintln!("{text}");
    notes::note(text);
    if !std::io::stderr().is_terminal() && has_display() {
        // Needs `zenity` on Linux; without it the notes and standard error have it all the same.
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title(PROGRAM)
            .set_description(sentence(text))
            .show();
    }
}

/// Whether a box can be shown at all: Windows and macOS always have a desktop.
fn has_display() -> bool {
    let unix_desktop = cfg!(all(unix, not(target_os = "macos")));
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !unix_desktop || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// From now on, whatever thread falls, the work is written first and the place in the program noted.
pub fn watch_for_falls() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fall| {
        save_at_the_last();
        let place = fall.location().map_or_else(String::new, |place| {
            // The file's own name: folders of whoever built the program say nothing.
            let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
            let file = file.trim_end_matches(".rs");
            format!("{file} line {} column {}", place.line(), place.column())
        });
        let payload = fall.payload_as_str().unwrap_or_default();
        notes::note(&format!("fell at {place}: {payload}"));
        before(fall);
    }));
}
