//! The arguments.

use super::arg_values::{NumberList, PhotoChoice, crop, numbers, photo_choice, stencil_mm};
use super::consult_args::{BatchArgs, BoardArgs, CheckArgs, LibraryArgs, ShareArgs};
#[cfg(feature = "app")]
use super::consult_args::{ClientArgs, LearnArgs, ProtectArgs};
use super::moving_args::{TimelapseArgs, TurntableArgs};
use super::paper_args::{GuideArgs, PlanArgs, ReportArgs};
use crate::engine::PixelRect;
use crate::output::ImageFormat;
use crate::words::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// See what scalp micropigmentation will look like on your own head, in true scale.
#[derive(Debug, Parser)]
#[command(name = "shadowline", version, about, max_term_width = 110)]
#[command(after_help = "Examples:\n  shadowline render --demo -o simulation.png\n  \
    shadowline render photo.jpg -o simulation.png --style natural --set density=90\n  \
    shadowline render photo.jpg -o simulation.png --eyes 1210,1480,1790,1475 --chin 1500,2290\n  \
    shadowline dots photo.jpg -o dots.csv")]
pub struct Cli {
    /// Photo or project to open in the window
    pub(crate) file: Option<PathBuf>,
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// How much is said.
    #[command(flatten)]
    pub(super) talk: TalkOptions,
}

fn about_render() -> String {
    let endings = ImageFormat::endings_in_words("");
    format!("Draw the simulation on a photo and save it ({endings} by ending)")
}

pub(super) fn help_output() -> String {
    let endings = ImageFormat::endings_in_words("");
    format!("Where to save, {endings} by its ending; - is standard output")
}

