//! The bar at the top: steps at the left, what is always needed at the right.

use super::theme;
use super::widgets;
use crate::editor::{Actions, AppAction, ConsultationStep, Dialog, EditorAction, EditorState, KeyCommand};
use crate::words::canvas;
use crate::words::panel as words;
use egui::{
    Align, Align2, Button, FontId, Frame, Id, Layout, Margin, Panel, Rect, Response, Role, Sense, Stroke,
    TextStyle, Ui, pos2, vec2,
};
use egui_material_icons::icons::*;

/// Height of the bar, ui points.
const HEIGHT: f32 = 56.0;
/// Width of the window below which only the step shown has its name written, ui points.
const NARROW: f32 = 1140.0;

/// Recent projects in the menu.
const MOST_RECENT: usize = 8;

/// Shows the bar.
pub fn show(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let frame = Frame::new()
        .fill(ui.visuals().panel_fill)
        .inner_margin(Margin::symmetric(12, 0));
    let narrow = ui.available_width() < NARROW;
    Panel::top("steps")
        .exact_size(HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                steps(ui, state, narrow, out);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    tools(ui, state, narrow, out);
                });
            });
        });
}

/// Whether a step is of use for what the client comes for.
fn shows(state: &EditorState, step: ConsultationStep) -> bool {
    let case = state.project().and_then(|project| project.design().chosen_case());
    let without_line = case.is_some_and(|case| !case.draws_line());
    !(step == ConsultationStep::Hairline && without_line && state.step != ConsultationStep::Hairline)
}

/// The step after the one shown.
pub fn after(state: &EditorState) -> Option<ConsultationStep> {
    let later = ConsultationStep::ALL
        .into_iter()
        .filter(|step| *step > state.step);
    later.into_iter().find(|step| shows(state, *step))
}

fn steps(ui: &mut Ui, state: &EditorState, narrow: bool, out: &mut Actions) {
    let shown = ConsultationStep::ALL
        .into_iter()
        .filter(|step| shows(state, *step));
    for (index, step) in shown.enumerate() {
        let named = !narrow || step == state.step;
        if one_step(ui, state, index + 1, step, named).clicked() {
            out.push(EditorAction::Step(step));
        }
    }
}

fn one_step(
    ui: &mut Ui,
    state: &EditorState,
    number: usize,
    step: ConsultationStep,
    named: bool,
) -> Response {
    let current = step == state.step;
    let done = state.is_done(step) && !current;
    let label = words::names::step(step);
    let palette = theme::palette(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(label.to_owned(), font, palette.text);
    let width = if named { 48.0 + text.size().x } else { 36.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 40.0), Sense::click());
    let response = response.on_hover_text(words::names::step_line(step));
    widgets::name_selected(ui, &response, current, label);
    if response.hovered() && !current {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.raised);
    }
    let middle = pos2(rect.left() + 18.0, rect.center().y);
    badge(ui, middle, number, current, done);
    if named {
        let colour = if current {
            ui.visuals().strong_text_color()
        } else {
            palette.quiet
        };
        let at = pos2(rect.left() + 36.0, rect.center().y - 0.5 * text.size().y);
        ui.painter().galley_with_override_text_color(at, text, colour);
    }
    if current {
        let line = Rect::from_min_max(
            pos2(rect.left() + 8.0, rect.bottom() + 5.0),
            rect.right_bottom() + vec2(-8.0, 7.0),
        );
        ui.painter().rect_filled(line, 1.0, palette.accent);
    }
    if response.has_focus() {
        widgets::outline(ui, &response, rect, false);
    }
    response
}

