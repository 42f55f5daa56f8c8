//! What can be wrong with a consultation's files.

/// Why a practice or record file can't be used, or a guide can't be made; the sentence is shown to the person.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ConsultError {
    /// The text is no such file.
    #[error("{file}: {detail}. Correct it, or begin with {beginning}")]
    NoFile {
        /// Which file.
        file: &'static str,
        /// What the reader of TOML says.
        detail: String,
        /// Where a good one is found.
        beginning: &'static str,
    },
    /// Written by a newer program.
    #[error("{file} has format {found}, this program reads format {known}: update the program")]
    Newer {
        /// Which file.
        file: &'static str,
        /// The format found.
        found: u32,
        /// The format that is known.
        known: u32,
    },
    /// A number out of range.
    #[error("{file}: {name} is {value}; {wanted}")]
    Value {
        /// Which file.
        file: &'static str,
        /// The entry.
        name: &'static str,
        /// Its value.
        value: String,
        /// What it may be.
        wanted: &'static str,
    },
    /// A design without a hairline.
    #[error(
        "this design has no hairline, so there is none to mark: choose a style with one (`shadowline styles`)"
    )]
    NoHairline,
}
