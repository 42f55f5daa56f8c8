//! What for? A board of cases, group by group.

use super::super::case_pictures;
use super::super::theme;
use super::super::widgets;
use crate::design::{CaseGroup, Document, ScalpCase, cases};
use crate::editor::{Actions, ConsultationStep, EditorAction, EditorState};
use crate::plan::sites::later_loss::LaterLoss;
use crate::plan::sites::salt::salt_score;
use crate::project::{Project, TreatmentEdit};
use crate::words::panel::{self as words, purpose as said};
use crate::words::shown;
use egui::{Align2, Rect, Sense, TextStyle, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

/// Tiles in a row, and the space between them, ui points.
const COLUMNS: usize = 3;
const GAP: f32 = 8.0;
/// Height of a tile's picture and of the two lines below it, ui points.
const PICTURE: f32 = 84.0;
const CAPTION: f32 = 34.0;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let title = words::names::step(ConsultationStep::Purpose);
    widgets::plain_control(ui, title, |ui| board(ui, state, project, out));
    widgets::hint(ui, said::purpose_help());
}

/// The groups, one of them open.
fn board(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let chosen = project.design().chosen_case();
    let id = ui.scope_id().with("case group");
    let own = chosen.map_or(CaseGroup::Shaved, |case| case.group);
    let mut open = ui.data(|data| data.get_temp::<CaseGroup>(id)).unwrap_or(own);
    for group in CaseGroup::ALL {
        if group_row(ui, group, group == open) {
            open = group;
            ui.data_mut(|data| data.insert_temp(id, group));
        }
        if group == open {
            ui.add_space(4.0);
            tiles(ui, group, chosen, out);
            if let Some(case) = chosen.filter(|case| case.group == group) {
                about(ui, case, out);
                match group {
                    CaseGroup::Pattern => later(ui, state, project),
                    CaseGroup::Patches => salt(ui, state),
                    CaseGroup::Shaved | CaseGroup::BetweenHair | CaseGroup::Scars | CaseGroup::Special => {}
                }
            }
        }
    }
    // Without the buttons nobody could take the later stage's borders off the photo.
    if chosen.is_none_or(|case| case.group != CaseGroup::Pattern) {
        state.ui.later = None;
    }
}

fn group_row(ui: &mut Ui, group: CaseGroup, open: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::BUTTON), Sense::click());
    let palette = theme::palette(ui);
    if response.hovered() || open {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.raised);
    }
    let colour = if open {
        ui.visuals().strong_text_color()
    } else {
        palette.text
    };
    ui.painter().text(
        pos2(rect.left() + 10.0, rect.center().y),
        Align2::LEFT_CENTER,
        shown(group.title()),
        TextStyle::Body.resolve(ui.style()),
        colour,
    );
    if response.has_focus() {
        widgets::outline(ui, &response, rect, false);
    }
    widgets::name_selected(ui, &response, open, &shown(group.title()));
    response.clicked()
}

fn tiles(ui: &mut Ui, group: CaseGroup, chosen: Option<&ScalpCase>, out: &mut Actions) {
    let width = (ui.available_width() - GAP * (COLUMNS - 1) as f32) / COLUMNS as f32;
    let size = vec2(width, PICTURE + CAPTION);
    let listed: Vec<&ScalpCase> = cases::all().iter().filter(|case| case.group == group).collect();
    for row in listed.chunks(COLUMNS) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for case in row {
                if tile(ui, case, size, chosen.is_some_and(|own| own.name == case.name)) {
                    out.edit(TreatmentEdit::Case(case.name.to_owned()));
                }
            }
        });
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
}

/// Stages to which loss may go on.
const LATER: [(&str, &str); 4] = [
    ("IV", "norwood-4"),
    ("V", "norwood-5"),
    ("VI", "norwood-6"),
    ("VII", "norwood-7"),
];

/// Something measured of a project.
#[derive(Clone)]
struct MeasuredPlan {
    project: Arc<Project>,
    of: &'static str,
    value: [f64; 2],
}

