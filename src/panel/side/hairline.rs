//! The hairline step: pictured styles, height, corners, edge, what is done on the photo.

use super::super::knob_row;
use super::super::theme::BUTTON;
use super::super::widgets::{self, control, picture, sized_action};
use super::stop_pictures;
use crate::consult::marking_card;
use crate::design::{HairlineOutline, Knob, KnobGroup, stops, styles};
use crate::editor::{
    Actions, AppAction, ButtonPicture, CardLine, Dialog, EditorAction, EditorState, KeptStyle, Tool,
};
use crate::project::{Edit, Project, TreatmentEdit};
use crate::words::panel as words;
use crate::words::panel::dialogs as dialog_words;
use crate::words::shown;
use egui::{Id, Ui, vec2};
use egui_material_icons::icons::*;

/// Knobs that stand before *Fine*.
const BASIC: [Knob; 5] = [
    Knob::HeightRatio,
    Knob::CornerBack,
    Knob::Arch,
    Knob::EdgeWidth,
    Knob::SideProfile,
];
/// Pictured styles beside each other.
const STYLES_A_ROW: usize = 3;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    if state.thumbs.contains_key(&ButtonPicture::Reference) {
        reference(ui, state, out);
    }
    control(ui, words::style(), |ui| gallery(ui, state, project, out));
    let design = project.design();
    widgets::plain_control(ui, words::knobs::label(Knob::HeightRatio), |ui| {
        let height = middle_height_mm(ui, state).map_or_else(|| "–".to_owned(), |mm| format!("{mm:.0} mm"));
        widgets::fact(ui, words::middle(), &height);
        knob_row::show(ui, state, design, Knob::HeightRatio, out);
    });
    knob_control(ui, state, project, Knob::CornerBack, out);
    knob_control(ui, state, project, Knob::Arch, out);
    control(ui, words::edge(), |ui| edge(ui, state, project, out));
    control(ui, words::on_the_photo(), |ui| {
        on_the_photo(ui, state, project, out)
    });
    super::check::warnings(ui, state, &super::check::OF_LINE, out);
    super::fine(ui, state, out, |ui, out| {
        own_styles(ui, state, project, out);
        ui.add_space(8.0);
        for group in [KnobGroup::Hairline, KnobGroup::Finish] {
            super::knob_group(ui, state, project, group, &super::others(group, &BASIC), out);
        }
        if !state.thumbs.contains_key(&ButtonPicture::Reference) {
            reference(ui, state, out);
        }
    });
}

fn knob_control(ui: &mut Ui, state: &EditorState, project: &Project, knob: Knob, out: &mut Actions) {
    widgets::plain_control(ui, words::knobs::label(knob), |ui| {
        knob_row::show(ui, state, project.design(), knob, out);
    });
}

/// All styles, each one click away.
fn gallery(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let gap = 6.0;
    let width = (ui.available_width() - gap * (STYLES_A_ROW - 1) as f32) / STYLES_A_ROW as f32;
    let size = vec2(width, 84.0);
    for row in styles::all().chunks(STYLES_A_ROW) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for style in row {
                let label = words::names::style(style.name);
                let chosen = project.design().style == style.name;
                let response = picture(ui, state, ButtonPicture::Style(style.name), &label, size, chosen);
                if response.on_hover_text(shown(&style.about)).clicked() {
                    out.edit(TreatmentEdit::Style(style.name.to_owned()));
                }
            }
        });
    }
}

/// The practitioner's own styles on this client, and the design shown as a new one.
fn own_styles(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    widgets::header(ui, words::own_styles(), |_| ());
    let gap = 8.0;
    let size = vec2((ui.available_width() - gap) / 2.0, 104.0);
    let places: Vec<usize> = (0..state.own_styles.len()).collect();
    for pair in places.chunks(2) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for &place in pair {
                let style = &state.own_styles[place];
                let chosen = is_chosen(ui, state, style);
                let thumb = ButtonPicture::OwnStyle(place);
                let response = picture(ui, state, thumb, &style.name, size, chosen);
                if response.clicked()
                    && let Some(design) = style.over(project.design())
                {
                    let edit = TreatmentEdit::Design(Box::new(design)).into();
                    out.edit(Edit::Many(style.name.clone(), vec![edit]));
                }
                response.context_menu(|ui| {
                    if ui.button(words::remove_style(&style.name)).clicked() {
                        out.push(AppAction::RemoveStyle(style.name.clone()));
                    }
                });
            }
        });
    }
    widgets::hint(ui, words::keep_style_help());
    let name = super::typed(
        ui,
        words::keep_style(),
        words::keep_style_hint(),
        "",
        super::compare::NAME_LETTERS,
    );
    if name.is_new && !name.text.trim().is_empty() {
        out.push(AppAction::KeepStyle(name.text.trim().to_owned()));
    }
    if !state.own_styles.is_empty()
        && widgets::action(ui, ICON_IOS_SHARE, words::export_styles(), false).clicked()
    {
        out.push(AppAction::ExportStyles);
    }
}

