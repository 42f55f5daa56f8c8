//! Errors of the command line.

use crate::consult::ConsultError;
use crate::design::DesignError;
use crate::engine::EngineError;
use crate::head::{HeadError, NamedPose};
use crate::intake::IntakeError;
use crate::output::EncodeError;
use crate::paper::PaperError;
use crate::photo::PhotoError;
use crate::project::ProjectError;
use crate::store::own_styles::StyleError;
use std::path::PathBuf;

/// What stops a command; the sentence is shown to the person.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The arguments don't fit together: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// A file can't be read or written.
    #[error("{}: {source}. Check the name and the rights of the folder", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A file beyond all limits.
    #[error("{}: this is longer than any photo or project that can be opened (2 GiB)", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// A protected project without its passphrase.
    #[error(
        "the project is protected; give its passphrase with --passphrase-file FILE, or - for standard input"
    )]
    Locked,
    /// A project without a photo.
    #[error("the project holds no photo; open it in the window and add one")]
    NoPhoto,
    /// Nothing says where the head is.
    #[error(
        "no face was found in this photo, so nothing says where the head is. {}Say how it is seen with --view front, left, right, back, top or crown (and --outline or --mm-per-px for its size), mark the eyes with --eyes and --chin, or take --view guess for a plain portrait",
        likely.map_or_else(String::new, looks_like)
    )]
    NoHead {
        /// How the head is likely seen.
        likely: Option<NamedPose>,
    },
    /// The same in a project.
    #[error("nobody has fitted the head on this photo yet: open the project in the window and fit it there")]
    NotFitted,
    /// The same where no face was sought.
    #[error(
        "nothing says where the head is: omit --no-auto, so that a face is looked for, or mark the eyes with --eyes and --chin, or take --view guess for a plain portrait"
    )]
    NotSought,
    /// A view file that holds a guess.
    #[error(
        "{0} holds only a guess of where the head is: write it anew with `inspect --json` once the head is found, or give --eyes and --chin in its place"
    )]
    GuessedView(String),
    /// A pose is named, and nothing says where the head is in the photo.
    #[error(
        "the head's edge isn't seen in this photo (cut off, no person, or shoulders beside it), so nothing says how large the head is and where. Give points on its edge with --outline, or its scale with --mm-per-px where its middle is the photo's"
    )]
    NoEdge,
    /// The photo can't be opened.
    #[error("the photo can't be opened: {0}")]
    Photo(#[from] PhotoError),
    /// The head can't be fitted.
    #[error("{0}")]
    Head(#[from] HeadError),
    /// The demo can't be read.
    #[error("{0}")]
    Intake(#[from] IntakeError),
    /// The design is not valid.
    #[error("{0}")]
    Design(#[from] DesignError),
    /// The project can't be opened or written.
    #[error("{0}")]
    Project(#[from] ProjectError),
    /// Some pictures of a batch could not be drawn.
    #[error("{failed} of {of} pictures failed; {} says why, and the same command tries them again", summary.display())]
    BatchFailed {
        /// How many.
        failed: usize,
        /// Of how many.
        of: usize,
        /// The summary.
        summary: PathBuf,
    },
    /// Something of a client could not be removed.
    #[error("{count} of these could not be removed; what stands in their way is said above")]
    NotRemoved {
        /// How many.
        count: usize,
    },
    /// A style can't be kept or found.
    #[error("{0}")]
    Style(#[from] StyleError),
    /// Rendering failed.
    #[error("{0}")]
    Engine(#[from] EngineError),
    /// The picture can't be written.
    #[error("{0}")]
    Encode(#[from] EncodeError),
    /// A file of the practice can't be used.
    #[error("{0}")]
    Consult(#[from] ConsultError),
    /// A document can't be made.
    #[error("{0}")]
    Paper(#[from] PaperError),
}

/// A pose that is proposed.
fn looks_like(pose: NamedPose) -> String {
    format!("It looks most like this one: --view {}. ", pose.name())
}

impl CliError {
    /// An error of the file system at a path.
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> CliError {
        let path = path.into();
        |source| CliError::Io { path, source }
    }
}

impl From<std::io::Error> for CliError {
    fn from(source: std::io::Error) -> Self {
        CliError::Io {
            path: "standard output".into(),
            source,
        }
    }
}
