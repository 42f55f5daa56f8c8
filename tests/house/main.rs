//! The house: what the program is made of, and what is written about it.

mod dependencies;
mod files;
mod pages;
mod tables;
mod words;
