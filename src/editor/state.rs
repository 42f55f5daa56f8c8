//! Everything that the window shows, as plain values: the open project with its history, and how it is being looked at.
//! No wgpu and no winit here; panels and canvas read it and answer with [`Actions`](super::Actions).

use super::dialog::Dialog;
use super::ghost::GhostOverlay;
use super::kept_style::KeptStyle;
use super::lost_work::LostWork;
use super::open_project::OpenProject;
use super::panel_memory::PanelMemory;
use super::panes::{CanvasLens, CompareMode};
use super::playback::MomentPlayback;
use super::preferences::UserPreferences;
use super::recent_project::RecentProject;
use super::status::{JobProgress, PictureTimings, PlanCounts, ToastNote};
use crate::design::{BrushKind, Knob};
use crate::head::NamedPose;
use crate::intake::{DesignProposal, PhotoFindings};
use crate::project::Project;
use crate::vision::{BareSpot, Face, FoundPatch};
use glam::DVec3;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// A step of the consultation, in the order of the bar at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsultationStep {
    /// Turn, straighten, crop; more photos.
    Photo,
    /// The head in the photo.
    Fit,
    /// What the client comes for.
    Purpose,
    /// Where the hairline runs.
    Hairline,
    /// Density, dots, brush.
    Fill,
    /// Pigment, needle, sessions, time, light.
    Treatment,
    /// Before and after, variants.
    Compare,
    /// Freeze a variant with the client.
    Agree,
}

impl ConsultationStep {
    /// All steps in order.
    pub const ALL: [ConsultationStep; 8] = [
        ConsultationStep::Photo,
        ConsultationStep::Fit,
        ConsultationStep::Purpose,
        ConsultationStep::Hairline,
        ConsultationStep::Fill,
        ConsultationStep::Treatment,
        ConsultationStep::Compare,
        ConsultationStep::Agree,
    ];
}

/// What the pointer does on the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tool {
    /// Moves the photo.
    #[default]
    Hand,
    /// Drags hairline points.
    Hairline,
    /// Clicks along a line drawn on the skin.
    Trace,
    /// Paints on the head.
    Brush,
    /// Moves the shapes of a zone.
    Shapes,
    /// Draws round an area, or clicks its corners, for a shape of a zone.
    Lasso,
    /// Moves, turns and scales the head's wireframe.
    Fit,
    /// Three clicks: two eyes, chin.
    ThreeClicks,
    /// Points on the edge of the head.
    Outline,
    /// Measures millimetres; sets the scale.
    Ruler,
    /// Cuts the photo.
    Crop,
    /// Clicks something grey, by which a colour cast is corrected.
    Neutral,
}

/// Radius of brushes, mm.
pub const BRUSH_RANGE_MM: [f64; 2] = [0.5, 60.0];

/// The brush in the hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrushSettings {
    /// What it does.
    pub brush: BrushKind,
    /// Radius, mm on the head, within [`BRUSH_RANGE_MM`].
    pub radius_mm: f64,
    /// Share of the radius over which it fades, 0–1.
    pub softness: f64,
    /// Strength, 0–1.
    pub strength: f64,
    /// Paints what lies in front of the head in this photo only, instead of on the head.
    pub in_front: bool,
}

/// A small picture for a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ButtonPicture {
    /// A style on this client.
    Style(&'static str),
    /// A stop of a knob on this client, by its place in [`stops`](crate::design::stops).
    Stop(Knob, usize),
    /// One of the practitioner's own styles on this client, by its place in `EditorState::own_styles`.
    OwnStyle(usize),
    /// A photo of the project.
    Photo(usize),
    /// A variant on the photo shown.
    Variant(usize),
    /// The first of the photos of which is asked whose they are.
    Arrived,
    /// The reference picture.
    Reference,
    /// The first photo of a recent project, by its place in `EditorState::recent`; only where preferences show them.
    Recent(usize),
}

/// The client's window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClientView {
    /// Whether it is open.
    pub open: bool,
    /// Keeps its picture.
    pub frozen: bool,
    /// Shows nothing.
    pub blank: bool,
    /// Shows the client not mirrored; mirrored is the start, as in a mirror.
    pub unmirrored: bool,
    /// Life size instead of the whole photo.
    pub life_size: bool,
    /// Shows before and simulation as the canvas splits them.
    pub follows_split: bool,
}