pub(super) fn help_format() -> String {
    let endings = ImageFormat::endings_in_words("");
    format!("Format where no ending says it: {endings}; png for standard output unless given")
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = about_render())]
    Render(RenderArgs),
    /// Draw fresh, healing, healed and the years on, as a moving picture (gif, webp) or numbered pictures
    Timelapse(TimelapseArgs),
    /// Turn the head in 3D, drawn in the client's tone, as a moving picture (gif, webp) or numbered pictures
    Turntable(TurntableArgs),
    /// Write the very dots that are drawn, one a row
    Dots(DotsArgs),
    /// Say what the treatment comes to, by zone and session: dots, skin, time and price
    Plan(PlanArgs),
    /// Write the marking guide: card of seven distances, the hairline at 1:1, stencils (pdf, svg)
    Guide(GuideArgs),
    /// Write the report of a consultation: pictures, plan, aftercare, consent, records (pdf)
    Report(ReportArgs),
    /// Print a practice file to begin with: clinic, rates and texts of plan and report
    Practice,
    /// Say what is known of a photo: size, profile, view, warnings
    Inspect(InspectArgs),
    /// Draw several styles of one photo on one sheet, in one crop, with what differs
    Board(BoardArgs),
    /// Make a copy to share: split, pair or picture, square or story, with nothing by which the client is known
    Share(ShareArgs),
    /// Render many photos with many designs, resumable, in parts where several machines share them
    Batch(BatchArgs),
    /// Check a treatment for what makes work look fake: low, ruled, hard, dark, dense, and what mends it
    Check(CheckArgs),
    /// List every number that can be set
    Knobs {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// List the cases: what SMP treats, each with its fills
    Cases {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// List the hairline styles
    Styles {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// List the visits of a client, or remove all that is kept of them
    #[cfg(feature = "app")]
    Client(ClientArgs),
    /// Protect a project with a passphrase, and the copies kept beside it: without it nobody can open them
    #[cfg(feature = "app")]
    Protect(ProtectArgs),
    /// Take the passphrase of a project away
    #[cfg(feature = "app")]
    Unprotect(ProtectArgs),
    /// Learn from a photo of your healed work beside the project that planned it: tone, marks and line
    #[cfg(feature = "app")]
    Learn(LearnArgs),
    /// Keep, list, give away and take in your own styles
    Library(LibraryArgs),
    /// List pigments, needles, schools and plans of sessions
    Pigments {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// Say which graphics devices are there, which one is used and why, and what is missing
    Doctor {
        /// Machine-readable
        #[arg(long)]
        json: bool,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a manual page (roff): of the program, or of one command
    Man(ManArgs),
}

/// How much is said.
#[derive(Debug, Clone, Args)]
pub struct TalkOptions {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Say more: which graphics device is used
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Language of what is said, where it isn't the system's; help, JSON and files stay English
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    pub(super) language: Option<Language>,
}

impl Cli {
    /// The language that was asked for.
    pub(crate) fn language(&self) -> Option<Language> {
        self.talk.language
    }
}

/// A language by its code.
fn language(code: &str) -> Result<Language, String> {
    let codes = Language::ALL.map(|language| language.row().code).join(", ");
    Language::of_locale(code).ok_or_else(|| format!("choose from: {codes}"))
}

/// Which photo, seen how.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct PhotoArgs {
    /// The photo (JPEG, PNG, WebP, TIFF, HEIC, BMP, GIF), or a project (.shadowline); - is standard input
    #[arg(required_unless_present = "demo")]
    pub photo: Option<PathBuf>,
    /// Which photo of the project, from 1; the one shown last unless given. `render` also takes all, for one strip
    #[arg(long = "photo", id = "number", value_name = "N|all", conflicts_with = "demo", value_parser = photo_choice)]
    pub number: Option<PhotoChoice>,
    /// Which variant of the project, by name; the one shown last unless given
    #[arg(long, value_name = "NAME", conflicts_with = "demo")]
    pub variant: Option<String>,
    /// Solve the head and the cameras of a project anew from all its fitted photos together
    #[arg(long, conflicts_with = "demo")]
    pub refit: bool,
    /// File that holds a project's passphrase in one line; - is standard input. A project that is saved is protected with it too
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub passphrase_file: Option<PathBuf>,
    /// Use the embedded demo head instead of a photo
    #[arg(long, conflicts_with = "photo")]
    pub demo: bool,
    /// Both pupils in the upright photo, px: the eye at the picture's left first
    #[arg(long, value_name = "X1,Y1,X2,Y2", value_parser = numbers, allow_hyphen_values = true)]
    pub eyes: Option<NumberList>,
    /// Lowest point of the chin, px
    #[arg(long, value_name = "X,Y", value_parser = numbers, allow_hyphen_values = true)]
    pub chin: Option<NumberList>,
    /// Degrees that the nose is turned to the picture's right
    #[arg(long, value_name = "DEG", default_value_t = 0.0, allow_hyphen_values = true)]
    pub yaw: f64,
    /// Degrees that the nose is turned down
    #[arg(long, value_name = "DEG", default_value_t = 0.0, allow_hyphen_values = true)]
    pub pitch: f64,
    /// A view file (`inspect --json` writes one), or front, left, right, back, top, crown, close-up, guess
    #[arg(long, value_name = "NAME|FILE")]
    pub view: Option<String>,
    /// Middle of a close-up: vertex, crown, front, left, right, nape, or x,y,z (head frame, mm)
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// Points on the edge of the scalp, px; the head is corrected to meet them
    #[arg(long, value_name = "X1,Y1,…", value_parser = numbers, allow_hyphen_values = true)]
    pub outline: Option<NumberList>,
    /// Which face, from 1 for the largest
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "no_auto", value_parser = clap::value_parser!(u32).range(1..))]
    pub face: u32,
    /// Correct the colour cast: a point on something grey or white, px, or `eyes` for the white of the eyes
    #[arg(long, value_name = "X,Y|eyes", allow_hyphen_values = true)]
    pub neutral: Option<String>,
    /// Typology angle of the client's skin where the photo's light misleads, degrees: very light over 55, light from 41,
    /// intermediate from 28, tan from 10, brown from -30, dark below
    #[arg(long, value_name = "DEG", allow_hyphen_values = true)]
    pub skin: Option<f64>,
    /// Keep the spots that are found free of dots, as a person would confirm them in the window
    #[arg(long, conflicts_with = "no_auto")]
    pub keep_spots: bool,
    /// Take nothing from the picture itself: seek no face, tell no hair, propose no shade
    #[arg(long)]
    pub no_auto: bool,
    /// Scale at the pupils (without eyes at the middle of the head, in a close-up at its middle), mm of head per pixel
    #[arg(long, value_name = "MM")]
    pub mm_per_px: Option<f64>,
    /// Distance between the pupils, mm; 63 unless measured
    #[arg(long, value_name = "MM")]
    pub pupil_distance: Option<f64>,
    /// Focal length, px; from the photo's EXIF unless given
    #[arg(long, value_name = "PX")]
    pub focal_px: Option<f64>,
}

/// Which treatment. Later ones win: defaults, what is proposed for the client, case, style or own style, hair type, school, needle,
/// pigment, match of the sides, what is found and filled, design file, seed, settings in order.
#[derive(Debug, Args)]
pub(super) struct DesignArgs {
    /// What is treated: its fills, and a hairline or none; `shadowline cases` lists the names
    #[arg(long, value_name = "NAME")]
    pub case: Option<String>,
    /// Fill the bare patches and scars that are found within stubble, toned to it, as a person would confirm them in the window; without
    /// a case the one that suits them. `shadowline inspect` lists them
    #[arg(long, conflicts_with = "no_auto")]
    pub fill_found: bool,
    /// Fill the dark parts of a picture laid on the head, upright in the photo, as a zone of its own
    #[arg(long, value_name = "FILE", requires = "stencil_at")]
    pub stencil: Option<PathBuf>,
    /// Middle of the stencil in the upright photo, px
    #[arg(long, value_name = "X,Y", requires = "stencil", value_parser = numbers, allow_hyphen_values = true)]
    pub stencil_at: Option<NumberList>,
    /// Width of the stencil on the skin, mm
    #[arg(long, value_name = "MM", default_value_t = 60.0, value_parser = stencil_mm)]
    pub stencil_mm: f64,
    /// Hairline style; `shadowline styles` lists them
    #[arg(long, value_name = "NAME")]
    pub style: Option<String>,
    /// One of your own styles; `shadowline library list` names them
    #[arg(long, value_name = "NAME", conflicts_with = "style")]
    pub own_style: Option<String>,
    /// Hair type: clustering and dot size
    #[arg(long, value_name = "TYPE")]
    pub hair_type: Option<HairTypeArg>,
    /// Pigment, with a dilution where wanted: carbon-warm@1:20; `shadowline pigments` lists them
    #[arg(long, value_name = "NAME[@1:N]")]
    pub pigment: Option<String>,
    /// Needle: single, three-point, five-point, seven-point
    #[arg(long, value_name = "NAME")]
    pub needle: Option<String>,
    /// School: impressions or dusty
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    /// Density, dot size and shade that equal the client's shaved sides in the photo, or a sentence why nothing does
    #[arg(long)]
    pub match_sides: bool,
    /// Colour of the client's hair where none is seen: black, brown, red, fair, grey
    #[arg(long, value_name = "COLOUR")]
    pub hair_colour: Option<String>,
    /// Plan of sessions: three, four, five, two
    #[arg(long, value_name = "NAME")]
    pub sessions: Option<String>,
    /// Moment to show: fresh, day:N, healed (as always), year:N, session:K, session:K+day:N
    #[arg(long, value_name = "MOMENT")]
    pub stage: Option<String>,
    /// Design file (TOML); - is standard input
    #[arg(long, value_name = "FILE")]
    pub design: Option<PathBuf>,
    /// Set a number: KNOB=VALUE for all, FILL.KNOB=VALUE for one fill, sessionN.KNOB=VALUE for one session; may be repeated
    #[arg(long, value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Seed of the pattern; 1 ships, others are grown once (2–3 s) and kept
    #[arg(long, value_name = "N")]
    pub seed: Option<u32>,
    /// Draw another pattern: a new seed, which is said
    #[arg(long, conflicts_with = "seed")]
    pub reshuffle: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum HairTypeArg {
    Straight,
    Wavy,
    Curly,
    Coily,
}

#[derive(Debug, Args)]
pub(super) struct RenderArgs {
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
    /// Only this part of the photo, px
    #[arg(long, value_name = "X,Y,W,H", value_parser = crop, allow_hyphen_values = true)]
    pub crop: Option<PixelRect>,
    /// Longest side of the picture, px; the photo's own size unless given
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(16..=65_500))]
    pub max_side: Option<u32>,
    /// Put settings, a scale bar and 'Simulation, not a promise.' under the picture instead of the label in it
    #[arg(long)]
    pub legend: bool,
    /// Also save the design (every number, defaults too)
    #[arg(long, value_name = "FILE")]
    pub save_design: Option<PathBuf>,
    /// Also save a project of what is drawn: photo, head, view and design
    #[arg(long, value_name = "FILE")]
    pub save_project: Option<PathBuf>,
    /// Before and simulation beside each other
    #[arg(long, conflicts_with = "variants")]
    pub pair: bool,
    /// All variants of the project on one sheet
    #[arg(long)]
    pub variants: bool,
    /// Text laid over the picture, translucent
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub watermark: String,
    /// The clinic's name, in the label or the legend
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub clinic: String,
}

#[derive(Debug, Args)]
pub(super) struct DotsArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    #[command(flatten)]
    pub design: DesignArgs,
    /// Also say how much skin would be bare beside these dots if loss went on to this case, as in norwood-6
    #[arg(long, value_name = "CASE")]
    pub later: Option<String>,
    /// Where to save (CSV); standard output unless given, or with -
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub keep: KeepArgs,
}

#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    pub photo: PhotoArgs,
    /// Machine-readable
    #[arg(long)]
    pub json: bool,
}

/// What becomes of files that are there already.
#[derive(Debug, Args)]
pub(super) struct KeepArgs {
    /// Replace no file that is there already
    #[arg(long)]
    pub no_clobber: bool,
}

/// Which manual page.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command; the whole program unless given
    pub command: Option<String>,
    /// Write all pages into this folder, shadowline.1 and shadowline-COMMAND.1
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub to: Option<PathBuf>,
}
