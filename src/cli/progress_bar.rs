//! Progress on a terminal, and sites that are grown under it.

use super::args::TalkOptions;
use super::inputs::say;
use crate::head::sites::FollicleSites;
use crate::store::sites_cache::kept_or_grown;
use indicatif::{ProgressBar, ProgressStyle};

/// The sites of a seed, from the cache or grown now, with a progress bar.
pub(super) fn sites(seed: u32, talk: &TalkOptions) -> FollicleSites {
    let bar = bar(1000, "growing follicle sites", talk);
    let (sites, note) = kept_or_grown(seed, |share| bar.set_position((share * 1000.0) as u64));
    bar.finish_and_clear();
    if let Some(note) = note {
        say(talk, &format!("note: {note}"));
    }
    sites
}

/// A progress bar; it shows on a terminal only.
pub(super) fn bar(total: u64, what: &'static str, talk: &TalkOptions) -> ProgressBar {
    if talk.quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style).with_message(what)
}
