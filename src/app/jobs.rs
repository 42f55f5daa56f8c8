//! What takes long runs on threads of its own and comes back as news.

use super::UserEvent;
use super::open::Opened;
use super::save::Kept;
use super::worker::Made;
use crate::editor::Thumbnail;
use crate::head::Given;
use crate::photo::Photo;
use crate::sight::Face;
use glam::DVec2;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use winit::event_loop::EventLoopProxy;

/// What a thread has to say.
pub(super) enum News {
    /// From the drawing thread; those of an older device are dropped.
    Made(u32, Made),
    /// A file was read.
    Opened(Box<Opened>),
    /// A picture for a button was read: the pinned one, or one of a recent project.
    Small(Thumbnail, Arc<Photo>),
    /// A photo of the project was decoded and adjusted: its key.
    Decoded(super::open::PhotoKey, Arc<Photo>),
    /// Faces were sought in a photo: its key, those found, and what the one to be used gives.
    Faces(super::open::PhotoKey, Arc<Vec<Face>>, Option<Box<Given>>),
    /// A photo was measured: its key, what the project keeps of it, and what else it tells.
    Measured(
        super::open::PhotoKey,
        Box<(crate::project::Measured, super::told::Told)>,
    ),
    /// The head's edge was found in the photo shown: for what was given then, points on it, px.
    Edge(Box<Given>, Vec<DVec2>),
    /// A dialog of the system was answered; `None` when none could be shown.
    Chosen(Asked, Option<PathBuf>),
    /// No dialog of the system can be shown here.
    NoDialog(Asked),
    /// Something was saved or exported.
    Kept(Kept),
    /// Share of an export.
    Share(f64),
    /// New files of the watched folder, newest first.
    Watched(Vec<PathBuf>),
    /// Work can't be kept against a crash: why; none once it can again.
    Unguarded(Option<String>),
    /// Something went wrong: title and sentence.
    Failed(&'static str, String),
}

/// What a dialog of the system was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A photo or project.
    Open,
    /// A picture to pin.
    Reference,
    /// A folder to watch.
    Watch,
    /// Where to save or export.
    Save,
}

/// Where threads put their news.
#[derive(Clone)]
pub(super) struct Post {
    sender: Sender<News>,
    proxy: EventLoopProxy<UserEvent>,
}

impl Post {
    /// A post and its inbox.
    pub fn new(proxy: EventLoopProxy<UserEvent>) -> (Self, Receiver<News>) {
        let (sender, inbox) = channel();
        (Post { sender, proxy }, inbox)
    }

    /// Sends news and wakes the window. Where the window is gone, nobody wants to know.
    pub fn send(&self, news: News) {
        let _ = self.sender.send(news);
        let _ = self.proxy.send_event(UserEvent::News);
    }

    /// Runs a job on a thread of its own; a panic in it becomes a sentence, not the end.
    pub fn run(&self, title: &'static str, job: impl FnOnce(&Post) -> Result<(), String> + Send + 'static) {
        let post = self.clone();
        std::thread::spawn(move || {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&post)));
            let sentence = match outcome {
                Ok(Ok(())) => return,
                Ok(Err(sentence)) => sentence,
                Err(_) => crate::words::app::PANIC.to_owned(),
            };
            post.send(News::Failed(title, sentence));
        });
    }
}
