//! The treatment as plain values: its file, its styles and cases.

mod cases;
mod check;
mod file;
mod styles;
