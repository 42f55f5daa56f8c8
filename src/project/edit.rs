//! What a person can change in a project.

use super::{Agreement, PhotoAdjust, Shot};
use crate::design::{
    BrushStroke, Design, ExtraPoint, Fill, FillShape, HairType, Knob, KnobGroup, KnobSetting, PointName,
    TreatmentStage, needle::NeedlePreset,
};
use crate::head::{CaptureFacts, FitInput, HairMap, InFront, KeepFree, SeenMask};
use glam::DVec3;

/// What was measured of a photo.
#[derive(Clone, Debug)]
pub struct PhotoMeasured {
    /// How it was taken.
    pub capture: CaptureFacts,
    /// What of the scalp it shows.
    pub seen: Option<SeenMask>,
    /// Where own hair grows, and its light over the skin's.
    pub hair: (Option<HairMap>, Option<[f64; 3]>),
}

/// A change that a person makes; window and command line change a project by nothing else.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Several edits as one step, under a name.
    Many(String, Vec<Edit>),
    /// What is known of the client and kept of photos and variants.
    Project(ProjectEdit),
    /// What is done to the scalp.
    Treatment(TreatmentEdit),
    /// What is looked at.
    Viewing(ViewingEdit),
}

impl From<ProjectEdit> for Edit {
    fn from(edit: ProjectEdit) -> Self {
        Edit::Project(edit)
    }
}

impl From<TreatmentEdit> for Edit {
    fn from(edit: TreatmentEdit) -> Self {
        Edit::Treatment(edit)
    }
}

impl From<ViewingEdit> for Edit {
    fn from(edit: ViewingEdit) -> Self {
        Edit::Viewing(edit)
    }
}

impl From<KnobSetting> for Edit {
    fn from(setting: KnobSetting) -> Self {
        let KnobSetting {
            knob,
            value,
            fill,
            session,
        } = setting;
        match session {
            Some(number) => TreatmentEdit::SetSession {
                number,
                knob,
                value,
                fill,
            }
            .into(),
            None => Edit::set(knob, value, fill),
        }
    }
}

impl Edit {
    /// A knob to a value, of the whole design or of the fill of that name; one that only says what is looked at
    /// ([`Knob::of_viewing`]) changes in every variant and belongs to no fill.
    pub fn set(knob: Knob, value: f64, fill: Option<String>) -> Self {
        match knob.of_viewing() {
            true => ViewingEdit::Set { knob, value }.into(),
            false => TreatmentEdit::Set { knob, value, fill }.into(),
        }
    }

    /// A knob back to where it comes from: what the style says, or the usual moment and light.
    pub fn reset(knob: Knob) -> Self {
        match knob.of_viewing() {
            true => Edit::set(knob, knob.row().default, None),
            false => TreatmentEdit::Reset(knob).into(),
        }
    }

    /// All knobs of a group back to where they come from, as one step.
    pub fn reset_group(group: KnobGroup) -> Self {
        let knobs = Knob::all().filter(|knob| knob.row().group == group);
        Edit::Many(RESET.to_owned(), knobs.map(Edit::reset).collect())
    }
}

/// What a reset is called in the list of steps.
pub(super) const RESET: &str = "Reset";

