//! What touches the disk for the program itself: grown sites, preferences, recent projects, work kept against a crash, notes;
//! and where the window may write what a person saves. Values come from [`editor`](crate::editor); no window, no engine.

#[cfg(feature = "app")]
mod client_folder;
#[cfg(feature = "app")]
pub mod clock;
#[cfg(feature = "app")]
mod folders;
#[cfg(feature = "app")]
mod learned_file;
#[cfg(feature = "app")]
mod lost_work;
#[cfg(feature = "app")]
pub mod notes;
pub mod own_styles;
mod portable;
#[cfg(feature = "app")]
mod preferences_file;
#[cfg(feature = "app")]
mod private;
#[cfg(feature = "app")]
mod recent_projects;
#[cfg(feature = "app")]
mod recovery;
pub mod sites_cache;
#[cfg(feature = "app")]
mod targets;

#[cfg(feature = "app")]
pub use self::{
    client_folder::{ClientVisit, visits},
    folders::ProgramFolders,
    learned_file::{keep_learned, learned_path, load_learned},
    lost_work::{WorkClaim, lost_history, lost_key, lost_work, read_lost},
    preferences_file::{load_preferences, save_preferences},
    recent_projects::{load_recent, mark_missing, remember_recent},
    recovery::{RecoveryWriter, begin_recovery, left_behind, save_at_the_last},
    targets::{
        KnownFile, WriteOutcome, WriteTarget, first_free, name_of, next_free, protect_copies, save_project,
        typed,
    },
};