fn edge(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    let value = design.get(Knob::EdgeWidth);
    if let Some(stop) = stop_pictures::show(ui, state, Knob::EdgeWidth, stops::EDGE_WIDTH_MM, value) {
        out.edit(Edit::set(Knob::EdgeWidth, stop, None));
    }
    knob_row::show(ui, state, design, Knob::SideProfile, out);
}

fn on_the_photo(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let half = vec2(0.5 * (ui.available_width() - 8.0), BUTTON);
    ui.horizontal(|ui| {
        for (icon, label, tool) in [
            (ICON_POLYLINE, words::drag_points(), Tool::Hairline),
            (ICON_DRAW, words::trace(), Tool::Trace),
        ] {
            let chosen = state.tool == tool;
            let mut response = sized_action(ui, icon, label, chosen, half);
            if tool == Tool::Trace {
                response = response.on_hover_text(words::trace_help());
            }
            if response.clicked() {
                out.push(EditorAction::Tool(if chosen { Tool::Hand } else { tool }));
            }
        }
    });
    out.extend(widgets::toggle(ui, words::symmetric(), state.symmetric).map(EditorAction::Symmetric));
    if let Some(on) = widgets::toggle(ui, words::all_points(), state.ui.all_points) {
        state.ui.all_points = on;
    }
    out.extend(widgets::toggle(ui, words::guides(), state.guides).map(EditorAction::Guides));
    if widgets::action(ui, ICON_STRAIGHTEN, dialog_words::marking_card(), false).clicked() {
        out.extend(marking_card_dialog(project).map(EditorAction::Dialog));
    }
    ui.add_enabled_ui(!project.design().points.is_empty(), |ui| {
        if widgets::action(ui, ICON_RESTART_ALT, words::points_back(), false).clicked() {
            out.edit(TreatmentEdit::FreeAllPoints);
        }
    });
}

/// The card of the shown photo and variant; none without a hairline.
fn marking_card_dialog(project: &Project) -> Option<Dialog> {
    let view = &project.shot()?.view;
    let outline = HairlineOutline::evaluate(&project.head, project.design())?;
    let lines = marking_card(&project.head, &outline, view).map(|distance| CardLine {
        label: shown(&distance.words()),
        skin_mm: distance.skin_mm,
        error_mm: distance.error_mm,
        straight_mm: distance.straight_mm,
    });
    Some(Dialog::MarkingCard(lines.to_vec()))
}

fn reference(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    widgets::header(ui, words::reference(), |_| ());
    if let Some((texture, px)) = state.thumbs.get(&ButtonPicture::Reference) {
        let width = ui.available_width();
        let height = (width * px[1] as f32 / px[0].max(1) as f32).min(1.3 * width);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
        widgets::paint_cropped(ui, *texture, *px, rect);
    }
    if widgets::action(ui, ICON_PUSH_PIN, words::reference_pin(), false).clicked() {
        out.push(AppAction::ReferenceDialog);
    }
    if state.thumbs.contains_key(&ButtonPicture::Reference)
        && widgets::action(ui, ICON_CLOSE, words::reference_clear(), false).clicked()
    {
        out.push(EditorAction::ClearReference);
    }
}

/// Height of the line's middle over the glabella; walked once for each state of the project.
pub fn middle_height_mm(ui: &Ui, state: &EditorState) -> Option<f64> {
    let project = state.project()?;
    super::kept(ui, Id::unique("middle-height"), project, || {
        HairlineOutline::evaluate(&project.head, project.design())
            .map(|outline| outline.middle_height_mm(&project.head))
    })
}

/// Whether the design shown is what a style makes of it; read once for each state of the project.
fn is_chosen(ui: &Ui, state: &EditorState, style: &KeptStyle) -> bool {
    state.project().is_some_and(|project| {
        super::kept(ui, Id::unique(("own-style", &style.text)), project, || {
            style.over(project.design()).as_ref() == Some(project.design())
        })
    })
}
