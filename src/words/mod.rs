//! Every sentence that the window shows, in one place, so that other languages can follow. English is the only one yet.

pub mod app;
pub mod canvas;
pub mod panel;
