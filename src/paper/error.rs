//! What can go wrong on the way to paper.

/// Why a document can't be written; the sentence is shown to the person.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The engine can't draw its pictures or count its dots.
    #[error("{0}")]
    Engine(#[from] crate::engine::EngineError),
    /// Nothing to mark, or a file of the practice that can't be used.
    #[error("{0}")]
    Consult(#[from] crate::consult::ConsultError),
    /// A picture can't be written.
    #[error("{0}")]
    Encode(#[from] crate::output::EncodeError),
    /// The logo is no picture.
    #[error("the clinic's logo can't be opened: {0}. Save it as PNG or JPEG")]
    Logo(#[from] crate::photo::PhotoError),
    /// The PDF can't be made.
    #[error(
        "the PDF can't be made: {0}. This is a fault of the program; please report it with the file that you gave"
    )]
    Pdf(String),
}
