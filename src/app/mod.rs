//! The window: winit, egui and wgpu by hand. `state` is what is shown, `action` what a person can do, `frame` the order of
//! a frame; `worker` draws the pictures, `open`, `save` and `watch` do what takes long, each on a thread of its own.

mod act;
mod action;
mod agreement;
mod client;
mod clock;
mod dialog;
mod export;
mod faces;
mod failure;
mod frame;
mod jobs;
mod look;
mod lost;
mod measure;
mod news;
mod notes;
mod open;
mod painter;
mod panes;
mod pictures;
mod prefs;
mod private;
mod recents;
mod recovery;
mod save;
mod screen;
mod shell;
mod state;
mod targets;
mod thumbs;
mod watch;
mod worker;

pub use action::Action;
pub use agreement::Frozen;
pub use dialog::*;
pub use failure::watch_for_falls;
pub use lost::Lost;
pub use panes::*;
pub use prefs::{Folders, Prefs, Theme};
pub use recents::Recent;
pub use recovery::Recovery;
pub use save::save_project;
pub use shell::run;
pub use state::*;
pub use targets::{Outcome, Own, Target, name_of, next_free};

/// What wakes the event loop from outside.
#[derive(Debug)]
enum UserEvent {
    /// A screen reader asks.
    AccessKit(egui_winit::accesskit_winit::Event),
    /// A thread has news in the inbox.
    News,
    /// The graphics device is gone.
    DeviceLost(String),
}

impl From<egui_winit::accesskit_winit::Event> for UserEvent {
    fn from(event: egui_winit::accesskit_winit::Event) -> Self {
        UserEvent::AccessKit(event)
    }
}
