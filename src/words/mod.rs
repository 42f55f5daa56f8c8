//! What the window says of its own: labels, buttons, dialogs, the trade's names. Callers ask by functions; the sentences stand in
//! `assets/words`, one file a language, by the ids that these functions name. Sentences that other rooms make, for the command
//! line too, stand there in English.

#[macro_use]
mod catalogue;
mod language;
mod rooms;

pub use catalogue::{messages_of, number, said_in, told_in};
pub use language::{Language, LanguageRow};
pub use rooms::{edit_label, shown};

#[cfg(feature = "app")]
pub mod agreement;
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod canvas;
// The command line knows what these two call things.
pub mod knobs;
#[cfg(feature = "app")]
pub mod panel;
#[cfg(feature = "app")]
pub mod recovery;
pub mod trade;
