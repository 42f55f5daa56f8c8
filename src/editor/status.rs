//! What the window says of itself: counts, what a picture cost, the job under way, notes.

use super::state::EditorState;

/// What the last picture cost, ms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureTimings {
    /// Dots placed.
    pub placing_ms: f64,
    /// Picture drawn.
    pub drawing_ms: f64,
    /// The window's own frame.
    pub frame_ms: f64,
    /// Pictures that were made within the last second.
    pub pictures_per_s: f64,
}

/// Facts for the status line; `None` while they are being counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanCounts {
    /// Dots of the plan.
    pub dots: Option<usize>,
    /// Skin under treatment (dots wanted), cm².
    pub area_cm2: Option<f64>,
    /// Name, dots and skin (cm²) of each fill; empty while they are being counted.
    pub fills: Vec<(String, usize, f64)>,
}

/// A long job that shows its progress.
#[derive(Clone, Debug, PartialEq)]
pub struct JobProgress {
    /// What is being done.
    pub label: String,
    /// Share that is done, 0–1, or none where it can't be told.
    pub share: Option<f64>,
    /// Whether it can be stopped.
    pub can_cancel: bool,
}

/// A short note that goes away by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ToastNote {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
    /// Seconds of `egui`'s clock at which it goes; set at its first showing.
    pub until: Option<f64>,
}

impl EditorState {
    /// Shows a note for some seconds.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.toasts.push(ToastNote {
            text: text.into(),
            error: false,
            until: None,
        });
    }

    /// Shows a note that something went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.toasts.push(ToastNote {
            text: text.into(),
            error: true,
            until: None,
        });
    }

    /// Shows a note that something went wrong, unless it stands there already.
    pub fn warn_once(&mut self, text: String) {
        if !self.toasts.iter().any(|toast| toast.text == text) {
            self.warn(text);
        }
    }
}
