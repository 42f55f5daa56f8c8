//! The photo room: every format, generated files, and JPEG held against another decoder.

mod formats;
mod generated;
mod jpeg_reference;

#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/odd_files.rs"]
mod odd_files;
