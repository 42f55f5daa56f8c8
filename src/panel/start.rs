//! The start page: one large button, quiet others, what was open lately, how to take the photo.

use super::theme;
use super::widgets;
use crate::editor::{
    Actions, AppAction, ButtonPicture, Dialog, EditorAction, EditorState, RecentProject, UserPreferences,
};
use crate::words::panel::{names, start as words};
use egui::{
    Align, Align2, CentralPanel, FontId, Frame, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke,
    TextStyle, Ui, pos2, vec2,
};
use egui_material_icons::icons::*;
use std::path::Path;

/// Width of the page's columns, ui points: what can be done, how to take the photo.
const COLUMNS: [f32; 2] = [520.0, 316.0];
const GAP: f32 = 32.0;
/// How much is seen of a project that can't be found now, 0–1.
const AWAY_OPACITY: f32 = 0.5;

/// Shows the page over the whole window.
pub fn show(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let frame = Frame::new().fill(theme::palette(ui).ground);
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        let window = ui.available_size();
        let narrow = window.x < COLUMNS[0] + COLUMNS[1] + GAP + 48.0;
        let left = if narrow {
            COLUMNS[0].min(window.x - 48.0)
        } else {
            COLUMNS[0]
        };
        let width = if narrow { left } else { left + GAP + COLUMNS[1] };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let side = (0.5 * (ui.available_width() - width)).max(24.0);
            let top = (0.2 * window.y).clamp(24.0, 220.0);
            ui.add_space(top);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                column(ui, left, |ui| {
                    beginning(ui, state, out);
                    if narrow {
                        ui.add_space(24.0);
                        take_card(ui);
                    }
                });
                if !narrow {
                    ui.add_space(GAP);
                    column(ui, COLUMNS[1], take_card);
                }
            });
            // The footer stands at the foot of the window, or under a list that is longer.
            ui.add_space((ui.available_height() - 48.0).max(24.0));
            ui.vertical_centered(|ui| widgets::hint(ui, words::footer()));
        });
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        content(ui);
    });
}

fn beginning(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(words::NAME).size(32.0).strong());
    ui.label(RichText::new(words::line()).color(palette.quiet));
    ui.add_space(16.0);
    let whole = ui.available_width();
    if widgets::primary(
        ui,
        Some(ICON_ADD_PHOTO_ALTERNATE),
        words::open_photo(),
        vec2(whole, 64.0),
    )
    .clicked()
    {
        out.push(AppAction::OpenDialog);
    }
    ui.horizontal(|ui| {
        let size = vec2((whole - 16.0) / 3.0, theme::TALL);
        if widgets::sized_action(ui, ICON_FACE, words::demo(), false, size).clicked() {
            out.push(AppAction::OpenDemo);
        }
        let watching = state.prefs.watch.is_some();
        let watch = if watching {
            words::stop_watching()
        } else {
            words::watch()
        };
        if widgets::sized_action(ui, ICON_FOLDER_EYE, watch, watching, size).clicked() {
            out.push(if watching {
                AppAction::StopWatching
            } else {
                AppAction::WatchDialog
            });
        }
        if widgets::sized_action(ui, ICON_CONTENT_PASTE, words::paste(), false, size).clicked() {
            out.push(AppAction::Paste);
        }
    });
    ui.vertical_centered(|ui| widgets::hint(ui, words::drop()));
    ui.add_space(16.0);
    if !state.lost.is_empty() {
        let lost = crate::words::recovery::see_lost();
        if row(ui, ICON_HISTORY, None, lost, &state.lost.len().to_string()).clicked() {
            out.push(EditorAction::Dialog(Dialog::Recovery));
        }
        ui.add_space(16.0);
    }
    if state.prefs.watch.is_some() {
        new_files(ui, state, out);
    }
    recent(ui, state, out);
}

