//! Arguments of what moves: the time-lapse and the turntable.

use super::arg_values::{crop, tilt, turn};
use super::args::{DesignArgs, KeepArgs, PhotoArgs};
use crate::engine::PixelRect;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct TimelapseArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// Where to save: .gif or .webp, or a folder for numbered PNGs; - is standard output
    #[arg(long, short, value_name = "FILE|FOLDER")]
    pub output: PathBuf,
    /// Form where no ending says it: gif, webp or folder; gif for standard output unless given
    #[arg(long, value_name = "FORM")]
    pub format: Option<String>,
    #[command(flatten)]
    pub keep: KeepArgs,
    /// Only this part of the photo, px
    #[arg(long, value_name = "X,Y,W,H", value_parser = crop, allow_hyphen_values = true)]
    pub crop: Option<PixelRect>,
    /// Longest side of the pictures, px; 1000 unless given
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(16..=4096))]
    pub max_side: Option<u32>,
    /// Text laid over the pictures, translucent
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub watermark: String,
}

#[derive(Debug, Args)]
pub(super) struct TurntableArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// Where to save: .gif or .webp, or a folder for numbered PNGs; - is standard output
    #[arg(long, short, value_name = "FILE|FOLDER")]
    pub output: PathBuf,
    /// Form where no ending says it: gif, webp or folder; gif for standard output unless given
    #[arg(long, value_name = "FORM")]
    pub format: Option<String>,
    #[command(flatten)]
    pub keep: KeepArgs,
    /// Pictures in a whole turn
    #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub steps: u32,
    /// Degrees by which the head is turned in the first picture: 0 shows the face, 90 the client's right side, 180 the back
    #[arg(long, value_name = "DEG", default_value_t = 0.0, allow_hyphen_values = true, value_parser = turn)]
    pub turn: f64,
    /// Degrees from which the eye looks down: 0 level, 90 from above
    #[arg(long, value_name = "DEG", default_value_t = 20.0, allow_hyphen_values = true, value_parser = tilt)]
    pub tilt: f64,
    /// Draw the hairline and the zones too
    #[arg(long)]
    pub plan: bool,
    /// Height of the pictures, px; 800 unless given
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(100..=4096))]
    pub max_side: Option<u32>,
    /// Text laid over the pictures, translucent
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub watermark: String,
}
