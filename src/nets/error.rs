//! What can be wrong with a network file.

use thiserror::Error;

/// Why a network can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NetError {
    /// The file points outside itself.
    #[error("the network file is broken: it ends where {what} should stand; install Shadowline again")]
    Broken {
        /// What was to be read.
        what: &'static str,
    },
    /// An operator or a kind of number that isn't known.
    #[error("the network file uses {what}, which this program doesn't know; use the file that came with it")]
    Unknown {
        /// The operator, with its number.
        what: String,
    },
    /// Sizes that don't fit each other.
    #[error(
        "the network file is broken: operator {number} ({name}) has sizes that don't fit; install Shadowline again"
    )]
    Sizes {
        /// Place of the operator in the file, from 0.
        number: usize,
        /// Its name.
        name: &'static str,
    },
    /// An input of another length than the network takes.
    #[error(
        "the network takes {wanted} numbers, {given} were given; this is a fault of Shadowline, please report it"
    )]
    Input {
        /// Numbers that it takes.
        wanted: usize,
        /// Numbers that were given.
        given: usize,
    },
}
