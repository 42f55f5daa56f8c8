//! Several people in a photo: each face can be chosen where it is.

use super::tool_context::ToolContext;
use crate::editor::AppAction;
use crate::words;
use glam::DVec2;

/// A button over each face, where there are several and the head isn't being worked on.
pub fn offer(context: &mut ToolContext<'_>) {
    let state = context.scene.state;
    if state.faces.len() < 2 || context.memory.grip.is_some() {
        return;
    }
    let fitted = state.face_fitted();
    for (index, face) in state.faces.iter().enumerate() {
        if fitted == Some(index) {
            continue;
        }
        let at = context.scene.ui(over(face.pupils_px, face.chin_px)) - egui::vec2(26.0, 13.0);
        if !state.canvas.contains(at) {
            continue;
        }
        let label = words::panel::face(index + 1);
        if context.chip(
            &format!("face-{index}"),
            at,
            &label,
            &words::canvas::choose_face(index + 1),
        ) {
            context.out.push(AppAction::UseFace(index));
        }
    }
}

/// The middle of the forehead, photo px: the chin mirrored at the eyes lies near the hairline.
fn over(pupils_px: [DVec2; 2], chin_px: DVec2) -> DVec2 {
    let eyes = 0.5 * (pupils_px[0] + pupils_px[1]);
    eyes + 0.5 * (eyes - chin_px)
}
