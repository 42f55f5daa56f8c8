//! The arguments of the commands of a consultation: board, check, share, client, own styles, batch.

use super::arg_values::crop;
use super::args::{DesignArgs, KeepArgs, PhotoArgs, help_format, help_output};
use super::batch::BatchShard;
use crate::engine::PixelRect;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ShareArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    #[arg(long, short, value_name = "FILE", help = help_output())]
    pub output: PathBuf,
    #[arg(long, value_name = "FORMAT", help = help_format())]
    pub format: Option<String>,
    #[command(flatten)]
    pub keep: KeepArgs,
    /// The client has agreed that pictures are shown to others, and where: nothing is written without
    #[arg(long)]
    pub consented: bool,
    /// What it shows: picture, pair, split
    #[arg(long, value_name = "FORM", default_value = "split")]
    pub form: String,
    /// Its shape: whole, head, square, story (9:16)
    #[arg(long, value_name = "SHAPE", default_value = "head")]
    pub shape: String,
    /// What hides the client: eyes (a bar over them), below-brows (cut off), nothing
    #[arg(long, value_name = "WHAT", default_value = "eyes")]
    pub hide: String,
    /// Longest side of the picture, px
    #[arg(long, value_name = "PX", default_value_t = 1920, value_parser = clap::value_parser!(u32).range(16..=65_500))]
    pub max_side: u32,
    /// A scale bar and 'Simulation, not a promise.' under the picture
    #[arg(long)]
    pub legend: bool,
    /// Text laid over the picture, translucent
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub watermark: String,
    /// The clinic's name, in the label or the legend
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub clinic: String,
}

#[derive(Debug, Args)]
pub(super) struct BoardArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// 2 to 6 styles, each with numbers of its own where wanted; a project's variants unless given
    #[arg(long, value_name = "STYLE[:KNOB=VALUE…],…")]
    pub styles: Option<String>,
    #[arg(long, short, value_name = "FILE", help = help_output())]
    pub output: PathBuf,
    #[arg(long, value_name = "FORMAT", help = help_format())]
    pub format: Option<String>,
    #[command(flatten)]
    pub keep: KeepArgs,
    /// Only this part of the photo, px; the head with a little room unless given
    #[arg(long, value_name = "X,Y,W,H", value_parser = crop, allow_hyphen_values = true)]
    pub crop: Option<PixelRect>,
    /// Longest side of the pictures on the sheet together, px
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(16..=65_500))]
    pub max_side: Option<u32>,
    /// Also save a project with a variant for each style
    #[arg(long, value_name = "FILE")]
    pub save_project: Option<PathBuf>,
    /// Text laid over the sheet, translucent
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub watermark: String,
    /// The clinic's name, at the foot of the sheet
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub clinic: String,
}

#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    /// The file of jobs (TOML): photos, designs, options of `render`
    pub jobs_file: PathBuf,
    /// Folder for pictures and summary, in place of the file's own
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Pictures that are drawn at the same time
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub jobs: usize,
    /// Only part I of N equal parts of the pictures, counted from 1
    #[arg(long, value_name = "I/N", value_parser = BatchShard::parse)]
    pub shard: Option<BatchShard>,
    /// Draw again what is done already
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// File of limits (TOML) in place of the usual ones
    #[arg(long, value_name = "FILE")]
    pub limits: Option<PathBuf>,
    /// Machine-readable
    #[arg(long)]
    pub json: bool,
}

/// A photo of real work beside its project.
#[cfg(feature = "app")]
#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// The project that planned the work; --photo, --variant and --passphrase-file are for it
    pub project: PathBuf,
    #[command(flatten)]
    pub after: PhotoArgs,
    /// Say what differs, and keep nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A project and its passphrase.
#[cfg(feature = "app")]
#[derive(Debug, Args)]
pub(super) struct ProtectArgs {
    /// The project; it is written where it lies
    pub project: PathBuf,
    /// File that holds the passphrase in one line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: PathBuf,
}

#[cfg(feature = "app")]
#[derive(Debug, Args)]
pub(super) struct ClientArgs {
    /// The folder in which the client's projects lie
    pub client: PathBuf,
    /// Machine-readable
    #[arg(long, conflicts_with = "delete")]
    pub json: bool,
    /// List all that this computer keeps of the client: projects, their copies, work kept against a crash, rows of recent projects
    #[arg(long)]
    pub delete: bool,
    /// Remove it, for good
    #[arg(long, requires = "delete")]
    pub yes: bool,
    /// File that holds the passphrase of protected projects in one line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct LibraryArgs {
    #[command(subcommand)]
    pub what: LibraryCommand,
    /// Folder of the styles, in place of the program's own
    #[arg(long, value_name = "FOLDER", global = true)]
    pub folder: Option<PathBuf>,
}

/// What becomes of own styles.
#[derive(Debug, Subcommand)]
pub(super) enum LibraryCommand {
    /// List those that are kept
    List {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// Keep a design file as a style, with a picture of it on the demo head
    Save {
        /// What it is called
        name: String,
        /// The design file (`render --save-design` writes one)
        #[arg(long, value_name = "FILE")]
        design: PathBuf,
    },
    /// What was learned of your healed work: averages, and how sure they are
    #[cfg(feature = "app")]
    Learned,
    /// Keep what was learned as a style: density, dots and shade as your work heals; 3 photos or more
    #[cfg(feature = "app")]
    House {
        /// What it is called
        name: String,
    },
    /// Forget what was learned; styles that were made of it stay
    #[cfg(feature = "app")]
    Forget,
    /// Remove a style
    Remove {
        /// What it is called
        name: String,
    },
    /// Write all of them into one file
    Export {
        /// The library, such as styles.zip
        file: PathBuf,
    },
    /// Take in the styles of a library; those that are there stay
    Import {
        /// The library
        file: PathBuf,
    },
}
