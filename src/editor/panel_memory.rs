//! What panels remember between frames.

use crate::design::PointName;
use glam::DVec2;
use std::collections::BTreeSet;

/// Small things that panels remember for themselves.
#[derive(Clone, Debug, Default)]
pub struct PanelMemory {
    /// Search over all knobs.
    pub search: String,
    /// The search is to get the keyboard.
    pub seek: bool,
    /// Fill whose numbers are shown; none for all.
    pub fill: Option<String>,
    /// Points clicked of the tool in the hand (eyes and chin, trace, ruler), photo px.
    pub clicks_px: Vec<DVec2>,
    /// Hairline point chosen.
    pub point: Option<PointName>,
    /// Offered spots that a person doesn't want, by their number.
    pub dismissed: BTreeSet<usize>,
    /// Offered patches and scars that a person doesn't want, by their number.
    pub dismissed_patches: BTreeSet<usize>,
    /// What was found in the photo is drawn on it.
    pub show_found: bool,
    /// All points of the hairline are shown, not the main ones alone.
    pub all_points: bool,
    /// After an agreement no picture is asked for.
    pub agrees_without_picture: bool,
    /// Later stage of hair loss whose borders are drawn, by the name of its case.
    pub later: Option<&'static str>,
}
