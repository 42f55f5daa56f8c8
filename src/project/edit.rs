//! What a person can change in a project.

use super::{Adjust, Agreement, Purpose, Shot};
use crate::design::{
    Design, ExtraPoint, Fill, Group, HairType, Knob, PointName, Stage, Stroke, needle::Preset,
};
use crate::head::{Capture, Given, HairMap, InFront, KeepFree, SeenMask};
use glam::DVec3;

/// What was measured of a photo.
#[derive(Clone, Debug)]
pub struct Measured {
    /// How it was taken.
    pub capture: Capture,
    /// What of the scalp it shows.
    pub seen: Option<SeenMask>,
    /// Where own hair grows, and its light over the skin's.
    pub hair: (Option<HairMap>, Option<[f64; 3]>),
}

/// A change that a person makes. Edits of the treatment act on the variant shown; where that one is agreed, on a new copy
/// of it which is shown from then on.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Several edits as one step, under a name.
    Many(String, Vec<Edit>),
    /// Adds a photo and shows it.
    AddPhoto(Box<Shot>),
    /// Takes a photo out.
    RemovePhoto(usize),
    /// Shows a photo.
    ShowPhoto(usize),
    /// Turns or cuts the photo shown.
    Adjust(Adjust),
    /// Fits the photo shown. The first photo shapes the head, others only find their camera.
    Fit(Box<Given>),
    /// How the photo shown was taken, what of the scalp it shows, and the hair there; hair counts from the first photo only.
    Measured(Box<Measured>),
    /// Own hair as another photo shows it, or none: where it grows, and its light over the skin's.
    OwnHair(Option<HairMap>, Option<[f64; 3]>),
    /// Keeps a round place free of dots.
    KeepFree(KeepFree),
    /// Gives a place that was kept free back, by its number in the list.
    FreeAgain(usize),
    /// What the client comes for.
    Purpose(Purpose),
    /// The client's initials.
    Client(String),
    /// A hairline style by name.
    Style(String),
    /// The hair type.
    HairType(HairType),
    /// A knob of the whole design, or of one fill.
    Set {
        /// The knob.
        knob: Knob,
        /// Its value.
        value: f64,
        /// Name of the fill, or none for all.
        fill: Option<String>,
    },
    /// Knobs of a group back to what the style says.
    ResetGroup(Group),
    /// One knob back to what the style says.
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
    /// Paints what lies in front of the head in the photo shown: no dots there, in this photo only.
    InFront(InFront),
    /// The typology angle of the client's skin, degrees; none is what the photo tells.
    Skin(Option<f64>),
    /// A brush stroke.
    Stroke(Stroke),
    /// Takes all brush work away.
    ClearStrokes,
    /// Adds a fill on top.
    AddFill(Fill),
    /// Takes a fill away.
    RemoveFill(String),
    /// Shows another moment, in every variant.
    Show(Stage),
    /// A pigment by name, with `@1:N` its dilution too, of the design or of one fill.
    Pigment(String, Option<String>),
    /// A needle or school: knobs that belong together.
    Preset(&'static Preset),
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
    /// Replaces the whole treatment.
    Design(Box<Design>),
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
    /// Puts a snapshot back.
    RestoreSnapshot(usize),
}
