//! What the photo tells: advice, own hair, spots to keep free; pigment and dots that suit the client.

use super::super::knob_row;
use super::super::theme::{self, BUTTON};
use super::super::widgets::{self, control};
use crate::design::Design;
use crate::editor::{Actions, AppAction, EditorAction, EditorState, Tool};
use crate::head::KeepFree;
use crate::head::client_scalp::SKIN_DEG;
use crate::intake::{PhotoFindings, with_shade, with_sides};
use crate::project::{Edit, PhotoAdjust, Project, ProjectEdit, Shot, TreatmentEdit};
use crate::vision::{BareSpot, HairColour, HairSource, shade};
use crate::words::panel::{findings as words, names};
use crate::words::shown;
use egui::{RichText, Ui, vec2};
use egui_material_icons::icons::*;

/// What was seen in the photo, to be corrected: for the step that fits the head.
pub fn seen(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let Some(shot) = project.shot().filter(|shot| shot.fitted) else {
        return;
    };
    control(ui, words::seen(), |ui| {
        if let Some(on) = widgets::toggle(ui, words::show_seen(), state.ui.show_found) {
            out.push(EditorAction::ShowFound(on));
        }
        match shot.view.seen {
            Some(_) if state.ui.show_found => widgets::hint(ui, words::tint()),
            Some(_) => {}
            None => widgets::hint(ui, words::no_mask()),
        }
        let size = vec2(ui.available_width(), BUTTON);
        if widgets::sized_action(ui, ICON_REFRESH, words::measure_again(), false, size).clicked() {
            out.push(AppAction::MeasureAgain);
        }
        if let Some(findings) = &state.findings {
            hair(ui, project, findings, out);
            advice(ui, findings);
        }
    });
    spots(ui, state, project, out);
}

fn advice(ui: &mut Ui, findings: &PhotoFindings) {
    if findings.advice.is_empty() {
        return;
    }
    widgets::header(ui, words::advice(), |_| ());
    for advice in &findings.advice {
        widgets::warning(ui, &shown(&advice.sentence));
    }
}

/// Own hair by zone, and from which photo it counts.
fn hair(ui: &mut Ui, project: &Project, findings: &PhotoFindings, out: &mut Actions) {
    if findings.coverage.is_empty() {
        return;
    }
    widgets::header(ui, words::own_hair(), |_| ());
    for zone in &findings.coverage {
        widgets::fact(
            ui,
            names::region(zone.zone),
            &words::cover(zone.hair, zone.stubble),
        );
    }
    let counts = project.own.hair == findings.hair_map;
    if project.photo > 0 && findings.hair_map.is_some() && !counts {
        let size = vec2(ui.available_width(), BUTTON);
        if widgets::sized_action(ui, ICON_CONTENT_CUT, words::hair_of_this(), false, size).clicked() {
            let (map, over_skin) = (findings.hair_map.clone(), findings.hair_over_skin);
            out.edit(ProjectEdit::OwnHair(map, over_skin));
        }
    }
}

/// Spots that are offered, and places that are kept free.
fn spots(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let offered = state.spots_offered();
    let kept = &project.own.keep_free;
    if offered.is_empty() && kept.is_empty() {
        return;
    }
    control(ui, words::spots(), |ui| {
        for (index, spot) in &offered {
            ui.push_id(("spot", index), |ui| offered_row(ui, *index, spot, out));
        }
        for (index, place) in kept.iter().enumerate() {
            ui.push_id(("kept", index), |ui| kept_row(ui, index, place, out));
        }
        widgets::hint(ui, crate::vision::ASK_A_DOCTOR);
    });
}

fn offered_row(ui: &mut Ui, index: usize, spot: &BareSpot, out: &mut Actions) {
    ui.horizontal(|ui| {
        let label = words::keep(index, spot.diameter_mm);
        let size = vec2(ui.available_width() - 40.0, BUTTON);
        if widgets::sized_action(ui, ICON_ADD_CIRCLE, &label, false, size).clicked() {
            out.edit(ProjectEdit::KeepFree(spot.keep_free()));
        }
        let dismiss = words::dismiss(index);
        if widgets::icon_button(ui, ICON_CLOSE, &dismiss, true, false).clicked() {
            out.push(EditorAction::DismissSpot(index));
        }
    });
}

fn kept_row(ui: &mut Ui, index: usize, place: &KeepFree, out: &mut Actions) {
    ui.horizontal(|ui| {
        let palette = theme::palette(ui);
        ui.label(ICON_CHECK.rich_text().size(16.0).color(palette.accent));
        ui.label(RichText::new(words::kept(index, place.diameter_mm)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let label = words::free_again(index);
            if widgets::icon_button(ui, ICON_DELETE, &label, true, false).clicked() {
                out.edit(ProjectEdit::FreeAgain(index));
            }
        });
    });
}

