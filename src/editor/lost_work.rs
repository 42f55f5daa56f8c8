//! Work of a run that has ended without saving, as the window lists it.

use std::path::PathBuf;

/// Lost work of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct LostWork {
    /// Where it lies.
    pub folder: PathBuf,
    /// Day and time of the last step, with its offset from UTC: `2026-11-23 18:40 -05:00`.
    pub when: String,
    /// The client's initials, or empty.
    pub client: String,
    /// Steps that were kept; 0 where nothing can be read.
    pub steps: usize,
    /// What of it is missing, or why it can't be read.
    pub trouble: Option<String>,
    /// Older than 30 days.
    pub old: bool,
    /// Of a protected project: taken up again by its passphrase.
    pub protected: bool,
}

impl LostWork {
    /// Whether it can be taken up again.
    pub fn is_readable(&self) -> bool {
        self.steps > 0
    }
}
