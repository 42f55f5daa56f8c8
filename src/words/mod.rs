//! What the window says of its own: labels, buttons, dialogs, the trade's names. English is the only language yet. Sentences
//! that other rooms make, for the command line too, stand there: help of knobs, errors, warnings of views, advice on photos,
//! labels of edits.

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
