//! Words of the start page and of the card about taking the photo.

#![allow(missing_docs, reason = "every sentence is its own description")]

use crate::words::catalogue::said;

pub const NAME: &str = "Shadowline";
said! {
    line = "start-line";
    open_photo = "start-open-photo";
    demo = "start-demo";
    watch = "start-watch";
    stop_watching = "start-stop-watching";
    paste = "start-paste";
    drop = "start-drop";
    recent = "start-recent";
    no_recent = "start-no-recent";
    show_faces = "start-show-faces";
    new_files = "start-new-files";
    no_new_files = "start-no-new-files";
    footer = "start-footer";
    no_initials = "start-no-initials";
}
/// A client's initials, or that there are none.
pub fn initials(client: &str) -> &str {
    match client.trim() {
        "" => no_initials(),
        client => client,
    }
}
/// A recent project that can't be found now.
pub fn away(day: &str) -> String {
    told!("start-away", day)
}
said! {
    take_title = "start-take-title";
}
/// What to mind, each with how.
pub fn take() -> [[&'static str; 2]; 6] {
    [
        ["start-take-distance", "start-take-distance-how"],
        ["start-take-light", "start-take-light-how"],
        ["start-take-scalp", "start-take-scalp-how"],
        ["start-take-head", "start-take-head-how"],
        ["start-take-then", "start-take-then-how"],
        ["start-take-scale", "start-take-scale-how"],
    ]
    .map(|row| row.map(said))
}
