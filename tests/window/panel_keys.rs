//! Keys that a person changes, in the dialog and with the keyboard.

use crate::window_state::{World, open_state, panels};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shadowline::canvas::{self, CanvasMemory};
use shadowline::editor::{
    Action, AppAction, Dialog, EditorAction, EditorState, KeyChord, KeyCommand, KeysForm, Tool,
};

/// Clicks a button wherever the list is scrolled to, as a screen reader does.
fn click(harness: &mut Harness<World>, label: &str) {
    let button = harness.get_by_role_and_label(egui::Role::Button, label);
    button.click_accesskit();
    harness.run_steps(3);
}

/// Presses and lets go.
fn press(harness: &mut Harness<World>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn keys(harness: &Harness<World>, command: KeyCommand) -> Vec<String> {
    let chords = harness.state().state.prefs.keys.chords(command);
    chords.iter().map(KeyChord::name).collect()
}

fn dialog() -> Harness<'static, World> {
    let mut state = open_state();
    state.dialog = Some(Dialog::Keys(KeysForm::default()));
    panels(state, 900.0)
}

#[test]
fn preferences_lead_to_the_keys() {
    let mut state = open_state();
    state.dialog = Some(Dialog::Preferences);
    let mut harness = panels(state, 900.0);
    click(&mut harness, "Keys…");
    assert!(matches!(harness.state().state.dialog, Some(Dialog::Keys(_))));
}

#[test]
fn a_key_is_changed_by_pressing_the_new_one_and_reset() {
    let mut harness = dialog();
    let mirror = KeyCommand::Mirror;
    let usual = keys(&harness, mirror);
    let said = shadowline::words::canvas::command(mirror);
    click(&mut harness, &format!("{said}: M"));
    harness.get_by_label(&format!("{said}: Press a key…"));
    press(&mut harness, Key::N);
    assert_eq!(keys(&harness, mirror), ["N"]);
    harness.get_by_label(&format!("{said}: N"));
    click(&mut harness, &format!("Reset: {said}"));
    assert_eq!(keys(&harness, mirror), usual);
}

#[test]
fn escape_leaves_a_key_as_it_is_and_the_dialog_open() {
    let mut harness = dialog();
    let said = shadowline::words::canvas::command(KeyCommand::Mirror);
    click(&mut harness, &format!("{said}: M"));
    press(&mut harness, Key::Escape);
    assert_eq!(keys(&harness, KeyCommand::Mirror), ["M"]);
    assert_eq!(
        harness.state().state.dialog,
        Some(Dialog::Keys(KeysForm::default()))
    );
}

#[test]
fn a_key_that_is_taken_is_said_and_can_be_swapped() {
    let mut harness = dialog();
    let (mirror, compare) = (KeyCommand::Mirror, KeyCommand::Compare);
    let [said, other] = [mirror, compare].map(shadowline::words::canvas::command);
    click(&mut harness, &format!("{said}: M"));
    press(&mut harness, Key::C);
    assert_eq!(
        keys(&harness, mirror),
        ["M"],
        "nothing is changed before it is agreed"
    );
    harness.get_by_label(&format!("C is already taken: {other}."));
    click(&mut harness, "Swap the two");
    assert_eq!(keys(&harness, mirror), ["C"]);
    assert_eq!(keys(&harness, compare), ["M"]);
    click(&mut harness, "Reset all");
    assert!(!harness.state().state.prefs.keys.any());
}

#[test]
fn a_key_that_is_the_same_everywhere_is_not_given_away() {
    let mut harness = dialog();
    let said = shadowline::words::canvas::command(KeyCommand::Mirror);
    click(&mut harness, &format!("{said}: M"));
    press(&mut harness, Key::Delete);
    harness.get_by_label_contains("Delete can't be given away");
    assert!(harness.query_by_label("Swap the two").is_none());
    click(&mut harness, "Leave as it is");
    assert_eq!(keys(&harness, KeyCommand::Mirror), ["M"]);
}

#[test]
fn menu_tooltip_and_list_show_a_changed_key() {
    let mut state = open_state();
    let chord = KeyChord::named("F4").unwrap();
    state.prefs.keys.set(KeyCommand::ClientWindow, chord);
    let mut harness = panels(state, 900.0);
    let label = shadowline::words::panel::client_window();
    harness.get_by_role_and_label(egui::Role::Button, label).hover();
    harness.run_steps(8);
    harness.get_by_label_contains("· F4");
    harness.state_mut().state.dialog = Some(Dialog::Shortcuts);
    harness.run_steps(3);
    harness.get_by_label("F4");
}

/// What the keyboard asks for on an open project: each event is a frame.
fn asked(state: EditorState, events: Vec<Event>) -> Vec<String> {
    let mut harness = Harness::builder().build_ui_state(
        |ui, (state, memory, asked): &mut (EditorState, CanvasMemory, Vec<Action>)| {
            asked.extend(canvas::keys_alone(ui, state, memory));
        },
        (state, CanvasMemory::default(), Vec::new()),
    );
    for event in events {
        harness.event(event);
        harness.run_steps(1);
    }
    let asked = &harness.state().2;
    asked.iter().map(|action| format!("{action:?}")).collect()
}

/// An action as [`asked`] tells it.
fn told(action: EditorAction) -> String {
    format!("{:?}", Action::from(action))
}

fn event(key: Key, place: Key, pressed: bool, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: Some(place),
        pressed,
        repeat: false,
        modifiers,
    }
}

#[test]
fn a_changed_key_works_on_the_canvas() {
    let mut state = open_state();
    let chord = KeyChord::named("F4").unwrap();
    state.prefs.keys.set(KeyCommand::Tool(Tool::Ruler), chord);
    let none = Modifiers::NONE;
    let asked = asked(
        state,
        vec![
            event(Key::R, Key::R, true, none),
            event(Key::F4, Key::F4, true, none),
        ],
    );
    assert_eq!(asked, [told(EditorAction::Tool(Tool::Ruler))]);
}

#[test]
fn the_photo_as_it_was_goes_away_again_when_alt_graph_is_let_go_first() {
    let none = Modifiers::NONE;
    // German: AltGr and the key beside 0, whose place is that of minus.
    let down = event(Key::Backslash, Key::Minus, true, none);
    let up = event(Key::Minus, Key::Minus, false, none);
    let first = asked(open_state(), vec![down.clone()]);
    assert_eq!(first, [told(EditorAction::HoldBefore(true))]);
    let mut state = open_state();
    state.before_held = true;
    let both = asked(state, vec![down, up]);
    assert_eq!(both.last(), Some(&told(EditorAction::HoldBefore(false))));
}

#[test]
fn a_letter_given_to_saving_can_still_be_typed() {
    let mut state = open_state();
    state
        .prefs
        .keys
        .set(KeyCommand::Save, KeyChord::named("N").unwrap());
    let mut harness = Harness::builder().build_ui_state(
        |ui, (state, memory, text, asked): &mut (EditorState, CanvasMemory, String, Vec<Action>)| {
            let label = ui.label("Name");
            ui.text_edit_singleline(text).labelled_by(label.id);
            asked.extend(canvas::keys_alone(ui, state, memory));
        },
        (state, CanvasMemory::default(), String::new(), Vec::new()),
    );
    harness.get_by_label("Name").focus();
    harness.run_steps(2);
    harness.key_press(Key::N);
    harness.run_steps(2);
    let saves = |action: &Action| matches!(action, Action::App(AppAction::Save));
    assert!(!harness.state().3.iter().any(saves));
}
