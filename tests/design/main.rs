//! The treatment as plain values: its file and its styles.

mod check;
mod file;
mod styles;