fn new_files(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    widgets::header(ui, words::new_files(), |_| ());
    if state.watched.is_empty() {
        widgets::hint(ui, words::no_new_files());
    }
    for path in state.watched.iter().take(6) {
        if row(ui, ICON_PHOTO, None, &file_name(path), "").clicked() {
            out.push(AppAction::Open(path.clone()));
        }
    }
    ui.add_space(16.0);
}

fn recent(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    widgets::header(ui, words::recent(), |ui| {
        if let Some(on) = widgets::toggle(ui, words::show_faces(), state.prefs.show_thumbnails) {
            let prefs = UserPreferences {
                show_thumbnails: on,
                ..state.prefs.clone()
            };
            out.push(AppAction::SetPreferences(Box::new(prefs)));
        }
    });
    if state.recent.is_empty() {
        widgets::hint(ui, words::no_recent());
    }
    for (index, recent) in state.recent.iter().take(8).enumerate() {
        let RecentProject {
            path,
            day,
            client,
            away,
        } = recent;
        let initials = words::initials(client);
        let face = state
            .thumbs
            .get(&ButtonPicture::Recent(index))
            .filter(|_| state.prefs.show_thumbnails);
        let day = match away {
            true => words::away(&names::day(day)),
            false => names::day(day),
        };
        // It can be chosen all the same: the drive may have been plugged in meanwhile.
        let chosen = ui.scope(|ui| {
            if *away {
                ui.set_opacity(AWAY_OPACITY);
            }
            row(ui, ICON_FOLDER_OPEN, face.copied(), initials, &day).clicked()
        });
        if chosen.inner {
            out.push(AppAction::Open(path.clone()));
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A row over the whole width: icon or picture, words, something quiet at the right.
fn row(
    ui: &mut Ui,
    icon: egui_material_icons::MaterialIcon,
    face: Option<(egui::TextureId, [u32; 2])>,
    text: &str,
    right: &str,
) -> egui::Response {
    let height = if face.is_some() { 64.0 } else { 36.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let palette = theme::palette(ui);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.raised);
    }
    let body = TextStyle::Body.resolve(ui.style());
    let at = |x: f32| pos2(x, rect.center().y);
    let mut words_left = rect.left() + 40.0;
    match face {
        Some((texture, size_px)) => {
            let place = Rect::from_min_size(rect.min + vec2(4.0, 4.0), vec2(56.0, 56.0));
            widgets::paint_cropped(ui, texture, size_px, place);
            words_left = place.right() + 12.0;
        }
        None => {
            let font = FontId::new(18.0, icon.font_family());
            let left = at(rect.left() + 8.0);
            ui.painter()
                .text(left, Align2::LEFT_CENTER, icon.codepoint, font, palette.quiet);
        }
    }
    let painter = ui.painter();
    painter.text(
        at(words_left),
        Align2::LEFT_CENTER,
        text,
        body.clone(),
        palette.text,
    );
    painter.text(
        at(rect.right() - 8.0),
        Align2::RIGHT_CENTER,
        right,
        body,
        palette.quiet,
    );
    widgets::name(
        ui,
        &response,
        egui::Role::Button,
        format!("{text} {right}").trim_end(),
    );
    response
}

/// How to take the photo.
fn take_card(ui: &mut Ui) {
    let palette = theme::palette(ui);
    let frame = Frame::new()
        .fill(ui.visuals().panel_fill)
        .stroke(Stroke::new(1.0, palette.rule))
        .corner_radius(12)
        .inner_margin(Margin::same(24));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(ICON_PHOTO_CAMERA.rich_text().size(20.0).color(palette.accent));
            ui.heading(words::take_title());
        });
        ui.add_space(8.0);
        take_list(ui);
    });
}

/// The list of the card; the dialog shows it too.
pub fn take_list(ui: &mut Ui) {
    let palette = theme::palette(ui);
    for [label, text] in words::take() {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(72.0, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(72.0);
                ui.label(RichText::new(label).color(palette.quiet));
            });
            ui.add(egui::Label::new(text).wrap());
        });
    }
}
