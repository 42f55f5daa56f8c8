//! The keyboard at work: presses become actions, or are left to the tool in the hand.

use super::{CanvasMemory, gestures};
use crate::editor::{
    Actions, AppAction, BRUSH_RANGE_MM, BrushSettings, CompareMode, Dialog, EditorAction, EditorState,
    KeyCommand, KeyPress,
};
use egui::{Event, Key, Ui};

/// Keys of this frame: most of them become actions, the others are left to the tools.
pub fn read(
    ui: &Ui,
    state: &EditorState,
    memory: &mut CanvasMemory,
    out: &mut Actions,
) -> Vec<(KeyCommand, bool)> {
    let context = ui.ctx();
    // Ctrl and + belong to the photo, not to the letters.
    if context.options(|options| options.zoom_with_keyboard) {
        context.options_mut(|options| options.zoom_with_keyboard = false);
    }
    let focused = context.memory(|memory| memory.focused());
    let had_focus = std::mem::replace(&mut memory.had_focus, focused.is_some());
    let events = context.input(|input| input.events.clone());
    if state.before_held
        && events
            .iter()
            .any(|event| lets_before_go(event, memory.before_key))
    {
        out.push(EditorAction::HoldBefore(false));
    }
    let is_typing = context.text_edit_focused();
    // What was pressed in the frame in which a field is left was typed into it.
    let typing = std::mem::replace(&mut memory.was_typing, is_typing) || is_typing;
    if state.dialog.is_some() || state.is_asking {
        return Vec::new();
    }
    let mut left = Vec::new();
    for event in &events {
        match event {
            Event::Paste(_) | Event::PasteImage(_) if !typing => out.push(AppAction::Paste),
            Event::Key {
                pressed: true,
                repeat,
                modifiers,
                ..
            } => {
                let Some(press) = KeyPress::of(event) else {
                    continue;
                };
                let keys = &state.prefs.keys;
                let pressed = keys
                    .command(&press)
                    .filter(|command| !typing || (command.is_of_file() && !press.writes()))
                    .filter(|command| !*repeat || command.repeats())
                    .filter(|command| !is_of_the_control(*command, press.key, had_focus, memory));
                let Some(command) = pressed else {
                    continue;
                };
                if command == KeyCommand::Before {
                    memory.before_key = Some(press);
                }
                if command == KeyCommand::HidePanels && state.open.is_some() {
                    leave_control(context, memory);
                }
                if !action(command, state, out) {
                    left.push((command, modifiers.shift));
                }
                if command.asks() {
                    // What follows in this frame is meant for what is being asked.
                    break;
                }
            }
            _ => {}
        }
    }
    left
}

/// Whether the key that shows the photo alone is let go, or the window is left with it held. AltGr may have been let go before it:
/// then the key writes another sign, but it still has its place.
fn lets_before_go(event: &Event, before: Option<KeyPress>) -> bool {
    match event {
        Event::Key {
            key,
            physical_key,
            pressed: false,
            ..
        } => before.is_some_and(|press| {
            press.key == *key || (press.place.is_some() && press.place == *physical_key)
        }),
        Event::WindowFocused(false) => true,
        _ => false,
    }
}

/// Whether a press means the control that has the keyboard: Tab walks on from it (Shift+Tab begins the walk), Enter, space and
/// arrows work it.
fn is_of_the_control(command: KeyCommand, key: Key, had_focus: bool, memory: &CanvasMemory) -> bool {
    let walks = key == Key::Tab || matches!(command, KeyCommand::Finish | KeyCommand::Pan);
    let nudges = matches!(command, KeyCommand::Nudge(_)) && !memory.handle_has_focus;
    had_focus && (walks || nudges)
}

/// Takes the keyboard from whatever control has it.
fn leave_control(context: &egui::Context, memory: &mut CanvasMemory) {
    if let Some(id) = context.memory(|memory| memory.focused()) {
        context.memory_mut(|memory| memory.surrender_focus(id));
    }
    memory.had_focus = false;
}

/// Says the command as an action; false where it is for the tool in the hand.
fn action(command: KeyCommand, state: &EditorState, out: &mut Actions) -> bool {
    if command.needs_project() && state.open.is_none() {
        return true;
    }
    match command {
        KeyCommand::Open => out.push(AppAction::OpenDialog),
        KeyCommand::Save => out.push(AppAction::Save),
        KeyCommand::SaveAs => out.push(AppAction::SaveDialog),
        KeyCommand::Paste => out.push(AppAction::Paste),
        KeyCommand::Export => out.push(AppAction::ExportDialog),
        KeyCommand::Quit => out.push(AppAction::Quit),
        KeyCommand::ClientWindow => out.push(AppAction::ClientWindow),
        KeyCommand::Search => out.push(EditorAction::Search),
        KeyCommand::Undo => out.push(EditorAction::Undo),
        KeyCommand::Redo => out.push(EditorAction::Redo),
        KeyCommand::Shortcuts => out.push(EditorAction::Dialog(Dialog::Shortcuts)),
        KeyCommand::Step(step) => out.push(EditorAction::Step(step)),
        KeyCommand::ZoomFit => out.push(EditorAction::ZoomFit),
        KeyCommand::ZoomActual => out.push(EditorAction::ZoomActual),
        KeyCommand::ZoomIn => gestures::zoom(state, KEY_ZOOM, None, out),
        KeyCommand::ZoomOut => gestures::zoom(state, 1.0 / KEY_ZOOM, None, out),
        KeyCommand::Before => out.push(EditorAction::HoldBefore(true)),
        KeyCommand::Compare => out.push(EditorAction::Compare(match state.compare {
            CompareMode::Split { .. } => CompareMode::Off,
            CompareMode::Off | CompareMode::SideBySide | CompareMode::Variants => CompareMode::MIDDLE,
        })),
        KeyCommand::Mirror => out.push(EditorAction::Mirror),
        KeyCommand::HidePanels => out.push(EditorAction::HidePanels),
        KeyCommand::ClientBlank => out.push(EditorAction::ClientBlank),
        KeyCommand::Play => out.push(EditorAction::Play(state.playing.is_none())),
        KeyCommand::Tool(tool) => out.push(EditorAction::Tool(tool)),
        KeyCommand::BrushSmaller => out.push(resized(state.brush, 1.0 / BRUSH_GROWTH)),
        KeyCommand::BrushLarger => out.push(resized(state.brush, BRUSH_GROWTH)),
        KeyCommand::BrushHarder => out.push(softened(state.brush, -BRUSH_SOFTENING)),
        KeyCommand::BrushSofter => out.push(softened(state.brush, BRUSH_SOFTENING)),
        KeyCommand::Cancel
        | KeyCommand::Pan
        | KeyCommand::Remove
        | KeyCommand::RemoveLast
        | KeyCommand::Finish
        | KeyCommand::Nudge(_) => return false,
    }
    true
}

/// Zoom by one key press.
const KEY_ZOOM: f64 = 1.25;
/// Growth of the brush by one key press.
const BRUSH_GROWTH: f64 = 1.2;
/// Change of the brush's softness by one key press.
const BRUSH_SOFTENING: f64 = 0.1;

fn resized(brush: BrushSettings, factor: f64) -> EditorAction {
    let [least, most] = BRUSH_RANGE_MM;
    EditorAction::Brush(BrushSettings {
        radius_mm: (brush.radius_mm * factor).clamp(least, most),
        ..brush
    })
}

fn softened(brush: BrushSettings, by: f64) -> EditorAction {
    EditorAction::Brush(BrushSettings {
        softness: (brush.softness + by).clamp(0.0, 1.0),
        ..brush
    })
}
