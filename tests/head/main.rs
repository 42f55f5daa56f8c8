//! Heads: views and the follicle sites.

mod joint;
mod sites;
mod views;