/// Number or tick of a step.
fn badge(ui: &Ui, middle: egui::Pos2, number: usize, current: bool, done: bool) {
    let palette = theme::palette(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    if current {
        painter.circle_filled(middle, 10.0, palette.accent);
        painter.text(middle, Align2::CENTER_CENTER, number, small, palette.on_accent);
    } else if done {
        let tick = FontId::new(14.0, ICON_CHECK.font_family());
        painter.circle_stroke(middle, 10.0, Stroke::new(1.0, palette.accent));
        painter.text(
            middle,
            Align2::CENTER_CENTER,
            ICON_CHECK.codepoint,
            tick,
            palette.accent,
        );
    } else {
        painter.circle_stroke(middle, 10.0, Stroke::new(1.0, palette.quiet.gamma_multiply(0.6)));
        painter.text(middle, Align2::CENTER_CENTER, number, small, palette.quiet);
    }
}

/// Buttons at the right, from the right end on.
fn tools(ui: &mut Ui, state: &mut EditorState, narrow: bool, out: &mut Actions) {
    menu(ui, state, out);
    let size = vec2(if narrow { 88.0 } else { 104.0 }, theme::BUTTON);
    if widgets::sized_action(ui, ICON_IOS_SHARE, words::export(), false, size).clicked() {
        out.push(AppAction::ExportDialog);
    }
    save(ui, state, out);
    ui.add_space(8.0);
    let client = state.client.open;
    if keyed(
        ui,
        state,
        ICON_TV,
        words::client_window(),
        KeyCommand::ClientWindow,
        [true, client],
    )
    .clicked()
    {
        out.push(AppAction::ClientWindow);
    }
    before(ui, state, ICON_VISIBILITY, words::before(), out);
    let (can_undo, can_redo) = state.open.as_ref().map_or((false, false), |open| {
        (open.history.can_undo(), open.history.can_redo())
    });
    if keyed(
        ui,
        state,
        ICON_REDO,
        words::redo(),
        KeyCommand::Redo,
        [can_redo, false],
    )
    .clicked()
    {
        out.push(EditorAction::Redo);
    }
    if keyed(
        ui,
        state,
        ICON_UNDO,
        words::undo(),
        KeyCommand::Undo,
        [can_undo, false],
    )
    .clicked()
    {
        out.push(EditorAction::Undo);
    }
}

/// A button with an icon whose tooltip says its key, too; whether it is enabled and whether it is chosen.
fn keyed(
    ui: &mut Ui,
    state: &EditorState,
    icon: egui_material_icons::MaterialIcon,
    label: &str,
    command: KeyCommand,
    [enabled, selected]: [bool; 2],
) -> Response {
    let key = canvas::first_key(&state.prefs.keys, command);
    let hover = if key.is_empty() {
        label.to_owned()
    } else {
        format!("{label} · {key}")
    };
    widgets::hinted_icon_button(ui, icon, label, &hover, [enabled, selected])
}

/// The button that saves, with a mark while there is work that isn't saved.
fn save(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let is_unsaved = state.open.as_ref().is_some_and(|open| open.is_unsaved());
    let label = if is_unsaved {
        words::save_unsaved()
    } else {
        words::save()
    };
    let response = keyed(ui, state, ICON_SAVE, label, KeyCommand::Save, [true, false]);
    if is_unsaved {
        let at = response.rect.right_top() + vec2(-6.0, 6.0);
        ui.painter().circle_filled(at, 4.0, theme::palette(ui).accent);
    }
    if response.clicked() {
        out.push(AppAction::Save);
    }
}

/// The button that shows the photo while it is held; with the keyboard it toggles.
fn before(
    ui: &mut Ui,
    state: &EditorState,
    icon: egui_material_icons::MaterialIcon,
    label: &str,
    out: &mut Actions,
) {
    let response = keyed(
        ui,
        state,
        icon,
        label,
        KeyCommand::Before,
        [true, state.before_held],
    )
    .on_hover_text(words::before_help());
    held(ui, state, &response, out);
}

/// Says that the photo is wanted while a button is held.
pub fn held(ui: &Ui, state: &EditorState, response: &Response, out: &mut Actions) {
    let id: Id = response.id.with("held");
    let was = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let is = response.is_pointer_button_down_on();
    if is != was {
        ui.data_mut(|data| data.insert_temp(id, is));
        out.push(EditorAction::HoldBefore(is));
    } else if response.clicked() && !was {
        out.push(EditorAction::HoldBefore(!state.before_held));
    }
}

fn menu(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let button = Button::new(ICON_MORE_VERT.rich_text().size(18.0))
        .min_size(egui::Vec2::splat(theme::BUTTON))
        .frame_when_inactive(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(220.0);
        let entry = |ui: &mut Ui, label: &str| {
            ui.add(Button::new(label).min_size(vec2(220.0, theme::ROW)))
                .clicked()
        };
        let keys = state.prefs.keys.clone();
        let with_key = |ui: &mut Ui, label: &str, command: KeyCommand| {
            let button = Button::new(label).shortcut_text(canvas::first_key(&keys, command));
            let response = ui.add(button.min_size(vec2(220.0, theme::ROW)));
            widgets::name(ui, &response, Role::Button, label);
            response.clicked()
        };
        if entry(ui, words::new_client()) {
            out.push(AppAction::CloseProject);
        }
        if with_key(ui, words::open(), KeyCommand::Open) {
            out.push(AppAction::OpenDialog);
        }
        ui.menu_button(words::open_recent(), |ui| recent(ui, state, out));
        ui.separator();
        if with_key(ui, words::save(), KeyCommand::Save) {
            out.push(AppAction::Save);
        }
        if with_key(ui, words::save_as(), KeyCommand::SaveAs) {
            out.push(AppAction::SaveDialog);
        }
        if entry(ui, words::copy_picture()) {
            out.push(AppAction::CopyPicture);
        }
        if entry(ui, words::add_photo()) {
            out.push(AppAction::AddPhotoDialog);
        }
        let learn = Button::new(words::learn_from_photo()).min_size(vec2(220.0, theme::ROW));
        let has_two = state.project().is_some_and(|project| project.photos.len() > 1);
        let learn = ui.add_enabled(has_two, learn);
        if learn.on_hover_text(words::learn_from_photo_hint()).clicked() {
            out.push(AppAction::LearnFromPhoto);
        }
        ui.separator();
        for (label, dialog) in [
            protection(state),
            (words::history(), Dialog::History),
            (words::preferences(), Dialog::Preferences),
            (words::shortcuts(), Dialog::Shortcuts),
            (words::take_photo(), Dialog::TakePhoto),
        ] {
            if entry(ui, label) {
                state.dialog = Some(dialog);
            }
        }
        if with_key(ui, words::hide_panels(), KeyCommand::HidePanels) {
            out.push(EditorAction::HidePanels);
        }
        if entry(ui, words::overlay()) {
            out.push(EditorAction::Overlay);
        }
        ui.separator();
        if entry(ui, words::delete_client()) {
            out.push(AppAction::DeleteClientDialog);
        }
    });
    let response = response.on_hover_text(words::menu());
    widgets::name(ui, &response, Role::Button, words::menu());
}

/// Gives the open project a passphrase, or takes it away.
fn protection(state: &EditorState) -> (&'static str, Dialog) {
    match state.open.as_ref().is_some_and(|open| open.key.is_some()) {
        true => (words::unprotect(), Dialog::Unprotect),
        false => (words::protect(), Dialog::Protect(Box::default())),
    }
}

/// The projects that were open lately.
fn recent(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    if state.recent.is_empty() {
        widgets::hint(ui, words::start::no_recent());
    }
    for recent in state.recent.iter().take(MOST_RECENT) {
        let label = format!(
            "{} · {}",
            words::start::initials(&recent.client),
            words::names::day(&recent.day)
        );
        if ui
            .add(Button::new(label).min_size(vec2(180.0, theme::ROW)))
            .clicked()
        {
            out.push(AppAction::Open(recent.path.clone()));
        }
    }
}
