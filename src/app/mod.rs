//! The window: winit, egui and wgpu by hand. `state` is what is shown, `action` what a person can do, `frame` the order of
//! a frame; `worker` draws the pictures, `open`, `save` and `watch` do what takes long, each on a thread of its own.

mod act;
mod agreement;
mod client;
mod export;
mod faces;
mod failure;
mod frame;
mod jobs;
mod measure;
mod news;
mod open;
mod painter;
mod pictures;
mod recover;
mod save;
mod screen;
mod shell;
mod thumbs;
mod told;
mod watch;
mod worker;

pub use failure::watch_for_falls;
pub use shell::run;
pub use told::Told;

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
