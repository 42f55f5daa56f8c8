//! The keyboard at work: presses become actions, or are left to the tool in the hand.

use super::key_table::{Command, Row, TABLE};
use super::{Memory, gestures};
use crate::app::{Action, BrushSettings, Compare, Dialog, ExportForm, ExportWhat, State};
use egui::{Event, Key, Modifiers, Ui};

/// What a press of a key means.
pub fn command(key: Key, modifiers: Modifiers) -> Option<Command> {
    let pressed = |row: &&Row| row.chords.iter().any(|chord| chord.is(key, modifiers));
    TABLE.iter().find(pressed).map(|row| row.command)
}

/// Keys of this frame: most of them become actions, the others are left to the tools.
pub fn read(ui: &Ui, state: &State, memory: &mut Memory, out: &mut Vec<Action>) -> Vec<(Command, bool)> {
    let context = ui.ctx();
    // Ctrl and + belong to the photo, not to the letters.
    if context.options(|options| options.zoom_with_keyboard) {
        context.options_mut(|options| options.zoom_with_keyboard = false);
    }
    let focused = context.memory(|memory| memory.focused());
    let had_focus = std::mem::replace(&mut memory.had_focus, focused.is_some());
    let events = context.input(|input| input.events.clone());
    let released = events.iter().any(|event| {
        matches!(
            event,
            Event::Key {
                key: Key::Backslash,
                pressed: false,
                ..
            } | Event::WindowFocused(false)
        )
    });
    if released && state.before_held {
        out.push(Action::HoldBefore(false));
    }
    if state.dialog.is_some() {
        return Vec::new();
    }
    let typing = context.text_edit_focused();
    let mut left = Vec::new();
    for event in &events {
        match event {
            Event::Paste(_) | Event::PasteImage(_) if !typing => out.push(Action::Paste),
            Event::Key {
                key,
                pressed: true,
                repeat,
                modifiers,
                ..
            } => {
                let Some(command) =
                    command(*key, *modifiers).filter(|command| !typing || command.is_of_file())
                else {
                    continue;
                };
                let again = matches!(
                    command,
                    Command::Undo | Command::Redo | Command::ZoomIn | Command::ZoomOut | Command::Nudge(_)
                ) || command.is_of_brush();
                if *repeat && !again {
                    continue;
                }
                match command {
                    // Tab walks on where a control has the keyboard already; Shift+Tab begins the walk.
                    Command::HidePanels if had_focus => {}
                    Command::HidePanels => {
                        if let Some(id) = context.memory(|memory| memory.focused()) {
                            context.memory_mut(|memory| memory.surrender_focus(id));
                        }
                        memory.had_focus = false;
                        out.push(Action::HidePanels);
                    }
                    // Enter, space and arrows are for the control that has the keyboard.
                    Command::Finish | Command::Pan if had_focus => {}
                    Command::Nudge(_) if had_focus && !memory.handle_has_focus => {}
                    command => match action(command, state, out) {
                        true => {}
                        false => left.push((command, modifiers.shift)),
                    },
                }
            }
            _ => {}
        }
    }
    left
}

/// Says the command as an action; false where it is for the tool in the hand.
fn action(command: Command, state: &State, out: &mut Vec<Action>) -> bool {
    if command.needs_project() && state.open.is_none() {
        return true;
    }
    let action = match command {
        Command::Open => Action::OpenDialog,
        Command::Save => Action::Save,
        Command::SaveAs => Action::Dialog(Dialog::SaveAs {
            path: save_path(state),
        }),
        Command::Paste => Action::Paste,
        Command::Export => Action::Dialog(Dialog::Export(Box::new(export_form(state)))),
        Command::Search => Action::Search,
        Command::Quit => Action::Quit,
        Command::Undo => Action::Undo,
        Command::Redo => Action::Redo,
        Command::Shortcuts => Action::Dialog(Dialog::Shortcuts),
        Command::Step(step) => Action::Step(step),
        Command::ZoomFit => Action::ZoomFit,
        Command::ZoomActual => Action::ZoomActual,
        Command::ZoomIn | Command::ZoomOut => {
            let factor = if command == Command::ZoomIn { 1.25 } else { 0.8 };
            gestures::zoom(state, factor, None, out);
            return true;
        }
        Command::Before => Action::HoldBefore(true),
        Command::Compare => Action::Compare(match state.compare {
            Compare::Split { .. } => Compare::Off,
            _ => Compare::Split {
                at: 0.5,
                vertical: true,
            },
        }),
        Command::Mirror => Action::Mirror,
        Command::ClientWindow => Action::ClientWindow,
        Command::ClientBlank => Action::ClientBlank,
        Command::Play => Action::Play(state.playing.is_none()),
        Command::Tool(tool) => Action::Tool(tool),
        command if command.is_of_brush() => Action::Brush(changed(state.brush, command)),
        _ => return false,
    };
    out.push(action);
    true
}

/// Growth of the brush by one key press, and change of its softness.
const BRUSH_STEP: (f64, f64) = (1.2, 0.1);
/// Radius of brushes, mm.
pub const BRUSH_RANGE_MM: [f64; 2] = [0.5, 60.0];

fn changed(brush: BrushSettings, command: Command) -> BrushSettings {
    let (growth, step) = BRUSH_STEP;
    let (factor, softer) = match command {
        Command::BrushSmaller => (1.0 / growth, 0.0),
        Command::BrushLarger => (growth, 0.0),
        Command::BrushHarder => (1.0, -step),
        _ => (1.0, step),
    };
    BrushSettings {
        radius_mm: (brush.radius_mm * factor).clamp(BRUSH_RANGE_MM[0], BRUSH_RANGE_MM[1]),
        softness: (brush.softness + softer).clamp(0.0, 1.0),
        ..brush
    }
}

fn save_path(state: &State) -> String {
    let path = state.open.as_ref().and_then(|open| open.path.as_ref());
    path.map(|path| path.display().to_string()).unwrap_or_default()
}

fn export_form(state: &State) -> ExportForm {
    ExportForm {
        what: ExportWhat::Picture,
        path: String::new(),
        legend: true,
        watermark: String::new(),
        clinic: state.prefs.clinic.clone(),
        max_side: None,
    }
}
