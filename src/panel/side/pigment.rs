//! Pigment and needle: what one dot is made of, in the trade's words.

use super::super::{knob_row, theme, widgets};
use super::zones;
use crate::design::needle::{DepthWord, NEEDLES, NeedlePreset, SCHOOLS};
use crate::design::pigment::{PALETTE, Pigment, dilution_of_shade};
use crate::design::{Design, Knob};
use crate::editor::{Actions, EditorState};
use crate::project::{Project, TreatmentEdit};
use crate::words::panel::treatment;
use crate::words::shown;
use egui::{Button, Color32, Ui, vec2};

/// Skin on which a swatch is drawn, sRGB.
const SKIN: [f32; 3] = [0.45, 0.28, 0.20];

/// Pigment, with its dilution.
pub fn pigment(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    let fill = zones::chosen(state, project);
    let chosen = match fill {
        Some(fill) => design.pigment_of(fill).name.clone(),
        None => design.pigment.clone().into(),
    };
    let all: Vec<&Pigment> = PALETTE.iter().chain(&design.pigments).collect();
    let gap = 6.0;
    let width = 0.5 * (ui.available_width() - gap);
    for pair in all.chunks(2) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for pigment in pair {
                let on = pigment.name == chosen;
                if swatch_row(ui, pigment, on, width).clicked() && !on {
                    out.edit(TreatmentEdit::Pigment(
                        pigment.name.to_string(),
                        fill.map(|fill| fill.name.clone()),
                    ));
                }
            }
        });
    }
    let parts = dilution_of_shade(zones::value(state, project, Knob::Shade));
    widgets::hint(ui, &treatment::dilution(parts));
}

/// A pigment's name beside its colour in thin strokes.
fn swatch_row(ui: &mut Ui, pigment: &Pigment, on: bool, width: f32) -> egui::Response {
    let label = treatment::pigment(&pigment.name);
    let button = Button::selectable(
        on,
        (
            egui::Atom::custom(egui::IdSalt::new("swatch"), vec2(20.0, 20.0)),
            label.as_str(),
            egui::Atom::grow(),
        ),
    )
    .frame_when_inactive(true)
    .min_size(vec2(width, theme::ROW));
    let response = ui.add(button).on_hover_text(shown(&pigment.about));
    let rect = egui::Rect::from_center_size(
        egui::pos2(response.rect.left() + 18.0, response.rect.center().y),
        vec2(16.0, 16.0),
    );
    ui.painter().rect_filled(rect, 4.0, swatch(pigment));
    widgets::name_selected(ui, &response, on, &label);
    response
}

/// The colour that a pigment gives skin where it lies thick.
fn swatch(pigment: &Pigment) -> Color32 {
    let channel = |c: usize| {
        let thin = (-4.0 * pigment.absorption[c] as f32).exp();
        let light = SKIN[c] * thin + (1.0 - thin) * pigment.reflectance[c] as f32;
        (light.clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0) as u8
    };
    Color32::from_rgb(channel(0), channel(1), channel(2))
}

/// Needle, school, and how deep the pigment lies.
pub fn needle(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    presets(ui, design, &NEEDLES, out);
    knob_row::show(ui, state, design, Knob::Depth, out);
    let word = DepthWord::of(zones::value(state, project, Knob::Depth));
    match word {
        DepthWord::Right => widgets::hint(ui, treatment::depth(word)),
        DepthWord::TooShallow | DepthWord::Deep | DepthWord::TooDeep => {
            widgets::warning(ui, treatment::depth(word))
        }
    }
}

/// The two schools.
pub fn school(ui: &mut Ui, project: &Project, out: &mut Actions) {
    presets(ui, project.design(), &SCHOOLS, out);
}

fn presets(ui: &mut Ui, design: &Design, list: &'static [NeedlePreset], out: &mut Actions) {
    let labels: Vec<&str> = list.iter().map(|preset| treatment::preset(preset.name)).collect();
    let holds = |preset: &NeedlePreset| {
        preset
            .knobs
            .iter()
            .all(|(knob, value)| design.get(*knob) == *value)
    };
    if let Some(index) = widgets::segments(ui, &labels, list.iter().position(holds)) {
        out.edit(TreatmentEdit::Preset(&list[index]));
    }
}
