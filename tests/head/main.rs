//! Heads: views and the follicle sites.

mod sites;
mod views;
