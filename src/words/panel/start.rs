//! Words of the start page and of the card about taking the photo.

#![allow(missing_docs, reason = "every constant's text is its own description")]

pub const NAME: &str = "Shadowline";
pub const LINE: &str = "See scalp micropigmentation on the client's own head, dot by dot, in true scale.";
pub const OPEN_PHOTO: &str = "Open photo";
pub const DEMO: &str = "Try the demo head";
pub const WATCH: &str = "Watch a folder";
pub const STOP_WATCHING: &str = "Stop watching";
pub const PASTE: &str = "Paste";
pub const DROP: &str = "or drop a photo or project anywhere in this window";
pub const RECENT: &str = "Recent projects";
pub const NO_RECENT: &str = "Projects that you save appear here, by date and initials.";
pub const SHOW_FACES: &str = "Show thumbnails";
pub const NEW_FILES: &str = "New in the watched folder";
pub const NO_NEW_FILES: &str = "New photos appear here by themselves.";
pub const FOOTER: &str = "Works offline. Photos stay on this computer.";
const NO_INITIALS: &str = "No initials";
/// A client's initials, or that there are none.
pub fn initials(client: &str) -> &str {
    match client.trim() {
        "" => NO_INITIALS,
        client => client,
    }
}
/// A recent project that can't be found now.
pub fn away(day: &str) -> String {
    format!("{day} · not found now (drive unplugged?)")
}
pub const TAKE_TITLE: &str = "Take the photo";
pub const TAKE: [(&str, &str); 6] = [
    ("Distance", "1.5 m, camera at the height of the eyes"),
    ("Light", "even, from the front; no flash"),
    ("Scalp", "dry and matte; powder takes the shine"),
    ("Head", "eyes level, looking into the camera"),
    ("Then", "both sides, top, back"),
    ("Scale", "a ruler or a 10 mm sticker beside the head"),
];
