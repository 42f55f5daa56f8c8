//! Follicle sites of other seeds: grown once, then kept in the user's cache folder.

use super::args::Talk;
use super::inputs::say;
use crate::head::sites::{Grower, Sites};
use crate::output::save::atomically;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::PathBuf;

/// Sites grown between two looks at the progress bar.
const STEP: usize = 20_000;

/// The sites of a seed, from the cache or grown now.
pub(super) fn sites(seed: u32, talk: &Talk) -> Sites {
    let path = cache_file(seed);
    let kept = path.as_ref().and_then(|path| std::fs::read(path).ok());
    if let Some(sites) = kept
        .and_then(|bytes| Sites::from_bytes(&bytes).ok())
        .filter(|sites| sites.seed() == seed)
    {
        return sites;
    }
    let sites = grow(seed, talk);
    if let Some(path) = path {
        let folder = path.parent().map(std::fs::create_dir_all).transpose();
        let written = folder.and_then(|_| atomically(&path, |writer| writer.write_all(&sites.to_bytes())));
        if let Err(error) = written {
            say(
                talk,
                &format!("note: the sites of seed {seed} could not be kept for next time ({error})"),
            );
        }
    }
    sites
}

fn cache_file(seed: u32) -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "shadowline")?;
    Some(folders.cache_dir().join(format!("sites-v1-{seed}.bin")))
}

fn grow(seed: u32, talk: &Talk) -> Sites {
    let mut grower = Grower::new(seed);
    let bar = bar(grower.progress().total as u64, "growing follicle sites", talk);
    while !grower.step(STEP).is_done() {
        bar.set_position(grower.progress().done as u64);
    }
    bar.finish_and_clear();
    grower.finish()
}

/// A progress bar; it shows on a terminal only.
pub(super) fn bar(total: u64, what: &'static str, talk: &Talk) -> ProgressBar {
    if talk.quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style).with_message(what)
}
