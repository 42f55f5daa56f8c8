//! Follicle sites of other seeds: grown once, then kept in the user's cache folder.

use super::portable::portable_folder;
use crate::head::sites::{FollicleSites, SiteGrower};
use crate::output::save::atomically;
use std::io::Write;
use std::path::PathBuf;

/// Sites grown between two looks at the progress bar.
const STEP: usize = 20_000;

/// The sites of a seed, from the cache or grown now; `progress` hears the share that is grown. The note says that they
/// could not be kept.
pub fn kept_or_grown(seed: u32, progress: impl Fn(f64)) -> (FollicleSites, Option<String>) {
    let path = cache_file(seed);
    let kept = path.as_ref().and_then(|path| std::fs::read(path).ok());
    if let Some(sites) = kept
        .and_then(|bytes| FollicleSites::from_bytes(&bytes).ok())
        .filter(|sites| sites.seed() == seed)
    {
        return (sites, None);
    }
    let mut grower = SiteGrower::new(seed);
    while !grower.step(STEP).is_done() {
        let state = grower.progress();
        progress(state.done as f64 / state.total.max(1) as f64);
    }
    let sites = grower.finish();
    progress(1.0);
    let note = path.and_then(|path| {
        let folder = path.parent().map(std::fs::create_dir_all).transpose();
        let written = folder.and_then(|_| atomically(&path, |writer| writer.write_all(&sites.to_bytes())));
        let error = written.err()?;
        Some(format!(
            "the sites of seed {seed} could not be kept for next time ({error})"
        ))
    });
    (sites, note)
}

fn cache_file(seed: u32) -> Option<PathBuf> {
    let folder = match portable_folder() {
        Some(beside) => beside.join("cache"),
        None => {
            let folders = directories::ProjectDirs::from("", "", "shadowline")?;
            folders.cache_dir().to_owned()
        }
    };
    Some(folder.join(format!("sites-v1-{seed}.bin")))
}
