//! The compare step: how before and after are shown, variants, the client's window.

use super::super::steps;
use super::super::theme::{BUTTON, TALL};
use super::super::widgets::{self, control, sized_action};
use crate::editor::{Action, Actions, AppAction, CompareMode, EditorAction, EditorState};
use crate::project::{Project, ProjectEdit};
use crate::words::panel as words;
use egui::{Button, Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;

/// The ways to compare, with their pictures.
const VIEWS: [(CompareMode, MaterialIcon); 5] = [
    (CompareMode::Off, ICON_CROP_PORTRAIT),
    (
        CompareMode::Split {
            at: 0.5,
            vertical: true,
        },
        ICON_COMPARE,
    ),
    (
        CompareMode::Split {
            at: 0.5,
            vertical: false,
        },
        ICON_SPLITSCREEN,
    ),
    (CompareMode::SideBySide, ICON_VIEW_COLUMN_2),
    (CompareMode::Variants, ICON_VIEW_WEEK),
];

/// Most letters of a variant's name.
const NAME_LETTERS: usize = 40;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    control(ui, words::VIEW, |ui| view(ui, state, out));
    control(ui, words::BEFORE, |ui| {
        let size = vec2(ui.available_width(), TALL);
        let response = sized_action(ui, ICON_VISIBILITY, words::HOLD_BEFORE, state.before_held, size);
        steps::held(ui, state, &response, out);
    });
    control(ui, words::VARIANTS, |ui| variants(ui, project, out));
    control(ui, words::CLIENT_WINDOW, |ui| client(ui, state, out));
}

/// Whether two ways are the same kind, wherever the line stands.
fn same(a: CompareMode, b: CompareMode) -> bool {
    match (a, b) {
        (CompareMode::Split { vertical: a, .. }, CompareMode::Split { vertical: b, .. }) => a == b,
        (a, b) => a == b,
    }
}

fn view(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    for (compare, icon) in VIEWS {
        let chosen = same(state.compare, compare);
        let label = words::names::compare(compare);
        if widgets::action(ui, icon, label, chosen).clicked() && !chosen {
            out.push(EditorAction::Compare(compare));
        }
    }
}

fn variants(ui: &mut Ui, project: &Project, out: &mut Actions) {
    for (index, variant) in project.variants.iter().enumerate() {
        let shown = index == project.variant;
        let agreed = variant.agreed.is_some();
        ui.push_id(index, |ui| {
            ui.horizontal(|ui| {
                let removable = project.variants.len() > 1 && !agreed;
                let size = vec2(ui.available_width() - 40.0, BUTTON);
                let label = if agreed {
                    format!("{} · {}", variant.name, words::AGREED)
                } else {
                    variant.name.clone()
                };
                let button = Button::selectable(shown, (label.as_str(), egui::Atom::grow()))
                    .frame_when_inactive(true)
                    .min_size(size);
                let response = ui.add(button);
                widgets::name_selected(ui, &response, shown, &label);
                if response.clicked() {
                    out.edit(ProjectEdit::ShowVariant(index));
                }
                let remove = format!("{} {}", words::REMOVE_VARIANT, variant.name);
                if widgets::icon_button(ui, ICON_DELETE, &remove, removable, false).clicked() {
                    out.edit(ProjectEdit::RemoveVariant(index));
                }
            });
        });
    }
    if widgets::action(ui, ICON_ADD, words::NEW_VARIANT, false).clicked() {
        out.edit(ProjectEdit::AddVariant);
    }
    if let Some(variant) = project.variants.get(project.variant) {
        widgets::hint(ui, words::RENAME);
        let typed = super::typed(ui, words::RENAME, "", &variant.name, NAME_LETTERS);
        let name = typed.text.trim();
        if typed.is_new && !name.is_empty() {
            out.edit(ProjectEdit::RenameVariant(project.variant, name.to_owned()));
        }
    }
}

fn client(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let client = state.client;
    let label = if client.open {
        words::CLIENT_CLOSE
    } else {
        words::CLIENT_OPEN
    };
    if widgets::action(ui, ICON_TV, label, client.open).clicked() {
        out.push(AppAction::ClientWindow);
    }
    ui.add_enabled_ui(client.open, |ui| {
        for (label, on, action) in [
            (
                words::CLIENT_MIRROR,
                !client.unmirrored,
                Action::from(EditorAction::ClientMirror),
            ),
            (
                words::CLIENT_LIFE,
                client.life_size,
                EditorAction::ClientLifeSize.into(),
            ),
            (
                words::CLIENT_SPLIT,
                client.follows_split,
                EditorAction::ClientSplit.into(),
            ),
            (
                words::CLIENT_FREEZE,
                client.frozen,
                AppAction::ClientFreeze.into(),
            ),
            (
                words::CLIENT_BLANK,
                client.blank,
                EditorAction::ClientBlank.into(),
            ),
        ] {
            if widgets::toggle(ui, label, on).is_some() {
                out.push(action);
            }
        }
    });
}
