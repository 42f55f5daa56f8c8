//! The photo step: which photo, what it shows, upright, straight, cut.

use super::super::knob_row::{self, RowChange};
use super::super::theme::{self, BUTTON};
use super::super::widgets::{self, control, sized_action};
use crate::editor::{Actions, AppAction, EditorAction, EditorState, Tool};
use crate::project::{PhotoAdjust, Project, ProjectEdit, Shot};
use crate::words::panel as words;
use egui::{ComboBox, Id, RichText, Ui, vec2};
use egui_material_icons::icons::*;

/// How far a photo can be straightened, degrees; more is a turn.
const STRAIGHTEN_DEG: [f64; 2] = [-15.0, 15.0];

/// Shows the step.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    control(ui, words::photos(), |ui| photos(ui, state, project, out));
    let Some(shot) = project.shot() else {
        return;
    };
    control(ui, words::turn(), |ui| turn(ui, shot.adjust, out));
    control(ui, words::crop(), |ui| crop(ui, state, shot.adjust, out));
    super::findings::colour(ui, state, shot, out);
    facts(ui, shot);
}

fn photos(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    if let Some(shot) = project.shot() {
        pose(ui, state, shot, out);
    }
    let width = ui.available_width();
    ui.horizontal(|ui| {
        let removable = project.photos.len() > 1;
        let size = vec2(if removable { width - 40.0 } else { width }, BUTTON);
        if sized_action(ui, ICON_ADD_PHOTO_ALTERNATE, words::add_a_photo(), false, size).clicked() {
            out.push(AppAction::AddPhotoDialog);
        }
        if removable && widgets::icon_button(ui, ICON_DELETE, words::remove_photo(), true, false).clicked() {
            out.edit(ProjectEdit::RemovePhoto(project.photo));
        }
    });
    for path in state.watched.iter().take(3) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if widgets::action(ui, ICON_ADD_PHOTO_ALTERNATE, &words::add_new(&name), false).clicked() {
            out.push(AppAction::AddPhoto(path.clone()));
        }
    }
}

/// What the photo shows.
fn pose(ui: &mut Ui, state: &EditorState, shot: &Shot, out: &mut Actions) {
    let quiet = theme::palette(ui).quiet;
    // What a photo shows that has neither a face nor a named pose isn't known.
    let shown_pose = (shot.fitted || shot.given.named.is_some()).then(|| shot.pose());
    ui.horizontal(|ui| {
        ui.label(RichText::new(words::pose()).color(quiet));
        let name = words::names::poses()
            .iter()
            .find(|(pose, _)| Some(*pose) == shown_pose)
            .map_or(words::pose_unknown(), |row| row.1);
        let list = ComboBox::from_id_salt("pose")
            .selected_text(name)
            .width(ui.available_width());
        let shown = list.show_ui(ui, |ui| {
            for (pose, label) in words::names::poses() {
                let is_now = shown_pose == Some(pose);
                if ui.selectable_label(is_now, label).clicked() && !is_now {
                    super::pose::choose(state, shot, pose, out);
                }
            }
        });
        shown.response.widget_info(|| egui::WidgetInfo {
            current_text_value: Some(name.to_owned()),
            ..egui::WidgetInfo::labeled(egui::Role::ComboBox, true, words::pose())
        });
    });
}

fn turn(ui: &mut Ui, adjust: PhotoAdjust, out: &mut Actions) {
    let half = vec2(0.5 * (ui.available_width() - 8.0), BUTTON);
    ui.horizontal(|ui| {
        for (icon, label, quarters) in [
            (ICON_ROTATE_90_DEGREES_CCW, words::turn_left(), 3),
            (ICON_ROTATE_90_DEGREES_CW, words::turn_right(), 1),
        ] {
            if sized_action(ui, icon, label, false, half).clicked() {
                let quarter_turns = (adjust.quarter_turns + quarters) % 4;
                // The cut belongs to the upright picture: it is given up rather than laid elsewhere.
                let crop = None;
                out.push(EditorAction::AdjustPhoto(PhotoAdjust {
                    quarter_turns,
                    crop,
                    ..adjust
                }));
            }
        }
    });
    let degrees = adjust.straighten_deg;
    let (turned, reset) = knob_row::value_row(
        ui,
        &knob_row::ValueRow {
            label: words::straighten(),
            unit: "°",
            scale: knob_row::ValueScale::of(STRAIGHTEN_DEG),
            value: degrees,
            changed: degrees != 0.0,
            help: words::straighten(),
        },
    );
    straighten(ui, adjust, turned, reset, out);
}

/// Turns the straightening row into actions: one change at the end of a drag, for the photo is turned anew.
fn straighten(ui: &Ui, adjust: PhotoAdjust, turned: RowChange, reset: bool, out: &mut Actions) {
    let id = Id::unique("straighten");
    let to = |straighten_deg: f64| PhotoAdjust {
        straighten_deg,
        ..adjust
    };
    let last: Option<f64> = ui.data(|data| data.get_temp(id));
    let end = match turned {
        RowChange::Live(value) => {
            ui.data_mut(|data| data.insert_temp(id, value));
            None
        }
        RowChange::Ended(value) => {
            ui.data_mut(|data| data.remove::<f64>(id));
            value.or(last)
        }
        RowChange::Set(value) => Some(value),
        RowChange::Back => Some(0.0),
        RowChange::Not => reset.then_some(0.0),
    };
    out.extend(end.map(to).map(EditorAction::AdjustPhoto));
}

fn crop(ui: &mut Ui, state: &EditorState, adjust: PhotoAdjust, out: &mut Actions) {
    let half = vec2(0.5 * (ui.available_width() - 8.0), BUTTON);
    let cropping = state.tool == Tool::Crop;
    ui.horizontal(|ui| {
        if sized_action(ui, ICON_CROP, words::crop_begin(), cropping, half).clicked() {
            out.push(EditorAction::Tool(if cropping { Tool::Hand } else { Tool::Crop }));
        }
        ui.add_enabled_ui(adjust.crop.is_some(), |ui| {
            if sized_action(ui, ICON_CROP_FREE, words::crop_reset(), false, half).clicked() {
                out.push(EditorAction::AdjustPhoto(PhotoAdjust { crop: None, ..adjust }));
            }
        });
    });
}

fn facts(ui: &mut Ui, shot: &Shot) {
    widgets::header(ui, words::facts(), |_| ());
    let facts = &shot.facts;
    ui.spacing_mut().item_spacing.y = 4.0;
    widgets::fact(ui, words::file(), &shot.name);
    widgets::fact(
        ui,
        words::size(),
        &format!("{} × {} px", facts.width_px, facts.height_px),
    );
    if let Some(focal_mm) = facts.focal_35mm_equivalent_mm {
        widgets::fact(ui, words::focal(), &words::focal_length(focal_mm));
    }
    ui.add_space(4.0);
    if !shot.fitted {
        widgets::hint(ui, words::not_fitted());
    }
    for text in &shot.view.warnings {
        widgets::warning(ui, &words::names::warning(text));
    }
}