/// Measures something of a project once, and not while something is dragged; `of` says what.
fn measured(
    ui: &Ui,
    project: &Arc<Project>,
    of: &'static str,
    measure: impl FnOnce(&Document) -> [f64; 2],
) -> [f64; 2] {
    let id = ui.scope_id().with("measured plan");
    let kept = ui.data(|data| data.get_temp::<MeasuredPlan>(id));
    let dragging = ui.input(|input| input.pointer.any_down());
    let same = |kept: &MeasuredPlan| kept.of == of && (dragging || Arc::ptr_eq(&kept.project, project));
    if let Some(kept) = kept.filter(same) {
        return kept.value;
    }
    let value = measure(&project.document(project.variant));
    let project = Arc::clone(project);
    ui.data_mut(|data| data.insert_temp(id, MeasuredPlan { project, of, value }));
    value
}

/// The share of the scalp that is treated.
fn salt(ui: &mut Ui, state: &EditorState) {
    if let Some(shown) = state.project() {
        let [score, _] = measured(ui, shown, "SALT", |document| [salt_score(document), 0.0]);
        widgets::hint(ui, &said::salt(score));
    }
}

/// What the plan leaves when loss goes on: the later stage's borders on the photo, and skin that is bare then.
fn later(ui: &mut Ui, state: &mut EditorState, project: &Project) {
    widgets::header(ui, said::later(), |_| ());
    let chosen = LATER.iter().position(|(_, name)| state.ui.later == Some(*name));
    if let Some(stage) = widgets::segments(ui, &LATER.map(|(title, _)| title), chosen) {
        let name = LATER[stage].1;
        state.ui.later = (state.ui.later != Some(name)).then_some(name);
    }
    let case = state.ui.later.and_then(|name| cases::find(name).ok());
    if let (Some(case), Some(project_shown)) = (case, state.project()) {
        let [lost_cm2, bare_cm2] = measured(ui, project_shown, case.name, |document| {
            let loss = LaterLoss::of(document, case);
            [loss.lost_cm2, loss.bare_cm2]
        });
        let error = project.shot().map_or(0.0, |shot| shot.view.area_error());
        widgets::hint(
            ui,
            &said::later_loss(&shown(&case.title), lost_cm2, bare_cm2, error),
        );
    }
    widgets::hint(ui, said::later_help());
    ui.add_space(8.0);
}

fn tile(ui: &mut Ui, case: &ScalpCase, size: Vec2, chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, theme::RADIUS, palette.raised);
    let picture = Rect::from_min_size(rect.min, vec2(size.x, PICTURE)).shrink(4.0);
    case_pictures::show(ui, picture, case);
    let colour = if chosen {
        ui.visuals().strong_text_color()
    } else {
        palette.text
    };
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple(shown(&case.title), font, colour, size.x - 8.0);
    job.halign = egui::Align::Center;
    job.wrap.max_rows = 2;
    let caption = ui.painter().layout_job(job);
    let at = pos2(
        rect.center().x,
        rect.bottom() - 0.5 * CAPTION - 0.5 * caption.size().y - 2.0,
    );
    ui.painter().galley(at, caption, colour);
    widgets::outline(ui, &response, rect, chosen);
    widgets::name_selected(ui, &response, chosen, &shown(&case.title));
    response.on_hover_text(shown(&case.about)).clicked()
}

/// What the case chosen treats, what has to be asked first, and the way on.
fn about(ui: &mut Ui, case: &ScalpCase, out: &mut Actions) {
    widgets::hint(ui, &shown(&case.about));
    for advice in &case.advice {
        widgets::warning(ui, &shown(advice.sentence()));
    }
    ui.add_space(4.0);
    let next = if case.draws_line() {
        ConsultationStep::Hairline
    } else {
        ConsultationStep::Fill
    };
    let size = vec2(ui.available_width(), theme::BUTTON);
    if widgets::primary(ui, None, &words::go_on(words::names::step(next)), size).clicked() {
        out.push(EditorAction::Step(next));
    }
    ui.add_space(8.0);
}
