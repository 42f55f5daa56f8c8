//! What is kept of a client, as it is listed before it is deleted.

use std::path::PathBuf;

/// All that is kept of a client on this computer, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientTraces {
    /// Projects, and copies of them that were kept beside.
    pub files: Vec<PathBuf>,
    /// Folders of work that was kept against a crash, on one of the client's photos.
    pub recovery: Vec<PathBuf>,
    /// Rows of the list of recent projects.
    pub recent: Vec<PathBuf>,
}

/// What is asked before a client is deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteForm {
    /// What goes.
    pub traces: ClientTraces,
    /// A person has ticked that it can't be taken back.
    pub is_understood: bool,
}
