//! Photos were opened while a project was open: a new client's, or further views of this one? Both faces stand beside each other;
//! who they are only a person decides.

use super::super::widgets;
use super::{DialogAnswer, buttons, title};
use crate::editor::{AppAction, ButtonPicture, EditorState, PhotoOwner};
use crate::words::panel::dialogs as words;
use egui::{Ui, vec2};

/// Height of the two pictures, ui points.
const PICTURE: f32 = 200.0;

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, count: usize, fresh: bool, answer: &mut DialogAnswer) {
    let Some(project) = state.project() else {
        answer.close = true;
        return;
    };
    title(
        ui,
        &words::whose(count),
        &words::whose_help(&project.client, project.is_agreed()),
    );
    let size = vec2(0.5 * (ui.available_width() - 8.0), PICTURE);
    let (new, same) = ui
        .horizontal(|ui| {
            let same = picture(
                ui,
                state,
                ButtonPicture::Photo(project.photo),
                words::same_client(),
                size,
            );
            let new = picture(ui, state, ButtonPicture::Arrived, words::new_client(), size);
            (new, same)
        })
        .inner;
    let pressed = buttons(
        ui,
        words::new_client(),
        true,
        &[words::same_client(), words::cancel()],
        fresh,
    );
    match pressed {
        Some(0) => answer.done(AppAction::TakePhotos(PhotoOwner::NewClient)),
        Some(1) => answer.done(AppAction::TakePhotos(PhotoOwner::OpenClient)),
        Some(_) => answer.close = true,
        None if new => answer.done(AppAction::TakePhotos(PhotoOwner::NewClient)),
        None if same => answer.done(AppAction::TakePhotos(PhotoOwner::OpenClient)),
        None => {}
    }
}

fn picture(ui: &mut Ui, state: &EditorState, of: ButtonPicture, label: &str, size: egui::Vec2) -> bool {
    widgets::picture(ui, state, of, label, size, false).clicked()
}
