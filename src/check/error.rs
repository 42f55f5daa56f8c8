//! Errors of the check.

/// What stops a check; the sentence is shown to the person.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The file of limits can't be understood.
    #[error("the limits can't be read: {0}. docs/check.md shows how they are written")]
    Unreadable(String),
    /// A limit that there isn't.
    #[error("there is no limit '{name}'; docs/check.md lists them all{hint}")]
    NoLimit {
        /// The name that was given.
        name: String,
        /// What may have been meant, as the end of a sentence.
        hint: String,
    },
    /// A limit that is no number from 0 on.
    #[error("the limit '{name}' is {value}; it must be a number from 0 to 1000")]
    Range {
        /// The limit.
        name: &'static str,
        /// What was given.
        value: f64,
    },
}
