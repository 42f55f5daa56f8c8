//! A project of the start page's list.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A project that was open lately.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecentProject {
    /// Where it is.
    pub path: PathBuf,
    /// Day of the last saving, with its offset from UTC: `2026-11-23 -05:00`.
    pub day: String,
    /// The client's initials.
    #[serde(default)]
    pub client: String,
    /// It wasn't there when it was looked for last: its drive is unplugged, or it has been moved.
    #[serde(skip)]
    pub away: bool,
}
