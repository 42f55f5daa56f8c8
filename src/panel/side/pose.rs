//! What a photo shows: the pose that a person chooses where no face says it, as a list and as pictures.

use super::super::posed_head;
use super::super::widgets;
use crate::editor::{Actions, AppAction, EditorAction, EditorState, Tool};
use crate::head::{CloseUpPlace, FitInput, NamedPose};
use crate::project::{ProjectEdit, Shot};
use crate::words::panel as words;
use egui::{Ui, vec2};

/// The poses in the order in which they are offered where the photo tells none: first those that show no face, the rarest last
/// (assumption).
const WITHOUT_FACE: [NamedPose; 7] = [
    NamedPose::Back,
    NamedPose::Crown,
    NamedPose::Top,
    NamedPose::Left,
    NamedPose::Right,
    NamedPose::Front,
    NamedPose::CloseUp,
];
/// Size of a card, ui points: three in a row.
const CARD: f32 = 92.0;

/// Pictured poses to click, the likeliest one first.
pub fn board(ui: &mut Ui, state: &EditorState, shot: &Shot, out: &mut Actions) {
    let gap = 8.0;
    let width = (ui.available_width() - 2.0 * gap) / 3.0;
    let mut poses = WITHOUT_FACE;
    // Stable: the others keep their order.
    poses.sort_by_key(|pose| Some(*pose) != state.likely_pose);
    for row in poses.chunks(3) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for pose in row {
                let chosen = shot.given.named == Some(*pose);
                let label = words::names::pose(*pose);
                let card = widgets::drawn(ui, label, vec2(width, CARD), chosen, |ui, rect| {
                    posed_head::draw(ui, rect, *pose);
                });
                if card.clicked() {
                    choose(state, shot, *pose, out);
                }
            }
        });
    }
}

/// Says that a photo shows a pose. A face that was found says better where the front is; a close-up needs a known length first.
pub fn choose(state: &EditorState, shot: &Shot, pose: NamedPose, out: &mut Actions) {
    match pose {
        NamedPose::Front if !state.faces.is_empty() => out.push(AppAction::UseFace(0)),
        NamedPose::CloseUp if shot.given.mm_per_px.is_none() => {
            out.push(EditorAction::Tool(Tool::Ruler));
            out.push(EditorAction::Tell(words::close_up_needs_ruler()));
        }
        NamedPose::Front
        | NamedPose::Left
        | NamedPose::Right
        | NamedPose::Back
        | NamedPose::Top
        | NamedPose::Crown
        | NamedPose::CloseUp => out.edit(ProjectEdit::Fit(Box::new(given_of(shot, pose)))),
    }
}

/// What is given of a photo in a named pose; it drops the eyes, which a pose has none of.
fn given_of(shot: &Shot, pose: NamedPose) -> FitInput {
    // What was found belongs to the pose before.
    let found = shot.given.outline_from_photo || shot.given.found.is_some();
    let outline = if found {
        Vec::new()
    } else {
        shot.given.outline.clone()
    };
    let at = (pose == NamedPose::CloseUp).then_some(CloseUpPlace::Vertex);
    FitInput {
        named: Some(pose),
        at: shot.given.at.or(at),
        handles: None,
        eyes: None,
        chin: None,
        outline,
        outline_from_photo: false,
        found: None,
        ..shot.given.clone()
    }
}
