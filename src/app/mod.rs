//! The desktop's host of the window: winit, egui and wgpu by hand. `frame` is the order of a frame, `perform` carries out what
//! needs files or windows; `render_thread` draws the pictures, `open`, `save` and `watch` do what takes long, each on a thread of
//! its own, and come back as `messages`.

mod agreement;
mod application;
mod client_window;
mod delete_client;
mod desktop;
mod export;
mod export_document;
mod faces;
mod failure;
mod frame;
mod frugal_memory;
mod handle_message;
mod learn;
mod letters;
mod measure;
mod messages;
mod open;
mod opened;
mod own_styles;
mod painter;
mod perform;
mod photo_records;
mod picture_requests;
mod pictures;
mod protect;
mod recover;
mod render_request;
mod render_thread;
mod save;
mod screen;
mod thumbnails;
mod watch;

pub use application::run;
pub use failure::watch_for_falls;

/// What wakes the event loop from outside.
#[derive(Debug)]
enum UserEvent {
    /// A screen reader asks.
    AccessKit(egui_winit::accesskit_winit::Event),
    /// A thread has put a message into the inbox.
    Messages,
    /// The graphics device is gone.
    DeviceLost(String),
}

impl From<egui_winit::accesskit_winit::Event> for UserEvent {
    fn from(event: egui_winit::accesskit_winit::Event) -> Self {
        UserEvent::AccessKit(event)
    }
}
