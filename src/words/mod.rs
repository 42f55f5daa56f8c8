//! Every sentence that the window shows, in one place, so that other languages can follow. English is the only one yet.

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
