//! The treatment as plain values: its file and its styles.

mod file;
mod styles;
