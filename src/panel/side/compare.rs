//! The compare step: how before and after are shown, variants, the client's window.

use super::super::steps;
use super::super::theme::{BUTTON, TALL};
use super::super::widgets::{self, control, sized_action};
use crate::check::differences;
use crate::design::Document;
use crate::editor::{Action, Actions, AppAction, CompareMode, EditorAction, EditorState};
use crate::project::{Edit, MAX_VARIANTS, Project, ProjectEdit, TreatmentEdit};
use crate::words::panel as words;
use crate::words::shown;
use egui::{Button, Id, Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;
use std::sync::Arc;

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
pub(super) const NAME_LETTERS: usize = 40;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    control(ui, words::view(), |ui| view(ui, state, out));
    control(ui, words::before(), |ui| {
        let size = vec2(ui.available_width(), TALL);
        let response = sized_action(ui, ICON_VISIBILITY, words::hold_before(), state.before_held, size);
        steps::held(ui, state, &response, out);
    });
    control(ui, words::variants(), |ui| variants(ui, state, project, out));
    control(ui, words::client_window(), |ui| client(ui, state, out));
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

fn variants(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let named = named_differences(ui, state);
    for (index, variant) in project.variants.iter().enumerate() {
        let shown = index == project.variant;
        let agreed = variant.agreed.is_some();
        ui.push_id(index, |ui| {
            ui.horizontal(|ui| {
                let removable = project.variants.len() > 1 && !agreed;
                let size = vec2(ui.available_width() - 40.0, BUTTON);
                let label = if agreed {
                    format!("{} · {}", variant.name, words::agreed())
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
                let remove = format!("{} {}", words::remove_variant(), variant.name);
                if widgets::icon_button(ui, ICON_DELETE, &remove, removable, false).clicked() {
                    out.edit(ProjectEdit::RemoveVariant(index));
                }
            });
            if let Some(words) = named.get(index).filter(|words| !words.is_empty()) {
                widgets::hint(ui, words);
            }
        });
    }
    if widgets::action(ui, ICON_ADD, words::new_variant(), false).clicked() {
        out.edit(ProjectEdit::AddVariant);
    }
    let room = project.variants.len() + BOARD.len() <= MAX_VARIANTS;
    ui.add_enabled_ui(room, |ui| {
        let response = widgets::action(ui, ICON_DASHBOARD, words::style_board(), false);
        if response.on_hover_text(words::style_board_help()).clicked() {
            out.edit(style_board(project));
            out.push(EditorAction::Compare(CompareMode::Variants));
        }
    });
    if let Some(variant) = project.variants.get(project.variant) {
        widgets::hint(ui, words::rename());
        let typed = super::typed(ui, words::rename(), "", &variant.name, NAME_LETTERS);
        let name = typed.text.trim();
        if typed.is_new && !name.is_empty() {
            out.edit(ProjectEdit::RenameVariant(project.variant, name.to_owned()));
        }
    }
}

/// Styles that a board puts beside the variant shown: from the fullest line to the highest.
const BOARD: [&str; 3] = ["elegant", "slightly-receding", "mature"];

/// A variant for each style of the board; the one shown stays shown.
fn style_board(project: &Project) -> Edit {
    let mut edits: Vec<Edit> = Vec::new();
    for (index, style) in (project.variants.len()..).zip(BOARD) {
        edits.push(ProjectEdit::ShowVariant(project.variant).into());
        edits.push(ProjectEdit::AddVariant.into());
        edits.push(TreatmentEdit::Style(style.to_owned()).into());
        edits.push(ProjectEdit::RenameVariant(index, words::names::style(style)).into());
    }
    edits.push(ProjectEdit::ShowVariant(project.variant).into());
    Edit::Many(words::style_board().to_owned(), edits)
}

/// What differs from the first variant, of each; made once for each state of the project, and not while something is dragged.
fn named_differences(ui: &Ui, state: &EditorState) -> Arc<Vec<String>> {
    type KeptWords = (Arc<Project>, Arc<Vec<String>>);
    let Some(project) = state.project() else {
        return Arc::default();
    };
    let id = Id::unique("variant-differences");
    let kept: Option<KeptWords> = ui.data(|data| data.get_temp(id));
    let dragging = ui.input(|input| input.pointer.any_down());
    if let Some((of, words)) = kept
        && (Arc::ptr_eq(&of, project) || dragging)
    {
        return words;
    }
    let documents: Vec<Document> = (0..project.variants.len())
        .map(|index| project.document(index))
        .collect();
    let words = documents.iter().map(|document| {
        differences(&documents[0], document)
            .iter()
            .map(|text| shown(text))
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let words = Arc::new(words.collect());
    ui.data_mut(|data| data.insert_temp::<KeptWords>(id, (project.clone(), Arc::clone(&words))));
    words
}

fn client(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let client = state.client;
    let label = if client.open {
        words::client_close()
    } else {
        words::client_open()
    };
    if widgets::action(ui, ICON_TV, label, client.open).clicked() {
        out.push(AppAction::ClientWindow);
    }
    ui.add_enabled_ui(client.open, |ui| {
        for (label, on, action) in [
            (
                words::client_mirror(),
                !client.unmirrored,
                Action::from(EditorAction::ClientMirror),
            ),
            (
                words::client_life(),
                client.life_size,
                EditorAction::ClientLifeSize.into(),
            ),
            (
                words::client_split(),
                client.follows_split,
                EditorAction::ClientSplit.into(),
            ),
            (
                words::client_freeze(),
                client.frozen,
                AppAction::ClientFreeze.into(),
            ),
            (
                words::client_blank(),
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