/// The colour of the photo: for the step of the photo.
pub fn colour(ui: &mut Ui, state: &EditorState, shot: &Shot, out: &mut Actions) {
    control(ui, words::colour(), |ui| {
        let half = vec2(0.5 * (ui.available_width() - 8.0), BUTTON);
        let white = state.findings.as_ref().and_then(|findings| findings.eye_white);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(white.is_some(), |ui| {
                if widgets::sized_action(ui, ICON_VISIBILITY, words::eye_white(), false, half).clicked()
                    && let Some(gains) = white
                {
                    out.push(EditorAction::AdjustPhoto(shot.adjust.balanced_further(gains)));
                }
            });
            let picking = state.tool == Tool::Neutral;
            if widgets::sized_action(ui, ICON_COLORIZE, words::click_grey(), picking, half).clicked() {
                out.push(EditorAction::Tool(if picking {
                    Tool::Hand
                } else {
                    Tool::Neutral
                }));
            }
        });
        if shot.adjust.balance.is_some() {
            let size = vec2(ui.available_width(), BUTTON);
            if widgets::sized_action(ui, ICON_UNDO, words::as_taken(), false, size).clicked() {
                let adjust = PhotoAdjust {
                    balance: None,
                    ..shot.adjust
                };
                out.push(EditorAction::AdjustPhoto(adjust));
            }
            widgets::hint(ui, words::corrected());
        }
    });
}

/// Pigment and dots that suit the client: for the step of the treatment.
pub fn proposal(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let (Some(proposal), Some(shot)) = (&state.proposal, project.shot()) else {
        return;
    };
    control(ui, words::proposal(), |ui| {
        let capture = shot
            .view
            .capture
            .as_ref()
            .map(|capture| capture.with_skin(project.own.skin_deg));
        let shade = match &capture {
            Some(capture) => shade(capture, proposal.shade.hair),
            None => proposal.shade.clone(),
        };
        let quiet = theme::palette(ui).quiet;
        let said = RichText::new(words::without_angle(&shade.note))
            .small()
            .color(quiet);
        ui.add(egui::Label::new(said).wrap())
            .on_hover_text(shown(&shade.note));
        if let Some(capture) = &capture {
            skin(ui, project, capture.ita_deg[0], out);
        }
        let design = project.design();
        let size = vec2(ui.available_width(), BUTTON);
        if shade.hair_is_seen() {
            let proposed = with_shade(design, &shade).ok();
            let done = proposed.as_ref() == Some(design);
            let response = widgets::sized_action(ui, ICON_PALETTE, words::use_proposal(), done, size);
            if response.on_hover_text(words::shade(&shade)).clicked() && !done {
                out.extend(proposed.map(|design| whole(words::use_proposal(), design)));
            }
        } else if let Some(capture) = &capture {
            choose_hair(ui, project, design, capture, out);
        }
        match &proposal.sides {
            Ok(sides) => {
                let matched = with_sides(design, sides).ok();
                let done = matched.as_ref() == Some(design);
                let response = widgets::sized_action(ui, ICON_CONTENT_COPY, words::match_sides(), done, size);
                if response.clicked() && !done {
                    out.extend(matched.map(|design| whole(words::match_sides(), design)));
                }
                widgets::hint(ui, &shown(&sides.sentence()));
            }
            Err(why) => {
                ui.add_enabled_ui(false, |ui| {
                    widgets::sized_action(ui, ICON_CONTENT_COPY, words::match_sides(), false, size);
                });
                widgets::hint(ui, why);
            }
        }
    });
}

/// The tone of the skin, which a person may set where the photo's light misleads.
fn skin(ui: &mut Ui, project: &Project, ita_deg: f64, out: &mut Actions) {
    let is_set = project.own.skin_deg.is_some();
    let (turned, reset) = ui
        .push_id("skin", |ui| {
            knob_row::value_row(
                ui,
                &knob_row::ValueRow {
                    label: words::skin(),
                    unit: "°",
                    scale: knob_row::ValueScale::of(SKIN_DEG),
                    value: ita_deg.round(),
                    changed: is_set,
                    help: words::skin_help(),
                },
            )
        })
        .inner;
    knob_row::say(
        turned,
        reset,
        out,
        |deg| ProjectEdit::Skin(Some(deg)).into(),
        || ProjectEdit::Skin(None).into(),
    );
}

/// A client without any hair chooses its colour from three.
fn choose_hair(
    ui: &mut Ui,
    project: &Project,
    design: &Design,
    capture: &crate::head::CaptureFacts,
    out: &mut Actions,
) {
    widgets::hint(ui, words::choose_hair());
    let choices = HairColour::CHOICES;
    let labels = choices.map(words::hair_colour);
    let usual = choices.map(|colour| Some(colour.usual_over_skin()));
    let chosen = usual
        .iter()
        .position(|usual| *usual == project.own.hair_over_skin);
    if let Some(index) = widgets::segments(ui, &labels, chosen) {
        let shade = shade(capture, Some((choices[index], HairSource::Hair)));
        let mut edits = vec![ProjectEdit::OwnHair(project.own.hair.clone(), usual[index]).into()];
        edits.extend(with_shade(design, &shade).map(|design| TreatmentEdit::Design(Box::new(design)).into()));
        out.edit(Edit::Many(words::use_proposal().to_owned(), edits));
    }
}

fn whole(label: &str, design: Design) -> EditorAction {
    EditorAction::Edit(Edit::Many(
        label.to_owned(),
        vec![TreatmentEdit::Design(Box::new(design)).into()],
    ))
}