/// Everything that the window shows.
pub struct EditorState {
    /// The open project; none shows the start page.
    pub open: Option<OpenProject>,
    /// The step of the consultation.
    pub step: ConsultationStep,
    /// Steps in which a person has changed something, or from which they have gone on; see [`EditorState::is_done`].
    pub done: BTreeSet<ConsultationStep>,
    /// What the pointer does.
    pub tool: Tool,
    /// What of the photo is shown.
    pub lens: CanvasLens,
    /// The canvas, ui points (set each frame).
    pub canvas: egui::Rect,
    /// Physical pixels for one ui point (set each frame).
    pub pixels_per_point: f32,
    /// Physical screen pixels for one millimetre of screen, where the screen says so.
    pub screen_px_per_mm: Option<f64>,
    /// How before and after are shown.
    pub compare: CompareMode,
    /// The photo alone while held.
    pub before_held: bool,
    /// Everything but the photo is hidden.
    pub panels_hidden: bool,
    /// Edits of one side are made on the other side too.
    pub symmetric: bool,
    /// Midline, facial thirds, heights.
    pub guides: bool,
    /// An earlier photo over the one that is fitted.
    pub ghost: GhostOverlay,
    /// The brush.
    pub brush: BrushSettings,
    /// The client's window.
    pub client: ClientView,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Notes.
    pub toasts: Vec<ToastNote>,
    /// The long job under way.
    pub progress: Option<JobProgress>,
    /// Recently used projects.
    pub recent: Vec<RecentProject>,
    /// Work of runs that ended without saving, newest first.
    pub lost: Vec<LostWork>,
    /// Why work is not kept against a crash at present, if so.
    pub unguarded: Option<String>,
    /// The practitioner's own styles, by name.
    pub own_styles: Vec<KeptStyle>,
    /// New files of the watched folder, newest first.
    pub watched: Vec<PathBuf>,
    /// A dialog of the system is open, or being opened.
    pub is_asking: bool,
    /// The photo shown is being read, or its face looked for.
    pub is_looking: bool,
    /// Faces that were found in the photo shown, the largest first.
    pub faces: Arc<Vec<Face>>,
    /// How the photo shown is likely seen, where no face was found in it.
    pub likely_pose: Option<NamedPose>,
    /// The moments that are being played, if they are.
    pub playing: Option<MomentPlayback>,
    /// What was found in the photo shown, once it is measured.
    pub findings: Option<Arc<PhotoFindings>>,
    /// What is proposed after it.
    pub proposal: Option<Arc<DesignProposal>>,
    /// Counted facts.
    pub counts: PlanCounts,
    /// Dots per cm² of skin under the pointer, where it is on the head.
    pub pointer_density: Option<f64>,
    /// What the last picture cost.
    pub timings: PictureTimings,
    /// Show the timings.
    pub overlay: bool,
    /// Whether a newer picture is being made.
    pub busy: bool,
    /// Small pictures that are ready, with their size in px.
    pub thumbs: BTreeMap<ButtonPicture, (egui::TextureId, [u32; 2])>,
    /// Hairlines over small pictures, as far as they are seen: pieces of points, 0–1 of the picture.
    pub lines: BTreeMap<ButtonPicture, Vec<Vec<egui::Pos2>>>,
    /// Preferences, kept between starts.
    pub prefs: UserPreferences,
    /// What panels remember for themselves.
    pub ui: PanelMemory,
    /// Template direction under the pointer, for readings; none beside the head.
    pub pointer: Option<DVec3>,
    /// Name of the graphics device.
    pub device: String,
}

