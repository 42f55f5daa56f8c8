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
#[cfg(feature = "cli")]
pub mod cli;
pub mod design;
pub mod engine;
pub mod gpu;
pub mod head;
pub mod nets;
pub mod output;
#[cfg(feature = "app")]
pub mod panel;
pub mod passes;
pub mod photo;
pub mod plan;
pub mod project;
pub mod sight;
#[cfg(feature = "cli")]
pub mod words;
