//! Shadowline shows a person what scalp micropigmentation (SMP) will look like on their own head, in true scale.
//!
//! A value walks one way: `photo` and `design` on a `head` → `plan` → `passes` on the `gpu` → `engine` → `output`.
//! `docs/architecture.md` is the map.

#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unwrap_used))]

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod canvas;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod consult;
pub mod design;
#[cfg(feature = "app")]
pub mod editor;
pub mod engine;
pub mod gpu;
pub mod head;
pub mod intake;
pub mod letters;
pub mod nets;
pub mod output;
#[cfg(feature = "app")]
pub mod panel;
#[cfg(feature = "cli")]
pub mod paper;
mod parallel;
pub mod passes;
pub mod photo;
pub mod plan;
#[cfg(feature = "cli")]
pub mod program;
pub mod project;
#[cfg(feature = "cli")]
pub mod store;
pub mod vision;
#[cfg(feature = "cli")]
pub mod words;