/// A change of what is known of the client, and of what is kept of photos and variants.
#[derive(Clone, Debug)]
pub enum ProjectEdit {
    /// Adds a photo and shows it.
    AddPhoto(Box<Shot>),
    /// Takes a photo out.
    RemovePhoto(usize),
    /// Shows a photo.
    ShowPhoto(usize),
    /// Turns or cuts the photo shown.
    Adjust(PhotoAdjust),
    /// Fits the photo shown. The first photo shapes the head, others only find their camera.
    Fit(Box<FitInput>),
    /// Solves the head and the cameras of all fitted photos together.
    RefitAll,
    /// How the photo shown was taken, what of the scalp it shows, and the hair there; hair counts from the first photo only.
    Measured(Box<PhotoMeasured>),
    /// Own hair as another photo shows it, or none: where it grows, and its light over the skin's.
    OwnHair(Option<HairMap>, Option<[f64; 3]>),
    /// The typology angle of the client's skin, degrees; none is what the photo tells.
    Skin(Option<f64>),
    /// Keeps a round place free of dots.
    KeepFree(KeepFree),
    /// Gives a place that was kept free back, by its number in the list.
    FreeAgain(usize),
    /// Paints what lies in front of the head in the photo shown: no dots there, in this photo only.
    InFront(InFront),
    /// The client's initials.
    Client(String),
    /// A copy of the variant shown, under the next free letter; shown from then on.
    AddVariant,
    /// Takes a variant away.
    RemoveVariant(usize),
    /// Names a variant.
    RenameVariant(usize, String),
    /// Shows a variant.
    ShowVariant(usize),
    /// Freezes the variant shown.
    Agree(Box<Agreement>),
    /// Keeps the treatment of the variant shown under a name.
    Snapshot(String),
}

/// A change of the treatment. It acts on the variant shown; where that one is agreed, on a new copy of it which is shown from
/// then on.
#[derive(Clone, Debug)]
pub enum TreatmentEdit {
    /// What the client comes for: a case by name, with its fills; the one that was chosen last changes nothing.
    Case(String),
    /// A hairline style by name.
    Style(String),
    /// The hair type.
    HairType(HairType),
    /// A knob of the whole design, or of one fill; [`Edit::set`] makes it of knobs that are treatment.
    Set {
        /// The knob.
        knob: Knob,
        /// Its value.
        value: f64,
        /// Name of the fill, or none for all.
        fill: Option<String>,
    },
    /// One knob back to what the style says; [`Edit::reset`] makes it of knobs that are treatment.
    Reset(Knob),
    /// Places a hairline point.
    Point(PointName, DVec3),
    /// Lets a hairline point follow the style again.
    FreePoint(PointName),
    /// Lets all hairline points follow the style again.
    FreeAllPoints,
    /// Puts a hairline point between two named ones.
    InsertPoint(ExtraPoint),
    /// Moves an inserted hairline point, by its number in the design.
    MoveExtra(usize, DVec3),
    /// Takes an inserted hairline point out, by its number in the design.
    RemoveExtra(usize),
    /// A brush stroke.
    Stroke(BrushStroke),
    /// Takes all brush work away.
    ClearStrokes,
    /// Gives the fill of that name other shapes.
    Shapes(String, Vec<FillShape>),
    /// Shows the fill of that name, or leaves it out.
    ShowFill(String, bool),
    /// Adds a fill on top.
    AddFill(Fill),
    /// Takes a fill away.
    RemoveFill(String),
    /// A pigment by name, with `@1:N` its dilution too, of the design or of one fill.
    Pigment(String, Option<String>),
    /// A needle or school: knobs that belong together.
    Preset(&'static NeedlePreset),
    /// A plan of sessions by name.
    Sessions(String),
    /// A knob of one session.
    SetSession {
        /// The session, counted from 1.
        number: usize,
        /// The knob.
        knob: Knob,
        /// Its new value.
        value: f64,
        /// Only in the fill of that name.
        fill: Option<String>,
    },
    /// The seed of the pattern.
    Seed(u32),
    /// Replaces the whole treatment; what the design looks at is looked at in every variant.
    Design(Box<Design>),
    /// Puts a snapshot back.
    RestoreSnapshot(usize),
}

/// A change of what is looked at. It is no treatment: it changes in all variants, agreed ones too.
#[derive(Clone, Debug)]
pub enum ViewingEdit {
    /// Another moment.
    Show(TreatmentStage),
    /// A knob of the moment or the light.
    Set {
        /// The knob; [`Knob::of_viewing`] holds.
        knob: Knob,
        /// Its value.
        value: f64,
    },
}