impl EditorState {
    /// A window without a project.
    pub fn new(prefs: UserPreferences) -> Self {
        EditorState {
            open: None,
            step: ConsultationStep::Photo,
            done: BTreeSet::new(),
            tool: Tool::Hand,
            lens: CanvasLens::default(),
            canvas: egui::Rect::NOTHING,
            pixels_per_point: 1.0,
            screen_px_per_mm: None,
            compare: CompareMode::Off,
            before_held: false,
            panels_hidden: false,
            symmetric: true,
            guides: true,
            ghost: GhostOverlay::default(),
            brush: BrushSettings {
                brush: BrushKind::Add,
                radius_mm: 8.0,
                softness: 0.5,
                strength: 1.0,
                in_front: false,
            },
            client: ClientView::default(),
            dialog: None,
            toasts: Vec::new(),
            progress: None,
            recent: Vec::new(),
            lost: Vec::new(),
            unguarded: None,
            own_styles: Vec::new(),
            watched: Vec::new(),
            is_asking: false,
            is_looking: false,
            faces: Arc::default(),
            likely_pose: None,
            playing: None,
            findings: None,
            proposal: None,
            counts: PlanCounts::default(),
            pointer_density: None,
            timings: PictureTimings::default(),
            overlay: false,
            busy: false,
            thumbs: BTreeMap::new(),
            lines: BTreeMap::new(),
            prefs,
            ui: PanelMemory::default(),
            pointer: None,
            device: String::new(),
        }
    }

    /// The present project.
    pub fn project(&self) -> Option<&Arc<Project>> {
        self.open.as_ref().map(OpenProject::project)
    }

    /// Whether a step is done: what it is for is there, or a person has changed something in it or gone on from it. Being looked at
    /// is not enough.
    pub fn is_done(&self, step: ConsultationStep) -> bool {
        let Some(project) = self.project() else {
            return false;
        };
        let is_agreed = |index: usize| {
            let variant = project.variants.get(index);
            variant.is_some_and(|variant| variant.agreed.is_some())
        };
        match step {
            ConsultationStep::Photo => project.shot().is_some(),
            ConsultationStep::Fit => self.is_fitted(),
            ConsultationStep::Purpose => project.design().case.is_some(),
            ConsultationStep::Hairline
            | ConsultationStep::Fill
            | ConsultationStep::Treatment
            | ConsultationStep::Compare => self.done.contains(&step) || is_agreed(project.variant),
            ConsultationStep::Agree => is_agreed(project.variant),
        }
    }

    /// Whether the head has been found in the photo shown.
    pub fn is_fitted(&self) -> bool {
        let shot = self.project().and_then(|project| project.shot());
        shot.is_some_and(|shot| shot.fitted)
    }

    /// The face that the head is fitted to in the photo shown, by its number.
    pub fn face_fitted(&self) -> Option<usize> {
        let eyes = self.project()?.shot()?.given.eyes?;
        self.faces.iter().position(|face| face.pupils_px == eyes)
    }

    /// Spots that are offered: those found in the photo shown that are neither dismissed nor kept free already, with their
    /// numbers.
    pub fn spots_offered(&self) -> Vec<(usize, BareSpot)> {
        let (Some(findings), Some(project)) = (&self.findings, self.project()) else {
            return Vec::new();
        };
        let spots = findings.spots.iter().copied().enumerate();
        spots
            .filter(|(index, spot)| !self.ui.dismissed.contains(index) && !project.keeps_free(spot.at))
            .collect()
    }

    /// Patches and scars that are offered to be filled: those found in the photo shown that are neither dismissed nor filled already,
    /// with their numbers.
    pub fn patches_offered(&self) -> Vec<(usize, &FoundPatch)> {
        let (Some(findings), Some(project)) = (&self.findings, self.project()) else {
            return Vec::new();
        };
        let shapes = || project.design().fills.iter().flat_map(|fill| &fill.shapes);
        let is_filled = |patch: &FoundPatch| {
            // Moved a little by hand it is filled all the same.
            let near = 0.5 * patch.size_mm[1] / project.head.radius_mm(patch.at);
            shapes().any(|shape| {
                *shape == patch.shape
                    || shape
                        .middle()
                        .is_some_and(|middle| middle.angle_between(patch.at) < near)
            })
        };
        let patches = findings.patches.iter().enumerate();
        patches
            .filter(|(index, patch)| !self.ui.dismissed_patches.contains(index) && !is_filled(patch))
            .collect()
    }
}
