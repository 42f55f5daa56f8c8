//! Errors of the intake.

/// Why a view file can't be used; the sentence is shown to the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Something else, or a view that no photo has.
    #[error("{name} is no view file: {reason}. `shadowline inspect --json` on the photo writes one")]
    NoViewFile {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file in a later form.
    #[error("{name} was written by a newer version of Shadowline; update the program to use it")]
    NewerViewFile {
        /// The file's name.
        name: String,
    },
}
