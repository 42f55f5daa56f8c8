//! What takes long runs on threads of its own and comes back as messages.

use super::UserEvent;
use super::open::OpenedFile;
use super::open::PhotoKey;
use super::protect::UnlockedWork;
use super::render_request::RenderOutcome;
use super::save::SaveOutcome;
use crate::design::stencil::SharedStencil;
use crate::editor::{ButtonPicture, ClientTraces, OpenTarget};
use crate::head::{FitInput, NamedPose};
use crate::photo::Photo;
use crate::vision::Face;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use winit::event_loop::EventLoopProxy;

/// What a thread has to say.
pub(super) enum ThreadMessage {
    /// From the drawing thread; those of an older device are dropped.
    Rendered(u32, RenderOutcome),
    /// A file was read.
    Opened(Box<OpenedFile>),
    /// All that is kept of the open project's client, and the number of the opening that it belongs to.
    Traces(ClientTraces, u32),
    /// A file is protected with a passphrase.
    Locked(PathBuf),
    /// The passphrase that was tried is another one.
    WrongPassphrase,
    /// A passphrase has opened something.
    Unlocked(Box<UnlockedWork>),
    /// A picture for a button was read: the pinned one, or one of a recent project.
    Small(ButtonPicture, Arc<Photo>),
    /// A picture was read that is to lie on the head.
    Stencil(SharedStencil),
    /// A photo of the project was decoded and adjusted: its key.
    Decoded(PhotoKey, Arc<Photo>),
    /// Faces were sought in a photo: its key, those found, and what the one to be used gives.
    Faces(PhotoKey, Arc<Vec<Face>>, Option<Box<FitInput>>),
    /// A photo shows no face: its key, and how it is likely seen.
    LikelyPose(PhotoKey, Option<NamedPose>),
    /// A photo was measured: its key, what was found and is proposed, and what of it the project keeps.
    Measured(PhotoKey, Box<super::measure::PhotoMeasurement>),
    /// The head's edge was sought in the photo shown: what was given then, and the same with the edge where one was found.
    Edge(Box<FitInput>, Option<Box<FitInput>>),
    /// A dialog of the system was answered; `None` when none could be shown.
    Chosen(DialogPurpose, Option<PathBuf>),
    /// No dialog of the system can be shown here.
    NoDialog(DialogPurpose),
    /// Something was saved or exported.
    Saved(SaveOutcome),
    /// Own styles have changed; what is said of it.
    Styles(String),
    /// The picture for the clipboard is drawn.
    Copied(Box<egui::ColorImage>),
    /// Share of an export.
    Share(f64),
    /// New files of the watched folder, newest first.
    Watched(Vec<PathBuf>),
    /// Work can't be kept against a crash: why; none once it can again.
    Unguarded(Option<String>),
    /// Letters that the window lacked have been looked for among the system's fonts.
    Letters,
    /// Something went wrong: title and sentence.
    Failed(&'static str, String),
}

/// What a dialog of the system was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DialogPurpose {
    /// A file to open, and what for.
    Open(OpenTarget),
    /// A folder to watch.
    Watch,
    /// Where to save or export.
    Save,
}

/// Where threads put their messages.
#[derive(Clone)]
pub(super) struct MessageSender {
    sender: Sender<ThreadMessage>,
    proxy: EventLoopProxy<UserEvent>,
}

impl MessageSender {
    /// A sender and its inbox.
    pub fn new(proxy: EventLoopProxy<UserEvent>) -> (Self, Receiver<ThreadMessage>) {
        let (sender, inbox) = channel();
        (MessageSender { sender, proxy }, inbox)
    }

    /// Sends a message and wakes the window. Where the window is gone, nobody wants to know.
    pub fn send(&self, message: ThreadMessage) {
        let _ = self.sender.send(message);
        let _ = self.proxy.send_event(UserEvent::Messages);
    }

    /// Runs a job on a thread of its own; a panic in it becomes a sentence, not the end.
    pub fn run(
        &self,
        title: &'static str,
        job: impl FnOnce(&MessageSender) -> Result<(), String> + Send + 'static,
    ) {
        let messages = self.clone();
        std::thread::spawn(move || {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&messages)));
            let sentence = match outcome {
                Ok(Ok(())) => return,
                Ok(Err(sentence)) => sentence,
                Err(_) => crate::words::app::panic().to_owned(),
            };
            messages.send(ThreadMessage::Failed(title, sentence));
        });
    }
}
