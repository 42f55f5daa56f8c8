//! The window: its state, panels and canvas without a screen; the built program on a virtual one.
#![cfg(feature = "app")]

mod canvas;
mod killed;
mod panel;
mod panel_told;
mod screen;
mod state;

#[path = "../support/kept.rs"]
mod kept;
#[path = "../support/virtual_screen.rs"]
mod virtual_screen;
