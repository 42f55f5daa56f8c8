//! The arguments of plan, guide and report.

use super::args::{DesignArgs, KeepArgs, PhotoArgs};
use crate::paper::PaperSize;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What the practitioner brings.
#[derive(Debug, Args)]
pub(super) struct PracticeArgs {
    /// Clinic, rates and texts; `shadowline practice` prints one to begin with
    #[arg(long, value_name = "FILE")]
    pub practice: Option<PathBuf>,
    /// What was used and set for this client: needles, pigments, lots; blank lines are printed for what it leaves out
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
}

/// Paper of the documents.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum PaperArg {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 8½ × 11 inches
    Letter,
}

impl PaperArg {
    pub fn size(self) -> PaperSize {
        match self {
            PaperArg::A4 => PaperSize::A4,
            PaperArg::Letter => PaperSize::Letter,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    #[command(flatten)]
    pub practice: PracticeArgs,
    /// Machine-readable
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
    /// Save as a table (CSV) in place of the words; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub keep: KeepArgs,
}

#[derive(Debug, Args)]
pub(super) struct GuideArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// The card alone, machine-readable
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
    /// Where to save: .pdf is the whole guide, .svg the hairline at 1:1 for cutters and plotters; - is standard output (PDF). Without
    /// it the card's distances are printed
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Paper
    #[arg(long, value_name = "SIZE", default_value = "a4")]
    pub paper: PaperArg,
    /// The clinic's name, in the headings
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub clinic: String,
    #[command(flatten)]
    pub keep: KeepArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    #[command(flatten)]
    pub practice: PracticeArgs,
    /// 2 to 6 styles for the page that compares, as for `board`; a project's variants unless given
    #[arg(long, value_name = "STYLE[:KNOB=VALUE…],…")]
    pub styles: Option<String>,
    /// Where to save (.pdf); - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Paper
    #[arg(long, value_name = "SIZE", default_value = "a4")]
    pub paper: PaperArg,
    #[command(flatten)]
    pub keep: KeepArgs,
}
