//! The strip at the bottom: photos and variants.

use super::theme;
use super::widgets::{self, picture};
use crate::editor::{Actions, AppAction, ButtonPicture, EditorState};
use crate::project::{Project, ProjectEdit, Shot};
use crate::words::panel as words;
use egui::{Button, Frame, Margin, Panel, Pos2, Response, RichText, ScrollArea, Ui, Vec2, pos2, vec2};
use egui_material_icons::icons::ICON_ADD;
use glam::{DVec2, DVec3};

/// Height of the strip, ui points.
const HEIGHT: f32 = 96.0;
/// A picture of the strip, ui points.
const PICTURE: Vec2 = vec2(76.0, 76.0);

/// Shows the strip.
pub fn show(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let Some(project) = state.project().cloned() else {
        return;
    };
    let frame = Frame::new()
        .fill(ui.visuals().panel_fill)
        .inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("strip")
        .exact_size(HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            ScrollArea::horizontal().show(ui, |ui| {
                ui.horizontal_centered(|ui| {
                    ui.set_min_height(HEIGHT - 2.0);
                    title(ui, words::strip_photos());
                    for (index, shot) in project.photos.iter().enumerate() {
                        let is_known = shot.fitted || shot.given.named.is_some();
                        let label = match is_known {
                            true => words::names::pose(shot.pose()).to_owned(),
                            false => words::photo(index + 1),
                        };
                        let shown = index == project.photo;
                        let response = ui
                            .push_id(("photo", index), |ui| {
                                picture(ui, state, ButtonPicture::Photo(index), &label, PICTURE, shown)
                            })
                            .inner;
                        if let Some(place) = pointed(&project, shot, state.pointer).filter(|_| !shown) {
                            widgets::mark_in_picture(
                                ui,
                                state,
                                ButtonPicture::Photo(index),
                                response.rect,
                                place,
                            );
                        }
                        if response.clicked() {
                            out.edit(ProjectEdit::ShowPhoto(index));
                        }
                    }
                    if add(ui, words::add_a_photo()).clicked() {
                        out.push(AppAction::AddPhotoDialog);
                    }
                    ui.add_space(16.0);
                    title(ui, words::strip_variants());
                    for (index, variant) in project.variants.iter().enumerate() {
                        let label = match &variant.agreed {
                            Some(_) => format!("{} · {}", variant.name, words::agreed()),
                            None => variant.name.clone(),
                        };
                        let shown = index == project.variant;
                        let response = ui
                            .push_id(("variant", index), |ui| {
                                picture(ui, state, ButtonPicture::Variant(index), &label, PICTURE, shown)
                            })
                            .inner;
                        if response.clicked() {
                            out.edit(ProjectEdit::ShowVariant(index));
                        }
                    }
                    if add(ui, words::new_variant()).clicked() {
                        out.edit(ProjectEdit::AddVariant);
                    }
                });
            });
        });
}

/// Where a photo shows the place of the head under the pointer, 0–1 of the photo; none where it doesn't.
fn pointed(project: &Project, shot: &Shot, pointer: Option<DVec3>) -> Option<Pos2> {
    let direction = pointer.filter(|_| shot.fitted)?;
    let near = shot.view.facing(&project.head, direction) > 0.0;
    let px = shot
        .view
        .photo_from_direction(&project.head, direction)
        .filter(|_| near)?;
    let size = DVec2::new(f64::from(shot.facts.width_px), f64::from(shot.facts.height_px));
    let share = px / size;
    let inside = share.cmpge(DVec2::ZERO).all() && share.cmple(DVec2::ONE).all();
    inside.then(|| pos2(share.x as f32, share.y as f32))
}

fn title(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).quiet;
    ui.label(RichText::new(text).small().color(colour));
}

fn add(ui: &mut Ui, label: &str) -> Response {
    let button = Button::new(ICON_ADD.rich_text().size(18.0)).min_size(vec2(36.0, PICTURE.y));
    let response = ui.add(button).on_hover_text(label);
    widgets::name(ui, &response, egui::Role::Button, label);
    response
}
