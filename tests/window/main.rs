//! The window: its state, panels and canvas without a screen; the built program on a virtual one.
#![cfg(feature = "app")]

mod canvas;
#[cfg(unix)]
mod consultation;
mod documents;
#[cfg(unix)]
mod killed;
mod letters;
mod panel;
mod panel_check;
mod panel_findings;
mod panel_flow;
mod panel_keys;
mod panel_passphrase;
// Its screens and tools are those of X11.
#[cfg(unix)]
mod screen;
mod state;

#[cfg(unix)]
#[path = "../support/kept.rs"]
mod kept;
#[cfg(unix)]
#[path = "../support/virtual_screen.rs"]
mod virtual_screen;
#[path = "../support/window_state.rs"]
mod window_state;
