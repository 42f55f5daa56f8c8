//! What a person prefers, as plain values; [`store`](crate::store) keeps them.

use super::key_changes::KeyChanges;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Look of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColourTheme {
    /// Dark grey, as photo tools have it.
    #[default]
    Dark,
    /// Light.
    Light,
}

/// What is remembered between starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct UserPreferences {
    /// Look of the window.
    pub theme: ColourTheme,
    /// Code of the language, as `de`; that of the system where it is unset, `auto` or not spoken.
    pub language: Option<String>,
    /// Whether *Fine* is open.
    pub fine: bool,
    /// Show clients' faces on the start page.
    pub show_thumbnails: bool,
    /// The practitioner's name, asked for at the first agreement.
    pub practitioner: String,
    /// The clinic's name, asked for at the first export.
    pub clinic: String,
    /// Whether the clinic's name has been asked for.
    pub clinic_asked: bool,
    /// Folder to watch for new photos.
    pub watch: Option<PathBuf>,
    /// Width of the screen that a person has measured, mm; for life size where the screen doesn't tell.
    pub screen_width_mm: Option<f64>,
    /// Magnification of the whole window, 1 where unset.
    pub ui_scale: Option<f32>,
    /// Keys that a person has changed.
    #[serde(skip_serializing_if = "KeyChanges::is_empty")]
    pub keys: KeyChanges,
    /// What other versions of the program keep; handed on untouched.
    #[serde(flatten)]
    pub others: toml::Table,
}

impl UserPreferences {
    /// Without numbers that can't be drawn with (TOML and text fields know `nan`).
    pub fn usable(mut self) -> Self {
        self.ui_scale = self.ui_scale.filter(|scale| scale.is_finite());
        self.screen_width_mm = self
            .screen_width_mm
            .filter(|width_mm| width_mm.is_finite() && *width_mm > 0.0);
        self
    }
}
