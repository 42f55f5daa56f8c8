//! What can go wrong with a project.

/// Each variant is one cause; its sentence says what to do next.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProjectError {
    /// The design refuses.
    #[error(transparent)]
    Design(#[from] crate::design::DesignError),
    /// A stroke over what lies in front can't be kept.
    #[error("{0}")]
    InFront(String),
    /// A place to keep free can't be kept.
    #[error("{0}")]
    Own(String),
    /// The view can't be solved.
    #[error(transparent)]
    Head(#[from] crate::head::HeadError),
    /// One head is asked for over too few photos.
    #[error(
        "one head from all photos takes two fitted photos or more, close-ups aside; fit the head on another photo first"
    )]
    FewPhotos,
    /// A photo or variant that isn't there.
    #[error("there is no {what} number {number}; the project has {count}")]
    Missing {
        /// Photo or variant.
        what: &'static str,
        /// Its number, from 1.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// More of something than a project holds.
    #[error("a project holds at most {limit} {what}; begin another project for more")]
    Full {
        /// Variants, snapshots or photos.
        what: &'static str,
        /// The most.
        limit: usize,
    },
    /// The last variant can't be removed.
    #[error("a project keeps at least one variant; make another one first")]
    LastVariant,
    /// An agreed variant can't be removed or renamed.
    #[error("variant {name} is agreed with the client and stays as it is; hide it by showing another one")]
    Agreed {
        /// Its name.
        name: String,
    },
    /// The bytes are no project.
    #[error("this is no Shadowline project ({reason}); choose a file that ends in .shadowline")]
    NotAProject {
        /// Why not.
        reason: String,
    },
    /// Cut off, or bits have changed.
    #[error(
        "the project file is damaged ({reason}): copy it again from where it came, or open an older copy"
    )]
    Damaged {
        /// What was found.
        reason: String,
    },
    /// A later program's file.
    #[error(
        "the project was written by a newer version of Shadowline (format {found}, this one reads up to {known}); \
         update the program to open it"
    )]
    Newer {
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// An archive that isn't made like a project: too large, odd names.
    #[error("the project file is not opened, for safety: {reason}. Ask whoever sent it for a fresh copy")]
    Unsafe {
        /// What is wrong with it.
        reason: String,
    },
    /// A text in the archive that can't be understood.
    #[error("{file} in the project is not valid: {reason}")]
    Text {
        /// The file's name in the archive.
        file: String,
        /// Line and reason.
        reason: String,
    },
    /// A file that the project names and lacks.
    #[error("the project lacks {file}, which it names; copy the project again from where it came")]
    Lost {
        /// The file's name in the archive.
        file: String,
    },
    /// A photo that is not the one that the project was made with.
    #[error(
        "{file} in the project has changed since it was saved; put the original photo back, or open an older copy"
    )]
    Changed {
        /// The photo's name in the archive.
        file: String,
    },
    /// It would be saved in a way that can't be opened again.
    #[error(
        "the project was not saved, because it could not be opened again ({reason}); undo the last step and save once more, \
         and please report it: this is a fault of the program"
    )]
    Unreadable {
        /// What its reader says.
        reason: String,
    },
    /// A recovery log of which nothing can be used.
    #[error(
        "no whole step can be read from the recovery log: it was torn when the program or the disk stopped"
    )]
    TornLog,
    /// A passphrase is needed.
    #[error("the project is protected with a passphrase; give it to open the project")]
    Protected,
    /// The passphrase is another one.
    #[error(
        "the passphrase doesn't open this project; try again: without the right one nobody can open it, its makers neither"
    )]
    WrongPassphrase,
    /// The archive can't be written.
    #[error(
        "the project could not be written ({detail}): check that the disk has space and the folder may be written to"
    )]
    Write {
        /// What went wrong.
        detail: String,
    },
}
